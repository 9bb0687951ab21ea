"""Beside the text: where the report stands, what to look at, and how it gets into the head's hands."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.replies import Owed
from peerdesk.desk.reports import SignOff
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.kinds import Release
from peerdesk.domain.outcome import Reply
from peerdesk.domain.reply_sheet import words_of_finding
from peerdesk.ui.report.looking import ReportLook
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.paragraph import Paragraph

_WIDTH = 480  # pixels at 100 % text: a button is no bar
_LET: dict[Release, str] = {
    "nothing": "Nothing more may go to the partnership than that the review took place.",
    "themes": "The themes may go to the partnership.",
    "summary": "The summary may go to the partnership.",
    "report": "The whole report may go to the partnership.",
}


class OutPanel(LaneColumn):
    """Sentences and buttons; the page connects those that make the report, `ReportLeaving` those of the answer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a panel that says nothing yet."""
        super().__init__(theme, parent)
        self._theme = theme
        self._made: Path | None = None
        self._build()
        self.folder.clicked.connect(self._open_folder)

    def show_look(self, look: ReportLook) -> None:
        """Say where the report stands."""
        _fill(self._theme, self._standing, _standing(look.signed), "ink")
        self._ends.setText(self.tr("To look at"))
        self._ends.setVisible(bool(look.to_look_at))
        _fill(self._theme, self._to_look_at, look.to_look_at, "ink")
        _fill(self._theme, self._answers, _answers(look.replies), "ink")
        _fill(self._theme, self._of_findings, look.heard, "ink")
        _fill(self._theme, self._owed, _owed(look.owed), "ink")
        self.let_go.setVisible(look.leads and look.owed is not None and look.owed.signed)
        for widget in (self.page, self.report, self.sign, self._heard, *self.of_answer):
            widget.setVisible(look.leads)

    def show_made(self, what: str, path: Path) -> None:
        """Say what was made and where it is."""
        self._made = path
        self.made.setText(self.tr("{} is in {}.").format(what, path.parent.name or str(path.parent)))
        self.made.setToolTip(str(path))
        for widget in (self.made, self.folder):
            widget.show()

    def _build(self) -> None:
        theme = self._theme
        self.page = Button(theme, self.tr("Make the page for the head…"), kind="primary")
        self.report = Button(theme, self.tr("Make the report…"), "file-text")
        self.sign = Button(theme, self.tr("Sign off…"), "signature")
        self.reply_sheet = Button(theme, self.tr("Make her reply sheet…"))
        self.read = Button(theme, self.tr("Read what she sent back…"), "folder-open")
        self.answer = Button(theme, self.tr("Type her answer…"))
        self.own = Button(theme, self.tr("Let her answer here…"))
        self.let_go = Button(theme, self.tr("Let it go to the partnership…"))
        self.sending = Button(theme, self.tr("What is to be sent"), kind="link")
        self.of_answer = (self.reply_sheet, self.read, self.answer, self.own)
        self.made = Paragraph(theme, "")
        self.folder = Button(theme, self.tr("Open the folder"), "folder-open")
        self._ends, self._heard = Label(theme, "", bold=True), Label(theme, self.tr("The head’s answer"), bold=True)
        self._standing, self._to_look_at = QVBoxLayout(), QVBoxLayout()
        self._answers, self._of_findings, self._owed = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.body.addLayout(self._standing)
        self._add(self.page, self.made, self.folder, self.report, self.sign, self.sending)
        self.body.addWidget(self._ends)
        self.body.addLayout(self._to_look_at)
        self.body.addWidget(self._heard)
        for told in (self._answers, self._of_findings, self._owed):
            self.body.addLayout(told)
        self._add(self.let_go, *self.of_answer)
        self.body.addStretch()
        for widget in (self.made, self.folder, self.let_go):
            widget.hide()

    def _add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.body.addWidget(widget)
            widget.setMaximumWidth(self._theme.px(_WIDTH))

    def _open_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.parent)))


def _standing(signed: SignOff | None) -> list[str]:
    if signed is None:
        return ["Not signed yet: all of it is a draft."]
    at = datetime.fromisoformat(signed.at).astimezone()
    said = [f"Signed by the lead reviewer, {at:%H:%M}, {day_in_words(at.date().isoformat(), year=False)}."]
    return [*said, "Changed since it was signed."] if signed.stale else said


def _owed(owed: Owed | None) -> list[str]:
    if owed is None:
        return []
    if not owed.signed:
        return ["Until the report is signed, the partnership is told only that the review took place."]
    kept = [f"She keeps back “{words_of_finding(one)}”, which is in the report still." for one in owed.kept_back]
    return [*kept, "The partnership is not told yet what she let go."]


def _answers(replies: Sequence[Reply]) -> list[str]:
    """Return the last answer in words, and that there were others before."""
    if not replies:
        return []
    before = len(replies) - 1
    return [_answer(replies[-1]), *(["She had answered before; the last answer holds."] if before else [])]


def _answer(reply: Reply) -> str:
    words = f"“{' · '.join(reply.words.splitlines())}” " if reply.words else ""
    let = _LET[reply.what] if reply.what else ""
    return f"{day_in_words(reply.answered_on, year=False)}. {words}{let}".strip()


def _fill(theme: Theme, column: QVBoxLayout, sentences: Sequence[str], tone: str) -> None:
    """Show sentences, each a paragraph, in place of those that were there."""
    items = [column.itemAt(at) for at in range(column.count())]
    old = [item.widget() for item in items if item is not None]
    if [one.text() for one in old if isinstance(one, Paragraph)] == list(sentences):
        return
    for one in old:
        if one is not None:
            column.removeWidget(one)
            one.hide()
            one.deleteLater()
    for sentence in sentences:
        column.addWidget(Paragraph(theme, sentence, "body", tone))
