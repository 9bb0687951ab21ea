"""Copies of your notes: what a person sees of them, and brings back."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import FILE, open_here
from peerdesk.ui.dialogs.bringing_back import BringingBackSheet
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.pages.copies import CopiesPage
from peerdesk.ui.theme import Choice, Theme
from tests.people import LEAD, Team
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.pages.review_desk import Pages
from tests.ui.plain_words import jargon_in

PAGE = 4096


@dataclass
class Keeper:
    """Somebody at the page of copies."""

    team: Team
    page: CopiesPage
    pages: Pages

    def rows(self) -> list[str]:
        """Return what a screen reader says of each row."""
        model = self.page.list.copies_model
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]

    def sheet(self) -> BringingBackSheet:
        found = [one for one in self.pages.window.findChildren(BringingBackSheet) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def coming(self) -> list[str]:
        model = self.sheet().list.coming_model
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]

    def choose(self, copy: Path) -> None:
        self.page.list.choose([str(copy)])

    def again(self) -> None:
        self.page.refresh()
        self.pages.settle()


@pytest.fixture
def keeper(team: Team, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Iterator[Keeper]:
    page = CopiesPage(team.lead, jobs, theme)
    yield Keeper(team, page, show_alone(qtbot, theme, jobs, page))
    jobs.wait_idle()


def test_before_the_first_copy_it_offers_one(keeper: Keeper) -> None:
    assert keeper.page.empty.isVisible()
    assert not keeper.page.list.isVisible()
    assert keeper.page.empty.button is not None
    keeper.pages.click(keeper.page.empty.button)
    keeper.pages.settle()
    assert keeper.pages.said == ["A copy is made, opened and checked."]
    assert len(keeper.rows()) == 1
    assert not keeper.page.empty.isVisible()


def test_each_copy_says_when_why_where_how_large_and_whether_it_is_sound(keeper: Keeper, tmp_path: Path) -> None:
    team, keeping = keeper.team, keeper.team.lead.keeping
    stick = tmp_path / "STICK"
    stick.mkdir()
    keeping.copy_if_due(team.clocks[LEAD].at, "start")
    team.clocks[LEAD].at = team.clocks[LEAD].at.replace(day=16)
    keeping.choose_drive(stick)
    damaged = keeping.back_up()
    damaged.write_bytes(damaged.read_bytes()[:-PAGE])
    keeper.again()
    first, second, third = keeper.rows()
    assert "Thursday 16 October 2025" in first
    assert "on this laptop" in first
    assert "Damaged" in first
    assert "on STICK" in second
    assert "you asked for it" in second
    assert " MB ·" in second
    assert "Tuesday 14 October 2025" in third
    assert "when PeerDesk was started" in third
    assert "Sound: read to its end" in third
    days = [row.day for row in keeper.page.list.copies_model.rows()]
    assert days == ["Thursday 16 October 2025", "", "Tuesday 14 October 2025"]
    chosen = keeper.page.list.chosen_copy()
    assert chosen is not None
    assert chosen.sound, "the newest that is sound is chosen"
    keeper.pages.click(keeper.page.check_all)
    assert keeper.pages.said == ["1 of 3 copies are damaged."]
    assert ["Damaged" in row for row in keeper.rows()] == [True, False, False]


def test_what_would_come_back_is_seen_before_one_act_brings_it(keeper: Keeper, tmp_path: Path) -> None:
    team = keeper.team
    base = team.lead.keeping.back_up()
    team.lead.capture.keep_note(team.scope, text="Two pupils explain their number line", questions=team.questions)
    team.lead.findings.add(team.scope, title="Talk is planned for")
    team.lead.keeping.back_up()
    newer = shutil.copy(team.lead.keeping.copies()[0].path, tmp_path / "from the stick.backup")
    put_back_in_time(team, base)
    team.lead.capture.keep_note(team.scope, text="only here")
    keeper.again()
    said = team.lead.keeping.digest()
    keeper.page.open_file(Path(newer))
    keeper.pages.settle()
    sheet = keeper.sheet()
    assert "1 note, 1 finding and 2 ties between them" in sheet.summary.text()
    assert keeper.coming() == ["Note: Two pupils explain their number line", "Finding: Talk is planned for"]
    assert "Nothing that is here goes" in sheet.stays.text()
    assert "Only here, and staying: 1 note" in sheet.stays.text()
    assert team.lead.keeping.digest() == said, "looking changes nothing"
    copies = len(keeper.rows())
    QTest.keyClick(sheet.bring, Qt.Key.Key_Return)
    keeper.pages.settle()
    keeper.pages.settle()
    texts = {one.text for one in team.lead.capture.notes(team.scope)}
    assert texts == {"only here", "Two pupils explain their number line"}
    assert "all here again" in sheet.summary.text()
    assert len(keeper.coming()) == 2, "what came back can be read"
    assert not sheet.bring.isVisible()
    assert "before a copy was brought back" in keeper.rows()[0]
    assert len(keeper.rows()) == copies + 1
    assert sheet.notes.isVisible()


def put_back_in_time(team: Team, base: Path) -> None:
    """Let the open desk hold what an older copy of it holds."""
    folder, desk = team.lead.folder, team.lead
    desk.close()
    for one in folder.glob(f"{FILE}*"):
        one.unlink()
    shutil.copy(base, folder / FILE)
    open_here(folder, team.shelf, team.clocks[LEAD]).close()


def test_a_copy_of_which_all_is_here_offers_nothing(keeper: Keeper) -> None:
    keeper.team.lead.capture.keep_note(keeper.team.scope, text="kept")
    keeper.team.lead.keeping.back_up()
    keeper.again()
    keeper.pages.press((Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))
    keeper.pages.settle()
    sheet = keeper.sheet()
    assert "nothing to bring back" in sheet.summary.text()
    assert not sheet.bring.isVisible()
    assert keeper.coming() == []
    keeper.pages.press(Qt.Key.Key_Return)
    assert not sheet.isVisible()


def test_a_file_that_is_no_copy_is_a_sentence_and_nothing_is_begun(keeper: Keeper, tmp_path: Path) -> None:
    other = tmp_path / "holiday.jpg"
    other.write_bytes(b"no copy at all")
    keeper.page.open_file(other)
    keeper.pages.settle()
    failure = keeper.pages.window.findChild(FailureSheet)
    assert failure is not None
    assert "cannot be brought back" in failure.message.text()
    assert keeper.team.lead.keeping.copies() == []


def test_the_drive_is_chosen_seen_and_given_up(keeper: Keeper, tmp_path: Path) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    assert "All copies are on this laptop" in keeper.page.drive.sentence.text()
    assert not keeper.page.drive.stop.isVisible()
    keeper.page.use_drive(stick)
    keeper.pages.settle()
    assert "STICK" in keeper.page.drive.sentence.text()
    assert "on the same disk" in keeper.page.drive.sentence.text()
    assert [one.removable for one in keeper.team.lead.keeping.copies()] == [False, True]
    shutil.rmtree(stick)
    keeper.again()
    assert "not in now" in keeper.page.drive.sentence.text()
    keeper.pages.click(keeper.page.drive.stop)
    keeper.pages.settle()
    assert "All copies are on this laptop" in keeper.page.drive.sentence.text()
    assert keeper.team.lead.keeping.drive() is None


def test_a_drive_that_cannot_be_written_is_refused_and_the_one_before_stays(keeper: Keeper, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("no folder")
    keeper.page.use_drive(tmp_path / "a file")
    keeper.pages.settle()
    assert keeper.pages.window.findChild(FailureSheet) is not None
    assert keeper.team.lead.keeping.drive() is None


def test_damage_in_the_open_file_is_seen_and_mending_offered(keeper: Keeper) -> None:
    asked: list[bool] = []
    keeper.page.mend_requested.connect(lambda: asked.append(True))
    assert not keeper.page.damage.isVisible()
    file = keeper.team.lead.folder / FILE
    keeper.team.lead.close()
    content = bytearray(file.read_bytes())
    content[5 * PAGE + 2000] ^= 1
    file.write_bytes(content)
    keeper.again()
    assert keeper.page.damage.isVisible()
    keeper.pages.click(keeper.page.damage.mend)
    assert asked == [True]


FORBIDDEN = ("merge", "preview", "roster", "digest", "receipt", " key", "failed", "invalid", "error", "backup")


@pytest.mark.parametrize("choice", [Choice("light", contrast=False), Choice("dark", contrast=True, scale=2.0)])
def test_it_has_names_and_room_and_plain_words(keeper: Keeper, theme: Theme, choice: Choice) -> None:
    theme.choose(choice)
    keeper.pages.window.resize(1093, 614)
    keeper.team.lead.keeping.back_up()
    keeper.again()
    assert find_faults(keeper.page) == []
    hint = keeper.pages.window.minimumSizeHint()
    assert (hint.width() <= 1093, hint.height() <= 614) == (True, True)
    assert keeper.page.list.height() > theme.px("row")
    keeper.page.open_chosen()
    keeper.pages.settle()
    assert find_faults(keeper.sheet()) == []
    seen = [one.text() for one in keeper.pages.window.findChildren(QLabel) if one.isVisible()] + keeper.rows()
    assert jargon_in("\n".join(seen), FORBIDDEN) == []
    foot = keeper.page.look_inside.mapTo(keeper.page, QPoint(0, keeper.page.look_inside.height()))
    assert foot.y() <= keeper.page.height()
