"""Pictures and documents, by the hash of their bytes, inside the encrypted file."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.storage.schema import AttachmentRow


def put_attachment(session: Session, content: bytes, media_type: str) -> str:
    """Keep bytes and return their SHA-256; keeping the same twice does nothing."""
    sha256 = hashlib.sha256(content).hexdigest()
    if session.scalar(select(AttachmentRow.sha256).where(AttachmentRow.sha256 == sha256)) is None:
        session.add(AttachmentRow(sha256=sha256, media_type=media_type, content=content))
        session.flush()
    return sha256


def read_attachment(session: Session, sha256: str) -> bytes | None:
    """Return the bytes, or None if they are not here."""
    return session.scalar(select(AttachmentRow.content).where(AttachmentRow.sha256 == sha256))
