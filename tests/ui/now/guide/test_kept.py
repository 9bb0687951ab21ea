"""What is said stays: over a restart, a failure, a change, another activity, and as a note."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.desk.conversation import Conversation
from peerdesk.domain.room import MAX_TEXT_BYTES
from peerdesk.errors import PeerDeskError
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import show_failure
from peerdesk.ui.theme import Theme
from tests.ui.now.guide.talking import (
    BACK,
    ENTER,
    ESC,
    KEY,
    MORE,
    NOTE,
    TAB,
    UP,
    answers,
    asks,
    guide,
    talk,
)
from tests.ui.now.hands import Now, last, show_now
from tests.ui.pages.review_desk import ReviewDesk
from tests.ui.pages.wrenholt import DAY, Wrenholt


def test_a_pupil_group_is_lived_through(qtbot: QtBot, theme: Theme, now: Now, day: Wrenholt) -> None:
    now.press(ENTER)  # the opening words were said
    assert [one.prompt for one in talk(day).answers] == ["opening"]
    assert asks(now) == "1 of 10"
    for at, words in enumerate(("Come to chess club", "Kind", "Ask a leader", "Its big", "Nice dinners", "pass"), 46):
        day.clock.set(f"10:{at}")
        now.keep(words)
    assert [(one.text, one.prompt) for one in answers(day)[:2]] == [("Come to chess club", "1"), ("Kind", "1")]
    now.press(TAB, TAB)
    day.clock.set("10:53")
    now.keep('y4 p "im scared of getting it wrong when its hands up but not w my partner"')
    quoted = answers(day)[-1]
    assert (quoted.prompt, quoted.quote, quoted.said_by) == ("3", True, "Y4 pupil")
    assert quoted.text == '"im scared of getting it wrong when its hands up but not w my partner"'
    now.press(NOTE)
    now.keep("? What do you say to your partner first?")
    assert asks(now) == "11 of 11"
    day.clock.set("10:55")
    now.keep("y6 p: the sentence, then the word")
    now.type("half an ans")
    now.window.close()

    day.clock.set("10:57")
    runner = JobRunner(show_failure)
    again = show_now(qtbot, theme, runner, day)
    assert asks(again) == "11 of 11"
    assert guide(again).card.line.text() == "half an ans"
    again.keep("wer 3/6 -")
    again.type("6")
    again.press(ENTER)
    again.keep("the romans")
    again.press(NOTE)
    notes = sorted(day.notes(), key=lambda note: note.seen_at)
    assert [(note.text[:12], note.questions, note.answer != "") for note in notes] == [
        ('"im scared o', (day.ids["q1"],), True),
        ("the romans", (day.ids["q2"],), True),
    ]
    assert [one.text for one in answers(day) if one.record_id in talk(day).notes] == [quoted.text, "the romans"]
    halved = next(one for one in answers(day) if one.text.startswith("half"))
    assert (halved.text, halved.tally) == ("half an answer 3/6 -", (3, 6))
    assert len(answers(day)) == 10
    assert day.desk.drafts.all() == []
    runner.close()


def test_what_is_typed_stays_where_it_was_begun(now: Now, day: Wrenholt) -> None:
    now.press(TAB)
    now.type("begun at one")
    now.press(BACK)
    assert guide(now).card.line.text() == ""
    now.page.go_to(day.ids["a2"])
    now.settle()
    assert now.page.tools.now is now.page.line
    rows = {row.activity: row.begun for row in now.page.day.strip.rows()}
    assert rows[day.ids["a6"]]
    now.page.go_to(day.ids["a6"])
    now.settle()
    now.press(TAB)
    assert guide(now).card.line.text() == "begun at one"
    now.press(ENTER)
    assert [(one.prompt, one.text) for one in answers(day)] == [("1", "begun at one")]


def test_leaving_and_coming_back_is_where_one_was(now: Now, day: Wrenholt) -> None:
    now.press(TAB, TAB, TAB)
    now.type("in the mid")
    now.page.go_to(day.ids["a2"])
    now.settle()
    now.page.go_to(day.ids["a6"])
    now.settle()
    assert asks(now) == "3 of 10"
    assert guide(now).card.line.text() == "in the mid"
    assert QApplication.focusWidget() is guide(now).card.line


def test_an_answer_is_changed_and_taken_out_and_back(now: Now, day: Wrenholt) -> None:
    now.press(ENTER)
    now.keep("the frist")
    now.keep("the second")
    now.press(UP)
    assert guide(now).card.line.text() == "the second"
    now.press(ESC)
    assert guide(now).card.line.text() == ""
    now.press(MORE)
    view = guide(now).under.list
    view.setFocus()
    view.choose([answers(day)[0].record_id])
    now.press(ENTER)
    assert guide(now).card.changing.isVisible()
    now.press(*[KEY.Key_Backspace] * 5)
    now.keep("first")
    assert [one.text for one in answers(day)] == ["the first", "the second"]
    assert not guide(now).card.changing.isVisible()
    view.setFocus()
    view.choose([answers(day)[0].record_id])
    now.press(KEY.Key_Delete)
    assert [one.text for one in answers(day)] == ["the second"]
    now.window.on_changes(day.desk.keeping.undo())
    now.settle()
    assert [row.text for row in view.rows()][1:] == ["the first", "the second"]


def test_an_answer_and_its_note_know_each_other(now: Now, day: Wrenholt) -> None:
    now.press(ENTER)
    now.type("4")
    now.press(ENTER)
    now.type("TA: she waits 4/6 -")
    acts = now.press(NOTE)
    note, said = last(day), answers(day)[0]
    assert acts == 1
    assert (note.answer, note.text, note.sign, note.tally) == (said.record_id, "she waits 4/6", "not_yet", (4, 6))
    assert (note.source, note.voice, note.where) == ("talk", "support staff", "TA")
    assert (note.seen_at, note.activity, note.questions) == (f"{DAY}T10:45", day.ids["a6"], (day.ids["q1"],))
    assert "is a note" in guide(now).under.echo.meta.text()
    now.press(NOTE)
    assert len(day.notes()) == 1
    now.window.on_changes(day.desk.keeping.undo())
    now.settle()
    assert (day.notes(), answers(day)) == ([], [])


def test_what_a_colleague_wrote_stands_under_the_same_prompt(now: Now, day: Wrenholt) -> None:
    now.press(ENTER)
    now.keep("mine")
    marek = Conversation(ReviewDesk(day.desk, day.scope, [])._acting_as("Marek"))
    _, changes = marek.keep_answer(
        day.scope, activity=day.ids["a6"], guide="pupils", prompt="1", text="his", seen_at=f"{DAY}T10:44"
    )
    now.window.on_changes(changes)
    now.press(MORE)
    rows = guide(now).under.list.rows()
    assert [row.text for row in rows if row.answer] == ["his", "mine"]
    assert ("", "written by Marek (in training)") in rows[1].meta


def test_what_is_pasted_is_one_answer_and_stays(now: Now, day: Wrenholt) -> None:
    now.press(ENTER)
    QGuiApplication.clipboard().setText("the first line\nthe second\tline\n")
    guide(now).card.line.paste()
    now.press(ENTER)
    assert [one.text for one in answers(day)] == ["the first line\nthe second line"]
    QGuiApplication.clipboard().setText("x" * (MAX_TEXT_BYTES + 1))
    guide(now).card.line.paste()
    now.press(ENTER)
    assert len(answers(day)) == 1
    assert len(guide(now).card.line.text()) == MAX_TEXT_BYTES + 1


def test_a_failure_leaves_the_answer_where_it_was_typed(
    now: Now, day: Wrenholt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise PeerDeskError("The disk is full.", "Free some space, then press Keep again.")

    now.press(ENTER)
    with monkeypatch.context() as patch:
        patch.setattr(Conversation, "keep_answer", full)
        now.keep("not to be lost")
        assert guide(now).card.line.text() == "not to be lost"
        assert guide(now).card.why.text() == "The disk is full. Free some space, then press Keep again."
        now.press(TAB)
        assert guide(now).under.echo.again.isVisible()
        now.settle()
    assert [draft.text for draft in day.desk.drafts.all()] == ["not to be lost"]
    now.click(guide(now).under.echo.again)
    assert [(one.prompt, one.text) for one in answers(day)] == [("1", "not to be lost")]
    assert day.desk.drafts.all() == []
