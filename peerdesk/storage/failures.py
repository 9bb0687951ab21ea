"""What the disk can say no to."""

from peerdesk.errors import PeerDeskError


class StorageError(PeerDeskError):
    """The disk said no."""


class DamagedFileError(StorageError):
    """A part of the file is not as it was written."""


class WrongKeyError(PeerDeskError):
    """The file does not open with the key that was given, or is no desk."""


class NewerDeskError(PeerDeskError):
    """A later PeerDesk wrote this file."""
