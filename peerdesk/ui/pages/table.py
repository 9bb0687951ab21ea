"""At the table: what there is on each question, and the findings that the team makes of it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerdesk.desk.desk import Desk
from peerdesk.domain.contradictions import Contradiction
from peerdesk.domain.coverage import By
from peerdesk.domain.groupings import Grouping
from peerdesk.domain.outcome import Finding, FindingKind, Way
from peerdesk.domain.swap_words import Told
from peerdesk.domain.swaps import Proposal
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.page import Page
from peerdesk.ui.proofing.proofreader import Proofreader
from peerdesk.ui.table.acts import TableActs
from peerdesk.ui.table.commands import table_commands
from peerdesk.ui.table.coverage_pane import CoveragePane
from peerdesk.ui.table.looking import ELSEWHERE, TableLook, kind_of, look_at_table
from peerdesk.ui.table.printing import print_coverage as write_on_paper
from peerdesk.ui.table.question_tabs import COVERAGE, STANDING, heading_of, tabs_of
from peerdesk.ui.table.standing_acts import StandingActs
from peerdesk.ui.table.standing_card import StandingCard
from peerdesk.ui.table.wiring import Wires, wire_finding, wire_standing
from peerdesk.ui.table.work_pane import WorkPane
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.offered import Offered
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.title_row import TitleRow


class TablePage(Page):
    """Coverage first, then one question at a time: notes at the left, findings at the right."""

    title = "Table"

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a page without a review; `show_review` gives it one."""
        super().__init__(theme, jobs, parent)
        self._desk, self._scope = desk, ""
        self._look: TableLook | None = None
        self._tabs = tabs_of(None)
        self._new_id, self._slim, self._offers_reasons = "", False, False
        self._offered = Offered(desk)
        self._proof = Proofreader(desk, self)
        self._acts, self._standing = TableActs(self, desk), StandingActs(self, desk)
        self._wires = Wires(desk, self._proof, lambda: self._offered)
        self._build()
        self._wire()

    # What the window asks

    def show_review(self, scope: str) -> None:
        """Show another review."""
        self._scope, self._look, self._offered, self._offers_reasons = scope, None, Offered(self._desk), False
        self.look_when_seen()

    def show_question(self, number: int) -> None:
        """Show the work on a question, from 1; coverage is 0, and after the last is what stands on none, if any."""
        if number < len(self._tabs):
            self._show_value(self._tabs[number][0])

    def show_standing(self, record_id: str) -> StandingCard | None:
        """Show what the team says of where the school stands; return its card, None if there is none."""
        if STANDING in dict(self._tabs):
            self._show_value(STANDING)
            self.work.show_side("findings")
            card = self.standing.card_of(record_id)
            if card is not None:
                self.standing.scroll_to(card)
            return card
        return None

    @override
    def refresh(self) -> None:
        if self._scope:
            self.jobs.start(self, lambda _: self._proof.look(look_at_table, self._scope), self._show)
        else:
            self._show(None)

    @override
    def first_focus(self) -> QWidget | None:
        if self.stack.currentWidget() is self.empty:
            return self.empty.button
        return self.coverage.grid if self.tabs.value() == COVERAGE else self.notes.view

    @override
    def regions(self) -> list[QWidget]:
        if self.is_standing():
            standing = self.standing.current()
            return [standing.team] if standing is not None else []
        card = self.findings.current()
        return [card.title] if card is not None else []

    @override
    def lists(self) -> list[QWidget]:
        return [self.notes.view]

    @override
    def commands(self) -> list[Command]:
        return [*table_commands(self, self, self._desk), *self._proof.commands("table", self.tr("Table"))]

    def finding(self) -> Finding | None:
        """Return the finding that is worked on."""
        card = self.findings.current()
        return card.row.finding if card is not None and self.is_at_work() else None

    def show_history(self) -> None:
        """Show what the finding said before, or what was said of where the school stands."""
        card = self.standing.current() if self.is_standing() else None
        shown = card.row.record if card is not None else self.finding()
        if shown is not None:
            LookingBack(self, self._desk).show_history(shown)

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self.tabs = Tabs(theme, self._tabs, self.tr("Which question"))
        self._tab_place = QHBoxLayout()
        self._tab_place.setContentsMargins(0, 0, 0, 0)
        self._tab_place.addWidget(self.tabs)
        tabs = QWidget()
        tabs.setLayout(self._tab_place)
        self.large = Button(theme, "", "a-large-small", "quiet", name=self.tr("Large text at the table"))
        self.large.setCheckable(True)
        self.large.setChecked(True)
        self.agree_every = Button(theme, "", "check", "quiet")
        self.agree_every.hide()
        self.coverage = CoveragePane(theme, partial(FieldDrafts, self._desk, self.jobs, "promise"))
        self.work = WorkPane(theme)
        self.notes, self.findings, self.standing = self.work.notes, self.work.findings, self.work.standing
        self.sides, self.question = self.work.sides, self.work.question
        self.primary = self.findings.new
        self.stack = QStackedWidget()
        self.empty = Empty(
            theme,
            "layers",
            self.tr("The table begins with the school’s questions."),
            self.tr("Plan them first, or bring in the briefing; notes and findings then come here."),
            self.tr("Go to the plan"),
            lambda: self.go_requested.emit("plan"),
        )
        for part in (self.empty, self.coverage, self.work):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        lane = theme.fixed("width.bar")
        column.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l") - lane, theme.gap("s"))
        column.setSpacing(theme.gap("s"))
        title = TitleRow(theme, self.title, tabs, [self.agree_every, self.large])
        title.setContentsMargins(0, 0, lane, 0)
        column.addWidget(title)
        column.addWidget(self.stack, 1)

    def _wire(self) -> None:
        self.tabs.picked.connect(self._on_tab)
        self.coverage.opened.connect(self._on_cell)
        self.coverage.pair_opened.connect(self._on_pair)
        self.coverage.pair_taken.connect(self._on_pair_taken)
        self.coverage.promised.said.connect(self._acts.say_not_done)
        self.coverage.rest.taken.connect(self._on_swap)
        self.coverage.print_button.clicked.connect(self.print_coverage)
        self.large.toggled.connect(self.work.set_large)
        self.agree_every.clicked.connect(self.agree_every_finding)
        self.notes.include_requested.connect(self._acts.include)
        self.findings.new_requested.connect(self.new)
        self.findings.agree_all_requested.connect(self.agree_all)
        self.findings.grouping_taken.connect(self._on_grouping)
        self.findings.card_made.connect(lambda card: wire_finding(card, self._acts, self._wires))
        self.standing.card_made.connect(self._on_standing_card)
        self.standing.added.connect(lambda key: self._standing.add(self._scope, key))
        self.standing.current_changed.connect(lambda _: self._show_standing_notes())

    def _on_standing_card(self, card: StandingCard) -> None:
        wire_standing(card, self._standing, self._wires, self._scope)

    # What it shows

    def _show(self, look: TableLook | None) -> None:
        self._look = look
        self._proof.show_review(self._scope)
        if look is None or not look.findings:
            self.agree_every.hide()
            self.stack.setCurrentWidget(self.empty)
            return
        was_empty = self.stack.currentWidget() is self.empty
        self._show_tabs(look)
        self.coverage.show_look(look)
        if look.rest.promises and not self._offers_reasons:
            self._offers_reasons = True
            self.coverage.promised.drafts.show_in(self.coverage.offer)
        self._show_agreeing(look)
        self._show_tab()
        if was_empty:
            self.begin_here()
        self._start_new()

    def _show_agreeing(self, look: TableLook) -> None:
        """Offer to agree everything where more than one question has something open."""
        open_ones = look.open_findings
        several = len({one.question for one in open_ones}) > 1 and bool(look.plan.my_role)
        self.agree_every.setVisible(several and not self._slim)
        self.agree_every.setText(self.tr("All {} agreed").format(len(open_ones)))
        self.agree_every.setAccessibleName(
            self.tr("All {} findings on all questions are agreed by all of us").format(len(open_ones))
        )

    def _show_tabs(self, look: TableLook) -> None:
        tabs = tabs_of(look, slim=self._slim)
        if [value for value, _ in tabs] == [value for value, _ in self._tabs]:
            for value, word in tabs:
                self.tabs.set_word(value, word)
        else:
            old, current = self.tabs, self.tabs.value()
            self.tabs = Tabs(self.theme, tabs, self.tr("Which question"))
            self.tabs.picked.connect(self._on_tab)
            self._tab_place.replaceWidget(old, self.tabs)
            old.hide()
            old.deleteLater()
            if current in dict(tabs):
                self.tabs.show_value(current)
        self._tabs = tabs

    def _show_tab(self) -> None:
        look, question = self._look, self.tabs.value()
        if look is None:
            return
        self.stack.setCurrentWidget(self.coverage if question == COVERAGE else self.work)
        if question == COVERAGE:
            return
        self.question.setText(heading_of(look, question))
        self.work.show_right(standing=question == STANDING)
        if question == STANDING:
            self._show_standing(look)
            return
        writable, now = bool(look.plan.my_role), self._desk.acting.now()
        self.notes.show_rows(look.notes, question, leads=look.plan.my_role == "lead")
        self.findings.show_rows(look.findings[question], look.numbers, writable=writable)
        self.findings.show_groupings(look.groupings.get(question, ()), writable=writable)
        for card in self.findings.cards():
            card.offer_drafts(self._offered.waiting(look.drafts), look.numbers, now)

    def _show_standing(self, look: TableLook) -> None:
        if look.standing is None:
            return
        self.standing.show_look(look.standing, self._scope, look.numbers, writable=bool(look.plan.my_role))
        for card in self.standing.cards():
            card.offer_drafts(self._offered.waiting(look.drafts), look.numbers, self._desk.acting.now())
        self._show_standing_notes()

    def _show_standing_notes(self) -> None:
        look, card = self._look, self.standing.current()
        if look is not None and look.standing is not None and self.is_standing():
            key = card.row.characteristic.characteristic_id if card else ""
            about = look.standing.about.get(key, frozenset())
            self.notes.show_rows(look.notes, f"{STANDING}:{key}", leads=look.plan.my_role == "lead", about=about)

    def _start_new(self) -> None:
        card = self.findings.card(self._new_id) if self._new_id else None
        if card is None:
            return
        self._new_id = ""
        self.work.show_side("findings")
        self.findings.set_current(card.row.finding.record_id)
        card.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.findings.scroll_to(card)

    def _show_value(self, value: str) -> None:
        self.tabs.show_value(value)
        self._on_tab(value)

    def _on_tab(self, value: str) -> None:
        self._show_tab()
        if value not in (COVERAGE, STANDING):
            rows = self._look.findings[value] if self._look else ()
            self.findings.set_current(rows[0].finding.record_id if rows else "")

    def _on_cell(self, question: str, by: By, key: str, words: str) -> None:
        self.work.show_side("notes")
        self._show_value(question)
        self.notes.show_only(by, key, words)
        self.notes.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_pair(self, pair: Contradiction) -> None:
        self.work.show_side("notes")
        self._show_value(pair.question.record_id)
        notes = {one.record_id for account in pair.accounts for one in account.notes}
        self.notes.show_some(notes, self.tr("what does not fit together"))
        self.notes.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        slim = self.theme.is_slim(self.window().width())
        if event.oldSize().width() < 0:
            self.work.share(self.width())
        if slim != self._slim:
            self._slim = slim
            self.work.set_slim(slim)
            self.coverage.set_slim(slim)
            if self._look is not None:
                self._show_tabs(self._look)
                self._show_agreeing(self._look)

    # What a person does

    def is_at_work(self) -> bool:
        """Tell whether findings are worked on."""
        return self.stack.currentWidget() is self.work and not self.is_standing()

    def is_standing(self) -> bool:
        """Tell whether the page shows where the school stands."""
        return self.stack.currentWidget() is self.work and self.tabs.value() == STANDING

    def new(self) -> None:
        """Begin a finding from the chosen notes."""
        if self.is_at_work() and self.findings.new.isEnabled():
            rows, question = self.notes.view.chosen_rows(), self.tabs.value().replace(ELSEWHERE, "")
            kind = kind_of([row.note for row in rows])
            self._begin([row.note.record_id for row in rows], question, kind)

    def _on_grouping(self, grouping: Grouping) -> None:
        rows = [row for row in map(self._look.row_of, grouping.notes) if row] if self._look else []
        self._begin(list(grouping.notes), grouping.question, kind_of([row.note for row in rows]))

    def _on_pair_taken(self, pair: Contradiction) -> None:
        notes = [one.record_id for account in pair.accounts for one in account.notes]
        self._show_value(pair.question.record_id)
        self._begin(notes, pair.question.record_id, "question")

    def _begin(self, notes: list[str], question: str, kind: FindingKind) -> None:
        def then(made: str) -> None:
            self._new_id = made
            self.notes.view.clearSelection()

        self._acts.begin(self._scope, notes, question, kind, then)

    def cite(self, way: Way) -> None:
        """Cite the chosen notes in the finding, or in where the school stands."""
        notes = [row.note.record_id for row in self.notes.chosen()]
        card, standing = self.findings.current(), self.standing.current()
        if not notes:
            return
        if self.is_standing() and standing is not None and way == "for" and standing.team.isEnabled():
            self.notes.view.clearSelection()
            self._standing.cite(self._scope, standing.row, notes)
        elif self.is_at_work() and card is not None:
            self.notes.view.clearSelection()
            self._acts.cite(card, notes, way)

    def agree(self) -> None:
        """Agree the finding that is worked on."""
        card = self.findings.current()
        if card is not None and self.is_at_work() and not card.row.finding.agreed and card.agreed.isEnabled():
            self._acts.change(card.row.finding, "agreed", True)

    def agree_all(self) -> None:
        """Agree all findings on this question that say something."""
        if self._look is not None and self.is_at_work():
            rows = self._look.findings.get(self.tabs.value(), ())
            self._acts.agree([row.finding for row in rows if row.says_something and not row.finding.agreed])

    def agree_every_finding(self) -> None:
        """Agree all findings on all questions that say something."""
        if self._look is not None and self._look.plan.my_role:
            self._acts.agree(self._look.open_findings)

    def _on_swap(self, proposal: Proposal, told: Told) -> None:
        if self._look is not None:
            self._acts.take(self._look.plan, proposal, told, lambda: self.coverage.rest.read(proposal, told))

    def print_coverage(self) -> None:
        """Put coverage on paper."""
        if self._look is not None:
            write_on_paper(self, self._look)
