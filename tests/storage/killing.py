"""Kill a writer again and again, as a flat battery would: `python -m tests.storage.killing FOLDER ROUNDS`.

A process of its own, so that it may fork: each writer says what is saved and is killed at a moment of chance.
"""

import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from sqlalchemy import text

from peerdesk.desk.desk import Desk, open_here, start_here
from tests.people import Clock, Shelf

AT_MOST_S = 0.06


def write(folder: Path, shelf: Shelf, scope: str, out: int) -> None:
    desk = open_here(folder, shelf, Clock())
    while True:
        note_id, _ = desk.capture.keep_note(scope, text="kept " * 50)
        os.write(out, f"{note_id}\n".encode())


def killed_writer(folder: Path, shelf: Shelf, scope: str, chance: random.Random) -> list[str]:
    """Return what a writer said was saved before it was killed: while it writes, or before it has begun."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write(folder, shelf, scope, write_end)
        finally:
            os._exit(1)
    os.close(write_end)
    said = b""
    if chance.random() < 0.7:
        said += os.read(read_end, 65536)
    until = time.monotonic() + chance.uniform(0, AT_MOST_S)
    while (left := until - time.monotonic()) > 0:
        if select.select([read_end], [], [], left)[0]:
            said += os.read(read_end, 65536)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(read_end, 65536):
        said += more
    os.close(read_end)
    return said.decode().split("\n")[:-1]


def look(desk: Desk, scope: str) -> set[str]:
    with desk.acting.look() as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
    return {one.record_id for one in desk.capture.notes(scope)}


def main(folder: Path, rounds: int) -> None:
    shelf, chance = Shelf(), random.Random(rounds)
    desk = start_here(folder, shelf, "Anita", Clock())
    scope, _ = desk.plan.begin(school_name="Saltmarsh Primary School")
    desk.close()
    saved: set[str] = set()
    for _ in range(rounds):
        saved |= {*killed_writer(folder, shelf, scope, chance)}
        desk = open_here(folder, shelf, Clock())
        lost = saved - look(desk, scope)
        desk.close()
        assert not lost, f"{len(lost)} of {len(saved)} that were said to be saved"
    sys.stdout.write(f"{len(saved)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
