"""Names in what leaves: said before it does, with a way to each, and sent as it is in one act all the same."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.proofing.leaving_sheet import NamesSheet
from peerdesk.ui.theme import Theme
from tests.desk.test_leaving import release
from tests.people import Team
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.pages.sharing import Sharing
from tests.ui.plain_words import jargon_in

FORBIDDEN = ("package", "merge", "preview", "conflict", "digest", "receipt", "failed", "invalid", "error", "desk")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def sit_down(qtbot: QtBot, theme: Theme, jobs: JobRunner, team: Team, stick: Path, desk: Desk | None = None) -> Sharing:
    desk = desk or team.ben
    desk.keeping.put_setting("share.folder", str(stick))
    page = SharePage(desk, jobs, theme)
    page.show_review(team.scope)
    sharing = Sharing(desk, show_alone(qtbot, theme, jobs, page))
    sharing.pages.settle()
    return sharing


def sheet_of(sharing: Sharing) -> NamesSheet:
    (sheet,) = [one for one in sharing.pages.window.findChildren(NamesSheet) if one.isVisible()]
    return sheet


def test_names_are_said_before_notes_leave_and_sent_in_one_act(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, team: Team, stick: Path
) -> None:
    team.ben.capture.keep_note(team.scope, text="mrs quennelby says timeline is new")
    team.ben.capture.keep_note(team.scope, text="talk time 40 secs", where="Jaxxon T, Y4")
    team.cara.capture.keep_note(team.scope, text="spoke to Bogdan in y4")
    sharing = sit_down(qtbot, theme, jobs, team, stick)
    line = sharing.ui.mine.names
    assert "Perhaps names in your notes: mrs quennelby, Jaxxon T." in line.text.text()
    sharing.pages.press((Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))  # it stops nobody
    sharing.pages.settle()
    assert len(list(stick.glob("*.peerdesk"))) == 1


def test_each_name_can_be_gone_to_left_or_sent(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, team: Team, stick: Path
) -> None:
    note, _ = team.ben.capture.keep_note(team.scope, text="mrs quennelby says timeline is new")
    team.ben.capture.keep_note(team.scope, text="spoke to Jaxxon T in y4, long before anything was written down")
    sharing = sit_down(qtbot, theme, jobs, team, stick)
    sharing.pages.click(sharing.ui.mine.names.buttons[0])
    sheet = sheet_of(sharing)
    assert sheet.send.hasFocus()
    assert find_faults(sheet) == []
    said = " ".join(one.text() for one in sheet.findChildren(type(sharing.ui.mine.what)))
    assert "“Jaxxon T”, perhaps “a pupil”" in said
    assert "“mrs quennelby”, perhaps “a teacher”" in said
    assert jargon_in(said, FORBIDDEN) == []
    sharing.pages.click(sheet.leaves[1])
    assert len(sheet.changes) == 1
    with qtbot.waitSignal(sharing.page.change_requested) as gone:
        sharing.pages.click(sheet.changes[0])
    assert gone.args[0].record_id == note
    sharing.pages.settle()
    assert "Jaxxon" not in sharing.ui.mine.names.text.text()  # it stays left
    sharing.pages.click(sharing.ui.mine.names.buttons[0])
    sharing.pages.press(Qt.Key.Key_Return)
    sharing.pages.settle()
    assert len(list(stick.glob("*.peerdesk"))) == 1


def test_what_goes_to_the_partnership_is_shown_first_and_sent_in_one_act(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, team: Team, stick: Path
) -> None:
    text = "We thank Mrs Quennelby."
    team.lead.reports.add_section(team.scope, "opening", title="To the school", text=text)
    sharing = sit_down(qtbot, theme, jobs, team, stick, team.lead)
    sent: list[bool] = []
    sharing.page._names.ask_first(team.scope, lambda: sent.append(True))
    sharing.pages.settle()
    assert sent == [True]  # nothing of it is released yet
    release(team, "report")
    sharing.page._names.ask_first(team.scope, lambda: sent.append(True))
    sharing.pages.settle()
    assert sheet_of(sharing).send.hasFocus()
    assert sent == [True]
    sharing.pages.press(Qt.Key.Key_Return)
    assert sent == [True, True]


def test_what_has_no_name_says_nothing(qtbot: QtBot, theme: Theme, jobs: JobRunner, team: Team, stick: Path) -> None:
    team.ben.capture.keep_note(team.scope, text="a pupil says timeline is new; Boudicca again")
    team.ben.capture.keep_jotting(team.scope, "only me: Jaxxon T")
    sharing = sit_down(qtbot, theme, jobs, team, stick)
    assert not sharing.ui.mine.names.isVisible()


def test_the_note_is_shown_where_it_stands(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, team: Team, tmp_path: Path
) -> None:
    from peerdesk.app import build_window
    from peerdesk.ui.search.going import go_to
    from tests.people import Clock

    note, _ = team.ben.capture.keep_note(team.scope, text="mrs quennelby says timeline is new")
    window = build_window(team.ben, theme, Clock(), list)
    qtbot.addWidget(window)
    window.show()
    assert window.jobs.wait_idle()
    (one,) = team.ben.names.in_mine(team.scope)
    go_to(window, team.ben, one.place())
    assert window.jobs.wait_idle()
    page = window.current_page()
    assert isinstance(page, NotesPage)
    row = page.list.current_row()
    assert row is not None
    assert row.key == note
