"""What the plan promised and nothing came of yet: asked about, never held against anybody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from peerdesk.domain.review import Activity, ActivityKind, Member
from peerdesk.domain.stands_on import joined

_LOOKS: tuple[ActivityKind, ...] = ("walk", "conversation", "work", "documents")
_BOTH = 2  # a time has a beginning and an end


@dataclass(frozen=True)
class Promise:
    """An activity whose time has gone by, and of which nothing is here.

    Attributes:
        question: what to ask about it; once a reason was given, what was said.
        not_in: given names of those who were to be there and of whom nothing at all is here yet.
    """

    activity: Activity
    question: str
    not_in: tuple[str, ...] = ()


def promised_not_done(
    activities: Sequence[Activity], members: Sequence[Member], heard: "Heard", now: str
) -> tuple[Promise, ...]:
    """Return what was planned and nothing came of, in order of time; what was explained comes last.

    Args:
        activities: of the plan. What just happened, meetings, and what has no time are no promise.
        members: the team.
        heard: what there is something of.
        now: local, `YYYY-MM-DDTHH:MM`.
    """
    names = {one.record_id: one.name for one in members}
    due = [one for one in activities if _is_due(one, now) and one.record_id not in heard.activities]
    due.sort(key=lambda one: (bool(one.not_done), one.time, one.record_id))
    return tuple(_promise(one, names, heard.people) for one in due)


@dataclass(frozen=True)
class Heard:
    """What there are notes, answers or looks of: ids of activities; people: ids of members who gave any of them."""

    activities: Collection[str]
    people: Collection[str]


def _is_due(activity: Activity, now: str) -> bool:
    timed = len(activity.time) == _BOTH
    return activity.planned and activity.kind in _LOOKS and timed and activity.time[1] <= now


def _promise(activity: Activity, names: dict[str, str], people: Collection[str]) -> Promise:
    said = f"“{activity.title or 'An activity without a name'}”, {activity.time[0][11:]}"
    if activity.not_done:
        return Promise(activity, f"{said}: {activity.not_done}")
    here = [one for one in dict.fromkeys((*activity.who, activity.scribe)) if names.get(one)]
    not_in = tuple(names[one] for one in here if one not in people) if not set(here) & set(people) else ()
    if not_in:
        return Promise(
            activity, f"{said}: nothing from {joined(not_in)} has come in yet. Is it still on the way?", not_in
        )
    return Promise(activity, f"{said}: nothing is noted from it yet. Did it take place, or was it moved?")
