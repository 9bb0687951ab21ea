"""A small disk fills up, and a folder can only be read: `python -m torture.full TRIES SEED`.

Needs mounts of its own: torture.__main__ runs it under `unshare`.
"""

import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from peerdesk.errors import PeerDeskError
from torture.acts import ACTS, keep_note
from torture.desks import Template, must_hold, open_at, template
from torture.lives import LossError

SIZE_BYTES = 6 * 1024**2
MOST_ACTS = 40


def main(tries: int, seed: int) -> int:
    """Try, print how it came out, and return how many losses there were."""
    made, chance, came = template(), random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="torture-") as home:
        disk = Path(home) / "disk"
        disk.mkdir()
        for _ in range(tries):
            mount("-t", "tmpfs", "-o", f"size={SIZE_BYTES}", "tmpfs", str(disk))
            try:
                _fill(made, disk, chance, came)
                _read_only(made, disk, came)
            except LossError as loss:
                print(f"LOST on a small disk: {loss}", flush=True)
                came["lost"] += 1
            finally:
                subprocess.run(["umount", "--lazy", disk], check=True)
    print(f"small disk       {tries:,} disks, {came['kept']:,} acts kept, {came['refused']:,} refused,", end=" ")
    print(f"{came['read only']:,} times only to be read, {came['lost']:,} lost", flush=True)
    return came["lost"]


def _fill(made: Template, disk: Path, chance: random.Random, came: Counter[str]) -> None:
    """Act until the disk is full and longer, make room, and act again."""
    folder, filler = made.copy(disk / "desk"), disk / "filler"
    desk = open_at(folder, made, 0)
    said = keep_note(desk, made.scope, 1)
    free = SIZE_BYTES - sum(one.stat().st_blocks * 512 for one in disk.rglob("*") if one.is_file())
    filler.write_bytes(bytes(max(0, free - chance.randrange(0, 1_500_000))))
    for number in range(2, MOST_ACTS):
        name = chance.choice(list(ACTS))
        try:
            said |= ACTS[name](desk, made.scope, number)
            came["kept"] += 1
        except PeerDeskError as refusal:
            if not (refusal.message and refusal.remedy):
                raise LossError(f"refused without a sentence: {refusal!r}") from refusal
            came["refused"] += 1
    must_hold(desk, said, made.scope)
    filler.unlink()
    said |= ACTS[name](desk, made.scope, MOST_ACTS)
    must_hold(desk, said, made.scope)
    desk.close()
    again = open_at(folder, made, 9)
    must_hold(again, said, made.scope, rebuild=True)
    again.close()


def _read_only(made: Template, disk: Path, came: Counter[str]) -> None:
    """Let nothing be written on the disk: to open or to act is refused, and all is there afterwards."""
    folder = disk / "desk"
    desk = open_at(folder, made, 20)
    said = keep_note(desk, made.scope, 1)
    desk.close()
    mount("-o", "remount,ro", str(disk))
    try:
        desk = open_at(folder, made, 21)
        try:
            keep_note(desk, made.scope, 2)
        finally:
            desk.close()
    except PeerDeskError as refusal:
        came["read only"] += bool(refusal.message and refusal.remedy)
    else:
        raise LossError("kept on a disk that can only be read")
    mount("-o", "remount,rw", str(disk))
    desk = open_at(folder, made, 22)
    said |= keep_note(desk, made.scope, 3)
    must_hold(desk, said, made.scope, rebuild=True)
    desk.close()


def mount(*words: str) -> None:
    """Mount, in mounts of our own."""
    subprocess.run(["mount", *words], check=True)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])) > 0)
