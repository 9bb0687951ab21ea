"""The index of words: what notes, findings, the report and the plan say, the same on either database.

What goes into it are words as `domain/tokens.py` folds them, so that both databases, and whoever marks what was found,
mean the same by a word. SQLite keeps them in an FTS5 table, PostgreSQL in a `tsvector`; neither parses any text.
`storage/finding.py` asks it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, select, text
from sqlalchemy.orm import Session

from peerdesk.domain.tokens import words_of
from peerdesk.storage.base import pour_into
from peerdesk.storage.failures import DamagedFileError, MayNotError, StorageError
from peerdesk.storage.holding import hold_tables
from peerdesk.storage.tables import TABLES

SEARCHED: dict[str, tuple[str, ...]] = {
    "note": ("text", "made_of_it", "where"),
    "answer": ("text", "said_by"),
    "prompt": ("text",),
    "attachment": ("alt",),
    "jotting": ("text",),
    "member": ("name", "school"),
    "review": ("school_name", "purpose", "partnership"),
    "action": ("text", "what_we_saw"),
    "reply": ("words",),
    "heard": ("words",),
    "moderation": ("reasons",),
    "activity": ("title", "place"),
    "question": ("text", "short_name"),
    "finding": ("title", "text", "wondering", "caution", "dissent"),
    "section": ("title", "text"),
}
"""Kinds that are searched, and the fields whose words count. Where too much is found, the first kinds give way."""

BASES = {kind: number << 40 for number, kind in enumerate(SEARCHED)}
"""The index numbers its rows by kind, then by the row's own number."""
SEQ = (1 << 40) - 1
IN_SCOPE, BREAK = "·", "¶"
"""What begins the word that says of which review a row is, and what parts two fields: in no word of a text."""

_FORM = "·form 4"
"""Stands in row 0; another form, or another way to fold words, needs another name here."""
_MOST_LETTERS = 250_000  # PostgreSQL takes a megabyte for one row; what is written in one field is less
_AT_ONCE = 2_000
_OFTEN_SAID = 40

_CREATE = {
    "sqlite": (
        "DROP TABLE IF EXISTS found",
        "CREATE VIRTUAL TABLE found USING fts5(words, tokenize = 'ascii', prefix = '1 2 3')",
        "INSERT INTO found (found, rank) VALUES ('secure-delete', 1)",
    ),
    "postgresql": (
        "CREATE TABLE IF NOT EXISTS found (rowid bigint PRIMARY KEY, words text NOT NULL, lexemes tsvector NOT NULL"
        " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED)",
        "CREATE INDEX IF NOT EXISTS ix_found_lexemes ON found USING gin (lexemes)",
        "DELETE FROM found",  # whom its keeper let look at it still may
    ),
}
_INSERT = text("INSERT INTO found (rowid, words) VALUES (:rowid, :words)")
_DELETE = text("DELETE FROM found WHERE rowid = :rowid")
_WORDS = text("SELECT words FROM found WHERE rowid = 0")
_RANGE = text("SELECT rowid, words FROM found WHERE rowid BETWEEN :first AND :last")
_SOUND = text("INSERT INTO found (found, rank) VALUES ('integrity-check', 1)")


def create(connection: Connection) -> None:
    """Make the index, empty, in place of any that is there. Deleted words leave it at once (PROTOCOL 7.3)."""
    for statement in _CREATE[connection.dialect.name]:
        connection.execute(text(statement))
    connection.execute(_INSERT, {"rowid": 0, "words": _FORM})


def renew(engine: Engine) -> None:
    """Make the index again from the tables if another version made it in another form, or if it cannot be read.

    Raises:
        DamagedFileError: what SQLite says of the index itself is lost, so that it can be neither read nor taken away.
    """
    with engine.begin() as connection:
        if _form_of(connection) == _FORM:
            return
        hold_tables(connection)
        if connection.dialect.name == "postgresql" and _form_of(connection) == _FORM:  # another one made it meanwhile
            return
        create(connection)
        session = Session(connection)
        for kind in SEARCHED:
            rows = session.execute(_rows_of(kind), execution_options={"yield_per": _AT_ONCE}).mappings()
            for part in rows.partitions(_AT_ONCE):
                put(session, kind, [dict(row) for row in part])


def _form_of(connection: Connection) -> str | None:
    try:
        form: str | None = connection.execute(_WORDS).scalar()
    except (DamagedFileError, MayNotError):
        raise
    except StorageError:  # words in it are lost, and no note is
        return None
    return form


def put(session: Session, kind: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put the words of projected rows that the team sees into the index."""
    if kind not in SEARCHED:
        return
    entries = [(BASES[kind] + row["seq"], _words(kind, row)) for row in rows if row["for_team"]]
    if entries:
        pour_into(session, "found", ("rowid", "words"), entries)


def remove(session: Session, kind: str, seqs: Iterable[int]) -> None:
    """Take rows out of the index."""
    gone = [{"rowid": BASES[kind] + seq} for seq in seqs] if kind in SEARCHED else []
    if gone:
        session.execute(_DELETE, gone)


def unlike_the_index(session: Session) -> Iterator[tuple[str, str]]:
    """Yield kind and id of the records whose words the index does not hold as it should; nothing is changed.

    The id is "" where it holds words that no record says. Whether FTS5's own lists are sound `is_sound` says.
    """
    for kind in SEARCHED:
        base, last = BASES[kind], 0
        while rows := _rows_after(session, kind, last):
            first, last = last + 1, rows[-1]["seq"]
            held = {row.rowid - base: row.words for row in session.execute(_RANGE, _span(base + first, base + last))}
            yield from ((kind, row["record_id"]) for row in rows if held.pop(row["seq"], "") != _wanted(kind, row))
            yield from ((kind, "") for _ in held)
        yield from ((kind, "") for _ in session.execute(_RANGE, _span(base + last + 1, base + SEQ)))


def is_sound(session: Session) -> bool:
    """Say whether FTS5 finds its lists of words to be those of its rows; PostgreSQL looks after its own.

    Args:
        session: one that may write, though nothing is changed.
    """
    if session.get_bind().dialect.name != "sqlite":
        return True
    try:
        session.execute(_SOUND)
    except DamagedFileError:
        return False
    return True


def _span(first: int, last: int) -> dict[str, int]:
    return {"first": first, "last": last}


def _rows_of(kind: str) -> Any:
    table = TABLES[kind]
    said = (getattr(table, name) for name in SEARCHED[kind])
    return select(table.seq, table.record_id, table.scope, table.for_team, *said).order_by(table.seq)


def _rows_after(session: Session, kind: str, seq: int) -> Sequence[RowMapping]:
    asked = _rows_of(kind).where(TABLES[kind].seq > seq).limit(_AT_ONCE)
    return session.execute(asked).mappings().all()


def _wanted(kind: str, row: RowMapping) -> str:
    return _words(kind, row) if row["for_team"] else ""


def _words(kind: str, row: Mapping[str, Any] | RowMapping) -> str:
    """Return what the index says of a row: its review, then the words of each field; no phrase reaches over a break."""
    scope = row["scope"]
    said = [f"{IN_SCOPE}{scope.hex() if isinstance(scope, bytes) else scope}"]
    for number, name in enumerate(SEARCHED[kind]):
        text = str(row[name])
        said += [BREAK, _folded(text)] if number else [_folded(text)]
    words = " ".join(filter(None, said))
    return words if len(words) <= _MOST_LETTERS else words[:_MOST_LETTERS].rpartition(" ")[0]


def _folded(said: str) -> str:
    return _folded_before(said) if len(said) <= _OFTEN_SAID else " ".join(words_of(said))


@lru_cache(maxsize=4_000)
def _folded_before(said: str) -> str:
    """Return the words of a short text: rooms, years and names are said again and again."""
    return " ".join(words_of(said))
