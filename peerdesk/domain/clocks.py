"""Clocks that cannot be right. They win nothing and lose nothing (PROTOCOL 9); people are told, so that they set them.

Times are `YYYY-MM-DDTHH:MM:SSZ`: what a clock said in UTC, so summer time and journeys change nothing.
"""

from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True, slots=True)
class Follow:
    """Something that somebody else wrote over something of one's own, so after it.

    Attributes:
        author: name of the other's key.
        theirs_at: what the other's clock said.
        mine_at: what one's own clock had said.
    """

    author: str
    theirs_at: str
    mine_at: str

    @property
    def by_s(self) -> int:
        """By how many seconds the other's clock was behind one's own, at least."""
        return seconds_between(self.theirs_at, self.mine_at)


@dataclass(frozen=True, slots=True)
class Aside:
    """Why this laptop's own clock cannot be right.

    Attributes:
        reason: it is `ahead` of the others', or `behind`; or it was `set back`.
        by_s: by how many seconds, at least.
        at: the time that it is compared with.
        others: names of the keys that say so; with one alone it may be theirs that is off.
    """

    reason: Literal["ahead", "behind", "set back"]
    by_s: int
    at: str
    others: tuple[str, ...] = ()


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


def judge_here(now: str, mine: str, others: Mapping[str, str], follows: Iterable[Follow]) -> Aside | None:
    """Return why this laptop's own clock cannot be right now, or was not a while ago; None if it may be.

    Args:
        now: what it says.
        mine: when the newest was written, given or brought in here; "" for never.
        others: when each of the others wrote their newest, by their own clocks.
        follows: what others wrote over something of one's own.
    """
    ahead = [one for one in follows if _is_recent(one.mine_at, now) and one.by_s > SLACK_S]
    if ahead:
        worst = max(ahead, key=lambda one: one.by_s)
        return Aside("ahead", worst.by_s, worst.theirs_at, tuple(sorted({one.author for one in ahead})))
    if mine and seconds_between(now, mine) > SLACK_S:
        return Aside("set back", seconds_between(now, mine), mine)
    late = {author: at for author, at in others.items() if seconds_between(now, at) > DAY_S}
    if late:
        newest = max(late.values())
        return Aside("behind", seconds_between(now, newest), newest, tuple(sorted(late)))
    return None


def duration_in_words(seconds: int) -> str:
    """Return "a day", "3 hours" or "73 years": in the largest unit, rounded."""
    for unit, length in _UNITS:
        if seconds >= length:
            count = (seconds + length // 2) // length
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
        return f"{whose} said a year before 2020."
    long = duration_in_words(odd.by_s)
    if odd.reason == "ahead":
        return f"{whose} was about {long} ahead of {'this one' if name else 'what it says now'}."
    return f"{whose} was about {long} behind, or another was ahead."


def _is_recent(at: str, now: str) -> bool:
    return -SLACK_S <= seconds_between(at, now) <= DAY_S // 2


def _read(time: str) -> datetime:
    return datetime.fromisoformat(time)
