"""Files of public data beside the desk, open to anybody: the register, and published figures."""

from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import NullPool

from peerdesk.storage.failures import StorageError

_SAID_NO = (
    (
        ("is full", "disk I/O", "readonly", "unable to open"),
        "There is no room to keep this, or its folder cannot be written.",
        "Make room on the disk, then bring it in again; what was there before stays.",
    ),
    (
        ("is locked",),
        "Another window of PeerDesk is bringing something in.",
        "Wait until it is done there, then try again.",
    ),
)
"""What SQLite says, and what that means to a person."""


def public_engine(path: Path) -> Engine:
    """Return an engine on a file of public data; what the disk says no to is raised as StorageError."""
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)), poolclass=NullPool)
    event.listen(engine, "handle_error", _say_plainly)
    return engine


def _say_plainly(context: ExceptionContext) -> None:
    said = str(context.original_exception)
    for words, message, remedy in _SAID_NO:
        if any(word in said for word in words):
            raise StorageError(message, remedy, detail=said) from context.original_exception
