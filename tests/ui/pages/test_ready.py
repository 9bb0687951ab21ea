"""Ready for tomorrow? What a person sees the evening before, and does about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.ready import Ready
from peerdesk.domain.review import Contact
from peerdesk.paths import resources
from peerdesk.ui.dialogs.recovery import RecoverySheet
from peerdesk.ui.dialogs.relocking import RelockSheet
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.ready import ReadyPage
from peerdesk.ui.theme import Choice, Theme
from tests.keys.cheap import cheap_guesses
from tests.people import Clock, Shelf
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.pages.review_desk import Pages


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with cheap_guesses():
        yield


@dataclass
class Evening:
    """Somebody at the page, and what they asked for."""

    desk: Desk
    page: ReadyPage
    pages: Pages
    plans: list[tuple[str, str]] = field(default_factory=list)

    def line(self, name: str) -> tuple[str, str, str]:
        """Return word, sentence and remedy of a line, as they are seen."""
        row = self.page.rows[name]
        return row.state.text(), row.sentence.text(), row.remedy.text() if row.remedy.isVisible() else ""

    def press(self, name: str) -> None:
        button = self.page.rows[name].button
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        self.pages.settle()

    def sheet(self, kind: type[QWidget]) -> QWidget:
        found = [one for one in self.pages.window.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]


@pytest.fixture
def evening(tmp_path: Path, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Iterator[Evening]:
    desk = start_here(tmp_path / "laptop", Shelf(), "Anita Shah", Clock())
    page = ReadyPage(desk, jobs, theme, resources() / "fonts")
    evening = Evening(desk, page, show_alone(qtbot, theme, jobs, page))
    page.plan_requested.connect(lambda scope, part: evening.plans.append((scope, part)))
    yield evening
    jobs.wait_idle()
    desk.close()


def test_each_line_is_said_with_a_word_and_a_remedy_and_all_are_summed_up(evening: Evening) -> None:
    said = Ready(evening.desk).check(None)
    assert [*evening.page.rows] == [line.name for line in said]
    word, sentence, remedy = evening.line("Recovery words")
    assert word == "Not yet"
    assert "nobody can open your notes" in sentence
    assert remedy == "Make them now, and write them down: it takes two minutes."
    assert evening.line("Clock")[0] == "Yes"
    assert evening.line("Clock")[2] == ""
    assert evening.line("Paper pack")[0] == "Look yourself"
    assert " of 9 hold." in evening.page.summary.text()


def test_a_copy_is_made_from_here(evening: Evening) -> None:
    assert evening.line("A copy")[0] == "Not yet"
    evening.press("A copy")
    assert evening.line("A copy")[0] == "Yes"
    assert evening.page.rows["A copy"].button.text() == "See all copies"
    assert evening.pages.said == ["A copy is made, opened and checked."]


def test_a_stick_is_tried_out_and_one_that_is_gone_is_said(evening: Evening, tmp_path: Path) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    evening.page.try_stick(stick)
    evening.pages.settle()
    assert "“STICK” was written and read back." in evening.line("Stick or folder")[1]
    assert [*stick.iterdir()] == []
    stick.rmdir()
    evening.pages.click(evening.page.again)
    word, sentence, remedy = evening.line("Stick or folder")
    assert (word, sentence) == ("Not yet", "“STICK” is not there.")
    assert "use a folder that all of you can reach" in remedy


def test_the_folder_that_is_shared_is_the_one_that_is_tried(evening: Evening, tmp_path: Path) -> None:
    shared = tmp_path / "Shared"
    shared.mkdir()
    evening.desk.keeping.put_setting("share.folder", str(shared))
    evening.pages.click(evening.page.again)
    assert "“Shared”" in evening.line("Stick or folder")[1]


def test_recovery_words_are_written_down_from_here(evening: Evening) -> None:
    evening.press("Recovery words")
    sheet = evening.sheet(RecoverySheet)
    assert isinstance(sheet, RecoverySheet)
    evening.pages.click(sheet.go_button)
    assert evening.line("Recovery words")[1].startswith("Recovery words were made on")
    words = sheet._words
    evening.pages.click(sheet.go_button)
    QTest.keyClicks(sheet.typed.field, words)
    evening.pages.click(sheet.go_button)
    evening.pages.click(sheet.go_button)
    assert evening.line("Recovery words")[0] == "Yes"
    assert evening.page.rows["Recovery words"].button.isVisible(), "they can be changed"


def test_missing_contacts_lead_to_the_plan_of_the_next_review(evening: Evening) -> None:
    scope, changes = evening.desk.plan.begin(school_name="Saltmarsh Primary School", days=("2025-10-15",))
    evening.pages.window.on_changes(changes)
    evening.pages.settle()
    assert "Saltmarsh Primary School" in evening.line("Briefing and badges")[1]
    evening.press("Safeguarding contacts")
    assert evening.plans == [(scope, "school")]
    contacts = {about: Contact(name="Ms Field") for about in ("child", "adult", "head")}
    review = evening.desk.plan.reviews()[0]
    evening.pages.window.on_changes(evening.desk.plan.change(review, contacts=contacts))
    evening.pages.settle()
    assert evening.line("Safeguarding contacts")[0] == "Yes"


def test_a_badge_that_is_not_confirmed_leads_to_the_team(evening: Evening) -> None:
    scope, changes = evening.desk.plan.begin(school_name="Saltmarsh Primary School", days=("2025-10-15",))
    evening.desk.plan.add_member(scope, "Tom", "reviewer")
    evening.pages.window.on_changes(changes)
    evening.pages.settle()
    evening.press("Briefing and badges")
    assert evening.plans == [(scope, "team")]


def test_what_opens_the_notes_can_be_changed_from_here(evening: Evening) -> None:
    asked: list[RelockSheet] = []
    evening.page.relock_requested.connect(asked.append)
    evening.pages.click(evening.page.relock)
    sheet = evening.sheet(RelockSheet)
    assert isinstance(sheet, RelockSheet)
    assert not sheet.words.isVisible(), "there are none yet"
    evening.pages.click(sheet.change_button)
    assert asked == [sheet]
    sheet.end()


@pytest.mark.parametrize("name", ["Briefing and badges", "Stick or folder"])
def test_what_lies_outside_is_chosen_in_a_window_of_the_system(evening: Evening, name: str) -> None:
    evening.press(name)
    dialogs = [one for one in evening.page.findChildren(QWidget) if one.inherits("QFileDialog")]
    assert len(dialogs) == 1
    dialogs[0].close()


LOOKS = [Choice("light", contrast=False), Choice("dark", contrast=True, scale=2.0)]


@pytest.mark.parametrize("choice", LOOKS)
def test_it_has_names_and_room_and_nothing_lies_over_anything(
    evening: Evening, theme: Theme, choice: Choice, qtbot: QtBot
) -> None:
    theme.choose(choice)
    evening.pages.window.resize(1093, 614)
    evening.pages.settle()
    assert find_faults(evening.page) == []
    hint = evening.pages.window.minimumSizeHint()
    assert (hint.width() <= 1093, hint.height() <= 614) == (True, True)

    def has_room() -> None:
        for row in evening.page.rows.values():
            words = row.sentence.mapTo(row, QPoint(0, row.sentence.height()))
            assert words.y() <= row.height()
            assert row.sentence.height() >= row.sentence.heightForWidth(row.sentence.width())

    qtbot.waitUntil(has_room, timeout=20_000)  # heights follow widths a turn of the event loop later
