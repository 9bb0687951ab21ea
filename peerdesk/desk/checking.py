"""Checking a desk: is all that is kept still what was kept, and does it show what it keeps?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from peerdesk.desk.context import FILE as FIGURES
from peerdesk.desk.schools import Schools
from peerdesk.domain.seals import NAMESPACE
from peerdesk.errors import BadgeError, BadSignatureError, PeerDeskError
from peerdesk.keys.badge import Badge
from peerdesk.keys.signing import verify
from peerdesk.storage import checking, making_anew, search
from peerdesk.storage.acts import odd_acts
from peerdesk.storage.backup import integrity
from peerdesk.storage.engine import sessions_on
from peerdesk.storage.failures import StorageError
from peerdesk.storage.people import read_people
from peerdesk.storage.results import what_is_unsound

Step = Callable[[int, int, str], object]
"""Told what is done of how much, and a label; may raise to end it."""

_COPY = "Bring your latest copy back: what it lacks stays, and nothing goes."
_ANEW = "PeerDesk can make this anew from what was written; no word of yours is touched."
_AGAIN = "Take in the register again, as it was downloaded."
_FIGURES = (
    f"Take “{FIGURES}” out of the folder of your notes, then bring the figures in again; what a review keeps stays."
)
_LOOK = "Look through what you were typing, and keep it; then it is gone from this list."
_BADGE = "Ask for their badge once more, and keep it."


class NotAsWrittenError(PeerDeskError):
    """Something that is kept is not what it was when it was written."""


@dataclass(frozen=True)
class Trouble:
    """Something that is not as it should be.

    Attributes:
        sentence: for people.
        remedy: what can be done about it.
        mendable: it was only computed, and `mend` makes it anew; nothing that was written is touched by that.
        detail: ids and what the database said, for whoever looks closer.
    """

    sentence: str
    remedy: str
    mendable: bool = False
    detail: str = ""


@dataclass(frozen=True)
class _Look:
    """One look: at what, and what finds it.

    Attributes:
        follows: what it looks at follows from what was looked at before, and says nothing where that is odd.
    """

    label: str
    find: Callable[[Session, checking.Tick], list[Trouble]]
    follows: bool = False


def check(engine: Engine, folder: Path | None = None, step: Step = lambda *_: None) -> list[Trouble]:
    """Look at every page, line, signature, row and picture of an open desk; return what is wrong. Nothing is written.

    Args:
        engine: of the desk.
        folder: of the desk, to look at its register of schools and its published figures too.
        step: told how far it is; what it raises ends the check.
    """
    step(0, len(_LOOKS) + 1, "Reading every page of the file")
    damaged, unsound = _read_pages(engine)
    found = [Trouble("A part of the file cannot be read as it was written.", _COPY, False, one) for one in damaged]
    for done, look in enumerate(_LOOKS, 1):
        tick = partial(step, done, len(_LOOKS) + 1, look.label)
        tick()
        if not (look.follows and found):
            with sessions_on(engine).read() as session:
                found += _unless_damaged(look, session, tick)
    if unsound:
        found.append(Trouble("Not all words can be found that are here.", _ANEW, True, " ".join(unsound)))
    return found + (_unsound_files(folder) if folder is not None else [])


def is_whole(engine: Engine) -> bool:
    """Say whether every page of an open desk is as it was written."""
    return not _read_pages(engine)[0]


def mend(engine: Engine, step: Step = lambda *_: None) -> None:
    """Throw away what was only computed, and work it out again from what was written, in one transaction.

    Raises:
        StorageError: the file itself is damaged; it is as it was.
    """
    with sessions_on(engine).write.begin() as session:
        step(0, 2, "Putting in order what belongs together")
        making_anew.mend_acts(session)
        if not list(checking.odd_entries(session, lambda: None)):
            making_anew.mend_columns(session)
            making_anew.mend_lists(session)
            making_anew.mend_standings(session)
        step(1, 2, "Making anew what pages show")
        making_anew.mend_rows(session)


def _read_pages(engine: Engine) -> tuple[list[str], list[str]]:
    """Read every page; return what is wrong with the file, and what only with the lists that words are found by."""
    said = integrity(engine) if engine.dialect.name == "sqlite" else []  # a server reads its own pages
    unsound = [one for one in said if "fts5" in one.casefold()]
    return [one for one in said if one not in unsound], unsound


def _unless_damaged(look: _Look, session: Session, tick: checking.Tick) -> list[Trouble]:
    try:
        return look.find(session, tick)
    except StorageError as damaged:
        return [Trouble("Not all that is kept could be looked at.", _COPY, False, damaged.detail)]


def _entries(session: Session, tick: checking.Tick) -> list[Trouble]:
    odd = checking.odd_entries(session, tick)
    return _counted(odd, "Things that no longer say what they said when they were written: {}.", _COPY)


def _words(session: Session, tick: checking.Tick) -> list[Trouble]:
    return _counted(
        checking.odd_words(session, tick), "Things of which the words are not those that were written: {}.", _COPY
    )


def _seals(session: Session, tick: checking.Tick) -> list[Trouble]:
    odd = []
    for seal_id, seal, signature in checking.seals_here(session):
        tick()
        try:
            true = seal is not None and verify(signature, NAMESPACE, seal.line).key_id == seal.author
        except BadSignatureError:
            true = False
        if not true:
            odd.append(seal_id)
    return _counted(odd, "Signatures that do not hold: {}.", _COPY)


def _attachments(session: Session, tick: checking.Tick) -> list[Trouble]:
    odd = checking.odd_attachments(session, tick)
    return _counted(odd, "Pictures and documents that are not what was kept: {}.", _COPY)


def _columns(session: Session, tick: checking.Tick) -> list[Trouble]:
    odd = [f"{seq}" for seq, _ in checking.odd_columns(session, tick)]
    lists = [f"{seq}" for seq, _ in checking.odd_lists(session)]
    return [
        *_counted(odd, "Things that are put away under what they are not: {}.", _ANEW, mendable=True),
        *_counted(lists, "Signatures of which it is noted wrongly what they cover: {}.", _ANEW, mendable=True),
    ]


def _standings(session: Session, tick: checking.Tick) -> list[Trouble]:
    odd = [f"{seq} {standing}" for seq, standing, _ in checking.odd_standings(session, tick)]
    said = "Things that count otherwise than the team's parts in the review say: {}."
    return _counted(odd, said, _ANEW, mendable=True)


def _records(session: Session, tick: checking.Tick) -> list[Trouble]:
    odd = [f"{kind} {record_id}" for kind, record_id in checking.odd_records(session, tick)]
    return _counted(odd, "Things that are shown other than they were written: {}.", _ANEW, mendable=True)


def _index(session: Session, tick: checking.Tick) -> list[Trouble]:
    tick()
    odd = [f"{kind} {record_id}" for kind, record_id in search.unlike_the_index(session)]
    return _counted(
        odd, "Things that are not found by their words, or by words that they do not say: {}.", _ANEW, mendable=True
    )


def _acts(session: Session, tick: checking.Tick) -> list[Trouble]:
    tick()
    said = "Steps in the list of what you did that cannot be undone as it says: {}."
    return _counted(map(str, odd_acts(session)), said, _ANEW, mendable=True)


def _drafts(session: Session, tick: checking.Tick) -> list[Trouble]:
    tick()
    return _counted(
        checking.odd_drafts(session), "Things that were being typed, and it cannot be told when: {}.", _LOOK
    )


def _badges(session: Session, tick: checking.Tick) -> list[Trouble]:
    tick()
    odd = []
    for person in read_people(session):
        try:
            sound = Badge.from_bytes(person.badge).key.key_id == person.key_id
        except BadgeError:
            sound = False
        if not sound:
            odd.append(person.name)
    return [Trouble(f"The badge of {name} is not what it was.", _BADGE) for name in odd]


_LOOKS = (
    _Look("Reading every line", _entries),
    _Look("Comparing the words with what was written", _words),
    _Look("Trying every signature", _seals),
    _Look("Looking at the pictures", _attachments),
    _Look("Looking at how it is put away", _columns, follows=True),
    _Look("Working out who may what", _standings, follows=True),
    _Look("Comparing what pages show", _records, follows=True),
    _Look("Comparing what is searched", _index, follows=True),
    _Look("Looking at what can be undone", _acts),
    _Look("Looking at what is being typed", _drafts),
    _Look("Looking at the badges", _badges),
)


def _unsound_files(folder: Path) -> list[Trouble]:
    """Look at the files of public data that lie beside the desk."""
    schools, figures = Schools(folder).what_is_unsound(), folder / FIGURES
    odd = figures.exists() and what_is_unsound(figures)
    return [
        *([Trouble("The list of schools on this computer is not sound.", _AGAIN, detail=schools)] if schools else []),
        *([Trouble("The published figures on this computer are not sound.", _FIGURES, detail=odd)] if odd else []),
    ]


def _counted(odd: Iterable[str], sentence: str, remedy: str, *, mendable: bool = False) -> list[Trouble]:
    ids = list(odd)
    if not ids:
        return []
    return [Trouble(sentence.format(f"{len(ids):,}"), remedy, mendable, " ".join(ids[:20]))]
