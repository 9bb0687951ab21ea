"""A desk as an older version left it, what it holds, and the later PeerDesk that opens it."""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from peerdesk.desk import desk as opening
from peerdesk.storage.backup import integrity
from peerdesk.storage.connecting import connect_file
from peerdesk.storage.engine import open_desk
from peerdesk.storage.migrating import STEPS, Steps, Upgrade, newest, version_in
from sqlalchemy import Engine, inspect, text
from tests.storage.later import LATER
from torture.desks import Template, in_process, open_at, picture, template
from torture.lives import LossError, Tell

OLD, NEW = newest(STEPS), newest(LATER)
Columns = Mapping[str, tuple[str, ...]]
SHADOWS = "found_"
"""Begins the names of the tables in which SQLite keeps the index of words; it checks those itself."""


@dataclass(frozen=True)
class Held:
    """What a file holds.

    Attributes:
        version: of its tables.
        schema: names of columns, by table; the bookkeeping of versions left out.
        content: a hash of all rows by table; of the columns that were asked for.
    """

    version: str | None
    schema: Columns
    content: Mapping[str, str]


@cache
def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="torture-")


@cache
def old_desk(notes: int) -> Template:
    """Fill a desk with notes, a picture and a draft; once in a process."""
    small = template()
    made = Template(Path(_temporary().name) / f"old{notes}", small.shelf, small.scope, small.from_ben)
    small.copy(made.folder)
    desk = open_at(made.folder, made, 0)
    with desk.acting.act("many notes") as act:
        for number in range(notes):
            act.add(made.scope, "note", text="seen " * 40 + str(number), seen_at="2025-10-14T09:00")
    in_process(desk).add_picture(desk.capture.notes(made.scope)[0], picture(1), "wall.png", "a wall")
    desk.capture.keep_draft("now.line", "being typed 1")
    desk.close()
    return made


@contextmanager
def later_peerdesk(tell: Tell | None = None) -> Iterator[None]:
    """Let desks be opened as a later PeerDesk does."""
    with patch.object(opening, "open_desk", partial(open_desk, steps=later_steps(tell))):
        yield


def later_steps(tell: Tell | None = None) -> Steps:
    """Return the steps of a later PeerDesk; they tell when they begin and end."""
    return LATER if tell is None else {version: _told(version, step, tell) for version, step in LATER.items()}


def _told(version: str, step: Upgrade, tell: Tell) -> Upgrade:
    def upgrade(op: Any) -> None:
        tell(begun=version)
        step(op)
        tell(ended=version)

    return upgrade


def held_in_file(path: Path, key: bytes, columns: Columns | None = None) -> Held:
    """Return what a file holds, which must be sound; look at a copy of one that nobody closed."""
    engine = connect_file(path, key, looks=True)
    try:
        if found := integrity(engine):
            raise LossError(f"{path.name} is not sound: {found}")
        return held_in(engine, columns)
    finally:
        engine.dispose()


def held_in(engine: Engine, columns: Columns | None = None) -> Held:
    """Return what a database holds.

    Args:
        engine: of a desk or a record.
        columns: that its content is read from; None takes all.
    """
    seen, content = inspect(engine), dict[str, str]()
    tables = [one for one in seen.get_table_names() if not one.startswith(SHADOWS) and one != "alembic_version"]
    schema = {one: tuple(sorted(str(column["name"]) for column in seen.get_columns(one))) for one in sorted(tables)}
    with engine.connect() as connection:
        for table, names in (columns or schema).items():
            if table not in schema:
                continue
            quoted = ", ".join(f'"{name}"' for name in names)
            rows = sorted(map(repr, connection.execute(text(f'SELECT {quoted} FROM "{table}"'))))
            content[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        return Held(version_in(connection), schema, content)


def must_be_old_or_new(found: Held, old: Held, new: Columns) -> bool:
    """Say whether it is new. All that the old one held must be there, and nothing may be half.

    Args:
        found: content of the columns of the old one.
        old: as it was before.
        new: tables and columns that the steps lead to.

    Raises:
        LossError: it is neither.
    """
    is_new = found.version == NEW
    if not is_new and found.version != OLD:
        raise LossError(f"version {found.version}")
    if found.schema != (new if is_new else old.schema):
        raise LossError(f"tables of neither version: {found.schema}")
    if lost := [table for table, said in old.content.items() if found.content.get(table) != said]:
        raise LossError(f"not what it was, brought to {found.version}: {lost}")
    return is_new


def must_be_filled(engine: Engine) -> None:
    """See that what the steps work out is there for every row.

    Raises:
        LossError: it is not.
    """
    asked = {
        "lengths": "SELECT count(*) FROM note WHERE length <> length(text)",
        "sizes": "SELECT count(*) FROM entry WHERE size_bytes <> octet_length(line)",
        "mentions": "SELECT count(*) FROM words WHERE NOT EXISTS"
        " (SELECT 1 FROM mention WHERE mention.entry_seq = words.entry_seq)",
    }
    with engine.connect() as connection:
        wrong = {name: number for name, said in asked.items() if (number := connection.scalar(text(said)))}
    if wrong:
        raise LossError(f"not worked out by the steps: {wrong}")
