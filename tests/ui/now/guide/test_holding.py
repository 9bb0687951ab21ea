"""A conversation along its guide, as a hurried hand holds it."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from peerdesk.ui.commands import find_clashes
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults
from tests.ui.now.guide.talking import (
    BACK,
    CTRL,
    ENTER,
    ESC,
    KEY,
    MORE,
    SHIFT,
    TAB,
    answers,
    asks,
    guide,
    talk,
)
from tests.ui.now.hands import Now, last
from tests.ui.pages.wrenholt import Wrenholt, find_button


def test_a_conversation_has_its_guide(now: Now) -> None:
    tool = guide(now)
    assert tool.head.guide.text() == "Pupils (group of six)"
    assert QApplication.focusWidget() is tool.card.line
    assert asks(now) == "Opening"
    assert tool.prompt.opening.text().startswith("Thank you for coming.")
    assert tool.prompt.before.isVisible()
    assert tool.under.reminders.isVisible()


def test_a_second_answer_to_one_prompt_costs_one_key(now: Now, day: Wrenholt) -> None:
    now.press(ENTER)
    now.keep("the first child")
    now.type("the second child")
    acts = now.press(ENTER)
    assert acts == 1
    assert [(one.prompt, one.text) for one in answers(day)] == [("1", "the first child"), ("1", "the second child")]


def test_six_children_are_typed_without_waiting(now: Now, day: Wrenholt) -> None:
    now.press(ENTER)
    for at in range(6):
        QTest.keyClicks(guide(now).card.line, f"child {at}")
        QTest.keyClick(guide(now).card.line, ENTER)
        QTest.keyClick(guide(now).card.line, ENTER)  # a finger that trembles
    QTest.keyClicks(guide(now).card.line, "and a sev")
    now.settle()
    assert [one.text for one in answers(day)] == [f"child {at}" for at in range(6)]
    assert guide(now).card.line.text() == "and a sev"


def test_tab_keeps_the_answer_and_goes_on(now: Now, day: Wrenholt) -> None:
    now.press(TAB)
    now.type("only one says something")
    now.press(TAB)
    assert asks(now) == "2 of 10"
    assert [(one.prompt, one.text) for one in answers(day)] == [("1", "only one says something")]
    now.press(BACK, BACK)
    assert asks(now) == "Opening"
    now.press(BACK)
    assert asks(now) == "Opening"


def test_a_number_alone_leads_to_its_prompt_and_three_of_us_is_an_answer(now: Now, day: Wrenholt) -> None:
    now.press(TAB)
    now.type("10")
    assert "Enter goes to 10" in guide(now).card.echo.findChildren(type(guide(now).prompt.about))[-1].text()
    now.press(ENTER)
    assert asks(now) == "10 of 10"
    assert guide(now).card.line.text() == ""
    now.keep("3 of us")
    now.type("5")
    now.press((ENTER, CTRL))  # Keep keeps it as it stands
    assert [(one.prompt, one.text) for one in answers(day)] == [("10", "3 of us"), ("10", "5")]
    assert day.desk.drafts.all() == []


def test_a_quote_is_marked_with_one_key_and_asked_whose(now: Now, day: Wrenholt) -> None:
    now.press(TAB)
    now.keep("Y6 pupil: it is loud")
    now.press((KEY.Key_Apostrophe, CTRL))
    now.type("I forget it when I write")
    now.press((KEY.Key_Apostrophe, CTRL))
    who = guide(now).card.who
    assert QApplication.focusWidget() is who.field
    assert find_button(who, "Y6 pupil")  # was heard before
    now.type("y4 p")
    now.press(ENTER)
    assert QApplication.focusWidget() is guide(now).card.line
    now.press(ENTER)
    said = answers(day)[-1]
    assert (said.text, said.quote, said.said_by) == ('"I forget it when I write"', True, "Y4 pupil")


def test_the_line_is_one_key_away_and_back(now: Now, day: Wrenholt) -> None:
    acts = now.press((KEY.Key_T, CTRL))
    assert acts == 1
    now.keep("a note beside the talk")
    assert last(day).activity == day.ids["a6"]
    now.press((KEY.Key_T, CTRL))
    assert guide(now).isVisible()


def test_only_what_is_needed_is_seen(now: Now, day: Wrenholt) -> None:
    now.press(ENTER)
    now.keep("one thing")
    now.keep("another thing")
    tool = guide(now)
    below = tool.under
    assert below.echo.text.text() == "another thing"
    for hidden in (tool.under.reminders, tool.prompt.before, tool.prompt.timer, below.list):
        assert not hidden.isVisible()
    day.clock.set("10:58")
    now.press(MORE)
    assert tool.prompt.timer.text() == "13 of 25 minutes"
    assert tool.under.reminders.isVisible()
    assert [row.text for row in below.list.rows()][1:] == ["one thing", "another thing"]
    now.press(MORE)
    assert not below.list.isVisible()
    assert below.list.rows() == ()
    now.type("the one in gla")
    now.press(ESC, ESC)
    assert tool.card.line.text() == ""
    assert not below.echo.isVisible()
    assert "gla" not in below.offer.text.text()
    now.click(below.offer.buttons[0])
    assert tool.card.line.text() == "the one in gla"


def test_a_follow_up_is_asked_by_key(now: Now, day: Wrenholt) -> None:
    now.press(TAB, KEY.Key_Down)
    assert guide(now).prompt.follow_ups[0].isChecked()
    now.keep("the hens")
    assert (answers(day)[0].prompt, answers(day)[0].follow_up) == ("1", "1")
    now.press(TAB)
    now.keep("a story")
    assert answers(day)[1].follow_up == ""


def test_another_guide_is_one_act(now: Now, day: Wrenholt) -> None:
    by_name = {action.text(): action for action in guide(now).head.guide_choices()}
    by_name["Pupils (getting unstuck, reading, words, belonging)"].trigger()
    now.settle()
    now.press(ENTER, ENTER)
    now.keep("the hens")
    assert {one.guide for one in talk(day).answers} == {"pupils-more"}
    by_name = {action.text(): action for action in guide(now).head.guide_choices()}
    next(one for name, one in by_name.items() if name.startswith("No guide")).trigger()
    now.settle()
    now.keep("what comes up")
    assert (answers(day)[-1].prompt, answers(day)[-1].text) == ("", "what comes up")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_has_a_name_and_room_for_a_finger(now: Now, day: Wrenholt, scale: float, theme: Theme) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    now.window.resize(1280, 720)
    assert find_faults(now.page) == []
    now.press(ENTER)
    now.keep('y4 p "it is loud" 3/6')
    now.press(MORE)
    now.type('"it is kind" ')
    guide(now).card.show_details(shown=True)
    now.settle()
    assert find_faults(now.page) == []
    least = now.window.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 720) == (True, True), least
    assert find_clashes(now.window.commands()) == []


def test_f6_leads_out_of_the_line(now: Now) -> None:
    now.press(KEY.Key_F6)
    elsewhere = QApplication.focusWidget()
    assert elsewhere is not None
    assert elsewhere is not guide(now).card.line
    QTest.keyClicks(elsewhere, "x")
    assert guide(now).card.line.text() == "x"


def test_the_opening_words_are_ticked_and_not(now: Now, day: Wrenholt) -> None:
    now.click(guide(now).prompt.tick)
    assert len(talk(day).answers) == 1
    assert guide(now).prompt.tick.isChecked()
    now.click(guide(now).prompt.tick)
    assert talk(day).answers == []
    assert not guide(now).prompt.tick.isChecked()


def test_a_question_of_ones_own_is_taken_out_again(now: Now, day: Wrenholt) -> None:
    now.press(ENTER)
    now.type("why on mondays")
    now.click(guide(now).card.own)
    now.press(ENTER)
    assert [one.text for one in talk(day).prompts] == ["why on mondays"]
    assert guide(now).prompt.about.text() == "your own"
    now.click(guide(now).under.take_out)
    assert talk(day).prompts == []
    assert asks(now) == "10 of 10"


def test_what_was_found_elsewhere_is_shown_where_it_was_said(now: Now, day: Wrenholt) -> None:
    now.press(ENTER)
    now.keep("come to chess club")
    now.keep("it is loud")
    now.page.go_to(day.ids["a2"])
    now.settle()
    now.page.show_said(day.ids["a6"], answers(day)[0].record_id)
    now.settle()
    view = guide(now).under.list
    assert QApplication.focusWidget() is view
    assert view.answer() == answers(day)[0]
    now.press(KEY.Key_N)
    assert [note.text for note in day.notes()] == ["come to chess club"]
    assert now.said == ["It is a note now."]


def test_who_asks_is_shown_and_kept_and_is_not_who_writes(now: Now, day: Wrenholt) -> None:
    plan = day.desk.plan.look(day.scope)
    assert plan is not None
    group = next(one for one in plan.activities if one.record_id == day.ids["a6"])
    now.page.go_to(day.ids["a2"])
    now.window.on_changes(day.desk.plan.change(group, scribe=day.ids["me"]))
    now.settle()
    now.page.go_to(day.ids["a6"])
    now.settle()
    assert guide(now).head.asker.text() == "Tom asks"
    now.press(TAB)
    now.keep("it is loud")
    now.keep("and kind")
    assert [(one.asked_by, one.observed_by) for one in answers(day)] == [(day.ids["tom"], day.ids["me"])] * 2
    now.press((KEY.Key_D, CTRL | SHIFT))
    details = guide(now).card.details
    assert QApplication.focusWidget() is details.asked_by
    details.asked_by.show_value(day.ids["marek"])
    details.asked_by.activated.emit(details.asked_by.currentIndex())
    assert guide(now).head.asker.text() == "Marek (in training) asks"
