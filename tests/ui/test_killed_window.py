"""Killed a moment after typing: every word is offered again, with its time and its place, and nowhere else."""

import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from peerdesk.desk.desk import open_here, start_here
from tests.people import Shelf
from tests.ui.killed_window import WORDS, shelf_of

NOW = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize("place", ["now", "plan", "notes"])
def test_what_was_typed_before_a_kill_is_on_disk(place: str, tmp_path: Path) -> None:
    shelf = Shelf()
    desk = start_here(tmp_path / "desk", shelf, "Anita", lambda: NOW)
    scope, _ = desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    note_id, _ = desk.capture.keep_note(scope, text="kept", seen_at="2027-03-09T09:00")
    review = desk.plan.reviews()[0]
    desk.close()
    (tmp_path / "keys").write_text(json.dumps({name: key.hex() for name, key in shelf.keys.items()}))
    argv = [sys.executable, "-m", "tests.ui.killed_window", str(tmp_path), place]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "typed\n"
        time.sleep(1.2)
        window.kill()
    again = open_here(tmp_path / "desk", shelf_of(tmp_path), lambda: NOW)
    drafts = {one.place: one for one in again.capture.drafts()}
    expected = {"now": "now.line:", "plan": f"plan:{review.record_id}:purpose", "notes": f"note:{note_id}:words"}
    assert list(drafts) == [expected[place]]
    assert drafts[expected[place]].text.endswith(WORDS)
    assert drafts[expected[place]].typed_at == "2027-03-09T09:12:00Z"
    assert [one.text for one in again.capture.notes(scope)] == ["kept"]
    assert again.plan.reviews()[0].purpose == ""
    again.close()
