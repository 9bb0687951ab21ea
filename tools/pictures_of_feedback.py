"""Feedback: the page on which it is prepared and looked back at, and what the head sees."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from peerdesk.desk.desk import Desk
from peerdesk.ui import messages
from peerdesk.ui.feedback.looking import look_at_feedback
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import PageEntry
from peerdesk.ui.pages.feedback import FeedbackPage
from peerdesk.ui.theme import Theme
from peerdesk.ui.top_bar import Header
from tools.pictures_of_the_day import demo_desk
from tools.pictures_of_the_frame import CONTACTS, ENTRIES

_SAID = "That is the question I lie awake over. I had not put it to myself as whose sentence it is."
_LONG = (
    "In every class that we visited, from Reception to Year 6, and whether the lesson was English or history, talk "
    "came before writing, was planned for and was given time, and pupils of all ages could tell us, mostly in words "
    "of their own, what it does for the sentences that they then write"
)


def _windowed(theme: Theme, *, full: bool = True) -> tuple[MainWindow, FeedbackPage, Desk, str]:
    jobs, (desk, scope) = JobRunner(messages.show_failure), demo_desk(full=full)
    page = FeedbackPage(desk, jobs, theme)
    page.show_review(scope)
    entries = [
        PageEntry(name, word, icon, lambda: page, group)
        for name, word, icon, group in (*ENTRIES, ("feedback", "Feedback", "message-circle", "together"))
    ]
    header = Header("Wrenholt Primary School", "Tuesday 9 March")
    window = MainWindow(theme, jobs, entries, now=desk.acting.now, header=header, contacts=lambda: CONTACTS, undo=list)
    window.show_page("feedback")
    window.show()
    jobs.wait_idle()
    return window, page, desk, scope


def _have_heard(desk: Desk, scope: str) -> None:
    """Let the head have said something, once for all pictures."""
    findings = desk.findings.all(scope)
    if not desk.feedback.heard(scope) and findings:
        desk.feedback.take_down(scope, _SAID, finding=findings[1].record_id)
        desk.feedback.take_down(scope, "Yes. That is us on an ordinary Tuesday.", "recognise")


def show_page(theme: Theme, *, at: int = 2, view: str = "order", full: bool = True, leave: bool = True) -> QWidget:
    """Show the page at one of its steps."""
    desk, scope = demo_desk(full=full)
    desk.feedback.give_leave(scope, leave)
    if full:
        _have_heard(desk, scope)
    window, page, _, _ = _windowed(theme, full=full)
    page.list.setCurrentIndex(page.list.steps.index(at, 0))
    if view != "order":
        page.views.show_value(view)
        page.views.picked.emit(view)
    page.jobs.wait_idle()
    return window


def show_stage(theme: Theme, *, at: int = 1, more: bool = False, leave: bool = False, long: bool = False) -> QWidget:
    """Show what the head sees."""
    desk, scope = demo_desk(full=True)
    desk.feedback.give_leave(scope, leave)
    _have_heard(desk, scope)
    _, page, _, _ = _windowed(theme)
    page.begin.click()
    stage = page.showing.stage
    assert stage is not None
    page.jobs.wait_idle()
    if long:
        look = look_at_feedback(desk, scope)
        shown = look.shown if look is not None else ()
        steps = [replace(one, message=replace(one.message, title=_LONG)) for one in shown if one.message]
        stage.show_steps(steps, "", leave=False)
        at = 0
    for _ in range(at):
        stage.step(1)
    if more:
        stage.switch_more()
    if leave and stage.panel is not None:
        stage.panel.field.setPlainText("we tried that in year 2 and the TAs said")
    stage.showNormal()
    return stage


def show_agreed(theme: Theme, *, before_head: bool = True) -> QWidget:
    """Show other words being agreed."""
    if before_head:
        stage = show_stage(theme, at=3)
        stage.other_words_wanted.emit()  # type: ignore[attr-defined]
        return stage
    window = show_page(theme, at=3)
    page = window.current_page()  # type: ignore[attr-defined]
    page.card.words.click()
    return window


FEEDBACK: Mapping[str, Callable[[Theme], QWidget]] = {
    "feedback": show_page,
    "feedback-opening": partial(show_page, at=0),
    "feedback-no-leave": partial(show_page, at=3, leave=False),
    "feedback-said": partial(show_page, view="said"),
    "feedback-empty": partial(show_page, full=False),
    "feedback-agreed": partial(show_agreed, before_head=False),
    "stage-opening": partial(show_stage, at=0),
    "stage": show_stage,
    "stage-wondering": partial(show_stage, at=3),
    "stage-more": partial(show_stage, at=3, more=True),
    "stage-writing": partial(show_stage, at=3, leave=True),
    "stage-end": partial(show_stage, at=7),
    "stage-long": partial(show_stage, long=True),
    "stage-agreed": show_agreed,
}
