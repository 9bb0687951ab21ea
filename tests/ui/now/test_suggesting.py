"""A mark that is begun is offered whole, and is never in the way."""

from PySide6.QtWidgets import QApplication

from tests.ui.now.hands import KEY, Now, last
from tests.ui.pages.wrenholt import Wrenholt, find_button


def offered(now: Now) -> tuple[str, ...]:
    now.settle()
    return now.page.composer.echo.suggestions()


def test_tab_writes_what_is_offered_first(now: Now, day: Wrenholt) -> None:
    now.type("timeline on the wall #")
    assert offered(now) == ("Q1 Planned talk", "Q2 History", "Q3 Subject leaders", "no question")
    now.type("h")
    assert offered(now) == ("Q2 History",)
    now.press(KEY.Key_Tab)
    assert now.line.text() == "timeline on the wall #q2 "
    assert QApplication.focusWidget() is now.line
    assert offered(now) == ()
    now.enter()
    assert (last(day).text, last(day).questions) == ("timeline on the wall", (day.ids["q2"],))


def test_down_goes_on_and_up_goes_back(now: Now) -> None:
    now.type("a #")
    now.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_Tab)
    assert now.line.text() == "a #q2 "


def test_a_finger_takes_one(now: Now, day: Wrenholt) -> None:
    now.type("a @")
    assert {"talk", "work", "only me"} <= {*offered(now)}
    now.click(find_button(now.page.composer.echo, "talk"))
    assert now.line.text() == "a @talk "
    assert QApplication.focusWidget() is now.line
    now.enter()
    assert last(day).source == "talk"


def test_years_are_those_of_the_school(now: Now) -> None:
    now.type("a ^")
    assert offered(now) == ("nursery", "Reception", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6")
    now.type("re")
    now.press(KEY.Key_Tab)
    assert now.line.text() == "a ^r "


def test_escape_lets_it_be_and_enter_keeps_what_is_typed(now: Now, day: Wrenholt) -> None:
    now.type("they sit in row @")
    now.press(KEY.Key_Escape)
    assert offered(now) == ()
    now.enter()
    assert last(day).text == "they sit in row @"


def test_enter_takes_nothing_that_was_only_offered(now: Now, day: Wrenholt) -> None:
    now.type("talk #s")
    assert offered(now) == ("Q3 Subject leaders",)
    now.enter()
    note = last(day)
    assert (note.text, note.questions) == ("talk", (day.ids["q3"],))  # "#s" says it already: only one begins so


def test_nothing_is_offered_where_nothing_is_begun(now: Now) -> None:
    for typed in ("3 chn + TA", "a#", "(see p. 4)"):
        now.page.composer.blank()
        now.type(typed)
        assert offered(now) == ()
    now.page.composer.blank()
    now.type("see # here")
    now.line.moveCursor(now.line.textCursor().MoveOperation.Start)
    assert offered(now) == ()


def test_tab_still_leads_to_what_we_make_of_it(now: Now) -> None:
    now.type("TA says the sentence")
    now.press(KEY.Key_Tab)
    assert QApplication.focusWidget() is now.page.composer.made_of_it


def test_a_typed_mark_is_taken_back_as_any(now: Now) -> None:
    now.type("a #q")
    now.press(KEY.Key_Tab)
    now.line.undo()
    assert now.line.text() == "a #q"
