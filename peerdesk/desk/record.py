"""The partnership record: that reviews took place, what heads released of them, and what the partnership keeps."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.checking import Step as CheckStep
from peerdesk.desk.checking import Trouble, check
from peerdesk.desk.desk import Desk
from peerdesk.desk.erasing import clear_if_owed
from peerdesk.desk.keeping import Digest
from peerdesk.desk.packages import Packages
from peerdesk.desk.partnerships import Partnerships
from peerdesk.desk.people import People
from peerdesk.desk.previewing import Preview
from peerdesk.desk.receipts import Receipt
from peerdesk.desk.record_door import Arrived, Door, Step
from peerdesk.desk.record_places import bring_badges, copying, once, open_place
from peerdesk.domain.evidence import Note
from peerdesk.domain.kinds import Release, partnership_fields, section_places
from peerdesk.domain.outcome import Section
from peerdesk.domain.review import Member, PreviousAction, Question, Review
from peerdesk.domain.review import Record as Shape
from peerdesk.storage.digests import holds, says
from peerdesk.storage.engine import sessions_on
from peerdesk.storage.purging import purge
from peerdesk.storage.reading import read_all, read_scopes
from peerdesk.storage.recorded import Visit, read_visits

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
    """A partnership's record, kept by one coordinator or several at once.

    Attributes:
        partnerships: what the partnership says of itself: schools, groups, people, cycles, plans.
    """

    def __init__(
        self,
        acting: Acting,
        packages: Packages,
        engine: Engine,
        clear: Callable[[], object] = lambda: None,
        back_up: Callable[[], object] = lambda: None,
    ) -> None:
        """Made by `open_record_of`; `clear` takes what was erased out of copies and logs."""
        self._acting, self._packages, self._engine, self._clear = acting, packages, engine, clear
        self._door = Door(acting, back_up)
        self.partnerships = Partnerships(acting, packages)

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

    def bring_all(
        self, paths: Iterable[Path], *, typed_words: str = "", step: Step = lambda *_: None
    ) -> Iterator[Arrived]:
        """Bring in files, and folders of files, and leave a word of arrival beside each (`Door.bring_all`).

        Raises:
            StorageError: the record itself is gone, or may not be written; what came in before stays.
        """
        yield from self._door.bring_all(paths, typed_words=typed_words, step=step)
        self._clear()

    def visits(self) -> list[Visit]:
        """Return that reviews took place, the latest first, and how much was released of each; quick for thousands."""
        with self._acting.look() as session:
            return read_visits(session)

    def check(self, step: CheckStep = lambda *_: None) -> list[Trouble]:
        """Look at every line, signature and row of the record; return what is wrong. Nothing is written."""
        return check(self._engine, step=step)

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


def open_record_of(desk: Desk, url: str, *, new: bool | None = None) -> Record:
    """Open the record at an address, as the person of a desk: their badge opens what is sent to the record.

    A record in a file is encrypted; what opens it is kept in the desk.

    Args:
        desk: whose badges count in the record, too.
        url: `sqlite:///path` or `postgresql://…`.
        new: there is to be none yet, or there is to be one; None takes it as it is.

    Raises:
        NoRecordError: there is none; RecordHereError: there is one. Nothing was made.
        StorageError: it does not answer, is busy, damaged or full.
        WrongKeyError: the file was made on another desk.
        NewerDeskError: a newer PeerDesk wrote it.
    """
    engine, key = open_place(desk, url, new)
    acting = Acting(sessions_on(engine), desk.identity, desk.acting.now)
    bring_badges(desk, acting)
    back_up, copies = copying(engine, key, acting)
    clear = partial(clear_if_owed, acting, back_up, copies)
    packages = Packages(acting, People(acting), back_up, clear=clear, for_record=True)
    return Record(acting, packages, engine, clear, once(back_up))
