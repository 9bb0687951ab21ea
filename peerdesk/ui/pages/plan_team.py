"""The plan's team: who comes, in which part, and whose badge is here."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.people import WordsDifferError
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.timetable import DaysLook
from peerdesk.desk.vouching import HeldWork, Standing
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.review import Member, Record
from peerdesk.keys.badge import Badge
from peerdesk.overriding import override
from peerdesk.ui import messages
from peerdesk.ui.dialogs.badge_words import BadgeWordsSheet
from peerdesk.ui.dialogs.choosing import ask_file
from peerdesk.ui.dialogs.end_part import EndPartSheet
from peerdesk.ui.dialogs.held_work import HeldSheet
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_part import RecordRow, RowsPart
from peerdesk.ui.pages.plan_rules import RulesBox
from peerdesk.ui.theme import Theme
from peerdesk.ui.two_lines import ask_two_lines
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.kept import KeptChoice, KeptLine
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.picture import Picture


def part_words(widget: QWidget) -> list[tuple[str, str]]:
    """Return the parts that somebody can have in a review, with their words."""
    return [
        ("lead", widget.tr("leads the review")),
        ("deputy", widget.tr("deputy lead")),
        ("reviewer", widget.tr("reviewer")),
        ("shadow", widget.tr("in training")),
        ("governor", widget.tr("governor")),
        ("host", widget.tr("from the school")),
        ("champion", widget.tr("Improvement Champion")),
        ("facilitator", widget.tr("local facilitator")),
    ]


class TeamPart(RowsPart):
    """One card a person."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        super().__init__(theme, acts, "members", lambda: MemberRow(theme, acts), "", self.tr("Add somebody"))
        self._held: Sequence[HeldWork] = ()
        self.from_badge = Button(theme, self.tr("Add from a badge…"), "user-plus")
        self.waiting = Button(theme, "", "shield-question-mark", "link")
        self.waiting.hide()
        self.rules = RulesBox(theme, acts)
        self.body.insertWidget(self.body.count() - 1, self.rules)
        self.foot.add(self.from_badge, 1)
        self.foot.add(self.waiting, 2)
        self.from_badge.clicked.connect(lambda: ask_badge(self, acts, self._add_badge, self._scope))
        self.waiting.clicked.connect(self._show_held)

    @override
    def add_record(self, scope: str) -> None:
        self.acts.add_member(scope, "", "reviewer")

    @override
    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        super().show_plan(plan, editable)
        self.from_badge.setVisible(editable)
        self._look_at_trust()
        days = self.acts.desk.days
        self.acts.look(lambda: days.look(plan), lambda look: self._show_rules(plan, look, editable))

    @property
    def _scope(self) -> str:
        return self.plan.scope if self.plan is not None else ""

    def _show_rules(self, plan: ReviewPlan, look: DaysLook, editable: bool) -> None:
        if self.plan is plan:
            self.rules.show_look(plan, look, editable)

    def _look_at_trust(self) -> None:
        vouching, scope = self.acts.desk.vouching, self._scope
        self.acts.look(lambda: (vouching.standings(scope), vouching.held(scope)), partial(self._show_trust, scope))

    def _show_trust(self, scope: str, found: tuple[Mapping[str, Standing], list[HeldWork]]) -> None:
        if scope != self._scope:
            return
        standings, self._held = found
        for row in self.rows():
            if isinstance(row, MemberRow):
                row.show_standing(standings)
        count = sum(len(one.records) for one in self._held)
        self.waiting.setText(self.tr("Waiting for you: {}").format(count))
        self.waiting.setVisible(bool(count))

    def _show_held(self) -> None:
        scope, leads = self._scope, self.plan is not None and self.plan.my_role == "lead"
        vouching = self.acts.desk.vouching

        def admit(work: HeldWork) -> None:
            said = self.tr("Let in. It counts from now on, and goes to the others with what you give them.")

            def done() -> None:
                self.acts.say(said)
                self._look_at_trust()

            self.acts.run(lambda: vouching.admit(scope, work), done)

        HeldSheet(self, self._held, admit, leads=leads).open_over()

    def _add_badge(self, badge: Badge) -> None:
        if self.plan is not None:
            plan, scope = self.acts.desk.plan, self.plan.scope
            self.acts.run(lambda: plan.add_member(scope, badge.name, "reviewer", key=badge.key.key_id)[1])


class MemberRow(RecordRow):
    """Name, part, school, how it stands with the badge, and what can be done about that."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make a row without a person."""
        gone = self.tr("They are no longer on the team list.")
        super().__init__(theme, acts, "members", self.tr("this person"), gone)
        self._editable, self._standing = False, Standing()
        name = KeptLine(theme, self.tr("Name"), self.tr("Name"), most=80)
        self.part = KeptChoice(theme, self.tr("Part in the review"), part_words(self))
        school = KeptLine(theme, self.tr("School they come from"), self.tr("School they come from"))
        line = QHBoxLayout()
        line.setSpacing(theme.gap("s"))
        line.addWidget(name, 3)
        line.addWidget(self.part, 2)
        self.sign = Picture(theme, "circle-dashed", 14)
        self.badge = Label(theme, "", "caption", "soft", elided=True)
        self.add_badge = Button(theme, self.tr("Add their badge…"), kind="link")
        self.compare = Button(theme, self.tr("Compare words…"), kind="link")
        self.new_badge = Button(theme, self.tr("New badge…"), kind="link")
        self.end = Button(theme, self.tr("End part…"), kind="link")
        self.again = Button(theme, self.tr("Give their part back"), kind="link")
        self.lines = Button(theme, self.tr("Two lines for them…"), kind="link")
        said = QWidget()
        row = QHBoxLayout(said)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        row.addWidget(self.sign)
        row.addWidget(self.badge, 1)
        below = Flow(self.tr("Their badge"), theme.gap("s"))
        for part in (said, self.add_badge, self.compare, self.new_badge, self.end, self.again, self.lines):
            below.flow.addWidget(part)
        self.fields.addLayout(line)
        trained = self.tr("Trained for it: when, by whom")
        training = KeptLine(theme, self.tr("Training"), trained)
        from_where = QHBoxLayout()
        from_where.setSpacing(theme.gap("s"))
        from_where.addWidget(school, 3)
        from_where.addWidget(training, 2)
        self.fields.addLayout(from_where)
        self.fields.addWidget(below)
        self.keep("name", name)
        self.keep("role", self.part)
        self.keep("school", school)
        self.keep("training", training)
        self._wire()

    def _wire(self) -> None:
        acts = self.acts
        self.add_badge.clicked.connect(lambda: ask_badge(self, acts, self._give_badge, self._scope))
        self.new_badge.clicked.connect(lambda: ask_badge(self, acts, self._take_new_badge))
        self.compare.clicked.connect(self._ask_words)
        self.end.clicked.connect(self._ask_end)
        self.again.clicked.connect(self._give_back)
        self.lines.clicked.connect(self._ask_lines)

    @override
    def show_record(self, record: Record, plan: ReviewPlan, editable: bool) -> None:
        super().show_record(record, plan, editable)
        self._editable = editable
        key = record.key if isinstance(record, Member) else ""
        mine = key == self.acts.desk.identity.key_id
        self.add_badge.setVisible(editable and not key)
        self._say(key, mine=mine)

    def show_standing(self, standings: Mapping[str, Standing]) -> None:
        """Show how it stands with the badge."""
        key = self.record.key if isinstance(self.record, Member) else ""
        if key in standings:
            self._standing = standings[key]
            self._say(key, mine=key == self.acts.desk.identity.key_id)

    @property
    def _scope(self) -> str:
        return self.record.scope if self.record is not None else ""

    def _say(self, key: str, *, mine: bool) -> None:
        standing = self._standing
        mine_to_end = self._editable and not mine and (not key or standing.mine_to_end)
        self.part.setEnabled(mine_to_end)
        self.remove.setVisible(mine_to_end)
        sure = bool(key) and bool(standing.confirmed_how) and not standing.stale and not standing.ended_at
        self.sign.show_icon("badge-check" if sure or mine else "circle-dashed", "strength" if sure or mine else "soft")
        self.badge.setText(self._badge_words(key, mine=mine))
        theirs = bool(key) and not mine
        self.compare.setVisible(theirs and (not standing.confirmed_how or standing.stale) and not standing.ended_at)
        self.new_badge.setVisible(theirs and mine_to_end and not standing.ended_at)
        self.end.setVisible(theirs and mine_to_end and standing.has_part)
        self.again.setVisible(theirs and self._editable and bool(standing.ended_at))
        is_trainee = isinstance(self.record, Member) and self.record.role == "shadow"
        self.lines.setVisible(is_trainee and self._editable and not mine)

    def _badge_words(self, key: str, *, mine: bool) -> str:
        standing = self._standing
        if mine:
            return self.tr("This is you")
        if not key:
            return self.tr("No badge yet: works on paper")
        if standing.ended_at:
            day = day_in_words(standing.ended_at[:10])
            said = self.tr("Part ended on {day}: {why}") if standing.reason else self.tr("Part ended on {day}")
            return said.format(day=day, why=standing.reason)
        if standing.stale:
            return self.tr("Confirmed more than two years ago: compare the words again")
        said = self.tr("Badge confirmed") if standing.confirmed_how else self.tr("Badge added, not confirmed yet")
        if self._editable and not standing.mine_to_end and standing.given_by:
            return self.tr("{said}. {who} gave this part, and alone can end it").format(
                said=said, who=standing.given_by
            )
        return said

    def _give_badge(self, badge: Badge) -> None:
        member = self.record
        if isinstance(member, Member):
            self.acts.run(lambda: self.acts.desk.plan.give_right(member, badge.key.key_id))

    def _take_new_badge(self, badge: Badge) -> None:
        member = self.record
        if isinstance(member, Member) and badge.key.key_id != member.key:
            self.acts.run(lambda: self.acts.desk.plan.take_new_badge(member, badge.key.key_id))

    def _ask_words(self) -> None:
        member, people = self.record, self.acts.desk.people
        if not isinstance(member, Member):
            return

        def found(badge: Badge | None) -> None:
            if badge is None:
                self.acts.say(self.tr("Their badge is not on this laptop. Ask them for the badge file."))
            else:
                ask_words(self, self.acts, badge, lambda _: self.acts.tell(Changes(kinds=frozenset({"member"}))))

        def work() -> Badge | None:
            person = people.person(member.key)
            return Badge.from_bytes(person.badge) if person else None

        self.acts.look(work, found)

    def _ask_end(self) -> None:
        member, vouching = self.record, self.acts.desk.vouching
        if isinstance(member, Member):

            def end(reason: str) -> None:
                said = self.tr("The part of {} has ended. Give the others what you have, so that they know.")
                self.acts.run(
                    lambda: vouching.end_part(member.scope, member.key, reason),
                    lambda: self.acts.say(said.format(member.name)),
                )

            EndPartSheet(self, member.name, end).open_over()

    def _ask_lines(self) -> None:
        if self.record is not None:
            ask_two_lines(self.acts.page, self.acts.desk, self.record.scope, self.record.record_id)

    def _give_back(self) -> None:
        member = self.record
        if isinstance(member, Member):
            self.acts.run(lambda: self.acts.desk.plan.give_right(member, member.key))


def ask_badge(parent: QWidget, acts: PlanActs, met: Callable[[Badge], None], scope: str = "") -> None:
    """Ask for a badge file, then for the six words.

    Args:
        parent: any widget of the window.
        acts: does what is asked.
        met: gets the badge once the words are right.
        scope: of a review to whose team they come, so that the words may be compared later; "" where they may not.
    """
    kinds = parent.tr("Badges (*.badge)")
    ask_file(parent, parent.tr("Add a badge"), kinds, lambda file: read_badge(parent, acts, file, met, scope))


def read_badge(parent: QWidget, acts: PlanActs, file: Path, met: Callable[[Badge], None], scope: str = "") -> None:
    """Read a badge file, then ask for the six words of whoever it belongs to, unless they were met before."""
    desk = acts.desk

    def work() -> tuple[Badge, bool, bool]:
        badge = desk.people.read_file(file)
        key = badge.key.key_id
        person = desk.people.person(key)
        confirmed = person is not None and bool(person.confirmed_how)
        return badge, confirmed, bool(scope) and not desk.vouching.known_under(scope, key, badge.name)

    def done(found: tuple[Badge, bool, bool]) -> None:
        badge, confirmed, may_wait = found
        if confirmed:
            met(badge)
        else:
            ask_words(parent, acts, badge, met, may_wait=may_wait)

    acts.look(work, done)


def ask_words(
    parent: QWidget, acts: PlanActs, badge: Badge, met: Callable[[Badge], None], *, may_wait: bool = False
) -> None:
    """Ask for the six words of a badge, and keep it if they are right, or if they may be compared later."""

    def keep(words: str) -> None:
        acts.look(lambda: acts.desk.people.add(badge, typed_words=words), lambda _: done(), failed)

    def done() -> None:
        sheet.accept()
        met(badge)

    def failed(error: Exception) -> None:
        if isinstance(error, WordsDifferError):
            sheet.refuse(str(error))
        else:
            messages.show_failure(sheet, error)

    sheet = BadgeWordsSheet(parent, badge.name, keep, partial(keep, "") if may_wait else None)
    sheet.open_over()
