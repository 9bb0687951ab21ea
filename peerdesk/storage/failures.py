"""What the disk can say no to."""

from peerdesk.errors import PeerDeskError


class StorageError(PeerDeskError):
    """The disk said no."""


class BusyError(StorageError):
    """Somebody else writes there, and has done so for long."""


class RecordGoneError(StorageError):
    """A record on a server went away or did not answer; once it is there again, the same can be done again."""


class MayNotError(StorageError):
    """This sign-in may look at the record, and not write."""


class DamagedFileError(StorageError):
    """A part of the file is not as it was written."""


class WrongKeyError(PeerDeskError):
    """The file does not open with the key that was given, or is no desk."""


class NewerDeskError(PeerDeskError):
    """A later PeerDesk wrote this file."""
