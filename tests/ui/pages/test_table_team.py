"""The team at the table: what nine notes, six findings and a disagreement cost; and where the school stands."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from peerdesk.domain.outcome import Finding, Moderation
from peerdesk.ui.dialogs.history import HistorySheet
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.table.question_tabs import STANDING
from peerdesk.ui.table.standing_card import StandingCard
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.label import Label
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import Pages, ReviewDesk
from tests.ui.pages.test_table import add_finding, go_to, only_finding, page_of, seen_notes, show_table, the_card

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> Iterator[Pages]:
    yield show_table(qtbot, theme, jobs, day)
    jobs.wait_idle()


@pytest.fixture
def levels(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> Iterator[Pages]:
    """Show the table of a review whose framework has a scale, and whose school said where it stands."""
    shelved = day.desk.frameworks.shelf().find("sample-levels")
    assert shelved is not None
    day.desk.plan.take_up(day.scope, shelved.framework)
    said = {"text": "Talk is planned in every lesson.", "level": "How we work"}
    day.desk.plan.add(day.scope, "self_view", characteristic="talk", **said)
    yield show_table(qtbot, theme, jobs, day)
    jobs.wait_idle()


def to_levels(levels: Pages) -> StandingCard:
    page = page_of(levels)
    page.tabs.show_value(STANDING)
    page.tabs.picked.emit(STANDING)
    levels.settle()
    card = page.standing.current()
    assert card is not None
    return card


def only_standing(day: ReviewDesk) -> Moderation:
    (one,) = day.desk.moderations.all(day.scope)
    return one


def test_a_finding_from_nine_notes_takes_eleven_acts_at_most(table: Pages, day: ReviewDesk) -> None:
    for at in range(9):
        day.note(f"08:{at:02}", f"Pair {at} changed a word", look_for="L2")
    table.page.refresh()
    table.settle()
    page = go_to(table, day.questions[0])
    (grouping, *_) = page.findings.groupings.buttons
    table.click(grouping)
    acts = 1
    card = the_card(table)
    assert QApplication.focusWidget() is card.title
    finding = only_finding(day)
    assert (finding.title, finding.text, finding.wondering, finding.caution) == ("", "", "", "")
    assert len(day.desk.findings.citations(day.scope)) == 9
    table.type("Pairs change words aloud")
    acts += table.press(KEY.Key_Return)
    assert acts <= 11
    assert only_finding(day).title == "Pairs change words aloud"
    assert not page.findings.groupings.isVisible()


def test_nine_notes_chosen_by_hand_and_with_the_mouse_cost_eleven_acts_too(table: Pages, day: ReviewDesk) -> None:
    for at in range(9):
        day.note(f"08:{at:02}", f"Pair {at} changed a word", starred=True)
    table.page.refresh()
    table.settle()
    page = go_to(table, day.questions[0])
    view, acts = page.notes.view, 0
    for at in range(1, 10):
        view.scrollTo(view.model().index(at, 0))
        centre = view.visualRect(view.model().index(at, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
        acts += 1
    view.setFocus()
    acts += table.press(KEY.Key_N)
    table.type("Pairs change words aloud")
    acts += table.press(KEY.Key_Return)
    assert acts <= 11
    assert len(day.desk.findings.citations(day.scope)) == 9


def test_the_team_agrees_six_findings_on_three_questions_in_one_act(table: Pages, day: ReviewDesk) -> None:
    for at, question in enumerate((0, 0, 1, 1, 1, 2)):
        add_finding(table, day, title=f"Finding {at}", question=day.questions[question])
    empty = add_finding(table, day, title="", text="", question=day.questions[2])
    page = page_of(table)
    assert page.agree_every.text() == "All 6 agreed"
    table.click(page.agree_every)
    agreed = {one.record_id for one in day.desk.findings.all(day.scope) if one.agreed}
    assert len(agreed) == 6
    assert empty.record_id not in agreed
    assert table.said == ["Agreed by all of us: 6 findings."]
    assert not page.agree_every.isVisible()
    day.desk.keeping.undo()
    assert not any(one.agreed for one in day.desk.findings.all(day.scope))


def test_who_sees_it_otherwise_writes_it_into_the_finding_and_all_can_still_agree(
    table: Pages, day: ReviewDesk
) -> None:
    add_finding(table, day)
    go_to(table, day.questions[0])
    card = the_card(table)
    card.dissent.setFocus()
    table.type("Tom would call this rehearsed [1].")
    table.press(KEY.Key_Tab)
    assert only_finding(day).dissent == f"Tom would call this rehearsed [[{day.notes[0]}]]."
    page_of(table).notes.view.setFocus()
    assert table.press(KEY.Key_A) == 1
    assert only_finding(day).agreed
    day.desk.keeping.undo()
    table.page.changed.emit(day.desk.keeping.undo())
    table.settle()
    assert card.dissent.toPlainText() == ""


def test_a_deleted_note_is_spoken_of_and_counts_again_once_it_is_back(table: Pages, day: ReviewDesk) -> None:
    add_finding(table, day, notes=(0, 1, 3))
    gone = day.desk.capture.note(day.notes[1])
    assert gone is not None
    table.page.changed.emit(day.desk.capture.delete(gone))
    go_to(table, day.questions[0])
    basis = the_card(table).basis
    assert basis.text().startswith("Stands on 1 observation, 1 conversation with pupils; two reviewers")
    assert "One note that it cites was deleted or has not come in" in basis.text()
    table.page.changed.emit(day.desk.keeping.undo())
    table.settle()
    assert "deleted" not in basis.text()
    assert "2 observations" in basis.text()


def test_a_finding_with_no_note_says_that_it_stands_on_nothing_yet(table: Pages, day: ReviewDesk) -> None:
    add_finding(table, day, notes=())
    go_to(table, day.questions[0])
    assert the_card(table).basis.text() == "Stands on nothing yet."


def test_two_hundred_and_fifty_notes_on_one_question_are_all_there_and_start_at_the_starred(
    table: Pages, day: ReviewDesk
) -> None:
    tom = day.colleague("Tom")
    for at in range(244):
        seen = f"2027-03-09T1{at // 60}:{at % 60:02}"
        tom.keep_note(day.scope, questions=[day.questions[0]], text=f"Note {at}", sign="yes", seen_at=seen)
    table.page.refresh()
    table.settle()
    page = go_to(table, day.questions[0])
    assert len(seen_notes(page)) == 250
    assert seen_notes(page)[0].startswith("To the table.")
    table.press(KEY.Key_End, KEY.Key_Space, KEY.Key_N)
    assert len(day.desk.findings.citations(day.scope)) == 1


def test_there_is_no_tab_of_levels_where_the_framework_has_no_scale(table: Pages) -> None:
    page = page_of(table)
    assert STANDING not in dict(page._tabs)
    assert page.show_standing("0" * 64) is None


def test_the_school_s_level_stands_beside_ours_and_each_is_chosen_in_one_act(levels: Pages, day: ReviewDesk) -> None:
    card = to_levels(levels)
    assert (card.name.text(), card.school.text()) == ("Talk that leads somewhere", "How we work")
    assert "“Talk is planned in every lesson.”" in card.likeness.text()
    assert "From room to room pupils talk before they write" in card.likeness.text()
    card.team.setFocus()
    assert levels.press(KEY.Key_Down, KEY.Key_Down) == 2
    said = only_standing(day)
    assert (said.characteristic, said.school_level, said.team_level) == ("talk", "How we work", "Taking shape")
    card.agreed.setFocus()
    levels.press(KEY.Key_End)
    assert only_standing(day).level == "Shared beyond us"
    day.desk.keeping.undo()
    assert only_standing(day).level == ""


def test_reasons_and_evidence_stand_with_it_and_are_journaled(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, levels: Pages, day: ReviewDesk
) -> None:
    card, page = to_levels(levels), page_of(levels)
    page.notes.tabs.show_value("all")
    page.notes.tabs.picked.emit("all")
    page.notes.view.setFocus()
    page.notes.view.setCurrentIndex(page.notes.view.model().index(1, 0))
    page.notes.view.clearSelection()
    levels.press(KEY.Key_Space, KEY.Key_F)
    assert only_standing(day).evidence == (day.notes[0],)
    assert [one.row.note.record_id for one in card.row.cited] == [day.notes[0]]
    card.reasons.setFocus()
    levels.type("Because we saw it in one room [1]")
    qtbot.waitUntil(lambda: bool(day.desk.drafts.all()), timeout=20_000)
    (draft,) = day.desk.drafts.all()
    assert draft.place == f"moderation:{day.scope}:talk:reasons"

    again = show_table(qtbot, theme, jobs, day)
    second = to_levels(again)
    assert second.offer.isVisible()
    again.click(second.offer.take)
    second.reasons.setFocus()
    again.press(KEY.Key_Tab)
    assert only_standing(day).reasons == f"Because we saw it in one room [[{day.notes[0]}]]"
    assert day.desk.drafts.all() == []
    levels.settle()


def test_two_versions_of_where_a_school_stands_are_settled_on_the_card(levels: Pages, day: ReviewDesk) -> None:
    day.desk.moderations.begin(day.scope, "talk", team_level="Taking shape")
    shown = only_standing(day)
    day.desk.moderations.change(shown, team_level="First steps")
    levels.page.changed.emit(day.desk.moderations.change(shown, team_level="How we work"))
    levels.settle()
    card = to_levels(levels)
    assert card.versions.isVisible()
    stands = card.team.value()
    levels.click(card.versions.button)
    assert (only_standing(day).team_level, only_standing(day).two_versions) == (stands, ())


def test_another_characteristic_is_spoken_of_and_taken_out_again(levels: Pages, day: ReviewDesk) -> None:
    to_levels(levels)
    page = page_of(levels)
    page.standing.others.setFocus()
    levels.press(KEY.Key_Down)
    assert only_standing(day).characteristic == "connecting"
    assert [card.name.text() for card in page.standing.cards()] == [
        "Talk that leads somewhere",
        "Remembering and connecting",
    ]
    levels.click(page.standing.cards()[1].delete)
    assert day.desk.moderations.all(day.scope) == []
    assert len(page.standing.cards()) == 1


def test_what_was_said_before_of_where_a_school_stands_is_a_key_away(levels: Pages, day: ReviewDesk) -> None:
    day.desk.moderations.begin(day.scope, "talk", team_level="Taking shape")
    levels.page.changed.emit(day.desk.moderations.change(only_standing(day), team_level="How we work"))
    levels.settle()
    to_levels(levels)
    levels.window.do("table.history")
    levels.settle()
    sheet = levels.window.findChild(HistorySheet)
    assert sheet is not None
    assert "what we see" in " ".join(one.text() for one in sheet.findChildren(QLabel)).lower()
    sheet.reject()


def test_levels_are_words_and_whole_in_large_text(levels: Pages, day: ReviewDesk, theme: Theme) -> None:
    card = to_levels(levels)
    assert card.property("tone") in ("", "chosen")
    assert isinstance(card.school, Label)
    assert not list(find_faults(levels.window))
    theme.choose(Choice("light", contrast=False, scale=2.0))
    levels.window.resize(1280, 720)
    levels.settle()
    hint = levels.window.minimumSizeHint()
    assert (hint.width() <= 1280, hint.height() <= 720) == (True, True)


def test_keys_for_findings_do_nothing_where_the_school_stands(levels: Pages, day: ReviewDesk) -> None:
    made: Finding = add_finding(levels, day)
    to_levels(levels)
    page = page_of(levels)
    page.notes.tabs.show_value("all")
    page.notes.tabs.picked.emit("all")
    page.notes.view.setFocus()
    page.notes.view.setCurrentIndex(page.notes.view.model().index(0, 0))
    levels.press(KEY.Key_N, KEY.Key_A, (KEY.Key_F, SHIFT))
    assert [one.record_id for one in day.desk.findings.all(day.scope)] == [made.record_id]
    assert not only_finding(day).agreed
