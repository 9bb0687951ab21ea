"""What changed in the report since it was handed over: part by part; and saying so, where it was final already."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.domain.citations import show_citations
from peerdesk.domain.document import words_of
from peerdesk.domain.editions import Difference
from peerdesk.domain.section_text import lines_of
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.theme import Theme, theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.fields import TextBox
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.marked_words import MarkedWords
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.room import Room
from peerdesk.ui.widgets.sheet import Sheet, make_title

_MOST = 40  # differences that are shown


class ChangesSheet(Sheet):
    """Each part that says something else, before beside after."""

    def __init__(
        self,
        parent: QWidget,
        since: str,
        differences: Sequence[Difference],
        words: Mapping[tuple[str, str], str],
        numbers: Mapping[str, int],
    ) -> None:
        """Show differences.

        Args:
            parent: any widget of the window.
            since: which edition they are from, in words.
            differences: in order.
            words: what the outline calls each part.
            numbers: of the notes that are cited.
        """
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("What changed"), width=900)
        self.content.addWidget(make_title(theme, self.tr("What changed"), "columns-2"))
        self.content.addWidget(Paragraph(theme, since, tone="soft"))
        if not differences:
            self.content.addWidget(Paragraph(theme, self.tr("Nothing: it says what it said then.")))
        for one in differences[:_MOST]:
            self.content.addWidget(make_hairline())
            word = words.get((one.kind, one.record_id), self.tr("A part that is not there any more"))
            self.content.addWidget(Label(theme, word, bold=True))
            before, after = (_read(said, numbers) for said in (one.before, one.after))
            across = QHBoxLayout()
            across.setSpacing(theme.gap("l"))
            across.addLayout(_side(theme, self.tr("Then"), before, after), 1)
            across.addLayout(_side(theme, self.tr("Now"), after, before), 1)
            self.content.addLayout(across)
        close = Button(theme, self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        close.setFocus()


class CorrectionSheet(Sheet):
    """Asks what changed in a report that was final already; it is printed in the next one."""

    def __init__(
        self, parent: QWidget, scope: str, drafts: Callable[[QObject], FieldDrafts], go_on: Callable[[str], object]
    ) -> None:
        """Ask.

        Args:
            parent: any widget of the window.
            scope: of the review.
            drafts: makes what journals the words.
            go_on: gets them; the sheet is closed by then.
        """
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("What changed?"), width=560)
        self._go_on = go_on
        self.words = TextBox(theme, self.tr("What changed?"), lines=4)
        self._room = Room(self.words, self.words.toPlainText)
        self.typed = Offer(theme, "history", wraps=True)
        self.drafts = drafts(self)
        self.drafts.watch(self.words, lambda: (scope, "what_changed"))
        self.content.addWidget(make_title(theme, self.tr("What changed?"), "pencil-line"))
        said = self.tr(
            "The final report is with the school already. Say in a sentence what is new: it is printed in this one."
        )
        for widget in (Paragraph(theme, said), self.typed, self.words):
            self.content.addWidget(widget)
        self.go = Button(theme, self.tr("Go on"), kind="primary")
        self.go.clicked.connect(self._on_go)
        later = Button(theme, self.tr("Not now"), kind="quiet")
        later.clicked.connect(self.reject)
        self.foot.addStretch()
        self.foot.addWidget(later)
        self.foot.addWidget(self.go)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.words.textChanged.connect(self._enable)
        self._enable()
        self.drafts.taken_up.connect(self.drafts.take)
        self.drafts.offered.connect(self.place)
        self.drafts.show_in(self.typed)
        self.words.setFocus(Qt.FocusReason.PopupFocusReason)

    def _enable(self) -> None:
        self.go.setEnabled(bool(self.words.toPlainText().strip()))

    def _on_go(self) -> None:
        if self._room.fits():
            self.drafts.settle()
            self.accept()
            self._go_on(self.words.toPlainText().strip())


def _side(theme: Theme, head: str, text: str, other: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(Label(theme, head, "caption", "soft"))
    column.addWidget(MarkedWords(theme, text or "–", other))
    column.addStretch()
    return column


def _read(text: str, numbers: Mapping[str, int]) -> str:
    """Return text as it is read: without marks, a paragraph a line."""
    return "\n".join(words_of(line.words) for line in lines_of(show_citations(text, numbers)))
