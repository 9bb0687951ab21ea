"""The private page of somebody in training, and the two lines from the lead."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk
from peerdesk.ui.commands import find_clashes
from peerdesk.ui.field_drafts import write_all_now
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.noticed import NoticedPage
from peerdesk.ui.pages.noticed_line import NoticedLine
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_team import MemberRow
from peerdesk.ui.search.going import go_to
from peerdesk.ui.theme import Theme
from peerdesk.ui.two_lines import TwoLinesSheet
from tests.people import DAN, Team, start_team
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import Pages
from tests.ui.plain_words import jargon_in

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
WORDS = "You waited for the second answer."
FORBIDDEN = ("desk ", "merge", "preview", "seal", "key ", "package", "conflict", "host", "error", "invalid", "failed")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = start_team(tmp_path / "team")
    yield team
    team.close()


class Sitting(Pages):
    """Somebody at the window of their desk."""

    def show(self, name: str) -> None:
        self.page = self.window.show_page(name)
        self.settle()

    @property
    def noticed(self) -> NoticedPage:
        assert isinstance(self.page, NoticedPage)
        return self.page

    def lines(self) -> list[str]:
        found = [one for one in self.noticed.findChildren(NoticedLine) if one.isVisible()]
        return [one.words.toPlainText() for one in found]


def sit_down(qtbot: QtBot, theme: Theme, desk: Desk) -> Sitting:
    window = build_window(desk, theme, desk.acting.now, list)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    sitting = Sitting(window, window.show_page("home"), window.jobs)
    sitting.settle()
    return sitting


def rail_words(window: MainWindow) -> list[str]:
    return [row.text() for row in window.rail._rows.values() if not row.isHidden()]


def test_it_is_in_the_rail_for_who_is_in_training_and_for_nobody_else(qtbot: QtBot, theme: Theme, team: Team) -> None:
    assert rail_words(sit_down(qtbot, theme, team.dan).window)[-1] == "What I noticed"
    assert "What I noticed" not in rail_words(sit_down(qtbot, theme, team.cara).window)


def test_home_leads_who_is_in_training_to_their_page_and_says_that_the_lead_wrote(
    qtbot: QtBot, theme: Theme, team: Team
) -> None:
    sitting = sit_down(qtbot, theme, team.dan)
    home = sitting.page
    assert isinstance(home, HomePage)
    card = home.training
    assert card.card.isVisible()
    assert card.who.text() == "You are in training with Anita Shah"
    assert "for you alone" in card.said.text()
    assert find_faults(card.card) == []
    assert jargon_in(f"{card.who.text()} {card.said.text()}", FORBIDDEN) == []
    team.dan.noticing.keep(team.scope, "she waits")
    home.refresh()
    sitting.settle()
    assert card.said.text() == "One line of yours, which nobody else reads."
    (shown,) = team.lead.advice.to_trainees(team.scope)
    team.lead.advice.give(shown, WORDS)
    team.hand(team.lead, team.dan)
    home.refresh()
    sitting.settle()
    assert card.said.text().startswith("Anita Shah wrote to you on")
    assert WORDS not in card.said.text()  # others may look on: it is read on the page
    sitting.click(card.open)
    assert isinstance(sitting.window.current_page(), NoticedPage)
    other = sit_down(qtbot, theme, team.cara).page
    assert isinstance(other, HomePage)
    assert not other.training.card.isVisible()


def test_something_is_noticed_in_two_acts_and_found_again(qtbot: QtBot, theme: Theme, team: Team) -> None:
    dan = sit_down(qtbot, theme, team.dan)
    acts = 1  # the row of the rail
    QTest.mouseClick(dan.window.rail._rows["noticed"], Qt.MouseButton.LeftButton)
    dan.settle()
    page = dan.window.current_page()
    assert isinstance(page, NoticedPage)
    dan.page = page
    assert QApplication.focusWidget() is page.words
    dan.type("She waits, and a heron answer comes")
    acts += dan.press((KEY.Key_Return, CTRL))
    assert acts == 2
    assert dan.lines() == ["She waits, and a heron answer comes"]
    assert page.words.toPlainText() == ""
    assert team.dan.drafts.all() == []
    (found,) = team.dan.search.find("heron", team.scope)
    go_to(dan.window, team.dan, found)
    dan.settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName().startswith("What I noticed at")


def test_a_line_is_changed_where_it_stands_deleted_and_brought_back(qtbot: QtBot, theme: Theme, team: Team) -> None:
    team.dan.noticing.keep(team.scope, "She waits")
    dan = sit_down(qtbot, theme, team.dan)
    dan.show("noticed")
    (line,) = dan.noticed.findChildren(NoticedLine)
    line.words.setFocus()
    QTest.keyClick(line.words, KEY.Key_End, CTRL)
    dan.type(" three seconds")
    dan.noticed.words.setFocus()
    dan.settle()
    assert [one.text for one in team.dan.noticing.all(team.scope)] == ["She waits three seconds"]
    dan.click(line.delete)
    assert dan.lines() == []
    dan.window.do("window.undo")
    dan.settle()
    assert dan.lines() == ["She waits three seconds"]
    assert team.dan.drafts.all() == []


def test_what_was_typed_and_never_kept_is_offered_again(qtbot: QtBot, theme: Theme, team: Team) -> None:
    dan = sit_down(qtbot, theme, team.dan)
    dan.show("noticed")
    dan.type("half a sen")
    assert write_all_now(dan.window)
    dan.window.close()
    again = sit_down(qtbot, theme, team.dan)
    again.show("noticed")
    offer = again.noticed.typed
    assert "half a sen" in offer.text.text()
    again.click(offer.buttons[0])
    assert again.noticed.words.toPlainText() == "half a sen"
    again.click(again.noticed.keep)
    assert again.lines() == ["half a sen"]
    assert team.dan.drafts.all() == []


def test_it_is_kept_as_a_text_file_by_oneself(
    qtbot: QtBot, theme: Theme, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dan = sit_down(qtbot, theme, team.dan)
    dan.show("noticed")
    assert not dan.noticed.to_text.isEnabled()
    dan.type("She waits")
    dan.press((KEY.Key_Return, CTRL))
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(tmp_path / "mine.txt")))
    dan.click(dan.noticed.to_text)
    assert "She waits" in (tmp_path / "mine.txt").read_text("utf-8-sig")


def test_it_is_printed(qtbot: QtBot, theme: Theme, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    team.dan.noticing.keep(team.scope, "She waits")
    dan = sit_down(qtbot, theme, team.dan)
    dan.show("noticed")

    def print_it(dialog: QPrintDialog) -> None:
        dialog.printer().setOutputFileName(str(tmp_path / "mine.pdf"))
        dialog.printer().setPageMargins(QMarginsF(20, 20, 20, 20))
        dialog.done(QPrintDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "show", print_it)
    dan.press((KEY.Key_P, CTRL))
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")


def test_the_lead_writes_under_team_and_the_trainee_reads_it(qtbot: QtBot, theme: Theme, team: Team) -> None:
    lead = sit_down(qtbot, theme, team.lead)
    lead.show("plan")
    assert isinstance(lead.page, PlanPage)
    lead.page.show_part("team")
    lead.settle()
    rows = [one for one in lead.page.findChildren(MemberRow) if one.lines.isVisible()]
    assert [one.record.name for one in rows if one.record] == [DAN]  # type: ignore[attr-defined]
    lead.click(rows[0].lines)
    (sheet,) = lead.window.findChildren(TwoLinesSheet)
    assert QApplication.focusWidget() is sheet.words
    assert find_faults(sheet) == []
    lead.type(WORDS)
    assert write_all_now(lead.window)
    assert [one.text for one in team.lead.drafts.all()] == [WORDS]
    lead.press((KEY.Key_Return, CTRL))
    assert team.lead.drafts.all() == []
    team.hand(team.lead, team.dan, team.cara)
    dan = sit_down(qtbot, theme, team.dan)
    dan.show("noticed")
    said = " ".join(label.text() for label in _labels(dan.noticed))
    assert WORDS in said
    assert "From Anita Shah" in said
    cara = sit_down(qtbot, theme, team.cara)
    cara.show("noticed")
    assert WORDS not in " ".join(label.text() for label in _labels(cara.noticed))


def test_the_lead_finds_it_from_every_page_and_changes_it(qtbot: QtBot, theme: Theme, team: Team) -> None:
    (shown,) = team.lead.advice.to_trainees(team.scope)
    team.lead.advice.give(shown, WORDS)
    lead = sit_down(qtbot, theme, team.lead)
    lead.show("notes")
    lead.window.do("window.two_lines")
    lead.settle()
    (sheet,) = lead.window.findChildren(TwoLinesSheet)
    assert sheet.words.toPlainText() == WORDS
    lead.press(KEY.Key_Escape)
    assert team.lead.drafts.all() == []  # what stands already is not offered as if it had been lost
    lead.window.do("window.two_lines")
    lead.settle()
    *_, sheet = [one for one in lead.window.findChildren(TwoLinesSheet) if one.isVisible()]
    sheet.words.clear()
    lead.type("Other words.")
    lead.click(sheet.keep)
    assert [one.text for one in team.lead.advice.to_trainees(team.scope)] == ["Other words."]


def test_plain_words_names_and_keys(qtbot: QtBot, theme: Theme, team: Team, jobs: JobRunner) -> None:
    team.dan.noticing.keep(team.scope, "She waits")
    dan = sit_down(qtbot, theme, team.dan)
    dan.show("noticed")
    assert find_faults(dan.noticed) == []
    assert jargon_in(" ".join(label.text() for label in _labels(dan.noticed)), FORBIDDEN) == []
    assert find_clashes(dan.window.commands()) == []


def _labels(page: NoticedPage) -> list[QLabel]:
    return [one for one in page.findChildren(QLabel) if one.isVisible()]
