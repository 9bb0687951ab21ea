"""Ctrl+F: what a person types, sees and reaches, by keyboard alone."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.searching import Answer
from peerdesk.ui.commands import find_clashes
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.search.box import SearchBox
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import TODAY, KeptDay, ReviewDesk, keep_day

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptDay:
    return keep_day(tmp_path_factory.mktemp("day") / "desk")


@dataclass
class Seen:
    """A window on a day, and what a person does in it."""

    window: MainWindow
    day: ReviewDesk

    @property
    def box(self) -> SearchBox:
        box = self.window.findChild(SearchBox)
        assert isinstance(box, SearchBox)
        return box

    def settle(self) -> None:
        for _ in range(4):
            assert self.window.jobs.wait_idle()
            QCoreApplication.sendPostedEvents(None, 0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def show(self, page: str) -> QWidget:
        shown = self.window.show_page(page)
        self.settle()
        return shown

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)
        self.settle()

    def find(self, words: str) -> None:
        """Press Ctrl+F and type."""
        self.press(KEY.Key_F, CTRL)
        QTest.keyClicks(self.box.field, words)
        self.settle()

    def texts(self) -> list[str]:
        """Return what the box lists, headings in brackets with what they say at their right."""
        rows = self.box.list.box_model.rows()
        return [f"[{row.text} {row.about}]".replace(" ]", "]") if row.is_heading else row.text for row in rows]

    def go_to(self, words: str) -> None:
        """Go down to the row that begins so, and press Enter."""
        for _ in range(60):
            row = self.box.list.current_row()
            if row is not None and row.text.startswith(words):
                self.press(KEY.Key_Return)
                return
            self.press(KEY.Key_Down)
        raise AssertionError(self.texts())


@pytest.fixture
def seen(qtbot: QtBot, theme: Theme, kept: KeptDay, tmp_path: Path) -> Iterator[Seen]:
    day = kept.copy(tmp_path / "desk")
    desk, scope = day.desk, day.scope
    desk.capture.keep_jotting(scope, "ask Tom for the sentence stems")
    desk.findings.add(scope, question=day.questions[0], title="Talk first", text="Pupils rehearse a sentence aloud.")
    desk.reports.add_section(scope, "opening", title="How it began", text="We heard many a sentence said again.")
    window = build_window(desk, theme, lambda: TODAY, list)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    seen = Seen(window, day)
    seen.settle()
    yield seen
    window.close()
    desk.close()


def chosen_text(field: QWidget | None) -> str:
    if isinstance(field, QLineEdit):
        return field.selectedText()
    assert isinstance(field, QTextEdit | QPlainTextEdit)
    return field.textCursor().selectedText()


def test_what_is_found_stands_by_kind_with_who_when_and_where(seen: Seen) -> None:
    seen.show("now")
    seen.find("sentence")
    assert seen.texts() == [
        "[Report 1]",
        "We heard many a sentence said again.",
        "[Findings 1]",
        "Pupils rehearse a sentence aloud.",
        "[Only me 1]",
        "ask Tom for the sentence stems",
        "[Notes 1]",
        "Back table: TA says the sentence",
    ]
    rows = {row.text: row for row in seen.box.list.box_model.rows()}
    assert rows["Back table: TA says the sentence"].about == "Anita · Tuesday 9 March, 09:15"
    assert rows["Pupils rehearse a sentence aloud."].about == "Talk first · Anita · Planned talk"
    for text, row in rows.items():
        assert [text[start:end] for start, end in row.spans] == ([] if row.is_heading else ["sentence"])


def test_enter_goes_to_the_note_also_where_a_filter_hides_it(seen: Seen) -> None:
    page = seen.show("notes")
    assert isinstance(page, NotesPage)
    page.narrow("Romans")
    seen.settle()
    seen.find("sent")
    seen.go_to("Back table")
    assert seen.window.current_page() is page
    row = page.list.current_row()
    assert row is not None
    assert row.text.startswith("Back table")
    assert page.list.hasFocus()
    seen.find("stems")
    seen.press(KEY.Key_Return)
    row = page.list.current_row()
    assert row is not None
    assert row.jotting is not None


def test_enter_goes_to_the_finding_and_the_match_is_chosen(seen: Seen) -> None:
    seen.show("now")
    seen.find("rehear")
    seen.press(KEY.Key_Return)
    page = seen.window.current_page()
    assert isinstance(page, TablePage)
    card = page.findings.current()
    assert card is not None
    assert QApplication.focusWidget() is card.text
    assert chosen_text(card.text) == "rehearse"


def test_a_finding_on_no_question_shows_its_card(seen: Seen) -> None:
    seen.day.desk.findings.add(seen.day.scope, title="Said in the yard", text="Older pupils umpire the games.")
    seen.show("now")
    seen.find("umpire")
    seen.press(KEY.Key_Return)
    page = seen.window.current_page()
    assert isinstance(page, TablePage)
    card = page.findings.current()
    assert card is not None
    assert card.isVisible()
    assert card.row.label == "0.1"
    assert QApplication.focusWidget() is card.text
    assert chosen_text(card.text) == "umpire"
    assert page.question.text().startswith("These findings stand on no question")
    assert find_faults(page) == []


def test_findings_stay_on_the_table_when_their_question_is_taken_out(seen: Seen) -> None:
    desk, scope = seen.day.desk, seen.day.scope
    plan = desk.plan.look(scope)
    assert plan is not None
    desk.plan.delete(plan.questions[0])
    page = seen.show("table")
    assert isinstance(page, TablePage)
    page.show_question(3)
    seen.settle()
    assert [card.row.finding.title for card in page.findings.cards()] == ["Talk first"]


def test_enter_goes_to_where_the_school_stands_and_the_match_is_chosen(seen: Seen) -> None:
    desk = seen.day.desk
    shelved = desk.frameworks.shelf().find("sample-levels")
    assert shelved is not None
    desk.plan.take_up(seen.day.scope, shelved.framework)
    desk.moderations.begin(seen.day.scope, "talk", reasons="Each pair began within a minute, once a bell rang.")
    seen.show("now")
    seen.find("bell")
    seen.press(KEY.Key_Return)
    page = seen.window.current_page()
    assert isinstance(page, TablePage)
    card = page.standing.current()
    assert card is not None
    assert QApplication.focusWidget() is card.reasons
    assert chosen_text(card.reasons) == "bell"


def test_enter_goes_to_the_part_of_the_report_and_the_match_is_chosen(seen: Seen) -> None:
    seen.show("now")
    seen.find("heard many")
    seen.press(KEY.Key_Return)
    assert isinstance(seen.window.current_page(), ReportPage)
    assert chosen_text(QApplication.focusWidget()) == "heard"


@pytest.mark.parametrize(
    ("words", "part", "match"),
    [
        ("kind:question remember", "questions", "remember"),
        ("kind:people Bryony", "team", "Bryony"),
        ("kind:activities pupil", "day", "Pupil"),
        ("kind:reviews wrenholt", "school", "Wrenholt"),
    ],
)
def test_enter_goes_to_the_plan(seen: Seen, words: str, part: str, match: str) -> None:
    seen.show("now")
    seen.find(words)
    seen.go_to(next(text for text in seen.texts() if match in text))
    page = seen.window.current_page()
    assert isinstance(page, PlanPage)
    assert page.tabs.value() == part
    assert chosen_text(QApplication.focusWidget()) == match


def test_escape_goes_back_with_the_cursor_where_it_was(seen: Seen) -> None:
    seen.show("now")
    field = QApplication.focusWidget()
    assert isinstance(field, QTextEdit | QPlainTextEdit)
    QTest.keyClicks(field, "half a line")
    seen.press(KEY.Key_Left)
    seen.press(KEY.Key_Left)
    seen.find("sentence")
    seen.press(KEY.Key_Escape)
    assert QApplication.focusWidget() is field
    assert (field.textCursor().position(), field.textCursor().hasSelection()) == (len("half a li"), False)


def test_nothing_found_says_what_was_looked_through_and_what_a_filter_hides(seen: Seen) -> None:
    seen.show("now")
    seen.find("wombat")
    assert seen.texts() == []
    assert seen.box.says.text() == (
        "Nothing found in this review. Looked through: 8 notes of the whole team, 1 private line, 1 finding, "
        "1 part of the report and the plan."
    )
    seen.box.field.setText("sentence by:Bryony")
    seen.settle()
    assert seen.box.says.text().startswith("Nothing found in this review. The filter hides 4.")
    seen.box.field.setText("wombat by:Bryony")
    seen.settle()
    assert "Without the filter there is nothing either." in seen.box.says.text()


def test_filters_are_completed(seen: Seen) -> None:
    seen.show("now")
    seen.find("")
    assert seen.texts() == ["[Narrow it]", "by:", "q:", "kind:", "day:", "sign:"]
    seen.press(KEY.Key_Tab)
    assert seen.box.words() == "by:"
    assert seen.texts()[:6] == ["[Narrow it to]", "by:me", "by:Anita", "by:Tom", "by:Bryony", "by:Marek"]
    QTest.keyClicks(seen.box.field, "to")
    seen.settle()
    seen.press(KEY.Key_Tab)
    assert seen.box.words() == "by:Tom "
    QTest.keyClicks(seen.box.field, "q:")
    seen.press(KEY.Key_Down)
    seen.press(KEY.Key_Return)
    assert seen.box.words() == "by:Tom q:History "
    seen.box.field.setText("day:")
    assert "day:2027-03-09" in seen.texts()
    assert seen.box.field.hasFocus()


def test_home_looks_through_all_reviews_and_a_key_changes_that(seen: Seen) -> None:
    other, _ = seen.day.desk.plan.begin(school_name="Fenwick Junior School", days=("2027-03-23",))
    seen.day.desk.capture.keep_note(other, text="another sentence")
    seen.show("home")
    seen.find("another")
    assert "another sentence" in seen.texts()
    seen.press(KEY.Key_F, CTRL)
    assert "another sentence" not in seen.texts()
    seen.press(KEY.Key_F, CTRL)
    about = next(row.about for row in seen.box.list.box_model.rows() if row.text == "another sentence")
    assert about.endswith("Fenwick Junior School")
    seen.go_to("another")
    page = seen.window.current_page()
    assert isinstance(page, NotesPage)
    assert [row.text for row in page.list.notes_model.rows() if row.note] == ["another sentence"]


def test_ctrl_enter_narrows_the_notes(seen: Seen) -> None:
    seen.show("now")
    seen.find("kind:note by:tom")
    seen.press(KEY.Key_Return, CTRL)
    page = seen.window.current_page()
    assert isinstance(page, NotesPage)
    texts = [row.text for row in page.list.notes_model.rows() if not row.is_heading]
    assert texts == ["Talk time 40 secs, timed it", "“I can hear when it's wrong”"]


def test_what_was_looked_for_before_is_offered(seen: Seen) -> None:
    seen.show("now")
    seen.find("romans")
    seen.press(KEY.Key_Return)
    seen.find("")
    assert seen.texts()[:2] == ["[Looked for before]", "romans"]
    seen.press(KEY.Key_Return)
    assert seen.box.words() == "romans"
    assert "Romans, and on to the Anglo-Saxons" in seen.texts()


def test_only_the_last_of_what_is_typed_is_looked_for(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    search, asked, gate = seen.day.desk.search, list[str](), threading.Event()
    answer = search.answer

    def slow(words: str, scope: str = "") -> Answer:
        asked.append(words)
        gate.wait(5)
        return answer(words, scope)

    monkeypatch.setattr(search, "answer", slow)
    seen.show("now")
    seen.press(KEY.Key_F, CTRL)
    QTest.keyClicks(seen.box.field, "romans")
    assert seen.box.words() == "romans"  # typing did not wait for any of it
    gate.set()
    seen.settle()
    assert asked == ["r", "romans"]
    assert "Romans, and on to the Anglo-Saxons" in seen.texts()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_has_a_name_and_room(seen: Seen, theme: Theme, scale: float) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    seen.show("now")
    seen.find("sentence")
    assert find_faults(seen.box) == []
    card = seen.box.list.parentWidget()
    assert card is not None
    assert seen.box.list.height() >= theme.px("row")
    assert seen.window.rect().contains(seen.box.geometry())
    spoken = [seen.box.list.box_model.index(at, 0).data() for at in range(2)]
    assert spoken == ["Report. 1", "Report. We heard many a sentence said again. How it began"]


def test_no_key_means_two_things(seen: Seen) -> None:
    for name in ("home", "plan", "now", "notes", "share", "table", "report"):
        seen.show(name)
        assert find_clashes(seen.window.commands()) == []
