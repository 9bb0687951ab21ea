"""Clocks that cannot be right. They win nothing and lose nothing (PROTOCOL 9); people are told, so that they set them.

Times are `YYYY-MM-DDTHH:MM:SSZ`: what a clock said in UTC, so summer time and journeys change nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Reason = Literal["ahead", "behind", "never set"]

DAY_S = 24 * 60 * 60
SLACK_S = 5 * 60
"""Two laptops are never quite together, and a clock that is put right by a little went back: nobody need be told."""

_PEERDESK_BEGAN = "2020-01-01T00:00:00Z"
_UNITS = (("year", 365 * DAY_S), ("day", DAY_S), ("hour", 60 * 60), ("minute", 60))


@dataclass(frozen=True, slots=True)
class Odd:
    """Why a time cannot be right.

    Attributes:
        reason: `ahead` of this desk by more than a day; `behind` what it follows; `never set`, for before 2020.
        by_s: by how many seconds, at least; 0 for `never set`.
    """

    reason: Reason
    by_s: int = 0


def look_at_time(written_at: str, parents_at: Iterable[str], now: str) -> Odd | None:
    """Return why a revision's time cannot be right; None if it may be.

    A parent that is itself a day ahead tells nothing about who came after it.

    Args:
        written_at: of the revision.
        parents_at: when what it follows was written; the founding of the review may be among them.
        now: what this desk's clock says.
    """
    ahead_s = seconds_between(now, written_at)
    if ahead_s > DAY_S:
        return Odd("ahead", ahead_s)
    if written_at < _PEERDESK_BEGAN:
        return Odd("never set")
    believed = [one for one in parents_at if seconds_between(now, one) <= DAY_S]
    behind_s = max((seconds_between(written_at, one) for one in believed), default=0)
    return Odd("behind", behind_s) if behind_s > SLACK_S else None


def seconds_between(earlier: str, later: str) -> int:
    """Return how many seconds lie between two times; less than 0 if they are the other way round."""
    return int((_read(later) - _read(earlier)) / timedelta(seconds=1))


def duration_in_words(seconds: int) -> str:
    """Return "a day", "3 hours" or "73 years": the largest unit, rounded down."""
    for unit, length in _UNITS:
        if count := seconds // length:
            return f"{count} {unit}s" if count > 1 else f"{'an' if unit == 'hour' else 'a'} {unit}"
    return "a moment"


def say_odd(odd: Odd, name: str) -> str:
    """Return a sentence about a laptop's clock.

    Args:
        odd: what was found.
        name: of whose laptop it is, or "" for this one.
    """
    whose = f"{name}’s laptop" if name else "This laptop"
    if odd.reason == "never set":
        return f"{whose} says a year before 2020."
    long = duration_in_words(odd.by_s)
    if odd.reason == "ahead":
        return f"{whose} {f'says it is {long} later than this one' if name else f'said it was {long} later than now'}."
    return f"{whose} was {long} behind when something was written on it, or another was ahead."


def _read(time: str) -> datetime:
    return datetime.fromisoformat(time)
