from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.changes import Changes
from peerdesk.domain.outcome import Finding
from peerdesk.errors import PeerDeskError
from peerdesk.ui.commands import find_clashes
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.table.finding_card import FindingCard
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.journal import SOON_MS
from peerdesk.ui.widgets.paragraph import Paragraph
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import Pages, ReviewDesk, make_review, show_in_window

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> Pages:
    return show_table(qtbot, theme, jobs, day)


def show_table(qtbot: QtBot, theme: Theme, jobs: JobRunner, review: ReviewDesk) -> Pages:
    page = TablePage(review.desk, jobs, theme)
    page.show_review(review.scope)
    return show_in_window(qtbot, theme, jobs, page)


def page_of(table: Pages) -> TablePage:
    assert isinstance(table.page, TablePage)
    return table.page


def go_to(table: Pages, question: str) -> TablePage:
    """Go to a question by its tab, and to its notes."""
    page = page_of(table)
    page.tabs.show_value(question)
    page.tabs.picked.emit(question)
    page.notes.view.setFocus()
    page.notes.view.setCurrentIndex(page.notes.view.model().index(0, 0))
    page.notes.view.clearSelection()
    table.settle()
    return page


def add_finding(table: Pages, day: ReviewDesk, *, notes: tuple[int, ...] = (0,), **said: object) -> Finding:
    """Have a finding on the first question, as if it had been made earlier."""
    given = {"question": day.questions[0], "title": "Talk comes first"} | said
    made, changes = day.desk.findings.add(day.scope, notes=[day.notes[at] for at in notes], **given)
    table.page.changed.emit(changes)
    table.settle()
    return next(one for one in day.desk.findings.all(day.scope) if one.record_id == made)


def the_card(table: Pages) -> FindingCard:
    card = page_of(table).findings.current()
    assert card is not None
    return card


def only_finding(day: ReviewDesk) -> Finding:
    (finding,) = day.desk.findings.all(day.scope)
    return finding


def seen_notes(page: TablePage) -> list[str]:
    model = page.notes.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def words_on(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(Paragraph) if one.isVisible())


def test_coverage_is_told_in_words_before_it_is_a_grid(table: Pages) -> None:
    page = page_of(table)
    words = words_on(page.coverage)
    assert "Question 2 rests on what people said. Nobody has looked in lessons or looked at books yet." in words
    assert "Leaders and classrooms say different things about question 1" in words
    assert "Nothing yet on question 3." in words
    assert "Who could look at question 3 first, and where?" in words
    first = next(one for one in page.coverage.findChildren(Paragraph) if one.text().startswith("Question 1"))
    assert first.mapTo(page, first.pos()).y() < page.coverage.grid.mapTo(page, page.coverage.grid.rect().topLeft()).y()


def test_the_grid_is_a_table_to_those_who_hear_it(table: Pages) -> None:
    grid = page_of(table).coverage.grid
    told = QAccessible.queryAccessibleInterface(grid)
    assert told.role() == QAccessible.Role.Table
    cells = [told.child(at) for at in range(told.childCount())]
    across = 6  # the questions' names and five kinds
    assert [one.text(QAccessible.Text.Name) for one in cells[1:across]] == [
        "Observation",
        "Work",
        "Talk",
        "Document",
        "Data",
    ]
    assert [one.text(QAccessible.Text.Name) for one in cells[across::across]] == [
        "1 Planned talk",
        "2 History",
        "3 Subject leaders",
    ]
    assert cells[across + 1].text(QAccessible.Text.Name) == "3 notes: 1 yes, here; 2 not yet; by A, T"
    assert cells[3 * across + 2].text(QAccessible.Text.Name) == "none"


def test_enter_on_a_cell_shows_its_notes_and_says_what_is_hidden(table: Pages, day: ReviewDesk) -> None:
    page = page_of(table)
    assert QApplication.focusWidget() is page.coverage.grid
    table.press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Return)
    assert page.tabs.value() == day.questions[0]
    assert len(seen_notes(page)) == 3
    assert page.notes.filtered.text() == "3 of 6, talk only"
    table.click(page.notes.show_all)
    assert len(seen_notes(page)) == 6
    assert not page.notes.filtered.isVisible()


def test_starred_notes_come_first_then_the_rest_in_the_order_of_seen(table: Pages, day: ReviewDesk) -> None:
    page = go_to(table, day.questions[0])
    seen = seen_notes(page)
    assert seen[0].startswith("To the table. Not yet. Talk time 40 secs")
    assert seen[1].startswith("Yes, here. Say it, tweak it")
    assert "What we make of it: whose sentence is it?" in seen[2]


def test_a_finding_from_three_notes_takes_eight_acts_at_most(table: Pages, day: ReviewDesk) -> None:
    page = go_to(table, day.questions[0])
    acts = table.press(KEY.Key_Space, KEY.Key_Down, KEY.Key_Space, KEY.Key_Down, KEY.Key_Space, KEY.Key_N)
    table.type("Talk comes before writing")
    acts += table.press(KEY.Key_Return)
    assert acts <= 8
    finding = only_finding(day)
    assert (finding.title, finding.question, finding.kind) == (
        "Talk comes before writing",
        day.questions[0],
        "think_about",
    )
    assert {one.note for one in day.desk.findings.citations(day.scope)} == {day.notes[at] for at in (0, 1, 2)}
    assert the_card(table).basis.text().startswith("Stands on 3 observations; two reviewers")
    assert not page.notes.view.chosen_rows()


def test_notes_are_cited_and_cited_as_pointing_the_other_way(table: Pages, day: ReviewDesk) -> None:
    finding = add_finding(table, day)
    go_to(table, day.questions[0])
    table.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Space, KEY.Key_F)
    table.press(KEY.Key_Down, (KEY.Key_F, SHIFT))
    ways = {one.note: one.way for one in day.desk.findings.citations(day.scope) if one.finding == finding.record_id}
    assert ways == {day.notes[0]: "for", day.notes[1]: "for", day.notes[3]: "against"}
    basis = the_card(table).basis.text()
    assert basis.startswith("Stands on 2 observations; one reviewer: thin, so held lightly.")
    assert basis.endswith("Points the other way: 1 conversation with pupils.")
    assert table.said == ["1 note cited in 1.1.", "1 note cited in 1.1 as pointing the other way."]


def test_a_cited_note_is_taken_out_by_its_button(table: Pages, day: ReviewDesk) -> None:
    add_finding(table, day, notes=(0, 1))
    go_to(table, day.questions[0])
    card = the_card(table)
    button = next(one for one in card.cited.findChildren(QWidget) if one.accessibleName() == "Take out note 2")
    table.click(button)
    assert [one.note for one in day.desk.findings.citations(day.scope)] == [day.notes[0]]


def test_what_is_typed_is_kept_when_it_is_left_as_one_revision(table: Pages, day: ReviewDesk) -> None:
    finding = add_finding(table, day)
    go_to(table, day.questions[0])
    card = the_card(table)
    card.text.setFocus()
    table.type("Pupils rehearsed a sentence [1] and said so [1 9].")
    assert only_finding(day).text == ""
    table.press(KEY.Key_Tab)
    kept = only_finding(day)
    assert kept.text == f"Pupils rehearsed a sentence [[{day.notes[0]}]] and said so [1 9]."
    assert kept.tips != finding.tips
    assert len(kept.tips) == 1
    assert card.text.toPlainText() == "Pupils rehearsed a sentence [1] and said so [1 9]."
    day.desk.keeping.undo()
    assert only_finding(day).text == ""


def test_typing_survives_what_others_bring_and_keeps_its_numbers(table: Pages, day: ReviewDesk) -> None:
    finding = add_finding(table, day, notes=(1,))
    go_to(table, day.questions[0])
    card = the_card(table)
    card.text.setFocus()
    table.type("An adult gave sentences [1]")
    other = day.desk.findings.add(  # stands before it, so that note 1 becomes note 2
        day.scope, notes=[day.notes[0]], question=day.questions[0], title="First", order="A"
    )
    table.page.changed.emit(other[1])
    table.settle()
    assert card.text.toPlainText() == "An adult gave sentences [2]"
    table.type(" twice.")
    table.press(KEY.Key_Tab)
    kept = next(one for one in day.desk.findings.all(day.scope) if one.record_id == finding.record_id)
    assert kept.text == f"An adult gave sentences [[{day.notes[1]}]] twice."


def test_two_people_who_change_one_field_leave_two_versions(table: Pages, day: ReviewDesk) -> None:
    finding = add_finding(table, day)
    go_to(table, day.questions[0])
    card = the_card(table)
    card.title.setFocus()
    table.type("My words: ")
    table.page.changed.emit(day.desk.findings.change(finding, title="Their words"))
    table.settle()
    assert card.title.toPlainText() == "My words: Talk comes first"
    table.press(KEY.Key_Return)
    assert only_finding(day).two_versions == ("title",)
    assert card.versions.isVisible()
    stands = card.title.toPlainText()
    table.click(card.versions.button)
    assert (only_finding(day).title, only_finding(day).two_versions) == (stands, ())
    assert not card.versions.isVisible()


def test_a_cited_note_that_was_deleted_elsewhere_is_not_lost_by_an_edit(table: Pages, day: ReviewDesk) -> None:
    add_finding(table, day, text=f"We saw this [[{day.notes[0]} {day.notes[1]}]].")
    gone = day.desk.capture.note(day.notes[1])
    assert gone is not None
    table.page.changed.emit(day.desk.capture.delete(gone))
    go_to(table, day.questions[0])
    card = the_card(table)
    assert card.text.toPlainText() == "We saw this [1, 2]."
    card.text.setFocus()
    table.press(KEY.Key_End)
    table.type(" Twice.")
    table.press(KEY.Key_Tab)
    assert only_finding(day).text == f"We saw this [[{day.notes[0]} {day.notes[1]}]]. Twice."


def test_what_is_typed_is_journaled_within_a_second_and_offered_after_a_crash(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, table: Pages, day: ReviewDesk
) -> None:
    finding = add_finding(table, day)
    go_to(table, day.questions[0])
    the_card(table).wondering.setFocus()
    table.type("Whose sentence is it")
    assert SOON_MS < 1000
    qtbot.waitUntil(lambda: bool(day.desk.drafts.all()), timeout=20_000)
    table.settle()
    (draft,) = day.desk.drafts.all()
    assert (draft.place, draft.text) == (f"finding:{finding.record_id}:wondering", "Whose sentence is it")
    assert draft.context == " ".join(finding.tips)

    again = show_table(qtbot, theme, jobs, day)
    go_to(again, day.questions[0])
    card = the_card(again)
    assert card.offer.isVisible()
    again.click(card.offer.take)
    assert card.wondering.toPlainText() == "Whose sentence is it"
    card.wondering.setFocus()
    again.press(KEY.Key_Tab)
    assert only_finding(day).wondering == "Whose sentence is it"
    assert day.desk.drafts.all() == []


def test_agree_this_and_agreed_by_all_of_us_are_one_act_each(table: Pages, day: ReviewDesk) -> None:
    for title in ("One", "Two", "Three"):
        add_finding(table, day, title=title)
    page = go_to(table, day.questions[0])
    assert table.press(KEY.Key_A) == 1
    assert [one.agreed for one in day.desk.findings.all(day.scope)] == [True, False, False]
    table.click(page.findings.agree_all)
    assert all(one.agreed for one in day.desk.findings.all(day.scope))
    assert page.findings.agreed.text() == "3 of 3 agreed"
    assert not page.findings.agree_all.isEnabled()
    day.desk.keeping.undo()
    assert [one.agreed for one in day.desk.findings.all(day.scope)] == [True, False, False]


def test_the_kind_is_chosen_by_key(table: Pages, day: ReviewDesk) -> None:
    add_finding(table, day)
    go_to(table, day.questions[0])
    the_card(table).kind.setFocus()
    table.press(KEY.Key_Down, KEY.Key_Down)
    assert only_finding(day).kind == "question"
    assert only_finding(day).two_versions == ()


def test_a_whole_activity_noted_in_training_is_included_in_one_act(table: Pages, day: ReviewDesk) -> None:
    page = go_to(table, day.questions[0])
    assert any("Marek (in training) · not included yet" in said for said in seen_notes(page))
    assert page.notes.waiting.text() == "2 in training, Pupil group"
    assert table.press(KEY.Key_I) == 1
    assert not any(note.marked for note in day.desk.capture.notes(day.scope))
    assert not page.notes.include_button.isVisible()


def test_only_the_lead_is_offered_to_include(qtbot: QtBot, theme: Theme, jobs: JobRunner, table: Pages) -> None:
    page = page_of(table)
    look = page._look
    assert look is not None
    page.notes.show_rows(look.notes, look.plan.questions[0].record_id, leads=False)
    assert not page.notes.include_button.isVisible()


def test_a_finding_is_deleted_and_undo_brings_it_back(table: Pages, day: ReviewDesk) -> None:
    add_finding(table, day)
    page = go_to(table, day.questions[0])
    table.click(the_card(table).delete)
    assert day.desk.findings.all(day.scope) == []
    assert page.findings.current() is None
    table.page.changed.emit(day.desk.keeping.undo())
    table.settle()
    assert the_card(table).title.toPlainText() == "Talk comes first"


def test_a_failure_keeps_what_was_typed(table: Pages, day: ReviewDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    add_finding(table, day)
    go_to(table, day.questions[0])
    card = the_card(table)

    def full(*_: object, **__: object) -> Changes:
        raise PeerDeskError("The disk is full.", "Free some space, then go on.")

    with monkeypatch.context() as broken:
        broken.setattr("peerdesk.desk.findings.Findings.change", full)
        card.title.setFocus()
        table.type("New: ")
        table.press(KEY.Key_Return)
        sheet = table.window.findChild(FailureSheet)
        assert sheet is not None
        assert sheet.message.text() == "The disk is full."
        sheet.reject()
    assert card.title.toPlainText() == "New: Talk comes first"
    card.title.setFocus()
    table.press(KEY.Key_Return)
    assert only_finding(day).title == "New: Talk comes first"


def test_the_text_is_large_for_three_pairs_of_eyes_and_smaller_for_one(
    table: Pages, day: ReviewDesk, theme: Theme
) -> None:
    add_finding(table, day)
    page = go_to(table, day.questions[0])
    assert the_card(table).text.font().pixelSize() == theme.px(20)
    before = page.notes.view.visualRect(page.notes.view.model().index(0, 0)).height()
    table.click(page.large)
    assert page.notes.view.visualRect(page.notes.view.model().index(0, 0)).height() < before
    assert the_card(table).text.font().pixelSize() == theme.px(15)


def test_an_unplanned_table_says_what_to_do_first(qtbot: QtBot, theme: Theme, jobs: JobRunner, tmp_path: Path) -> None:
    review = make_review(tmp_path / "empty")
    for question in review.desk.plan.look(review.scope).questions:  # type: ignore[union-attr]
        review.desk.plan.delete(question)
    table = show_table(qtbot, theme, jobs, review)
    page = page_of(table)
    asked: list[str] = []
    page.go_requested.connect(asked.append)
    assert page.empty.button is not None
    table.click(page.empty.button)
    assert asked == ["plan"]
    review.desk.close()


def test_a_review_without_notes_breathes(qtbot: QtBot, theme: Theme, jobs: JobRunner, tmp_path: Path) -> None:
    review = make_review(tmp_path / "empty")
    table = show_table(qtbot, theme, jobs, review)
    page = go_to(table, review.questions[0])
    assert page.notes.none.text() == "Notes come here as the team brings them in."
    assert page.findings.none.isVisible()
    review.desk.close()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_everything_has_a_name_a_role_and_room(table: Pages, day: ReviewDesk, theme: Theme, scale: float) -> None:
    add_finding(table, day, notes=(0, 1))
    theme.choose(Choice("light", contrast=False, scale=scale))
    table.settle()
    page = page_of(table)
    for value in ("coverage", day.questions[0]):
        page.tabs.show_value(value)
        page.tabs.picked.emit(value)
        table.settle()
        assert find_faults(page) == []
        least = table.window.minimumSizeHint()
        assert (least.width() <= 1280, least.height() <= 720) == (True, True), least
    if scale == 1.0:
        table.window.resize(1093, 614)
        table.settle()
        assert table.window.width() == 1093


def test_below_a_thousand_pixels_there_is_one_side_at_a_time(table: Pages, day: ReviewDesk) -> None:
    add_finding(table, day)
    page = go_to(table, day.questions[0])
    table.window.resize(900, 720)
    table.settle()
    assert page.notes.isVisible()
    assert not page.findings.isVisible()
    page.notes.view.setFocus()
    table.press(KEY.Key_Space, KEY.Key_N)
    assert page.findings.isVisible()
    assert QApplication.focusWidget() is the_card(table).title


def test_no_key_is_bound_twice(table: Pages) -> None:
    assert find_clashes(table.window.commands()) == []


def test_a_letter_is_typed_in_a_field_and_acts_on_the_list(table: Pages, day: ReviewDesk) -> None:
    add_finding(table, day)
    go_to(table, day.questions[0])
    card = the_card(table)
    card.text.setFocus()
    QTest.keyClicks(card.text, "nfa")
    assert card.text.toPlainText() == "nfa"
    assert len(day.desk.findings.all(day.scope)) == 1
