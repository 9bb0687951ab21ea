"""Killed a moment after typing: every word is offered again, with its time and its place, and nowhere else."""

import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.desk import open_here, start_here
from peerdesk.ui.dialogs.unkept import UnkeptSheet
from peerdesk.ui.theme import Theme
from tests.people import Shelf
from tests.ui.killed_window import WORDS, shelf_of

NOW = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)
WHERE = {
    "now": "The line on Now, Wrenholt",
    "unplanned": "Something else…, Wrenholt",
    "plan": "The plan, what the visit is for, Wrenholt",
    "notes": "A note “kept”, Wrenholt",
    "picture": "What a picture shows “kept”, Wrenholt",
    "finding": "A finding “Talk is planned”, Wrenholt",
    "section": "The report “To begin with”, Wrenholt",
    "answer": "The head’s answer, Wrenholt",
    "new": "New review",
}


@pytest.mark.parametrize("place", WHERE)
def test_what_was_typed_before_a_kill_is_offered(place: str, tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    shelf = Shelf()
    desk = start_here(tmp_path / "desk", shelf, "Anita", lambda: NOW)
    scope, _ = desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    question, _ = desk.plan.add(scope, "question", text="Do all speak?")
    desk.findings.add(scope, title="Talk is planned", question=question)
    desk.capture.keep_note(scope, text="kept", seen_at="2027-03-09T09:00")
    said = desk.keeping.digest().says
    desk.close()
    (tmp_path / "keys").write_text(json.dumps({name: key.hex() for name, key in shelf.keys.items()}))
    argv = [sys.executable, "-m", "tests.ui.killed_window", str(tmp_path), place]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "typed\n"
        time.sleep(1.1)
        window.kill()
    again = open_here(tmp_path / "desk", shelf_of(tmp_path), lambda: NOW)
    try:
        assert again.keeping.digest().says == said  # no record says anything else
        sitting = build_window(again, theme, lambda: NOW, list)
        qtbot.addWidget(sitting)
        sitting.show()
        assert sitting.jobs.wait_idle()
        next(one for one in sitting.commands() if one.name == "window.unkept").act()
        assert sitting.jobs.wait_idle()
        sheet = sitting.findChild(UnkeptSheet)
        assert sheet is not None
        (row,) = sheet.rows
        at = f"{NOW.astimezone():%H:%M}"
        assert row.accessibleName() == f"{WHERE[place]} · {at}: {row.one.text}"
        assert row.one.text.endswith(WORDS)
        assert row.one.standing == "there"
        sitting.close()
    finally:
        again.close()
