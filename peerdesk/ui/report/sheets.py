"""What the report page asks: in which state, whether to sign, and what the head answered."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QWidget

from peerdesk.desk.report_files import Reader
from peerdesk.domain.kinds import Release
from peerdesk.domain.naming import named
from peerdesk.domain.outcome import ReportState
from peerdesk.domain.review import Member
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.fields import Form, TextBox
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.room import Room
from peerdesk.ui.widgets.sheet import Sheet, make_title

Value = TypeVar("Value", bound=str)
STATES: Mapping[ReportState, str] = {
    "on the day": "On the day: a draft for the head to check",
    "for checking": "For checking: sent with a date by which to answer",
    "final": "Final: as it is signed",
}
READERS: Mapping[Reader, str] = {
    "school": "The school: evidence by number and kind",
    "governors": "Governors: without the numbers of evidence",
    "team": "The team: with the notes, not for the school",
}
RELEASES: Mapping[Release, str] = {
    "nothing": "Nothing more than that the review took place",
    "themes": "The themes: what the school asked",
    "summary": "The summary: the one page",
    "report": "The whole report",
}


ENDINGS: Mapping[str, str] = {
    ".pdf": "PDF: to read, hear and keep",
    ".docx": "For a word processor: to go on with, not signed",
    ".html": "A page for a browser: not signed",
}


class ReportSheet(Sheet):
    """Asks in which state the report is to be made, for whom, and in which form."""

    def __init__(
        self, parent: QWidget, state: ReportState, *, signed: bool, go_on: Callable[[ReportState, Reader, str], object]
    ) -> None:
        """Ask; `go_on` gets the chosen state, reader and ending of the file, `state` is the likely one."""
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("Make the report"), width=480)
        self.content.addWidget(make_title(theme, self.tr("Make the report"), "file-text"))
        self.choices = _add_choices(self, STATES, state)
        self.unsigned = Paragraph(theme, self.tr("It is not signed yet: a final report says who signed it, and when."))
        self.unsigned.setVisible(not signed)
        self.content.addWidget(self.unsigned)
        self.reader, self.ending = _choice(READERS), _choice(ENDINGS)
        form = Form(theme)
        form.add(self.tr("Who reads it"), self.reader)
        form.add(self.tr("As"), self.ending)
        self.content.addWidget(form)
        self.go = Button(theme, self.tr("Choose where…"), kind="primary")
        self.go.clicked.connect(lambda: self._on_go(go_on))
        _add_foot(self, self.go)

    def _on_go(self, go_on: Callable[[ReportState, Reader, str], object]) -> None:
        chosen = _chosen(self.choices, STATES), self.reader.currentData(), self.ending.currentData()
        self.accept()
        go_on(*chosen)


class SignSheet(Sheet):
    """Says what signing means, once, since it cannot be taken back."""

    def __init__(self, parent: QWidget, ends: Sequence[str], go_on: Callable[[], object]) -> None:
        """Ask; `ends` are what is still to look at, and stop nobody."""
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("Sign off"), width=480)
        self.content.addWidget(make_title(theme, self.tr("Sign off"), "signature"))
        said = self.tr(
            "You sign what the report says now, as the lead reviewer. It can be changed after that, and then says so."
        )
        self.content.addWidget(Paragraph(theme, said, "reading"))
        for end in ends:
            self.content.addWidget(Paragraph(theme, end, "body", "soft"))
        self.go = Button(theme, self.tr("Sign off"), "signature", "primary")
        self.go.clicked.connect(self.accept)
        self.accepted.connect(lambda: go_on())
        _add_foot(self, self.go)


class AnswerSheet(Sheet):
    """Takes down the head's words, what may go to the partnership, and who heard it."""

    def __init__(
        self,
        parent: QWidget,
        members: Sequence[Member],
        me: str,
        kept: Callable[[str, Release, str], object],
        drafts: Callable[[QObject], FieldDrafts],
        scope: str,
    ) -> None:
        """Ask; the sheet stays open until the asker calls `end`.

        Args:
            parent: any widget of the window.
            members: who may have heard it.
            me: id of this desk's person among them.
            kept: gets words, release and the listener's id.
            drafts: makes what journals the words.
            scope: of the review.
        """
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("The head’s answer"), width=560)
        self._kept = kept
        self.words = TextBox(theme, self.tr("In the head’s words"), lines=4)
        self.heard_by = QComboBox()
        for member in members:
            self.heard_by.addItem(named(member), member.record_id)
        self.heard_by.setCurrentIndex(max(self.heard_by.findData(me), 0))
        self.typed = Offer(theme, "history", wraps=True)
        self.drafts = drafts(self)
        self.drafts.watch(self.words, lambda: (scope, "words"))
        self._room = Room(self.words, self.words.toPlainText)
        form = Form(theme)
        form.add(self.tr("In the head’s words"), self.words)
        form.add(self.tr("Who heard it"), self.heard_by)
        self.content.addWidget(make_title(theme, self.tr("The head’s answer"), "message-circle"))
        self.content.addWidget(self.typed)
        self.content.addWidget(form)
        self.content.addWidget(Label(theme, self.tr("What may go to the partnership"), bold=True))
        self.choices = _add_choices(self, RELEASES, "nothing")
        self.go = Button(theme, self.tr("Keep it"), kind="primary")
        self.go.clicked.connect(self._on_go)
        _add_foot(self, self.go)
        self.drafts.taken_up.connect(self.drafts.take)
        self.drafts.offered.connect(self.place)
        self.drafts.show_in(self.typed)

    def end(self) -> None:
        """Close it: the answer is on disk, and nothing of it is to be offered again."""
        self.drafts.settle()
        self.accept()

    def set_busy(self, busy: bool) -> None:
        """Let it not be kept twice."""
        self.go.setEnabled(not busy)

    def _on_go(self) -> None:
        if not self._room.fits():
            return
        self.set_busy(True)
        self._kept(self.words.toPlainText().strip(), _chosen(self.choices, RELEASES), self.heard_by.currentData())


def _choice(words: Mapping[Value, str]) -> QComboBox:
    """Return a field in which the first is chosen."""
    field = QComboBox()
    for one, said in words.items():
        field.addItem(said, one)
    return field


def _add_choices(sheet: Sheet, words: Mapping[Value, str], value: Value) -> QButtonGroup:
    group = QButtonGroup(sheet)
    for at, (one, said) in enumerate(words.items()):
        button = QRadioButton(said)
        button.setChecked(one == value)
        group.addButton(button, at)
        sheet.content.addWidget(button)
    return group


def _chosen(group: QButtonGroup, words: Mapping[Value, str]) -> Value:
    return list(words)[group.checkedId()]


def _add_foot(sheet: Sheet, go: Button) -> None:
    close = Button(sheet.theme, sheet.tr("Not now"), kind="quiet")
    close.clicked.connect(sheet.reject)
    go.setDefault(True)
    sheet.foot.addStretch()
    sheet.foot.addWidget(close)
    sheet.foot.addWidget(go)
    sheet.set_gaps(sheet.theme.gap("l"), sheet.theme.gap("m"))
