"""What arrived by itself: by a cable, Bluetooth, a mail, or a folder that a program keeps the same on two laptops."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from peerdesk.desk.desk import Desk
from peerdesk.desk.receipts import SUFFIX as ARRIVED
from peerdesk.desk.receipts import Receipt, read_receipt
from peerdesk.desk.shared_folder import is_awaited, is_mine, take_word
from peerdesk.desk.watching import MOST_SEEN, SEEN, SHARED, WATCHED, Found, watched_folder
from peerdesk.domain.kinds import PackageKind
from peerdesk.errors import PeerDeskError
from peerdesk.storage.passages import Passage


@dataclass(frozen=True)
class Arrived:
    """Something that somebody made for this laptop and that is not in yet.

    Attributes:
        name: of the sender, as on their badge.
        met: their badge is confirmed here, so that it is theirs is certain.
    """

    found: Found
    kind: PackageKind
    name: str
    met: bool


@dataclass(frozen=True)
class News:
    """What came of looking at what was found.

    Attributes:
        words: new words of arrival for what this laptop sent, with the name of whoever brought it in.
    """

    arrived: tuple[Arrived, ...]
    words: tuple[tuple[Receipt, str], ...]


def folders_of(desk: Desk) -> tuple[Path | None, Path | None]:
    """Return the folder that is watched, and the stick or folder that the team shares; None for none."""
    shared = desk.keeping.setting(SHARED)
    return watched_folder(desk.keeping.setting(WATCHED)), Path(shared) if shared else None


def look_at(desk: Desk, found: Iterable[Found]) -> News:
    """Look at the beginning of what was found, and keep the words of arrival that are for this desk."""
    seen, shared = set(desk.keeping.setting(SEEN).splitlines()), folders_of(desk)[1]
    arrived: list[Arrived] = []
    words: list[tuple[Receipt, str]] = []
    for one in found:
        if one.path.suffix == ARRIVED:
            words += _take(desk, one.path)
        elif one.mark not in seen and (what := _peek(desk, one, on_stick=one.path.parent == shared)):
            arrived.append(what)
    return News(tuple(arrived), tuple(words))


def note_seen(desk: Desk, found: Iterable[Found]) -> None:
    """Tell no more of these."""
    marks = [*desk.keeping.setting(SEEN).splitlines(), *(one.mark for one in found)]
    desk.keeping.put_setting(SEEN, "\n".join(list(dict.fromkeys(marks))[-MOST_SEEN:]))


def _peek(desk: Desk, found: Found, *, on_stick: bool) -> Arrived | None:
    """Return what it is; None for what is not ours, for others, one's own, or in already."""
    try:
        info, name = desk.packages.peek(found.path)
    except PeerDeskError:
        return None
    came = (one.package_id for one in desk.packages.passages(info.scope) if one.way == "in")
    if is_mine(desk, info) or info.package_id in came:
        return None
    if on_stick and not is_awaited(desk, desk.plan.look(info.scope), info.scope, info.kind, info.sender):
        return None
    person = desk.people.person(info.sender)
    met = person is not None and bool(person.confirmed_how)
    return Arrived(found, info.kind, person.name if person and met else name, met)


def _take(desk: Desk, path: Path) -> list[tuple[Receipt, str]]:
    """Keep a word of arrival, and return it if it is new here."""
    try:
        receipt = read_receipt(path)
    except PeerDeskError:
        return []
    line = receipt.to_bytes().decode()
    sent = [one for one in _sent(desk) if one.package_id == receipt.package_id]
    if not sent or any(line in one.receipts for one in sent) or take_word(desk, path) is None:
        return []
    person = desk.people.person(receipt.by)
    return [(receipt, person.name if person else "")]


def _sent(desk: Desk) -> list[Passage]:
    scopes = [one.scope for one in desk.plan.reviews()]
    return [one for scope in scopes for one in desk.packages.passages(scope) if one.way == "out"]
