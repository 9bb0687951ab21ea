"""One review day on four laptops, by chance: people act, give each other files, lose them, and get them twice.

The files are those that PeerDesk writes: sealed, signed, and closed for whoever they are for.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar

from peerdesk.desk.acting import ErasedError, NotYoursError
from peerdesk.desk.desk import Desk
from peerdesk.desk.packages import Packages
from peerdesk.desk.previewing import Preview
from peerdesk.desk.undoing import ChangedSinceError, NothingToUndoError
from peerdesk.errors import NotForYouError, PeerDeskError
from peerdesk.keys.badge import Badge
from tests.people import LEAD, PARTS, Team
from tests.storage.by_hand import check_by_hand, rebuilt_rows_of, rows_of, words_in
from tests.storage.test_schedules import erased_on
from torture.day_acts import ACTS, Laptop
from torture.lives import LossError

REFUSALS = (ErasedError, NotYoursError, ChangedSinceError, NothingToUndoError)
PEOPLE = (LEAD, *PARTS)
PARTS_OF_A_DAY, ACTS_OF_A_PART, EXCHANGES_OF_A_PART = 3, 6, 5
YEARS = (1970, 2025, 2025, 2025, 2099)
AGAIN = " again"

T = TypeVar("T")


@dataclass(frozen=True)
class Given:
    """A file on the stick.

    Attributes:
        to: names of whom it is for, the giver's among them.
        words: what was on the giver's laptop when it was made: for which field of which revision.
    """

    path: Path
    to: frozenset[str]
    words: frozenset[tuple[str, str]]


class Day:
    """A team, its stick, and what chance does to them."""

    def __init__(self, team: Team, folder: Path, coordinator: Badge, chance: Random) -> None:
        """Begin the day.

        Args:
            team: laptops of its own.
            folder: the stick.
            coordinator: for whom what goes to the record is.
            chance: decides all of it.
        """
        self.team, self.scope, self._folder, self._chance = team, team.scope, folder, chance
        self._coordinator = coordinator
        self.stick: list[Given] = []
        self.last: list[Given] = []
        self.for_record: list[Path] = []
        often = (self._give, self._give, self._bring, self._bring, self._bring, self._trouble, self._trouble)
        self._exchanges = (*often, self._give_to_record)
        with_copies = (self._copy, self._copy, self._clone, self._restore, self._restore)
        self._troubles = (*with_copies, self._lose_a_file, self._damage_a_file, self._bend)
        self.counts: Counter[str] = Counter()
        self._ever: set[tuple[str, str]] = set()
        self._copies: dict[str, Path] = {}
        self._laptops: dict[str, Laptop] = {}
        for name in list(team.desks):
            self._sit_down(name)

    def live(self) -> None:
        """Let the morning, the hour after lunch and the evening pass.

        Raises:
            LossError: something is not as it must be.
        """
        for _ in range(PARTS_OF_A_DAY):
            for _ in range(ACTS_OF_A_PART):
                self._act(self._anybody())
            for _ in range(EXCHANGES_OF_A_PART):
                self._chance.choice(self._exchanges)()

    def meet(self) -> None:
        """Let all that is on the stick arrive, then all go to the lead, and one file back; all must hold the same."""
        for one in self.stick:
            self._take(self._chance.choice(sorted(one.to)), one)
        self.last = [self._write(name, PEOPLE) for name in self._names()]
        for one in self.last:
            self._take(LEAD, one)
        for_all = self._write(LEAD, PEOPLE)
        for name in self._names():
            self._take(name, for_all)
        must(len({desk.keeping.digest() for desk in self.team.desks.values()}) == 1, "laptops hold not the same")
        for desk in self.team.desks.values():
            self._must_be_whole(desk)

    def shuffled(self, several: Sequence[T]) -> list[T]:
        """Return them in another order."""
        return self._chance.sample(list(several), len(several))

    # What people do

    def _names(self) -> list[str]:
        return sorted(self.team.desks)

    def _anybody(self) -> str:
        return self._chance.choice(self._names())

    def _act(self, who: str) -> None:
        desk = self.team.desks[who]
        before = _words(desk)
        try:
            self._chance.choice(ACTS)(self._laptops[who])
            refused = False
        except REFUSALS:
            refused = True
        after = _words(desk)
        must(not refused or after == before, "a refused act changed something")
        self._ever |= after
        self.counts["acts"] += 1

    def _give(self) -> None:
        for_one = self._chance.random() < 0.3
        self.stick.append(self._write(self._anybody(), (self._chance.choice(PEOPLE),) if for_one else ()))

    def _write(self, who: str, to: Sequence[str]) -> Given:
        """Write a file for some, or for everybody who is on the team as this laptop knows it."""
        desk, me = self.team.desks[who], who.removesuffix(AGAIN)
        self.counts["files"] += 1
        path = self._folder / f"{self.counts['files']:04}.peerdesk"
        others = [self.team.desks[one].people.mine for one in to if one != me]
        notes = bool(to) or self._chance.random() < 0.7  # else without words: what the lead gives back
        desk.packages.give(self.scope, "team", path, to=others, notes=notes)
        self.counts["without notes"] += not notes
        held = frozenset(_words(desk)) if notes else frozenset[tuple[str, str]]()
        return Given(path, frozenset((me, *self._readers_of(desk, path))), held)

    def _readers_of(self, desk: Desk, path: Path) -> list[str]:
        """Return for whom a file is, as it says itself: whoever left the team is not among them."""
        info, _ = desk.packages.peek(path)
        return [one for one in PEOPLE if self.team.desks[one].identity.key_id in info.recipients]

    def _give_to_record(self) -> None:
        path = self._folder / f"record{len(self.for_record):02}.peerdesk"
        desk = self.team.desks[self._anybody()]
        desk.packages.give(self.scope, "partnership", path, to=[self._coordinator])
        self.for_record.append(path)

    def _bring(self) -> None:
        if self.stick:
            self._take(self._anybody(), self._chance.choice(self.stick))

    def _take(self, who: str, given: Given) -> None:
        """Try to bring a file in, which may be for somebody else, or have been here before: then it changes nothing."""
        desk = self.team.desks[who]
        before = desk.keeping.digest()
        try:
            preview = desk.packages.preview(given.path)
        except NotForYouError:
            must(who.removesuffix(AGAIN) not in given.to, "a file was refused by somebody whom it is for")
            must(desk.keeping.digest() == before, "a file that was refused changed something")
            self.counts["not for them"] += 1
            return
        must(desk.keeping.digest() == before, "looking at a file changed something")
        desk.packages.merge(preview, typed_words=heard(preview))
        self.counts["arrivals"] += 1
        self.counts["words asked again"] += not preview.known
        self.counts["relayed"] += any(name != preview.sender_name for name in preview.brought.by)
        if preview.been_here:
            self.counts["replays"] += 1
            must(not preview.brought.new, "what was here came as new")
            must(desk.keeping.digest() == before, "a file that came again changed something")

    # What goes wrong

    def _trouble(self) -> None:
        self._chance.choice(
            (self._lose_a_file, self._damage_a_file, self._copy, self._clone, self._restore, self._bend)
        )()

    def _lose_a_file(self) -> None:
        if self.stick:
            self.stick.remove(lost := self._chance.choice(self.stick))
            lost.path.unlink()
            self._forget(set(lost.words))
            self.counts["files lost"] += 1

    def _damage_a_file(self) -> None:
        """Cut a copy of a file off, or change a byte of it: nobody takes it."""
        if not self.stick:
            return
        content = bytearray(self._chance.choice(self.stick).path.read_bytes())
        at = self._chance.randrange(len(content))
        if self._chance.random() < 0.5:
            del content[at:]
        else:
            content[at] ^= 1 << self._chance.randrange(8)
        path = self._folder / "damaged.peerdesk"
        path.write_bytes(content)
        desk = self.team.desks[self._anybody()]
        before = desk.keeping.digest()
        try:
            desk.packages.merge(desk.packages.preview(path))
            raise LossError("a damaged file was taken")
        except PeerDeskError:
            must(desk.keeping.digest() == before, "a damaged file changed something")
        self.counts["damaged"] += 1

    def _copy(self) -> None:
        who = self._anybody().removesuffix(AGAIN)
        self._copies.setdefault(who, self.team.desks[who].keeping.back_up())

    def _clone(self) -> None:
        """Two laptops with one key: somebody works on a copy of theirs too."""
        ready = [one for one in self._copies if one + AGAIN not in self.team.desks]
        if ready:
            self._put_back(self._chance.choice(sorted(ready)), AGAIN)
            self.counts["clones"] += 1

    def _restore(self) -> None:
        """A laptop dies, and goes on from an older copy."""
        if self._copies:
            who = self._chance.choice(sorted(self._copies))
            desk = self.team.desks.pop(who)
            with desk.acting.look() as session:
                lost, erased = words_in(session), erased_on(session)
            self._forget(lost)
            self._ever -= erased  # if nobody else knows of its erasures, nor has the words any more
            self.team.desks[who] = desk
            desk.close()
            self._put_back(who, "")
            self.counts["restored"] += 1

    def _put_back(self, who: str, again: str) -> None:
        self.counts["put back"] += 1
        folder = self._folder / f"laptop{self.counts['put back']}"
        self.team.put_back(who + again, self._copies.pop(who), folder)
        self._sit_down(who + again)

    def _bend(self) -> None:
        self.team.clocks[self._anybody()].at = datetime(self._chance.choice(YEARS), 1, 1, tzinfo=UTC)

    # What must be

    def _sit_down(self, who: str) -> None:
        """Sit down at a laptop; copies before bringing in are looked at elsewhere and take their time."""
        desk = self.team.desks[who]
        packages = Packages(desk.acting, desk.people, partial(list, ()))
        desk = self.team.desks[who] = replace(desk, packages=packages)
        self._laptops[who] = Laptop(desk, self.scope, self.team.questions, self._chance)

    def _forget(self, lost: set[tuple[str, str]]) -> None:
        """Expect no more what was lost and is nowhere else."""
        for desk in self.team.desks.values():
            lost -= _words(desk)
        self._ever -= lost.difference(*(one.words for one in self.stick))

    def _must_be_whole(self, desk: Desk) -> None:
        with desk.acting.sessions.write() as session:  # never committed
            words, erased = words_in(session), erased_on(session)
            must(self._ever - erased <= words, "a word that was kept is not on every laptop")
            must(not words & erased, "an erased word is on a laptop that knows of the erasure")
            check_by_hand(session)
            must(rows_of(session) == rebuilt_rows_of(session), "tables are not what is computed anew")


def heard(preview: Preview) -> str:
    """Return the six words as the sender reads them aloud, where they are asked for: a clock in 2099 makes all old."""
    return "" if preview.known else preview.sender_words


def must(holds: bool, otherwise: str) -> None:
    """Raise LossError unless it holds."""
    if not holds:
        raise LossError(otherwise)


def _words(desk: Desk) -> set[tuple[str, str]]:
    with desk.acting.look() as session:
        return words_in(session)
