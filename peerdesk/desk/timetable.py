"""The days of a review: the framework's day taken as a beginning, what clashes, and which rules are not kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from peerdesk.desk.acting import Acting, NotYoursError
from peerdesk.desk.changes import Changes
from peerdesk.desk.frameworks import Library
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.schools import Schools
from peerdesk.domain.first_days import DayWishes, Half, begin_days
from peerdesk.domain.framework import Framework
from peerdesk.domain.order import last_key
from peerdesk.domain.plan_rules import PlanRules, Unkept, look_at_rules
from peerdesk.domain.review import Activity
from peerdesk.domain.timetable import Clash, Timetable, look_at_timetable
from peerdesk.errors import PeerDeskError
from peerdesk.intake.plan_rules import read_plan_rules
from peerdesk.paths import resources
from peerdesk.storage.reading import read_all

RULES = "rules.toml"
ON_THE_TEAM = ("lead", "deputy", "reviewer", "shadow", "governor")
"""Parts of those who come to the team's own meetings."""


class NoDayError(PeerDeskError):
    """There is nothing to begin a timetable with."""


@dataclass(frozen=True)
class DaysLook:
    """What there is to look at in a plan's days and team."""

    clashes: Sequence[Clash]
    unkept: Sequence[Unkept]
    authorities: Sequence[str]
    """Names of the local authorities of the team's schools, as far as the register tells; sorted."""


class Days:
    """Plans the days of reviews."""

    def __init__(self, acting: Acting, schools: Schools, frameworks: Library, folder: Path) -> None:
        """Plan on the desk in a folder, where a partnership's own rules may lie."""
        self._acting, self._schools, self._frameworks, self._folder = acting, schools, frameworks, folder

    def framework(self, plan: ReviewPlan) -> Framework:
        """Return the framework that a review is written in."""
        return self._frameworks.of_review(plan.framework)

    def rules(self) -> PlanRules:
        """Return the partnership's own rules, or those that PeerDesk brings.

        Raises:
            DataFileError: the partnership's file cannot be read; says where.
        """
        own = self._folder / RULES
        return read_plan_rules(own if own.exists() else resources() / "plan" / RULES)

    def look(self, plan: ReviewPlan) -> DaysLook:
        """Return what clashes in a plan's days, and which rules it does not keep.

        Raises:
            DataFileError: the partnership's rules cannot be read; says where.
        """
        rules = self.rules()
        guides = {one.guide_id: one.minutes for one in self.framework(plan).guides}
        timetable = Timetable(plan.review, plan.members, plan.activities, rules, guides)
        unkept = look_at_rules(rules.rules, plan.review, plan.members, plan.activities)
        return DaysLook(look_at_timetable(timetable), unkept, self._authorities(plan))

    def begin(self, plan: ReviewPlan, halves: Mapping[str, Half] | None = None) -> Changes:
        """Put the framework's days on the days of the visit; one act, so that one undo takes all away.

        Args:
            plan: of the review.
            halves: which half of a day the team comes, by `YYYY-MM-DD`; days that are not named are whole.

        Raises:
            NoDayError: the visit has no day yet, or the framework none.
            NotYoursError: this desk's person does not lead the review.
        """
        if plan.my_role != "lead":
            raise NotYoursError("Only the lead plans the day.", "Ask the lead to begin it on their laptop.")
        parts = self.framework(plan).day
        if not plan.review.days:
            raise NoDayError("The visit has no day yet.", "Say under School on which day it is, then begin here.")
        if not parts:
            raise NoDayError("This framework says nothing of a day.", "Add the activities one by one.")
        together = tuple(one.record_id for one in plan.members if one.role in ON_THE_TEAM)
        rules = self.rules()
        wishes = DayWishes(
            together=together,
            longest_virtual=rules.longest_virtual,
            lunch_from=rules.lunch_from,
            lunch_to=rules.lunch_to,
            halves=halves or {},
        )
        fresh = begin_days(parts, plan.review, wishes)
        with self._acting.act("begin with the framework’s day") as act:
            orders = [one.order for one in read_all(act.session, Activity, plan.scope)]
            for fields in fresh:
                orders.append(last_key(orders))
                act.add(plan.scope, "activity", order=orders[-1], **fields)
        return act.changes

    def _authorities(self, plan: ReviewPlan) -> list[str]:
        """Return the authorities of the schools that the register knows by just that name, and by no other."""
        found = set()
        for name in {one.school for one in plan.members if one.school}:
            schools = [one for one in self._schools.find(name) if one.name.casefold() == name.casefold()]
            if len(schools) == 1 and schools[0].local_authority:
                found.add(schools[0].local_authority)
        return sorted(found)
