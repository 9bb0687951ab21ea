"""The checklist under the tool, by keys and by finger: how far something was there, and what nobody saw yet."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.desk.looking import Looking
from peerdesk.desk.undoing import Undoing
from peerdesk.intake.frameworks import read_framework
from peerdesk.paths import resources
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.now.checklist import Checklist
from peerdesk.ui.now.checklist_row import LookForRow
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults
from tests.ui.now.hands import Now, show_now
from tests.ui.pages.review_desk import ReviewDesk
from tests.ui.pages.wrenholt import Wrenholt

KEY, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OPEN = (KEY.Key_K, CTRL | SHIFT)


@pytest.fixture
def now(qtbot: QtBot, theme: Theme, jobs: JobRunner, asked: Wrenholt) -> Now:
    return show_now(qtbot, theme, jobs, asked)


def checklist(now: Now) -> Checklist:
    return now.page.checklist


def in_hand(now: Now) -> LookForRow:
    row = checklist(now).in_hand
    assert row is not None
    assert row.hasFocus()
    return row


def states(day: Wrenholt) -> dict[str, str]:
    told = day.desk.looking.look(day.scope)
    return {one: said.state_of(day.ids["me"], day.ids["a2"]) for one, said in told.items()}


def team_saw(day: Wrenholt, name: str, look_for: str, state: str, activity: str) -> None:
    acting = ReviewDesk(day.desk, day.scope, [])._acting_as(name)
    Looking(acting, day.desk.frameworks).say(day.scope, look_for, state, activity=day.ids[activity])  # type: ignore[arg-type]


def shown_words(now: Now) -> list[str]:
    return [row.accessibleName() for row in checklist(now).rows() if row.isVisible()]


def test_it_is_one_quiet_line_until_it_is_asked_for(now: Now) -> None:
    here = checklist(now)
    assert here.open.isVisible()
    assert here.open.text() == "Look-fors · 8 here, 20 in all"
    assert here.rows() == []
    assert now.line.hasFocus()


def test_the_activitys_look_fors_come_first_and_the_others_are_folded_away(now: Now) -> None:
    now.press(OPEN)
    here = checklist(now)
    assert [one.group.number for one in here.sections] == [1, 2, 3]
    assert {row.question for row in here.rows() if row.isVisible()} == {here.sections[0].group.question.record_id}
    now.click(here.sections[1].heading)
    assert all(row.isVisible() for row in here.sections[1].rows)
    now.page.go_to(now.page.day.strip.rows()[-1].activity)
    now.settle()


def test_arrows_and_digits_say_how_far_it_was_there(now: Now, asked: Wrenholt) -> None:
    acts = now.press(OPEN)
    acts += now.press(KEY.Key_1)
    acts += now.press(KEY.Key_Down, KEY.Key_2)
    acts += now.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_3)
    acts += now.press(KEY.Key_Down, KEY.Key_5)
    assert states(asked) == {"L1": "widely", "L2": "in places", "L4": "looked, not today", "L5": "does not apply"}
    assert acts == 9
    now.press(KEY.Key_4)
    assert "L5" not in states(asked)
    assert in_hand(now).look_for.look_for_id == "L5"
    acts = now.press(KEY.Key_Escape)
    assert now.line.hasFocus()


def test_a_finger_does_what_a_key_does(now: Now, asked: Wrenholt) -> None:
    now.click(checklist(now).open)
    row = checklist(now).rows()[2]
    now.click(row)
    assert checklist(now).hand.isVisible()
    chip = checklist(now).hand.states["in places"]
    assert min(chip.width(), chip.height(), row.height()) >= 32
    now.click(chip)
    assert states(asked) == {"L3": "in places"}
    assert chip.isChecked()
    assert row.hasFocus()


def test_where_to_look_and_what_not_to_conclude_stand_at_the_row_in_hand(now: Now) -> None:
    now.press(OPEN, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    hand = checklist(now).hand
    assert hand.where.text() == "Where you might: lessons; a watch"
    assert hand.not_concluded.text() == "Do not conclude from one lesson."
    at = [one.geometry().top() for one in (*checklist(now).rows()[:4], hand, *checklist(now).rows()[4:8])]
    assert at == sorted(at), "it stands below its own row"
    now.press(KEY.Key_Up)
    assert hand.not_concluded.text() == "Do not conclude that a prompt is a fault."


def test_a_state_can_be_undone(now: Now, asked: Wrenholt) -> None:
    now.press(OPEN, KEY.Key_1, KEY.Key_2)
    assert checklist(now).hand.states["in places"].isChecked()
    now.window.on_changes(Undoing(asked.desk.acting).undo())
    now.settle()
    assert checklist(now).hand.states["widely"].isChecked()
    now.window.on_changes(Undoing(asked.desk.acting).undo())
    now.settle()
    assert checklist(now).hand.states[""].isChecked()


def test_while_an_activity_runs_a_state_stands_only_at_the_row_in_hand(now: Now, asked: Wrenholt) -> None:
    team_saw(asked, "Tom", "L2", "widely", "a3")
    now.press(OPEN, KEY.Key_1, KEY.Key_Down)
    assert not checklist(now).team.isChecked()
    assert not any("idely" in one for one in shown_words(now))
    assert not checklist(now).hand.team.isVisible()
    now.press(KEY.Key_Escape)
    assert not checklist(now).hand.isVisible(), "whoever goes on typing leaves nothing to be read"
    now.press(OPEN)
    assert in_hand(now).look_for.look_for_id == "L2"
    now.click(checklist(now).team)
    assert "Tom, English with Tom" in checklist(now).hand.team.text()
    now.press(OPEN)


def test_when_it_is_over_the_team_reads_what_it_has_seen(now: Now, asked: Wrenholt) -> None:
    team_saw(asked, "Tom", "L1", "widely", "a3")
    team_saw(asked, "Marek", "L1", "looked, not today", "a4")
    asked.desk.looking.count(asked.scope, "L1", (5, 6))
    asked.clock.set("12:20")
    asked.desk.looking.count(asked.scope, "L1", (7, 12))
    now.page.refresh()
    now.settle()
    now.page.go_to(asked.ids["a4"])
    now.press(OPEN, KEY.Key_Down)
    said = (
        "Pupils talk about what they will write before they write it. widely: Tom, English with Tom · looked, not "
        "today: Marek (in training), Reception and nursery · 12 of 18 in two looks"
    )
    assert shown_words(now)[0] == said
    now.press(KEY.Key_Up)
    assert checklist(now).hand.tallies.text() == "5 of 6: Anita; 7 of 12: Anita"


def test_the_lead_finds_what_nobody_has_looked_at_yet(now: Now, asked: Wrenholt) -> None:
    for look_for, said in (("L1", "widely"), ("L2", "does not apply"), ("L9", "in places")):
        team_saw(asked, "Tom", look_for, said, "a3")
    now.press(OPEN)
    now.click(checklist(now).unseen)
    left = {row.look_for.look_for_id for row in checklist(now).rows()}
    assert left == {f"L{at}" for at in range(3, 21)} - {"L9"}
    assert checklist(now).hides.text() == "Hidden: 3 that somebody has looked at, or said do not apply."
    row = checklist(now).rows()[0]
    now.click(row)
    now.press(KEY.Key_1)
    assert row.isVisible(), "what one looks at now stays in hand"
    now.click(checklist(now).unseen)
    assert len(checklist(now).rows()) == 20
    assert not checklist(now).hides.isVisible()


def test_letters_go_to_the_line(now: Now) -> None:
    now.press(OPEN)
    now.type("y")
    now.type("5 talk")
    assert now.line.text() == "y5 talk"
    assert now.line.hasFocus()


def test_a_framework_without_look_fors_says_so(qtbot: QtBot, theme: Theme, jobs: JobRunner, asked: Wrenholt) -> None:
    bare = replace(read_framework(resources() / "frameworks" / "core_enquiry.toml"), look_fors=(), title="Bare")
    asked.desk.plan.take_up(asked.scope, bare)
    now = show_now(qtbot, theme, jobs, asked)
    assert checklist(now).open.text() == "Look-fors · none"
    now.press(OPEN)
    assert checklist(now).none.isVisible()
    assert checklist(now).none.text().startswith("“Bare” has no look-fors for these questions.")


def test_it_stays_where_it_was_when_something_else_changes(now: Now, asked: Wrenholt) -> None:
    now.press(OPEN, KEY.Key_Down)
    row = in_hand(now)
    now.page.refresh()
    now.settle()
    assert in_hand(now) is row
    now.press(OPEN)
    assert not checklist(now).inside.isVisible()
    assert now.line.hasFocus()


def test_many_digits_at_once_are_kept_in_their_order(now: Now, asked: Wrenholt) -> None:
    now.press(OPEN)
    focused = QApplication.focusWidget()
    assert focused is not None
    now.type("123125342")
    assert checklist(now).hand.states["in places"].isChecked()
    now.settle()
    assert checklist(now).hand.states["in places"].isChecked()
    assert states(asked) == {"L1": "in places"}


def test_a_key_that_is_held_down_is_one_act(now: Now, asked: Wrenholt) -> None:
    now.press(OPEN)
    now.type("1" * 200)
    now.settle()
    assert states(asked) == {"L1": "widely"}
    Undoing(asked.desk.acting).undo()
    assert states(asked) == {}


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_row_has_a_name_and_room_for_a_finger(now: Now, scale: float, theme: Theme) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    now.window.resize(1280, 720)
    now.press(OPEN)
    now.settle()
    assert find_faults(checklist(now)) == []
    least = now.window.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 720) == (True, True), least
