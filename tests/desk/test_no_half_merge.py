"""A stick that is pulled while something is brought in, and a person who stops it, leave the notes as they were."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from peerdesk.desk.shared_folder import bring_in
from peerdesk.errors import Cancelled, PeerDeskError
from tests.people import BEN, LEAD, Team

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(team: Team, tmp_path: Path) -> Path:
    for number in range(20):
        team.ben.capture.keep_note(team.scope, text=f"note {number}")
    path = tmp_path / "Ben.peerdesk"
    team.ben.packages.give(team.scope, "team", path)
    return path


@pytest.mark.parametrize("reads", [0, 1, 2, 3, 5, 8])
def test_the_stick_is_pulled_while_it_is_read(
    team: Team, file: Path, reads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each walk over the file opens it anew; from one of them on it is not there."""
    preview, before = team.lead.packages.preview(file), team.lead.keeping.digest()
    real, left = Path.open, iter(range(reads))

    def pulled(path: Path, *given: object, **named: object) -> object:
        if path == file and next(left, None) is None:
            raise OSError(5, "Input/output error")
        return real(path, *given, **named)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", pulled)
        came = False
        with suppress(PeerDeskError):
            bring_in(team.lead, preview)
            came = True
    notes = len(team.lead.capture.notes(team.scope))
    assert (notes, team.lead.keeping.digest() == before) == ((20, False) if came else (0, True))
    if not came:
        bring_in(team.lead, team.lead.packages.preview(file))
    assert len(team.lead.capture.notes(team.scope)) == 20


def test_the_file_is_cut_short_between_looking_and_bringing_in(team: Team, file: Path) -> None:
    preview, before = team.lead.packages.preview(file), team.lead.keeping.digest()
    os.truncate(file, file.stat().st_size - 300)
    with pytest.raises(PeerDeskError):
        bring_in(team.lead, preview)
    assert team.lead.keeping.digest() == before


def test_who_stops_it_has_nothing_of_it(team: Team, file: Path) -> None:
    preview, before = team.lead.packages.preview(file), team.lead.keeping.digest()

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        bring_in(team.lead, preview, progress=stop)
    assert team.lead.keeping.digest() == before
    assert list(file.parent.glob("*.arrived")) == []


BRINGING = """
import sys
from pathlib import Path
from peerdesk.desk.desk import open_here
from peerdesk.desk.shared_folder import bring_in
from tests.people import Clock, Shelf

shelf = Shelf()
shelf.keys = {name: bytes.fromhex(key) for name, key in (one.split("=") for one in sys.argv[3:])}
desk = open_here(Path(sys.argv[1]), shelf, Clock())
preview = desk.packages.preview(Path(sys.argv[2]))
print("begun", flush=True)
bring_in(desk, preview)
print("done", flush=True)
"""


@pytest.mark.parametrize("wait_s", [0.0, 0.01, 0.03, 0.06, 0.1])
def test_killed_while_it_brings_in_all_is_in_or_nothing(team: Team, file: Path, wait_s: float) -> None:
    folder = team.lead.folder
    team.lead.close()
    keys = [f"{name}={key.hex()}" for name, key in team.shelf.keys.items()]
    command = [sys.executable, "-c", BRINGING, str(folder), str(file), *keys]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as bringing:
        assert bringing.stdout
        assert bringing.stdout.readline() == b"begun\n"
        with suppress(subprocess.TimeoutExpired):
            bringing.wait(wait_s)
        bringing.send_signal(signal.SIGKILL)
    desk = team.open(LEAD, folder)
    assert len(desk.capture.notes(team.scope)) in (0, 20)
    preview = desk.packages.preview(file)
    if not preview.been_here:
        bring_in(desk, preview)
    assert len(desk.capture.notes(team.scope)) == 20
    assert desk.packages.passages(team.scope)[-1].person == team.desks[BEN].identity.key_id
