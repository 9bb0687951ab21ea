"""What lies on Home: today's card, the rows of the other reviews, the badge, the practice."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.dates import day_in_words, days_in_words
from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.label import Label, make_key_hint
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.picture import Picture
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.words import paint_line

_DAY_WIDTH, _DAY_ROWS = 250, 4  # pixels and rows of one's own day at 100 % text
_NAME_WIDTH = 244  # pixels of a school in a row at 100 % text


class TodayCard(Card):
    """The review of today.

    Signals:
        open_requested: its scope.
    """

    open_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Make a card without a review."""
        super().__init__(theme)
        self.theme, self._scope = theme, ""
        self.day = Label(theme, "", "caption", "soft")
        self.school = Paragraph(theme, "", "display", bold=True)
        self.team = Paragraph(theme, "", tone="soft")
        self.open_button = Button(theme, self.tr("Open today's review"), "arrow-right", "primary")
        self.much = Label(theme, "", "caption", "soft", elided=True)
        ways = QHBoxLayout()
        ways.setSpacing(theme.gap("s"))
        for widget in (self.open_button, make_key_hint("Return"), self.much):
            ways.addWidget(widget)
        ways.addStretch()
        left = QVBoxLayout()
        left.setSpacing(theme.gap("xs"))
        for line in (self.day, self.school, self.team):
            left.addWidget(line)
        left.addSpacing(theme.gap("s"))
        left.addLayout(ways)
        left.addStretch()
        self._mine = QWidget()
        self._grid = QGridLayout(self._mine)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.gap("l"))
        self._row.addLayout(left, 1)
        self._row.addWidget(self._mine, 0, Qt.AlignmentFlag.AlignTop)
        gap = theme.gap("s")
        self._row.setContentsMargins(gap, gap, gap, gap)
        self.body.addLayout(self._row)
        self.open_button.clicked.connect(lambda: self.open_requested.emit(self._scope))

    def show_plan(self, plan: ReviewPlan, me: str, now: datetime, notes: int, findings: int) -> None:
        """Show a review.

        Args:
            plan: of the review.
            me: name of this desk's key.
            now: local.
            notes: how many there are.
            findings: how many there are.
        """
        self._scope = plan.scope
        day = now.date().isoformat()
        self.day.setText(self.tr("Today, {}").format(day_in_words(day, year=False)))
        self.school.setText(plan.review.school_name or self.tr("A school without a name yet"))
        self.team.setText(team_words(plan, me))
        much = (
            (notes, self.tr("1 note"), self.tr("{} notes")),
            (findings, self.tr("1 finding"), self.tr("{} findings")),
        )
        self.much.setText(", ".join(one if count == 1 else many.format(count) for count, one, many in much if count))
        self._show_day(plan, me, f"{now:%Y-%m-%dT%H:%M}")

    def set_slim(self, slim: bool) -> None:
        """Put one's day below instead of beside."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if slim else QBoxLayout.Direction.LeftToRight)
        self._mine.setFixedWidth(self.theme.px(_DAY_WIDTH))

    def _show_day(self, plan: ReviewPlan, me: str, now: str) -> None:
        for old in self._mine.findChildren(Label):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        member = plan.me(me)
        mine = [
            one
            for one in plan.activities
            if member and member.record_id in one.who and one.time and one.time[-1] >= now
        ]
        self._mine.setVisible(bool(mine))
        self._grid.addWidget(Label(self.theme, self.tr("Your day"), "caption", "soft"), 0, 0, 1, 3)
        self._grid.setColumnStretch(1, 1)
        for at, activity in enumerate(mine[:_DAY_ROWS], 1):
            running = activity.time[0] <= now
            tone = "ink" if running else "soft"
            time = Label(self.theme, activity.time[0][11:], "caption", tone, figures=True)
            where = f"{activity.title}, {activity.place}" if activity.place else activity.title
            self._grid.addWidget(time, at, 0)
            self._grid.addWidget(Label(self.theme, where, "caption", tone, elided=True), at, 1)
            if running:
                self._grid.addWidget(Label(self.theme, self.tr("now"), "caption", "accent"), at, 2)


class ReviewRows(RowsView[ReviewPlan]):
    """The other reviews, as high as all of them.

    Signals:
        open_requested: the ReviewPlan of the one that is to be opened.
    """

    open_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Make it without reviews."""
        self._model: RowsModel[ReviewPlan] = RowsModel(self._words, lambda plan: plan.scope)
        self._painter = _ReviewDelegate(theme)
        super().__init__(theme, self._model, self._painter, "Other reviews")
        self.setAccessibleName(self.tr("Other reviews"))
        self.setSelectionMode(RowsView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda _: self._open())
        theme.changed.connect(self._fit)

    def show_plans(self, plans: Sequence[ReviewPlan], me: str) -> None:
        """Show these reviews."""
        self._painter.me = me
        self._model.show_rows(plans)
        if plans and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0, 0))
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        rows = self._model.rows()
        self.setFixedHeight(sum(self._painter.measure(row, 0) for row in rows))

    def _open(self) -> None:
        plan = self.current_row()
        if plan is not None:
            self.open_requested.emit(plan)

    def _words(self, plan: ReviewPlan) -> str:
        review = plan.review
        return ", ".join(part for part in (review.school_name, days_in_words(review.days)) if part)


class BadgeCard(Card):
    """Who one is to others: name and six words, and a file to give them."""

    def __init__(self, theme: Theme) -> None:
        """Make a card without a badge."""
        super().__init__(theme, "quiet")
        self.name = Label(theme, "", bold=True, elided=True)
        self.words = Paragraph(theme, "", bold=True)
        why = self.tr("Whoever gets your badge asks you for these six words. Read them aloud; do not send them.")
        self.save = Button(theme, self.tr("Save my badge…"), kind="link")
        self.body.addWidget(_titled(theme, "badge-check", self.name))
        self.body.addWidget(self.words)
        self.body.addWidget(Paragraph(theme, why, "caption", "soft"))
        self.body.addStretch()
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)

    def show_badge(self, name: str, words: str) -> None:
        """Show whose badge it is and its six words."""
        self.name.setText(self.tr("My badge: {}").format(name))
        self.words.setText(words.replace(" ", "\u00a0· "))


class PracticeCard(Card):
    """The way into the practice, or out of it."""

    def __init__(self, theme: Theme) -> None:
        """Make the card."""
        super().__init__(theme, "quiet")
        self.what = Paragraph(theme, "", "caption", "soft")
        self.go = Button(theme, self.tr("Have a practice"), kind="link")
        self.move_button = Button(theme, self.tr("Move what I typed to a real review…"), kind="link")
        self.anew = Button(theme, self.tr("Begin the practice anew…"), kind="link")
        self.body.addWidget(_titled(theme, "graduation-cap", Label(theme, self.tr("Practice"), bold=True)))
        self.body.addWidget(self.what)
        self.body.addStretch()
        for way in (self.go, self.move_button, self.anew):
            self.body.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)

    def show_practising(self, practising: bool) -> None:
        """Show the way in, or the ways out."""
        self.move_button.setVisible(practising)
        self.anew.setVisible(practising)
        if practising:
            self.what.setText(
                self.tr("You are at a school that does not exist. What you type stays here unless you move it.")
            )
            self.go.setText(self.tr("Back to my own reviews"))
        else:
            self.what.setText(self.tr("A whole day at a school that does not exist. Nothing written there leaves it."))
            self.go.setText(self.tr("Have a practice"))


def team_words(plan: ReviewPlan, me: str) -> str:
    """Return "Lead: you · Tom, Bryony, Marek (in training)"."""
    lead = next((one for one in plan.members if one.role == "lead"), None)
    who = ("you" if lead.key == me else lead.name) if lead else "nobody yet"
    others = [
        ("you" if one.key == me else one.name) + (" (in training)" if one.role == "shadow" else "")
        for one in plan.members
        if one is not lead
    ]
    return f"Lead: {who}" + (f" · {', '.join(others)}" if others else "")


def _titled(theme: Theme, icon: str, label: Label) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.gap("s"))
    row.addWidget(Picture(theme, icon, tone="ink"))
    row.addWidget(label, 1)
    return line


class _ReviewDelegate(RowsDelegate[ReviewPlan]):
    """School and days at the left, the team in the middle, a way in at the right."""

    me = ""

    @override
    def measure(self, row: ReviewPlan, width: int) -> int:
        return self.theme.line("body") + self.theme.line("caption") + self.theme.gap(20)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: ReviewPlan, said: str) -> None:
        theme, gap = self.theme, self.theme.gap(12)
        inside = rect.adjusted(gap, self.theme.gap(10), -gap, 0)
        side = theme.px("icon")
        arrow = QRect(inside.right() - side, rect.center().y() - side // 2, side, side)
        paint_icon(painter, arrow, theme, "chevron-right", "soft")
        slim = inside.width() < 3 * theme.px(_NAME_WIDTH)
        name = inside.width() - side - gap if slim else theme.px(_NAME_WIDTH)
        top, below = theme.line("body"), theme.line("caption")
        review = row.review
        school = review.school_name or said
        paint_line(painter, QRect(inside.left(), inside.top(), name, top), theme, school, bold=True)
        days = days_in_words(review.days) or "No day yet"
        paint_line(painter, QRect(inside.left(), inside.top() + top, name, below), theme, days, "caption", "soft")
        if not slim:
            left = inside.left() + name + theme.gap("m")
            wide = arrow.left() - left - gap
            paint_line(painter, QRect(left, inside.top(), wide, top), theme, team_words(row, self.me))
            planned = row.questions or row.activities
            much = f"{len(row.questions)} questions, {len(row.activities)} activities" if planned else "Not planned yet"
            paint_line(painter, QRect(left, inside.top() + top, wide, below), theme, much, "caption", "soft")
