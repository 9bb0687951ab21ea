"""All two versions that there ever were in a review: what each laptop said, who settled it and when."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.history import Settled
from peerdesk.ui.dialogs.history import field_name, when_of, words_of
from peerdesk.ui.theme import Theme, theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.marked_words import MarkedWords
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_MOST = 60


class AllVersionsSheet(Sheet):
    """Those that are open first, then the newest."""

    def __init__(self, parent: QWidget, listed: Sequence[Settled], look: Callable[[Settled], object] | None) -> None:
        """List them; `look` opens one that is still open to be settled, None where nobody may."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Two versions, all there ever were"), width=760)
        self._look = look
        self.buttons: list[Button] = []
        self.content.addWidget(make_title(theme, self.tr("Two versions, all there ever were"), "columns-2"))
        if not listed:
            said = self.tr("Nobody ever changed the same words on two laptops in this review.")
            self.content.addWidget(Paragraph(theme, said, tone="soft"))
        for one in listed[:_MOST]:
            self._add(theme, one)
        close = Button(theme, self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        close.setFocus()

    def _add(self, theme: Theme, one: Settled) -> None:
        self.content.addWidget(make_hairline())
        about = " · ".join(part for part in (field_name(one.kind), field_name(one.field)) if part)
        self.content.addWidget(Paragraph(theme, one.words or self.tr("Without words"), bold=True))
        self.content.addWidget(Paragraph(theme, about, "caption", "soft"))
        beside = QHBoxLayout()
        beside.setSpacing(theme.gap("m"))
        said = [words_of(version.value) or self.tr("Nothing") for version in one.versions]
        for at, version in enumerate(one.versions):
            column = QVBoxLayout()
            column.addWidget(Paragraph(theme, f"{version.who} · {when_of(version.when)}", "caption", "soft"))
            column.addWidget(MarkedWords(theme, said[at], said[0 if at else 1]))
            column.addStretch()
            beside.addLayout(column, 1)
        self.content.addLayout(beside)
        if one.when:
            settled = self.tr("{who} settled it on {when}: {words}")
            words = words_of(one.value) or self.tr("Nothing")
            self.content.addWidget(Paragraph(theme, settled.format(who=one.who, when=when_of(one.when), words=words)))
        elif (look := self._look) is not None:
            button = Button(theme, self.tr("Settle it…"), kind="link")
            button.setAccessibleName(self.tr("Settle: {}").format(one.words))
            button.clicked.connect(self.accept)
            button.clicked.connect(lambda: look(one))
            self.buttons.append(button)
            self.content.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self.content.addWidget(Paragraph(theme, self.tr("Not settled yet."), tone="develop"))
