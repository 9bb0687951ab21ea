"""The sentences with which a package is refused; the detail is for the log."""

from peerdesk.errors import (
    DamagedPackageError,
    ForgedPackageError,
    LimitError,
    NewerPackageError,
    NotAPackageError,
    NotForYouError,
    PackageReadError,
)


def damaged(detail: str) -> DamagedPackageError:
    """Say that something is cut short, changed or not built as it should be."""
    return DamagedPackageError(
        "Part of this is missing or was changed on the way.", "Ask the sender for a new copy.", detail=detail
    )


def not_a_package(detail: str) -> NotAPackageError:
    """Say that this was never one of ours."""
    return NotAPackageError(
        "This was not made by PeerDesk.", "Choose a file whose name ends in .peerdesk.", detail=detail
    )


def forged(detail: str) -> ForgedPackageError:
    """Say that the signature does not fit."""
    return ForgedPackageError(
        "This is not as it was when its sender made it.",
        "Do not use it; ask the sender for a new copy.",
        detail=detail,
    )


def newer(detail: str) -> NewerPackageError:
    """Say that a later PeerDesk is needed."""
    return NewerPackageError(
        "This was made with a newer PeerDesk.", "Install the newest PeerDesk and open it again.", detail=detail
    )


def too_large(detail: str) -> LimitError:
    """Say that it is more than we take."""
    return LimitError(
        "This is larger than PeerDesk takes.", "Ask the sender to send it in smaller parts.", detail=detail
    )


def not_for_you(detail: str) -> NotForYouError:
    """Say that it was closed for others."""
    return NotForYouError(
        "We can't open this yet: it was made for somebody else.",
        "Ask the sender to include you.",
        detail=detail,
    )


def needs_phrase() -> NotForYouError:
    """Say that a phrase opens it."""
    return NotForYouError("This opens with a spoken phrase.", "Ask the sender for it, and type it here.")


def wrong_phrase() -> NotForYouError:
    """Say that these are not the words."""
    return NotForYouError("These are not the words that open it.", "Ask the sender to say them again.")


def unreadable(error: OSError) -> PackageReadError:
    """Say that it cannot be read where it lies."""
    return PackageReadError(
        "This can't be read where it is.",
        "See that the stick is in, or copy it to this laptop first.",
        detail=str(error),
    )
