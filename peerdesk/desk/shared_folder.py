"""The stick or folder that a team shares: what lies in it, what of it is in, and what one puts there."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.packages import SUFFIX, Preview
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.receipts import SUFFIX as ARRIVED
from peerdesk.desk.receipts import Receipt
from peerdesk.domain.kinds import PackageKind
from peerdesk.domain.review import Member, Record
from peerdesk.errors import PeerDeskError
from peerdesk.files import FileNotWrittenError, write_whole
from peerdesk.keys.badge import Badge
from peerdesk.storage.passages import Passage


class FolderGoneError(PeerDeskError):
    """The stick is out, or the folder is no longer there."""


@dataclass(frozen=True)
class Offer:
    """A file that somebody put there: what is in it, or why it cannot be opened."""

    path: Path
    preview: Preview | None = None
    trouble: PeerDeskError | None = None


@dataclass(frozen=True)
class Leaving:
    """What a copy of one's own would hold, and for whom.

    Attributes:
        notes: how many, everybody's that are here.
        readers: names of those who can open it, without oneself.
        others: names of those on the team whose badge is not here.
    """

    notes: int
    pictures: int
    findings: int
    readers: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class FolderLook:
    """What a look into the folder found.

    Attributes:
        plan: of the review that is open; None if none is.
        names: who has which key, as far as their badge is here.
        passages: what left and what came of this review, oldest first, with the words of arrival found now.
        schools: names of the schools of reviews on this desk, by scope.
        disputed: records of which two versions stand.
        me: name of the key of who looks.
    """

    offers: Sequence[Offer]
    plan: ReviewPlan | None
    leaving: Leaving | None
    passages: Sequence[Passage]
    names: dict[str, str]
    schools: dict[str, str]
    disputed: Sequence[Record]
    me: str

    @property
    def people_in(self) -> tuple[str, ...]:
        """Names of colleagues whose notes were brought in."""
        came = {one.person for one in self.passages if one.way == "in" and one.kind == "team"}
        return tuple(one.name for one in self._colleagues() if one.key in came)

    @property
    def people_missing(self) -> tuple[str, ...]:
        """Names of colleagues with a badge whose notes were not brought in yet."""
        there = self.people_in
        return tuple(one.name for one in self._colleagues() if one.name not in there)

    def _colleagues(self) -> list[Member]:
        members = self.plan.members if self.plan else ()
        return [one for one in members if one.key in self.names and one.key != self.me]


@dataclass(frozen=True)
class Arrival:
    """That something was brought in.

    Attributes:
        told: the sender can find the word of arrival beside the file.
    """

    changes: Changes
    receipt: Receipt
    told: bool


def look_into(
    desk: Desk, folder: Path | None, scope: str, step: Callable[[int, int], object], besides: Sequence[Path] = ()
) -> FolderLook:
    """Look at what lies in a folder, and keep the words of arrival that are there for this desk.

    Args:
        desk: who looks.
        folder: None looks only at the desk itself.
        scope: of the review that is open, or "".
        besides: files that lie elsewhere and were opened by hand.
        step: told how far it is, of how many files.

    Raises:
        FolderGoneError: the folder cannot be looked into.
    """
    files = [*besides, *(path for path in (_files(folder) if folder else ()) if path not in besides)]
    offers = []
    for at, path in enumerate(path for path in files if path.suffix == SUFFIX):
        step(at, len(files))
        offer = _open(desk, path)
        if offer.preview is None or offer.preview.sender != desk.identity.key_id:
            offers.append(offer)
    for path in files:
        if path.suffix == ARRIVED:
            _take_word(desk, path)
    plan = desk.plan.look(scope) if scope else None
    return FolderLook(
        offers,
        plan,
        _leaving(desk, plan) if plan else None,
        desk.packages.passages(scope) if scope else (),
        {one.key_id: one.name for one in desk.people.all()},
        {one.scope: one.school_name for one in desk.plan.reviews()},
        _disputed(desk, plan) if plan else (),
        desk.identity.key_id,
    )


def bring_in(desk: Desk, preview: Preview, typed_words: str, *, leads: bool) -> Arrival:
    """Bring in what was looked at, and leave a word of arrival beside the file.

    Args:
        desk: who brings it in.
        preview: what the person saw.
        typed_words: the sender's six words as heard, where the sender is not known yet.
        leads: the word of whoever leads the review stands over that of a colleague.

    Raises:
        PeerDeskError: as `Packages.merge`; nothing was brought in.
    """
    changes, receipt = desk.packages.merge(preview, typed_words=typed_words)
    word = preview.path.with_suffix(ARRIVED)
    if word.exists() and not leads:
        return Arrival(changes, receipt, told=True)
    try:
        write_whole(word, receipt.to_bytes())
    except FileNotWrittenError:
        return Arrival(changes, receipt, told=False)
    return Arrival(changes, receipt, told=True)


def copy_mine(desk: Desk, plan: ReviewPlan, kind: PackageKind, folder: Path, to: Sequence[Badge] = ()) -> Path:
    """Put into the folder what colleagues, the team to come or the partnership are to have; return where it is.

    Raises:
        PeerDeskError: as `Packages.give`.
    """
    school = plan.review.school_name
    name = desk.identity.badge.name
    said = {"team": f"Notes from {name}", "briefing": "Briefing", "partnership": "For the partnership"}[kind]
    stem = " ".join(re.sub(r"[^\w \-,]", "", f"{said}, {school}" if school else said).split())[:100]
    path = folder / f"{stem}{SUFFIX}"
    desk.packages.give(plan.scope, kind, path, to=to)
    return path


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix in (SUFFIX, ARRIVED))
    except OSError as error:
        raise FolderGoneError(
            "This stick or folder is not there any more.", "Put it in again, or choose another.", detail=str(error)
        ) from error
    return [path for path in found if not path.name.startswith(".")]


def _open(desk: Desk, path: Path) -> Offer:
    try:
        return Offer(path, desk.packages.preview(path))
    except PeerDeskError as error:
        return Offer(path, trouble=error)


def _take_word(desk: Desk, path: Path) -> None:
    """Keep a word of arrival; one that is for somebody else, or unsound, says nothing here."""
    try:
        desk.packages.take_receipt(path)
    except PeerDeskError:
        return


def _leaving(desk: Desk, plan: ReviewPlan) -> Leaving:
    known = {one.key_id for one in desk.people.all() if one.confirmed_how}
    colleagues = [one for one in plan.members if one.key != desk.identity.key_id]
    return Leaving(
        len(desk.capture.notes(plan.scope)),
        len(desk.capture.pictures(plan.scope)),
        len(desk.findings.all(plan.scope)),
        tuple(one.name for one in colleagues if one.key in known),
        tuple(one.name for one in colleagues if one.key not in known),
    )


def _disputed(desk: Desk, plan: ReviewPlan) -> list[Record]:
    scope = plan.scope
    planned = (plan.review, *plan.questions, *plan.members, *plan.activities, *plan.actions)
    written = (*desk.capture.notes(scope), *desk.findings.all(scope), *desk.reports.sections(scope))
    return [one for one in (*planned, *written) if one.two_versions]
