"""Home: what a person finds when the lid goes up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk, start_here
from peerdesk.domain.school import School
from peerdesk.keys.badge import Badge
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.new_review import NewReviewSheet
from peerdesk.ui.theme import Choice, Theme
from tests.keys.cheap import cheap_guesses
from tests.people import Shelf
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.pages.review_desk import Pages
from tests.ui.pages.wrenholt import Clock, make_day


class AtHome:
    """Somebody who looks at Home, and what they asked for."""

    def __init__(self, desk: Desk, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
        self.desk, self.page = desk, HomePage(desk, jobs, theme)
        self.opened: list[tuple[str, str]] = []
        self.page.review_requested.connect(lambda scope, name: self.opened.append((scope, name)))
        self.pages: Pages = show_alone(qtbot, theme, jobs, self.page)

    def words(self) -> str:
        labels = [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]
        rows = self.page.rows.model()
        return "\n".join([*labels, *(str(rows.index(at, 0).data()) for at in range(rows.rowCount()))])

    def sheet(self) -> NewReviewSheet:
        self.pages.press((Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier))
        sheet = self.pages.window.findChild(NewReviewSheet)
        assert sheet is not None
        return sheet


@pytest.fixture
def full(tmp_path: Path, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Iterator[AtHome]:
    day = make_day(tmp_path / "anita", "09:10")
    day.desk.capture.keep_note(day.scope, text="one")
    day.desk.plan.begin(school_name="Fenwick Junior School", days=("2027-03-23",))
    day.desk.plan.begin(school_name="Holm Lane Infant School", days=("2026-11-12",))
    yield AtHome(day.desk, qtbot, theme, jobs)
    jobs.wait_idle()
    day.desk.close()


@pytest.fixture
def empty(tmp_path: Path, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Iterator[AtHome]:
    desk = start_here(tmp_path / "amina", Shelf(), "Amina Rahman", Clock("14:10"))
    yield AtHome(desk, qtbot, theme, jobs)
    jobs.wait_idle()
    desk.close()


def test_enter_opens_today_s_review(full: AtHome) -> None:
    assert "Today, Tuesday 9 March" in full.words()
    assert "Lead: you · Tom, Marek (in training)" in full.words()
    assert "1 notes" in full.words() or "1 note" in full.words()
    full.pages.press(Qt.Key.Key_Return)
    today = full.desk.plan.reviews()[1]
    assert full.opened == [(today.scope, "now")]


def test_one_s_own_day_stands_beside_it_and_what_is_over_does_not(full: AtHome) -> None:
    assert "Learning walk, English" in full.words()
    assert "Reception and nursery" in full.words()
    assert "English with Tom" not in full.words()
    assert "now" in full.words().split("\n")


def test_other_reviews_open_at_their_plan_or_when_past_at_their_notes(full: AtHome) -> None:
    full.page.rows.setFocus()
    full.pages.press(Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert [name for _, name in full.opened] == ["plan", "notes"]


def test_what_changes_is_seen_at_once(full: AtHome) -> None:
    _, changes = full.desk.plan.begin(school_name="St Botolph's", days=("2027-04-01",))
    full.pages.window.on_changes(changes)
    full.pages.settle()
    assert "St Botolph's" in full.words()


def test_somebody_without_a_review_is_greeted_and_told_what_to_do_first(empty: AtHome) -> None:
    assert "Good afternoon, Amina" in empty.words()
    assert "There is no review on this laptop yet." in empty.words()
    assert empty.pages.window.focusWidget() is empty.page.open_file
    assert not empty.page.today.isVisible()


def test_a_review_is_begun_with_a_name_and_days(empty: AtHome) -> None:
    sheet = empty.sheet()
    assert not sheet.begin.isEnabled()
    QTest.keyClicks(sheet.school.line, "Wrenholt Primary School")
    QTest.keyClicks(sheet.days, "soon")
    empty.pages.click(sheet.begin)
    assert "9 and 10 March" in sheet.answer.text()
    assert empty.desk.plan.reviews() == []
    sheet.days.setText("9 and 10 March 2027")
    empty.pages.click(sheet.begin)
    review = empty.desk.plan.reviews()[0]
    assert (review.school_name, review.days) == ("Wrenholt Primary School", ("2027-03-09", "2027-03-10"))
    assert (review.check_by, review.report_by) == ("2027-03-17", "2027-03-24")
    assert empty.opened == [(review.scope, "plan")]


def test_a_school_of_the_register_brings_its_address(
    empty: AtHome, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [School(urn="125271", name="Fenwick Junior School", town="Fenwick", phase="Primary")]
    monkeypatch.setattr(type(empty.desk.plan), "schools", lambda *_: found)
    sheet = empty.sheet()
    QTest.keyClicks(sheet.school.line, "fenw")
    qtbot.waitUntil(sheet.school.list.isVisible, timeout=20_000)
    QTest.keyClick(sheet.school.line, Qt.Key.Key_Down)
    QTest.keyClick(sheet.school.line, Qt.Key.Key_Return)
    assert sheet.isVisible()
    empty.pages.click(sheet.begin)
    review = empty.desk.plan.reviews()[0]
    assert (review.school_urn, review.school_address) == ("125271", "Fenwick")


def test_my_badge_is_shown_and_saved_for_the_lead(empty: AtHome, tmp_path: Path) -> None:
    words = empty.desk.people.words(empty.desk.identity.key_id)
    assert words.replace(" ", "\u00a0· ") in empty.words()
    empty.page.save_badge(tmp_path)
    empty.pages.settle()
    assert Badge.from_bytes((tmp_path / "Amina Rahman.badge").read_bytes()).name == "Amina Rahman"
    assert "Amina Rahman.badge" in empty.pages.said[-1]


def test_a_badge_that_cannot_be_saved_says_so(empty: AtHome, tmp_path: Path) -> None:
    empty.page.save_badge(tmp_path / "nowhere")
    empty.pages.settle()
    sheet = empty.pages.window.findChild(FailureSheet)
    assert sheet is not None
    assert sheet.remedy.text() == "Choose another folder, or make room, then try again."


def test_the_practice_is_one_press_away_and_so_is_the_way_back(empty: AtHome, theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(empty.page.practice_requested):
        empty.pages.click(empty.page.practice.go)
    theme.set_practice(True)
    empty.page.refresh()
    empty.pages.settle()
    assert empty.page.practice.go.text() == "Back to my own reviews"


@pytest.mark.parametrize("choice", [Choice("light", contrast=False), Choice("dark", contrast=True, scale=2.0)])
def test_it_has_names_and_room(full: AtHome, theme: Theme, choice: Choice) -> None:
    theme.choose(choice)
    full.pages.settle()
    assert find_faults(full.page) == []
    hint = full.pages.window.minimumSizeHint()
    assert (hint.width() <= 1280, hint.height() <= 720) == (True, True)


def test_large_letters_do_not_widen_the_window_before_it_has_looked(
    empty: AtHome, qtbot: QtBot, theme: Theme, jobs: JobRunner
) -> None:
    theme.choose(Choice("light", contrast=False, scale=2.0))
    page = HomePage(empty.desk, jobs, theme)
    qtbot.addWidget(page)
    assert page.minimumSizeHint().width() <= 1280 - theme.fixed("width.rail")


def test_recovery_words_are_asked_for_quietly_until_they_are_typed_back(empty: AtHome, qtbot: QtBot) -> None:
    assert "You have no recovery words yet." in empty.words()
    with qtbot.waitSignal(empty.page.words_requested):
        empty.pages.click(empty.page.words.go)
    with cheap_guesses():
        words = empty.desk.recovery.make_words()
        empty.pages.window.on_changes(Changes())
        empty.pages.settle()
        assert "Your recovery words of Tuesday 9 March are not typed back yet." in empty.words()
        empty.desk.recovery.confirm(words)
    empty.pages.window.on_changes(Changes())
    empty.pages.settle()
    assert not empty.page.words.isVisible()


def test_what_is_practised_on_need_not_be_ready(empty: AtHome, theme: Theme) -> None:
    assert empty.page.ready.go.isVisible()
    theme.set_practice(True)
    empty.page.refresh()
    empty.pages.settle()
    assert not empty.page.ready.isVisible()
    assert not empty.page.words.isVisible()
