"""Pictures of the copies of one's notes, of what one would bring back, and of notes that do not open."""

import shutil
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from peerdesk.app import build_window
from peerdesk.desk.desk import FILE, Desk, open_here, start_here
from peerdesk.desk.header import HEADER
from peerdesk.desk.mending import Mending
from peerdesk.keys.vault import Vault
from peerdesk.storage.failures import DamagedFileError
from peerdesk.ui import messages
from peerdesk.ui.dialogs.back_again import BackAgainSheet
from peerdesk.ui.door import make_door
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.copies import CopiesPage
from peerdesk.ui.pages.opening import OpeningPage
from peerdesk.ui.theme import Theme

NOTES = (
    "Two pupils explain why they chose a number line, and when it would not help",
    "Y4, 26 of 28 talk in pairs before they write",
    "The working wall shows last week's words, not this week's",
)


class _Clock:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@cache
def _kept(make_vault: Callable[[], Vault], at: datetime) -> tuple[Desk, Vault, Path, str]:
    """Return a desk with copies of three days, its vault, a copy that holds more than it, and a scope."""
    folder, vault, clock = Path(mkdtemp()), make_vault(), _Clock(at - timedelta(days=2))
    desk = start_here(folder / "desk", vault, "Anita Shah", clock)
    stick = folder / "STICK"
    stick.mkdir()
    desk.keeping.choose_drive(stick)
    scope, _ = desk.plan.begin(school_name="Wrenholt Primary School", days=(at.date().isoformat(),))
    desk.keeping.copy_if_due(clock.at, "start")
    clock.at = at - timedelta(hours=3)
    desk.keeping.copy_if_due(clock.at, "start")
    older = shutil.copy(desk.keeping.copies()[0].path, folder / "older.backup")
    for text in NOTES:
        desk.capture.keep_note(scope, text=text)
    desk.findings.add(scope, title="Pupils choose how they show their thinking")
    clock.at = at - timedelta(hours=2)
    desk.keeping.copy_if_due(clock.at)
    damaged = desk.keeping.back_up("bringing-in")
    more = shutil.copy(damaged, folder / "newer.backup")
    damaged.write_bytes(damaged.read_bytes()[:-9000])
    clock.at = at
    desk.keeping.back_up()
    desk.close()
    behind = folder / "behind"
    behind.mkdir()
    shutil.copytree(desk.folder / "copies", behind / "copies")
    shutil.copy(desk.folder / HEADER, behind / HEADER)
    shutil.copy(older, behind / FILE)
    back = open_here(behind, vault, clock)
    back.keeping.choose_drive(stick)
    back.capture.keep_note(scope, text="Written after that copy was put in place")
    return back, vault, Path(more), scope


def show_copies(theme: Theme, make_vault: Callable[[], Vault], at: datetime, inside: str = "") -> MainWindow:
    """Show the list; with `inside` "more" or "nothing", a copy that would bring back that."""
    desk, _, more, _ = _kept(make_vault, at)
    window = _window(theme, desk, at)
    page = window.show_page("copies")
    window.jobs.wait_idle()
    if inside and isinstance(page, CopiesPage):
        same = next(one.path for one in reversed(desk.keeping.copies()) if one.sound)
        page.open_file(more if inside == "more" else same)
        window.jobs.wait_idle()
    return window


def show_no_copies(theme: Theme, make_vault: Callable[[], Vault], at: datetime) -> MainWindow:
    """Show the page before the first copy."""
    desk = start_here(Path(mkdtemp()) / "desk", make_vault(), "Anita Shah", lambda: at)
    window = _window(theme, desk, at)
    for one in (desk.folder / "copies").iterdir():
        one.unlink()
    window.show_page("copies")
    window.jobs.wait_idle()
    return window


def show_damaged(theme: Theme, make_vault: Callable[[], Vault], at: datetime, *, hopeless: bool = False) -> MainWindow:
    """Show notes that do not open, with copies or without a sound one."""
    desk, vault, _, _ = _kept(make_vault, at)
    folder = Path(mkdtemp()) / "desk"
    shutil.copytree(desk.folder, folder)
    (folder / FILE).write_bytes((folder / FILE).read_bytes()[:-20_000])
    if hopeless:
        for one in (folder / "copies").glob("*.backup"):
            one.write_bytes(b"")
    jobs = JobRunner(messages.show_failure)
    page = OpeningPage(theme, jobs)
    window = make_door(theme, jobs, page, lambda: at)
    window.show()
    closed = Mending(folder, vault, lambda: at).look()
    page.show_damaged(DamagedFileError("The file with your notes is damaged.", "Take a copy."), closed)
    return window


def show_back_again(theme: Theme, make_vault: Callable[[], Vault], at: datetime) -> MainWindow:
    """Show what came from where."""
    desk, vault, more, scope = _kept(make_vault, at)
    folder = Path(mkdtemp()) / "desk"
    folder.mkdir()
    (folder / "copies").mkdir()
    shutil.copy(desk.folder / HEADER, folder / HEADER)
    shutil.copy(more, folder / FILE)
    late = open_here(folder, vault, lambda: at)
    copy = late.keeping.back_up()
    for text in ("The bell rang, nobody moved", "TA repeats the question word by word"):
        late.capture.keep_note(scope, text=text)
    late.capture.keep_draft("now.line", "y5 eng back table 3 chn + TA")
    late.close()
    content = bytearray((folder / FILE).read_bytes())
    content[2000] ^= 1
    (folder / FILE).write_bytes(content)
    placed = Mending(folder, vault, lambda: at).put_in_place(copy)
    window = _window(theme, placed.desk, at)
    BackAgainSheet(window, placed).open_over()
    return window


def _window(theme: Theme, desk: Desk, at: datetime) -> MainWindow:
    window = build_window(desk, theme, lambda: at, list)
    window.show()
    window.jobs.wait_idle()
    return window


COPIES: Mapping[str, Callable[..., MainWindow]] = {
    "copies": show_copies,
    "copies-empty": show_no_copies,
    "copies-more": partial(show_copies, inside="more"),
    "copies-nothing": partial(show_copies, inside="nothing"),
    "opening-damaged": show_damaged,
    "opening-hopeless": partial(show_damaged, hopeless=True),
    "opening-back": show_back_again,
}
