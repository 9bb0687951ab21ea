"""A whole day of one reviewer at her own window, with keys only; what each thing cost is counted (UI.md's table)."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk
from peerdesk.desk.watching import SHARED
from peerdesk.domain.evidence import Note
from peerdesk.domain.review import Activity
from peerdesk.ui import arrivals
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.notes.notes_view import NotesView
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.theme import Theme
from tests.people import BEN, Team
from tests.ui.accessibility import find_faults

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, TAB, DOWN = KEY.Key_Return, KEY.Key_Tab, KEY.Key_Down
NOTE_OF_IT, LOOK_FORS = (KEY.Key_N, CTRL | SHIFT), (KEY.Key_K, CTRL | SHIFT)
DAY = "2025-10-14"
AT_MOST = {
    "lid up, first letter": 0,
    "note in a known activity": 2,
    "second answer to one prompt": 1,
    "a note of an answer": 1,
    "twelve books on four look-fors": 4,
    "unplanned activity": 1,
    "lunch: a colleague": 3,
}
ACTIVITIES = (
    ("The head sets the scene", "meeting", "08:30", "08:55", (), "leaders", "talk"),
    ("Reception and nursery", "walk", "09:55", "10:25", (0,), "", "observation"),
    ("Pupil group: Y4 and Y6", "conversation", "10:45", "11:15", (0, 1), "pupils", "talk"),
    ("Book look", "work", "11:20", "11:45", (0, 1), "", "work"),
    ("Learning walk, history", "walk", "13:05", "13:50", (1,), "", "observation"),
)


@dataclass
class Reviewer:
    """Somebody at her window. Whatever is not a letter is an act."""

    qtbot: QtBot
    team: Team
    window: MainWindow
    stick: Path
    cost: dict[str, list[int]] = field(default_factory=dict)
    acts: int = 0

    @property
    def desk(self) -> Desk:
        return self.team.ben

    @property
    def now(self) -> NowPage:
        page = self.window.current_page()
        assert isinstance(page, NowPage)
        return page

    def settle(self) -> None:
        for _ in range(3):
            assert self.window.jobs.wait_idle()
            QCoreApplication.sendPostedEvents(None, 0)
        trouble = self.window.findChild(FailureSheet)
        assert trouble is None, trouble.message.text()

    def at(self, time: str) -> None:
        """Let it be so late."""
        self.team.clocks[BEN].at = datetime.fromisoformat(f"{DAY}T{time}:00").replace(tzinfo=UTC)

    def focus(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def press(self, *keys: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        for key in keys:
            QTest.keyClick(self.focus(), *(key if isinstance(key, tuple) else (key,)))
            self.acts += 1
            self.settle()

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def keep(self, text: str, *keys: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        """Type, press what it takes besides, and Enter."""
        self.write(text)
        self.press(*keys, ENTER)

    def count(self, what: str, since: int) -> None:
        self.cost.setdefault(what, []).append(self.acts - since)

    def note(self, text: str) -> Note:
        """Keep a line where one is, and count what it took; return the note."""
        since, before = self.acts, {one.record_id for one in self.notes()}
        self.keep(text)
        self.count("note in a known activity", since)
        (new,) = [one for one in self.notes() if one.record_id not in before]
        return new

    def notes(self) -> list[Note]:
        return self.desk.capture.notes(self.team.scope)

    def here(self) -> str:
        activity = self.now.composer.activity
        return activity.title if activity else ""

    def reads(self, words: str) -> None:
        def seen() -> None:
            assert words in "\n".join(one.text() for one in self.window.findChildren(QLabel) if one.isVisible())

        self.qtbot.waitUntil(seen, timeout=20_000)


@pytest.fixture
def reviewer(
    team: Team, qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Reviewer]:
    """The evening before: the lead planned the day, and the briefing is on the laptop."""
    monkeypatch.setattr(arrivals, "LOOK_MS", 60)
    lead, plan = team.lead, team.lead.plan.look(team.scope)
    assert plan is not None
    for question, example in zip(plan.questions, ("talk", "remember"), strict=True):
        lead.plan.change(question, example=example)
    ben = next(one.record_id for one in plan.members if one.name == BEN)
    for title, kind, start, end, about, voice, source in ACTIVITIES:
        said = {"title": title, "kind": kind, "voice": voice, "source": source, "who": (ben,)}
        time = (f"{DAY}T{start}", f"{DAY}T{end}")
        lead.plan.add(team.scope, "activity", time=time, questions=tuple(team.questions[i] for i in about), **said)
    team.hand(lead, team.ben)
    team.ben.keeping.put_setting(SHARED, str(tmp_path / "STICK"))
    team.clocks[BEN].at = datetime.fromisoformat(f"{DAY}T08:34:00").replace(tzinfo=UTC)
    window = build_window(team.ben, theme, team.ben.acting.now, lambda: None)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    one = Reviewer(qtbot, team, window, tmp_path / "STICK")
    window.show_page("now")  # as the program does on the day of a visit (tests/test_app.py)
    one.settle()
    yield one
    window.jobs.wait_idle()
    window.close()
    window.deleteLater()


def test_a_reviewers_day_with_keys_only(reviewer: Reviewer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    live_the_morning(reviewer)
    talk_with_pupils(reviewer)
    look_at_books(reviewer)
    share_at_lunch(reviewer, tmp_path)
    live_the_afternoon(reviewer)
    rows = [(what, most, reviewer.cost[what]) for what, most in AT_MOST.items()]
    table = "\n".join(f"{what:<34} at most {most}, was {cost}" for what, most, cost in rows)
    with capsys.disabled():
        sys.stdout.write(f"\n{table}\n")
    assert [what for what, most, cost in rows if max(cost) > most] == []


def live_the_morning(one: Reviewer) -> None:
    assert one.here() == "The head sets the scene"
    since = one.acts
    one.write("t")
    assert one.now.composer.line.text() == "t"
    one.count("lid up, first letter", since)
    first = one.note("hree years ago it was silent writing by ten past nine")
    assert first.text == "three years ago it was silent writing by ten past nine"
    assert (first.source, first.voice) == ("talk", "leaders")
    one.at("09:56")
    one.qtbot.waitUntil(lambda: one.now.clock_offer.isVisible(), timeout=10_000)  # it offers, and moves nobody
    assert one.here() == "The head sets the scene"
    one.press((KEY.Key_L, CTRL))
    assert one.here() == "Reception and nursery"
    made = one.note("story table, wooden-spoon people. adult scribes exactly what child says +")
    assert (made.sign, made.source, made.questions) == ("yes", "observation", (one.team.questions[0],))
    quiet = one.note("snack, songs. nothing for us")
    assert quiet.questions == ()
    one.at("10:34")
    since = one.acts
    one.keep("playground, TA:")
    one.count("unplanned activity", since)
    assert one.here() == "playground, TA"
    quoted = one.note('TA "if i dont give it theres nothing in the book" q1 -')
    assert (quoted.voice, quoted.sign, quoted.questions) == ("support staff", "not_yet", (one.team.questions[0],))
    happened = next(activity for activity in plan_of(one) if activity.record_id == quoted.activity)
    assert (happened.title, happened.planned) == ("playground, TA", False)


def talk_with_pupils(one: Reviewer) -> None:
    one.at("10:46")
    one.press((KEY.Key_L, CTRL), ENTER)  # there, and the opening words were said
    talk = next(activity for activity in plan_of(one) if activity.title.startswith("Pupil group"))
    one.keep("I like the talking")
    for answer in ("we get to say it first", 'y4 p "im scared of hands up but not with my partner"', "its quicker"):
        since = one.acts
        one.keep(answer)
        one.count("second answer to one prompt", since)
    one.press(TAB)
    one.keep('y6 p "If I say it first I can hear when its wrong."')
    since = one.acts
    one.press(NOTE_OF_IT)
    one.count("a note of an answer", since)
    said = one.desk.conversation.look(one.team.scope, talk.record_id).answers
    assert [answer.prompt for answer in said] == ["opening", "1", "1", "1", "1", "2"]
    (made,) = [note for note in one.notes() if note.answer]
    assert (made.answer, made.voice, made.activity) == (said[-1].record_id, "pupils", talk.record_id)


def look_at_books(one: Reviewer) -> None:
    one.at("11:21")
    one.press((KEY.Key_L, CTRL))
    one.keep("Y5+Y6, 12 writing books")
    since = one.acts
    for typed in ("7/12", "5/12 whole phrases swapped", "12", "0/12"):
        one.keep(typed)
    one.count("twelve books on four look-fors", since)
    counted = [note for note in one.notes() if note.look_for]
    assert sorted(note.tally for note in counted) == [(0, 12), (5, 12), (7, 12), (12, 12)]
    one.press(LOOK_FORS)
    one.write("2")  # in places
    one.settle()
    one.press(LOOK_FORS)
    seen = [look for looked in one.desk.looking.look(one.team.scope).values() for look in looked.seen]
    assert [look.state for look in seen] == ["in places"]


def share_at_lunch(one: Reviewer, tmp_path: Path) -> None:
    one.at("12:16")
    drawer = tmp_path / "drawer"
    drawer.mkdir()
    since = one.acts
    drawer.rename(one.stick)
    one.acts += 1
    one.press((KEY.Key_5, CTRL))
    one.reads("For Anita Shah")
    one.press(ENTER)
    one.reads("Written and read back: it is whole.")
    one.count("lunch: a colleague", since)


def live_the_afternoon(one: Reviewer) -> None:
    one.at("13:12")
    one.press((KEY.Key_3, CTRL))
    one.press((KEY.Key_L, CTRL))
    assert one.here() == "Learning walk, history"
    made = one.note("y5 hist 26/27 5 quick qs, 2 from last yr. retaught w a map there and then +")
    assert (made.year, made.subject, made.present) == ("5", "history", (26, 27))
    one.keep("take the page back to my own Y5", (KEY.Key_M, CTRL | SHIFT))  # only me
    assert [jotting.text for jotting in one.desk.capture.jottings(one.team.scope)] == [
        "take the page back to my own Y5"
    ]
    one.press((KEY.Key_Z, CTRL))
    assert one.desk.capture.jottings(one.team.scope) == []
    one.press((KEY.Key_4, CTRL))
    page = one.window.current_page()
    view = page.findChild(NotesView) if page is not None else None
    assert view is not None
    shown = [row.note.record_id for row in view.notes_model.rows() if row.note]
    assert shown == [note.record_id for note in sorted(one.notes(), key=lambda note: note.seen_at)]
    assert find_faults(one.window) == []


def plan_of(one: Reviewer) -> Sequence[Activity]:
    plan = one.desk.plan.look(one.team.scope)
    assert plan is not None
    return plan.activities
