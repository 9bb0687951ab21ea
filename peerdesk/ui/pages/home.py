"""Home: today's review, the others, one's badge, and the practice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.desk import Desk
from peerdesk.desk.placing import judge_here
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.recovery import RecoveryState
from peerdesk.desk.unkept import Unkept
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.choosing import ask_folder, ask_sent
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page
from peerdesk.ui.pages.home_cards import BadgeCard, PracticeCard, ReviewRows, TodayCard
from peerdesk.ui.pages.home_going import HomeGoing
from peerdesk.ui.pages.home_ready import ReadyCard, UnkeptLine, WordsLine
from peerdesk.ui.pages.home_sending import HomeSending
from peerdesk.ui.pages.home_training import HomeTraining
from peerdesk.ui.pages.home_unkept import HomeUnkept
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.clock_line import OwnClockLine
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.restyle import set_kind
from peerdesk.ui.widgets.scroll import ScrollColumn

_WIDTH = 980
_NOON, _EVENING = 12, 18


@dataclass(frozen=True)
class _Seen:
    """What a job saw: all reviews, the latest visit first, how much is in today's, recovery words, place, drafts."""

    plans: Sequence[ReviewPlan]
    today: ReviewPlan | None
    notes: int
    findings: int
    words: RecoveryState
    place: str
    unkept: Sequence[Unkept]


class HomePage(Page):
    """Opens today's review if there is one.

    Signals:
        review_requested: open the review of this scope, on the page of this name.
        open_requested: show what is in this file.
        practice_requested: go into the practice, or leave it.
        words_requested: write the recovery words down.
        settings_requested: show the settings.
        way_requested: do the window's command of this name.
    """

    title = "Home"
    kinds = frozenset({"review", "member", "activity", "note", "finding", "jotting", "advice"})

    review_requested = Signal(str, str)
    open_requested = Signal(Path)
    practice_requested = Signal()
    words_requested = Signal()
    settings_requested = Signal()
    way_requested = Signal(str)

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the page."""
        super().__init__(theme, jobs, parent)
        self._desk = desk
        self._acts = PlanActs(self, desk)
        self.greeting = Label(theme, "", "display", bold=True, elided=True)
        self.nothing = Paragraph(theme, self.tr("There is no review on this laptop yet."), "reading", "soft")
        self.today = TodayCard(theme)
        self.rows = ReviewRows(theme)
        self.heading = Label(theme, self.tr("Other reviews"), bold=True)
        self.open_file = Button(theme, self.tr("Open what you were sent…"), "folder-open")
        self.new_review = Button(theme, self.tr("New review…"), "plus")
        self._before, self._after = QWidget(), QWidget()
        self.badge = BadgeCard(theme)
        self.ready = ReadyCard(theme)
        self.words = WordsLine(theme)
        self.unkept = UnkeptLine(theme)
        self.show_unkept = HomeUnkept(self, desk).show
        self.going = HomeGoing(self, desk)
        self.training = HomeTraining(self, desk)
        self.sending = HomeSending(self, desk)
        self.place = Paragraph(theme, "", tone="develop")
        self.place.hide()
        self.clock = OwnClockLine(theme)
        self.practice = PracticeCard(theme)
        self.frameworks = Button(theme, self.tr("Frameworks…"), kind="link")
        self.settings = Button(theme, self.tr("Settings…"), kind="link")
        self._build()
        self._wire()

    @override
    def refresh(self) -> None:
        desk = self._desk

        def work() -> _Seen:
            plans = [plan for one in desk.plan.reviews() if (plan := desk.plan.look(one.scope)) is not None]
            day = self._acts.today()
            today = next((plan for plan in plans if day in plan.review.days), None)
            scope = today.scope if today else ""
            notes = desk.capture.count(scope) if scope else 0
            findings = len(desk.findings.all(scope)) if scope else 0
            place, unkept = judge_here(desk.folder).sentence, desk.unkept.all()
            return _Seen(plans, today, notes, findings, desk.recovery.state(), place, unkept)

        self._acts.look(work, self._show)
        self.clock.look(self.jobs, desk.clocks.here)
        self.going.look()
        self.sending.look()

    @override
    def commands(self) -> list[Command]:
        home = self.tr("Home")
        return [
            Command("home.new", self.tr("New review…"), home, self.ask_new, "Ctrl+N", "plus"),
            Command("home.open", self.tr("Open what you were sent…"), home, self._ask_file, "Ctrl+O", "folder-open"),
            Command("home.badge", self.tr("Save my badge…"), home, self._ask_badge_folder, icon="badge-check"),
        ]

    @override
    def first_focus(self) -> QWidget | None:
        if self.today.isVisibleTo(self):
            return self.today.open_button
        return self.rows if self.rows.isVisibleTo(self) else self.open_file

    def _build(self) -> None:
        theme = self.theme
        heading = QHBoxLayout()
        heading.setSpacing(theme.gap("s"))
        heading.addWidget(self.heading)
        heading.addWidget(self._before, 1)
        heading.addWidget(self.open_file)
        heading.addWidget(self.new_review)
        heading.addWidget(self._after, 1)
        self._cards = QBoxLayout(QBoxLayout.Direction.TopToBottom)  # side by side once there is room
        self._cards.setSpacing(theme.gap("m"))
        self._cards.addWidget(self.ready, 1)
        self._cards.addWidget(self.badge, 1)
        self._cards.addWidget(self.practice, 1)
        column = QWidget()
        column.setMaximumWidth(theme.px(_WIDTH))
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.gap("m"))
        inside.addWidget(self.greeting)
        inside.addWidget(self.nothing)
        inside.addWidget(self.unkept)
        inside.addWidget(self.today)
        inside.addWidget(self.training.card)
        inside.addLayout(heading)
        inside.addWidget(self.rows)
        inside.addWidget(self.going.line)
        inside.addWidget(self.sending.line)
        inside.addWidget(self.words)
        inside.addWidget(self.place)
        inside.addWidget(self.clock)
        inside.addLayout(self._cards)
        links = QHBoxLayout()
        links.setSpacing(theme.gap("m"))
        links.addWidget(self.settings)
        links.addWidget(self.frameworks)
        links.addStretch()
        inside.addLayout(links)
        outer = ScrollColumn(theme)
        outer.add_middle(column)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap(20), theme.gap("l") - theme.fixed("width.bar"), 0)
        page.addWidget(outer)
        for widget in (self.greeting, self.nothing, self.today, self.heading, self.rows, self.words):
            widget.hide()
        self.practice.show_practising(theme.practice)
        self.ready.setVisible(not theme.practice)

    def _wire(self) -> None:
        self.today.open_requested.connect(lambda scope: self.review_requested.emit(scope, "now"))
        self.training.page_requested.connect(lambda scope: self.review_requested.emit(scope, "noticed"))
        self.rows.open_requested.connect(self._on_row)
        self.open_file.clicked.connect(self._ask_file)
        self.new_review.clicked.connect(self.ask_new)
        self.badge.save.clicked.connect(self._ask_badge_folder)
        self.practice.go.clicked.connect(self.practice_requested)
        self.practice.move_button.clicked.connect(lambda: self.way_requested.emit("practice.move"))
        self.practice.anew.clicked.connect(lambda: self.way_requested.emit("practice.anew"))
        self.ready.go.clicked.connect(lambda: self.go_requested.emit("ready"))
        self.ready.copies.clicked.connect(lambda: self.go_requested.emit("copies"))
        self.words.go.clicked.connect(self.words_requested)
        self.settings.clicked.connect(self.settings_requested)
        self.frameworks.clicked.connect(lambda: self.go_requested.emit("frameworks"))
        self.unkept.go.clicked.connect(self.show_unkept)
        mine = self._desk.people.mine
        self.badge.show_badge(mine.name, self._desk.people.words(mine.key.key_id))

    def _show(self, seen: _Seen) -> None:
        now = self._desk.acting.now().astimezone()
        me = self._desk.identity.key_id
        begins = self.primary is None
        others = [plan for plan in seen.plans if plan is not seen.today]
        self.greeting.setText(self._greeting(now))
        for widget in (self.greeting, self.nothing, self._after):
            widget.setVisible(not seen.plans)
        self._before.setVisible(bool(seen.plans))
        set_kind(self.open_file, "" if seen.plans else "primary", "folder-open")
        self.today.setVisible(seen.today is not None)
        if seen.today is not None:
            self.today.show_plan(seen.today, me, now, seen.notes, seen.findings)
        self.heading.setText(self.tr("Other reviews") if seen.today else self.tr("Reviews"))
        self.heading.setVisible(bool(others))
        self.rows.setVisible(bool(others))
        self.rows.show_plans(others, me)
        self.training.look([*filter(None, [seen.today]), *others])
        self.practice.show_practising(self.theme.practice)
        self.ready.setVisible(not self.theme.practice)  # what is practised on need not be ready
        self.words.show_state(seen.words)
        self.unkept.show_unkept(seen.unkept, now)
        self.place.setText(seen.place)
        self.place.setVisible(bool(seen.place))
        if self.theme.practice:
            self.words.hide()
        self.primary = self.today.open_button if seen.today else self.open_file
        self._fit()
        if begins:
            self.begin_here()

    def _greeting(self, now: datetime) -> str:
        name = self._desk.people.mine.name.split()[0]
        if now.hour < _NOON:
            return self.tr("Good morning, {}").format(name)
        return (self.tr("Good afternoon, {}") if now.hour < _EVENING else self.tr("Good evening, {}")).format(name)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        slim = self.theme.is_slim(self.window().width())
        self._cards.setDirection(QBoxLayout.Direction.TopToBottom if slim else QBoxLayout.Direction.LeftToRight)
        self.today.set_slim(slim)

    # What a person does

    def _on_row(self, plan: ReviewPlan) -> None:
        """Open what is past at its notes, and what is to come at its plan."""
        past = bool(plan.review.days) and plan.review.days[-1] < self._acts.today()
        self.review_requested.emit(plan.scope, "notes" if past else "plan")

    def ask_new(self) -> None:
        """Ask which school is to be visited, and when."""
        from peerdesk.ui.pages.new_review import NewReviewSheet  # nobody’s start waits for it

        sheet = NewReviewSheet(self, self._acts, self.jobs)
        sheet.begun.connect(lambda scope: self.review_requested.emit(scope, "plan"))
        sheet.open_over()

    def _ask_file(self) -> None:
        ask_sent(self, self.open_requested.emit)

    def _ask_badge_folder(self) -> None:
        ask_folder(self, self.tr("Where your badge is to be saved"), self.save_badge)

    def save_badge(self, folder: Path) -> None:
        """Write one's badge into a folder, to be given to the lead."""

        def done(path: Path) -> None:
            self.toast_requested.emit(self.tr("Your badge is saved: {}").format(path.name), False)

        self._acts.look(lambda: self._desk.people.write_file(folder), done)
