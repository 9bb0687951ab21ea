"""How long keeping a note takes, beside inserting the rows of which it is made and nothing else.

`python -m benchmarks keep`. Both are on disk when they end: one transaction each, written through.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Engine, inspect

from peerdesk.desk.desk import Desk, start_here
from peerdesk.storage.engine import open_desk

NOTES, ALREADY_THERE = 400, 1_000
KEY = b"\x07" * 32
Rows: TypeAlias = Mapping[str, Sequence[tuple[Any, ...]]]


@dataclass(frozen=True)
class Figure:
    """One line of the result; a ratio of 1 is the bare insertion itself."""

    name: str
    median_ms: float
    p99_ms: float
    ratio: float


class Shelf:
    """A vault in memory."""

    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}

    def read(self, desk_id: str) -> bytes | None:
        return self._keys.get(desk_id)

    def write(self, desk_id: str, key: bytes) -> None:
        self._keys[desk_id] = key

    def forget(self, desk_id: str) -> None:
        self._keys.pop(desk_id, None)


def now() -> datetime:
    return datetime.now(UTC)


def rows_of(engine: Engine) -> Rows:
    """Return all rows of a desk's tables as they lie in the file; search has its own benchmark."""
    tables = [name for name in inspect(engine).get_table_names() if not name.startswith("found")]
    with engine.connect() as connection:
        return {name: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')] for name in tables}


def insert(engine: Engine, rows: Rows) -> None:
    """Insert rows as fast as the file takes them, in one transaction; parents before children."""
    with engine.begin() as connection:
        raw: Any = connection.connection.driver_connection
        for name, several in sorted(rows.items(), key=lambda one: one[0] in ("words", "sealed")):
            if several:
                raw.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(several[0]))})', several)


def a_desk(folder: Path) -> tuple[Desk, str, list[str]]:
    desk = start_here(folder, Shelf(), "Anita", now)
    scope, _ = desk.plan.begin(school_name="Saltmarsh Primary School")
    questions = [desk.plan.add(scope, "question", text=f"Question {number}?")[0] for number in range(3)]
    return desk, scope, questions


def keep(desk: Desk, scope: str, questions: list[str], number: int) -> None:
    desk.capture.keep_note(
        scope,
        text=f"{number}: pairs rehearsed a sentence, changed a word and rehearsed it again without being asked",
        where="Y5 English",
        sign="yes",
        questions=questions[:2],
    )


def timed_ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def parts_of(rows: Rows, before: Rows) -> list[Rows]:
    """Return the rows that each of the notes added: the same number for each."""
    added = {name: several[len(before[name]) :] for name, several in rows.items()}
    each = {name: len(several) // NOTES for name, several in added.items()}
    return [
        {name: several[number * each[name] : (number + 1) * each[name]] for name, several in added.items()}
        for number in range(NOTES)
    ]


def run() -> list[Figure]:
    """Return one figure for each way, measured in turn so that a busy moment hits both."""
    took: dict[str, list[float]] = {"bare insertion": [], "keep a note": []}
    with tempfile.TemporaryDirectory() as name:
        desk, scope, questions = a_desk(Path(name) / "desk")
        for number in range(ALREADY_THERE):
            keep(desk, scope, questions, number)
        before = rows_of(desk.engine)
        for number in range(NOTES):
            keep(desk, scope, questions, number)
        parts = parts_of(rows_of(desk.engine), before)
        bare = open_desk(Path(name) / "bare.db", KEY)
        insert(bare, {**before, "alembic_version": [], "setting": []})
        for number, part in enumerate(parts):
            took["bare insertion"].append(timed_ms(partial(insert, bare, part)))
            took["keep a note"].append(timed_ms(partial(keep, desk, scope, questions, number)))
        bare.dispose()
        desk.close()
    least = statistics.median(took["bare insertion"])
    return [
        Figure(name, median := statistics.median(times), p99(times), median / least) for name, times in took.items()
    ]


def p99(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]
