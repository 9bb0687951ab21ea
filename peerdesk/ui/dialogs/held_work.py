"""What waits for the lead: who wrote it, how much, the first words; each person's is let in by one act, or stays."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from peerdesk.desk.vouching import HeldWork
from peerdesk.ui.dialogs.history import when_of
from peerdesk.ui.theme import Theme, theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_MOST = 12  # things of one person of which the first words are shown
_LETTERS = 120


class HeldSheet(Sheet):
    """Lists it, a person each."""

    def __init__(
        self, parent: QWidget, held: Sequence[HeldWork], admit: Callable[[HeldWork], object], *, leads: bool
    ) -> None:
        """Show what waits.

        Args:
            parent: any widget of the window.
            held: a person each.
            admit: lets in what one person wrote.
            leads: whoever looks may let it in.
        """
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Waiting for the lead"), width=640)
        self._admit = admit
        self.buttons: list[Button] = []
        self.content.addWidget(make_title(theme, self.tr("Waiting for the lead"), "shield-question-mark"))
        why = self.tr(
            "This came from somebody who isn't on the team list, or whose part has ended. It is kept, and counts "
            "nowhere until the lead lets it in. What they write later waits again."
        )
        self.content.addWidget(Paragraph(theme, why, tone="soft"))
        for work in held:
            self._add(theme, work, leads)
        close = Button(theme, self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        close.setFocus()

    def _add(self, theme: Theme, work: HeldWork, leads: bool) -> None:
        name = work.name or self.tr("Somebody whose badge is not here")
        said = self.tr("{name}, whose part has ended: {count}") if work.ended else self.tr("{name}: {count}")
        self.content.addWidget(make_hairline())
        self.content.addWidget(Paragraph(theme, said.format(name=name, count=len(work.records)), bold=True))
        self.content.addWidget(
            Paragraph(theme, self.tr("Their six words: {}").format(work.badge_words), "caption", "soft")
        )
        for one in work.records[:_MOST]:
            words = one.words if len(one.words) <= _LETTERS else one.words[:_LETTERS].rstrip() + "…"
            self.content.addWidget(Paragraph(theme, f"{when_of(one.at)} · {' '.join(words.split())}"))
        if len(work.records) > _MOST:
            more = self.tr("and {} more").format(len(work.records) - _MOST)
            self.content.addWidget(Paragraph(theme, more, "caption", "soft"))
        if leads:
            button = Button(theme, self.tr("Let it in"), "check")
            button.setAccessibleName(self.tr("Let in what {} wrote").format(name))
            button.clicked.connect(lambda: self._on_admit(work))
            self.buttons.append(button)
            self.content.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_admit(self, work: HeldWork) -> None:
        self._admit(work)
        self.accept()
