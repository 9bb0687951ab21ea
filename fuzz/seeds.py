"""What is spoilt: a review on the desks of four people, and the file that one of them gives to the lead."""

import io
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyrage
from peerdesk.desk.capture import Capture
from peerdesk.desk.desk import Desk
from peerdesk.intake.pictures import read_picture
from peerdesk.keys.signing import PrivateKey
from PIL import Image
from tests.people import LEAD, Shelf, start_team


@dataclass(frozen=True)
class Seed:
    """One sound file, and all that is needed to make another.

    Attributes:
        folder: of the lead's desk, closed; it does not hold yet what the file brings.
        keys: by name.
        closed: the file as Ben gave it, for the team alone.
        archive: what age has closed in it.
        files: the members of the archive, in their order.
    """

    folder: Path
    shelf: Shelf
    scope: str
    keys: dict[str, PrivateKey]
    closed: bytes
    archive: bytes
    files: dict[str, bytes]


@cache
def _home() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="fuzz-")


@cache
def seed() -> Seed:
    """Make it, once in a process."""
    home = Path(_home().name)
    team = start_team(home / "laptops")
    first = _evidence(team.ben, team.scope, team.questions)
    team.hand(team.ben, team.lead)
    note = team.lead.capture.note(first)
    assert note is not None
    team.lead.findings.add(team.scope, text="All speak", notes=[first])
    team.lead.plan.add(team.scope, "action", text="Readers in every room")
    team.hand(team.lead, team.ben)
    team.ben.capture.change_note(note, text="They talk before they write")
    _evidence(team.ben, team.scope, team.questions)
    given = home / "ben.peerdesk"
    team.ben.packages.give(team.scope, "team", given)
    keys = {name: desk.identity.private for name, desk in team.desks.items()}
    team.close()
    closed = given.read_bytes()
    archive = pyrage.decrypt(closed, [pyrage.ssh.Identity.from_buffer(keys[LEAD].openssh_pem())])
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    return Seed(team.lead.folder, team.shelf, team.scope, keys, closed, archive, files)


def _evidence(desk: Desk, scope: str, questions: tuple[str, ...]) -> str:
    note, _ = desk.capture.keep_note(scope, text="They talk", questions=questions[:1], seen_at="2025-10-14T09:10:00Z")
    other, _ = desk.capture.keep_note(scope, text="Nobody reads aloud", sign="not_yet", subject="English")
    desk.capture.keep_note(scope, text="Gone again")
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 30, 30)).save(picture, "PNG")
    shown = desk.capture.note(other)
    assert shown is not None
    Capture(desk.acting, read_picture).add_picture(shown, picture.getvalue(), "wall.png", "a wall")
    return note
