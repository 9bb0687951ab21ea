"""The pages of a review day, on Wrenholt's demo, empty and full."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from peerdesk.desk.acting import Acting, Identity
from peerdesk.desk.capture import Capture
from peerdesk.desk.changes import Changes
from peerdesk.desk.demo_day import hold_table, keep_notes, plan_day
from peerdesk.desk.desk import Desk, start_here
from peerdesk.intake.demo import read_demo
from peerdesk.intake.pictures import read_picture
from peerdesk.keys.badge import make_badge
from peerdesk.keys.signing import PrivateKey
from peerdesk.storage.engine import sessions_on
from peerdesk.ui import messages
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.theme import Theme
from peerdesk.ui.top_bar import Header
from tools.pictures_of_the_frame import CONTACTS, ENTRIES, RESOURCES


class Keys:
    """Keeps the keys of desks as long as the pictures take."""

    def __init__(self) -> None:
        """Begin without a key."""
        self._kept: dict[str, bytes] = {}

    def read(self, desk_id: str) -> bytes | None:
        """Return a desk's key."""
        return self._kept.get(desk_id)

    def write(self, desk_id: str, key: bytes) -> None:
        """Keep a desk's key."""
        self._kept[desk_id] = key

    def forget(self, desk_id: str) -> None:
        """Keep it no longer."""
        self._kept.pop(desk_id, None)


@cache
def demo_desk(*, full: bool, times: int = 1) -> tuple[Desk, str]:
    """Return the lead's desk at the end of Wrenholt's day, or with its plan alone; and the review's scope.

    With `times`, as many notes are on it as if the day had been lived so often.
    """
    day = read_demo(RESOURCES / "demo")
    at = datetime(2027, 3, 9, 15, 20, tzinfo=UTC)
    lead = next(one for one in day.people if one.role == "lead")
    desk = start_here(Path(mkdtemp()) / "desk", Keys(), lead.name, lambda: at)
    keys = {one.record_id: PrivateKey.from_seed(one.record_id.encode().ljust(32, b".")) for one in day.people}
    scope, ids = plan_day(
        desk, day, {local: key.public.key_id for local, key in keys.items() if local != lead.record_id}
    )
    if full:
        for _ in range(times):
            keep_notes(desk, day, lead.record_id, scope, ids)
            for one in (one for one in day.people if one is not lead):
                identity = Identity(keys[one.record_id], make_badge(keys[one.record_id], one.name, "2027-03-01"))
                acting = Acting(sessions_on(desk.engine), identity, lambda: at)
                keep_notes(replace(desk, capture=Capture(acting, read_picture)), day, one.record_id, scope, ids)
        hold_table(desk, day, scope, ids)
    return desk, scope


def show_day(theme: Theme, name: str, *, full: bool = True) -> tuple[MainWindow, Page]:
    """Show a page of the day at Wrenholt, and wait until it has looked."""
    jobs, (desk, scope) = JobRunner(messages.show_failure), demo_desk(full=full)
    table, report = TablePage(desk, jobs, theme), ReportPage(desk, jobs, theme, RESOURCES / "fonts")
    for one in (table, report):
        one.show_review(scope)
    built: Mapping[str, Page] = {"table": table, "report": report}
    entries = [
        PageEntry(entry, word, icon, partial(built.__getitem__, entry), group) for entry, word, icon, group in ENTRIES
    ]
    at = datetime(2027, 3, 9, 15, 20, tzinfo=UTC)
    header = Header("Wrenholt Primary School", "Tuesday 9 March")
    window = MainWindow(theme, jobs, entries, now=lambda: at, header=header, contacts=lambda: CONTACTS, undo=list)
    page = window.show_page(name)
    window.show()
    jobs.wait_idle()
    return window, page


def show_capture(
    theme: Theme, name: str, clock: str, *, full: bool = True, times: int = 1
) -> tuple[MainWindow, NowPage, NotesPage]:
    """Show one of the two pages on which notes are taken, at a time of Wrenholt's day, and wait until it has looked."""
    at = datetime.fromisoformat(f"2027-03-09T{clock}:00+00:00")
    jobs, (desk, scope) = JobRunner(messages.show_failure), demo_desk(full=full, times=times)
    acting = replace(desk.acting, now=lambda: at)
    desk = replace(desk, acting=acting, capture=Capture(acting, read_picture))
    for draft in desk.drafts.all():  # left by the picture before
        desk.capture.keep_draft(draft.place, "")
    now, notes = NowPage(desk, jobs, theme), NotesPage(desk, jobs, theme)
    for one in (now, notes):
        one.show_review(scope)
    built: Mapping[str, Page] = {"now": now, "notes": notes}
    entries = [
        PageEntry(entry, word, icon, partial(built.__getitem__, entry), group) for entry, word, icon, group in ENTRIES
    ]
    header = Header("Wrenholt Primary School", "Tuesday 9 March")
    window = MainWindow(theme, jobs, entries, now=lambda: at, header=header, contacts=lambda: CONTACTS, undo=list)
    window.show_saved(at)
    window.show_page(name)
    window.show()
    jobs.wait_idle()
    return window, now, notes


def show_now(theme: Theme) -> QWidget:
    """Show a line as it is typed, below it the one that was just kept."""
    window, now, _ = show_capture(theme, "now", "09:21", full=False)
    desk, scope = demo_desk(full=False, times=1)
    shown = now.composer.typed()
    now.composer.show_typed(replace(shown, text="y5 eng 26/27 back table 3 chn + TA, TA says sentence #q1 -"))
    now.composer.keep.click()
    now.jobs.wait_idle()
    kept = desk.capture.notes(scope)[-1]
    window.on_changes(Changes(frozenset({kept.record_id}), frozenset({"note"})))
    now.jobs.wait_idle()
    now.composer.show_typed(replace(shown, text="y4 28/30 talk time 40s (timed) abt half the pairs not started q1 -"))
    desk.capture.delete(kept)  # the next picture begins with an empty day again
    return window


def show_now_offered(theme: Theme) -> QWidget:
    """Show a mark that is begun, and what it may mean."""
    window, now, _ = show_capture(theme, "now", "09:21", full=False)
    now.composer.line.setFocus()
    now.composer.line.replace_text("talk time 40s (timed), half not started @")
    return window


def show_now_long(theme: Theme) -> QWidget:
    """Show what somebody pasted who meant another window."""
    window, now, _ = show_capture(theme, "now", "09:21", full=False)
    now.composer.line.setFocus()
    now.composer.line.replace_text("half of them had not started when the time was up " * 2_000)
    return window


def show_notes_behind(theme: Theme) -> QWidget:
    """Show what stands behind a note, to be changed."""
    window, _, notes = show_capture(theme, "notes", "15:20")
    rows = notes.list.notes_model.rows()
    notes.list.choose([next(row.key for row in rows if row.note is not None and row.note.present)])
    notes.hands.show_behind()
    return window


def show_now_empty(theme: Theme) -> QWidget:
    """Show the page before the first line."""
    return show_capture(theme, "now", "09:06", full=False)[0]


def show_now_earlier(theme: Theme) -> QWidget:
    """Show a quote whose speaker is asked for, the next activity offered, and the notes of the day."""
    window, now, _ = show_capture(theme, "now", "12:20")
    now.composer.show_typed(replace(now.composer.typed(), text='"ask me in july" laughs. then no i dont know'))
    now.earlier_button.click()
    return window


def show_notes(theme: Theme) -> QWidget:
    """Show the day, on a note that has a picture."""
    window, _, notes = show_capture(theme, "notes", "15:20")
    rows = notes.list.notes_model.rows()
    notes.list.choose([next(row.key for row in rows if row.note and row.note.pictures)])
    notes.jobs.wait_idle()
    return window


def show_notes_edit(theme: Theme) -> QWidget:
    """Show a note that is being changed in a list that is narrowed."""
    window, _, notes = show_capture(theme, "notes", "15:20")
    notes.filter_button.setChecked(True)
    notes.bar.sign.show_value("unsure")
    notes.bar.changed.emit()
    notes.list.choose([notes.list.notes_model.rows()[1].key])
    next(command for command in notes.commands() if command.name == "notes.edit").act()
    return window


def show_notes_full(theme: Theme) -> QWidget:
    """Show more than four hundred notes."""
    return show_capture(theme, "notes", "15:20", times=4)[0]


def show_notes_empty(theme: Theme) -> QWidget:
    """Show the page of notes before the first one."""
    return show_capture(theme, "notes", "09:06", full=False)[0]


def show_coverage(theme: Theme) -> QWidget:
    """Show what there is on each question."""
    return show_day(theme, "table")[0]


def show_no_coverage(theme: Theme) -> QWidget:
    """Show the table before the first note."""
    return show_day(theme, "table", full=False)[0]


def show_table(theme: Theme) -> QWidget:
    """Show the findings on the first question."""
    window, page = show_day(theme, "table")
    if isinstance(page, TablePage):
        page.show_question(1)
    return window


def show_no_findings(theme: Theme) -> QWidget:
    """Show a question at the table before the first note."""
    window, page = show_day(theme, "table", full=False)
    if isinstance(page, TablePage):
        page.show_question(1)
    return window


def show_report(theme: Theme) -> QWidget:
    """Show a part of the report that is written."""
    window, page = show_day(theme, "report")
    if isinstance(page, ReportPage):
        page.show_part(9)
    return window


def show_live_pages(theme: Theme) -> QWidget:
    """Show the pages beside a part of the report."""
    window, page = show_day(theme, "report")
    if isinstance(page, ReportPage):
        page.show_part(9)
        page.switch_pages()
        window.show()
        while page.pages.count() == 0:
            QTest.qWait(50)
        QTest.qWait(400)  # those that are seen are drawn
    return window


def show_no_report(theme: Theme) -> QWidget:
    """Show the report before anything is written."""
    return show_day(theme, "report", full=False)[0]
