from PySide6.QtCore import Qt

from tests.ui.accessibility import find_faults
from tests.ui.now.hands import Now, last
from tests.ui.pages.wrenholt import Wrenholt

KEY = Qt.Key
SWITCH = (KEY.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def test_the_lead_writes_for_tom_until_told_otherwise(now: Now, day: Wrenholt) -> None:
    now.press(SWITCH)
    names = [one.text() for one in now.page.composer.for_whom.buttons]
    now.press(KEY.Key_Right)  # to the second name and back: arrows move
    now.press(KEY.Key_Left)
    for _ in range(names.index("Tom")):
        now.press(KEY.Key_Right)
    now.press(KEY.Key_Return)
    assert now.page.composer.for_whom.said() == "Tom saw it; you write it."
    for text in ("two re-read aloud #q1 +", "one waits"):
        now.keep(text)
        now.settle()
    assert {one.observed_by for one in day.notes()} == {day.ids["tom"]}
    assert {one.author for one in day.notes()} == {day.desk.identity.key_id}
    row = now.page._row_of(last(day))
    assert any(word.startswith("Tom (written by ") for _, word in row.meta)
    assert not list(find_faults(now.page))
    now.press(SWITCH)  # the same keys lead back
    assert not now.page.composer.for_whom.isVisible()
    now.keep("mine again")
    now.settle()
    assert {one.text: one.observed_by for one in day.notes()}["mine again"] == day.ids["me"]


def test_writing_for_tom_ends_with_the_activity(now: Now, day: Wrenholt) -> None:
    now.press(SWITCH)
    now.press(KEY.Key_Escape)
    assert not now.page.composer.for_whom.isVisible()
    now.press(SWITCH)
    now.press(KEY.Key_Return)
    assert now.page.composer.for_whom.said()
    now.page.go_to(day.ids["a7"])
    assert not now.page.composer.for_whom.said()
