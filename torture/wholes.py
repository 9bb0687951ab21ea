"""Acts that take long: killed in the middle, each is there as a whole, or not at all and can be begun again."""

import random
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path

from peerdesk.desk.desk import FILE
from peerdesk.desk.mending import Mending
from peerdesk.desk.opening import find_key
from peerdesk.desk.rescuing import rescue
from peerdesk.desk.restoring import restore
from peerdesk.domain.ageing import Aged, to_keep
from peerdesk.storage.backup import SUFFIX, made_at, what_is_unsound
from tests.people import Clock
from torture.desks import PACKAGE, Template, copies_must_open, must_hold, open_at, template
from torture.lives import LossError, Tell, live

COPY, OUT, DRIVE = "with-ben.backup", "rescued", "drive"


@dataclass(frozen=True)
class Whole:
    """An act that takes long.

    Attributes:
        prepare: makes a folder in which it can be done.
        work: does it there; tells `begun` where it begins, and nothing after that.
        look: raises LossError if what it left is neither done nor as it was; gets whether it was said to be done.
    """

    prepare: Callable[[Path], object]
    work: Callable[[Path, Tell], object]
    look: Callable[[Path, bool], object]


def kill_in_the_middle(act: Whole, folder: Path, kills: int, chance: random.Random) -> tuple[int, int]:
    """Kill somebody who does it, again and again; return how often, and how often it came to be done.

    A moment of chance is one between the beginning of the act and a little more than it usually takes.
    """
    count, done, takes_s = 0, 0, 1.0
    act.prepare(folder)
    while count < kills:
        life = live(partial(_do, act, folder), chance.uniform(0, 1.2 * takes_s), from_first_word=True)
        count += life.killed
        took = [one["took_s"] for one in life.said if "took_s" in one]
        act.look(folder, bool(took))
        if not took:
            takes_s *= 1.1
            continue
        takes_s, done = 0.7 * takes_s + 0.3 * took[0], done + 1
        shutil.rmtree(folder)
        act.prepare(folder)
    return count, done


def _do(act: Whole, folder: Path, tell: Tell) -> None:
    begun = time.monotonic()

    def tell_begun(**said: object) -> None:
        nonlocal begun
        begun = time.monotonic()
        tell(**said)

    act.work(folder, tell_begun)
    tell(took_s=time.monotonic() - begun)


def _copy(folder: Path) -> None:
    template().copy(folder)


def _bring_in(folder: Path, tell: Tell) -> None:
    desk = open_at(folder, template(), 0)
    tell(begun=1)
    desk.packages.merge(desk.packages.preview(folder / PACKAGE))


def _is_bens_whole(folder: Path, said: bool) -> None:
    made = template()
    desk = open_at(folder, made, 0)
    must_hold(desk, {}, made.scope, rebuild=True)
    here = {one.record_id for one in desk.capture.notes(made.scope)} & set(made.from_ben)
    desk.close()
    if len(here) not in (0, len(made.from_ben)) or (said and not here):
        raise LossError(f"{len(here)} of {len(made.from_ben)} notes{' that were said to be there' if said else ''}")


@cache
def _copy_with_ben() -> bytes:
    """Return a copy of the desk as it is once Ben's package was brought in."""
    made = template()
    folder = made.folder.with_name("with-ben")
    made.copy(folder)
    desk = open_at(folder, made, 0)
    desk.packages.merge(desk.packages.preview(folder / PACKAGE))
    content = desk.keeping.back_up().read_bytes()
    desk.close()
    return content


def _prepare_copy(folder: Path) -> None:
    _copy(folder)
    (folder / COPY).write_bytes(_copy_with_ben())


def _bring_back(folder: Path, tell: Tell) -> None:
    desk = open_at(folder, template(), 0)
    tell(begun=1)
    restore(desk, folder / COPY)


def _is_brought_back_whole(folder: Path, said: bool) -> None:
    _is_bens_whole(folder, said)
    made = template()
    copies_must_open(folder, find_key(folder, made.shelf)[1])
    if (folder / COPY).read_bytes() != _copy_with_ben():
        raise LossError("the copy that was brought back is no longer what it was")


@cache
def _damaged() -> Template:
    """Return a desk with a copy beside it, killed as it wrote; then the middle of its file is no longer what it was."""
    made = template()
    folder = made.folder.with_name("damaged")
    made.copy(folder)
    said = live(partial(_write_and_wait, folder), 0, from_first_word=True).said[0]
    if not said or not (folder / f"{FILE}-wal").stat().st_size:
        raise LossError("nothing was left in the journal")
    file = folder / FILE
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    return Template(folder, made.shelf, made.scope, made.from_ben)


def _write_and_wait(folder: Path, tell: Tell) -> None:
    desk = open_at(folder, template(), 0)
    desk.capture.keep_note(template().scope, text="kept before the copy 1")
    desk.keeping.back_up()
    desk.capture.keep_note(template().scope, text="kept after the copy 2")
    tell(written=1)
    time.sleep(60)


def _prepare_damaged(folder: Path) -> None:
    _damaged().copy(folder)


def _put_in_its_place(folder: Path, tell: Tell) -> None:
    tell(begun=1)
    Mending(folder, _damaged().shelf, Clock()).put_in_place()


@cache
def _all_in_its_place() -> Collection[str]:
    """Return what the notes say once nobody disturbed it: those of the copy, and what could still be read."""
    folder = _damaged().folder.with_name("in-its-place")
    _damaged().copy(folder)
    _put_in_its_place(folder, lambda **_: None)
    return _texts(folder)


def _texts(folder: Path) -> Collection[str]:
    made = _damaged()
    desk = open_at(folder, made, 1)
    must_hold(desk, {}, made.scope, rebuild=True)
    texts = {one.text for one in desk.capture.notes(made.scope)}
    desk.close()
    return texts


def _is_in_its_place(folder: Path, said: bool) -> None:
    """See that nothing of the damaged file is gone, that the copy is, and that what was put in its place opens."""
    made = _damaged()
    there = {one.read_bytes() for one in folder.iterdir() if one.is_file()}
    for name in (FILE, f"{FILE}-wal"):
        if (made.folder / name).read_bytes() not in there:
            raise LossError(f"{name} of the damaged desk is gone")
    copies_must_open(folder, find_key(made.folder, made.shelf)[1])
    if said:
        beside = Path(shutil.copytree(folder, folder.with_name("beside")))
        lost = {*_all_in_its_place()} - {*_texts(beside)}
        shutil.rmtree(beside)
        if lost:
            raise LossError(f"not in the place of the damaged file: {lost}")


def _rescue(folder: Path, tell: Tell) -> None:
    tell(begun=1)
    rescue(folder / FILE, [find_key(folder, _damaged().shelf)[1]], folder / OUT)


@cache
def _all_rescued() -> Mapping[str, bytes]:
    folder = _damaged().folder.with_name("rescued-once")
    _damaged().copy(folder)
    _rescue(folder, lambda **_: None)
    return _files(folder / OUT)


def _is_rescued_whole(folder: Path, said: bool) -> None:
    """See that the damaged file was only read, and that what was written under its name is all of it."""
    before = _damaged().folder
    if any((folder / name).read_bytes() != (before / name).read_bytes() for name in (FILE, f"{FILE}-wal")):
        raise LossError("the damaged file was changed")
    written, whole = _files(folder / OUT), _all_rescued()
    if half := [name for name, content in written.items() if whole.get(name) != content]:
        raise LossError(f"half written: {half}")
    if said and written.keys() != whole.keys():
        raise LossError(f"said to be rescued: {whole.keys() - written.keys()}")


def _files(folder: Path) -> dict[str, bytes]:
    """Return what is below a folder; what has a name for a moment only is left out."""
    found = [one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(".")]
    return {str(one.relative_to(folder)): one.read_bytes() for one in found}


@cache
def _aged() -> Template:
    """Return a desk with copies of many days, three of each: most of them are too old to stay."""
    made = template()
    folder = made.folder.with_name("aged")
    made.copy(folder)
    desk = open_at(folder, made, 0)
    content = desk.keeping.back_up().read_bytes()
    desk.close()
    for days in range(1, 21):
        for hour in (8, 12, 16):
            name = f"{datetime(2025, 10, 14, hour) - timedelta(days=days):%Y-%m-%dT%H%M%SZ}"
            (folder / "copies" / f"{name}{SUFFIX}").write_bytes(content)
    return Template(folder, made.shelf, made.scope, made.from_ben)


def _prepare_aged(folder: Path) -> None:
    _aged().copy(folder)


def _back_up(folder: Path, tell: Tell) -> None:
    desk = open_at(folder, template(), 1)
    tell(begun=1)
    desk.keeping.back_up()


def _is_aged_well(folder: Path, said: bool) -> None:
    """See that those that are to stay are there, and that all that are there are whole."""
    before, here = _age(_aged().folder), _age(folder)
    new = [one for name, one in here.items() if name not in before]
    stays = to_keep([*before.values(), *new])
    if lost := (to_keep([*before.values()]) & stays) - here.keys():
        raise LossError(f"copies that were to stay: {sorted(lost)}")
    if said and here.keys() != stays:
        raise LossError(f"copies that were to go: {sorted(here.keys() - stays)}")
    content = next((_aged().folder / "copies").glob(f"*{SUFFIX}")).read_bytes()
    for name in here.keys() & before.keys():
        if (folder / "copies" / name).read_bytes() != content:
            raise LossError(f"not what it was: {name}")
    _are_whole(folder, (folder / "copies" / one.name for one in new))


def _age(folder: Path) -> dict[str, Aged]:
    return {one.name: Aged(one.name, made_at(one), True) for one in (folder / "copies").glob(f"*{SUFFIX}")}


def _prepare_drive(folder: Path) -> None:
    _copy(folder)
    (folder / DRIVE).mkdir()
    desk = open_at(folder, template(), 0)
    desk.keeping.choose_drive(folder / DRIVE)
    desk.close()


def _are_carried_whole(folder: Path, said: bool) -> None:
    here, carried = ([*place.rglob(f"*{SUFFIX}")] for place in (folder / "copies", folder / DRIVE))
    if said and not (here and {one.name for one in here} == {one.name for one in carried}):
        raise LossError(f"{len(here)} copies, and {len(carried)} on the drive")
    _are_whole(folder, [*here, *carried])


def _are_whole(folder: Path, copies: Iterable[Path]) -> None:
    key = find_key(folder, template().shelf)[1]
    for one in copies:
        if found := what_is_unsound(one, key):
            raise LossError(f"{one.name}: {found}")


WHOLES: Mapping[str, Whole] = {
    "bringing in": Whole(_copy, _bring_in, _is_bens_whole),
    "bringing back": Whole(_prepare_copy, _bring_back, _is_brought_back_whole),
    "in its place": Whole(_prepare_damaged, _put_in_its_place, _is_in_its_place),
    "rescuing": Whole(_prepare_damaged, _rescue, _is_rescued_whole),
    "ageing": Whole(_prepare_aged, _back_up, _is_aged_well),
    "second copies": Whole(_prepare_drive, _back_up, _are_carried_whole),
}
