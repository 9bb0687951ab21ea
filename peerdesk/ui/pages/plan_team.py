"""The plan's team: who comes, in which part, and whose badge is here."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from peerdesk.desk.people import WordsDifferError
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import Member, Record
from peerdesk.keys.badge import Badge
from peerdesk.ui import messages
from peerdesk.ui.dialogs.badge_words import BadgeWordsSheet
from peerdesk.ui.dialogs.choosing import ask_file
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_part import RecordRow, RowsPart
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
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
    ]


class TeamPart(RowsPart):
    """One card a person."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        super().__init__(theme, acts, "members", lambda: MemberRow(theme, acts), "", self.tr("Add somebody"))
        self.from_badge = Button(theme, self.tr("Add from a badge…"), "user-plus")
        self.foot.insertWidget(1, self.from_badge)
        self.from_badge.clicked.connect(lambda: ask_badge(self, acts, self._add_badge))

    @override
    def add_record(self, scope: str) -> None:
        self.acts.add_member(scope, "", "reviewer")

    @override
    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        super().show_plan(plan, editable)
        self.from_badge.setVisible(editable)

    def _add_badge(self, badge: Badge) -> None:
        if self.plan is not None:
            plan, scope = self.acts.desk.plan, self.plan.scope
            self.acts.run(lambda: plan.add_member(scope, badge.name, "reviewer", key=badge.key.key_id)[1])


class MemberRow(RecordRow):
    """Name, part, school, and whether the badge is here."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make a row without a person."""
        gone = self.tr("They are no longer on the team list.")
        super().__init__(theme, acts, "members", self.tr("this person"), gone)
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
        below = QHBoxLayout()
        below.setSpacing(theme.gap("s"))
        below.addWidget(self.sign)
        below.addWidget(self.badge, 1)
        below.addWidget(self.add_badge)
        self.fields.addLayout(line)
        self.fields.addWidget(school)
        self.fields.addLayout(below)
        self.keep("name", name)
        self.keep("role", self.part)
        self.keep("school", school)
        self.add_badge.clicked.connect(lambda: ask_badge(self, acts, self._give_badge))

    @override
    def show_record(self, record: Record, plan: ReviewPlan, editable: bool) -> None:
        super().show_record(record, plan, editable)
        key = record.key if isinstance(record, Member) else ""
        mine = key == self.acts.desk.identity.key_id
        self.part.setEnabled(editable and not mine)
        self.remove.setVisible(editable and not mine)
        self.add_badge.setVisible(editable and not key)
        self.sign.show_icon("badge-check" if key else "circle-dashed", "strength" if key else "soft")
        self.badge.setText(
            self.tr("This is you")
            if mine
            else self.tr("Badge added")
            if key
            else self.tr("No badge yet: works on paper")
        )

    def _give_badge(self, badge: Badge) -> None:
        member = self.record
        if isinstance(member, Member):
            self.acts.run(lambda: self.acts.desk.plan.give_right(member, badge.key.key_id))


def ask_badge(parent: QWidget, acts: PlanActs, met: Callable[[Badge], None]) -> None:
    """Ask for a badge file, then for the six words; `met` gets the badge once the words are right."""
    kinds = parent.tr("Badges (*.badge)")
    ask_file(parent, parent.tr("Add a badge"), kinds, lambda file: read_badge(parent, acts, file, met))


def read_badge(parent: QWidget, acts: PlanActs, file: Path, met: Callable[[Badge], None]) -> None:
    """Read a badge file, then ask for the six words of whoever it belongs to, unless they were met before."""
    people = acts.desk.people

    def work() -> tuple[Badge, bool]:
        badge = people.read_file(file)
        person = people.person(badge.key.key_id)
        return badge, person is not None and bool(person.confirmed_how)

    def done(found: tuple[Badge, bool]) -> None:
        badge, confirmed = found
        if confirmed:
            met(badge)
        else:
            ask_words(parent, acts, badge, met)

    acts.look(work, done)


def ask_words(parent: QWidget, acts: PlanActs, badge: Badge, met: Callable[[Badge], None]) -> None:
    """Ask for the six words of a badge, and keep it if they are right."""

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

    sheet = BadgeWordsSheet(parent, badge.name, keep)
    sheet.open_over()
