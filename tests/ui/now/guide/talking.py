"""The keys of a conversation, and what the desk and the screen say of it."""

from PySide6.QtCore import Qt

from peerdesk.desk.conversation import Talk
from peerdesk.domain.evidence import Answer
from peerdesk.ui.now.guide import GuideTool
from tests.ui.now.hands import Now
from tests.ui.pages.wrenholt import Wrenholt

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MORE, NOTE = (KEY.Key_R, CTRL), (KEY.Key_N, CTRL | SHIFT)
ENTER, TAB, BACK, UP, ESC = KEY.Key_Return, KEY.Key_Tab, (KEY.Key_Backtab, SHIFT), KEY.Key_Up, KEY.Key_Escape


def guide(now: Now) -> GuideTool:
    tool = now.page.tools.now
    assert isinstance(tool, GuideTool)
    return tool


def talk(day: Wrenholt, activity: str = "a6") -> Talk:
    return day.desk.conversation.look(day.scope, day.ids[activity])


def answers(day: Wrenholt, activity: str = "a6") -> list[Answer]:
    return [one for one in talk(day, activity).answers if one.prompt != "opening"]


def asks(now: Now) -> str:
    return guide(now).head.prompt.text()
