"""The timetable of a review: what clashes in it, as sentences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from peerdesk.domain.dates import day_in_words
from peerdesk.domain.plan_rules import PlanRules
from peerdesk.domain.review import Activity, Member, Review
from peerdesk.domain.stands_on import joined

_HOUR, _BOTH = 60, 2
_FEW = 3  # activities that a sentence names one by one
_LAST_MINUTE = 24 * _HOUR - 1


@dataclass(frozen=True)
class Clash:
    """Something to look at in a timetable: a sentence, and the record ids of the activities that it is about."""

    sentence: str
    activities: tuple[str, ...]


@dataclass(frozen=True)
class Timetable:
    """What a plan says of its days. An activity that was not planned clashes with nothing: it happened.

    Attributes:
        guides: how many minutes a conversation by each of the framework's guides takes, by the guide's id.
    """

    review: Review
    members: Sequence[Member]
    activities: Sequence[Activity]
    rules: PlanRules
    guides: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def planned(self) -> list[Activity]:
        """The activities that are planned, in order of time."""
        return sorted((one for one in self.activities if one.planned), key=lambda one: one.time[:1] or ("~",))

    @cached_property
    def timed(self) -> list[Activity]:
        """Those of them that have a time."""
        return [one for one in self.planned if len(one.time) == _BOTH]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of the team by record id."""
        return {one.record_id: one.name or "somebody without a name yet" for one in self.members}

    def people(self, activity: Activity) -> tuple[str, ...]:
        """Return the record ids of those of the team who are at an activity, whoever writes among them."""
        return tuple(one for one in dict.fromkeys((*activity.who, activity.scribe)) if one in self.names)

    def day_of(self, day: str) -> str:
        """Return " on Tuesday 9 March" where the visit has several days, "" where it has one."""
        return f" on {day_in_words(day, year=False)}" if len(self.review.days) > 1 else ""


def look_at_timetable(timetable: Timetable) -> list[Clash]:
    """Return what clashes in a timetable, and what is missing in it; empty if there is nothing to look at."""
    return [
        *_two_places(timetable),
        *_no_lunch(timetable),
        *_rooms(timetable),
        *_nobody_writes(timetable),
        *_too_short(timetable),
        *_missing(timetable),
        *_other_days(timetable),
    ]


def minutes_of(time: str) -> int:
    """Return the minutes since midnight of "2027-03-09T09:05" or "09:05"."""
    hours, _, minutes = time.rpartition("T")[2].partition(":")
    return int(hours) * _HOUR + int(minutes)


def time_at(day: str, minutes: int) -> str:
    """Return a local time, `YYYY-MM-DDTHH:MM`; what lies outside of the day is drawn to its edge."""
    return f"{day}T{clock_at(minutes)}"


def clock_at(minutes: int) -> str:
    """Return the time of day so many minutes after midnight, `HH:MM`, drawn to the day's edge."""
    hours, rest = divmod(min(max(minutes, 0), _LAST_MINUTE), _HOUR)
    return f"{hours:02}:{rest:02}"


def _two_places(timetable: Timetable) -> Iterator[Clash]:
    for one, other in _overlapping(timetable.timed):
        both = [who for who in timetable.people(one) if who in timetable.people(other)]
        if both:
            are = f"{_said(timetable, both)} {'are' if len(both) > 1 else 'is'}"
            yield _pair(timetable, one, other, f"{are} in two places")


def _rooms(timetable: Timetable) -> Iterator[Clash]:
    for one, other in _overlapping(timetable.timed):
        if _room(one) and _room(one) == _room(other):
            yield _pair(timetable, one, other, f"“{one.place}” is wanted twice")


def _pair(timetable: Timetable, one: Activity, other: Activity, said: str) -> Clash:
    begins, ends = max(one.time[0], other.time[0]), min(one.time[1], other.time[1])
    when = f"from {begins[11:]} to {ends[11:]}{timetable.day_of(begins[:10])}"
    return Clash(f"{said} {when}: {_title(one)} and {_title(other)}.", (one.record_id, other.record_id))


def _no_lunch(timetable: Timetable) -> Iterator[Clash]:
    rules = timetable.rules
    for day in sorted({one.time[0][:10] for one in timetable.timed}):
        todays = [one for one in timetable.timed if one.time[0].startswith(day)]
        without = [who for who in timetable.names if _is_without_lunch(timetable, todays, who)]
        if without:
            have = f"{_said(timetable, without)} {'have' if len(without) > 1 else 'has'}"
            window = f"{rules.lunch_minutes} minutes between {rules.lunch_from} and {rules.lunch_to}"
            yield Clash(
                f"{have} no break for lunch{timetable.day_of(day)}: nothing is free for {window}.",
                tuple(one.record_id for one in todays if set(without) & set(timetable.people(one))),
            )


def _is_without_lunch(timetable: Timetable, todays: Sequence[Activity], who: str) -> bool:
    rules = timetable.rules
    opens, closes = minutes_of(rules.lunch_from), minutes_of(rules.lunch_to)
    busy = [
        (minutes_of(one.time[0]), minutes_of(one.time[1]))
        for one in todays
        if who in timetable.people(one) and one.kind != "meeting"
    ]
    free_from, longest = opens, 0
    for begins, ends in sorted(busy):
        longest = max(longest, min(begins, closes) - free_from)
        free_from = max(free_from, ends)
    return max(longest, closes - free_from) < rules.lunch_minutes


def _nobody_writes(timetable: Timetable) -> Iterator[Clash]:
    for one in timetable.planned:
        people = timetable.people(one)
        if one.kind != "conversation" or not people or one.scribe in people:
            continue
        if len(people) > 1:
            yield Clash(f"Nobody is named who writes in {_title(one)}.", (one.record_id,))
        elif one.voice == "pupils":
            alone = timetable.names[people[0]]
            yield Clash(f"{alone} is alone with pupils in {_title(one)}: one asks and one writes.", (one.record_id,))


def _too_short(timetable: Timetable) -> Iterator[Clash]:
    for one in timetable.timed:
        takes, has = timetable.guides.get(one.guide, 0), minutes_of(one.time[1]) - minutes_of(one.time[0])
        if has < takes:
            yield Clash(f"The guide for {_title(one)} takes {takes} minutes, and there are {has}.", (one.record_id,))


def _missing(timetable: Timetable) -> Iterator[Clash]:
    needs_link = timetable.review.way == "virtual" and not timetable.review.link
    for said, lacking in (
        ("Nobody goes yet to", [one for one in timetable.planned if not timetable.people(one)]),
        ("There is no time yet for", [one for one in timetable.planned if len(one.time) < _BOTH]),
        ("There is no link yet for", [one for one in timetable.planned if needs_link and not one.link]),
    ):
        if lacking:
            yield Clash(f"{said} {_few(timetable, lacking)}.", tuple(one.record_id for one in lacking))


def _other_days(timetable: Timetable) -> Iterator[Clash]:
    strangers: dict[str, list[Activity]] = defaultdict(list)
    for one in timetable.timed:
        if timetable.review.days and one.time[0][:10] not in timetable.review.days:
            strangers[one.time[0][:10]].append(one)
    for day, found in strangers.items():
        said = f"{day_in_words(day)} is no day of the visit, and has {joined(list(map(_title, found)))}."
        yield Clash(said, tuple(one.record_id for one in found))


def _overlapping(timed: Iterable[Activity]) -> Iterator[tuple[Activity, Activity]]:
    for one, other in combinations(timed, 2):
        if max(one.time[0], other.time[0]) < min(one.time[1], other.time[1]):
            yield one, other


def _said(timetable: Timetable, people: Sequence[str]) -> str:
    return joined([timetable.names[one] for one in people])


def _few(timetable: Timetable, found: Sequence[Activity]) -> str:
    """Name activities, or say how many of all they are where they are many."""
    if len(found) <= _FEW:
        return joined([_title(one) for one in found])
    return f"{len(found)} of the {len(timetable.planned)} activities, {_title(found[0])} among them"


def _title(activity: Activity) -> str:
    return f"“{activity.title}”" if activity.title else "an activity without a name"


def _room(activity: Activity) -> str:
    return " ".join(activity.place.casefold().split())
