"""Who stated what about one review: told in a line each, as tests of rights need it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from peerdesk.domain.authority import RULES, Rights, Standing
from peerdesk.domain.canonical import Value
from peerdesk.domain.entries import Revision, Statement, write_statement
from tests.domain.writing import SALT, WHEN, an_id, revision

KEYS = {
    name: an_id(f"key of {name}") for name in ("lead", "deputy", "tom", "bryony", "shadow", "stranger", "coordinator")
}


@dataclass
class Story:
    """What people stated about one review, in the order in which it comes to one's mind."""

    above: tuple[str, ...] = ()
    statements: list[Statement] = field(default_factory=list)
    seals: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        above = [KEYS[name] for name in self.above]
        says: dict[str, Value] = {"what": "review", "rules": RULES, "above": above, "nonce": SALT}
        self.found = write_statement(scope=None, kind="found", says=says, author=KEYS["lead"], written_at=WHEN)
        self.statements.append(self.found)

    @property
    def founding(self) -> str:
        return self.found.entry_id

    def state(self, author: str, kind: str, /, written_at: str = WHEN, **says: Any) -> Statement:
        nonce = f"{len(self.statements):032x}"
        statement = write_statement(
            scope=self.founding, kind=kind, says={**says, "nonce": nonce}, author=KEYS[author], written_at=written_at
        )
        self.statements.append(statement)
        return statement

    def grant(self, author: str, key: str, role: str, under: str | None, **says: str) -> str:
        return self.state(author, "grant", key=KEYS[key], role=role, under=under, **says).entry_id

    def end(self, author: str, grant: str, keeps: Iterable[str] = (), written_at: str = WHEN) -> Statement:
        return self.state(author, "end", written_at, grant=grant, keeps=sorted(keeps))

    def listed_by(self, entry_id: str) -> Collection[str]:
        return {seal_id for seal_id, entries in self.seals.items() if entry_id in entries}

    def rights(self, statements: Iterable[Statement] | None = None) -> Rights:
        return Rights(self.found, self.statements if statements is None else statements, self.listed_by)

    def stands(self, entry: Revision | Statement | str, *, own: bool = True) -> Standing:
        by_id = {one.entry_id: one for one in self.statements}
        return self.rights().standing(by_id[entry] if isinstance(entry, str) else entry, own=own)


def note(author: str, text: str = "a note", parents: Iterable[Revision] = (), kind: str = "note") -> Revision:
    return revision({"text": text}, parents, author=KEYS[author], kind=kind)
