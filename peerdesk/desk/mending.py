"""Putting a copy in the place of a desk's file that does not open, with all that can still be read of that file."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from peerdesk.desk.copies import COPIES, Copy, copies_in, name_on_drive, sound_key
from peerdesk.desk.desk import Desk, NoDeskError, open_here, open_with_phrase
from peerdesk.desk.header import FILE, HEADER, DamagedDeskError, Header, read_header_of, write_header
from peerdesk.desk.keeping import DRIVE
from peerdesk.desk.keys_at_hand import keys_by_words, keys_of
from peerdesk.desk.rescuing import NothingToRescueError, verified
from peerdesk.desk.restoring import Holding, fold_in, holding, look_into, no_sound_copy, room_beside
from peerdesk.files import name_whole
from peerdesk.keys.signing import PrivateKey
from peerdesk.keys.vault import Vault
from peerdesk.storage.backup import HEADER_SUFFIX, SUFFIX, made_at
from peerdesk.storage.engine import open_desk, sessions_on
from peerdesk.storage.failures import DamagedFileError, WrongKeyError
from peerdesk.storage.missing import Missing, missing_in, shown_in
from peerdesk.storage.pouring import loose_in, newer_drafts, pour
from peerdesk.storage.rekey import rekey
from peerdesk.storage.rescue import Rescued
from peerdesk.storage.settings import read_setting
from peerdesk.storage.union import held_in

__all__ = ["DAMAGED", "ClosedNotes", "Holding", "InPlace", "Mending", "WrongKeyError", "has_remains"]

_ASIDE = ".aside-damaged"
DAMAGED = (DamagedFileError, WrongKeyError, DamagedDeskError, NoDeskError)
"""Why notes that were here do not open, where a copy helps; a file that is busy, or of a newer version, is not so."""


@dataclass(frozen=True)
class ClosedNotes:
    """What there is to go on with where the notes do not open.

    Attributes:
        copies: the newest first, beside the notes and on the drive for the second copy, if it is in.
        newest: the newest of them that is sound in every page; None if none is.
        holds: what that shows.
        file_bytes: size of the file that does not open; 0 if there is none.
        file_is_sound: it is whole and opens; only what should stand beside it is lost.
    """

    copies: tuple[Copy, ...]
    newest: Copy | None
    holds: Holding | None
    file_bytes: int
    file_is_sound: bool


@dataclass(frozen=True)
class InPlace:
    """A desk that is open again, and what came from where.

    Attributes:
        copy: which copy took the place; None if the file itself was sound.
        made_at: when that copy was made.
        shown: how many records of each kind that copy shows.
        rescued: of which records the damaged file held something that the copy lacks.
        typed: what was being typed in it, and is offered again.
        loose: words that could be read without what they belong to; they are in the file set aside, and nowhere else.
        lost_pages: how many of how many pages of the damaged file could not be read.
        aside: where the damaged file is kept; None if there was none.
    """

    desk: Desk
    copy: Path | None
    made_at: datetime | None
    shown: Mapping[str, int]
    rescued: tuple[Missing, ...] = ()
    typed: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    lost_pages: tuple[int, int] = (0, 0)
    aside: Path | None = None


def has_remains(folder: Path) -> bool:
    """Say whether a folder without a header holds copies of notes, so that nobody begins anew over them."""
    return any((folder / COPIES).glob(f"*{SUFFIX}"))


class Mending:
    """Looks after a desk that does not open. Nobody may have it open meanwhile."""

    def __init__(self, folder: Path, vault: Vault, now: Callable[[], datetime], words: str = "") -> None:
        """Look after one.

        Args:
            folder: of the desk.
            vault: keeps its key.
            now: the clock.
            words: the recovery words, where the vault has the key no longer.
        """
        self._folder, self._vault, self._now, self._words = folder, vault, now, words

    def look(self) -> ClosedNotes:
        """Return what there is to go on with. Nothing is written.

        Raises:
            DamagedDeskError: neither beside the notes nor beside a copy does it say whose they are.
            KeyGoneError: the vault has no key for this desk; ask for the recovery words.
            PeerDeskError: what the vault says if it is locked or absent.
        """
        header = self._header()
        keys = self._keys(header)
        copies = copies_in([(self._folder / COPIES, False)], keys)
        if (drive := self._drive(copies, keys)) is not None:
            copies = copies_in([(self._folder / COPIES, False), (drive / name_on_drive(header.desk_id), True)], keys)
        newest = next((one for one in copies if one.sound and sound_key(one.path, keys) is not None), None)
        file = self._folder / FILE
        return ClosedNotes(
            tuple(copies),
            newest,
            None if newest is None else holding(self._folder, newest.path, keys),
            file.stat().st_size if file.is_file() else 0,
            self._is_sound(keys),
        )

    def holding(self, copy: Path) -> Holding:
        """Return what a copy shows.

        Raises:
            NoSoundCopyError: it is damaged, or was made on another laptop.
            PeerDeskError: as `look`.
        """
        return holding(self._folder, copy, self._keys(self._header(copy)))

    def put_in_place(self, copy: Path | None = None) -> InPlace:
        """Put a copy in the place of the file, add what can still be read of that, and return the desk open.

        The damaged file is set aside, never deleted. Where the file itself is sound, it stays.

        Args:
            copy: which; None takes the newest that is sound.

        Raises:
            NoSoundCopyError: there is none; nothing changed.
            KeyGoneError: the vault has no key for this desk; ask for the recovery words.
            StorageError: the disk is full; the damaged file is where it was.
            PeerDeskError: what the vault says if it is locked or absent.
        """
        _take_back(self._folder)
        header = self._header(copy)
        keys = self._keys(header)
        if copy is None and self._is_sound(keys):
            write_header(self._folder, header)
            return InPlace(self._open(), None, None, {})
        chosen, key = self._sound_copy(copy, keys)
        at, rescued = made_at(chosen), self._rescued(keys)
        with room_beside(self._folder, chosen) as fresh:
            fold_in(fresh, keys)
            if key != keys[0]:
                rekey(fresh, key, keys[0])
            found = _fill(fresh, keys[0], rescued)
            aside = set_aside(self._folder, self._now())
            name_whole(fresh, self._folder / FILE)
        write_header(self._folder, header)
        lost = rescued.lost_pages if rescued else (0, 0)
        return InPlace(self._open(), chosen, at, *found, lost_pages=lost, aside=aside)

    def _open(self) -> Desk:
        if self._words:
            return open_with_phrase(self._folder, self._vault, self._words, self._now)
        return open_here(self._folder, self._vault, self._now)

    def _header(self, copy: Path | None = None) -> Header:
        """Return the header of the desk; if that is damaged, the one beside its newest copy."""
        beside = [] if copy is None else [copy]
        beside += sorted((self._folder / COPIES).glob(f"*{SUFFIX}"), reverse=True)
        places = [self._folder / HEADER, *(one.with_suffix(HEADER_SUFFIX) for one in beside)]
        return read_header_of(next(filter(_is_header, places), places[0]))

    def _keys(self, header: Header) -> tuple[bytes, ...]:
        return keys_by_words(header, self._words) if self._words else keys_of(header, self._vault)

    def _is_sound(self, keys: Sequence[bytes]) -> bool:
        file = self._folder / FILE
        if not file.is_file():
            return False
        with room_beside(self._folder, file) as path:
            fold_in(path, keys)
            return sound_key(path, keys[:1]) is not None

    def _drive(self, copies: Sequence[Copy], keys: Sequence[bytes]) -> Path | None:
        """Return the drive that was chosen for the second copy, as the newest copy that opens knows it."""
        for copy in copies:
            if copy.sound and sound_key(copy.path, keys) is not None:
                with look_into(self._folder, copy.path, keys, "", damaged=False) as source:
                    said = read_setting(source.session, DRIVE)
                return Path(said) if said else None
        return None

    def _sound_copy(self, copy: Path | None, keys: Sequence[bytes]) -> tuple[Path, bytes]:
        paths = (one.path for one in self.look().copies) if copy is None else iter((copy,))
        for path in paths:
            if (key := sound_key(path, keys)) is not None:
                return path, key
        raise no_sound_copy("none opens" if copy is None else str(copy))

    def _rescued(self, keys: Sequence[bytes]) -> Rescued | None:
        try:
            return verified(self._folder / FILE, keys)
        except NothingToRescueError:
            return None


def set_aside(folder: Path, at: datetime) -> Path | None:
    """Move the file of a desk, and what SQLite keeps beside it, out of the way; return where it is now.

    All of it lies under the other name before any of it goes: killed in between, nothing is lost.
    """
    names = [name for name in (FILE, f"{FILE}-wal", f"{FILE}-shm") if (folder / name).exists()]
    label = next(one for one in _labels(at) if not any((folder / f"{one}{end}").exists() for end in ("", "-wal")))
    for name in names:
        _twin(folder / name, folder / f"{label}{name.removeprefix(FILE)}")
    for name in names[1:]:
        (folder / name).unlink()
    return folder / label if FILE in names else None


def _take_back(folder: Path) -> None:
    """Lay what was written last beside the file again, where an earlier mending was killed as it set both aside."""
    file, last = folder / FILE, folder / f"{FILE}-wal"
    for aside in folder.glob(f"{FILE}.*{_ASIDE}*"):
        beside = aside.with_name(f"{aside.name}-wal")
        if file.exists() and not last.exists() and aside.samefile(file) and beside.exists():
            shutil.copyfile(beside, last)


def _labels(at: datetime) -> Iterator[str]:
    number = 0
    while True:
        yield f"{FILE}.{at:%Y%m%dT%H%M%S}{_ASIDE}{f'.{number}' if number else ''}"
        number += 1


def _twin(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except OSError:  # a file system that does not know this
        shutil.copyfile(path, other)


def _fill(
    fresh: Path, key: bytes, rescued: Rescued | None
) -> tuple[Mapping[str, int], tuple[Missing, ...], tuple[str, ...], tuple[str, ...]]:
    """Add to a copy what was rescued; return what the copy shows, and what came: records, typed words, loose words."""
    engine = open_desk(fresh, key)
    try:
        with sessions_on(engine).write.begin() as session:
            shown, held = shown_in(session), held_in(session)
            if rescued is None:
                return shown, (), (), ()
            typed = tuple(draft.text for draft in newer_drafts(session, rescued.drafts.values()))
            seed = read_setting(session, "identity.seed")
            pour(session, rescued, PrivateKey.from_seed(bytes.fromhex(seed)).public.key_id)
            session.flush()
            return shown, tuple(missing_in(held, session)), typed, tuple(loose_in(session, rescued.loose))
    finally:
        engine.dispose()


def _is_header(path: Path) -> bool:
    try:
        read_header_of(path)
    except DamagedDeskError:
        return False
    return True
