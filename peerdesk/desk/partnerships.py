"""What a partnership says of itself in its record: schools, groups, people, cycles, plans (docs/decisions/0026)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from peerdesk.desk.acting import Act, Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.packages import Packages
from peerdesk.domain.partnership import Partnership
from peerdesk.domain.review import Record
from peerdesk.storage.reading import read_all, read_one
from peerdesk.storage.recorded import partnership_scopes
from peerdesk.storage.standing import rights_in

WHAT = "partnership"
Value = TypeVar("Value", bound=Record)


class Partnerships:
    """Keeps and shows what partnerships say of themselves. What somebody writes here is sealed as it is written.

    A record is shared, so it is no one's own desk: writing into it is giving (PROTOCOL 3.1). Nothing is taken back by
    undo, for the step before may be a colleague's.
    """

    def __init__(self, acting: Acting, packages: Packages) -> None:
        """Write in one record, as one coordinator."""
        self._acting, self._packages = acting, packages

    def found(self, name: str) -> str:
        """Begin a partnership, as its first coordinator; return its scope."""
        with self._acting.sessions.write.begin() as session:
            act = self._acting.begin(session)
            scope = act.found(WHAT)
            act.add(scope, "partnership", name=name)
            act.finish("begin a partnership")
            self._packages.seal(session, scope)
        return scope

    def all(self) -> list[Partnership]:
        """Return the partnerships of the record, by name."""
        with self._acting.look() as session:
            found = [one for scope in partnership_scopes(session) for one in read_all(session, Partnership, scope)]
        return sorted(found, key=lambda one: (one.name, one.scope))

    @contextmanager
    def act(self, scope: str, label: str) -> Iterator[Act]:
        """Act in one transaction: all of it is in the record, and sealed, when this ends, or nothing.

        Raises:
            NotYoursError: this desk's person has no part in the partnership.
        """
        with self._acting.sessions.write.begin() as session:
            act = self._acting.begin(session)
            yield act
            act.finish(label)
            self._packages.seal(session, scope)

    def read(self, scope: str, value_class: type[Value]) -> list[Value]:
        """Return all records of a kind, siblings in their order."""
        with self._acting.look() as session:
            return read_all(session, value_class, scope)

    def read_one(self, value_class: type[Value], record_id: str) -> Value | None:
        """Return one record, or None if it is not here or deleted."""
        with self._acting.look() as session:
            return read_one(session, value_class, record_id)

    def let_in(self, scope: str, key: str, role: str = "lead") -> Changes:
        """Give somebody a part: "lead" for another coordinator, "reviewer" for who writes plans and dates alone.

        Raises:
            NotYoursError: this desk's person is no coordinator of the partnership.
        """
        with self.act(scope, "let somebody in") as act:
            rights = rights_in(act.session, scope)
            under = rights.lead_grant(self._acting.identity.key_id) if rights else None
            act.state(scope, "grant", key=key, role=role, under=under)
        return act.changes
