"""Desks to torture: made once, copied for each try; what was said to be saved is looked for in them."""

import io
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from peerdesk.desk.capture import Capture
from peerdesk.desk.desk import Desk, open_here
from peerdesk.intake.pictures import read_picture
from peerdesk.storage.backup import integrity, what_is_unsound
from PIL import Image
from tests.people import Clock, Shelf, start_team
from tests.storage.by_hand import rebuilt_rows_of, rows_of
from torture.lives import LossError

PACKAGE = "from-ben.peerdesk"
BROUGHT = 12
"""Notes in the package that waits to be brought in."""


@dataclass(frozen=True)
class Template:
    """A lead's desk with a review on it, and a colleague's package beside it."""

    folder: Path
    shelf: Shelf
    scope: str
    from_ben: tuple[str, ...]

    def copy(self, folder: Path) -> Path:
        """Return the folder of a desk of its own."""
        shutil.copytree(self.folder, folder)
        return folder


@cache
def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="torture-")


@cache
def template() -> Template:
    """Begin a review, and let a colleague write a package; once in a process."""
    home = Path(_temporary().name)
    team = start_team(home / "laptops")
    kept = [team.ben.capture.keep_note(team.scope, text=f"Ben saw {number}")[0] for number in range(BROUGHT)]
    note = team.ben.capture.note(kept[0])
    assert note is not None
    in_process(team.ben).add_picture(note, picture(0), "wall.png", "a wall")
    folder = team.lead.folder
    team.ben.packages.give(team.scope, "team", folder / PACKAGE)
    team.close()
    return Template(folder, team.shelf, team.scope, tuple(kept))


def open_at(folder: Path, made: Template, minutes: int) -> Desk:
    """Open a desk some minutes after nine, so that its copies have names of their own."""
    return open_here(folder, made.shelf, Clock(datetime(2025, 10, 14, 9, tzinfo=UTC) + timedelta(minutes=minutes)))


def in_process(desk: Desk) -> Capture:
    """Return a capture that reads pictures without a process of its own: a start of that takes longer than a life."""
    return Capture(desk.acting, read_picture)


def picture(number: int) -> bytes:
    """Return a picture that no other number gives."""
    out = io.BytesIO()
    Image.effect_noise((96, 96), 40 + number % 50).convert("RGB").save(out, "PNG")
    return out.getvalue()


def must_hold(desk: Desk, said: Mapping[str, int], scope: str, *, rebuild: bool = False) -> None:
    """Look for everything that was said to be saved, in the version that was, or a later one.

    Args:
        desk: it is open.
        said: numbers of versions, by what was saved: "note ID", "draft PLACE", "picture HASH"; "copy" is the newest.
        scope: of the review.
        rebuild: make the tables anew from the revisions, and compare.

    Raises:
        LossError: something is missing, the file is not sound, or the tables differ.
    """
    if found := integrity(desk.engine):
        raise LossError(f"not sound: {found}")
    here = what_is_here(desk, scope)
    if lost := {name: number for name, number in said.items() if here.get(name, -1) < number}:
        raise LossError(f"{len(lost)} of {len(said)} that were said to be saved: {lost}")
    if rebuild:
        with desk.acting.sessions.write() as session:  # never committed
            if rows_of(session) != rebuilt_rows_of(session):
                raise LossError("tables made anew differ from those that are there")


def what_is_here(desk: Desk, scope: str) -> dict[str, int]:
    """Return the numbers of versions on a desk, by what they are of."""
    here = {f"note {one.record_id}": number_of(one.text) for one in desk.capture.notes(scope)}
    here |= {f"draft {one.place}": number_of(one.text) for one in desk.capture.drafts()}
    pictures = [one.sha256 for one in desk.capture.pictures(scope)]
    here |= {f"picture {one}": 0 for one in pictures if desk.capture.picture(one) is not None}
    copies = (desk.folder / "copies").glob("*.backup")
    return here | {"copy": max(map(number_of_copy, copies), default=-1)}


def copies_must_open(folder: Path, key: bytes) -> int:
    """Open and check every copy; return how many there are.

    Raises:
        LossError: one that has its name is not whole.
    """
    copies = list((folder / "copies").glob("*.backup"))
    for one in copies:
        if found := what_is_unsound(one, key):
            raise LossError(f"copy {one.name}: {found}")
    return len(copies)


def number_of(text: str) -> int:
    """Return the number that a text ends with; 0 if it has none."""
    last = text.rpartition(" ")[2]
    return int(last) if last.isdigit() else 0


def number_of_copy(path: Path) -> int:
    """Return when a copy was made, as a number."""
    return int("".join(filter(str.isdigit, path.stem)))
