"""Who and which room is free on a day of the visit, and when: what a change of plan has to keep to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from peerdesk.domain.coverage import LOOKS
from peerdesk.domain.plan_rules import PlanRules
from peerdesk.domain.review import Activity, ActivityKind, Member
from peerdesk.domain.timetable import minutes_of

_BOTH = 2  # a time has a beginning and an end
_SITS: tuple[ActivityKind, ...] = ("conversation", "work", "documents")
"""What is done in a room that can be had for it; lessons and playgrounds cannot."""


@dataclass(frozen=True)
class FreeTime:
    """One day of a plan. Times are minutes since midnight.

    Attributes:
        day: `YYYY-MM-DD`.
        members: of the review; only those who look are asked.
        activities: of the plan, other days' among them.
        rules: when lunch is.
    """

    day: str
    members: Sequence[Member]
    activities: Sequence[Activity]
    rules: PlanRules

    @cached_property
    def team(self) -> list[Member]:
        """Those who can be asked, in the team's order."""
        return [one for one in self.members if one.role in LOOKS and one.name]

    @cached_property
    def todays(self) -> list[Activity]:
        """What takes place on this day, in order of time."""
        found = [one for one in self.activities if one.planned and len(one.time) == _BOTH and not one.not_done]
        return sorted((one for one in found if one.time[0][:10] == self.day), key=lambda one: (one.time, one.record_id))

    @cached_property
    def ends(self) -> int:
        """When the day is over: with the last thing on it."""
        return max((minutes_of(one.time[1]) for one in self.todays), default=0)

    @cached_property
    def rooms(self) -> list[str]:
        """Rooms in which the team sits on this day, as they are first named; each once, however it is written."""
        named = {
            _plain(one.place): one.place for one in reversed(self.todays) if one.kind in _SITS and one.place.strip()
        }
        return list(reversed(named.values()))

    def people(self, activity: Activity) -> list[str]:
        """Return the record ids of those of the team at an activity; everybody is at a meeting that names nobody."""
        named = [one for one in dict.fromkeys((*activity.who, activity.scribe)) if one in self._known]
        return named or ([one.record_id for one in self.team] if activity.kind == "meeting" else [])

    def is_free(self, member: str, begins: int, ends: int, *, but: str = "") -> bool:
        """Tell whether somebody is at nothing else then, `but` for one activity, and keeps a break for lunch."""
        busy = self._busy.get(member, ())
        if any(begins < other_ends and at < ends for one, at, other_ends, _ in busy if one != but):
            return False
        taken = [(at, until) for one, at, until, eats in busy if not eats and one != but]
        with_it = [*taken, (begins, ends)]
        return self._lunch(with_it) >= min(self._lunch(taken), self.rules.lunch_minutes)

    def free_room(self, begins: int, ends: int, *, liked: ActivityKind) -> str:
        """Return a room that nobody uses then, one in which the same was done before if there is one; "" for none."""
        free = [place for place in self.rooms if self.is_room_free(place, begins, ends)]
        before = {_plain(one.place) for one in self.todays if one.kind == liked}
        return next((place for place in free if _plain(place) in before), free[0] if free else "")

    def is_room_free(self, place: str, begins: int, ends: int) -> bool:
        """Tell whether nobody uses a room then; what is no room, "", always is."""
        return not place or not any(_plain(one.place) == _plain(place) for one in self._at(begins, ends))

    def _at(self, begins: int, ends: int) -> list[Activity]:
        return [one for one in self.todays if minutes_of(one.time[0]) < ends and begins < minutes_of(one.time[1])]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(one.record_id for one in self.members)

    @cached_property
    def _busy(self) -> dict[str, list[tuple[str, int, int, bool]]]:
        """By member: an activity, when it begins and ends, and whether one can eat at it."""
        busy: dict[str, list[tuple[str, int, int, bool]]] = {one.record_id: [] for one in self.members}
        for one in self.todays:
            begins, ends = minutes_of(one.time[0]), minutes_of(one.time[1])
            for who in self.people(one):
                busy[who].append((one.record_id, begins, ends, one.kind == "meeting"))
        return busy

    def _lunch(self, busy: Sequence[tuple[int, int]]) -> int:
        """Return the longest time that is free for lunch."""
        opens, closes = minutes_of(self.rules.lunch_from), minutes_of(self.rules.lunch_to)
        free_from, longest = opens, 0
        for begins, ends in sorted(busy):
            longest = max(longest, min(begins, closes) - free_from)
            free_from = max(free_from, ends)
        return max(longest, closes - free_from)


def _plain(place: str) -> str:
    return " ".join(place.casefold().split())
