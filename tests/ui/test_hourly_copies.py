"""Copies that nobody has to think of; and what they leave behind when something was erased."""

import pytest
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.ui import hourly_copies
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.theme import Theme
from tests.people import Team, pack, take


def make_window(team: Team, theme: Theme) -> MainWindow:
    window = build_window(team.lead, theme, team.lead.acting.now, lambda: None)
    assert window.jobs.wait_idle()
    return window


def owe_an_erasure(team: Team) -> None:
    """Let an erasure come in on a day on which nobody could make a fresh copy."""
    record_id, _ = team.ben.capture.keep_note(team.scope, text="Zanzibar")
    team.hand(team.ben, team.lead)
    team.lead.keeping.back_up()
    note = team.ben.capture.note(record_id)
    assert note is not None
    team.ben.erasing.erase(note)
    take(team.lead, pack(team.ben, team.scope))


def names(team: Team) -> set[str]:
    return {one.path.name for one in team.lead.keeping.copies()}


def test_older_copies_go_at_the_next_start(team: Team, theme: Theme) -> None:
    owe_an_erasure(team)
    before = names(team)
    window = make_window(team, theme)
    assert len(names(team)) == 1
    assert names(team).isdisjoint(before)
    window.close()
    window.deleteLater()


def test_older_copies_go_while_the_window_is_open(
    team: Team, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hourly_copies, "_LOOK_MS", 60)
    window = make_window(team, theme)
    owe_an_erasure(team)
    qtbot.waitUntil(lambda: not window.jobs.busy and len(names(team)) == 1, timeout=10_000)
    window.close()
    window.deleteLater()
