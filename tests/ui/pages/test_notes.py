from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from peerdesk.domain.evidence import Note
from peerdesk.errors import PeerDeskError
from peerdesk.ui.commands import find_clashes
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.notes.notes_view import NotesView
from peerdesk.ui.notes.rows import NoteRow
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import Pages, show_in_window
from tests.ui.pages.wrenholt import DAY, Wrenholt, make_day

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass
class Notes(Pages):
    """The page in its window, and what is read on it."""

    page: NotesPage
    undoable: list[bool] = field(default_factory=list)

    @property
    def view(self) -> NotesView:
        return self.page.list

    def texts(self) -> list[str]:
        """Return the words of the rows, headings in brackets."""
        return [f"[{row.text}]" if row.is_heading else row.text for row in self.view.notes_model.rows()]

    def go_to(self, text: str) -> None:
        """Put the keys on the row of these words."""
        key = next(row.key for row in self.view.notes_model.rows() if row.text == text)
        self.view.setFocus()
        self.view.choose([key])
        self.settle()

    def words_of(self, text: str) -> str:
        """Return what a screen reader says of a row."""
        model = self.view.notes_model
        at = next(at for at, row in enumerate(model.rows()) if row.text == text)
        return str(model.index(at, 0).data())


def keep(
    day: Wrenholt, at: str, text: str, activity: str = "a2", questions: tuple[str, ...] = ("q1",), **said: Any
) -> None:
    day.desk.capture.keep_note(
        day.scope,
        questions=[day.ids[one] for one in questions],
        text=text,
        activity=day.ids.get(activity, ""),
        seen_at=f"{DAY}T{at}",
        **said,
    )


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Wrenholt:
    day = make_day(tmp_path_factory.mktemp("noted") / "desk", "12:00")
    keep(day, "09:08", "say it again", sign="yes", where="Y5 English")
    keep(day, "09:15", "TA says the sentence", sign="not_yet", made_of_it="whose sentence?", starred=True)
    keep(day, "10:49", "I can hear when it is wrong", "a6", ("q1", "q2"), source="talk", voice="pupils")
    keep(day, "10:30", "nothing for us", "", ())
    keep(day, "10:04", "adult waits", "a4", observed_by=day.ids["marek"])
    day.desk.capture.keep_jotting(day.scope, "ask for the sentence page")
    day.desk.close()
    return day


@pytest.fixture
def day(noted: Wrenholt, tmp_path: Path) -> Iterator[Wrenholt]:
    day = noted.copy(tmp_path / "desk", "12:00")
    yield day
    day.desk.close()


def show_notes(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> Notes:
    page = NotesPage(day.desk, jobs, theme)
    page.show_review(day.scope)
    pages = show_in_window(qtbot, theme, jobs, page)
    notes = Notes(pages.window, page, jobs, pages.said)
    page.toast_requested.connect(lambda _, undoable: notes.undoable.append(undoable))
    return notes


@pytest.fixture
def notes(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> Notes:
    return show_notes(qtbot, theme, jobs, day)


def note_of(day: Wrenholt, text: str) -> Note:
    return next(note for note in day.notes() if note.text == text)


def test_the_day_stands_in_the_order_in_which_it_was_seen(notes: Notes) -> None:
    assert notes.texts() == [
        "[Learning walk, English]",
        "say it again",
        "TA says the sentence",
        "[Reception and nursery]",
        "adult waits",
        "[No activity]",
        "nothing for us",
        "[Pupil group: Y4 and Y6]",
        "I can hear when it is wrong",
        "ask for the sentence page",
    ]


def test_a_row_says_all_that_belongs_to_it(notes: Notes) -> None:
    assert notes.words_of("TA says the sentence") == (
        "09:15. Not yet. TA says the sentence. whose sentence?. Q1 Planned talk. Observation. Anita. to the table"
    )
    assert "Q1 Planned talk. Q2 History. Talk. pupils" in notes.words_of("I can hear when it is wrong")
    assert "Marek (in training)" in notes.words_of("adult waits")
    assert "only me" in notes.words_of("ask for the sentence page")


def test_mine_is_what_i_saw(notes: Notes) -> None:
    mine = notes.page.tabs._buttons["mine"]
    assert mine.text() == "Mine 5"
    notes.click(mine)
    assert "adult waits" not in notes.texts()
    assert "[Reception and nursery]" not in notes.texts()


def test_a_filter_says_what_it_hides(notes: Notes, day: Wrenholt) -> None:
    bar = notes.page.bar
    assert not bar.says.isVisible()
    notes.click(notes.page.filter_button)
    bar.question.setFocus()
    bar.question.setCurrentIndex(bar.question.findData(day.ids["q2"]))
    bar.question.activated.emit(bar.question.currentIndex())
    notes.settle()
    assert notes.texts() == ["[Pupil group: Y4 and Y6]", "I can hear when it is wrong"]
    assert bar.says.text() == "1 of 6, Q2 History · 5 hidden"
    notes.click(bar.show_all)
    assert len(notes.texts()) == 10
    assert not bar.says.isVisible()


@pytest.mark.parametrize(
    ("choice", "value", "left"),
    [
        ("source", "talk", ["I can hear when it is wrong"]),
        ("sign", "not_yet", ["TA says the sentence"]),
        ("question", "none", ["nothing for us"]),
        ("writer", "marek", ["adult waits"]),
        ("activity", "a6", ["I can hear when it is wrong"]),
        ("activity", "no activity", ["nothing for us"]),
        ("voice", "pupils", ["I can hear when it is wrong"]),
        ("mark", "starred", ["TA says the sentence"]),
        ("mark", "pictures", []),
        ("mark", "only me", ["ask for the sentence page"]),
    ],
)
def test_each_choice_narrows(notes: Notes, day: Wrenholt, choice: str, value: str, left: list[str]) -> None:
    box = getattr(notes.page.bar, choice)
    box.show_value(day.ids.get(value, value))
    notes.page.bar.changed.emit()
    assert [text for text in notes.texts() if not text.startswith("[")] == left


def test_words_are_found_also_in_private_lines(qtbot: QtBot, notes: Notes) -> None:
    QTest.keyClick(notes.view, KEY.Key_F, CTRL | SHIFT)
    assert QApplication.focusWidget() is notes.page.search
    notes.type("sentence")
    qtbot.waitUntil(lambda: len(notes.texts()) == 3, timeout=20_000)
    assert notes.texts() == ["[Learning walk, English]", "TA says the sentence", "ask for the sentence page"]
    assert notes.page.bar.says.text() == "2 of 6, “sentence” · 4 hidden"


def test_signs_are_set_by_their_keys(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("say it again")
    for key, sign in (("-", "not_yet"), ("?", "unsure"), ("+", "yes")):
        QTest.keyClicks(notes.view, key)
        notes.settle()
        assert note_of(day, "say it again").sign == sign
    QTest.keyClicks(notes.view, "*")
    notes.settle()
    assert note_of(day, "say it again").starred
    row = notes.view.current_row()
    assert row is not None
    assert row.text == "say it again"  # the keys stay where they were


def test_several_that_are_chosen_are_starred_at_once(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("say it again")
    QTest.keyClick(notes.view, KEY.Key_Down, SHIFT)
    QTest.keyClicks(notes.view, "*")
    notes.settle()
    assert note_of(day, "say it again").starred
    assert note_of(day, "TA says the sentence").starred


def test_space_chooses(notes: Notes) -> None:
    notes.go_to("say it again")
    notes.press(KEY.Key_Space)
    assert notes.view.chosen_rows() == []
    notes.press(KEY.Key_Space)
    assert [row.text for row in notes.view.chosen_rows()] == ["say it again"]


def test_a_note_is_changed_where_it_stands(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("say it again")
    notes.press(KEY.Key_Return)
    editor = notes.page.editing.editor
    assert editor.isVisible()
    assert QApplication.focusWidget() is editor.text
    notes.type(", nobody prompts")
    editor.made_of_it.setFocus()
    notes.type("a habit")
    notes.click(editor.questions[day.ids["q3"]])
    editor.signs.show_value("unsure")
    editor.text.setFocus()
    notes.press(KEY.Key_Return)
    assert not editor.isVisible()
    note = note_of(day, "say it again, nobody prompts")
    assert (note.made_of_it, note.sign) == ("a habit", "unsure")
    assert note.questions == (day.ids["q1"], day.ids["q3"])
    assert note.where == "Y5 English"
    assert "say it again, nobody prompts" in notes.texts()
    assert QApplication.focusWidget() is notes.view


def test_escape_gives_back_what_was(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("say it again")
    notes.press(KEY.Key_Return)
    notes.type(" and again")
    notes.press(KEY.Key_Escape)
    assert not notes.page.editing.editor.isVisible()
    assert note_of(day, "say it again")


def test_a_change_that_is_not_kept_stays_open(notes: Notes, day: Wrenholt, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise PeerDeskError("The disk is full.", "Free some space, then press Keep again.")

    notes.go_to("say it again")
    notes.press(KEY.Key_Return)
    notes.type(" and again")
    monkeypatch.setattr(day.desk.capture, "change_notes", full)
    QTest.keyClick(notes.page.editing.editor.text, KEY.Key_Return)
    notes.settle()
    sheet = notes.window.findChild(FailureSheet)
    assert sheet is not None
    assert sheet.message.text() == "The disk is full."
    assert notes.page.editing.editor.text.toPlainText() == "say it again and again"


def test_delete_can_be_undone(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("say it again")
    notes.press(KEY.Key_Delete)
    assert "say it again" not in notes.texts()
    assert notes.said == ["Note deleted."]
    assert notes.undoable == [True]
    notes.window.on_changes(day.desk.keeping.undo())
    notes.settle()
    assert "say it again" in notes.texts()


def test_a_private_line_can_be_deleted_too(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("ask for the sentence page")
    notes.press(KEY.Key_Delete)
    assert day.desk.capture.jottings(day.scope) == []


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_menu_holds_what_keys_do(notes: Notes) -> None:
    notes.go_to("say it again")
    QTest.keyClick(notes.view, KEY.Key_F10, SHIFT)
    menu = notes.page.findChild(QMenu)
    assert menu is not None
    said = [action.text() for action in menu.actions()]
    assert "Change this note" in said
    assert "Add a picture…" in said
    menu.close()


# The page itself


def test_what_is_read_stays_when_more_comes_in(notes: Notes, day: Wrenholt) -> None:
    for at in range(40):
        keep(day, f"11:{at:02}", f"note {at}")
    notes.page.refresh()
    notes.settle()
    notes.go_to("note 30")
    bar, before = notes.view.verticalScrollBar(), notes.view.visualRect(notes.view.currentIndex()).y()
    assert bar.value() > 0
    keep(day, "09:01", "seen first of all")
    notes.page.refresh()
    notes.settle()
    row = notes.view.current_row()
    assert row is not None
    assert row.text == "note 30"
    assert abs(notes.view.visualRect(notes.view.currentIndex()).y() - before) <= 1


def test_an_empty_day_says_what_to_do(qtbot: QtBot, theme: Theme, jobs: JobRunner, tmp_path: Path) -> None:
    day = make_day(tmp_path / "empty")
    notes = show_notes(qtbot, theme, jobs, day)
    assert notes.page.empty.isVisible()
    assert not notes.view.isVisible()
    day.desk.close()


def test_of_ten_thousand_notes_those_that_are_seen_are_measured(
    notes: Notes, day: Wrenholt, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker, own, measured = notes.page._maker, day.notes(), Counter[str]()
    assert maker is not None
    many = [
        Note(
            record_id=f"{at:064}", scope=day.scope, author=own[0].author, first_written_at="", text="word " * (at % 40)
        )
        for at in range(10_000)
    ]
    measure = notes.view.delegate.measure

    def counted(row: NoteRow, width: int) -> int:
        measured[row.key] += 1
        return measure(row, width)

    monkeypatch.setattr(notes.view.delegate, "measure", counted)
    notes.page._on_seen(day.scope, (maker, maker.day(many, []), (10_000, 10_000)))
    notes.view.repaint()
    assert len(notes.texts()) == 10_001
    notes.view.verticalScrollBar().setValue(100_000)
    notes.view.repaint()
    assert 0 < len(measured) < 100


def test_of_notes_that_say_the_same_the_rows_are_made_once(notes: Notes, day: Wrenholt) -> None:
    before = {row.key: row for row in notes.page._all if row.note}
    keep(day, "11:00", "one more")
    notes.page.refresh()
    notes.settle()
    after = {row.key: row for row in notes.page._all if row.note}
    assert len(after) == len(before) + 1
    assert all(after[key] is row for key, row in before.items())


def test_keys_clash_with_nothing(notes: Notes) -> None:
    assert find_clashes(notes.window.commands()) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_has_a_name_and_room_for_a_finger(notes: Notes, theme: Theme, scale: float) -> None:
    theme.choose(Choice("dark", contrast=False, scale=scale))
    notes.window.resize(1280, 720)
    notes.page.bar.unfold(shown=True)
    notes.go_to("say it again")
    notes.press(KEY.Key_Return)
    assert find_faults(notes.page) == []
    least = notes.window.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 720) == (True, True), least
