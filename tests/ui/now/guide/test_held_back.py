"""An answer that is held back for safety says so in what was said, and never in the echo that others may see."""

from peerdesk.ui.now.guide import GuideTool
from tests.domain.safety_lines import TYPED
from tests.ui.now.guide.talking import ENTER, MORE, TAB, answers, guide
from tests.ui.now.hands import Now
from tests.ui.pages.wrenholt import Wrenholt

CHILD, LEARNING = TYPED[0], "we talk first, then we write"
WAITS, HELD = "waits for your answer about safety, and stays here", "about somebody's safety, and stays here"


def said_of(tool: GuideTool, text: str) -> list[str]:
    return [word for row in tool.under.list.rows() if row.text == text for icon, word in row.meta if icon == "shield"]


def test_an_answer_that_is_held_back_says_so_where_it_is_read_again(now: Now, day: Wrenholt) -> None:
    now.press(ENTER)
    now.press(TAB)
    for text in (LEARNING, CHILD):
        now.type(text)
        now.press(ENTER)
    assert day.desk.safety.look_over()
    now.page.refresh()
    now.settle()
    echo = guide(now).under.echo.row
    assert echo is not None
    assert echo.text == CHILD
    assert not [word for icon, word in echo.meta if icon == "shield"]
    now.press(MORE)
    assert said_of(guide(now), CHILD) == [WAITS]
    assert said_of(guide(now), LEARNING) == []
    kept = next(one for one in answers(day) if one.text == CHILD)
    day.desk.safety.say_yes(kept.record_id)
    now.page.refresh()
    now.settle()
    assert said_of(guide(now), CHILD) == [HELD]
    (held,) = day.desk.safety.held(day.scope)
    day.desk.safety.say_no(held)
    now.page.refresh()
    now.settle()
    assert said_of(guide(now), CHILD) == []
