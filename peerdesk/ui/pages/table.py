"""At the table: what there is on each question, and the findings that the team makes of it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.evidence import Note
from peerdesk.domain.outcome import Citation, Finding, Way
from peerdesk.domain.review import Source
from peerdesk.ui import messages
from peerdesk.ui.commands import Command
from peerdesk.ui.erasing_for_good import ErasingForGood
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.page import Page
from peerdesk.ui.proofing.proofreader import Proofreader
from peerdesk.ui.table.coverage_pane import CoveragePane
from peerdesk.ui.table.finding_card import FindingCard
from peerdesk.ui.table.findings_pane import FindingsPane
from peerdesk.ui.table.looking import ELSEWHERE, TableLook, keep_finding, kind_of, look_at_table
from peerdesk.ui.table.notes_pane import NotesPane
from peerdesk.ui.table.question_tabs import COVERAGE, heading_of, tabs_of
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.offered import Offered
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.title_row import TitleRow

_NOTES = 45  # of 100 parts of the page, while notes and findings stand side by side


class TablePage(Page):
    """Coverage first, then one question at a time: notes at the left, findings at the right."""

    title = "Table"

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a page without a review; `show_review` gives it one."""
        super().__init__(theme, jobs, parent)
        self._desk, self._scope = desk, ""
        self._look: TableLook | None = None
        self._tabs = tabs_of(None)
        self._new_id, self._slim = "", False
        self._offered = Offered(desk)
        self._proof = Proofreader(desk, self)
        self._build()
        self._wire()

    # What the window asks

    def show_review(self, scope: str) -> None:
        """Show another review."""
        self._scope, self._look, self._offered = scope, None, Offered(self._desk)
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def show_question(self, number: int) -> None:
        """Show the work on a question, from 1; coverage is 0, and after the last is what stands on none, if any."""
        if number < len(self._tabs):
            value, _ = self._tabs[number]
            self.tabs.show_value(value)
            self._on_tab(value)

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
        card = self.findings.current()
        return [card.title] if card is not None else []

    @override
    def lists(self) -> list[QWidget]:
        return [self.notes.view]

    @override
    def commands(self) -> list[Command]:
        group = self.tr("Table")
        at_work, on_one = self._is_at_work, lambda: self.findings.current() is not None
        return [
            Command("table.choose", self.tr("Choose this note"), group, self.notes.choose_current, "Space", "check"),
            Command("table.new", self.tr("New finding from the chosen notes"), group, self._new, "N", "plus", at_work),
            Command(
                "table.cite", self.tr("Cite in this finding"), group, lambda: self._cite("for"), "F", "link", on_one
            ),
            Command(
                "table.against",
                self.tr("Cite as pointing the other way"),
                group,
                lambda: self._cite("against"),
                "Shift+F",
                "arrow-left-right",
                on_one,
            ),
            Command("table.agree", self.tr("Agree this finding"), group, self._agree, "A", "check", on_one),
            Command("table.agree_all", self.tr("Agreed by all of us"), group, self._agree_all, icon="check"),
            Command(
                "table.include",
                self.tr("Include what was noted in training"),
                group,
                self.notes.include,
                "I",
                "user-plus",
            ),
            Command("table.history", self.tr("History…"), group, self._history, "Ctrl+Shift+H", "history", on_one),
            *ErasingForGood(self, self._desk).commands("table", group, self._finding),
            Command("table.large", self.tr("Large text at the table"), group, self.large.click, icon="a-large-small"),
            *self._proof.commands("table", group),
        ]

    def _finding(self) -> Finding | None:
        card = self.findings.current()
        return card.row.finding if card is not None else None

    def _history(self) -> None:
        if (card := self.findings.current()) is not None:
            LookingBack(self, self._desk).show_history(card.row.finding)

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
        self.coverage, self.notes, self.findings = CoveragePane(theme), NotesPane(theme), FindingsPane(theme)
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
        for part in (self.empty, self.coverage, self._build_work()):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        lane = theme.fixed("width.bar")
        column.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l") - lane, theme.gap("s"))
        column.setSpacing(theme.gap("s"))
        title = TitleRow(theme, self.title, tabs, [self.large])
        title.setContentsMargins(0, 0, lane, 0)
        column.addWidget(title)
        column.addWidget(self.stack, 1)

    def _build_work(self) -> QWidget:
        theme = self.theme
        self.question = Paragraph(theme, "", "body", bold=True)
        self.sides = Tabs(
            theme, [("notes", self.tr("Notes")), ("findings", self.tr("Findings"))], self.tr("Which side")
        )
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.notes)
        self._splitter.addWidget(self.findings)
        self._splitter.setStretchFactor(0, _NOTES)
        self._splitter.setStretchFactor(1, 100 - _NOTES)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(self.question)
        column.addWidget(self.sides)
        column.addWidget(self._splitter, 1)
        self.sides.hide()
        self._work = work
        return work

    def _wire(self) -> None:
        self.tabs.picked.connect(self._on_tab)
        self.sides.picked.connect(lambda _: self._show_side())
        self.coverage.opened.connect(self._on_cell)
        self.large.toggled.connect(self.notes.set_large)
        self.large.toggled.connect(self.findings.set_large)
        self.notes.include_requested.connect(self._include)
        self.findings.new_requested.connect(self._new)
        self.findings.agree_all_requested.connect(self._agree_all)
        self.findings.card_made.connect(self._wire_card)

    def _wire_card(self, card: FindingCard) -> None:
        card.fields.keep_requested.connect(partial(self._keep, card))
        card.fields.noted.connect(self._desk.drafts.note_typing)
        card.fields.journal_requested.connect(lambda *said: self._offered.journal(*said))
        card.offer.answered.connect(lambda *said: self._offered.answer(*said))
        card.changed_to.connect(partial(self._change, card))
        for field in card.texts().values():
            self._proof.watch(field, lambda: card.row.finding.record_id, line=card.look_line)
        card.uncite_requested.connect(self._uncite)
        card.settled.connect(lambda: self._settle(card.row.finding))
        card.delete_requested.connect(lambda: self._delete(card.row.finding))

    # What it shows

    def _show(self, look: TableLook | None) -> None:
        self._look = look
        self._proof.show_review(self._scope)
        if look is None or not look.findings:
            self.stack.setCurrentWidget(self.empty)
            return
        self._show_tabs(look)
        self.coverage.show_rows(look.coverage)
        self._show_tab()
        self._start_new()

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
        if question == COVERAGE:
            self.stack.setCurrentWidget(self.coverage)
            return
        self.stack.setCurrentWidget(self._work)
        self.question.setText(heading_of(look, question))
        self.notes.show_rows(look.notes, question, leads=look.plan.my_role == "lead")
        self.findings.show_rows(look.findings[question], look.numbers, writable=bool(look.plan.my_role))
        for card in self.findings.cards():
            card.offer_drafts(self._offered.waiting(look.drafts), look.numbers, self._desk.acting.now())
        self._show_side()

    def _show_side(self) -> None:
        self.sides.setVisible(self._slim)
        self.notes.setVisible(not self._slim or self.sides.value() == "notes")
        self.findings.setVisible(not self._slim or self.sides.value() == "findings")

    def _start_new(self) -> None:
        card = self.findings.card(self._new_id) if self._new_id else None
        if card is None:
            return
        self._new_id = ""
        self.sides.show_value("findings")
        self._show_side()
        self.findings.set_current(card.row.finding.record_id)
        card.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.findings.scroll_to(card)

    def _on_tab(self, value: str) -> None:
        self._show_tab()
        self.findings.set_current("" if value == COVERAGE else self._first_finding(value))

    def _first_finding(self, question: str) -> str:
        rows = self._look.findings[question] if self._look else ()
        return rows[0].finding.record_id if rows else ""

    def _on_cell(self, question: str, source: Source) -> None:
        self.sides.show_value("notes")
        self.show_question([value for value, _ in self._tabs].index(question))
        self.notes.show_source(source)
        self.notes.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        slim = self.theme.is_slim(self.window().width())
        if event.oldSize().width() < 0:
            self._splitter.setSizes([self.width() * _NOTES // 100, self.width() * (100 - _NOTES) // 100])
        if slim != self._slim:
            self._slim = slim
            self.notes.set_slim(slim)
            if self._look is not None:
                self._show_tabs(self._look)
            self._show_side()

    # What a person does

    def _is_at_work(self) -> bool:
        return self.stack.currentWidget() is self._work

    def _do(self, work: Callable[[], Changes], said: str, *, undoable: bool = True) -> None:
        """Do an act as a job, then say what was done."""

        def done(changes: Changes) -> None:
            self.toast_requested.emit(said, undoable)
            self.changed.emit(changes)

        self.jobs.start(self, lambda _: work(), done)

    def _new(self) -> None:
        if not self._is_at_work() or not self.findings.new.isEnabled():
            return
        rows, question = self.notes.view.chosen_rows(), self.tabs.value().replace(ELSEWHERE, "")
        notes = [row.note.record_id for row in rows]
        kind = kind_of([row.note for row in rows])
        self.jobs.start(
            self,
            lambda _: self._desk.findings.add(self._scope, notes=notes, question=question, kind=kind),
            self._on_made,
        )

    def _on_made(self, made: tuple[str, Changes]) -> None:
        self._new_id, changes = made
        self.notes.view.clearSelection()
        self.changed.emit(changes)

    def _cite(self, way: Way) -> None:
        card, rows = self.findings.current(), self.notes.chosen()
        if card is None or not rows or not self._is_at_work():
            return
        finding, notes = card.row.finding, [row.note.record_id for row in rows]
        words = self.tr("{} cited in {}.") if way == "for" else self.tr("{} cited in {} as pointing the other way.")
        many = self.tr("{} notes").format(len(notes)) if len(notes) > 1 else self.tr("1 note")
        self.notes.view.clearSelection()
        self._do(lambda: self._desk.findings.cite(finding, notes, way), words.format(many, card.row.label))

    def _uncite(self, citation: Citation) -> None:
        self._do(lambda: self._desk.findings.uncite(citation), self.tr("Note taken out."))

    def _agree(self) -> None:
        card = self.findings.current()
        if card is not None and not card.row.finding.agreed and card.agreed.isEnabled():
            self._change(card, "agreed", True)

    def _agree_all(self) -> None:
        rows = self._look.findings.get(self.tabs.value(), ()) if self._look else ()
        open_ones = [row.finding for row in rows if not row.finding.agreed]
        if open_ones:
            said = (
                self.tr("Agreed by all of us: {} findings.") if len(open_ones) > 1 else self.tr("Agreed by all of us.")
            )
            self._do(lambda: self._desk.findings.agree(open_ones), said.format(len(open_ones)))

    def _include(self, notes: Sequence[Note]) -> None:
        many = self.tr("{} notes").format(len(notes)) if len(notes) > 1 else self.tr("1 note")
        said = self.tr("{} included, with “in training” beside the name.").format(many)
        self._do(lambda: self._desk.findings.include(notes), said, undoable=False)

    def _delete(self, finding: Finding) -> None:
        self._do(lambda: self._desk.findings.delete(finding), self.tr("Finding deleted."))

    def _change(self, card: FindingCard, name: str, value: object) -> None:
        finding = card.row.finding
        said = self.tr("Agreed by all of us.") if name == "agreed" and value else self.tr("Finding changed.")
        self._do(lambda: keep_finding(self._desk, finding, **{name: value})[0], said)

    def _settle(self, finding: Finding) -> None:
        says = {name: getattr(finding, name) for name in finding.two_versions if name != "deleted"}
        self._do(lambda: self._desk.findings.change(finding, **says), self.tr("Settled."))

    def _keep(self, card: FindingCard, name: str, text: str, shown: Finding) -> None:
        """Keep a field that was left: one revision; its draft goes once that is on disk."""

        def work(_: object) -> tuple[Changes, Finding | None]:
            return keep_finding(self._desk, shown, **{name: text})

        def done(kept: tuple[Changes, Finding | None]) -> None:
            card.fields.on_kept(name, text, kept[1])
            self.changed.emit(kept[0])

        def failed(error: Exception) -> None:
            card.fields.on_not_kept(name)
            messages.show_failure(self, error)

        self.jobs.start(card, work, done, failed)
