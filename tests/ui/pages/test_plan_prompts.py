"""Questions of one's own, prepared on the plan with the conversation that they are for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerdesk.desk.acting import Acting
from peerdesk.desk.conversation import Conversation
from peerdesk.desk.undoing import Undoing
from peerdesk.storage.engine import sessions_on
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.plan_activity import ActivityForm
from peerdesk.ui.pages.plan_day import DayPart
from peerdesk.ui.theme import Theme
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import _identity
from tests.ui.pages.test_plan_day import Lead

Key = Qt.Key
FIRST, SECOND = "What does your talk partner do?", "Who reads what you wrote?"


@pytest.fixture
def lead(tmp_path: Path, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Iterator[Lead]:
    lead = Lead(tmp_path, qtbot, theme, jobs)
    yield lead
    jobs.wait_idle()
    lead.desk.close()


def form(lead: Lead, activity: str) -> ActivityForm:
    part = lead.day()
    assert isinstance(part, DayPart)
    part.show_view("form")
    part.list.choose([activity])
    lead.pages.settle()
    return part.form


def asked(lead: Lead) -> list[str]:
    return [one.text for one in lead.desk.conversation.look(lead.scope, lead.group).prompts]


def add(lead: Lead, *texts: str) -> ActivityForm:
    shown = form(lead, lead.group)
    shown.own.add.setFocus()
    for text in texts:
        QTest.keyClicks(shown.own.add, text)
        QTest.keyClick(shown.own.add, Key.Key_Return)
        lead.pages.settle()
    return shown


def test_questions_are_added_one_after_the_other_with_enter_alone(lead: Lead) -> None:
    shown = add(lead, FIRST, SECOND)
    assert asked(lead) == [FIRST, SECOND]
    assert shown.own.add.text() == ""
    assert shown.own.add.hasFocus() or shown.window().focusWidget() is shown.own.add
    assert [row.words.text() for row in shown.own.rows.values()] == [FIRST, SECOND]
    assert lead.desk.drafts.all() == []
    assert find_faults(shown) == []


def test_one_is_changed_in_place_and_taken_out_with_a_way_back(lead: Lead) -> None:
    shown = add(lead, FIRST, SECOND)
    first, second = shown.own.rows.values()
    first.words.setFocus()
    first.words.selectAll()
    QTest.keyClicks(first.words, "What does a good partner do?")
    QTest.keyClick(first.words, Key.Key_Return)
    lead.pages.settle()
    lead.pages.click(second.remove)
    assert asked(lead) == ["What does a good partner do?"]
    assert len(shown.own.rows) == 1
    Undoing(lead.desk.acting).undo()
    assert SECOND in asked(lead)


def test_there_are_none_where_nobody_is_asked(lead: Lead) -> None:
    assert form(lead, lead.group).own.isVisible()
    shown = form(lead, lead.walk)
    assert not shown.own.isVisible()
    add(lead, FIRST)
    assert [row.words.text() for row in form(lead, lead.group).own.rows.values()] == [FIRST]


def test_what_was_typed_and_not_added_is_on_disk_and_offered_again(lead: Lead) -> None:
    shown = form(lead, lead.group)
    shown.own.add.setFocus()
    QTest.keyClicks(shown.own.add, FIRST)
    shown.own.add.journal.journal_now()
    assert [one.text for one in lead.desk.drafts.all()] == [FIRST]
    assert asked(lead) == []


def test_somebody_elses_question_is_read_and_not_changed(lead: Lead) -> None:
    other = Acting(sessions_on(lead.desk.engine), _identity("Tom"), lead.desk.acting.now)
    lead.desk.plan.add_member(lead.scope, "Tom", "reviewer", key=_identity("Tom").key_id)
    Conversation(other).ask(lead.scope, lead.group, SECOND)
    shown = add(lead, FIRST)
    toms, mine = shown.own.rows.values()
    assert [toms.words.text(), mine.words.text()] == [SECOND, FIRST]
    assert toms.words.isReadOnly()
    assert not toms.remove.isVisible()
    assert mine.remove.isVisible()
