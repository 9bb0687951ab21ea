"""Half past three, at the window: what the head sees, and what is written down meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.acting import Acting
from peerdesk.desk.feedback import Feedback
from peerdesk.domain.outcome import Finding
from peerdesk.errors import PeerDeskError
from peerdesk.ui.commands import find_clashes
from peerdesk.ui.feedback import stage as stage_module
from peerdesk.ui.feedback.agreed_sheet import AgreedSheet
from peerdesk.ui.feedback.before_sheet import BeforeSheet
from peerdesk.ui.feedback.stage import Stage
from peerdesk.ui.field_drafts import write_all_now
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.messages import FailureSheet, show_failure
from peerdesk.ui.page import Page
from peerdesk.ui.pages.feedback import FeedbackPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.report.looking import begin_from_findings
from peerdesk.ui.search.going import go_to, go_to_question
from peerdesk.ui.session.cover import Cover
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.sheet import Sheet
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import TODAY, Pages, ReviewDesk, make_review, show_in_window, window_of
from tests.ui.plain_words import jargon_in

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, ESC, ON, BACK, TAB = KEY.Key_Return, KEY.Key_Escape, KEY.Key_PageDown, KEY.Key_PageUp, KEY.Key_Tab
JARGON = ("desk", "merge", "preview", "roster", "record", "revision", "conflict", "host", "error", "invalid", "failed")
_SHADE = 32  # of 255
LONG = "In every class that we visited, whatever the lesson was, talk came before writing and was given time, " * 5


@pytest.fixture
def feedback(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> Iterator[Pages]:
    """The page, with three findings that all agreed, made in another order than they are shown, and one not agreed."""
    cited = f"It was said [[{day.notes[1]}]]."
    for kind, title, wondering, agreed in (
        ("question", "A few may miss history; is that what you intend?", "", True),
        ("think_about", "It is not yet clear whose sentence reaches the page.", "What would help every adult?", True),
        ("works_well", "Talk comes before writing.", "", True),
        ("works_well", "Nobody agreed this yet.", "", False),
    ):
        day.desk.findings.add(
            day.scope,
            notes=[day.notes[1]],
            question=day.questions[0],
            kind=kind,
            title=title,
            text=cited,
            wondering=wondering,
            agreed=agreed,
        )
    yield show_feedback(qtbot, theme, jobs, day)
    for one in QApplication.topLevelWidgets():
        if isinstance(one, Stage):
            one.close()


def show_feedback(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> Pages:
    page = FeedbackPage(day.desk, jobs, theme)
    page.show_review(day.scope)
    return show_in_window(qtbot, theme, jobs, page)


def page_of(feedback: Pages) -> FeedbackPage:
    assert isinstance(feedback.page, FeedbackPage)
    return feedback.page


def stage_of(feedback: Pages) -> Stage:
    stage = page_of(feedback).showing.stage
    assert stage is not None
    return stage


def begin(feedback: Pages, *, leave: bool = False) -> Stage:
    if leave:
        page_of(feedback).leave.click()
        feedback.settle()
    show(feedback)
    return stage_of(feedback)


def show(feedback: Pages) -> int:
    acts = feedback.press((ENTER, CTRL))
    comes_forward(stage_of(feedback))
    return acts


def comes_forward(window: QWidget) -> None:
    for _ in range(100):
        if QApplication.activeWindow() is window:
            return
        QTest.qWait(10)
    raise AssertionError(QApplication.activeWindow())


def leave(feedback: Pages) -> int:
    acts = feedback.press(ESC)
    assert page_of(feedback).showing.stage is None
    comes_forward(feedback.window)
    return acts


def rows(feedback: Pages) -> list[str]:
    return [
        str(page_of(feedback).list.model().index(at, 0).data())
        for at in range(page_of(feedback).list.model().rowCount())
    ]


def texts(root: QWidget) -> str:
    """Return all that can be read in a window, fields too."""
    read = [one.text() for one in root.findChildren(QLabel) if one.isVisible()]
    read += [one.toPlainText() for one in root.findChildren(QTextEdit) if one.isVisible()]
    return "\n".join(read)


def said(day: ReviewDesk) -> list[tuple[str, str]]:
    """Return what was written down, each with the title of what it is about."""
    titles = {one.record_id: one.title for one in day.desk.findings.all(day.scope)}
    heard = sorted(day.desk.feedback.heard(day.scope), key=lambda one: one.words)
    return [(titles.get(one.finding, one.about), one.words) for one in heard]


def finding(day: ReviewDesk, title: str) -> Finding:
    return next(one for one in day.desk.findings.all(day.scope) if one.title.startswith(title))


def differ(one: QImage, other: QImage) -> bool:
    """Say whether two pictures show something else; the edges of large letters may be a shade apart."""
    shots = [image.convertToFormat(QImage.Format.Format_Grayscale8) for image in (one, other)]
    pixels = zip(*(bytes(shot.constBits()) for shot in shots), strict=True)
    return one.size() != other.size() or any(abs(a - b) > _SHADE for a, b in pixels)


# The page


def test_the_messages_stand_in_the_order_in_which_they_are_shown(feedback: Pages) -> None:
    assert rows(feedback) == [
        "To begin with: Thank you for having us.",
        "Works well: Talk comes before writing.",
        "To think about: It is not yet clear whose sentence reaches the page.",
        "A question for the school: A few may miss history; is that what you intend?",
        "At the end: Do you recognise your school?",
        "At the end: What have we missed?",
        "Not shown: not agreed yet: Nobody agreed this yet.",
    ]


def test_a_message_is_moved_by_keys_and_the_list_takes_it_back(feedback: Pages) -> None:
    page = page_of(feedback)
    page.list.setFocus()
    feedback.press(KEY.Key_Down, KEY.Key_Down, (KEY.Key_Up, CTRL))
    assert [one.split(":")[0] for one in rows(feedback)[1:4]] == [
        "To think about",
        "Works well",
        "A question for the school",
    ]
    assert page.list.currentIndex().row() == 1  # the keys stay on it
    feedback.press((KEY.Key_Up, CTRL))
    assert rows(feedback)[1].startswith("To think about")  # the opening stays first
    feedback.press((KEY.Key_Z, CTRL))
    assert rows(feedback)[1].startswith("Works well")


def test_a_message_is_dragged(feedback: Pages) -> None:
    view = page_of(feedback).list
    viewport, at = view.viewport(), [view.visualRect(view.model().index(row, 0)) for row in range(4)]
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at[1].center())
    QTest.mouseMove(viewport, at[2].center())
    QTest.mouseMove(viewport, QPoint(at[3].center().x(), at[3].bottom()))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(at[3].center().x(), at[3].bottom()))
    feedback.settle()
    assert [one.split(":")[0] for one in rows(feedback)[1:4]] == [
        "To think about",
        "A question for the school",
        "Works well",
    ]


def test_space_leaves_a_message_out_and_the_order_lasts(feedback: Pages, day: ReviewDesk) -> None:
    page = page_of(feedback)
    page.list.setFocus()
    feedback.press(KEY.Key_Down, KEY.Key_Space)
    assert rows(feedback)[-2:] == [
        "Not shown: you leave it out: Talk comes before writing.",
        "Not shown: not agreed yet: Nobody agreed this yet.",
    ]
    again = begin(feedback)
    assert finding(day, "Talk").record_id not in [one.key for one in again._steps]


def test_before_anything_is_agreed_the_page_says_what_to_do_first(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk
) -> None:
    feedback = show_feedback(qtbot, theme, jobs, day)
    assert "Feedback begins with what all of you agree." in texts(feedback.window)
    assert not page_of(feedback).begin.isVisible()
    assert QApplication.focusWidget() is page_of(feedback).empty.button


def test_a_likely_name_is_asked_about_once_more(feedback: Pages, day: ReviewDesk) -> None:
    page = page_of(feedback)
    assert not page.arranging.names.isVisible()
    changes = day.desk.findings.change(finding(day, "Talk"), title="Mrs Quennelby lets them talk.")
    page.changed.emit(changes)
    feedback.settle()
    assert "Perhaps names: Mrs Quennelby" in page.arranging.names.text.text()
    feedback.click(page.arranging.names.buttons[1])
    assert not page.arranging.names.isVisible()


def test_somebody_who_does_not_lead_reads_it_and_writes_down_what_is_said(
    qtbot: QtBot, theme: Theme, tmp_path: object, team: object
) -> None:
    ben, scope = team.ben, team.scope  # type: ignore[attr-defined]
    team.lead.findings.add(scope, question=team.questions[0], title="Pupils talk first.", agreed=True)  # type: ignore[attr-defined]
    team.hand(team.lead, ben)  # type: ignore[attr-defined]
    jobs = JobRunner(show_failure)
    page = FeedbackPage(ben, jobs, theme)
    page.show_review(scope)
    feedback = show_in_window(qtbot, theme, jobs, page)
    assert "Anita Shah shows this to the head" in texts(feedback.window)
    assert not page.begin.isVisible()
    page.list.setFocus()
    feedback.press(KEY.Key_Down)
    feedback.click(page.leave)
    page.list.setFocus()
    feedback.press(ENTER)
    feedback.type("That is us.")
    feedback.press(ENTER)
    assert [one.words for one in ben.feedback.heard(scope)] == ["That is us."]
    assert page.panel.field.toPlainText() == ""
    feedback.window.close()
    jobs.close()


def test_no_key_means_two_things(feedback: Pages) -> None:
    assert find_clashes(feedback.window.commands()) == []


def test_no_word_is_the_programs_own(feedback: Pages, day: ReviewDesk) -> None:
    begin(feedback, leave=True)
    feedback.press(ON, TAB)
    feedback.type("That is us.")
    feedback.press(ENTER, ESC)
    stage = stage_of(feedback)
    stage.show_bar()
    read = [texts(stage), *(one.text() for one in stage.findChildren(Button))]
    leave(feedback)
    page = page_of(feedback)
    read += [texts(feedback.window), *rows(feedback), *(one.text for one in page.commands())]
    assert not jargon_in("\n".join(read), JARGON)
    day.desk.feedback.delete(day.desk.feedback.heard(day.scope)[0])
    LookingBack(page, day.desk).show_deleted(day.scope)
    feedback.settle()
    assert "what the head said" in texts(feedback.window)
    assert "That is us." in texts(feedback.window)


# What the head sees


def test_the_whole_conversation_with_keys_only(feedback: Pages, day: ReviewDesk) -> None:
    acts = show(feedback)
    stage = stage_of(feedback)
    assert "Thank you for having us." in stage.said.text()
    assert "May one of us write down what you say?" in stage.said.text()
    acts += feedback.press(KEY.Key_L, ON, TAB)
    seen = [stage.said.text()]
    for words in ("Good to hear.", "I know. It is the question I lie awake over.", "No. I will ask."):
        feedback.type(words)
        acts += feedback.press(ENTER, ON)
        seen.append(stage.said.text())
    feedback.type("Yes.")
    acts += feedback.press(ENTER, ON)
    seen.append(stage.said.text())
    feedback.type("The nursery.")
    acts += feedback.press(ENTER, ESC) + leave(feedback)
    assert seen == [
        "Works well\nTalk comes before writing.",
        "To think about\nIt is not yet clear whose sentence reaches the page.\n"
        "We wondered: What would help every adult?",
        "A question for the school\nA few may miss history; is that what you intend?",
        "Do you recognise your school?",
        "What have we missed?",
    ]
    assert said(day) == [
        ("Talk comes before writing.", "Good to hear."),
        ("It is not yet clear whose sentence reaches the page.", "I know. It is the question I lie awake over."),
        ("A few may miss history; is that what you intend?", "No. I will ask."),
        ("missed", "The nursery."),
        ("recognise", "Yes."),
    ]
    assert acts == 1 + 3 + 4 * 2 + 3  # two a message, and none for what is only listened to but turning the page
    assert page_of(feedback).showing.stage is None
    assert QApplication.focusWidget() is page_of(feedback).list


def test_nothing_else_comes_before_the_head(feedback: Pages, day: ReviewDesk) -> None:
    stage = begin(feedback)
    feedback.press(ON)
    before = stage.grab().toImage()
    feedback.window.say("Tom's notes have arrived.", undoable=True)
    show_failure(feedback.page, PeerDeskError("The disk is full.", "Free some space."))
    feedback.press((KEY.Key_K, CTRL), (KEY.Key_1, CTRL), KEY.Key_F6, (KEY.Key_Z, CTRL), (KEY.Key_S, CTRL))
    assert feedback.window.current_page() is feedback.page
    assert [type(one) for one in feedback.window.findChildren(Sheet)] == [FailureSheet]  # behind, for the lead alone
    note = day.note("15:35", "The head of Year 4 cried in the corridor", "not_yet")
    day.desk.findings.cite(finding(day, "Talk"), [note], "against")
    feedback.window.on_changes(day.desk.findings.change(finding(day, "Nobody"), title="Ms Okoro shouts"))
    feedback.settle()
    assert not differ(stage.grab().toImage(), before)
    assert texts(stage) == "Works well\nTalk comes before writing."
    for step in range(9):
        feedback.press(ON)
        feedback.press(KEY.Key_Down if step % 2 else KEY.Key_M)
        shown = texts(stage) + stage.windowTitle() + stage.accessibleName() + stage.said.toolTip()
        for never in (
            "Back table",
            "[",
            "Tom",
            "Bryony",
            "Marek",
            "Okoro",
            "Year 4",
            "◆",
            "Stands on",
            "notes",
            " of 3",
        ):
            assert never not in shown, (never, shown)
    others = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one not in (stage, feedback.window)]
    assert others == []
    assert stage.isFullScreen()


def test_what_waits_for_an_answer_about_safety_is_neither_asked_nor_shown(
    qtbot: QtBot, theme: Theme, day: ReviewDesk
) -> None:
    note = day.note("15:10", "She said her uncle hits her and she is frightened to go home", "unsure", "talk")
    for title, text in (("Pupils trust you.", f"One told us [[{note}]]."), ("Talk comes first.", "We saw it.")):
        day.desk.findings.add(day.scope, question=day.questions[0], title=title, text=text, agreed=True)
    window = build_window(day.desk, theme, lambda: TODAY, list)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    settle(window)
    page = window.show_page("feedback")
    assert isinstance(page, FeedbackPage)
    settle(window)
    assert "uncle" not in texts(window)
    page.begin.click()
    stage = page.showing.stage
    assert stage is not None
    settle(window)
    read = []
    for _ in stage._steps:
        stage.switch_more()
        read.append(texts(stage))
        stage.step(1)
    assert any("Talk comes first." in one for one in read)
    assert not any(word in one for one in read for word in ("trust", "uncle", "safe"))
    stage.close()
    window.close()


def settle(window: MainWindow) -> None:
    for _ in range(3):
        assert window.jobs.wait_idle()
        QCoreApplication.sendPostedEvents(None, 0)


def test_without_leave_there_is_no_field_and_words_come_from_paper_afterwards(feedback: Pages, day: ReviewDesk) -> None:
    page, stage = page_of(feedback), begin(feedback)
    feedback.press(ON, ON)
    assert stage.panel is None
    assert not page.panel.field.isVisible()
    leave(feedback)
    assert page.list.current_row() is not None
    assert not page.panel.field.isVisible()
    feedback.click(page.paper)
    feedback.type("From paper.")
    feedback.press(ENTER)
    assert said(day) == [("It is not yet clear whose sentence reaches the page.", "From paper.")]
    assert not day.desk.feedback.leave(day.scope)


def test_leave_is_asked_once_a_day(feedback: Pages) -> None:
    stage = begin(feedback)
    assert stage.bar.tick.isVisible()
    feedback.press(KEY.Key_L)
    leave(feedback)
    again = begin(feedback)
    assert "write down" not in again.said.text()
    feedback.press(ON, KEY.Key_L)  # a slip
    assert again.panel is page_of(feedback).panel


def test_the_field_goes_away_where_a_colleague_writes_elsewhere(feedback: Pages) -> None:
    stage = begin(feedback, leave=True)
    feedback.press(ON)
    panel, narrow = page_of(feedback).panel, stage.said.width()
    assert panel.field.isVisible()
    feedback.press(KEY.Key_T)
    assert not panel.field.isVisible()
    assert stage.said.width() > narrow
    feedback.press(KEY.Key_T)
    assert panel.field.isVisible()


def test_words_stay_with_what_they_are_about_while_the_lead_goes_on(feedback: Pages, day: ReviewDesk) -> None:
    stage = begin(feedback, leave=True)
    feedback.press(ON, TAB)
    feedback.type("That is")
    feedback.press(ON)
    panel = page_of(feedback).panel
    assert "not yet clear" in stage.said.text()
    assert "Talk comes before writing." in panel.about.text()
    feedback.type(" us.")
    feedback.press(ENTER)
    assert said(day) == [("Talk comes before writing.", "That is us.")]
    feedback.type("This too.")
    feedback.press(ENTER)
    assert said(day)[1] == ("It is not yet clear whose sentence reaches the page.", "This too.")


def test_what_is_typed_before_the_head_is_on_disk_and_is_offered_again(
    feedback: Pages, day: ReviewDesk, qtbot: QtBot, theme: Theme, jobs: JobRunner
) -> None:
    begin(feedback, leave=True)
    feedback.press(ON, TAB)
    feedback.type("half a sent")
    assert write_all_now(feedback.window)
    (draft,) = day.desk.drafts.all()
    assert draft.text == "half a sent"
    assert draft.place == f"heard:{day.scope}:{finding(day, 'Talk').record_id}"
    feedback.press(ESC)  # out of the field; nothing typed goes
    leave(feedback)
    again = show_feedback(qtbot, theme, jobs, day)
    page, offer = page_of(again), page_of(again).writing.offers[0]
    assert "half a sent" in offer.text.text()
    assert "Talk comes before writing." in offer.text.text()
    again.click(offer.buttons[0])
    assert page.panel.field.toPlainText() == "half a sent"
    row = page.list.current_row()
    assert row is not None
    assert row.title == "Talk comes before writing."
    comes_forward(again.window)
    again.press(KEY.Key_End)
    again.type("ence")
    again.press(ENTER)
    assert said(day) == [("Talk comes before writing.", "half a sentence")]
    assert day.desk.drafts.all() == []


def test_a_full_disk_loses_no_word_and_puts_nothing_before_the_head(
    feedback: Pages, day: ReviewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise PeerDeskError("The disk is full.", "Free some space, then press Enter again.")

    stage = begin(feedback, leave=True)
    feedback.press(ON, TAB)
    feedback.type("That is us.")
    with monkeypatch.context() as broken:
        broken.setattr(Feedback, "take_down", full)
        feedback.press(ENTER)
    panel = page_of(feedback).panel
    assert panel.field.toPlainText() == "That is us."
    assert "The disk is full." in panel.trouble.text()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()].count(stage) == 1
    feedback.press(ENTER)
    assert said(day) == [("Talk comes before writing.", "That is us.")]
    assert not panel.trouble.isVisible()


def test_undo_takes_back_what_was_just_written_and_nothing_older(feedback: Pages, day: ReviewDesk) -> None:
    taken: list[str] = []
    feedback.window._undo = lambda: taken.append(day.desk.keeping.undo().label)
    stage = begin(feedback, leave=True)
    feedback.press(ON, TAB)
    feedback.type("Another slip")
    feedback.press(ENTER, (KEY.Key_Z, CTRL))
    assert said(day) == []
    feedback.type("A slip")
    feedback.press(ENTER, ESC)
    assert QApplication.focusWidget() is stage
    feedback.press((KEY.Key_Z, CTRL))
    assert said(day) == []
    feedback.press((KEY.Key_Z, CTRL))
    assert len(taken) == 2
    assert len(day.desk.findings.all(day.scope)) == 4


def test_both_agree_other_words_before_the_head_and_the_trace_is_on_the_page(feedback: Pages, day: ReviewDesk) -> None:
    stage = begin(feedback, leave=True)
    feedback.press(ON, TAB)
    feedback.type("Not all of them.")
    feedback.press(ENTER, ESC, KEY.Key_E)
    (sheet,) = stage.findChildren(AgreedSheet)
    assert "[" not in texts(sheet)
    assert "Not all of them." in texts(sheet)
    feedback.press((KEY.Key_A, CTRL))
    feedback.type("In most lessons talk comes before writing.")
    feedback.press((ENTER, CTRL))
    assert stage.said.text() == "Works well\nIn most lessons talk comes before writing."
    now = finding(day, "In most")
    assert now.agreed
    assert now.text.startswith("It was said [[")
    leave(feedback)
    page = page_of(feedback)
    feedback.click(page.card.before)
    (before,) = page.window().findChildren(BeforeSheet)
    assert "Not all of them." in texts(before)
    assert "Talk" in texts(before)


def test_the_trace_is_on_the_findings_card_and_beside_the_part_of_the_report_that_began_from_it(
    qtbot: QtBot, theme: Theme, day: ReviewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, scope, minutes = day.desk, day.scope, count(10)
    monkeypatch.setattr(Acting, "stamp", lambda _: f"2027-03-09T15:{next(minutes)}:00Z")
    made, _ = desk.findings.add(
        scope, question=day.questions[0], title="Some talk first.", text="We saw it.", agreed=True
    )
    begin_from_findings(desk, scope)
    desk.feedback.take_down(scope, "The oldest do.", finding=made)
    (word,) = desk.feedback.heard(scope)
    desk.feedback.agree_words(finding(day, "Some"), word, title="The oldest talk first.")
    window = build_window(desk, theme, lambda: TODAY, list)
    qtbot.addWidget(window)
    window.show()
    settle(window)
    table = window.show_page("table")
    assert isinstance(table, TablePage)
    settle(window)
    table.show_question(1)
    settle(window)
    card = table.findings.current()
    assert card is not None
    assert card.reworded.isVisible()
    card.reworded.click()
    settle(window)
    (sheet,) = window.findChildren(BeforeSheet)
    assert "The oldest do." in texts(sheet)
    assert "Some" in texts(sheet)
    sheet.reject()
    go_to_question(window, day.questions[0])
    settle(window)
    settle(window)
    qtbot.waitUntil(lambda: "The oldest talk first." in texts(window), timeout=5000)
    before = next(one for one in window.findChildren(Button) if one.isVisible() and one.text() == "What it said before")
    before.click()
    settle(window)
    assert "The oldest do." in texts(window.findChildren(BeforeSheet)[-1])
    (section,) = [one for one in desk.reports.sections(scope) if one.question]
    assert "Some talk first." in section.text  # the lead's text is the lead's
    window.close()


def test_a_screen_reader_is_told_each_message(feedback: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(stage_module, "announce", lambda _, text: told.append(text))
    begin(feedback)
    feedback.press(ON, KEY.Key_B, KEY.Key_B)
    assert told[-3:] == [
        "Works well\nTalk comes before writing.",
        "Nothing is shown",
        "Works well\nTalk comes before writing.",
    ]


def test_blank_shows_nothing_until_somebody_goes_on(feedback: Pages) -> None:
    stage = begin(feedback)
    feedback.press(ON, KEY.Key_B)
    assert texts(stage) == ""
    feedback.press(ON)
    assert "Talk comes before writing." in texts(stage)


@pytest.mark.parametrize("key", [KEY.Key_Right, KEY.Key_Space, ON, ENTER])
def test_what_presenters_press_goes_on_and_back(feedback: Pages, key: Qt.Key) -> None:
    stage = begin(feedback)
    feedback.press(key, key)
    assert stage.said.text().startswith("To think about")
    feedback.press(KEY.Key_Left)
    assert stage.said.text().startswith("Works well")
    feedback.press(BACK, BACK)
    assert stage.said.text().startswith("Thank you")
    feedback.press(KEY.Key_End, key)
    assert stage.said.text() == "What have we missed?"


def test_a_finger_goes_on_and_back_and_leaves(feedback: Pages) -> None:
    stage = begin(feedback)
    across, middle = stage.said.geometry(), stage.said.geometry().center().y()
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=QPoint(across.right() - 40, middle))
    assert stage.said.text().startswith("Works well")
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=QPoint(across.left() + 20, middle))
    assert stage.said.text().startswith("Thank you")
    QTest.mousePress(stage, Qt.MouseButton.LeftButton, pos=QPoint(400, middle))
    QTest.mouseRelease(stage, Qt.MouseButton.LeftButton, pos=QPoint(200, middle))
    assert stage.said.text().startswith("Works well")
    stage.show_bar()
    assert find_faults(stage) == []
    QTest.mouseClick(stage.bar.leave, Qt.MouseButton.LeftButton)
    assert page_of(feedback).showing.stage is None


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("dark", [False, True])
def test_it_is_read_from_two_metres_on_a_small_laptop(
    feedback: Pages, day: ReviewDesk, theme: Theme, scale: float, dark: bool
) -> None:
    theme.choose(Choice("dark" if dark else "light", contrast=False, scale=scale))
    stage = begin(feedback)
    stage.showNormal()
    stage.resize(1093, 614)
    for _ in stage._steps:
        assert stage.said.size_of_type() >= 44
        feedback.press(ON)
    changed = day.desk.findings.change(finding(day, "Talk"), title=LONG)
    page_of(feedback).changed.emit(changed)
    feedback.settle()
    stage.go_to(changed_id(day))
    size, laid = stage.said._fit(stage.said._pieces, stage.said.width(), stage.said.height(), theme.scale)
    assert laid.height <= stage.said.height()
    assert size >= 24
    word = day.desk.findings.change(finding(day, "In every"), title="Donaudampfschiff" * 13)
    page_of(feedback).changed.emit(word)
    feedback.settle()
    size, laid = stage.said._fit(stage.said._pieces, stage.said.width(), stage.said.height(), theme.scale)
    assert laid.height <= stage.said.height()
    assert size >= 24


def changed_id(day: ReviewDesk) -> str:
    return finding(day, "In every").record_id


def test_the_page_and_the_panel_have_names_and_room(feedback: Pages, theme: Theme) -> None:
    page = page_of(feedback)
    page.leave.click()
    feedback.settle()
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    assert find_faults(feedback.window) == []
    for scale in (1.0, 1.5, 2.0):
        theme.choose(Choice("light", contrast=False, scale=scale))
        feedback.settle()
        least = feedback.window.minimumSizeHint()
        assert least.width() <= 1280
        assert least.height() <= 720


def test_colleagues_findings_that_come_in_meanwhile_do_not_move_what_is_seen(feedback: Pages, day: ReviewDesk) -> None:
    stage = begin(feedback)
    feedback.press(ON, ON)
    seen = stage.said.text()
    _, changes = day.desk.findings.add(
        day.scope, question=day.questions[0], kind="works_well", title="New.", agreed=True
    )
    feedback.window.on_changes(changes)
    feedback.settle()
    assert stage.said.text() == seen
    feedback.press(BACK)
    assert stage.said.text() == "Works well\nNew."


def test_what_the_head_said_is_looked_back_at_message_by_message(feedback: Pages, day: ReviewDesk) -> None:
    page, key = page_of(feedback), finding(day, "Talk").record_id
    for words, about, found in (("That is us.", "finding", key), ("The nursery.", "missed", "")):
        _, changes = day.desk.feedback.take_down(day.scope, words, about, found)  # type: ignore[arg-type]
        page.changed.emit(changes)
    feedback.settle()
    page.views.show_value("said")
    page.views.picked.emit("said")
    read = texts(page.said)
    assert "These words are for the team." in read
    assert read.index("That is us.") < read.index("The nursery.")
    wanted: list[Finding] = []
    page.finding_requested.connect(wanted.append)
    feedback.click(next(one for one in page.said.findChildren(QWidget) if one.accessibleName().startswith("Table:")))
    assert [one.record_id for one in wanted] == [key]


def test_search_goes_to_what_the_head_said(qtbot: QtBot, theme: Theme, day: ReviewDesk) -> None:
    made, _ = day.desk.findings.add(day.scope, question=day.questions[0], title="Talk comes first.", agreed=True)
    day.desk.feedback.take_down(day.scope, "The wombats are quieter.", finding=made)
    window = build_window(day.desk, theme, lambda: TODAY, list)
    qtbot.addWidget(window)
    window.show()
    settle(window)
    (found,) = day.desk.search.find("wombats", day.scope)
    go_to(window, day.desk, found)
    settle(window)
    page = window.current_page()
    assert isinstance(page, FeedbackPage)
    row = page.list.current_row()
    assert row is not None
    assert row.key == made
    page.card.table.click()
    settle(window)
    table = window.current_page()
    assert isinstance(table, TablePage)
    card = table.findings.current()
    assert card is not None
    assert card.row.finding.record_id == made
    window.close()


def test_a_review_without_a_day_or_a_team_can_be_told(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, tmp_path: object
) -> None:
    review = make_review(tmp_path / "bare")  # type: ignore[operator]
    review.desk.findings.add(review.scope, title="On no question.", agreed=True)
    feedback = show_feedback(qtbot, theme, jobs, review)
    stage = begin(feedback)
    feedback.press(ON)
    assert stage.said.text() == "Works well\nOn no question."
    leave(feedback)
    review.desk.close()


def test_locking_takes_away_what_the_head_sees_and_brings_it_back(feedback: Pages, theme: Theme, qtbot: QtBot) -> None:
    stage = begin(feedback, leave=True)
    feedback.press(ON, TAB)
    feedback.type("half a sent")
    jobs = JobRunner(show_failure)
    door = window_of(theme, jobs, Page(theme, jobs), "locked")
    qtbot.addWidget(door)
    door.show()
    cover = Cover(feedback.window)
    cover.hide_all(door)
    assert not stage.isVisible()
    cover.show_all(door)
    assert stage.isVisible()
    assert stage.said.text() == "Works well\nTalk comes before writing."
    assert page_of(feedback).panel.field.toPlainText() == "half a sent"
    door.close()


def test_closing_the_window_closes_what_the_head_sees_and_loses_no_word(feedback: Pages, day: ReviewDesk) -> None:
    stage = begin(feedback, leave=True)
    feedback.press(ON, TAB)
    feedback.type("half a sent")
    write_all_now(feedback.window)
    feedback.window.close()
    assert not stage.isVisible()
    assert [one.text for one in day.desk.drafts.all()] == ["half a sent"]


def test_with_two_screens_the_field_stays_before_whoever_writes(
    feedback: Pages, day: ReviewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Screen(QRect(5000, 0, 1920, 1080))
    monkeypatch.setattr(QGuiApplication, "screens", lambda: [feedback.window.screen(), other])
    went: list[object] = []

    def open_on(stage: Stage, screen: object) -> None:
        went.append(screen)
        stage.show()

    monkeypatch.setattr(Stage, "open_on", open_on)
    page = page_of(feedback)
    page.leave.click()
    feedback.settle()
    page.begin.click()
    stage = stage_of(feedback)
    assert went == [other]
    assert stage.panel is None
    stage.step(1)
    assert page.panel.field.isVisible()
    page.panel.field.setFocus()
    page.panel.field.setPlainText("That is us.")
    page.panel.field.entered.emit()
    feedback.settle()
    assert said(day) == [("Talk comes before writing.", "That is us.")]
    page.panel.field.stepped.emit(1)
    assert stage.said.text().startswith("To think about")
    stage.close()


@dataclass(frozen=True)
class Screen:
    """A projector."""

    rect: QRect

    def geometry(self) -> QRect:
        return self.rect
