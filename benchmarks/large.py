"""How much memory a package of 2 GB takes: what writes it, looks at it and brings it in, each in a process of its own.

`python -m benchmarks large`. Pictures of noise, as JPEGs are to a packer, kept with notes on one desk and given to the
other.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.keep import Shelf, now
from benchmarks.merge import keep_many
from peerdesk.desk.desk import Desk, open_here, start_here
from peerdesk.storage.attachments import put_attachment

PICTURES, PICTURE_BYTES, AT_ONCE, NOTES = 5_000, 400_000, 100, 10_000


@dataclass(frozen=True)
class Figure:
    """One line of the result: what a process did with the package."""

    name: str
    package_mb: float
    seconds: float
    mb_a_second: float
    most_memory_mb: float


class ShelfOnDisk(Shelf):
    """A vault that other processes can read."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        kept = json.loads(path.read_text()) if path.exists() else {}
        self._keys = {name: bytes.fromhex(key) for name, key in kept.items()}

    def write(self, desk_id: str, key: bytes) -> None:
        super().write(desk_id, key)
        self._path.write_text(json.dumps({name: key.hex() for name, key in self._keys.items()}))


def make_desks(folder: Path, pictures: int) -> None:
    """Let somebody keep notes and pictures, and a lead know of them."""
    shelf = ShelfOnDisk(folder / "keys.json")
    lead, one = start_here(folder / "lead", shelf, "Anita", now), start_here(folder / "ben", shelf, "Ben", now)
    scope, _ = lead.plan.begin(school_name="Saltmarsh Primary School")
    question, _ = lead.plan.add(scope, "question", text="Do all speak?")
    lead.people.add(one.people.mine, typed_words=one.people.words(one.identity.key_id))
    lead.plan.add_member(scope, one.identity.badge.name, "reviewer", key=one.identity.key_id)
    briefing = folder / "briefing.peerdesk"
    lead.packages.give(scope, "briefing", briefing)
    one.packages.merge(one.packages.preview(briefing), typed_words=one.people.words(lead.identity.key_id))
    keep_many(one, scope, question, NOTES)
    chance = random.Random(1)
    for first in range(0, pictures, AT_ONCE):
        with one.acting.act("keep pictures") as act:
            for number in range(first, min(first + AT_ONCE, pictures)):
                sha256 = put_attachment(act.session, chance.randbytes(PICTURE_BYTES), "image/jpeg")
                note = act.add(scope, "note", text=f"{number}: a display", sign="yes")
                act.add(scope, "attachment", note=note, sha256=sha256, media_type="image/jpeg", alt="a display")
    one.close()
    lead.close()


def give(desk: Desk, file: Path) -> None:
    desk.packages.give(desk.plan.reviews()[0].scope, "team", file)


def look(desk: Desk, file: Path, *, pictures: bool) -> None:
    desk.packages.preview(file, pictures=pictures)


def bring_in(desk: Desk, file: Path) -> None:
    desk.packages.merge(desk.packages.preview(file, pictures=False))


WORK: dict[str, tuple[str, Callable[[Desk, Path], None]]] = {
    "write it, and read it back": ("ben", give),
    "a first look, before its pictures": ("lead", partial(look, pictures=False)),
    "look, and check every byte": ("lead", partial(look, pictures=True)),
    "check, copy the desk, bring in": ("lead", bring_in),
}


def one(folder: Path, name: str) -> None:
    """Do one piece of work in this process, and print how long it took and how much memory."""
    whose, work = WORK[name]
    desk = open_here(folder / whose, ShelfOnDisk(folder / "keys.json"), now)
    begun = time.perf_counter()
    work(desk, folder / "ben.peerdesk")
    seconds = time.perf_counter() - begun
    desk.close()
    print(json.dumps([seconds, most_memory_mb()]))


def most_memory_mb() -> float:
    """Return the most memory that this process ever had; what getrusage says is its parent's if that had more."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def run(pictures: int = PICTURES) -> list[Figure]:
    """Return one figure for each piece of work. It takes three times the package on the disk."""
    folder, figures = Path(tempfile.mkdtemp(prefix="large-")), []
    try:
        make_desks(folder, pictures)
        for name in WORK:
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.large", os.fspath(folder), name],
                stdout=subprocess.PIPE,
                check=True,
            )
            seconds, memory = json.loads(done.stdout)
            size_mb = (folder / "ben.peerdesk").stat().st_size / 1e6
            figures.append(Figure(name, size_mb, seconds, size_mb / seconds, memory))
    finally:
        shutil.rmtree(folder)
    return figures


if __name__ == "__main__":
    one(Path(sys.argv[1]), sys.argv[2])
