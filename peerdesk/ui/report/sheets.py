"""What the report page asks: in which state, in which form, and whether to sign."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QButtonGroup, QComboBox, QWidget

from peerdesk.desk.report_files import Reader
from peerdesk.domain.outcome import ReportState
from peerdesk.ui.theme import Theme, theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.combo import Combo
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.radio import Radio
from peerdesk.ui.widgets.sheet import Sheet, make_title
from peerdesk.ui.widgets.tick import Tick

_LEAST = 20  # letters of a field
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


ENDINGS: Mapping[str, str] = {
    ".pdf": "PDF: to read, hear and keep",
    ".docx": "For a word processor: to go on with, not signed",
    ".html": "A page for a browser: not signed",
    "signed": "PDF with your signature in it",
    "words": "PDF that opens with six words",
}


FORMS: Mapping[str, str] = {
    ".pdf": "A PDF form: to fill in with any reader, or to print",
    ".docx": "For a word processor: to tick and type in",
    ".html": "For paper: to print, and fill in by hand",
}


class ReportSheet(Sheet):
    """Asks in which state the report is to be made, for whom, and in which form."""

    def __init__(
        self, parent: QWidget, state: ReportState, *, signed: bool, go_on: Callable[[ReportState, Reader, str], object]
    ) -> None:
        """Ask; `go_on` gets the chosen state, reader and ending of the file, `state` is the likely one."""
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("Make the report"), width=520)
        self.content.addWidget(make_title(theme, self.tr("Make the report"), "file-text"))
        self.choices = _add_choices(self, STATES, state)
        self.unsigned = Paragraph(theme, self.tr("It is not signed yet: a final report says who signed it, and when."))
        self.unsigned.setVisible(not signed)
        self.content.addWidget(self.unsigned)
        self.reader, self.ending = _choice(theme, READERS), _choice(theme, ENDINGS)
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


class FormSheet(Sheet):
    """Asks in which form the head gets her reply sheet, and what it asks of each finding."""

    def __init__(self, parent: QWidget, go_on: Callable[[str, bool], object]) -> None:
        """Ask; `go_on` gets the ending of the file, and whether it asks of each finding if it may travel."""
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("The reply sheet"), width=480)
        self.content.addWidget(make_title(theme, self.tr("The reply sheet"), "message-circle"))
        said = self.tr("The head ticks and writes on it without PeerDesk; what she sends back can be read here.")
        self.content.addWidget(Paragraph(theme, said, "reading"))
        self.choices = _add_choices(self, FORMS, ".pdf")
        self.each = Tick(theme, self.tr("Ask of each finding whether it may go to the partnership"))
        self.content.addWidget(self.each)
        self.go = Button(theme, self.tr("Go on"), kind="primary")
        self.go.clicked.connect(lambda: self._on_go(go_on))
        _add_foot(self, self.go)

    def _on_go(self, go_on: Callable[[str, bool], object]) -> None:
        chosen = _chosen(self.choices, FORMS), self.each.isChecked()
        self.accept()
        go_on(*chosen)


def _choice(theme: Theme, words: Mapping[Value, str]) -> Combo:
    """Return a field in which the first is chosen."""
    field = Combo(theme)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(_LEAST)  # the longest would be wider than the sheet
    for one, said in words.items():
        field.addItem(said, one)
    return field


def _add_choices(sheet: Sheet, words: Mapping[Value, str], value: Value) -> QButtonGroup:
    group = QButtonGroup(sheet)
    for at, (one, said) in enumerate(words.items()):
        button = Radio(sheet.theme, said)
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
