"""Half past three: the team sits down with the head. What is shown, in which order, and what the head says."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.outcome import Finding, HeadsWord
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.erasing_for_good import ErasingForGood
from peerdesk.ui.feedback.agreeing import Agreeing
from peerdesk.ui.feedback.arranging import Arranging
from peerdesk.ui.feedback.looking import FeedbackLook, Step, look_at_feedback
from peerdesk.ui.feedback.said_list import SaidList
from peerdesk.ui.feedback.showing import Showing
from peerdesk.ui.feedback.step_card import StepCard
from peerdesk.ui.feedback.steps_view import StepsView
from peerdesk.ui.feedback.words_panel import WordsPanel
from peerdesk.ui.feedback.writing import Writing
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.page import Page
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import bring_into_view
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.tick import Tick
from peerdesk.ui.widgets.title_row import TitleRow

_LIST, _REST = 42, 58  # of 100 parts of the page


class FeedbackPage(Page):
    """The messages in order at the left; at the right the one that is chosen, and what the head says about it.

    Signals:
        finding_requested: show this Finding at the table.
        question_requested: show this question, by its id, in the report.
    """

    title = "Feedback"
    kinds = frozenset({"review", "member", "question", "note", "finding", "citation", "heard"})

    finding_requested = Signal(object)
    question_requested = Signal(str)

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a page without a review; `show_review` gives it one."""
        super().__init__(theme, jobs, parent)
        self.desk = self._desk = desk
        self._scope = ""
        self._look: FeedbackLook | None = None
        self._slim, self._from_paper, self._offers = False, False, False
        self._wanted = ""
        self._build()
        self.writing = Writing(self, desk, self.panel, lambda: self._look, self.show_step)
        self.showing = Showing(self, desk, self.panel, lambda: self._look)
        self.arranging = Arranging(self, desk, self.list, lambda: self._look)
        self.agreeing = Agreeing(self, desk, lambda: self._look, lambda: self.showing.stage)
        for offer in (self.arranging.names, *self.writing.offers):
            self._notices.addWidget(offer)
        self._wire()

    # What the window asks

    def show_review(self, scope: str) -> None:
        """Show another review."""
        self._scope, self._look, self._from_paper, self._offers = scope, None, False, False
        self.arranging.begin_anew()
        self.look_when_seen()

    def show_step(self, key: str) -> None:
        """Show a step by its key: a finding's id, or "recognise", "missed"; as soon as the page has looked."""
        self._wanted = key
        self._show_wanted()

    def show_heard(self, word_id: str) -> None:
        """Show the step at which the head said something."""
        for step in self._look.steps if self._look else ():
            if word_id in [row.word.record_id for row in step.heard]:
                self.show_step(step.key)

    @override
    def refresh(self) -> None:
        if self._scope:
            self.jobs.start(self, lambda _: look_at_feedback(self._desk, self._scope), self._show)
        else:
            self._show(None)

    @override
    def on_changes(self, changes: Changes) -> None:
        super().on_changes(changes)
        if not self.isVisible() and self.showing.stage is not None:
            self.refresh()

    @override
    def first_focus(self) -> QWidget | None:
        return self.empty.button if self.stack.currentWidget() is self.empty else self.list

    @override
    def regions(self) -> list[QWidget]:
        return [self.panel.field] if self.panel.field.isVisible() else []

    @override
    def commands(self) -> list[Command]:
        group, can, on_one = self.tr("Feedback"), self._can_show, lambda: self._finding() is not None
        leads = lambda: self._look is not None and self._look.leads  # noqa: E731 - one of three questions
        rows: list[tuple[str, str, Callable[[], object], str, str, Callable[[], bool]]] = [
            ("show", self.tr("Show it to the head"), self._begin, "F5", "eye", can),
            ("show_here", self.tr("Show it to the head from here on"), self._begin_here, "Shift+F5", "eye", can),
            ("words", self.tr("We agreed other words"), self._ask_words, "", "message-circle", on_one),
            ("before", self.tr("What it said before"), self._show_before, "", "history", on_one),
            ("earlier", self.tr("Show this message earlier"), partial(self.list.move_current, -1), "", "", leads),
            ("later", self.tr("Show this message later"), partial(self.list.move_current, 1), "", "", leads),
            ("leave_out", self.tr("Leave this message out, or not"), self._switch_current, "", "", leads),
            ("history", self.tr("History…"), self._history, "Ctrl+Shift+H", "history", on_one),
            ("deleted", self.tr("Deleted…"), self._deleted, "", "trash-2", on_one),
        ]
        erasing, said = ErasingForGood(self, self._desk), self.tr("Erase what the head said for good…")
        return [
            *(
                Command(f"feedback.{name}", text, group, act, keys, icon, enabled)
                for name, text, act, keys, icon, enabled in rows
            ),
            erasing.command_of("feedback.erase", said, group, self._heard_here, self._heard),
            erasing.command_list("feedback", group),
        ]

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        views = [("order", self.tr("Messages")), ("said", self.tr("What the head said"))]
        self.views = Tabs(theme, views, self.tr("What is seen here"))
        self.primary = self.begin = Button(theme, self.tr("Show it to the head"), "eye", "primary")
        self.reader = Paragraph(theme, "", "body", "soft")
        self._notices = QVBoxLayout()
        self._notices.setSpacing(theme.gap("xs"))
        self._notices.addWidget(self.reader)
        self.empty = Empty(
            theme,
            "message-circle",
            self.tr("Feedback begins with what all of you agree."),
            self.tr("Agree findings at the table. They then stand here, one at a time, to be shown to the head."),
            self.tr("Go to the table"),
            lambda: self.go_requested.emit("table"),
        )
        self.said = SaidList(theme)
        self.stack = QStackedWidget()
        for part in (self.empty, self._build_work(), self.said):
            self.stack.addWidget(part)
        lane = theme.fixed("width.bar")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l") - lane, theme.gap("s"))
        column.setSpacing(theme.gap("s"))
        title = TitleRow(theme, self.title, self.views, [self.begin])
        title.setContentsMargins(0, 0, lane, 0)
        column.addWidget(title)
        column.addLayout(self._notices)
        column.addWidget(self.stack, 1)

    def _build_work(self) -> QWidget:
        theme = self.theme
        self.list, self.card, self.panel = StepsView(theme), StepCard(theme), WordsPanel(theme)
        self.leave = Tick(theme, self.tr("Today the head is happy for us to write down what is said"))
        self.leave.setAccessibleName(self.leave.text())
        self.paper = Button(theme, self.tr("Type it from paper"), "pencil-line", "link")
        self.right = LaneColumn(theme)
        for one in (self.card, self.leave):
            self.right.body.addWidget(one)
        self.right.body.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignLeft)
        self.right.body.addWidget(self.panel)
        self.right.body.addStretch()
        hint = self.tr("Ctrl Up and Ctrl Down move a message, Space leaves it out. Or drag it.")
        self.hint = Paragraph(theme, hint, "caption", "soft")
        left = QWidget()
        below = QVBoxLayout(left)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.gap("xs"))
        below.addWidget(self.list, 1)
        below.addWidget(self.hint)
        self.work = QWidget()
        self._beside = QHBoxLayout(self.work)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(theme.gap("m"))
        self._beside.addWidget(left, _LIST)
        self._beside.addWidget(self.right, _REST)
        return self.work

    def _wire(self) -> None:
        self.begin.clicked.connect(self._begin)
        self.views.picked.connect(lambda _: self._show_view())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_step())
        self.list.activated.connect(lambda _: self._on_activated())
        self.leave.clicked.connect(self.arranging.give_leave)
        self.paper.clicked.connect(self._type_from_paper)
        self.panel.led.connect(self._ask_words)
        self.panel.escaped.connect(self.list.setFocus)
        self.card.words_requested.connect(lambda: self._ask_words())
        self.card.switch_requested.connect(self._switch_current)
        self.card.before_requested.connect(self._show_before)
        self.card.table_requested.connect(lambda: self._go_to_table(self.list.current_row()))
        self.card.report_requested.connect(lambda: self._go_to_report(self.list.current_row()))
        self.said.opened.connect(self._on_opened)
        self.said.before_requested.connect(self.agreeing.show_before)
        self.arranging.finding_wanted.connect(lambda key: self._go_to_table(self._step(key)))
        self.said.table_requested.connect(self._go_to_table)
        self.said.report_requested.connect(self._go_to_report)
        self.showing.stepped.connect(self.show_step)
        self.showing.leave_given.connect(self.arranging.give_leave)
        self.showing.words_wanted.connect(lambda: self._ask_words())
        self.showing.ended.connect(self._on_ended)

    # What it shows

    def _show(self, look: FeedbackLook | None) -> None:
        self._look = look
        messages = self._has_messages()
        self.begin.setVisible(messages and look is not None and look.leads)
        self.begin.setEnabled(self._can_show())
        self.views.setVisible(messages)
        self.reader.setVisible(look is not None and not look.leads)
        self.arranging.show_look(look)
        if look is None or not messages:
            self.stack.setCurrentWidget(self.empty)
            return
        lead = look.lead or self.tr("The lead")
        self.reader.setText(self.tr("{} shows this to the head. You can read it here.").format(lead))
        self._fit()
        current = self.list.current_row()
        self._wanted = self._wanted or (current.key if current is not None else "")
        self.list.steps.show_rows(look.steps)
        self.said.show_look(look)
        self._show_wanted()
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.steps.index(0, 0))
        self._on_step()
        self._show_view()
        self.showing.follow(look)
        if not self._offers:
            self._offers = True
            self.writing.offer_drafts()

    def _show_view(self) -> None:
        if self._has_messages():
            self.stack.setCurrentWidget(self.said if self.views.value() == "said" else self.work)

    def _has_messages(self) -> bool:
        return self._look is not None and any(one.kind == "message" for one in self._look.steps)

    def _show_wanted(self) -> None:
        index = self.list.steps.index_of(self._wanted) if self._wanted else self.list.steps.index(-1, 0)
        if index.isValid():
            self._wanted = ""
            self.list.setCurrentIndex(index)
            self._on_step()

    def _on_step(self) -> None:
        step, look = self.list.current_row(), self._look
        if step is None or look is None:
            return
        self.card.show_step(step, leads=look.leads, writable=look.takes_down)
        self.panel.show_step(step, writable=look.takes_down)
        speaks = look.takes_down and step.kind != "opening"
        self.leave.setChecked(look.leave)
        self.leave.setVisible(look.takes_down)
        self.paper.setVisible(speaks and not look.leave and not self._from_paper)
        self.panel.set_open(speaks and (look.leave or self._from_paper))
        self.panel.setVisible(step.kind != "opening" or self.showing.stage is not None)

    def _step(self, key: str) -> Step | None:
        return next((one for one in self._look.steps if one.key == key), None) if self._look is not None else None

    def _heard(self) -> Sequence[HeadsWord]:
        """Return what the head said at the step that is chosen."""
        step = self.list.current_row()
        return [row.word for row in step.heard] if step is not None else ()

    def _heard_here(self) -> Callable[[], Sequence[HeadsWord]]:
        heard = self._heard()
        return lambda: heard

    def _finding(self) -> Finding | None:
        step = self.list.current_row()
        return step.finding if step is not None else None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._slim = self.theme.is_slim(self.window().width())
        self._fit()

    def _fit(self) -> None:
        """Stand the two side by side, or one above the other where that is too narrow."""
        way = QBoxLayout.Direction.TopToBottom if self._slim else QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(way)
        self.hint.setHidden(self._slim or self._look is None or not self._look.leads)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11 and self._can_show():
            self._begin()
        else:
            super().keyPressEvent(event)

    # What a person does

    def _can_show(self) -> bool:
        return self._look is not None and self._look.leads and bool(self._look.shown)

    def _begin(self) -> None:
        self.showing.begin("")

    def _begin_here(self) -> None:
        step = self.list.current_row()
        self.showing.begin(step.key if step is not None else "")

    def _on_ended(self) -> None:
        self.right.body.insertWidget(self.right.body.count() - 1, self.panel)
        self.window().activateWindow()
        self.list.setFocus()
        self._on_step()

    def _on_activated(self) -> None:
        step = self.list.current_row()
        if self.showing.stage is not None and step is not None:
            self.showing.go_to(step.key)
        elif self.panel.field.isVisible():
            self._go_to_field()

    def _go_to_field(self) -> None:
        self.panel.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        bring_into_view(self.panel.field)

    def _on_opened(self, key: str) -> None:
        self.views.show_value("order")
        self._show_view()
        self.show_step(key)
        self.list.setFocus()

    def _switch_current(self) -> None:
        step = self.list.current_row()
        if step is not None:
            self._wanted = step.key
            self.arranging.switch(step.key)

    def _ask_words(self, because: HeadsWord | None = None) -> None:
        self.agreeing.ask(self.list.current_row(), because)

    def _show_before(self) -> None:
        self.agreeing.show_before(self.list.current_row())

    def _type_from_paper(self) -> None:
        self._from_paper = True
        self._on_step()
        self._go_to_field()

    def _go_to_table(self, step: Step | None) -> None:
        if step is not None and step.finding is not None:
            self.finding_requested.emit(step.finding)

    def _go_to_report(self, step: Step | None) -> None:
        if step is not None and step.finding is not None:
            self.question_requested.emit(step.finding.question)

    def _history(self) -> None:
        finding = self._finding()
        if finding is not None:
            LookingBack(self, self._desk).show_history(finding)

    def _deleted(self) -> None:
        LookingBack(self, self._desk).show_deleted(self._scope)
