"""A framework's days put on the days of a visit: opened once, fed back once, whole days or halves of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, get_args

from peerdesk.domain.framework import DayPart
from peerdesk.domain.review import Review
from peerdesk.domain.timetable import clock_at, minutes_of, time_at

Half: TypeAlias = Literal["morning", "afternoon"]
HALVES: tuple[Half, ...] = get_args(Half)

_NOON = "12:00"
_BEGINS: Mapping[Half, int] = {"morning": 8 * 60 + 30, "afternoon": 13 * 60}
"""When half a day begins where the framework's day lies wholly in the other half; minutes since midnight."""
_BREATH = 5  # minutes between parts that were moved


@dataclass(frozen=True, kw_only=True)
class DayWishes:
    """How the days are begun.

    Attributes:
        together: record ids of those who come to the team's own meetings.
        longest_virtual: minutes of a block by video.
        lunch_from, lunch_to: `HH:MM`; a meeting that begins between them is not held on half a day.
        halves: which half of a day, by `YYYY-MM-DD`; days that are not named are whole.
    """

    together: tuple[str, ...] = ()
    longest_virtual: int
    lunch_from: str
    lunch_to: str
    halves: Mapping[str, Half]


def begin_days(parts: Sequence[DayPart], review: Review, wishes: DayWishes) -> list[dict[str, Any]]:
    """Return what the activities of a framework's days say on the days of a visit, day by day.

    A day of the visit that the framework has none for is like the framework's last. What the framework has on the first
    or the last day only comes there once, however many days the visit has. Half a day has the activities of that half
    and the team's own meetings, but not those over lunch. By video no block is longer than it may be and none has a
    room, for nobody walks through a school. Who goes where but to the team's meetings is the lead's to say.
    """
    return [
        _activity(part, day, review, wishes)
        for number, day in enumerate(review.days, 1)
        for part in _parts_of(number, day, parts, review, wishes)
    ]


def _parts_of(number: int, day: str, parts: Sequence[DayPart], review: Review, wishes: DayWishes) -> list[DayPart]:
    """Return the parts of one day of a visit, in order of time."""
    like = min(number, max((part.day for part in parts), default=0))
    only = {"": True, "first": number == 1, "last": number == len(review.days)}
    own = [part for part in parts if part.day == like and only[part.only_on]]
    strangers = [part for part in parts if part.day != like and part.only_on and only[part.only_on]]
    whole = sorted([*own, *_after(strangers, own)], key=lambda part: part.start)
    half = wishes.halves.get(day)
    return _half(whole, half, wishes) if half else whole


def _half(whole: Sequence[DayPart], half: Half, wishes: DayWishes) -> list[DayPart]:
    """Return what half a day has of a whole one; one that lies wholly in a half is moved as it is."""
    early = [part for part in whole if part.start < _NOON]
    late = [part for part in whole if part.start >= _NOON]
    if not early or not late:
        return _moved_to(whole, half)
    early, late = ([part for part in some if not _is_over_lunch(part, wishes)] for some in (early, late))
    if half == "afternoon":
        return [*_before([part for part in early if part.only_on == "first"], late), *late]
    return [*early, *_after([part for part in late if part.only_on == "last" or part.kind == "meeting"], early)]


def _is_over_lunch(part: DayPart, wishes: DayWishes) -> bool:
    return part.kind == "meeting" and wishes.lunch_from <= part.start < wishes.lunch_to


def _moved_to(whole: Sequence[DayPart], half: Half) -> list[DayPart]:
    """Move a day that lies wholly in one half into another; one that lies in the wanted half stays."""
    first = min((part.start for part in whole), default=_NOON)
    by = 0 if (first < _NOON) == (half == "morning") else _BEGINS[half] - minutes_of(first)
    return [_shifted(part, minutes_of(part.start) + by) for part in whole]


def _before(opening: Sequence[DayPart], others: Sequence[DayPart]) -> list[DayPart]:
    """Return what opens a visit, so that it is over when the others begin."""
    placed: list[DayPart] = []
    latest = min((minutes_of(part.start) for part in others), default=_BEGINS["afternoon"])
    for part in reversed(opening):
        placed.insert(0, _shifted(part, latest - _lasts(part) - _BREATH))
        latest = minutes_of(placed[0].start)
    return placed


def _after(closing: Sequence[DayPart], others: Sequence[DayPart]) -> list[DayPart]:
    """Return what closes a day, once the others are over."""
    placed: list[DayPart] = []
    earliest = max((minutes_of(part.end) for part in others), default=_BEGINS["morning"])
    for part in closing:
        placed.append(_shifted(part, earliest + _BREATH))
        earliest = minutes_of(placed[-1].end)
    return placed


def _shifted(part: DayPart, begins: int) -> DayPart:
    return replace(part, start=clock_at(begins), end=clock_at(begins + _lasts(part)))


def _lasts(part: DayPart) -> int:
    return minutes_of(part.end) - minutes_of(part.start)


def _activity(part: DayPart, day: str, review: Review, wishes: DayWishes) -> dict[str, Any]:
    virtual, meets = review.way == "virtual", part.kind == "meeting"
    begins, ends = minutes_of(part.start), minutes_of(part.end)
    if virtual and not meets:
        ends = min(ends, begins + wishes.longest_virtual)
    return {
        "title": part.title,
        "kind": part.kind,
        "time": (time_at(day, begins), time_at(day, ends)),
        "place": "" if virtual else part.place,
        "who": wishes.together if meets else (),
        "joint_with": part.joint,
        "voice": part.voice,
        "source": part.source,
        "guide": part.guide,
    }
