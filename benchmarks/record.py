"""How long a record takes to bring in package after package, beside inserting the rows that it makes and nothing else.

`python -m benchmarks record`, or `python -m benchmarks.record 50` for fewer. A package is one review after its release:
2,000 revisions of 500 records, words of the last ones, two signatures. Bringing in is checking every byte, decrypting,
parsing, verifying, placing, projecting and indexing, and the door's look at what was released. Bare is COPY on a server
and executemany in a file, into the same tables of another record that has grown as far, the rows known beforehand.
Packages come in turn to both records and both bare ones, so that a busy moment hits all.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from benchmarks.keep import KEY, Shelf
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.packages import _seal_line
from peerdesk.desk.record import Record, open_record_of
from peerdesk.desk.record_places import KEY_SETTING
from peerdesk.domain.canonical import Value, to_bytes
from peerdesk.domain.entries import Entry, Revision, Words, write_revision, write_statement
from peerdesk.domain.seals import NAMESPACE, write_seal
from peerdesk.export.package.contents import Contents, PackageInfo
from peerdesk.export.package.writer import write_package
from peerdesk.keys import signing
from peerdesk.storage.base import Base
from peerdesk.storage.engine import open_record
from tests.storage.server import programs, serving

PACKAGES, RECORDS, EDITS = 500, 500, 4
PARTS = ("page", "opening", "last_review", "question", "sharing", "how")
TEXT = "Pupils explain what they have read in whole sentences, and say what they would ask the writer. "
WHEN = "2025-10-14T11:00:00Z"
SHELF = Shelf()


@dataclass(frozen=True)
class Figure:
    """One line of the result: milliseconds a package, in the first and in the last tenth of all, and beside bare."""

    name: str
    packages: int
    median_ms: float
    first_tenth_ms: float
    last_tenth_ms: float
    last_to_first: float
    to_bare: float


def now() -> datetime:
    return datetime.now(UTC)


class Lead:
    """Writes reviews as a lead does, without a desk of their own."""

    def __init__(self, desk: Desk, coordinator: Desk) -> None:
        self.private, self.badge = desk.identity.private, desk.people.mine
        self.me, self.to = desk.identity.key_id, coordinator.people.mine
        self.random = desk.acting.random

    def send(self, number: int, path: Path) -> None:
        """Write the package of one review."""
        found = write_statement(
            scope=None, kind="found", says={"what": "review", "rules": 1, "above": [], "nonce": self.salt()}, **self.by
        )
        revisions, words = self.write_records(found.entry_id, number)
        tips = {one.record_id: one.entry_id for one in revisions}
        covers = sorted(tips.values())
        signoff = self.state(found.entry_id, "signoff", pdf="0" * 64, covers=covers, numbers=[])
        release = self.state(found.entry_id, "release", signoff=signoff.entry_id, what="report", word=None)
        entries: list[Entry] = [found, signoff, release, *revisions]
        seal = write_seal(found.entry_id, self.me, None, WHEN, [one.entry_id for one in entries])
        info = PackageInfo(
            package_id=f"{number:032x}", kind="partnership", scope=found.entry_id, sender=self.me, made_at=WHEN
        )
        contents = Contents(
            sender_badge=self.badge.to_bytes(),
            entries=[one.line for one in entries],
            words=[
                to_bytes({"entry": one, "field": name, "words": [said.salt, said.value]}) for one, name, said in words
            ],
            seals=[_seal_line(seal.line, self.private.sign(NAMESPACE, seal.line))],
            badges=[],
            attachments={},
            documents={},
        )
        sign = partial(self.private.sign, signing.PACKAGE)
        write_package(path, info, contents, sign, [self.to.key.line(), self.badge.key.line()], None)

    def write_records(self, scope: str, number: int) -> tuple[list[Revision], list[tuple[str, str, Words]]]:
        """Return 500 records of four revisions each, and the words of what they say in the end."""
        revisions: list[Revision] = []
        words: dict[tuple[str, str], tuple[str, str, Words]] = {}
        for at in range(RECORDS):
            kind, said = self.first(at, number)
            write = partial(write_revision, scope=scope, kind=kind, **self.by)
            fields = {name: Words(self.salt(), value) for name, value in said.items()}
            one = write(record=None, parents=(), fields=fields)
            revisions.append(one)
            for name, each in fields.items():
                words[one.record_id, name] = (one.entry_id, name, each)
            changed = "text" if "text" in said else next(iter(said))
            for edit in range(1, EDITS):
                new = Words(self.salt(), f"{said[changed]} {edit}")
                one = write(record=revisions[-1].record_id, parents=(one.entry_id,), fields={changed: new})
                revisions.append(one)
                words[one.record_id, changed] = (one.entry_id, changed, new)
        order = {one.entry_id: at for at, one in enumerate(revisions)}
        return revisions, sorted(words.values(), key=lambda said: order[said[0]])

    def first(self, at: int, number: int) -> tuple[str, dict[str, Value]]:
        if at == 0:
            name = f"School number {number}"
            return "review", {"school_name": name, "school_urn": f"{100000 + number}", "days": ["2025-10-14"]}
        if at < len(PARTS):
            return "member", {"name": f"Person {at} of {number}", "role": "reviewer"}
        if at % 3:
            return "action", {"text": f"{at}: {TEXT}", "state": "not yet", "what_we_saw": TEXT * 2}
        return "section", {"place": PARTS[at % len(PARTS)], "title": f"Part {at}", "text": TEXT * 4}

    def salt(self) -> str:
        return self.random(16).hex()

    def state(self, scope: str, kind: str, /, **says: Value) -> Any:
        return write_statement(scope=scope, kind=kind, says={**says, "nonce": self.salt()}, **self.by)

    @property
    def by(self) -> dict[str, Any]:
        return {"author": self.me, "written_at": WHEN}


class Bare:
    """A record that only takes rows, as fast as it can."""

    def __init__(self, engine: Engine, source: Engine) -> None:
        self.engine, self.source, self.last = engine, source, dict[str, int]()

    def fresh(self) -> list[tuple[str, list[str], list[tuple[Any, ...]]]]:
        """Return the rows that came to the other record since, in an order in which they can be inserted."""
        found = []
        with self.source.connect() as connection:
            for name, columns, key in tables():
                listed = ", ".join(f'"{one}"' for one in columns)
                after = self.last.get(name, 0)
                asked = f'SELECT {listed} FROM "{name}" WHERE "{key}" > {after} ORDER BY "{key}"'
                rows = [tuple(row) for row in connection.exec_driver_sql(asked)]
                if rows:
                    self.last[name] = rows[-1][columns.index(key)]
                    found.append((name, columns, rows))
        return sorted(found, key=lambda one: one[0] in ("words", "sealed"))

    def insert(self, fresh: Sequence[tuple[str, list[str], list[tuple[Any, ...]]]]) -> None:
        with self.engine.begin() as connection:
            raw: Any = connection.connection.driver_connection
            for name, columns, rows in fresh:
                listed = ", ".join(f'"{one}"' for one in columns)
                if self.engine.dialect.name == "sqlite":
                    marks = ", ".join("?" * len(columns))
                    raw.executemany(f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', rows)
                    continue
                with raw.cursor() as cursor, cursor.copy(f'COPY "{name}" ({listed}) FROM STDIN') as copy:
                    for row in rows:
                        copy.write_row(row)


def tables() -> Iterator[tuple[str, list[str], str]]:
    """Yield the tables that grow, with their columns and the one by which they are numbered."""
    for table in Base.metadata.sorted_tables:
        if "seq" in table.columns:
            yield table.name, [one.name for one in table.columns], "seq"
    yield "found", ["rowid", "words"], "rowid"


@contextmanager
def places(folder: Path) -> Iterator[dict[str, tuple[str, str]]]:
    """Yield for each kind of record its address, and that of a bare one."""
    where = programs()
    files = {"file": (f"sqlite:///{folder / 'record.db'}", f"sqlite:///{folder / 'bare.db'}")}
    if where is None:
        yield files
        return
    with serving(where, careful=True) as one, serving(where, careful=True) as other:
        yield {**files, "server": (one.url, other.url)}


def run(packages: int = PACKAGES) -> list[Figure]:
    """Return a figure for each kind of record, and its bare one."""
    with tempfile.TemporaryDirectory() as name, places(Path(name)) as urls:
        folder = Path(name)
        coordinator = start_here(folder / "coordinator", SHELF, "Cora", now)
        lead = start_here(folder / "lead", SHELF, "Anita", now)
        coordinator.people.add(lead.people.mine, typed_words=lead.people.words(lead.identity.key_id))
        writer, took = Lead(lead, coordinator), dict[str, list[float]]()
        records = {kind: open_record_of(coordinator, url) for kind, (url, _) in urls.items()}
        bares = {
            kind: Bare(open_record(url, KEY), open_record(urls[kind][0], key_of(coordinator)))
            for kind, (_, url) in urls.items()
        }
        for bare in bares.values():
            bare.fresh()
        path = folder / "sent.peerdesk"
        for number in range(packages):
            writer.send(number, path)
            for kind, record in records.items():
                took.setdefault(kind, []).append(timed_ms(partial(bring, record, path)))
                rows = bares[kind].fresh()
                took.setdefault(f"{kind}, bare", []).append(timed_ms(partial(bares[kind].insert, rows)))
        for record in records.values():
            record.close()
        for bare in bares.values():
            bare.engine.dispose()
            bare.source.dispose()
        coordinator.close()
        lead.close()
    return [figure(name, times, took[f"{name.split(',')[0]}, bare"]) for name, times in took.items()]


def key_of(desk: Desk) -> bytes:
    """Return what opens the file of a record of hers."""
    return bytes.fromhex(desk.keeping.setting(KEY_SETTING))


def bring(record: Record, path: Path) -> None:
    (arrived,) = record.bring_all([path])
    assert (arrived.came, arrived.waiting, arrived.held) == ("in", 0, 0), arrived


def figure(name: str, times: Sequence[float], bare: Sequence[float]) -> Figure:
    part = max(1, len(times) // 10)
    first, last = statistics.median(times[:part]), statistics.median(times[-part:])
    ratio = statistics.median(one / other for one, other in zip(times, bare, strict=True))
    return Figure(name, len(times), statistics.median(times), first, last, last / first, ratio)


def timed_ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    from benchmarks.__main__ import show

    show("record", run(int(sys.argv[1]) if len(sys.argv) > 1 else PACKAGES))
