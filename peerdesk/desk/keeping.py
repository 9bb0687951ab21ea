"""Keeping safe: copies, undo, and the two fingerprints of a desk."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from peerdesk.desk.acting import Acting
from peerdesk.desk.copies import Copies, Copy, Drive, Why, look_at_drive
from peerdesk.desk.undoing import Step, Undoing
from peerdesk.storage.digests import holds, says
from peerdesk.storage.settings import put_setting, read_setting

DRIVE = "copies.drive"


@dataclass(frozen=True)
class Digest:
    """What a desk holds and what it says, as 64 hex digits each."""

    holds: str
    says: str


class Keeping:
    """Keeps a desk safe."""

    def __init__(self, acting: Acting, copies: Copies, folder: Path) -> None:
        """Keep one desk.

        Args:
            acting: the desk's own.
            copies: the desk's own.
            folder: of the desk.
        """
        self._acting, self._copies, self._folder = acting, copies, folder
        self._undoing = Undoing(acting)
        self._second = ""

    def digest(self) -> Digest:
        """Return the two fingerprints: equal on two desks that hold the same."""
        with self._acting.look() as session:
            return Digest(holds(session), says(session))

    def back_up(self, why: Why = "asked") -> Path:
        """Make a copy of the desk, and check it; carry it to the chosen drive too; return where the first is.

        Args:
            why: it is made.

        Raises:
            DamagedFileError: the desk's own file cannot be read to its end.
            StorageError: it could not be written, or is not sound.
        """
        path = self._copies.make(self._acting.stamp(), why)
        drive = self.drive()
        self._second = "" if drive is None else self._copies.carry(path, drive)
        return path

    def copy_if_due(self, now: datetime, why: Why = "hour") -> Path | None:
        """Make a copy if there is none of the last hour; return where it is, None if it was not time yet.

        Raises:
            StorageError: as `back_up`.
        """
        return self.back_up(why) if self._copies.is_due(now) else None

    def copies(self) -> list[Copy]:
        """Return the copies that are here, the newest first: beside the notes, and on the chosen drive if it is in."""
        return self._copies.all(self.drive())

    def check_copy(self, copy: Copy) -> Copy:
        """Read every page of a copy, and return how it is (`copies.Copies.check`)."""
        return self._copies.check(copy)

    def look_at_drive(self) -> Drive | None:
        """Return how it stands with the drive for the second copy; None if none was chosen."""
        drive = self.drive()
        return None if drive is None else look_at_drive(drive, self._folder)

    def drive(self) -> Path | None:
        """Return the drive or folder that was chosen for the second copy, None if none was."""
        chosen = self.setting(DRIVE)
        return Path(chosen) if chosen else None

    def choose_drive(self, drive: Path | None) -> None:
        """Let each copy be carried to a drive too, as long as it is in; None ends that."""
        self.put_setting(DRIVE, "" if drive is None else str(drive))

    def second_copy(self) -> str:
        """Return a sentence of what became of the last second copy; "" if none was to be made since the start."""
        return self._second

    def setting(self, name: str, default: str = "") -> str:
        """Return what this desk keeps for itself under a name."""
        with self._acting.look() as session:
            return read_setting(session, name, default)

    def put_setting(self, name: str, value: str) -> None:
        """Keep something for this desk itself."""
        with self._acting.sessions.write.begin() as session:
            put_setting(session, name, value)

    def undo(self) -> Step:
        """Undo the last act: write what stood before (`undoing.Undoing.undo`)."""
        return self._undoing.undo()

    def redo(self) -> Step:
        """Do again what was undone last (`undoing.Undoing.redo`)."""
        return self._undoing.redo()

    def last_act(self) -> str:
        """Return what the last act that can be undone is called, or ""."""
        return self._undoing.last_act()
