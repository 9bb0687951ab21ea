"""A desk is brought to a later version on a small disk, and where nothing can be written: needs mounts of its own.

`python -m torture.migrations_full TRIES SEED`; torture.__main__ runs it under `unshare`.
"""

import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from peerdesk.desk.desk import FILE
from peerdesk.desk.opening import find_key
from peerdesk.errors import PeerDeskError
from torture.desks import Template, must_hold, open_at
from torture.full import mount
from torture.lives import LossError
from torture.older import NEW, OLD, held_in_file, later_peerdesk, must_be_filled, old_desk

NOTES, ENOUGH = 300, "64m"
LEAST_ROOM, MOST_ROOM = 8 * 1024, 6 * 1024**2


def main(tries: int, seed: int) -> int:
    """Try, print how it came out, and return how many losses there were."""
    made, chance, came = old_desk(NOTES), random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="torture-") as home:
        disk = Path(home) / "disk"
        disk.mkdir()
        for _ in range(tries):
            mount("-t", "tmpfs", "-o", f"size={ENOUGH}", "tmpfs", str(disk))
            try:
                folder = made.copy(disk / "desk")
                _read_only(made, disk, folder)
                came[_small(made, disk, folder, chance.randint(LEAST_ROOM, MOST_ROOM))] += 1
            except LossError as loss:
                print(f"LOST in a migration on a small disk: {loss}", flush=True)
                came["lost"] += 1
            finally:
                subprocess.run(["umount", "--lazy", disk], check=True)
    print(f"small disk       {tries:,} migrations, {came['opened']:,} opened, {came['refused']:,} refused,", end=" ")
    print(f"each refused where nothing can be written, {came['lost']:,} lost", flush=True)
    return came["lost"]


def _open_later(made: Template, folder: Path) -> str:
    try:
        with later_peerdesk():
            open_at(folder, made, 1).close()
    except PeerDeskError as refusal:
        if not (refusal.message and refusal.remedy):
            raise LossError(f"refused without a sentence: {refusal!r}") from refusal
        return "refused"
    return "opened"


def _read_only(made: Template, disk: Path, folder: Path) -> None:
    before = _bytes_in(folder)
    mount("-o", "remount,ro", str(disk))
    came = _open_later(made, folder)
    mount("-o", "remount,rw", str(disk))
    if came != "refused" or _bytes_in(folder) != before:
        raise LossError(f"{came} where nothing can be written")


def _small(made: Template, disk: Path, folder: Path, room: int) -> str:
    """Leave so much room; then there is enough again."""
    key = find_key(folder, made.shelf)[1]
    filler = disk / "filler"
    used = sum(one.stat().st_blocks * 512 for one in disk.rglob("*") if one.is_file())
    mount("-o", f"remount,size={used + room + 64 * 1024}", str(disk))
    filler.write_bytes(bytes(64 * 1024))
    came = _open_later(made, folder)
    filler.unlink()
    mount("-o", f"remount,size={ENOUGH}", str(disk))
    held = held_in_file(folder / FILE, key)
    if held.version != (NEW if came == "opened" else OLD):
        raise LossError(f"{came}, and of version {held.version}")
    if came == "opened" and not [*(folder / "copies").glob("*.backup")]:
        raise LossError("no copy was made first")
    with later_peerdesk():
        desk = open_at(folder, made, 2)
    must_hold(desk, {"draft now.line": 1}, made.scope, rebuild=True)
    must_be_filled(desk.engine)
    desk.close()
    return came


def _bytes_in(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])) > 0)
