"""Which copies stay: many of the last hours, fewer of the last days, one of each week before that."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

LATEST, HOURS, DAYS, WEEKS = 12, 24, 14, 52


@dataclass(frozen=True)
class Aged:
    """One copy.

    Attributes:
        name: tells it from the others.
        made_at: aware UTC, by the clock of that day.
        sound: it opens.
    """

    name: str
    made_at: datetime
    sound: bool


def to_keep(copies: Collection[Aged]) -> frozenset[str]:
    """Return the names of the copies that stay; the newest, and the newest that is sound, always do.

    The twelve newest stay, and of each of the last 24 hours, 14 days and 52 weeks in which copies were made the
    newest that is sound. Hours are counted in which there are copies, not those that a clock says have passed: a
    clock that stood in 2099 for a day takes one place and throws nothing away.
    """
    if not copies:
        return frozenset()
    newest_first = sorted(copies, key=lambda one: (one.made_at, one.name), reverse=True)
    kept = newest_first[:LATEST]
    kept.append(max(newest_first, key=_worth))
    for period, count in ((_hour, HOURS), (_day, DAYS), (_week, WEEKS)):
        kept += _best_of_each(newest_first, period, count)
    return frozenset(one.name for one in kept)


def _best_of_each(
    newest_first: Iterable[Aged], period: Callable[[datetime], tuple[int, ...]], count: int
) -> list[Aged]:
    best: dict[tuple[int, ...], Aged] = {}
    for one in newest_first:
        at = period(one.made_at)
        if at in best:
            best[at] = max(best[at], one, key=_worth)
        elif len(best) < count:
            best[at] = one
    return list(best.values())


def _worth(copy: Aged) -> tuple[bool, datetime, str]:
    return copy.sound, copy.made_at, copy.name


def _hour(at: datetime) -> tuple[int, ...]:
    return at.year, at.month, at.day, at.hour


def _day(at: datetime) -> tuple[int, ...]:
    return at.year, at.month, at.day


def _week(at: datetime) -> tuple[int, ...]:
    return at.isocalendar()[:2]
