"""What there is and what is missing: in words, as a grid, and as questions for the afternoon."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.domain.contradictions import Contradiction
from peerdesk.domain.coverage import By, QuestionCoverage
from peerdesk.domain.evidence import Note
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.marks import SIGN_TONES, SIGN_WORDS
from peerdesk.ui.table.account_pair import AccountPair
from peerdesk.ui.table.coverage_grid import CoverageGrid
from peerdesk.ui.table.coverage_words import column_word, name_question
from peerdesk.ui.table.looking import TableLook
from peerdesk.ui.table.mark import Mark
from peerdesk.ui.table.promised import Promised
from peerdesk.ui.table.rest_of_day import RestOfDayPane
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.tabs import Tabs

PAIRS_AT_ONCE = 6


class CoveragePane(LaneColumn):
    """Sentences first, then the grid, what does not fit together, what was promised, and what could still be done.

    Signals:
        opened: a cell was opened: the question's id, what the columns are, the key of the column, and its word.
        pair_opened: show all notes of a Contradiction.
        pair_taken: begin a finding with both accounts of a Contradiction.
    """

    opened = Signal(str, str, str, str)
    pair_opened = Signal(object)
    pair_taken = Signal(object)

    def __init__(self, theme: Theme, drafts: Callable[[QWidget], FieldDrafts], parent: QWidget | None = None) -> None:
        """Make a pane without questions; `drafts` makes the journal of what is typed here."""
        super().__init__(theme, parent)
        self._theme = theme
        self._shown: tuple[QuestionCoverage, ...] = ()
        self._pairs: tuple[Contradiction, ...] = ()
        self._names: Mapping[str, str] = {}
        self._slim, self._writable = False, False
        self.grid, self.told = CoverageGrid(theme), Paragraph(theme, "", "caption", "soft")
        ways = [("kind", self.tr("By kind")), ("voice", self.tr("By voice")), ("reviewer", self.tr("By reviewer"))]
        self.by = Tabs(theme, ways, self.tr("What the columns are"))
        self.print_button = Button(theme, self.tr("Print…"), "printer", "quiet")
        self.promised, self.rest, self.offer = (
            Promised(theme, drafts),
            RestOfDayPane(theme),
            Offer(theme, "history", wraps=True),
        )
        self.pairs: list[AccountPair] = []
        self._words, self._accounts = _column(theme, "xs"), _column(theme, "m")
        self._build()
        self.by.picked.connect(lambda _: self._show_grid())
        self.grid.opened.connect(self._on_opened)
        self.grid.told.connect(self.told.setText)

    def show_look(self, look: TableLook) -> None:
        """Show what there is on each question, and what is missing."""
        names = {one.record_id: one.name for one in look.plan.members}
        leads = look.plan.my_role == "lead"
        if (look.coverage, names) != (self._shown, self._names):
            self._shown, self._names = look.coverage, names
            _clear(self._words)
            if not look.notes:
                begin = self.tr("Coverage fills itself from the notes. The first line is written under Now.")
                self._words.addWidget(Paragraph(self._theme, begin, "reading"))
            for row in look.coverage if look.notes else ():
                self._add_words(name_question(row.question, row.number), " ".join(row.sentences))
            self._show_grid()
        self._show_pairs(look)
        self.promised.show_promises(look.rest.promises, writable=leads)
        self.rest.show_plan(look.plan.activities)
        asked = {one.need.question.record_id for one, _ in look.rest.proposals}
        ideas = [idea for row in look.coverage for idea in row.suggestions if row.question.record_id not in asked]
        self.rest.show_rest(look.rest.proposals, ideas, writable=leads)

    def set_slim(self, slim: bool) -> None:
        """Put one account below the other where there is no room beside it."""
        self._slim = slim
        for one in self.pairs:
            one.set_slim(slim)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.by, 1)
        head.addWidget(self.print_button)
        self.body.setSpacing(self._theme.gap("m"))
        self.body.addLayout(self._words)
        self.body.addLayout(head)
        for part in (self.grid, self.told, _make_key(self._theme)):
            self.body.addWidget(part)
        self.body.addWidget(self.rest)
        self.body.addWidget(self.offer)
        self.body.addWidget(self.promised)
        self.body.addLayout(self._accounts)
        self.body.addStretch()

    def _show_pairs(self, look: TableLook) -> None:
        writable = bool(look.plan.my_role)
        if (look.contradictions, writable) == (self._pairs, self._writable):
            return
        self._pairs, self._writable = look.contradictions, writable
        read = {row.note.record_id: row.text for row in look.notes}
        _clear(self._accounts)
        self.pairs = []
        if look.contradictions:
            self._accounts.addWidget(Label(self._theme, self.tr("What does not fit together"), bold=True))
        self._add_pairs(look.contradictions, lambda note: read.get(note.record_id, note.text))

    def _add_pairs(self, pairs: Sequence[Contradiction], read: Callable[[Note], str]) -> None:
        """Add the first few, and a way to the others: each is a dozen paragraphs, and nobody reads forty at once."""
        for one in pairs[:PAIRS_AT_ONCE]:
            pair = AccountPair(self._theme, one, read, writable=self._writable)
            pair.set_slim(self._slim)
            pair.all_wanted.connect(lambda one=one: self.pair_opened.emit(one))
            pair.finding_wanted.connect(lambda one=one: self.pair_taken.emit(one))
            self.pairs.append(pair)
            self._accounts.addWidget(pair)
        rest = pairs[PAIRS_AT_ONCE:]
        if rest:
            more = Button(self._theme, self.tr("Show the next ones ({} more)").format(len(rest)), kind="link")
            self._accounts.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
            more.clicked.connect(lambda: self._go_on(more, rest, read))

    def _go_on(self, more: Button, rest: Sequence[Contradiction], read: Callable[[Note], str]) -> None:
        more.hide()
        self._add_pairs(rest, read)
        self.pairs[-len(rest[:PAIRS_AT_ONCE])].first_focus().setFocus()

    def _by(self) -> By:
        return self.by.value()  # type: ignore[return-value]

    def _show_grid(self) -> None:
        self.grid.show_rows(self._shown, self._by(), self._names)

    def _on_opened(self, question: str, key: str) -> None:
        word = column_word(self._by(), key, self._names)
        self.opened.emit(question, self._by(), key, word if self._by() == "reviewer" else word.lower())

    def _add_words(self, name: str, words: str) -> None:
        said = Paragraph(self._theme, words)
        said.setMaximumWidth(self._theme.px(self._theme.fixed("width.measure")))
        self._words.addWidget(Label(self._theme, name, bold=True, elided=True))
        self._words.addWidget(said)


def _make_key(theme: Theme) -> QWidget:
    """Return what the signs and letters in the grid mean."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.gap("xs"))
    for sign in SIGN_TONES:
        row.addWidget(Mark(theme, sign))
        row.addWidget(Label(theme, SIGN_WORDS[sign], "caption", "soft", elided=True))
        row.addSpacing(theme.gap("s"))
    row.addWidget(Label(theme, line.tr("Letters: who noted it"), "caption", "soft", elided=True), 1)
    return line


def _column(theme: Theme, gap: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.gap(gap))
    return column


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
