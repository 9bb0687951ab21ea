"""What arrives by itself is said in a quiet line on every page, and seen with one act."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.desk import start_here
from peerdesk.desk.watching import SEEN, WATCHED
from peerdesk.ui import arrivals
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.arrived_line import ArrivedLine
from tests.people import Clock, Shelf, Team
from tests.ui.accessibility import find_faults


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    folder = tmp_path / "Downloads"
    folder.mkdir()
    return folder


@pytest.fixture
def window(
    team: Team, qtbot: QtBot, theme: Theme, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """Show the lead's window, with her typing on Now."""
    monkeypatch.setattr(arrivals, "LOOK_MS", 60)
    window = build_window(team.lead, theme, team.lead.acting.now, lambda: None)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.show_page("now")
    assert window.jobs.wait_idle()
    yield window
    window.jobs.wait_idle()
    window.close()
    window.deleteLater()


def line_of(window: MainWindow) -> ArrivedLine:
    (line,) = window.findChildren(ArrivedLine)
    return line


def give(team: Team, folder: Path, name: str = "Holiday (1).peerdesk") -> Path:
    team.ben.capture.keep_note(team.scope, text="one")
    team.ben.packages.give(team.scope, "team", folder / name)
    return folder / name


def wait_for(qtbot: QtBot, window: MainWindow, words: str) -> None:
    def said() -> None:
        assert line_of(window).sentence.text() == words

    qtbot.waitUntil(said, timeout=5000)


def test_it_is_said_while_one_types_and_takes_nothing_away(
    team: Team, window: MainWindow, downloads: Path, qtbot: QtBot
) -> None:
    page = window.current_page()
    assert isinstance(page, NowPage)
    line = page.composer.line
    QTest.keyClicks(line, "y4 28/30 ")
    before = team.lead.keeping.digest()
    give(team, downloads)
    wait_for(qtbot, window, "Ben Okoro's notes have arrived.")
    assert line_of(window).isVisible()
    assert QApplication.focusWidget() is line
    assert line.toPlainText().startswith("y4 28/30")
    assert team.lead.keeping.digest() == before
    window.show_page("home")
    assert line_of(window).isVisible()
    assert find_faults(line_of(window)) == []


def test_one_act_shows_what_is_in_it_and_the_line_goes(
    team: Team, window: MainWindow, downloads: Path, qtbot: QtBot
) -> None:
    file = give(team, downloads)
    wait_for(qtbot, window, "Ben Okoro's notes have arrived.")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_A, keys)
    page = window.current_page()
    assert isinstance(page, SharePage)
    qtbot.waitUntil(lambda: page.ui.contents.heading.text() == "Notes from Ben Okoro", timeout=5000)
    assert not line_of(window).isVisible()
    assert window.jobs.wait_idle()
    assert file.name in team.lead.keeping.setting(SEEN)
    assert team.lead.capture.notes(team.scope) == []  # nothing is brought in by looking


def test_not_now_is_not_now_and_the_next_one_is_told(
    team: Team, window: MainWindow, downloads: Path, qtbot: QtBot
) -> None:
    give(team, downloads)
    wait_for(qtbot, window, "Ben Okoro's notes have arrived.")
    QTest.mouseClick(line_of(window).later, Qt.MouseButton.LeftButton)
    assert not line_of(window).isVisible()
    team.cara.packages.give(team.scope, "team", downloads / "Cara.peerdesk")
    wait_for(qtbot, window, "Cara Lind's notes have arrived.")


def test_whom_one_has_not_met_is_not_called_by_the_name_they_claim(
    team: Team, window: MainWindow, downloads: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    stranger = start_here(tmp_path / "stranger", Shelf(), "Ben Okoro", Clock())
    scope, _ = stranger.plan.begin(school_name="Elsewhere")
    stranger.packages.give(scope, "briefing", downloads / "Notes from Ben.peerdesk")
    words = "Something has arrived. It says that it is from Ben Okoro, whom you have not met here."
    wait_for(qtbot, window, words)
    stranger.close()


def test_what_is_not_ours_or_not_for_us_is_passed_over(
    team: Team, window: MainWindow, downloads: Path, qtbot: QtBot
) -> None:
    (downloads / "Song.peerdesk").write_bytes(b"ID3 a song")
    (downloads / "Half.peerdesk").write_bytes(give(team, downloads).read_bytes()[:200])
    team.ben.packages.give(team.scope, "partnership", downloads / "Other.peerdesk", to=[team.cara.people.mine])
    wait_for(qtbot, window, "Ben Okoro's notes have arrived.")


def test_another_folder_is_watched_from_the_moment_it_is_chosen(
    team: Team, window: MainWindow, downloads: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    page = window.show_page("share")
    assert isinstance(page, SharePage)
    assert window.jobs.wait_idle()
    assert "“Downloads” is watched too" in page.ui.watched.sentence.text()
    QTest.mouseClick(page.ui.watched.stop, Qt.MouseButton.LeftButton)
    assert window.jobs.wait_idle()
    assert not page.ui.watched.stop.isVisible()
    team.cara.packages.give(team.scope, "team", downloads / "Cara.peerdesk")
    teams = tmp_path / "Teams"
    teams.mkdir()
    page._keep(WATCHED, str(teams))
    give(team, teams)
    wait_for(qtbot, window, "Ben Okoro's notes have arrived.")


def test_a_review_that_is_practised_watches_nothing(team: Team, qtbot: QtBot, theme: Theme) -> None:
    theme.set_practice(True)
    window = build_window(team.lead, theme, team.lead.acting.now, lambda: None)
    assert window.findChildren(ArrivedLine) == []
    window.jobs.wait_idle()
    window.close()
    window.deleteLater()
    theme.set_practice(False)
