"""Pictures of the question about safety, and of what follows a yes."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from peerdesk.desk.demo_day import keep_notes, plan_day
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.packages import Packages
from peerdesk.intake.demo import read_demo
from peerdesk.ui.dialogs.safeguarding import OfNote
from peerdesk.ui.dialogs.safety_words import SafetyEraseSheet, SafetyQuestionSheet, SafetyWordsSheet, where_words
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.theme import Theme
from peerdesk.ui.whole_window import build_window
from tools.pictures_of_the_day import Keys
from tools.pictures_of_the_frame import CONTACTS, RESOURCES

_AT = datetime(2027, 3, 9, 12, 20, tzinfo=UTC)
_CHILD = "y5 p says dad hits him when he gets it wrong"
_ADULT = "adult dragged child in by the arm"


def show_question(theme: Theme, page: str = "notes") -> MainWindow:
    """Show the question over a page."""
    window, _, _ = _sit_down(theme, _CHILD)
    window.show_page(page)
    window.jobs.wait_idle()
    return window


def show_card(theme: Theme, line: str) -> MainWindow:
    """Show the card after a yes, of what had left before."""
    window, desk, scope = _sit_down(theme, line, left=True)
    note = desk.safety.held(scope)[0]
    window.show_page("notes")
    window.jobs.wait_idle()
    window.show_safeguarding(OfNote(note.about, where_words(note), list))
    return window


def show_sheet(theme: Theme, kind: type[SafetyWordsSheet | SafetyQuestionSheet]) -> MainWindow:
    """Show the words large, or the question by itself."""
    window, desk, scope = _sit_down(theme, _CHILD)
    window.show_page("share")
    kind(window, desk.safety.held(scope)[0], list, list).open_over()
    return window


def show_erasing(theme: Theme) -> MainWindow:
    """Show what is asked before it is erased."""
    window, desk, scope = _sit_down(theme, _CHILD, left=True)
    window.show_page("notes")
    window.jobs.wait_idle()
    SafetyEraseSheet(window, desk.safety.held(scope)[0], list).open_over()
    return window


def show_held(theme: Theme, page: str) -> MainWindow:
    """Show where it is said that something stays on this laptop."""
    window, desk, scope = _sit_down(theme, _CHILD, _ADULT)
    first = desk.safety.held(scope)[0]
    desk.safety.say_yes(first.record_id)
    window.show_page(page)
    window.jobs.wait_idle()
    if (line := window.findChild(QWidget, "safety line")) is not None:
        line.hide()
    shown = window.current_page()
    if isinstance(shown, NotesPage):
        shown.show_note(first.record_id)
    window.jobs.wait_idle()
    return window


def _sit_down(theme: Theme, *lines: str, left: bool = False) -> tuple[MainWindow, Desk, str]:
    """Return a window on a morning at Wrenholt in which these lines were kept, and what is behind it."""
    day, folder, seconds = read_demo(RESOURCES / "demo"), Path(mkdtemp()), count()
    desk = start_here(folder / "desk", Keys(), "Anita", lambda: _AT + timedelta(seconds=next(seconds)))
    scope, ids = plan_day(desk, day, {})
    plan = desk.plan.look(scope)
    if plan is not None:
        desk.plan.change(plan.review, contacts=CONTACTS)
    keep_notes(desk, day, "anita", scope, ids)
    for line in lines:
        note, _ = desk.capture.keep_note(scope, text=line, where="Y5 pupil", seen_at="2027-03-09T12:10")
        if left:
            _give_unasked(desk, scope, folder / "Notes.peerdesk")
            desk.safety.say_yes(note)
    desk.safety.look_over()
    window = build_window(desk, theme, lambda: _AT, list)
    window.resize(1280, 720)
    window.show()
    window.jobs.wait_idle()
    return window, desk, scope


def _give_unasked(desk: Desk, scope: str, out: Path) -> None:
    """Give all there is as a laptop did that knew no question."""
    packages = Packages(desk.acting, desk.people, list)
    packages.give(scope, "team", out, phrase="copper lantern window orchard ribbon")


SAFETY: Mapping[str, Callable[[Theme], QWidget]] = {
    "safety-question": show_question,
    "safety-question-home": partial(show_question, page="home"),
    "safety-card": partial(show_card, line=_CHILD),
    "safety-card-adult": partial(show_card, line=_ADULT),
    "safety-words": partial(show_sheet, kind=SafetyWordsSheet),
    "safety-asked": partial(show_sheet, kind=SafetyQuestionSheet),
    "safety-erasing": show_erasing,
    "safety-notes": partial(show_held, page="notes"),
    "safety-share": partial(show_held, page="share"),
}
