"""The stick or folder that a team shares: what lies in it, what of it is in, and what one puts there."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.ejecting import stick_of
from peerdesk.desk.hub import Hub, look_at_hub
from peerdesk.desk.packages import SUFFIX
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.previewing import Preview
from peerdesk.desk.receipts import SUFFIX as ARRIVED
from peerdesk.desk.receipts import Receipt
from peerdesk.domain.kinds import PackageKind
from peerdesk.domain.review import Record
from peerdesk.errors import PeerDeskError
from peerdesk.export.package.contents import PackageInfo, Progress
from peerdesk.files import FileNotWrittenError, write_whole
from peerdesk.keys.badge import Badge
from peerdesk.storage.passages import Passage, count_passages
from peerdesk.storage.people import read_people
from peerdesk.storage.purging import purged_in
from peerdesk.storage.since import read_mark


class FolderGoneError(PeerDeskError):
    """The stick is out, or the folder is no longer there."""


@dataclass(frozen=True)
class Mine:
    """What a file that was made on this laptop says about itself."""

    package_id: str
    kind: PackageKind
    made_at: str


@dataclass(frozen=True)
class Offer:
    """A file that lies there: what is in it, that one made it oneself on this laptop, or why it cannot be opened.

    Attributes:
        mine: set for one's own file; there is nothing in it to bring in.
        awaited: it is for whoever looks; what colleagues put there is for the lead, who gives the others their part.
    """

    path: Path
    preview: Preview | None = None
    mine: Mine | None = None
    trouble: PeerDeskError | None = None
    awaited: bool = True


@dataclass(frozen=True)
class Leaving:
    """What a copy of one's own would hold, and for whom.

    Attributes:
        notes: how many, everybody's that are here, without those that are held back.
        readers: names of those who can open it, without oneself.
        others: names of those on the team whose badge is not here.
        waiting: how many are held back until it is answered whether they are about somebody's safety.
        held: how many are held back because they are.
    """

    notes: int
    pictures: int
    findings: int
    readers: tuple[str, ...]
    others: tuple[str, ...]
    waiting: int = 0
    held: int = 0


@dataclass(frozen=True)
class Sent:
    """Something that left this laptop, and who said that it arrived."""

    package_id: str
    kind: str
    at: str
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True)
class FolderLook:
    """What a look into the folder found.

    Attributes:
        plan: of the review that is open; None if none is.
        names: who has which key, as far as their badge is here.
        sent: what left of this review, newest first, with the words of arrival found now, the lead's first.
        schools: names of the schools of reviews on this desk, by scope.
        disputed: records of which two versions stand.
        hub: how far the lead is with what colleagues bring; None for others.
        me: name of the key of who looks.
        stick: where the stick on which the folder lies can be ejected; None if it lies on no stick.
    """

    offers: Sequence[Offer]
    plan: ReviewPlan | None
    leaving: Leaving | None
    sent: Sequence[Sent]
    names: dict[str, str]
    schools: dict[str, str]
    disputed: Sequence[Record]
    hub: Hub | None
    me: str
    stick: Path | None


@dataclass(frozen=True)
class Arrival:
    """That something was brought in.

    Attributes:
        told: the sender can find the word of arrival beside the file.
    """

    changes: Changes
    receipt: Receipt
    told: bool


class Opened:
    """What was found in files, remembered for as long as neither the file nor what this desk holds has changed."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._offers: dict[Path, tuple[object, Offer]] = {}

    def open(self, desk: Desk, path: Path, holds: object) -> Offer:
        """Return what is in a file; `holds` differs whenever what comes of bringing it in may."""
        try:
            seen = path.stat()
            state = (seen.st_size, seen.st_mtime_ns, holds)
        except OSError:
            return _open(desk, path)
        known = self._offers.get(path)
        if known is not None and known[0] == state:
            return known[1]
        offer = _open(desk, path)
        if offer.trouble is None:  # a stick that did not answer may do so the next time
            self._offers[path] = (state, offer)
        return offer


def look_into(
    desk: Desk,
    folder: Path | None,
    scope: str,
    step: Callable[[int, int], object],
    besides: Sequence[Path] = (),
    opened: Opened | None = None,
) -> FolderLook:
    """Look at what lies in a folder, and keep the words of arrival that are there for this desk.

    Args:
        desk: who looks.
        folder: None looks only at the desk itself.
        scope: of the review that is open, or "".
        besides: files that lie elsewhere and were opened by hand.
        step: told how far it is, of how many files.
        opened: what was found in them before.

    Raises:
        FolderGoneError: the folder cannot be looked into.
    """
    opened, holds = opened or Opened(), _holds(desk)
    files = [*besides, *(path for path in (_files(folder) if folder else ()) if path not in besides)]
    offers = []
    plan = desk.plan.look(scope) if scope else None
    for at, path in enumerate(path for path in files if path.suffix == SUFFIX):
        step(at, len(files))
        offer = opened.open(desk, path, holds)
        seen = offer.preview
        if seen is not None and path not in besides:
            offer = replace(offer, awaited=is_awaited(desk, plan, seen.scope, seen.kind, seen.sender))
        offers.append(offer)
    for path in files:
        if path.suffix == ARRIVED:
            take_word(desk, path)
    passages = desk.packages.passages(scope) if scope else ()
    names = {one.key_id: one.name for one in desk.people.all()}
    leads = plan is not None and plan.my_role == "lead"
    return FolderLook(
        offers,
        plan,
        _leaving(desk, plan) if plan else None,
        sent_of(desk, plan) if plan else (),
        names,
        {one.scope: one.school_name for one in desk.plan.reviews()},
        _disputed(desk, plan) if plan else (),
        look_at_hub(desk, plan, passages, names, desk.acting.now()) if plan and leads else None,
        desk.identity.key_id,
        stick_of(folder) if folder else None,
    )


def bring_in(desk: Desk, preview: Preview, typed_words: str = "", progress: Progress | None = None) -> Arrival:
    """Bring in what was looked at, and leave a word of arrival beside the file.

    Args:
        desk: who brings it in.
        preview: what the person saw.
        typed_words: the sender's six words as heard, where the sender is not known yet.
        progress: as for `Packages.merge`.

    Raises:
        PeerDeskError: as `Packages.merge`; nothing was brought in.
    """
    changes, receipt = desk.packages.merge(preview, typed_words=typed_words, progress=progress)
    try:
        write_whole(word_beside(preview.path, desk.identity.badge.name), receipt.to_bytes())
    except FileNotWrittenError:
        return Arrival(changes, receipt, told=False)
    return Arrival(changes, receipt, told=True)


def word_beside(path: Path, name: str) -> Path:
    """Return where somebody's word that a file arrived lies: each has a file of their own."""
    return path.with_name(f"{path.stem}, arrived at {_spoken(name)}{ARRIVED}")


def copy_mine(
    desk: Desk,
    plan: ReviewPlan,
    kind: PackageKind,
    folder: Path,
    to: Sequence[Badge] = (),
    *,
    everybodys_notes: bool = False,
) -> Path:
    """Put into the folder what colleagues, the team to come or the partnership are to have; return where it is.

    What the lead gives back to the team holds the words of notes only if they are `everybodys_notes`.

    Raises:
        PeerDeskError: as `Packages.give`.
    """
    school = plan.review.school_name
    name = desk.identity.badge.name
    said = {"team": f"Notes from {name}", "briefing": "Briefing", "partnership": "For the partnership"}[kind]
    path = folder / f"{_spoken(f'{said}, {school}' if school else said)}{SUFFIX}"
    notes = everybodys_notes or kind != "team" or plan.my_role != "lead"
    desk.packages.give(plan.scope, kind, path, to=to, notes=notes)
    return path


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix in (SUFFIX, ARRIVED))
    except OSError as error:
        raise FolderGoneError(
            "This stick or folder is not there any more.", "Put it in again, or choose another.", detail=str(error)
        ) from error
    return [path for path in found if not path.name.startswith(".")]


def _holds(desk: Desk) -> object:
    """Return what differs once anything came to this desk or went from it, or somebody's badge was confirmed."""
    with desk.acting.look() as session:
        people = frozenset((one.key_id, one.confirmed_how, one.met_at) for one in read_people(session))
        return read_mark(session), count_passages(session), purged_in(session), people


def _open(desk: Desk, path: Path) -> Offer:
    try:
        info, _ = desk.packages.peek(path)
        if is_mine(desk, info):
            return Offer(path, mine=Mine(info.package_id, info.kind, info.made_at))
        return Offer(path, desk.packages.preview(path, pictures=False))
    except PeerDeskError as error:
        return Offer(path, trouble=error)


def is_awaited(desk: Desk, plan: ReviewPlan | None, scope: str, kind: str, sender: str) -> bool:
    """Say whether something that lies on the team's stick is for whoever looks.

    Notes that colleagues put there are for the lead; what the lead puts there is for all. Whoever opens another
    one's file all the same may bring it in.

    Args:
        desk: who looks.
        plan: of that review, as far as it is here.
        scope: of the file; `kind` and `sender` likewise.
        kind: see there.
        sender: see there.
    """
    if kind != "team" or plan is None or plan.scope != scope or plan.my_role == "lead":
        return True
    leads = [one.key for one in plan.members if one.role in ("lead", "deputy")]
    return sender in (*leads, desk.identity.key_id)


def is_mine(desk: Desk, info: PackageInfo) -> bool:
    """Say whether this laptop made a file; what one made oneself on another laptop can be brought in."""
    sent = (one.package_id for one in desk.packages.passages(info.scope) if one.way == "out")
    return info.sender == desk.identity.key_id and info.package_id in sent


def take_word(desk: Desk, path: Path) -> Receipt | None:
    """Keep a word of arrival; one that is for somebody else, or unsound, says nothing here."""
    try:
        return desk.packages.take_receipt(path)
    except PeerDeskError:
        return None


def sent_of(desk: Desk, plan: ReviewPlan) -> list[Sent]:
    """Return what left of a review, newest first, with who said that it arrived."""
    return [_sent(one, plan) for one in reversed(desk.packages.passages(plan.scope)) if one.way == "out"]


def give_words_back(desk: Desk, plan: ReviewPlan, folder: Path) -> list[Path]:
    """Write into a folder one's word for all that was brought in of a review; return where they are.

    Raises:
        FileNotWrittenError: the folder cannot be written.
    """
    names = {one.key_id: one.name for one in desk.people.all()}
    written = []
    came = [one for one in desk.packages.passages(plan.scope) if one.way == "in" and one.receipt]
    for number, one in enumerate(came, 1):
        name = names.get(one.person, "somebody")
        path = word_beside(folder / f"{number} from {_spoken(name)}{SUFFIX}", desk.identity.badge.name)
        write_whole(path, one.receipt.encode())
        written.append(path)
    return written


def _sent(passage: Passage, plan: ReviewPlan) -> Sent:
    leads = [one.key for one in plan.members if one.role == "lead"]
    receipts = [Receipt.from_bytes(one.encode()) for one in passage.receipts]
    receipts.sort(key=lambda one: one.by not in leads)
    return Sent(passage.package_id, passage.kind, passage.at, tuple(receipts))


def _spoken(words: str) -> str:
    """Return words as a file may be called on any system; two of these and an ending fit into 255 bytes."""
    return " ".join(re.sub(r"[^\w \-,]", "", words).split()).encode()[:110].decode(errors="ignore").strip()


def _leaving(desk: Desk, plan: ReviewPlan) -> Leaving:
    known = desk.packages.readers(plan.scope)
    colleagues = [one for one in plan.members if one.key != desk.identity.key_id]
    desk.safety.look_over()
    stay, answers = desk.safety.held_back(), [one.is_answered for one in desk.safety.held(plan.scope)]
    return Leaving(
        desk.capture.count(plan.scope) - sum(desk.capture.note(one) is not None for one in stay),
        sum(one.record_id not in stay for one in desk.capture.pictures(plan.scope)),
        len(desk.findings.all(plan.scope)),
        tuple(one.name for one in colleagues if one.key in known),
        tuple(one.name for one in colleagues if one.key not in known),
        answers.count(False),
        answers.count(True),
    )


def _disputed(desk: Desk, plan: ReviewPlan) -> list[Record]:
    scope = plan.scope
    planned = (plan.review, *plan.questions, *plan.members, *plan.activities, *plan.actions)
    written = (*desk.capture.disputed(scope), *desk.findings.all(scope), *desk.reports.sections(scope))
    return [one for one in (*planned, *written) if one.two_versions]
