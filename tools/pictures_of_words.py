"""Pictures of words that were typed and never kept, where they are offered again, and of what the top bar says."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.theme import Theme


def show_unkept(theme: Theme, make: Callable[[], Desk], at: datetime, *, empty: bool = False) -> QWidget:
    """Show all that waits: on the line, in a finding that goes on, in one that is gone, in the report."""
    desk = make()
    if not empty:
        _leave_words(desk)
    window, home = _sit_down(theme, desk, at, "home")
    if isinstance(home, HomePage):
        home.show_unkept()
        window.jobs.wait_idle()
    return window


def show_home_unkept(theme: Theme, make: Callable[[], Desk], at: datetime) -> QWidget:
    """Show the line on Home."""
    desk = make()
    _leave_words(desk)
    return _sit_down(theme, desk, at, "home")[0]


def show_offer(theme: Theme, make: Callable[[], Desk], at: datetime, name: str) -> QWidget:
    """Show what is offered on a page ("now", "plan", "table", "report") or in the sheet for the head's answer."""
    desk = make()
    _leave_words(desk)
    window, page = _sit_down(theme, desk, at, "report" if name == "answer" else name)
    if isinstance(page, TablePage):
        page.show_question(1)
    if isinstance(page, ReportPage) and name == "answer":
        desk.drafts.put(f"answer:{desk.plan.reviews()[0].scope}:recognise", "Yes, that is us. You missed the choir")
        page.out.answer.click()
    window.jobs.wait_idle()
    return window


def show_top_bar(theme: Theme, make: Callable[[], Desk], at: datetime, state: str) -> QWidget:
    """Show what the top bar says: "kept", "keeping", "not kept", or the answer to Ctrl+S ("asked")."""
    desk = make()
    window, _ = _sit_down(theme, desk, at, "now")
    if state == "keeping":
        window.show_keeping()
    if state == "not kept":
        window.show_not_saved("PeerDesk cannot write here. (09:12)")
        window.say(
            "PeerDesk cannot write here. Check that the disk is not full. What you type stays on the screen.",
            done=False,
        )
    if state == "asked":
        next(one for one in window.commands() if one.name == "window.saved").act()
        window.jobs.wait_idle()
    return window


def _leave_words(desk: Desk) -> None:
    review = desk.plan.reviews()[0]
    scope, question = review.scope, desk.plan.add(review.scope, "question", text="Does talk help pupils to write?")[0]
    stays, _ = desk.findings.add(scope, title="Reading at break is the pupils' own idea", question=question)
    gone, _ = desk.findings.add(scope, title="Marking", question=question)
    shown = {one.record_id: one for one in desk.findings.all(scope)}
    desk.drafts.put("now.line:", "y5 heron, three of them drew the", f'{{"scope": "{scope}"}}')
    desk.drafts.put(f"plan:{review.record_id}:purpose", "To see whether planned talk", " ".join(review.tips))
    desk.drafts.put(f"finding:{stays}:text", "Two groups read without being asked", " ".join(shown[stays].tips))
    desk.drafts.put(f"finding:{gone}:text", "Books are marked in three colours", " ".join(shown[gone].tips))
    desk.drafts.put(f"section:{scope}:opening:text", "Thank you for a day in which nothing was arranged")
    desk.findings.change(shown[stays], text="Groups read on their own.")
    desk.findings.delete(shown[gone])


def _sit_down(theme: Theme, desk: Desk, at: datetime, name: str) -> tuple[MainWindow, Page]:
    later = at + timedelta(minutes=38)
    window = build_window(desk, theme, lambda: later, list)
    window.show()
    window.jobs.wait_idle()
    page = window.show_page(name)
    window.jobs.wait_idle()
    return window, page
