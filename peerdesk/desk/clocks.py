"""Clocks that are off, pointed out to whose they are and to the lead; nothing is refused for them (PROTOCOL 9)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.domain.clocks import Aside, Odd, duration_in_words, judge_here, look_at_time, say_odd
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.review import Member
from peerdesk.storage.people import read_people
from peerdesk.storage.reading import read_all
from peerdesk.storage.standing import rights_in
from peerdesk.storage.times import newest_times, written_over
from peerdesk.storage.written import Written, read_written

SET_IT = "Your notes keep their order; set the clock when you can."


@dataclass(frozen=True)
class OddClock:
    """Somebody's clock that is or was off.

    Attributes:
        key_id: name of the person's key.
        name: of the person; "" for oneself.
        odd: the worst that was found of this kind.
        entries: how many times it was found.
        sentence: what to tell.
    """

    key_id: str
    name: str
    odd: Odd
    entries: int
    sentence: str


@dataclass(frozen=True)
class Off:
    """Why this laptop's own clock cannot be right, and what to do."""

    sentence: str
    remedy: str


class Clocks:
    """Looks at the times that entries bear."""

    def __init__(self, acting: Acting) -> None:
        """Look on one desk."""
        self._acting = acting

    def here(self) -> Off | None:
        """Return why this laptop's clock cannot be right, in words; None if it may be."""
        me, now = self._acting.identity.key_id, self._acting.now()
        with self._acting.look() as session:
            mine, others = newest_times(session, me)
            aside = judge_here(self._acting.stamp(), mine, others, written_over(session, me))
            if aside is None:
                return None
            names = {person.key_id: person.name for person in read_people(session)}
        return Off(_say_aside(aside, now, [names.get(one, "") for one in aside.others]), SET_IT)

    def last(self) -> datetime | None:
        """Return when the last thing here was written, by whoever's clock; None for never."""
        me = self._acting.identity.key_id
        with self._acting.look() as session:
            mine, others = newest_times(session, me)
        last = max([mine, *others.values()])
        return datetime.fromisoformat(last) if last else None

    def odd(self, scope: str) -> list[OddClock]:
        """Return whose clock is off in a review, oneself first: everybody's for the lead, else one's own."""
        me, now = self._acting.identity.key_id, self._acting.stamp()
        with self._acting.look() as session:
            rights = rights_in(session, scope)
            leads = rights is not None and rights.role_of(me) == "lead"
            written = read_written(session, scope)
            names = {**_names(session, scope), me: ""}
        found: dict[tuple[str, str], list[Odd]] = {}
        for author, odd in _odd_ones(written, now):
            if leads or author == me:
                found.setdefault((author, odd.reason), []).append(odd)
        clocks = [_to_clock(author, names.get(author, "Somebody"), each) for (author, _), each in found.items()]
        return sorted(clocks, key=lambda one: (one.name, one.key_id, one.odd.reason))


def _say_aside(aside: Aside, now: datetime, others: Sequence[str]) -> str:
    long, said = duration_in_words(aside.by_s), f"This laptop’s clock says {time_in_words(now)};"
    then = time_in_words(datetime.fromisoformat(aside.at))
    if aside.reason == "set back":
        return f"{said} you kept something at {then}. It was set back by about {long}, or was ahead before."
    whose = others[0] if len(others) == 1 and others[0] else ""
    if whose:
        other = "behind" if aside.reason == "ahead" else "ahead"
        return f"{said} the notes of {whose} say {then}. It is about {long} {aside.reason}, or theirs is {other}."
    return f"{said} the notes of the others say {then}. It is about {long} {aside.reason}."


def time_in_words(at: datetime) -> str:
    """Return "10:00 on Tuesday 14 October 2025", local."""
    local = at.astimezone()
    return f"{local:%H:%M} on {day_in_words(local.date().isoformat())}"


def _odd_ones(written: list[Written], now: str) -> Iterator[tuple[str, Odd]]:
    times = {one.entry_id: one.written_at for one in written}
    for one in written:
        odd = look_at_time(one.written_at, [times[parent] for parent in one.follows], now)
        if odd is not None:
            yield one.author, odd


def _to_clock(author: str, name: str, each: list[Odd]) -> OddClock:
    worst = max(each, key=lambda odd: odd.by_s)
    return OddClock(author, name, worst, len(each), say_odd(worst, name))


def _names(session: Session, scope: str) -> Mapping[str, str]:
    """Return what people are called, by their key: as the review says, else as their badge does."""
    known = {person.key_id: person.name for person in read_people(session)}
    return known | {one.key: one.name for one in read_all(session, Member, scope) if one.key}
