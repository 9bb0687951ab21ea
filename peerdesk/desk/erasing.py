"""Erasing for good: words that may not be kept go from this laptop, and from every other that learns of it."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.certificates import Certificate, Place, keep_certificate, read_certificates
from peerdesk.desk.changes import Changes
from peerdesk.desk.keeping import Keeping
from peerdesk.desk.receipts import Receipt
from peerdesk.domain.erasure import ALL, ErasureSheet
from peerdesk.domain.evidence import Note, Picture
from peerdesk.domain.kinds import KINDS, briefing_kinds, partnership_fields
from peerdesk.domain.review import Member, Record
from peerdesk.files import write_whole
from peerdesk.storage.backup import HEADER_SUFFIX, made_at
from peerdesk.storage.erasing import OWED, TO_DO, empty_log
from peerdesk.storage.failures import StorageError
from peerdesk.storage.passages import Passage, read_passages
from peerdesk.storage.people import read_people
from peerdesk.storage.purging import purge
from peerdesk.storage.reading import read_all
from peerdesk.storage.settings import put_setting, read_setting


@dataclass(frozen=True)
class Erased:
    """What was erased, and what nobody at this laptop can reach.

    Attributes:
        records: ids of the records of which words went.
        fields: whose words went; `*` alone for all.
        copies_gone: older copies of the notes, which held them; a fresh one was made and checked before.
        places: where they may still be. A laptop erases them when it is given a package made since.
        certificate: the same, as it is kept.
    """

    records: tuple[str, ...]
    fields: tuple[str, ...]
    copies_gone: tuple[Path, ...]
    places: tuple[Place, ...]
    changes: Changes
    certificate: Certificate


class Erasing:
    """Erases."""

    def __init__(self, acting: Acting, keeping: Keeping, folder: Path) -> None:
        """Erase on one desk.

        Args:
            acting: the desk's own.
            keeping: its copies.
            folder: of the desk.
        """
        self._acting, self._keeping, self._folder = acting, keeping, folder

    def erase(self, shown: Record, instead: Mapping[str, Any] | None = None) -> Erased:
        """Erase words for good: no undo brings them back, and they go wherever a package from here goes.

        Args:
            shown: the record as it was shown.
            instead: what is to stand in place of all that was ever said in these fields; None erases the whole
                record, and the pictures of a note with it, and throws it away.

        Raises:
            NotYoursError: somebody else wrote it, and this desk's person does not lead the review.
            StorageError: it is erased, but no fresh copy can be made; the older ones stay until one can.
        """
        fields = tuple(sorted(instead)) if instead is not None else (ALL,)
        with self._acting.act("erase for good") as act:
            records = [shown]
            if instead is None and isinstance(shown, Note):
                pictures = read_all(act.session, Picture, shown.scope)
                records += [one for one in pictures if one.note == shown.record_id]
            for one in records:
                keep = None
                if instead is None:
                    act.delete(one)
                else:
                    keep = act.say_anew(one, **instead)
                act.state(one.scope, "erase", record=one.record_id, fields=list(fields), keep=keep)
        gone = self.clear()
        with self._acting.look() as session:
            places = self._places(session, shown.scope, self._given(session, shown))
        ids = tuple(one.record_id for one in records)
        certificate = self._certify(shown.scope, _kind(shown), ids, fields, gone, places)
        return Erased(ids, fields, gone, places, act.changes, certificate)

    def remove_review(self, scope: str) -> Certificate:
        """Take a whole review out of this desk, for good: no package and no copy brings it back here.

        It stays on every other laptop that has it; nobody is told.

        Raises:
            StorageError: it is out of the desk, but no fresh copy can be made; the older ones stay until one can.
        """
        with self._acting.look() as session:
            places = self._places(session, scope, _out(session, scope))
        with self._acting.sessions.write.begin() as session:
            purge(session, scope)
        gone = self.clear()
        return self._certify(scope, "review", (), (ALL,), gone, places)

    def certificates(self) -> list[Certificate]:
        """Return what was erased, here or by colleagues of whom this desk has learned, the newest first.

        A laptop at which something arrived that was given since is no longer a place where the words may be.
        """
        with self._acting.look() as session:
            return [_without_told(session, one) for one in read_certificates(session)]

    def write_sheet(self, sheet: ErasureSheet, out: Path, fonts: Path) -> Path:
        """Write a certificate as it is shown, as a PDF that can be read aloud.

        Args:
            sheet: its sentences.
            out: the file.
            fonts: the folder with the typeface.

        Raises:
            FileNotWrittenError: it cannot be written there.
        """
        from peerdesk.export.erasure_sheet import write_erasure_sheet  # the typesetter is loaded when somebody prints

        pdf = io.BytesIO()
        write_erasure_sheet(sheet, pdf, fonts)
        write_whole(out, pdf.getvalue(), only_me=True)
        return out

    def clear(self) -> tuple[Path, ...]:
        """Take what was erased out of the file's log, make a fresh copy, and take the older ones away.

        Returns:
            The copies that are gone; one on a drive that is not in stays, and `erase` names the drive.

        Raises:
            StorageError: no fresh copy can be made; the older ones stay.
        """
        return clear(self._acting, self._keeping.back_up, self._copies, self._reaches_all)

    def clear_if_owed(self) -> None:
        """Do what is left of `clear` after something erased words here; what cannot be done now stays owed."""
        clear_if_owed(self._acting, self._keeping.back_up, self._copies, self._reaches_all)

    def _copies(self) -> list[Path]:
        return [one.path for one in self._keeping.copies()]

    def _reaches_all(self) -> bool:
        drive = self._keeping.drive()
        return drive is None or drive.is_dir()

    def _certify(
        self,
        scope: str,
        kind: str,
        records: tuple[str, ...],
        fields: tuple[str, ...],
        gone: tuple[Path, ...],
        places: tuple[Place, ...],
    ) -> Certificate:
        """Keep a certificate, and return it."""
        copies = tuple(one.name for one in gone)
        by = self._acting.identity.badge.name
        with self._acting.sessions.write.begin() as session:
            names = {one.key_id: one.name for one in read_people(session)}
            named = tuple(replace(one, who=names.get(one.name, "")) for one in places)
            made = Certificate(scope, kind, records, fields, self._acting.stamp(), by, copies, named)
            keep_certificate(session, made)
        return made

    def places_beside(self) -> tuple[Place, ...]:
        """Return where words may still be that never left: on a drive that is not in, in files that were set aside."""
        drive = self._keeping.drive()
        return (
            *([Place("drive", str(drive), "")] if drive is not None and not drive.is_dir() else []),
            *(Place("aside", str(one), "") for one in sorted(self._folder.glob("*.aside*"))),
        )

    def places_given(self, session: Session, scope: str, at: Iterable[tuple[str, str]]) -> tuple[Place, ...]:
        """Return where words of a review may be that left in files of these kinds and times."""
        me = self._acting.identity.key_id
        return (*_laptops(session, scope, me), *(Place("given", kind, when) for kind, when in at))

    def _places(self, session: Session, scope: str, out: Iterable[Passage]) -> tuple[Place, ...]:
        given = self.places_given(session, scope, ((one.kind, one.at) for one in out))
        return (*given, *self.places_beside())

    def _given(self, session: Session, shown: Record) -> list[Passage]:
        """Return what left that may hold words of a record."""
        own = shown.author == self._acting.identity.key_id  # then both are by the same clock
        first = shown.first_written_at if own else ""
        return [one for one in _out(session, shown.scope) if _carries(one, _kind(shown)) and one.at >= first]


def clear(
    acting: Acting,
    back_up: Callable[[], Path | None],
    copies: Callable[[], Iterable[Path]],
    reaches_all: Callable[[], bool] = lambda: True,
) -> tuple[Path, ...]:
    """Empty the log of a file, make a fresh copy of it, and take the older ones away; return those.

    What cannot be reached now, as on a drive that is not in, stays owed.

    Raises:
        StorageError: no fresh copy can be made; the older ones stay.
    """
    with acting.sessions.write() as session:
        empty_log(session)
    fresh = back_up()
    older = [one for one in copies() if fresh is not None and one.name != fresh.name]
    gone = tuple(path for path in older if _take_away(path))
    is_done = fresh is None or (len(gone) == len(older) and reaches_all())
    _owe(acting, "" if is_done or fresh is None else fresh.name)
    return gone


def clear_if_owed(
    acting: Acting,
    back_up: Callable[[], Path | None],
    copies: Callable[[], Iterable[Path]],
    reaches_all: Callable[[], bool] = lambda: True,
) -> None:
    """Do so where words were erased since; if it cannot be done now, it stays owed."""
    with acting.look() as session:
        owed = read_setting(session, OWED)
    if owed == TO_DO:
        with suppress(StorageError):
            clear(acting, back_up, copies, reaches_all)
    elif owed:
        is_left = _take_older(list(copies()), made_at(Path(owed)))
        if not is_left and reaches_all():
            _owe(acting, "")


def _take_older(copies: Sequence[Path], fresh_at: datetime) -> bool:
    """Take away the copies older than the fresh one, where one as fresh lies beside them; say if any is left."""
    fresh_in = {one.parent for one in copies if made_at(one) >= fresh_at}
    older = [one for one in copies if made_at(one) < fresh_at]
    left = [one for one in older if one.parent not in fresh_in or not _take_away(one)]
    return bool(left)


def _owe(acting: Acting, what: str) -> None:
    with acting.sessions.write.begin() as session:
        put_setting(session, OWED, what)


def _laptops(session: Session, scope: str, me: str) -> list[Place]:
    met = {one.person: one.at for one in read_passages(session, scope) if one.way == "in"}
    keys = {one.key for one in read_all(session, Member, scope) if one.key} | met.keys()
    return [Place("laptop", key, met.get(key, "")) for key in sorted(keys - {me})]


def _without_told(session: Session, one: Certificate) -> Certificate:
    """Leave the laptops out whose people sent word that something arrived which was given after the erasure."""
    told = {
        Receipt.from_bytes(receipt.encode()).by
        for passage in read_passages(session, one.scope)
        if passage.way == "out" and passage.kind == "team" and passage.at > one.at
        for receipt in passage.receipts
    }
    return replace(one, places=tuple(place for place in one.places if place.what != "laptop" or place.name not in told))


def _out(session: Session, scope: str) -> list[Passage]:
    return [one for one in read_passages(session, scope) if one.way == "out"]


def _carries(passage: Passage, kind: str) -> bool:
    """Say whether what was given may hold words of a kind."""
    if passage.kind == "team":
        return True
    return kind in (briefing_kinds() if passage.kind == "briefing" else partnership_fields("report"))


def _kind(shown: Record) -> str:
    return next(kind.name for kind in KINDS.values() if type(shown) is kind.value)


def _take_away(copy: Path) -> bool:
    try:
        copy.unlink(missing_ok=True)
        copy.with_suffix(HEADER_SUFFIX).unlink(missing_ok=True)
    except OSError:
        return False  # a drive that just went; it is named among the places
    return True
