"""Failures that were foreseen: what happened, and what the person can do now."""


class PeerDeskError(Exception):
    """A failure we foresaw. Shown as it is; never as a traceback.

    Attributes:
        message: what happened, one sentence, no jargon.
        remedy: what the person can do now, one sentence.
        detail: for the "Details" fold; may hold paths, never secrets. No part of this is logged: any may hold a line
            out of a note.
    """

    def __init__(self, message: str, remedy: str, *, detail: str = "") -> None:
        """Keep the sentence, the remedy and the details."""
        super().__init__(message)
        self.message, self.remedy, self.detail = message, remedy, detail

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


class Cancelled(Exception):  # noqa: N818 - the person's wish, no failure
    """The person no longer wants the work that is under way."""


class NotARegisterError(PeerDeskError):
    """The file is no register of schools; `detail` names the columns that it has."""


class NotResultsError(PeerDeskError):
    """The file holds no results that PeerDesk knows, or cannot be read as it stands; `detail` names its columns."""


class UnknownSheetError(NotResultsError):
    """It is a table, but none that is published in this form: a person has to say what its columns are."""


class NoYearError(NotResultsError):
    """Nothing in the file says of which school year it is: a person has to."""


class PictureError(PeerDeskError):
    """The file is no picture that can be kept."""


class NotAPackageError(PeerDeskError):
    """The file was not made by PeerDesk, or is something else that PeerDesk makes."""


class DamagedPackageError(PeerDeskError):
    """A package is cut short, altered, or not built the one way that packages are."""


class NotForYouError(PeerDeskError):
    """A package is closed to this key, or to these spoken words."""


class ForgedPackageError(PeerDeskError):
    """The signature of a package does not fit it, or is not by the sender that it names."""


class NewerPackageError(PeerDeskError):
    """A later PeerDesk wrote this package in a form that is not known here."""


class PackageReadError(PeerDeskError):
    """A package cannot be read where it lies: the stick is gone, or we may not look."""


class PackageWriteError(PeerDeskError):
    """A package could not be written; nothing was left behind."""


class LimitError(PeerDeskError):
    """More, larger or deeper than PeerDesk takes."""


class UnsoundKeyError(PeerDeskError):
    """Bytes that are no Ed25519 key, or one that anybody could use (PROTOCOL 12)."""


class BadSignatureError(PeerDeskError):
    """The signature does not fit what it came with."""


class BadgeError(PeerDeskError):
    """The file is no badge, was changed, or the name cannot stand on one."""


class PassphraseTooShortError(PeerDeskError):
    """The passphrase can be guessed; ask for a longer one."""


class WrongPassphraseError(PeerDeskError):
    """The passphrase does not open the box; ask again."""


class DamagedHeaderError(PeerDeskError):
    """What keeps a secret is not as PeerDesk wrote it; offer the recovery words."""


class KeyringLockedError(PeerDeskError):
    """The system's keyring is there but closed: ask the person to unlock it, not for the passphrase."""


class NoKeyringHereError(PeerDeskError):
    """This computer has no keyring that can be trusted: ask for the passphrase."""


class SecretNotKeptError(PeerDeskError):
    """The secret was given to the keyring or the disk, which did not keep it."""


class NoRecoveryWordsError(PeerDeskError):
    """No recovery words were made, or none wait to be typed back."""


class DataFileError(PeerDeskError):
    """A file of texts or settings cannot be read or cannot mean what it says; `detail` is the place in it."""


class FrameworkError(DataFileError):
    """A framework cannot be used as it stands; `detail` is the place in it."""


class ReportError(PeerDeskError):
    """A report cannot be written as it stands."""


class ReportTooLongError(ReportError):
    """The one page does not fit on one page, however small its letters may decently be."""


class ReportFontError(ReportError):
    """The typeface that travels with PeerDesk is missing or damaged."""


class ReportPictureError(ReportError):
    """A picture in a report cannot be read."""


class ReplySheetError(PeerDeskError):
    """A file that came back is no reply sheet of this review, or cannot be read safely."""
