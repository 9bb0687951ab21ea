"""Grab every page as a picture: light and dark, common screens, large text.

`python tools/make_pictures.py --out pictures` needs no screen. A page takes part by a function in PAGES that
makes a window showing it.
"""

import argparse
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from peerdesk.app import build_window
from peerdesk.desk.acting import Acting, Identity
from peerdesk.desk.capture import Capture
from peerdesk.desk.changes import Changes
from peerdesk.desk.demo_day import hold_table, keep_notes, plan_day
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.recovery import RecoveryState
from peerdesk.domain.review import Contact
from peerdesk.errors import PeerDeskError
from peerdesk.intake.demo import read_demo
from peerdesk.keys.badge import make_badge
from peerdesk.keys.signing import PrivateKey
from peerdesk.storage.engine import sessions_on
from peerdesk.ui import messages
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.recovery import RecoverySheet
from peerdesk.ui.dialogs.relocking import RelockSheet
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.top_bar import Header
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.chip import SIGNS, ChipRow
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.fields import Form, TextBox
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.title_row import TitleRow

RESOURCES = Path(__file__).parents[1] / "resources"
CONTACTS = {
    "child": Contact(name="Ms Farrow", place="Office by the hall, ext. 214"),
    "adult": Contact(name="Mrs Okafor", place="Head's room, ext. 201"),
    "head": Contact(name="Mr Lindqvist, chair of governors", place="01632 960 144"),
}
ENTRIES = (
    ("home", "Home", "house", "a"),
    ("plan", "Plan", "calendar-days", "b"),
    ("now", "Now", "pencil-line", "c"),
    ("notes", "Notes", "notebook-pen", "c"),
    ("share", "Share", "arrow-left-right", "c"),
    ("table", "Table", "layers", "d"),
    ("report", "Report", "file-text", "d"),
)


@dataclass(frozen=True)
class Shot:
    """How a page is looked at: a suffix for the file, the window's size in pixels, and the look."""

    suffix: str
    width: int
    height: int
    choice: Choice
    practice: bool = False


SHOTS = (
    Shot("light-1280", 1280, 720, Choice("light", contrast=False)),
    Shot("light-1440", 1440, 900, Choice("light", contrast=False)),
    Shot("dark-1440", 1440, 900, Choice("dark", contrast=False)),
    Shot("light-1093", 1093, 614, Choice("light", contrast=False)),
    Shot("200-light-1280", 1280, 720, Choice("light", contrast=False, scale=2.0)),
    Shot("contrast-dark-1280", 1280, 720, Choice("dark", contrast=True)),
    Shot("practice-light-1280", 1280, 720, Choice("light", contrast=False), practice=True),
)


class ExamplePage(Page):
    """A page with one of each control, to judge the controls themselves."""

    title = "Now"

    def __init__(self, theme: Theme, jobs: JobRunner) -> None:
        """Lay one of each out."""
        super().__init__(theme, jobs)
        self.keep = Button(theme, "Keep", "corner-down-left", "primary")
        self.primary = self.keep
        tabs = Tabs(theme, [("all", "All 19"), ("mine", "Mine 12")], "Whose notes")
        title = TitleRow(
            theme, "Now", tabs, [Button(theme, "Filter", "funnel", "quiet"), Button(theme, "Print", "printer")]
        )
        card = Card(theme)
        box = TextBox(theme, "What we saw or heard")
        box.setPlainText("Two pupils explain why they chose a number line, and when it would not help")
        chips = ChipRow(theme, SIGNS, "Which way")
        chips.show_value("yes")
        form = Form(theme)
        form.add("Where it comes from", box, "Enter keeps it.")
        card.body.addWidget(form)
        foot = QHBoxLayout()
        foot.addWidget(chips)
        foot.addWidget(self.keep)
        card.body.addLayout(foot)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l"), theme.gap("m"))
        page.addWidget(title)
        scroll = ScrollColumn(theme)
        page.addWidget(scroll)
        column = scroll.body
        column.addWidget(card)
        column.addWidget(
            Paragraph(theme, "“You are allowed to be stuck here. You just have to say what you tried.”", "reading")
        )
        column.addWidget(
            Empty(theme, "pencil-line", "The day starts with one line.", "Type what you saw, press Enter."), 1
        )

    @override
    def first_focus(self) -> QWidget:
        return self.keep

    @override
    def commands(self) -> list[Command]:
        return [
            Command("note.split", "Split this note in two", "Notes", list, "S"),
            Command("note.star", "Bring to the table", "Notes", list, "*"),
        ]


def make_window(theme: Theme) -> MainWindow:
    """Make a window of the example day that shows the example page."""
    jobs = JobRunner(messages.show_failure)
    entries = [
        PageEntry(name, word, icon, lambda: ExamplePage(theme, jobs), group) for name, word, icon, group in ENTRIES
    ]
    window = MainWindow(
        theme,
        jobs,
        entries,
        now=lambda: datetime(2025, 10, 14, 9, 42, 7, tzinfo=UTC),
        header=Header("Saltmarsh Primary School", "Tuesday 14 October"),
        contacts=lambda: CONTACTS,
        undo=list,
    )
    window.show_saved(datetime(2025, 10, 14, 9, 42, 7, tzinfo=UTC))
    window.show_saved(datetime(2025, 10, 14, 9, 42, 7, tzinfo=UTC))
    return window


def show_example(theme: Theme) -> QWidget:
    """Show one of each control, and the toast."""
    window = make_window(theme)
    window.show_page("now")
    window.say("Note kept with question 2.", undoable=True)
    return window


def show_safeguarding(theme: Theme) -> QWidget:
    """Show the card over a page."""
    window = make_window(theme)
    window.show_page("now")
    window.show_safeguarding()
    return window


def show_palette(theme: Theme) -> QWidget:
    """Show the palette over a page."""
    window = make_window(theme)
    window.show_page("now")
    window.show_palette()
    return window


def show_failure(theme: Theme) -> QWidget:
    """Show what a person sees when something did not work."""
    window = make_window(theme)
    page = window.show_page("now")
    error = PeerDeskError("The disk is full.", "Free some space, then press Keep again.", detail="28, no space left")
    messages.show_failure(page, error)
    return window


def show_welcome(theme: Theme) -> QWidget:
    """Show the first start."""
    jobs = JobRunner(messages.show_failure)
    entry = PageEntry("welcome", "Welcome", "house", lambda: WelcomePage(theme, jobs))
    window = MainWindow(theme, jobs, [entry], now=lambda: datetime(2025, 10, 14, 9, 42, tzinfo=UTC))
    window.show_page("welcome")
    return window


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
                keep_notes(replace(desk, capture=Capture(acting)), day, one.record_id, scope, ids)
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
    desk = replace(desk, acting=acting, capture=Capture(acting))
    for draft in desk.capture.drafts():  # left by the picture before
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


def show_no_report(theme: Theme) -> QWidget:
    """Show the report before anything is written."""
    return show_day(theme, "report", full=False)[0]


AT = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)


@cache
def planned_desk() -> tuple[Desk, Path]:
    """Return a lead's desk in the morning of Wrenholt's day, and a stick with what others put there."""
    day, folder, keys = read_demo(RESOURCES / "demo"), Path(mkdtemp()), Keys()
    anita, tom, sam = (start_here(folder / name, keys, name, lambda: AT) for name in ("Anita", "Tom", "Sam Vane"))
    stick = folder / "PEERDESK"
    stick.mkdir()
    anita.people.add(tom.people.mine, typed_words=anita.people.words(tom.identity.key_id))
    scope, ids = plan_day(anita, day, {"tom": tom.identity.key_id})
    anita.plan.begin(school_name="Fenwick Junior School", days=("2027-03-23",))
    anita.packages.give(scope, "briefing", folder / "Briefing.peerdesk")
    seen = tom.packages.preview(folder / "Briefing.peerdesk")
    tom.packages.merge(seen, typed_words=tom.people.words(anita.identity.key_id))
    keep_notes(tom, day, "tom", scope, ids)
    tom.packages.give(scope, "team", stick / "Notes from Tom.peerdesk")
    other, _ = sam.plan.begin(school_name="Holm Lane Infant School")
    sam.packages.give(other, "briefing", stick / "Briefing.peerdesk")
    (stick / "Photos.peerdesk").write_bytes(b"no such file")
    anita.keeping.put_setting("share.folder", str(stick))
    return anita, stick


@cache
def new_desk() -> Desk:
    """Return the desk of somebody who has just begun."""
    return start_here(Path(mkdtemp()) / "desk", Keys(), "Amina Rahman", lambda: AT)


def show_window(theme: Theme, name: str = "home", part: str = "", *, full: bool = True) -> QWidget:
    """Show a page of the whole window; of the plan, one of its parts."""
    window = build_window(planned_desk()[0] if full else new_desk(), theme, lambda: AT, list)
    window.show()
    window.jobs.wait_idle()
    page = window.show_page(name)
    if isinstance(page, PlanPage) and part:
        page.show_part(part)
    window.jobs.wait_idle()
    return window


@cache
def evening_desk() -> Desk:
    """Return the desk of a lead on the evening before, with a little of it done."""
    desk = start_here(Path(mkdtemp()) / "desk", Keys(), "Anita Shah", lambda: AT)
    desk.plan.begin(school_name="Wrenholt Primary School", days=("2027-03-10",), contacts=CONTACTS)
    desk.keeping.back_up()
    return desk


def show_ready(theme: Theme) -> MainWindow:
    """Show what has to hold tomorrow."""
    window = build_window(evening_desk(), theme, lambda: AT, list)
    window.show()
    window.jobs.wait_idle()
    window.show_page("ready")
    window.jobs.wait_idle()
    return window


def show_words(theme: Theme, steps: int = 0) -> QWidget:
    """Show the sheet with the recovery words, so many steps on."""
    window, desk = show_ready(theme), evening_desk()
    state = RecoveryState("", "")
    sheet = RecoverySheet(window, window.jobs, desk.recovery, RESOURCES / "fonts", state)
    sheet.open_over()
    for _ in range(steps):
        sheet.go_button.click()
        window.jobs.wait_idle()
    sheet.shown.show_words(("copper", "lantern", "window", "orchard", "ribbon", "harvest", "village", "pencil"))
    return window


def show_relock(theme: Theme) -> QWidget:
    """Show what is asked before what opens the notes is changed."""
    window = show_ready(theme)
    RelockSheet(window, RelockSheet.end, has_words=True).open_over()
    return window


PAGES: Mapping[str, Callable[[Theme], QWidget]] = {
    "example": show_example,
    "safeguarding": show_safeguarding,
    "palette": show_palette,
    "failure": show_failure,
    "welcome": show_welcome,
    "home": show_window,
    "home-empty": partial(show_window, full=False),
    "plan": partial(show_window, name="plan"),
    "plan-questions": partial(show_window, name="plan", part="questions"),
    "plan-team": partial(show_window, name="plan", part="team"),
    "plan-day": partial(show_window, name="plan", part="day"),
    "plan-last": partial(show_window, name="plan", part="last"),
    "share": partial(show_window, name="share"),
    "share-empty": partial(show_window, name="share", full=False),
    "ready": show_ready,
    "recovery": show_words,
    "recovery-words": partial(show_words, steps=1),
    "recovery-typing": partial(show_words, steps=2),
    "relock": show_relock,
    "now": show_now,
    "now-empty": show_now_empty,
    "now-earlier": show_now_earlier,
    "notes": show_notes,
    "notes-edit": show_notes_edit,
    "notes-full": show_notes_full,
    "notes-empty": show_notes_empty,
    "coverage": show_coverage,
    "coverage-empty": show_no_coverage,
    "table": show_table,
    "table-empty": show_no_findings,
    "report": show_report,
    "report-empty": show_no_report,
}

NOT_PRACTISED = {"ready", "recovery", "recovery-words", "recovery-typing", "relock"}
"""What the practice does not have, since what is practised on need not be ready."""


def grab(theme: Theme, make: Callable[[Theme], QWidget], shot: Shot, file: Path) -> None:
    """Write one picture."""
    theme.set_practice(shot.practice)
    theme.choose(shot.choice)
    window = make(theme)
    window.resize(shot.width, shot.height)
    window.show()
    for _ in range(6):  # layouts settle once widths are known
        QCoreApplication.sendPostedEvents(None, 0)
    window.grab().save(str(file))
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> None:
    """Write all pictures, or those whose name begins as asked."""
    parser = argparse.ArgumentParser(description="Grab every page as a picture.")
    parser.add_argument("--out", type=Path, default=Path("pictures"))
    parser.add_argument("--only", default="", help="names that begin so")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["TZ"] = "Europe/London"
    time.tzset()
    app = QApplication([])
    theme = Theme(app, RESOURCES)
    for name, make in PAGES.items():
        for shot in SHOTS:
            if f"{name}-{shot.suffix}".startswith(wanted.only) and not (shot.practice and name in NOT_PRACTISED):
                grab(theme, make, shot, wanted.out / f"{name}-{shot.suffix}.png")


if __name__ == "__main__":
    main()
