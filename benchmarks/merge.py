"""How long bringing in what four laptops kept takes, beside inserting the rows that it makes and nothing else.

`python -m benchmarks merge`. Bringing in is checking every byte, parsing, hashing, verifying seals, placing, projecting
and indexing. The bare insertion knows all rows, of the index too, and does nothing but insert them, in one transaction,
in order. pycrdt merges as many changes of as many records into one map in memory: nothing is checked, kept, shown or
indexed there.
"""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pycrdt
from sqlalchemy import Engine

from benchmarks.keep import KEY, Rows, Shelf, now, rows_of
from peerdesk.desk.bringing_in import bring_in
from peerdesk.desk.desk import FILE, HEADER, Desk, open_here, start_here
from peerdesk.domain.entries import Entry, Words, write_revision
from peerdesk.export.package.reader import open_package
from peerdesk.keys import signing
from peerdesk.storage.engine import open_desk
from peerdesk.storage.entries import add_entries, add_words
from peerdesk.storage.projection import project

RECORDS, LAPTOPS, ROUNDS, AT_ONCE = 50_000, 4, 3, 5_000
BARE, FIRST, AGAIN = "bare insertion", "bring in from 4 laptops", "the same again"
COPY, CRDT = "a copy of the desk, before each", "pycrdt, in memory, read out"
TEXT = "pairs rehearsed a sentence, changed a word and rehearsed it again without being asked"
SEEN_AT = "2025-10-14T09:42"
THERE_FROM_THE_START = ("alembic_version", "setting")
SHELF = Shelf()


@dataclass(frozen=True)
class Figure:
    """One line of the result; a ratio of 1 is the bare insertion itself."""

    name: str
    records: int
    median_s: float
    ratio: float


def keep_many(desk: Desk, scope: str, question: str, count: int) -> None:
    """Keep notes, each linked to a question, many in one transaction: a day's work of a large team."""
    acting = desk.acting
    for first in range(0, count // 2, AT_ONCE):
        entries: list[Entry] = []
        words: list[tuple[str, str, Words]] = []
        for number in range(first, min(first + AT_ONCE, count // 2)):
            said = {"text": f"{number}: {TEXT}", "where": "Y5 English", "sign": "yes", "seen_at": SEEN_AT}
            fields = {name: Words(acting.random(16).hex(), value) for name, value in said.items()}
            write = partial(
                write_revision,
                scope=scope,
                parents=(),
                author=desk.identity.key_id,
                written_at=acting.stamp(),
                record=None,
            )
            note = write(kind="note", fields=fields)
            entries += [note, write(kind="link", fields={}, ends=(note.entry_id, question))]
            words += [(note.entry_id, name, one) for name, one in fields.items()]
        with acting.sessions.write.begin() as session:
            arrival = add_entries(session, entries, here=True)
            project(session, arrival.touched | add_words(session, words))


def give(folder: Path, records: int) -> tuple[list[Path], Desk]:
    """Let four people keep notes and give them to a lead."""
    lead = start_here(folder / "lead", SHELF, "Anita", now)
    people = [start_here(folder / f"laptop{number}", SHELF, f"Person {number}", now) for number in range(LAPTOPS)]
    scope, _ = lead.plan.begin(school_name="Saltmarsh Primary School")
    question, _ = lead.plan.add(scope, "question", text="Do all speak?")
    for one in people:
        lead.people.add(one.people.mine, typed_words=one.people.words(one.identity.key_id))
        lead.plan.add_member(scope, one.identity.badge.name, "reviewer", key=one.identity.key_id)
    briefing, files = folder / "briefing.peerdesk", []
    lead.packages.give(scope, "briefing", briefing)
    for number, one in enumerate(people):
        one.packages.merge(one.packages.preview(briefing), typed_words=one.people.words(lead.identity.key_id))
        keep_many(one, scope, question, records // LAPTOPS)
        files.append(folder / f"{number}.peerdesk")
        one.packages.give(scope, "team", files[-1])
        one.close()
    return files, lead


def bring(desk: Desk, files: Sequence[Path]) -> None:
    """Check, merge, project and index; without the copy of the desk that is made before, and without the receipt."""
    for file in files:
        with (
            open_package(file, verify, desk.identity.private.openssh_pem()) as package,
            desk.acting.sessions.write.begin() as session,
        ):
            bring_in(session, package, confirmed=True, met_at=desk.acting.stamp())


def verify(signature: str, message: bytes) -> str:
    return signing.verify(signature, signing.PACKAGE, message).key_id


def bare_rows(desk: Desk) -> Rows:
    """Return all rows of a desk as they lie in the file, and what its index holds; not those of an empty file."""
    rows = {table: several for table, several in rows_of(desk.engine).items() if table not in THERE_FROM_THE_START}
    with desk.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT rowid, words FROM found WHERE rowid > 0")
        return {**rows, "found (rowid, words)": [tuple(row) for row in found]}


def insert_all(bare: Engine, rows: Rows) -> None:
    """Insert rows as fast as the file takes them, in one transaction, parents before children."""
    with bare.begin() as connection:
        raw: Any = connection.connection.driver_connection
        for name, several in sorted(rows.items(), key=lambda one: one[0] in ("words", "sealed")):
            marks = ", ".join("?" * len(several[0])) if several else ""
            into = name if "(" in name else f'"{name}"'
            if several:
                raw.executemany(f"INSERT INTO {into} VALUES ({marks})", several)


def crdt_updates(records: int) -> list[bytes]:
    """Return what four people wrote, as pycrdt sends it: a map for each record, with the fields of a note or a link."""
    updates = []
    for person in range(LAPTOPS):
        doc: pycrdt.Doc[Any] = pycrdt.Doc()
        notes = doc.get("notes", type=pycrdt.Map)
        with doc.transaction():
            for number in range(records // LAPTOPS):
                said = {"text": f"{number}: {TEXT}", "where": "Y5 English", "sign": "yes", "seen_at": SEEN_AT}
                notes[f"{person}-{number}"] = pycrdt.Map(said if number % 2 else {"note": str(number), "question": "0"})
        updates.append(doc.get_update())
    return updates


def merge_crdt(updates: Sequence[bytes]) -> None:
    """Merge them, and read out what there is."""
    doc: pycrdt.Doc[Any] = pycrdt.Doc()
    notes = doc.get("notes", type=pycrdt.Map)
    for update in updates:
        doc.apply_update(update)
    notes.to_py()


def run(records: int = RECORDS) -> list[Figure]:
    """Return one figure for each way, measured in turn so that a busy moment hits all."""
    took: dict[str, list[float]] = {name: [] for name in (BARE, FIRST, AGAIN, COPY, CRDT)}
    updates = crdt_updates(records)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files, lead = give(folder, records)
        start = lead.keeping.back_up()
        for number in range(ROUNDS):
            desk = open_copy(lead, start, folder / f"round{number}")
            took[FIRST].append(timed_s(partial(bring, desk, files)))
            bare, rows = open_desk(folder / f"bare{number}.db", KEY), bare_rows(desk)
            took[BARE].append(timed_s(partial(insert_all, bare, rows)))
            bare.dispose()
            took[AGAIN].append(timed_s(partial(bring, desk, files)))
            took[COPY].append(timed_s(desk.keeping.back_up))
            took[CRDT].append(timed_s(partial(merge_crdt, updates)))
            desk.close()
        lead.close()
    least = statistics.median(took[BARE])
    return [Figure(name, records, median := statistics.median(times), median / least) for name, times in took.items()]


def timed_s(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def open_copy(lead: Desk, copy: Path, folder: Path) -> Desk:
    """Open the lead's desk as it was before anything came, in a folder of its own."""
    folder.mkdir()
    shutil.copy(copy, folder / FILE)
    shutil.copy(lead.folder / HEADER, folder / HEADER)
    return open_here(folder, SHELF, now)
