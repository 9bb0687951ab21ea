"""How long bringing in what four laptops kept takes, beside inserting the rows that it makes and nothing else.

`python -m benchmarks merge`. The files are opened, checked, brought in and projected, after a copy of the desk each;
the bare insertion knows the rows already and checks nothing.
"""

import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.keep import KEY, Shelf, insert, now, rows_of
from peerdesk.desk.desk import FILE, HEADER, Desk, open_here, start_here
from peerdesk.domain.entries import Entry, Words, write_revision
from peerdesk.storage.engine import open_desk
from peerdesk.storage.entries import add_entries, add_words
from peerdesk.storage.projection import project

RECORDS, LAPTOPS, ROUNDS, AT_ONCE = 50_000, 4, 3, 5_000
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
            text = f"{number}: pairs rehearsed a sentence, changed a word and rehearsed it again without being asked"
            said = {"text": text, "where": "Y5 English", "sign": "yes", "seen_at": "2025-10-14T09:42"}
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


def run(records: int = RECORDS) -> list[Figure]:
    """Return one figure for each way, measured in turn so that a busy moment hits both."""
    took: dict[str, list[float]] = {"bare insertion": [], "bring in from 4 laptops": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files, lead = give(folder, records)
        previews = [lead.packages.preview(file) for file in files]
        start = lead.keeping.back_up()
        for number in range(ROUNDS):
            desk = open_copy(lead, start, folder / f"round{number}")
            begun = time.perf_counter()
            for preview in previews:
                desk.packages.merge(preview)
            took["bring in from 4 laptops"].append(time.perf_counter() - begun)
            rows = {table: several for table, several in rows_of(desk.engine).items() if table != "alembic_version"}
            bare = open_desk(folder / f"bare{number}.db", KEY)
            begun = time.perf_counter()
            insert(bare, rows)
            took["bare insertion"].append(time.perf_counter() - begun)
            bare.dispose()
            desk.close()
        lead.close()
    least = statistics.median(took["bare insertion"])
    return [Figure(name, records, median := statistics.median(times), median / least) for name, times in took.items()]


def open_copy(lead: Desk, copy: Path, folder: Path) -> Desk:
    """Open the lead's desk as it was before anything came, in a folder of its own."""
    folder.mkdir()
    shutil.copy(copy, folder / FILE)
    shutil.copy(lead.folder / HEADER, folder / HEADER)
    return open_here(folder, SHELF, now)
