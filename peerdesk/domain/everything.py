"""All records of a review as plain tables: what a person takes along who leaves PeerDesk."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from peerdesk.domain.citations import show_citations
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.review import Record

_SHARED = tuple(one.name for one in fields(Record))
_LABELS = ("title", "short_name", "name", "text", "school_name")
_LABEL_LETTERS = 60


@dataclass(frozen=True)
class Table:
    """One kind of record.

    Attributes:
        kind: its name in docs/PACKAGE.md.
        columns: the names of its fields.
        rows: a value for each column: text, a number, true or false, or a list or object of these.
    """

    kind: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def gather_tables(records: Mapping[str, Iterable[Record]], writers: Mapping[str, str]) -> tuple[Table, ...]:
    """Return a table for each kind given, in the order of docs/PACKAGE.md.

    Args:
        records: of one review, by kind.
        writers: names of people by the names of their keys; others keep the key's name.
    """
    tables = []
    for kind in (one for one in KINDS if one in records):
        rows = tuple(records[kind])
        own = tuple(one.name for one in fields(KINDS[kind].value) if one.name not in _SHARED)
        columns = (*own, "order", "id", "written_by", "written_at", "marked", "two_versions", "unreadable")
        tables.append(Table(kind, columns, tuple(_row(one, own, writers) for one in rows)))
    return tuple(tables)


def _row(record: Record, own: tuple[str, ...], writers: Mapping[str, str]) -> tuple[Any, ...]:
    said = asdict(record)
    return (
        *(_plain(said[name]) for name in own),
        record.order,
        record.record_id,
        writers.get(record.author, record.author),
        record.first_written_at,
        record.marked,
        list(record.two_versions),
        list(record.unreadable),
    )


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def read_aloud(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Return the tables with words in place of ids, and one text in each cell: for people, not for programs.

    A list of two numbers is a tally or a number present: it reads "7 of 12".
    """
    whole = tuple(tables)
    labels = {
        row[table.columns.index("id")]: label
        for table in whole
        for row in table.rows
        if (label := _label(dict(zip(table.columns, row, strict=True))))
    }
    return tuple(
        Table(
            table.kind,
            table.columns,
            tuple(
                tuple(
                    cell if name == "id" else _cell(cell, labels) for name, cell in zip(table.columns, row, strict=True)
                )
                for row in table.rows
            ),
        )
        for table in whole
    )


def _label(said: Mapping[str, Any]) -> str:
    words = next((said[name] for name in _LABELS if said.get(name)), "")
    return words if len(words) <= _LABEL_LETTERS else f"{words[:_LABEL_LETTERS]}…"


def _cell(value: Any, labels: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(one, int) for one in value):
            return f"{value[0]} of {value[1]}"
        return "; ".join(_cell(one, labels) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_cell(one, labels)}" for name, one in value.items() if _cell(one, labels))
    return labels.get(str(value), show_citations(str(value), {}))
