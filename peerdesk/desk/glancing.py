"""Reading a little of what is in a file that somebody sent, without bringing anything in."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.bringing_in import bring_in
from peerdesk.export.package.reader import open_package
from peerdesk.keys.badge import Badge
from peerdesk.keys.signing import PACKAGE, verify

Read = TypeVar("Read")


def read_of(acting: Acting, path: Path, read: Callable[[Session, str], Read]) -> tuple[str, Read]:
    """Read of a file what somebody asks; nothing of it stays, so it may also be what was made for another desk's use.

    Args:
        acting: of the desk that looks.
        path: the file.
        read: gets a session in which the file was brought in, and the scope of its review; it is rolled back.

    Returns:
        The name on the badge of who made the file, and what was read.

    Raises:
        PeerDeskError: it is no such file, was made for others, or is damaged; nothing was written.
    """
    identity = acting.identity.private.openssh_pem()
    with (
        open_package(path, _signer, identity, None, None, pictures=False) as package,
        acting.sessions.write() as session,
    ):
        bring_in(session, package, confirmed=False, met_at=acting.stamp(), pictures=False)
        return Badge.from_bytes(package.sender_badge).name, read(session, package.info.scope)  # never committed


def _signer(signature: str, message: bytes) -> str:
    return verify(signature, PACKAGE, message).key_id
