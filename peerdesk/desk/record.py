"""The partnership record: that reviews took place, and what heads released of them."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.keeping import Digest
from peerdesk.desk.packages import Packages, Preview
from peerdesk.desk.people import People
from peerdesk.desk.receipts import Receipt
from peerdesk.domain.kinds import Release
from peerdesk.domain.review import Member, Note, PreviousAction, Question, Review, Section
from peerdesk.storage.backup import make_backup
from peerdesk.storage.digests import holds, says
from peerdesk.storage.engine import open_record, sessions_on
from peerdesk.storage.people import put_person
from peerdesk.storage.reading import read_all, read_scopes

KEY_SETTING = "record.key"


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

    def __init__(self, acting: Acting, packages: Packages, engine: Engine) -> None:
        """Made by `open_record_of`."""
        self._acting, self._packages, self._engine = acting, packages, engine

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
                found.append(
                    RecordedReview(
                        review,
                        tuple(read_all(session, Member, scope, for_report=True)),
                        tuple(read_all(session, Question, scope, for_report=True)),
                        tuple(read_all(session, Section, scope, for_report=True)),
                        tuple(read_all(session, PreviousAction, scope, for_report=True)),
                        self._packages.release_of(session, scope),
                        len(read_all(session, Note, scope)),
                    )
                )
        return sorted(found, key=lambda one: (one.review.days or ("",), one.review.record_id), reverse=True)

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

    def back_up() -> None:
        if engine.dialect.name == "sqlite" and engine.url.database:
            file = Path(engine.url.database)
            make_backup(engine, key, file.parent / f"{file.stem} copies", acting.stamp().replace(":", ""))

    return Record(acting, Packages(acting, People(acting), back_up, for_record=True), engine)


def _make_key(desk: Desk) -> str:
    key = secrets.token_bytes(32).hex()
    desk.keeping.put_setting(KEY_SETTING, key)
    return key
