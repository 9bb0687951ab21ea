"""The rest of the day: what was promised and not done, and what could still be done, as a change of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from peerdesk.desk.acting import Acting, NotYoursError
from peerdesk.desk.changes import Changes
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.timetable import Days
from peerdesk.domain.coverage import QuestionCoverage
from peerdesk.domain.evidence import Answer, Look, Note
from peerdesk.domain.free_time import FreeTime
from peerdesk.domain.order import last_key
from peerdesk.domain.promises import Heard, Promise, promised_not_done
from peerdesk.domain.review import Activity, Member
from peerdesk.domain.swap_words import Told, tell
from peerdesk.domain.swaps import Proposal, added_by, changed_by, needs_of, propose, still_holds
from peerdesk.errors import PeerDeskError
from peerdesk.storage.reading import read_all


class PlanMovedError(PeerDeskError):
    """The plan is no longer as it was when something was proposed."""


@dataclass(frozen=True)
class RestOfDay:
    """What the table shows of the rest of a day.

    Attributes:
        promises: what was planned and nothing came of yet; what was explained comes last.
        proposals: what could still be done, the earliest first, each with its words.
    """

    promises: tuple[Promise, ...] = ()
    proposals: tuple[tuple[Proposal, Told], ...] = ()


class Swaps:
    """Changes the afternoon."""

    def __init__(self, acting: Acting, days: Days) -> None:
        """Change plans on one desk."""
        self._acting, self._days = acting, days

    def look(self, plan: ReviewPlan, notes: Sequence[Note], coverage: Sequence[QuestionCoverage]) -> RestOfDay:
        """Return what was promised and not done by now, and what could still be done today.

        Raises:
            DataFileError: the partnership's rules cannot be read; says where.
        """
        now = self._acting.here()
        with self._acting.look() as session:
            said: list[Answer | Look | Note] = [*notes]
            said += read_all(session, Answer, plan.scope)
            said += read_all(session, Look, plan.scope)
        heard = Heard({one.activity for one in said}, {one.observed_by for one in said})
        promises = promised_not_done(plan.activities, plan.members, heard, now)
        if now[:10] not in plan.review.days:
            return RestOfDay(promises)
        free = FreeTime(now[:10], plan.members, plan.activities, self._days.rules())
        found = propose(needs_of(coverage), free, now)
        return RestOfDay(promises, tuple((one, tell(one, plan.members, plan.activities)) for one in found))

    def take(self, plan: ReviewPlan, proposal: Proposal) -> Changes:
        """Change the plan as it was proposed: one act, undone as one.

        Raises:
            NotYoursError: this desk's person does not lead the review.
            PlanMovedError: somebody or a room is no longer free; nothing was changed.
        """
        if plan.my_role != "lead":
            raise NotYoursError("Only the lead changes the plan.", "Ask the lead to do it on their laptop.")
        rules = self._days.rules()
        with self._acting.act("change the afternoon") as act:
            activities = read_all(act.session, Activity, plan.scope)
            members = read_all(act.session, Member, plan.scope)
            if not still_holds(proposal, FreeTime(proposal.day, members, activities, rules)):
                raise PlanMovedError(
                    "The plan has changed since this was asked, and it no longer fits.", "Look at what is asked now."
                )
            known = {one.record_id: one for one in activities}
            for record_id, fields in changed_by(proposal, activities).items():
                act.change(known[record_id], **fields)
            said = added_by(proposal, tell(proposal, members, activities).title)
            if said:
                act.add(plan.scope, "activity", order=last_key([one.order for one in activities]), **said)
        return act.changes

    def say_not_done(self, shown: Activity, why: str) -> Changes:
        """Say why an activity did not take place; "" takes it back.

        Raises:
            NotYoursError: it is the lead's to say.
        """
        with self._acting.act("say why it did not take place") as act:
            act.change(shown, not_done=why)
        return act.changes
