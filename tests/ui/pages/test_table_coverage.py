"""Coverage at the table, by hand: the grid three ways, what does not fit, what was promised, what could be done."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.coverage_sheets import write_coverage
from peerdesk.domain.coverage_document import compose_coverage
from peerdesk.domain.document import NOT_REAL, Heading, Table, words_of
from peerdesk.domain.review import Activity
from peerdesk.paths import resources
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.table.coverage_pane import PAIRS_AT_ONCE
from peerdesk.ui.table.looking import look_at_table
from peerdesk.ui.table.printing import sheet_of
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from tests.export.report.making import flaws
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import Pages, ReviewDesk, show_in_window
from tests.ui.plain_words import jargon_in

KEY = Qt.Key
AT = "2027-03-09T"
FORBIDDEN = ("desk", "merge", "preview", "package", "conflict", "error", "invalid", "failed", "late", "score")


@pytest.fixture
def afternoon(day: ReviewDesk) -> ReviewDesk:
    """Give the day, which it is 15:20 of, something that is over, something that is coming, and an end."""
    plan = day.desk.plan.look(day.scope)
    assert plan is not None
    me, tom = plan.members[0].record_id, plan.members[1].record_id
    for title, kind, begins, ends, who in (
        ("Book look", "work", "10:50", "11:30", (tom,)),
        ("Documents", "documents", "15:00", "16:00", (me,)),
        ("What we think we saw", "meeting", "17:00", "17:30", (me, tom)),
    ):
        said = {"title": title, "kind": kind, "time": (AT + begins, AT + ends), "who": who, "place": "Oak room"}
        day.desk.plan.add(day.scope, "activity", **said)
    return day


@pytest.fixture
def table(qtbot: QtBot, theme: Theme, jobs: JobRunner, afternoon: ReviewDesk) -> Iterator[Pages]:
    page = TablePage(afternoon.desk, jobs, theme)
    page.show_review(afternoon.scope)
    yield show_in_window(qtbot, theme, jobs, page)
    jobs.wait_idle()


def page_of(table: Pages) -> TablePage:
    assert isinstance(table.page, TablePage)
    return table.page


def show_by(table: Pages, by: str) -> None:
    page_of(table).coverage.by.show_value(by)
    page_of(table).coverage.by.picked.emit(by)
    table.settle()


def activities(day: ReviewDesk) -> dict[str, Activity]:
    plan = day.desk.plan.look(day.scope)
    assert plan is not None
    return {one.title: one for one in plan.activities}


def words_in(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(Paragraph) if one.isVisible()]


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("voice", ["Pupils", "Teachers", "Support staff", "Leaders", "Governors", "Parents", "Seen or read"]),
        ("reviewer", ["Anita", "Tom", "Bryony", "Marek"]),
    ],
)
def test_the_columns_are_voices_or_reviewers_too_and_a_table_to_the_ear(
    table: Pages, by: str, names: list[str]
) -> None:
    show_by(table, by)
    told = QAccessible.queryAccessibleInterface(page_of(table).coverage.grid)
    assert told.role() == QAccessible.Role.Table
    across = len(names) + 1
    cells = [told.child(at).text(QAccessible.Text.Name) for at in range(4 * across)]
    assert cells[1:across] == names
    assert cells[across::across] == ["1 Planned talk", "2 History", "3 Subject leaders"]
    said = {"voice": "2 notes: 1 yes, here; 1 not yet; by T, M", "reviewer": "3 notes: 2 yes, here; 1 not yet; by A"}
    assert cells[across + 1] == said[by]
    assert cells[3 * across + 1] == "none"


def test_the_cell_that_the_keys_are_on_opens_into_voices_and_reviewers(table: Pages) -> None:
    page = page_of(table)
    table.press(KEY.Key_Right, KEY.Key_Right)
    assert page.coverage.told.text() == ("1 Planned talk, talk: 3 notes. Pupils 2, leaders 1. Anita 1, Tom 1, Marek 1.")
    table.press(KEY.Key_Right)
    assert page.coverage.told.text() == "1 Planned talk, document: no note yet."


def test_enter_on_a_voice_shows_its_notes(table: Pages, day: ReviewDesk) -> None:
    page = page_of(table)
    show_by(table, "voice")
    page.coverage.grid.setFocus()
    table.press(KEY.Key_Return)
    assert page.tabs.value() == day.questions[0]
    assert page.notes.filtered.text() == "2 of 6, pupils only"


def test_two_accounts_stand_beside_each_other_and_begin_a_finding_without_a_word(table: Pages, day: ReviewDesk) -> None:
    page = page_of(table)
    pair = page.coverage.pairs[0]
    assert pair.sentence.text() == "Leaders and classrooms say different things about question 1."
    left, right = pair.sides
    assert left.mapTo(page, left.pos()).y() == right.mapTo(page, right.pos()).y()
    assert "Scribing pretty much gone now" in words_in(left)
    assert "Back table: TA says the sentence" in words_in(right)
    pair._begin.click()
    table.settle()
    (finding,) = day.desk.findings.all(day.scope)
    assert (finding.title, finding.text, finding.kind) == ("", "", "question")
    assert len(day.desk.findings.citations(day.scope)) == 3
    assert page.tabs.value() == day.questions[0]


def test_a_reason_for_what_was_moved_is_one_act_and_undone(table: Pages, afternoon: ReviewDesk) -> None:
    page = page_of(table)
    (row,) = page.coverage.promised.rows.values()
    assert row.words.text() == ("“Book look”, 10:50: nothing is noted from it yet. Did it take place, or was it moved?")
    row.why.setFocus()
    table.type("moved, because the class was at the pantomime")
    assert table.press(KEY.Key_Return) == 1
    assert activities(afternoon)["Book look"].not_done == "moved, because the class was at the pantomime"
    assert row.words.text() == "“Book look”, 10:50: moved, because the class was at the pantomime"
    table.page.changed.emit(afternoon.desk.keeping.undo())
    table.settle()
    assert activities(afternoon)["Book look"].not_done == ""
    assert row.words.text().endswith("?")


def test_a_reason_that_was_being_typed_is_on_disk_and_offered_after_a_crash(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, afternoon: ReviewDesk
) -> None:
    place = f"promise:{activities(afternoon)['Book look'].record_id}:not_done"
    afternoon.desk.drafts.put(place, "moved, because", "")  # what test_every_field sees every line do
    page = TablePage(afternoon.desk, jobs, theme)
    page.show_review(afternoon.scope)
    table = show_in_window(qtbot, theme, jobs, page)
    table.settle()
    assert "moved, because" in page.coverage.offer.text.text()
    table.click(page.coverage.offer.buttons[0])
    (row,) = page.coverage.promised.rows.values()
    assert row.why.text() == "moved, because"
    row.why.setFocus()
    table.press(KEY.Key_Return)
    assert activities(afternoon)["Book look"].not_done == "moved, because"
    table.settle()
    assert afternoon.desk.drafts.all() == []


def test_a_proposal_is_a_question_taken_with_one_act_and_read_from_three_lines(
    table: Pages, afternoon: ReviewDesk
) -> None:
    page = page_of(table)
    rest = page.coverage.rest
    before = set(activities(afternoon))
    asked = words_in(rest)[0]
    assert asked == "Could Bryony look in lessons for question 3, Subject leaders, at 15:25?"
    table.click(rest.buttons[0])
    (new,) = set(activities(afternoon)) - before
    assert new == "Lessons: Subject leaders"
    assert rest.card.isVisible()
    assert [line.text() for line in rest.card.lines] == [
        "Bryony looks in lessons for question 3, Subject leaders.",
        "15:25 to 15:45.",
        "Nothing else moves.",
    ]
    assert asked not in words_in(rest)
    assert QApplication.focusWidget() is rest.card.close_button
    assert table.said == ["Bryony looks in lessons for question 3, Subject leaders."]
    table.page.changed.emit(afternoon.desk.keeping.undo())
    table.settle()
    assert set(activities(afternoon)) == before
    assert not rest.card.isVisible()


def test_a_plan_that_moved_meanwhile_is_said_and_not_changed(table: Pages, afternoon: ReviewDesk) -> None:
    page = page_of(table)
    look = page._look
    assert look is not None
    for one in look.plan.members[1:3]:
        said = {"title": f"Busy {one.name}", "kind": "walk", "who": (one.record_id,)}
        afternoon.desk.plan.add(afternoon.scope, "activity", time=(AT + "15:20", AT + "16:50"), **said)
    before = set(activities(afternoon))
    table.click(page.coverage.rest.buttons[0])
    assert set(activities(afternoon)) == before
    assert not page.coverage.rest.card.isVisible()
    table.page.changed.emit(afternoon.desk.keeping.undo())
    table.settle()


def test_a_reviewer_reads_the_questions_and_has_nothing_to_press(table: Pages) -> None:
    page = page_of(table)
    look = page._look
    assert look is not None
    page.coverage.rest.show_rest(look.rest.proposals, (), writable=False)
    assert page.coverage.rest.buttons == []
    page.coverage.promised.show_promises(look.rest.promises, writable=False)
    assert not any(row.why.isVisible() for row in page.coverage.promised.rows.values())


def test_on_paper_nothing_hangs_on_a_colour(table: Pages, tmp_path: Path) -> None:
    look = page_of(table)._look
    assert look is not None
    document = compose_coverage(sheet_of(look))
    assert document.state_line == "For the team: not for the school"
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings[:4] == ["In words", "1 Planned talk", "2 History", "3 Subject leaders"]
    kinds, voices, reviewers, pair = [block for block in document.blocks if isinstance(block, Table)][:4]
    assert words_of(kinds.rows[0][3]) == "3: 2 yes, here, 1 not yet (A T M)"
    assert words_of(kinds.rows[2][1]) == "none"
    assert len(voices.headers) == 8
    assert reviewers.headers == ("Question", "Anita", "Tom", "Bryony", "Marek")
    assert pair.headers == ("Leaders: 1 “yes, here”", "Classrooms: 2 “not yet”, and 1 “yes, here”")


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html"])
def test_it_is_written_for_paper_a_word_processor_and_a_browser(table: Pages, tmp_path: Path, ending: str) -> None:
    look = page_of(table)._look
    assert look is not None
    out = write_coverage(compose_coverage(sheet_of(look)), tmp_path / f"coverage{ending}", resources() / "fonts")
    begins = {".pdf": b"%PDF", ".docx": b"PK\x03\x04", ".html": b"<!do"}[ending]
    assert out.read_bytes()[:4].lower() == begins.lower()


def save_as(table: Pages, monkeypatch: pytest.MonkeyPatch, out: Path) -> list[str]:
    """Print, choose the form of a file's ending in the system's dialog, and its name; return the forms to choose of."""
    dialogs: list[QFileDialog] = []
    monkeypatch.setattr(QFileDialog, "open", lambda one: dialogs.append(one))
    table.click(page_of(table).coverage.print_button)
    (dialog,) = dialogs
    forms = dialog.nameFilters()
    dialog.filterSelected.emit(next(one for one in forms if f"*{out.suffix})" in one))
    dialog.fileSelected.emit(str(out.with_suffix("." + dialog.defaultSuffix())))
    table.settle()
    return forms


def test_the_form_is_chosen_where_it_is_saved(
    table: Pages, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = save_as(table, monkeypatch, tmp_path / "Coverage.docx")
    assert forms == ["PDF (*.pdf)", "Word processor (*.docx)", "Browser (*.html)"]
    said = docx.Document(str(tmp_path / "Coverage.docx"))
    assert any(one.text == "1 Planned talk" for one in said.paragraphs)
    assert NOT_REAL not in said.sections[0].header.paragraphs[0].text
    theme.set_practice(True)
    save_as(table, monkeypatch, tmp_path / "Practice.html")
    assert NOT_REAL in (tmp_path / "Practice.html").read_text()


def test_print_writes_a_tagged_file_beside_everything_else(
    table: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "Coverage.pdf"
    save_as(table, monkeypatch, out)
    assert flaws(out.read_bytes()) == []
    root = PdfReader(out).root_object
    assert str(root["/MarkInfo"]) == "{'/Marked': True}"
    assert "/StructTreeRoot" in root
    assert table.said == ["Written: Coverage.pdf"]


def test_coverage_is_whole_in_large_text_and_speaks_plainly(table: Pages, theme: Theme) -> None:
    for by in ("kind", "voice", "reviewer"):
        show_by(table, by)
        assert not list(find_faults(table.window))
    assert not jargon_in(" ".join(words_in(page_of(table).coverage)), FORBIDDEN)
    theme.choose(Choice("light", contrast=False, scale=2.0))
    table.window.resize(1280, 720)
    table.settle()
    hint = table.window.minimumSizeHint()
    assert (hint.width() <= 1280, hint.height() <= 720) == (True, True)
    left, right = page_of(table).coverage.pairs[0].sides
    assert left.mapTo(table.page, left.rect().topLeft()).x() == right.mapTo(table.page, right.rect().topLeft()).x()


def test_of_many_accounts_that_do_not_fit_a_few_are_made_at_a_time(table: Pages, afternoon: ReviewDesk) -> None:
    look = look_at_table(afternoon.desk, afternoon.scope)
    assert look is not None
    many = replace(look, contradictions=look.contradictions[:1] * (PAIRS_AT_ONCE + 2))
    pane = page_of(table).coverage
    pane.show_look(many)
    assert len(pane.pairs) == PAIRS_AT_ONCE
    (more,) = [one for one in pane.findChildren(Button) if one.text() == "Show the next ones (2 more)"]
    more.click()
    table.settle()
    assert len(pane.pairs) == PAIRS_AT_ONCE + 2
    assert more.isHidden()
