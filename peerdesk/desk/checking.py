"""Checking a desk: is all that is kept still what was kept?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from peerdesk.domain.seals import NAMESPACE
from peerdesk.errors import BadSignatureError, PeerDeskError
from peerdesk.keys.signing import verify
from peerdesk.storage.backup import integrity
from peerdesk.storage.checking import odd_attachments, odd_entries, odd_records, odd_words, seals_here
from peerdesk.storage.engine import sessions_on
from peerdesk.storage.failures import StorageError
from peerdesk.storage.projection import rebuild


class NotAsWrittenError(PeerDeskError):
    """Something that is kept is not what it was when it was written."""


@dataclass(frozen=True)
class Trouble:
    """Something that is not as it should be.

    Attributes:
        sentence: for people.
        mendable: pages show it wrongly, and `mend` puts it right; nothing that was written is touched by it.
        detail: ids and what the database said, for whoever looks closer.
    """

    sentence: str
    mendable: bool = False
    detail: str = ""


def check(engine: Engine) -> list[Trouble]:
    """Look at every page, line, seal, row and picture of an open desk; return what is wrong. Nothing is written."""
    found = [Trouble("A part of the file cannot be read as it was written.", detail=one) for one in integrity(engine)]
    for look in (_entries, _words, _seals, _attachments, _records):
        if look is _records and found:
            continue  # what pages should show follows from the entries, and those are not what they were
        with sessions_on(engine).read() as session:
            found += _unless_damaged(look, session)
    return found


def is_whole(engine: Engine) -> bool:
    """Say whether every page of an open desk is as it was written."""
    return not integrity(engine)


def mend(engine: Engine) -> None:
    """Throw away what pages show, and work it out again from what was written.

    Raises:
        StorageError: the file itself is damaged; it is as it was.
    """
    with sessions_on(engine).write.begin() as session:
        rebuild(session)


def _unless_damaged(look: Callable[[Session], list[Trouble]], session: Session) -> list[Trouble]:
    try:
        return look(session)
    except StorageError as damaged:
        return [Trouble("Not all that is kept could be looked at.", detail=damaged.detail)]


def _entries(session: Session) -> list[Trouble]:
    return _counted(odd_entries(session), "{} no longer say what they said when they were written.")


def _words(session: Session) -> list[Trouble]:
    return _counted(odd_words(session), "The words of {} are not those that were written.")


def _seals(session: Session) -> list[Trouble]:
    odd = []
    for seal_id, seal, signature in seals_here(session):
        try:
            true = seal is not None and verify(signature, NAMESPACE, seal.line).key_id == seal.author
        except BadSignatureError:
            true = False
        if not true:
            odd.append(seal_id)
    return _counted(odd, "The signatures under {} do not hold.")


def _records(session: Session) -> list[Trouble]:
    odd = [f"{kind} {record_id}" for kind, record_id in odd_records(session)]
    return _counted(odd, "{} are shown other than they were written.", mendable=True)


def _attachments(session: Session) -> list[Trouble]:
    return _counted(odd_attachments(session), "{} among the pictures and documents are not what was kept.")


def _counted(odd: Iterable[str], sentence: str, *, mendable: bool = False) -> list[Trouble]:
    ids = list(odd)
    if not ids:
        return []
    return [Trouble(sentence.format(f"{len(ids):,} of the things kept here"), mendable, " ".join(ids[:20]))]
