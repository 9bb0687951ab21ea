"""Pictures of what is looked for: the checklist under the line, and the tally of a look at work."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from itertools import count

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from peerdesk.desk.acting import Acting, Identity
from peerdesk.desk.looking import Looking
from peerdesk.domain.counting import read_counting
from peerdesk.keys.badge import make_badge
from peerdesk.keys.signing import PrivateKey
from peerdesk.storage.engine import sessions_on
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.theme import Theme
from tools.pictures_of_the_day import demo_desk, show_capture

_EMPTY, _LOOKED = 7, 8  # desks of their own, since what is said here would be seen in other pictures
_FRESH = count(20)  # a desk for each picture, since tallies are kept while it is taken
_SAID = (
    ("tom", "L1", "widely", "a3"),
    ("bryony", "L1", "widely", "a4"),
    ("tom", "L2", "in places", "a3"),
    ("anita", "L2", "widely", "a2"),
    ("tom", "L4", "looked, not today", "a3"),
    ("marek", "L5", "widely", "a4"),
    ("anita", "L5", "in places", "a2"),
    ("marek", "L8", "in places", "a6"),
    ("bryony", "L9", "looked, not today", "a7"),
    ("anita", "L19", "does not apply", "a8"),
)
_COUNTED = (
    ("L6", (5, 6), "Y5+Y6, 6 writing books"),
    ("L6", (0, 6), "Y3+Y4, 6 writing books"),
    ("L15", (1, 6), "Y4, 6 history books"),
    ("L15", (6, 6), "Y6, 6 history books"),
)


def show_checklist(theme: Theme, *, clock: str = "09:21", row: int = 1, unseen: bool = False) -> QWidget:
    """Show the checklist, in the middle of a walk or at lunch."""
    window, now = _sit_down(theme, clock, _looked())
    now.checklist.switch()
    _settle(now)
    if unseen:
        now.checklist.show_unseen()
    _settle(now)
    now.checklist.rows()[row].setFocus()
    _settle(now)
    return window


def show_no_look_fors(theme: Theme) -> QWidget:
    """Show a framework that has none."""
    window, now = _sit_down(theme, "09:21", _EMPTY)
    place = now.checklist.place
    if place is not None:
        now.checklist.show_place(replace(place, framework=replace(place.framework, look_fors=(), title="Our own")))
    now.checklist.switch()
    _settle(now)
    return window


def show_tally(theme: Theme, *, full: bool = True) -> QWidget:
    """Show a look at books: before the first tally, or with some kept and one that is asked about."""
    window, now = _sit_down(theme, "11:05", next(_FRESH))
    book_look = next(one for one in now.tools.now.place.plan.activities if one.kind == "work")  # type: ignore[union-attr]
    now.go_to(book_look.record_id)
    _settle(now)
    if full:
        now.tally.what.field.setText("Y5+Y6, 6 writing books")
        rows = now.tally.rows
        for row, typed in ((rows[0], "4/6"), (rows[1], "5, whole phrases swapped")):
            row.field.setText(typed)
            row.field.returnPressed.emit()
            _settle(now)
        rows[3].field.setText("7/6")
        rows[3].field.returnPressed.emit()
        rows[1].field.setFocus()
        rows[1].field.setText("3")
        _settle(now)
    return window


def _sit_down(theme: Theme, clock: str, times: int) -> tuple[MainWindow, NowPage]:
    window, now, _ = show_capture(theme, "now", clock, full=False, times=times)
    _settle(now)
    return window, now


def _settle(now: NowPage) -> None:
    now.jobs.wait_idle()
    QCoreApplication.processEvents()


@cache
def _looked() -> int:
    """Let the team look around, once; return which desk that is on."""
    desk, scope = demo_desk(full=False, times=_LOOKED)
    plan = desk.plan.look(scope)
    at = datetime(2027, 3, 9, 12, 20, tzinfo=UTC)
    begins = {"a2": "English: Y5", "a3": "English: Y2", "a4": "Reception", "a6": "Pupil", "a7": "Book", "a8": "Subject"}
    activities = plan.activities if plan else ()
    places = {
        name: next((one.record_id for one in activities if begun in one.title), "") for name, begun in begins.items()
    }
    for who, look_for, state, activity in _SAID:
        key = desk.identity if who == "anita" else _identity(who)
        acting = Acting(sessions_on(desk.engine), key, lambda: at)
        Looking(acting, desk.frameworks).say(scope, look_for, state, activity=places[activity])  # type: ignore[arg-type]
    bryony = Looking(Acting(sessions_on(desk.engine), _identity("bryony"), lambda: at), desk.frameworks)
    for look_for, tally, where in _COUNTED:
        bryony.count(scope, look_for, tally, counting=read_counting(where), activity=places["a7"])
    return _LOOKED


def _identity(who: str) -> Identity:
    key = PrivateKey.from_seed(who.encode().ljust(32, b"."))
    return Identity(key, make_badge(key, who, "2027-03-01"))


LOOK_FORS: Mapping[str, Callable[[Theme], QWidget]] = {
    "now-checklist": show_checklist,
    "now-checklist-team": partial(show_checklist, clock="12:45", row=5),
    "now-checklist-unseen": partial(show_checklist, clock="12:45", row=0, unseen=True),
    "now-checklist-none": show_no_look_fors,
    "now-tally": show_tally,
    "now-tally-empty": partial(show_tally, full=False),
}
