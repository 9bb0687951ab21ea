"""Asking the index of words: which rows hold what is looked for, and what the found records say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, RowMapping, Select, TextClause, bindparam, column, func, select, text
from sqlalchemy import table as named_table
from sqlalchemy.orm import Session

from peerdesk.domain.naming import with_training
from peerdesk.domain.query import Query, Term
from peerdesk.storage.chunks import chunks
from peerdesk.storage.narrowing import Meant, narrow, who_and_what
from peerdesk.storage.schema import PersonRow
from peerdesk.storage.search import BASES, IN_SCOPE, SEARCHED, SEQ
from peerdesk.storage.tables import TABLES


class Hit(NamedTuple):
    """A row that was found: its kind, and its number in the table of that kind."""

    kind: str
    seq: int


@dataclass(frozen=True)
class Said:
    """What a found record says, as much of it as a list shows.

    Attributes:
        fields: those that are searched, in their order.
        author: name of the key that wrote it first.
        seen_by: record id of the member who saw it; "" where that is not said.
        at: when it was seen or takes place, local, else when it was written.
        about: record id of what it belongs to: activity of a note, note of a picture, question of a finding.
        sign: of a note.
    """

    kind: str
    record_id: str
    scope: str
    fields: Mapping[str, str]
    author: str
    at: str
    seen_by: str = ""
    about: str = ""
    sign: str = ""


@dataclass(frozen=True)
class Around:
    """Names for what found records speak of: people by record id and by key, schools by scope, titles by record id."""

    names: Mapping[str, str]
    schools: Mapping[str, str]
    titles: Mapping[str, str]


_BELONGS_TO = {
    **dict.fromkeys(("note", "answer", "prompt"), "activity"),
    **dict.fromkeys(("finding", "section"), "question"),
    "attachment": "note",
}
_KINDS = {base: kind for kind, base in BASES.items()}
_FOUND = named_table("found", column("rowid", BigInteger))
_ABOUT = _BELONGS_TO
_AT = {
    "note": "seen_at",
    "answer": "seen_at",
    "jotting": "seen_at",
    "activity": "time",
    "reply": "answered_on",
    "heard": "heard_on",
}


def find(session: Session, query: Query, scope: str = "", limit: int = 200, *, me: str = "") -> list[Hit]:
    """Return what holds all the terms and passes the filters: report and findings first, the newest first in each kind.

    Args:
        session: an open transaction.
        query: a query without terms or filters finds nothing.
        scope: of one review, or "" for all.
        limit: how many at most.
        me: name of the key of whoever asks.
    """
    if query.has_filters:
        meant = who_and_what(session, query, scope, me)
        hits: list[Hit] = []
        for kind in reversed(SEARCHED):
            if len(hits) < limit and (wanted := _narrowed(session, kind, query, meant, scope)) is not None:
                hits += [Hit(kind, seq) for seq in session.scalars(wanted.limit(limit - len(hits)))]
        return hits
    if not query.terms:
        return []
    holds, sought = _holds(session, query.terms, scope)
    rows = session.connection().execute(_newest_that(holds), {**sought, "limit": limit}).all()
    return [Hit(_KINDS[rowid & ~SEQ], rowid & SEQ) for (rowid,) in rows]


def read_ids(session: Session, hits: Iterable[Hit]) -> frozenset[str]:
    """Return the ids of the records that were found."""
    return frozenset(
        record_id
        for kind, each in _by_kind(hits).items()
        for part in chunks(each)
        for record_id in session.scalars(select(TABLES[kind].record_id).where(TABLES[kind].seq.in_(part)))
    )


def read_said(session: Session, hits: Iterable[Hit]) -> dict[Hit, Said]:
    """Return what the found records say; the database is asked once a kind."""
    said: dict[Hit, Said] = {}
    for kind, each in _by_kind(hits).items():
        for part in chunks(each):
            rows = session.connection().execute(_SAID[kind], {"seqs": part}).all()
            said |= {Hit(kind, row.seq): _said(kind, row._mapping) for row in rows}  # noqa: SLF001 - its public name
    return said


def read_around(session: Session, said: Collection[Said]) -> Around:
    """Return the names of the people, schools and records that found records speak of."""
    ask, scopes = session.connection().execute, {"scopes": list({one.scope for one in said})}
    names = {row.key_id: row.name for row in ask(_PEOPLE).all()}
    for row in ask(_MEMBERS, scopes).all():
        who = with_training(row.name, row.role)
        names |= {row.record_id: who, row.key: who} if row.key else {row.record_id: who}
    titles: dict[str, str] = {}
    for kind, asked in _TITLES.items():
        ids = {one.about for one in said if one.about and _BELONGS_TO[one.kind] == kind}
        if ids:
            titles |= {row.record_id: row.title for row in ask(asked, {"ids": list(ids)}).all()}
    return Around(names, {row.scope: row.school_name for row in ask(_SCHOOLS, scopes).all()}, titles)


def count_in(session: Session, scope: str, most: int) -> dict[str, int]:
    """Return how many records of each kind there are, counting up to `most`; kinds without any are left out."""
    counts = {}
    for kind in reversed(SEARCHED):
        table = TABLES[kind]
        rows = select(table.seq).where(table.for_team)
        some = (rows.where(table.scope == scope) if scope else rows).limit(most).subquery()
        counts[kind] = session.scalar(select(func.count()).select_from(some)) or 0
    return {kind: count for kind, count in counts.items() if count}


def _by_kind(hits: Iterable[Hit]) -> dict[str, list[int]]:
    seqs: dict[str, list[int]] = defaultdict(list)
    for hit in hits:
        seqs[hit.kind].append(hit.seq)
    return seqs


def _select(kind: str, *names: str, by: str, among: str) -> Select[Any]:
    """Return how to look rows up by one of their columns. Written once, since making it costs more than asking."""
    table = TABLES[kind].__table__  # type: ignore[attr-defined]
    columns = [table.c[name] for name in names]
    return select(*columns).where(table.c[by].in_(bindparam(among, expanding=True)), table.c.for_team)


def _select_said(kind: str) -> Select[Any]:
    names = {"seq", "record_id", "scope", "author", "first_written_at", *SEARCHED[kind]}
    names |= {one for one in (_ABOUT.get(kind), _AT.get(kind)) if one}
    names |= {"observed_by", "sign"} if kind == "note" else set()
    return _select(kind, *sorted(names), by="seq", among="seqs")


def _select_title(kind: str, name: str) -> Select[Any]:
    table = TABLES[kind].__table__  # type: ignore[attr-defined]
    title = table.c[name].label("title")
    return select(table.c.record_id, title).where(
        table.c.record_id.in_(bindparam("ids", expanding=True)), table.c.for_team
    )


_SAID = {kind: _select_said(kind) for kind in SEARCHED}
_TITLES = {"activity": _select_title("activity", "title"), "note": _select_title("note", "text")}
_TITLES["question"] = _select_title("question", "short_name")
_MEMBERS = _select("member", "record_id", "key", "name", "role", by="scope", among="scopes")
_SCHOOLS = _select("review", "scope", "school_name", by="scope", among="scopes")
_PEOPLE = select(PersonRow.__table__.c.key_id, PersonRow.__table__.c.name)


def _said(kind: str, row: RowMapping) -> Said:
    at = row[_AT[kind]] if kind in _AT else ""
    at = (at[0] if at else "") if isinstance(at, tuple) else at
    return Said(
        kind,
        row["record_id"],
        row["scope"],
        {name: row[name] for name in SEARCHED[kind]},
        row["author"],
        at or row["first_written_at"],
        row["observed_by"] if kind == "note" else "",
        row[_ABOUT[kind]] if kind in _ABOUT else "",
        row["sign"] if kind == "note" else "",
    )


def _narrowed(session: Session, kind: str, query: Query, meant: Meant, scope: str) -> Select[int] | None:
    """Return how to find rows of one kind, the newest first; None if the query wants none."""
    conditions = narrow(kind, query, meant)
    if conditions is None:
        return None
    table, base = TABLES[kind], BASES[kind]
    wanted = select(table.seq).where(table.for_team, *conditions)
    if scope:
        wanted = wanted.where(table.scope == scope)
    if not query.terms:
        return wanted.order_by(table.seq.desc())
    holds, sought = _holds(session, query.terms, scope)
    of_kind = _FOUND.c.rowid.between(base + 1, base + SEQ)
    joined = wanted.join_from(_FOUND, table, table.seq == _FOUND.c.rowid - base)
    return joined.where(text(holds).bindparams(**sought), of_kind).order_by(_FOUND.c.rowid.desc())


@lru_cache(maxsize=8)
def _newest_that(holds: str) -> TextClause:
    """Return how to ask the index for rows, the newest first. Kept, since making it costs more than asking."""
    return text(f"SELECT rowid FROM found WHERE {holds} ORDER BY rowid DESC LIMIT :limit")  # noqa: S608 - no input


def _holds(session: Session, terms: Sequence[Term], scope: str) -> tuple[str, dict[str, str]]:
    """Return the condition that a row of the index holds all terms, and what it names."""
    if session.get_bind().dialect.name == "sqlite":
        return "found MATCH :sought", {"sought": _seek_in_fts5(terms, scope)}
    phrases = {f"phrase{at}": _phrase(term) for at, term in enumerate(terms) if len(term.words) > 1}
    together = "".join(f" AND (' ' || found.words || ' ') LIKE :{name}" for name in phrases)
    sought = _seek_in_tsvector(terms, scope)
    return f"found.lexemes @@ CAST(:sought AS tsquery){together}", {"sought": sought, **phrases}


def _seek_in_fts5(terms: Sequence[Term], scope: str) -> str:
    """Return an FTS5 query; nothing in it but words in quotation marks was typed."""
    sought = [f'"{" ".join(term.words)}"{"*" if term.unfinished else ""}' for term in terms]
    return " AND ".join([*([f'"{IN_SCOPE}{scope}"'] if scope else []), *sought])


def _seek_in_tsvector(terms: Sequence[Term], scope: str) -> str:
    """Return a `tsquery`, written so that no parser cuts words in its own way; the order of words is not its matter.

    A `tsvector` counts places only to 16,383, and 255 of each word: words that stand together are looked for as text.
    """
    sought = [f"'{IN_SCOPE}{scope}'"] if scope else []
    for term in terms:
        sought += [f"'{word}'" for word in term.words]
        sought[-1] += ":*" if term.unfinished else ""
    return " & ".join(sought)


def _phrase(term: Term) -> str:
    """Return what a text with these words side by side is like; words hold none of the letters that mean more."""
    return f"% {' '.join(term.words)}{'' if term.unfinished else ' '}%"
