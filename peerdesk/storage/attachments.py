"""Pictures and documents, by the hash of their bytes, inside the encrypted file."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.storage.holding import hold_shared
from peerdesk.storage.schema import AttachmentRow, ThumbnailRow

_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)


def media_type_of(content: bytes) -> str:
    """Return what kind of document these bytes are, by how they begin."""
    return next((kind for begins, kind in _BEGINNINGS if content.startswith(begins)), "application/octet-stream")


def put_attachment(session: Session, content: bytes, media_type: str) -> str:
    """Keep bytes and return their SHA-256; keeping the same twice does nothing."""
    sha256 = hashlib.sha256(content).hexdigest()
    hold_shared(session)
    if not has_attachment(session, sha256):
        session.add(AttachmentRow(sha256=sha256, media_type=media_type, content=content))
        session.flush()
    return sha256


def has_attachment(session: Session, sha256: str) -> bool:
    """Say whether the bytes are here."""
    return session.scalar(select(AttachmentRow.sha256).where(AttachmentRow.sha256 == sha256)) is not None


def read_attachment(session: Session, sha256: str) -> bytes | None:
    """Return the bytes, or None if they are not here."""
    return session.scalar(select(AttachmentRow.content).where(AttachmentRow.sha256 == sha256))


def put_thumbnail(session: Session, sha256: str, content: bytes) -> None:
    """Keep a small copy of an attachment that is here; keeping it twice does nothing."""
    if session.get(ThumbnailRow, sha256) is None:
        session.add(ThumbnailRow(sha256=sha256, content=content))
        session.flush()


def read_thumbnail(session: Session, sha256: str) -> bytes | None:
    """Return the small copy of a picture, or None if none was made yet."""
    return session.scalar(select(ThumbnailRow.content).where(ThumbnailRow.sha256 == sha256))
