"""What records say, worked out the slow and obvious way, to hold the tables against."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Revision, read_entry, read_words
from peerdesk.storage.projection import rebuild
from peerdesk.storage.schema import EntryRow, WordsRow
from peerdesk.storage.tables import TABLES

Rows = dict[str, list[tuple[Any, ...]]]
SEEN: Mapping[str, Collection[str]] = {"for_team": ("in", "marked"), "for_report": ("in",)}


@dataclass(frozen=True)
class Held:
    """A whole revision, where it stands, and the words of it that are here."""

    revision: Revision
    standing: str
    words: Mapping[str, Any]


def rows_of(session: Session) -> Rows:
    """Return all projected rows, without their numbers."""
    found = {}
    for kind, table in TABLES.items():
        columns = [column for column in table.__table__.columns if column.name != "seq"]  # type: ignore[attr-defined]
        found[kind] = sorted((tuple(row) for row in session.execute(select(*columns))), key=repr)
    return found


def rebuilt_rows_of(session: Session) -> Rows:
    """Return what all rows would be if they were computed anew; the caller rolls back."""
    rebuild(session)
    return rows_of(session)


def words_in(session: Session) -> set[tuple[str, str]]:
    """Return for which field of which revision there are words, private ones left out."""
    rows = session.execute(
        select(EntryRow.entry_id, WordsRow.name)
        .join(WordsRow, WordsRow.entry_seq == EntryRow.seq)
        .where(EntryRow.kind != "jotting")
    )
    return {(row.entry_id, row.name) for row in rows}


def whole_revisions(session: Session) -> dict[str, dict[str, Held]]:
    """Return all whole revisions by record and id."""
    words: dict[int, dict[str, Any]] = defaultdict(dict)
    for seq, name, line in session.execute(select(WordsRow.entry_seq, WordsRow.name, WordsRow.line)):
        words[seq][name] = read_words(line).value
    found: dict[str, dict[str, Held]] = defaultdict(dict)
    for row in session.execute(
        select(EntryRow.seq, EntryRow.line, EntryRow.standing).where(
            EntryRow.t == "revision", EntryRow.standing != "waiting"
        )
    ):
        revision = read_entry(row.line)
        assert isinstance(revision, Revision)
        found[revision.record_id][revision.entry_id] = Held(revision, row.standing, words[row.seq])
    return found


def ancestors(record: Mapping[str, Held], entry_id: str) -> set[str]:
    found: set[str] = set()
    wanted = [*record[entry_id].revision.parents]
    while wanted:
        one = wanted.pop()
        if one not in found:
            found.add(one)
            wanted += record[one].revision.parents
    return found


def tips_by_hand(record: Mapping[str, Held], seen: Collection[str], name: str | None = None) -> set[str]:
    """Return the revisions in view (that touch a field) of which no other one in view (touching it) descends."""
    touching = {
        entry_id
        for entry_id, one in record.items()
        if one.standing in seen and (name is None or name in one.revision.fields)
    }
    return touching - set().union(*(ancestors(record, one) for one in touching))


def check_by_hand(session: Session) -> None:
    """Hold each projected row against what its revisions say."""
    records = whole_revisions(session)
    for kind, table in TABLES.items():
        for view, seen in SEEN.items():
            rows = session.execute(select(table.__table__).where(getattr(table, view)))  # type: ignore[attr-defined]
            shown = {row.record_id: row for row in rows}
            alive = {
                record_id
                for record_id, record in records.items()
                if next(iter(record.values())).revision.kind == kind
                and any(not record[tip].revision.deleted for tip in tips_by_hand(record, seen))
            }
            assert set(shown) == alive
            for record_id in alive:
                _check_row(records[record_id], seen, shown[record_id])


def _check_row(record: Mapping[str, Held], seen: Collection[str], row: Any) -> None:
    assert set(row.tips) == tips_by_hand(record, seen)
    for name in {name for one in record.values() for name in one.revision.fields} - {"order"}:
        tips = tips_by_hand(record, seen, name)
        values = {repr(record[tip].words.get(name, f"absent {tip}")) for tip in tips}
        assert (name in row.two_versions) == (len(values) > 1), name
        displayed = max(tips, key=lambda tip: (_depth(record, tip), tip), default=None)
        if displayed is not None and isinstance(said := record[displayed].words.get(name), str):
            assert getattr(row, name) == said


def _depth(record: Mapping[str, Held], entry_id: str) -> int:
    return 1 + max((_depth(record, one) for one in record[entry_id].revision.parents), default=0)
