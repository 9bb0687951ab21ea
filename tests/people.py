"""People with a laptop each: real desks in a folder, a vault that is a dict, clocks that can be set."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from sqlalchemy.orm import Session

from peerdesk.desk.bringing_in import AT_ONCE, BroughtIn, bring_in
from peerdesk.desk.desk import FILE, HEADER, Desk, open_here, start_here
from peerdesk.desk.packages import _seal_line
from peerdesk.domain.canonical import to_bytes
from peerdesk.domain.entries import Words
from peerdesk.export.package.contents import PackageInfo
from peerdesk.export.package.reader import OpenedPackage
from peerdesk.storage.departure import Leaving, for_team

LEAD, BEN, CARA, DAN = "Anita Shah", "Ben Okoro", "Cara Lind", "Dan Reyes"
PARTS = {BEN: "reviewer", CARA: "reviewer", DAN: "shadow"}


class Shelf:
    """A vault in memory."""

    def __init__(self) -> None:
        self.keys: dict[str, bytes] = {}

    def read(self, desk_id: str) -> bytes | None:
        return self.keys.get(desk_id)

    def write(self, desk_id: str, key: bytes) -> None:
        self.keys[desk_id] = key

    def forget(self, desk_id: str) -> None:
        self.keys.pop(desk_id, None)


class Clock:
    """Goes on by a second at each look, from where it was set."""

    def __init__(self, at: datetime = datetime(2025, 10, 14, 9, tzinfo=UTC)) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def set_year(self, year: int) -> None:
        self.at = self.at.replace(year=year)


@dataclass(frozen=True)
class Parcel:
    """What a package holds, without the file around it: brought in by the same function."""

    info: PackageInfo
    sender_badge: bytes
    leaving: Leaving
    sealed: tuple[bytes, ...]
    attachment_hashes: tuple[str, ...] = ()

    @property
    def sender(self) -> str:
        return self.info.sender

    def entries(self) -> Iterator[bytes]:
        yield from self.leaving.lines

    def seals(self) -> Iterator[bytes]:
        yield from self.sealed

    def words(self) -> Iterator[bytes]:
        for entry, name, said in self.leaving.words:
            yield to_bytes({"entry": entry, "field": name, "words": [said.salt, said.value]})

    def badges(self) -> Iterator[bytes]:
        return iter(())

    def attachments(self) -> Iterator[tuple[str, bytes]]:
        return iter(())

    def only(
        self,
        *,
        lines: Callable[[bytes], bool] = lambda _: True,
        words: Callable[[tuple[str, str, Words]], bool] = lambda _: True,
        seals: Callable[[bytes], bool] = lambda _: True,
    ) -> "Parcel":
        """Lose a part on the way."""
        left = self.leaving
        return replace(
            self,
            leaving=replace(left, lines=tuple(filter(lines, left.lines)), words=tuple(filter(words, left.words))),
            sealed=tuple(filter(seals, self.sealed)),
        )


def pack(desk: Desk, scope: str) -> Parcel:
    """Seal what waits for it, and take all that a team package would hold."""
    with desk.acting.sessions.write.begin() as session:
        desk.packages.seal(session, scope)
        leaving = for_team(session, scope)
    info = PackageInfo(
        package_id="0" * 32, kind="team", scope=scope, sender=desk.identity.key_id, made_at=desk.acting.stamp()
    )
    sealed = tuple(_seal_line(seal.line, signature) for seal, signature in leaving.seals)
    return Parcel(info, desk.people.mine.to_bytes(), leaving, sealed)


def bring(session: Session, parcel: Parcel, at_once: int = AT_ONCE) -> BroughtIn:
    package = cast(OpenedPackage, parcel)
    return bring_in(session, package, confirmed=True, met_at="2025-10-14T09:00:00Z", at_once=at_once)


def take(desk: Desk, parcel: Parcel, at_once: int = AT_ONCE) -> BroughtIn:
    with desk.acting.sessions.write.begin() as session:
        return bring(session, parcel, at_once)


@dataclass
class Team:
    """A review on the desks of a lead, two reviewers and somebody in training."""

    folder: Path
    shelf: Shelf
    scope: str
    questions: tuple[str, ...]
    desks: dict[str, Desk] = field(default_factory=dict)
    clocks: dict[str, Clock] = field(default_factory=dict)

    @property
    def lead(self) -> Desk:
        return self.desks[LEAD]

    @property
    def ben(self) -> Desk:
        return self.desks[BEN]

    @property
    def cara(self) -> Desk:
        return self.desks[CARA]

    @property
    def dan(self) -> Desk:
        return self.desks[DAN]

    def hand(self, giver: Desk, *takers: Desk) -> None:
        """Give all that one holds to others."""
        parcel = pack(giver, self.scope)
        for taker in takers:
            take(taker, parcel)

    def meet(self, desks: Iterable[Desk] | None = None) -> None:
        """Let everybody give everything to everybody."""
        all_desks = list(desks if desks is not None else self.desks.values())
        for parcel in [pack(desk, self.scope) for desk in all_desks]:
            for desk in all_desks:
                take(desk, parcel)

    def copy(self, folder: Path) -> "Team":
        """Return the same people with laptops that are copies of these."""
        for desk in self.desks.values():
            desk.close()
        shutil.copytree(self.folder, folder)
        twin = Team(folder, self.shelf, self.scope, self.questions)
        for name, desk in self.desks.items():
            twin.open(name, folder / desk.folder.name)
        return twin

    def open(self, name: str, folder: Path) -> Desk:
        clock = self.clocks.setdefault(name, Clock())
        self.desks[name] = open_here(folder, self.shelf, clock)
        return self.desks[name]

    def put_back(self, name: str, copy: Path, folder: Path) -> Desk:
        """Open a copy of somebody's notes in another folder: a clone, or a laptop that was restored."""
        source = self.desks[name.split(" again")[0]].folder
        folder.mkdir(parents=True)
        shutil.copy(copy, folder / FILE)
        shutil.copy(source / HEADER, folder / HEADER)
        return self.open(name, folder)

    def close(self) -> None:
        for desk in self.desks.values():
            desk.close()


def start_team(folder: Path) -> Team:
    """Begin a review with two questions, brief everybody, and let all hold the same."""
    shelf = Shelf()
    desks, clocks = {}, {}
    for number, name in enumerate((LEAD, *PARTS)):
        clocks[name] = Clock()
        desks[name] = start_here(folder / f"laptop{number}", shelf, name, clocks[name])
    lead = desks[LEAD]
    for one in desks.values():
        for other in desks.values():
            if one is not other:
                one.people.add(other.people.mine, typed_words=other.people.words(other.identity.key_id))
    scope, _ = lead.plan.begin(school_name="Saltmarsh Primary School", days=("2025-10-14",))
    for name, part in PARTS.items():
        lead.plan.add_member(scope, name, part, key=desks[name].identity.key_id)
    questions = tuple(lead.plan.add(scope, "question", text=text)[0] for text in ("Do all speak?", "Who reads?"))
    team = Team(folder, shelf, scope, questions, desks, clocks)
    team.hand(lead, team.ben, team.cara, team.dan)
    return team
