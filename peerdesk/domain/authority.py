"""Who may write what: a view over all statements of a scope, never over the order of their arrival (PROTOCOL 4, 5).

Time plays no part, nor does any list that one desk keeps for itself. Equal sets of entries give equal answers.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from peerdesk.domain.entries import Revision, Statement

Standing: TypeAlias = Literal["in", "marked", "held"]

RULES = 1
MAX_GRANT_DEPTH = 8

_LEAD_ONLY = frozenset(
    {
        "review",
        "member",
        "question",
        "section",
        "action",
        "reply",
        "edition",
        "framework",
        "self_view",
        "context",
        "letter",
        "advice",
    }
)
_OWN_ONLY = frozenset({"note", "attachment", "activity", "jotting", "answer", "prompt", "look"})
_SHADOW = _OWN_ONLY | {"link"}
_LEAD_STATEMENTS = frozenset({"admit", "erase", "signoff", "release"})
_ABOVE_STATEMENTS = frozenset({"admit", "erase", "release"})


def may(role: str, kind: str, own: bool) -> bool:
    """Say whether a role may write revisions of a kind. The table is frozen under the number `RULES`.

    Kinds that it does not name are for leads and reviewers. A shadow's revisions are marked, whatever this says.

    Args:
        role: of a grant; a role that is not known may nothing.
        own: the record's first revision is by the same key, or by one that it succeeds.
    """
    if role == "lead":
        return True
    if role == "reviewer":
        return kind not in _LEAD_ONLY and (own or kind not in _OWN_ONLY)
    return role == "shadow" and kind in _SHADOW and (own or kind not in _OWN_ONLY)


@dataclass(frozen=True)
class Grant:
    """A right of a key, given under another right; `under` is None for the founder's own and for some from above."""

    grant_id: str
    author: str
    key: str
    role: str
    under: str | None
    succeeds: str
    statement: Statement


class Rights:
    """What each key may do in one scope, given all whole statements of it."""

    def __init__(
        self,
        found: Statement,
        statements: Iterable[Statement],
        listed_by: Callable[[str], Collection[str]] = lambda _: (),
    ) -> None:
        """Read the statements; rights are worked out as they are asked for.

        Args:
            found: the founding; must be whole and of known rules.
            statements: all whole statements of the scope, in any order.
            listed_by: ids of the seals held that list an entry; asked only where somebody's right has ended.
        """
        self._above = frozenset(found.says["above"])
        self._listed_by = listed_by
        by_kind: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            by_kind[statement.kind].append(statement)
        self._ends: dict[str, list[Statement]] = defaultdict(list)
        for end in by_kind["end"]:
            self._ends[end.says["grant"]].append(end)
        self._known = {grant.grant_id: grant for grant in (_founding(found), *map(_grant, by_kind["grant"]))}
        self._good: dict[str, bool] = {}
        self._good_ends: dict[str, list[frozenset[str]]] = {}
        self._by_key: dict[str, list[Grant]] = defaultdict(list)
        for grant in self._known.values():
            if self._is_good(grant):
                self._by_key[grant.key].append(grant)
        self._admitted = frozenset(
            entry_id
            for admit in by_kind["admit"]
            if self.standing(admit, own=False) == "in"
            for entry_id in admit.says["entries"]
        )

    def standing(self, entry: Revision | Statement, *, own: bool) -> Standing:
        """Return whether a whole entry is in, marked or held.

        Args:
            entry: whole, of this scope.
            own: whether it edits a record for whose first author this one speaks (`speaks_for`).
        """
        if isinstance(entry, Statement):
            return "in" if self._may_state(entry, own) else "held"
        if entry.entry_id in self._admitted:
            return "in"
        standing: Standing = "held"
        for grant in self._by_key.get(entry.author, ()):
            if may(grant.role, entry.kind, own) and self._counts(entry.entry_id, grant):
                if grant.role != "shadow":
                    return "in"
                standing = "marked"
        return standing

    def speaks_for(self, author: str, first_author: str) -> bool:
        """Say whether a record that one key began is another's own."""
        return author == first_author or any(
            grant.succeeds == first_author for grant in self._by_key.get(author, ()) if grant.succeeds
        )

    def role_of(self, key: str) -> str:
        """Return the role of a key's right that has not ended: lead before reviewer before shadow; "" if none."""
        roles = {grant.role for grant in self._by_key.get(key, ()) if not self._ends_of(grant)}
        return next((role for role in ("lead", "reviewer", "shadow") if role in roles), "")

    def open_grants(self, key: str) -> list[Grant]:
        """Return the rights that were given to a key and have not ended, by id."""
        given = [one for one in self._by_key.get(key, ()) if one.statement.kind == "grant" and not self._ends_of(one)]
        return sorted(given, key=lambda one: one.grant_id)

    def may_end(self, author: str, key: str) -> bool:
        """Say whether one key may end all the rights that were given to another; who founded the review has none."""
        given = self.open_grants(key)
        leads = {one.grant_id for one in self._by_key.get(author, ()) if one.role == "lead" and not self._ends_of(one)}
        is_over = (author in self._above or any(above.grant_id in leads for above in self._path(one)) for one in given)
        return bool(given) and all(is_over)

    def ended_at(self, key: str) -> str:
        """Return when the last right of a key ended, by the clock of who ended it; "" if one is open, or was never."""
        given = self._by_key.get(key, ())
        if any(not self._ends_of(one) for one in given):
            return ""
        ends = (end for one in given for end in self._ends[one.grant_id] if self._may_end(end, one))
        return max((end.written_at for end in ends), default="")

    def lead_grant(self, key: str) -> str | None:
        """Return the id of a lead's right of a key, under which it gives rights to others; None if it has none."""
        leads = [one for one in self._by_key.get(key, ()) if one.role == "lead" and not self._ends_of(one)]
        return min((len(self._path(one)), one.grant_id) for one in leads)[1] if leads else None

    def _may_state(self, entry: Statement, own: bool) -> bool:
        if entry.kind == "found":
            return True
        if entry.kind == "grant":
            return self._is_good(self._known[entry.entry_id])
        if entry.kind == "end":
            grant = self._known.get(entry.says["grant"])
            return grant is not None and self._may_end(entry, grant)
        if entry.author in self._above and entry.kind in _ABOVE_STATEMENTS:
            return True
        roles = {one.role for one in self._by_key.get(entry.author, ()) if self._counts(entry.entry_id, one)}
        return ("lead" in roles and entry.kind in _LEAD_STATEMENTS) or (entry.kind == "erase" and own and bool(roles))

    def _is_good(self, grant: Grant) -> bool:
        """Memoised; ends because an id can only name what was there before it."""
        if grant.grant_id not in self._good:
            self._good[grant.grant_id] = self._work_out(grant)
        return self._good[grant.grant_id]

    def _work_out(self, grant: Grant) -> bool:
        path = self._path(grant)
        if len(path) >= MAX_GRANT_DEPTH:
            return False
        if grant.statement.kind == "found" or grant.author in self._above:
            return True
        if not path:
            return False
        under = path[0]
        return (
            under.role == "lead"
            and under.key == grant.author
            and self._is_good(under)
            and self._counts(grant.grant_id, under)
        )

    def _path(self, grant: Grant) -> list[Grant]:
        """Return the rights above one, the nearest first, at most one more than is allowed."""
        path: list[Grant] = []
        while grant.under in self._known and len(path) < MAX_GRANT_DEPTH:
            grant = self._known[grant.under]
            path.append(grant)
        return path

    def _may_end(self, end: Statement, grant: Grant) -> bool:
        return end.author in self._above or any(
            one.role == "lead" and one.key == end.author and self._is_good(one) and self._counts(end.entry_id, one)
            for one in self._path(grant)
        )

    def _ends_of(self, grant: Grant) -> list[frozenset[str]]:
        """Return what each good end of a right keeps."""
        if grant.grant_id not in self._good_ends:
            self._good_ends[grant.grant_id] = [
                frozenset(end.says["keeps"]) for end in self._ends.get(grant.grant_id, ()) if self._may_end(end, grant)
            ]
        return self._good_ends[grant.grant_id]

    def _counts(self, entry_id: str, grant: Grant) -> bool:
        """Say whether every good end of a right keeps an entry: names it, or a seal that lists it."""
        ends = self._ends_of(grant)
        return not ends or all(entry_id in keeps or not keeps.isdisjoint(self._listed_by(entry_id)) for keeps in ends)


def _founding(found: Statement) -> Grant:
    return Grant(found.entry_id, found.author, found.author, "lead", None, "", found)


def _grant(statement: Statement) -> Grant:
    says: Mapping[str, str | None] = statement.says
    return Grant(
        statement.entry_id,
        statement.author,
        str(says["key"]),
        str(says["role"]),
        says["under"],
        says.get("succeeds") or "",
        statement,
    )
