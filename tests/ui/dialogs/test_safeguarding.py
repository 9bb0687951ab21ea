from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from peerdesk.domain.review import Contact
from peerdesk.ui.dialogs.safeguarding import SafeguardingCard
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.paragraph import Paragraph
from tests.ui.accessibility import find_faults
from tests.ui.example import NOON, Day, make_window

PEOPLE = {
    "child": Contact(name="Ms Farrow", place="Office by the hall"),
    "adult": Contact(name="Mrs Okafor", place="Head's room"),
    "head": Contact(place="01632 960 144"),
}


def open_card(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, contacts: Mapping[str, Contact]
) -> tuple[SafeguardingCard, Day]:
    day = Day(contacts)
    window = make_window(theme, jobs, day)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.show_page("notes")
    window.show_safeguarding()
    card = window.findChild(SafeguardingCard)
    assert isinstance(card, SafeguardingCard)
    return card, day


def words(card: SafeguardingCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel))


def test_it_says_whom_to_go_to_and_where(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    card, _ = open_card(qtbot, theme, jobs, PEOPLE)
    said = words(card)
    for one in (
        "Ms Farrow",
        "Office by the hall",
        "Mrs Okafor",
        "01632 960 144",
        "999",
        "The chair of governors, or the LADO",
    ):
        assert one in said
    assert "No contact is filled in" not in said


def test_no_line_of_it_is_cut_off(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    for contacts in ({}, PEOPLE):
        card, _ = open_card(qtbot, theme, jobs, contacts)
        said = card.findChildren(Paragraph)
        assert [one.text() for one in said if one.height() < one.heightForWidth(one.width())] == []


@pytest.mark.parametrize("contacts", [{}, {"child": Contact()}])
def test_without_contacts_it_sends_to_the_office(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, contacts: Mapping[str, Contact]
) -> None:
    card, _ = open_card(qtbot, theme, jobs, contacts)
    assert "Go to the school office and ask for the safeguarding lead." in words(card)
    assert "The designated safeguarding lead, or the deputy" in words(card)


def test_it_keeps_the_time_and_has_nothing_to_write_in(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    card, day = open_card(qtbot, theme, jobs, PEOPLE)
    assert not [field for kind in (QLineEdit, QPlainTextEdit, QTextEdit) for field in card.findChildren(kind)]
    assert card.passed_on_button.text() == f"Passed on at {NOON.astimezone():%H:%M}"
    QTest.mouseClick(card.passed_on_button, Qt.MouseButton.LeftButton)
    assert day.passed_on == [NOON]
    assert not card.isVisible()


def test_closing_it_tells_nothing(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    card, day = open_card(qtbot, theme, jobs, PEOPLE)
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert day.passed_on == []
    assert not card.isVisible()


def test_focus_starts_on_close_and_stays_inside(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    card, _ = open_card(qtbot, theme, jobs, PEOPLE)
    visited = set()
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert visited == {card.close_button, card.passed_on_button}
    assert find_faults(card) == []


def test_each_that_is_empty_says_where_to_ask(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    card, _ = open_card(qtbot, theme, jobs, {"child": PEOPLE["child"]})
    said = words(card).splitlines()
    assert said[said.index("The headteacher") + 1] == "ask at the office"
    assert said[said.index("The chair of governors, or the LADO") + 1] == "ask at the office; you need not say why"
    assert "No contact is filled in" not in words(card)
    assert card.passed_on_button.isEnabled()  # it stops nobody
