"""The partnership record: that reviews took place, and what heads released of them."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.erasing import clear_if_owed
from peerdesk.desk.keeping import Digest
from peerdesk.desk.packages import Packages
from peerdesk.desk.people import People
from peerdesk.desk.previewing import Preview
from peerdesk.desk.receipts import Receipt
from peerdesk.domain.evidence import Note
from peerdesk.domain.kinds import Release, partnership_fields, section_places
from peerdesk.domain.outcome import Section
from peerdesk.domain.review import Member, PreviousAction, Question, Review
from peerdesk.domain.review import Record as Shape
from peerdesk.storage.backup import SUFFIX, make_backup
from peerdesk.storage.digests import holds, says
from peerdesk.storage.engine import open_record, sessions_on
from peerdesk.storage.people import put_person
from peerdesk.storage.purging import purge
from peerdesk.storage.reading import read_all, read_scopes

KEY_SETTING = "record.key"
Shown = TypeVar("Shown", bound=Shape)


@dataclass(frozen=True)
class RecordedReview:
    """What the record knows of one review.

    Attributes:
        release: how much of it the head released.
        notes: raw notes that are in the record: there are never any.
    """

    review: Review
    members: tuple[Member, ...]
    questions: tuple[Question, ...]
    sections: tuple[Section, ...]
    actions: tuple[PreviousAction, ...]
    release: Release
    notes: int


class Record:
    """A partnership's record, kept by one coordinator."""

    def __init__(
        self, acting: Acting, packages: Packages, engine: Engine, clear: Callable[[], object] = lambda: None
    ) -> None:
        """Made by `open_record_of`; `clear` takes what was erased out of copies and logs."""
        self._acting, self._packages, self._engine, self._clear = acting, packages, engine, clear

    def preview(self, path: Path) -> Preview:
        """Look at what is in a file that somebody sent for the record.

        Raises:
            ForTheRecordError: it was not made for the record.
            PeerDeskError: it is no such file, was made for others, or is damaged.
        """
        return self._packages.preview(path)

    def bring_in(self, path: Path, *, typed_words: str = "") -> tuple[Changes, Receipt]:
        """Take a file that was made for the partnership into the record, in one transaction, after a copy.

        Raises:
            PeerDeskError: as `preview`; or the sender is not known and no badge words were typed.
        """
        return self._packages.merge(self.preview(path), typed_words=typed_words)

    def reviews(self) -> list[RecordedReview]:
        """Return the reviews that took place, the latest first, with what was released of each."""
        found = []
        with self._acting.look() as session:
            for scope in read_scopes(session):
                review = next(iter(read_all(session, Review, scope, for_report=True)), None)
                if review is None:
                    continue
                found.append(self._look_at(session, scope, review))
        return sorted(found, key=lambda one: (one.review.days or ("",), one.review.record_id), reverse=True)

    def remove(self, scope: str) -> None:
        """Take a review out of the record, for good: nothing that is sent brings it back."""
        with self._acting.sessions.write.begin() as session:
            purge(session, scope)
        self._clear()

    def _look_at(self, session: Session, scope: str, review: Review) -> RecordedReview:
        """Return what may be shown: a later and narrower answer of the head holds for what came before it too."""
        release = self._packages.release_of(session, scope)
        allowed, places = partnership_fields(release), section_places(release)

        def shown(value_class: type[Shown], kind: str) -> tuple[Shown, ...]:
            return tuple(read_all(session, value_class, scope, for_report=True)) if kind in allowed else ()

        return RecordedReview(
            review,
            shown(Member, "member"),
            shown(Question, "question"),
            tuple(one for one in shown(Section, "section") if one.place in places),
            shown(PreviousAction, "action"),
            release,
            len(read_all(session, Note, scope)),
        )

    def digest(self) -> Digest:
        """Return the two fingerprints of the record."""
        with self._acting.look() as session:
            return Digest(holds(session), says(session))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def open_record_of(desk: Desk, url: str) -> Record:
    """Open the record at a database URL, as the person of a desk: their badge opens what is sent to the record.

    A record in a file is encrypted; what opens it is kept in the desk.

    Raises:
        StorageError: the database does not answer.
        WrongKeyError: the file was made on another desk.
    """
    key = bytes.fromhex(desk.keeping.setting(KEY_SETTING) or _make_key(desk))
    engine = open_record(url, key)
    acting = Acting(sessions_on(engine), desk.identity, desk.acting.now)
    with acting.sessions.write.begin() as session:
        for person in desk.people.all():
            put_person(session, person)

    file = Path(engine.url.database) if engine.dialect.name == "sqlite" and engine.url.database else None
    copies_folder = None if file is None else file.parent / f"{file.stem} copies"

    def back_up() -> Path | None:
        if copies_folder is None:
            return None
        return make_backup(engine, key, copies_folder, acting.stamp().replace(":", ""))

    def copies() -> Iterable[Path]:
        return copies_folder.glob(f"*{SUFFIX}") if copies_folder is not None else ()

    clear = partial(clear_if_owed, acting, back_up, copies)
    return Record(acting, Packages(acting, People(acting), back_up, clear=clear, for_record=True), engine, clear)


def _make_key(desk: Desk) -> str:
    key = secrets.token_bytes(32).hex()
    desk.keeping.put_setting(KEY_SETTING, key)
    return key
