"""Words typed everywhere are looked for on disk, in clear: `python -m torture.canaries`, with faults.c below it.

A sandbox is home, temporary folder and data folder of the process. All that the process writes into files is watched
as it is written, so that a file that lives for a moment only is seen too; what lies there in the end is read again.
"""

import logging
import os
import secrets
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from pathlib import Path

from peerdesk.app import Program
from peerdesk.desk.desk import FILE, Desk, start_here
from peerdesk.desk.restoring import restore
from peerdesk.domain.review import Contact
from peerdesk.log import start_log
from peerdesk.paths import data_folder
from peerdesk.start import tell_bug
from peerdesk.storage.engine import open_desk
from tests.people import Clock, Shelf
from torture import faults
from torture.canaries_window import crash, work_in_a_window
from torture.desks import picture
from torture.lives import LossError
from torture.older import later_steps

PIECE_BYTES = 32
PLACES = ("now.line", "now.line:after", "plan:one:purpose", "plan:one:purpose:beside", "note:one:words", "section:one")
FIELDS = ("text", "made_of_it", "where", "subject", "year")


class NoWindow(Program):
    """Stands for the program where a bug is told and no window is open."""

    def __init__(self) -> None:
        self.window = None


def main() -> int:
    """Type canaries, look for them, print what was found, and return how many were found in clear."""
    word = f"canary{secrets.token_hex(6)}"
    faults.watch(word)
    home = data_folder()
    start_log(home)
    typed = _type_everywhere(home / "own", word)
    _break_something(word)
    work_in_a_window(word)
    crashed = crash(word)
    control = home / "control.txt"
    looked_at, found = _look(word)
    written, where = faults.seen()
    control.write_text(word)  # what this finds nothing in must be able to find
    if faults.seen()[0] != written + 1 or {*_look(word)[1]} != {*found, control}:
        raise LossError("the search itself finds nothing")
    print(f"canaries         {typed} words typed, {looked_at} files looked at, {written} written in clear", end=" ")
    print(f"{where if written else ''}, {len(found)} found in clear {[one.name for one in found] or ''}", end=" ")
    print(f"({crashed})", flush=True)
    return written + len(found)


def _type_everywhere(folder: Path, word: str) -> int:
    """Type into every kind of record; return how many different canaries there are. The desk stays open."""
    count = 0

    def canary() -> str:
        nonlocal count
        count += 1
        return f"{word} number{count}"

    desk = start_here(folder, Shelf(), "Anita Shah", Clock())
    other = start_here(folder.with_name("other"), Shelf(), "Ben Okoro", Clock())
    _type(desk, other, canary)
    small = _small_pictures(desk)
    _look_while_open(word)
    other.close()
    _bring_over(desk)
    if shown := [one for one in _files() if any(part in one.read_bytes() for part in small)]:
        raise LossError(f"a picture is in clear: {shown}")
    return count


def _small_pictures(desk: Desk) -> list[bytes]:
    """Return a piece from the middle of each picture and of its small copy."""
    scope = desk.plan.reviews()[0].scope
    here = [desk.capture.picture(one.sha256) for one in desk.capture.pictures(scope)]
    here += [desk.capture.thumbnail(one.sha256) for one in desk.capture.pictures(scope)]
    pieces = [one[len(one) // 2 :][:PIECE_BYTES] for one in here if one]
    assert len(pieces) > 1, "there is a picture, and a small copy of it"
    return pieces


def _bring_over(desk: Desk) -> None:
    """Let a later version write all tables anew."""
    key = desk.recovery.copy_keys()[0]
    beside = desk.folder.with_name("later")
    shutil.copytree(desk.folder, beside)
    open_desk(beside / FILE, key, steps=later_steps()).dispose()


def _type(desk: Desk, other: Desk, say: Callable[[], str]) -> None:
    people = {role: Contact(name=say(), place=say()) for role in ("child", "adult", "head")}
    scope, _ = desk.plan.begin(school_name=say(), school_address=say(), purpose=say(), contacts=people)
    desk.people.add(other.people.mine, typed_words=other.people.words(other.identity.key_id))
    desk.plan.add_member(scope, "Ben Okoro", "reviewer", school=say(), key=other.identity.key_id)
    question, _ = desk.plan.add(scope, "question", text=say(), short_name=say())
    desk.plan.add(scope, "activity", title=say(), place=say())
    desk.plan.add(scope, "action", text=say(), what_we_saw=say())
    for place in PLACES:
        desk.capture.keep_draft(place, say(), say())
    note_id, _ = desk.capture.keep_note(scope, questions=[question], **{name: say() for name in FIELDS})
    note = desk.capture.note(note_id)
    assert note is not None
    desk.capture.add_picture(note, picture(1), f"{say()}.png", say())
    desk.capture.keep_jotting(scope, say())
    desk.findings.add(scope, notes=[note_id], title=say(), text=say(), wondering=say(), caution=say())
    desk.reports.add_section(scope, "question", title=say(), text=say())
    with desk.acting.act("take down the head's answer") as act:
        act.add(scope, "reply", words=say())
    desk.capture.change_note(note, text=say())
    desk.capture.change_note(note, made_of_it=say())  # as it was shown before: two versions
    desk.capture.delete(next(one for one in desk.capture.notes(scope) if one.record_id == note_id))
    desk.keeping.undo()
    desk.keeping.put_setting("look", say())
    last = say()
    desk.capture.keep_note(scope, text=last)
    assert desk.capture.find(last.split()[1], scope), "what is typed can be searched"
    desk.capture.find(f'"{say()}', scope)
    restore(desk, desk.keeping.back_up())
    package = desk.folder / "team.peerdesk"
    desk.packages.give(scope, "team", package)
    words = desk.people.words(desk.identity.key_id)
    other.packages.merge(other.packages.preview(package), typed_words=words)
    assert len(other.capture.notes(scope)) == len(desk.capture.notes(scope))


def _break_something(word: str) -> None:
    """Let a bug reach the log that has a typed word on its tongue."""
    try:
        try:
            raise KeyError(f"{word} in a key")
        except KeyError as error:
            raise ValueError(f"{word} in a sentence") from error
    except ValueError as error:
        with Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere):  # the hook of Python speaks there, too
            tell_bug(NoWindow(), type(error), error, error.__traceback__)
    for handler in logging.getLogger("peerdesk").handlers:
        handler.flush()
    log = (data_folder() / "peerdesk.log").read_text()
    if "ValueError" not in log or "_break_something" not in log:
        raise LossError("the bug is not in the log")


def _look_while_open(word: str) -> None:
    """Look into every file that this process holds open, those that were deleted among them."""
    for one in Path("/proc/self/fd").iterdir():
        if one.is_file() and word.encode() in one.read_bytes():
            raise LossError(f"in clear in an open file: {one.readlink()}")


def _look(word: str) -> tuple[int, list[Path]]:
    """Return how many files lie in the sandbox, and those that hold the word."""
    files = _files()
    spelt = [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), word.encode().hex().encode()]
    found = [one for one in files if any(way in part for part in _parts(one) for way in spelt)]
    return len(files), found


def _files() -> list[Path]:
    return sorted(one for one in Path(os.environ["HOME"]).rglob("*") if one.is_file())


def _parts(path: Path) -> Iterator[bytes]:
    """Yield a file's name and bytes; of a ZIP what is in it, too."""
    yield path.name.encode()
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())


if __name__ == "__main__":
    sys.exit(main() > 0)
