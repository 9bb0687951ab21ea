"""Pictures of notes that come otherwise than one by one: for somebody else, many at once, and as a readable copy."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk
from peerdesk.domain.many_lines import to_lines
from peerdesk.ui.dialogs.text_copy import offer_text_copy
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.theme import Theme

LINES = """09:20 two re-read aloud before they wrote #q1 +
y4 28/30 talk time 40s, half not started -
  no adult with them
• “we say it first and then it sounds right” @pupils y4 +
7/12 books dated, 5 with a second draft ?
thank the TA in the hall @me
"""


def show_for_tom(theme: Theme, make: Callable[[], Desk], at: datetime) -> QWidget:
    """Show the line while somebody writes for a colleague."""
    window, page = _sit_down(theme, make(), at)
    page.composer.for_whom.picked.emit(page.composer.for_whom._names[0][0])  # noqa: SLF001 - whoever is first
    page.composer.line.replace_text("two re-read aloud before they wrote q1 +")
    return window


def show_asked(theme: Theme, make: Callable[[], Desk], at: datetime) -> QWidget:
    """Show the question whose eyes it was."""
    window, page = _sit_down(theme, make(), at)
    page.composer.for_whom.ask()
    return window


def show_many(theme: Theme, make: Callable[[], Desk], at: datetime, *, lines: int = 1) -> QWidget:
    """Show pasted lines; `lines` times six of them, 0 for none."""
    window, page = _sit_down(theme, make(), at)
    page.composer.for_whom.picked.emit(page.composer.for_whom._names[0][0])  # noqa: SLF001 - whoever is first
    page.many.open("\n".join(to_lines(LINES) * lines))
    if lines == 1 and page.many.sheet is not None:
        page.many.sheet.rows[-1].tick.setChecked(False)
    return window


def show_left(theme: Theme, make: Callable[[], Desk], at: datetime) -> QWidget:
    """Show the offer of lines that were left."""
    window, page = _sit_down(theme, make(), at)
    page.many.open(LINES)
    if page.many.sheet is not None:
        page.many.sheet.reject()
    return window


def show_copy(theme: Theme, make: Callable[[], Desk], at: datetime) -> QWidget:
    """Show what a readable copy would hold."""
    desk = make()
    scope = desk.plan.reviews()[0].scope
    desk.capture.keep_note(scope, text="two re-read aloud before they wrote")
    desk.capture.keep_jotting(scope, "thank the TA in the hall")
    window, page = _sit_down(theme, desk, at)
    offer_text_copy(page, desk, window.jobs, scope)
    window.jobs.wait_idle()
    return window


def _sit_down(theme: Theme, desk: Desk, at: datetime) -> tuple[MainWindow, NowPage]:
    scope = desk.plan.reviews()[0].scope
    for name in ("Tom Hale", "Cara Lind"):
        desk.plan.add_member(scope, name, "reviewer")
    question, _ = desk.plan.add(scope, "question", text="Does talk help pupils to write?", short_name="Planned talk")
    hours = "2027-03-09T09:00", "2027-03-09T09:50"
    desk.plan.add(scope, "activity", title="Learning walk, English", kind="walk", time=hours, questions=(question,))
    window = build_window(desk, theme, lambda: at, list)
    window.show()
    window.jobs.wait_idle()
    page = window.show_page("now")
    window.jobs.wait_idle()
    assert isinstance(page, NowPage)
    return window, page


MANY: Mapping[str, Callable[..., QWidget]] = {
    "now-for-tom": show_for_tom,
    "now-who-saw": show_asked,
    "many-lines": show_many,
    "many-lines-full": partial(show_many, lines=33),
    "many-lines-none": partial(show_many, lines=0),
    "many-lines-left": show_left,
    "text-copy": show_copy,
}
