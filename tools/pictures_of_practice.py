"""The first start, the first line, and the practice: its pages, and what is asked there."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.moving import places_for, practised_in
from peerdesk.desk.practice import demo_day, start_practice
from peerdesk.keys.vault import Vault
from peerdesk.ui import messages
from peerdesk.ui.dialogs.begin_anew import BeginAnewSheet
from peerdesk.ui.dialogs.moving import MoveSheet
from peerdesk.ui.door import make_door
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.opening import OpeningPage
from peerdesk.ui.theme import Theme

AT = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)
TYPED = (
    "two pairs changed a word after talking and told us why",
    "books show corrections made at once, in four of the six that we looked at",
    "a Y4 pupil could not yet say why a map may be wrong",
)
Show = Callable[..., QWidget]


def show_opening(theme: Theme, *, make_vault: Callable[[], Vault]) -> QWidget:  # noqa: ARG001 - as all of these
    """Show what is seen while the notes are opened, with a line begun."""
    jobs = JobRunner(messages.show_failure)
    page = OpeningPage(theme, jobs)
    page.line.setText("y4 28/30 talk time 40s, half not st")
    return make_door(theme, jobs, page, lambda: AT)


def show_practice(
    theme: Theme, *, make_vault: Callable[[], Vault], name: str = "home", ask: str = "", places: bool = True
) -> QWidget:
    """Show a page of the practice, and what is asked over it."""
    theme.set_practice(True)
    desk, own = _practice(make_vault()), _own(make_vault(), full=places)
    window = build_window(desk, theme, lambda: AT, list)
    window.show_page(name)
    window.show()
    window.jobs.wait_idle()
    if ask:
        typed = practised_in(desk, demo_day())
        _ask(window, ask, own, typed)
    return window


def _ask(window: MainWindow, ask: str, own: Desk, typed: tuple[object, ...]) -> None:
    if ask == "anew":
        BeginAnewSheet(window, len(typed)).open_over()
    elif ask == "move":
        MoveSheet(window, typed, places_for(own)).open_over()  # type: ignore[arg-type]
    else:
        window.show_safeguarding()


def _practice(vault: Vault) -> Desk:
    desk = start_here(Path(mkdtemp()), vault, "Amina Rahman", lambda: AT)
    scope = start_practice(desk, demo_day())
    for text in TYPED:
        desk.capture.keep_note(scope, text=text)
    desk.capture.keep_jotting(scope, "ask Anita how she opens a conversation")
    return desk


def _own(vault: Vault, *, full: bool) -> Desk:
    desk = start_here(Path(mkdtemp()), vault, "Amina Rahman", lambda: AT)
    if full:
        scope, _ = desk.plan.begin(school_name="Fenwick Primary School", days=("2027-03-09",))
        desk.plan.add(scope, "activity", title="Learning walk, English")
    return desk


PRACTICE: Mapping[str, Show] = {
    "opening": show_opening,
    "practising-home": show_practice,
    "practising-now": lambda theme, *, make_vault: show_practice(theme, make_vault=make_vault, name="now"),
    "practising-notes": lambda theme, *, make_vault: show_practice(theme, make_vault=make_vault, name="notes"),
    "practising-move": lambda theme, *, make_vault: show_practice(theme, make_vault=make_vault, ask="move"),
    "practising-move-nowhere": lambda theme, *, make_vault: show_practice(
        theme, make_vault=make_vault, ask="move", places=False
    ),
    "practising-anew": lambda theme, *, make_vault: show_practice(theme, make_vault=make_vault, ask="anew"),
    "practising-safety": lambda theme, *, make_vault: show_practice(theme, make_vault=make_vault, ask="safety"),
}
