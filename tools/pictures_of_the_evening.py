"""The pages before and after the day: planned, written up, made ready."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.demo_day import keep_notes, plan_day
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.recovery import RecoveryState
from peerdesk.intake.demo import read_demo
from peerdesk.ui.dialogs.recovery import RecoverySheet
from peerdesk.ui.dialogs.relocking import RelockSheet
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.theme import Theme
from tools.pictures_of_the_day import Keys
from tools.pictures_of_the_frame import CONTACTS, RESOURCES

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


def written_desk() -> Desk:
    """Return a new desk of a lead who has kept one note this morning."""
    desk = start_here(Path(mkdtemp()) / "desk", Keys(), "Anita Shah", lambda: AT)
    scope, _ = desk.plan.begin(school_name="Wrenholt Primary School", days=("2027-03-09",), contacts=CONTACTS)
    desk.capture.keep_note(scope, text="three books with the same page open", seen_at="2027-03-09T09:05")
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
