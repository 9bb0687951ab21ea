"""Two lines from the lead to somebody in training: closed to the two of them, carried by everybody, kept by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.domain.evidence import Advice
from peerdesk.domain.review import Member
from peerdesk.errors import PeerDeskError
from peerdesk.keys.badge import Badge
from peerdesk.keys.for_two import NotForThisBadgeError, close, is_closed_to, open_closed
from peerdesk.storage.drafts import Draft, put_draft
from peerdesk.storage.people import read_people, read_person
from peerdesk.storage.projection import newest_history
from peerdesk.storage.reading import read_all

Standing = Literal["none", "written", "earlier badge"]


class NoBadgeYetError(PeerDeskError):
    """There is no badge to close the lines to."""


@dataclass(frozen=True)
class ToTrainee:
    """What the lead has for somebody in training.

    Attributes:
        member: to whom.
        text: the lines; "" if there are none.
        standing: "earlier badge": the trainee has another badge since, which does not open them.
        has_badge: lines can be closed to them.
        advice: the record as it was shown.
    """

    member: Member
    text: str = ""
    standing: Standing = "none"
    has_badge: bool = False
    advice: Advice | None = None


@dataclass(frozen=True)
class FromLead:
    """What somebody in training has from the lead.

    Attributes:
        text: the lines; "" if they are closed to a badge that this laptop does not have.
        who: the lead's name.
        written_at: `YYYY-MM-DDTHH:MM:SSZ`.
        opens: False if they were closed to an earlier badge.
    """

    text: str
    who: str
    written_at: str
    opens: bool


class Advising:
    """Writes the lines on the lead's laptop, and opens them on the trainee's."""

    def __init__(self, acting: Acting) -> None:
        """Serve one desk."""
        self._acting = acting

    def to_trainees(self, scope: str) -> list[ToTrainee]:
        """Return everybody who is in training in a review, with what this desk's person wrote for them."""
        with self._acting.look() as session:
            shadows = [one for one in read_all(session, Member, scope) if one.role == "shadow"]
            all_advice = read_all(session, Advice, scope)
            return [self._to(session, one, all_advice) for one in shadows]

    def give(self, shown: ToTrainee, text: str, *, draft_place: str = "") -> Changes:
        """Close lines to the trainee and to oneself; "" takes them back. Undo brings back what stood.

        Args:
            shown: to whom, and what was shown.
            text: the lines.
            draft_place: where they were typed; that draft goes in the same transaction.

        Raises:
            NoBadgeYetError: the trainee's badge is not here.
            NotYoursError: this desk's person does not lead the review.
        """
        member, said = shown.member, text.strip()
        with self._acting.act("write to somebody in training") as act:
            if said:
                closed = close(said, [_badge_of(act.session, member).key, self._acting.identity.badge.key])
                if shown.advice is None:
                    act.add(member.scope, "advice", member=member.record_id, closed=closed)
                else:
                    act.change(shown.advice, closed=closed)
            elif shown.advice is not None:
                act.delete(shown.advice)
            if draft_place:
                put_draft(act.session, Draft(draft_place, "", "", ""))
        return act.changes

    def for_me(self, scope: str) -> list[FromLead]:
        """Return what leads wrote for this desk's person, the newest first. Nobody else's lines are looked at."""
        me = self._acting.identity.key_id
        with self._acting.look() as session:
            mine = {one.record_id for one in read_all(session, Member, scope) if one.key == me}
            found = [self._from(session, one) for one in read_all(session, Advice, scope) if one.member in mine]
        return sorted(found, key=lambda one: one.written_at, reverse=True)

    def is_in_training(self, scope: str) -> bool:
        """Say whether this desk's person is in training in a review."""
        me = self._acting.identity.key_id
        with self._acting.look() as session:
            return any(one.key == me and one.role == "shadow" for one in read_all(session, Member, scope))

    def _to(self, session: Session, member: Member, all_advice: Sequence[Advice]) -> ToTrainee:
        me, private = self._acting.identity.key_id, self._acting.identity.private
        has_badge = bool(member.key) and read_person(session, member.key) is not None
        for advice in all_advice:  # what another lead wrote stays as it is, unread
            if advice.member == member.record_id and advice.author == me and is_closed_to(advice.closed, me):
                is_theirs = bool(member.key) and is_closed_to(advice.closed, member.key)
                text = open_closed(advice.closed, private)
                return ToTrainee(member, text, "written" if is_theirs else "earlier badge", has_badge, advice)
        return ToTrainee(member, has_badge=has_badge)

    def _from(self, session: Session, advice: Advice) -> FromLead:
        newest = newest_history(session, advice.record_id, 1)
        last = max((one.revision for one in newest.placed), key=lambda one: one.written_at) if newest else None
        author = last.author if last else advice.author
        names = {one.key_id: one.name for one in read_people(session)}
        who, at = names.get(author, ""), last.written_at if last else advice.first_written_at
        try:
            return FromLead(open_closed(advice.closed, self._acting.identity.private), who, at, opens=True)
        except NotForThisBadgeError:
            return FromLead("", who, at, opens=False)


def _badge_of(session: Session, member: Member) -> Badge:
    person = read_person(session, member.key) if member.key else None
    if person is None:
        raise NoBadgeYetError(
            f"The badge of {member.name} is not on this laptop, so nothing can be closed to it.",
            "Add their badge on the page Plan, under Team, then try again.",
        )
    return Badge.from_bytes(person.badge)
