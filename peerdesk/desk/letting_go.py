"""Others' notes go from a colleague's laptop when the review says so: a copy first, one's own never, then told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.domain.raw_notes import notes_go_on
from peerdesk.domain.review import Member, Review
from peerdesk.storage.erasing import empty_log
from peerdesk.storage.letting_go import let_go, others_notes
from peerdesk.storage.reading import read_all, read_scopes

_KEEPS = ("lead", "deputy")  # whoever writes the report needs them until it is signed


@dataclass(frozen=True)
class Going:
    """Others' notes that are here and will go.

    Attributes:
        day: on which they go.
        count: of notes and pictures.
    """

    scope: str
    school: str
    day: date
    count: int


@dataclass(frozen=True)
class Gone:
    """Others' notes that went.

    Attributes:
        copy: of all notes as they were just before; it goes as copies age.
    """

    school: str
    count: int
    copy: Path
    changes: Changes


class LettingGo:
    """Knows when others' notes go from here, and lets them go."""

    def __init__(self, acting: Acting, back_up: Callable[[], Path], forget: Callable[[], object]) -> None:
        """Serve one desk.

        Args:
            acting: the desk's own.
            back_up: makes a copy before anything goes.
            forget: lets go of notes that are kept in memory.
        """
        self._acting, self._back_up, self._forget = acting, back_up, forget

    def all(self) -> list[Going]:
        """Return what will go, the soonest first; nothing on a lead's or deputy's laptop."""
        with self._acting.look() as session:
            found = [self._look(session, scope) for scope in read_scopes(session)]
        return sorted((one for one in found if one is not None), key=lambda one: (one.day, one.school))

    def let_go(self, scope: str) -> Gone | None:
        """Let others' notes of a review go now; None if there are none. The lead's laptop keeps them.

        Raises:
            StorageError: no copy can be made first; all is as it was.
        """
        with self._acting.look() as session:
            going = self._look(session, scope)
        if going is None:
            return None
        copy = self._back_up()
        with self._acting.sessions.write.begin() as session:
            records = self._records(session, scope)
            let_go(session, records, self._acting.identity.key_id)
        with self._acting.sessions.write() as session:
            empty_log(session)
        self._forget()
        return Gone(going.school, going.count, copy, Changes(frozenset(records), frozenset({"note", "attachment"})))

    def let_go_of_due(self, today: date) -> list[Gone]:
        """Let go of all whose day has come.

        Raises:
            StorageError: no copy can be made first.
        """
        due = [one for one in self.all() if one.day <= today]
        return [gone for one in due if (gone := self.let_go(one.scope)) is not None]

    def _look(self, session: Session, scope: str) -> Going | None:
        review = next(iter(read_all(session, Review, scope)), None)
        me = self._acting.identity.key_id
        role = next((one.role for one in read_all(session, Member, scope) if one.key == me), None)
        day = notes_go_on(review) if review else None
        if review is None or day is None or role is None or role in _KEEPS:
            return None
        count = len(self._records(session, scope))
        return Going(scope, review.school_name, day, count) if count else None

    def _records(self, session: Session, scope: str) -> list[str]:
        me = self._acting.identity.key_id
        mine = [one.record_id for one in read_all(session, Member, scope) if one.key == me]
        return others_notes(session, scope, me, mine)
