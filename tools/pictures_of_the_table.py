"""The table at lunch, with what could still be done; what does not fit together; where a school stands on a scale."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.acting import Acting, Identity
from peerdesk.desk.capture import Capture
from peerdesk.desk.demo_day import keep_notes, plan_day
from peerdesk.desk.desk import Desk, start_here
from peerdesk.intake.demo import read_demo
from peerdesk.intake.pictures import read_picture
from peerdesk.keys.badge import make_badge
from peerdesk.keys.signing import PrivateKey
from peerdesk.storage.engine import sessions_on
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.table.looking import look_at_table
from peerdesk.ui.theme import Theme
from tools.pictures_of_the_day import Keys, demo_desk
from tools.pictures_of_the_frame import RESOURCES

_LUNCH = datetime(2027, 3, 9, 12, 20, tzinfo=UTC)
_AFTERNOON = datetime(2027, 3, 9, 15, 20, tzinfo=UTC)
_SAYS = "Talk is planned in every English lesson, and pupils know the routine."


@cache
def lunch_desk() -> Desk:
    """Return the lead's desk at lunch: what was seen in the morning, and an afternoon that is planned."""
    day = read_demo(RESOURCES / "demo")
    day = replace(
        day,
        notes=tuple(one for one in day.notes if one.seen_at[11:] < "12:20" and one.activity != "a9"),
        looks=tuple(one for one in day.looks if one.seen_at[11:] < "12:20" and one.activity != "a9"),
    )
    lead = next(one for one in day.people if one.role == "lead")
    desk = start_here(Path(mkdtemp()) / "desk", Keys(), lead.name, lambda: _LUNCH)
    keys = {one.record_id: PrivateKey.from_seed(one.record_id.encode().ljust(32, b".")) for one in day.people}
    others = {local: key.public.key_id for local, key in keys.items() if local != lead.record_id}
    scope, ids = plan_day(desk, day, others)
    keep_notes(desk, day, lead.record_id, scope, ids)
    for one in (one for one in day.people if one is not lead):
        identity = Identity(keys[one.record_id], make_badge(keys[one.record_id], one.name, "2027-03-01"))
        acting = Acting(sessions_on(desk.engine), identity, lambda: _LUNCH)
        keep_notes(replace(desk, capture=Capture(acting, read_picture)), day, one.record_id, scope, ids)
    return desk


@cache
def levels_desk() -> Desk:
    """Return a desk whose review is written in a framework with levels."""
    desk = start_here(Path(mkdtemp()) / "desk", Keys(), "Anita", lambda: _AFTERNOON)
    shelved = desk.frameworks.shelf().find("sample-levels")
    framework = shelved.framework if shelved else None
    scope, _ = desk.plan.begin(school_name="Wrenholt Primary School", days=("2027-03-09",), framework=framework)
    asked = {"text": "To what extent does planned talk help pupils to write?", "short_name": "Planned talk"}
    question, _ = desk.plan.add(scope, "question", characteristic="talk", **asked)
    desk.plan.add(scope, "self_view", characteristic="talk", level="How we work", text=_SAYS)
    desk.plan.add(
        scope, "self_view", characteristic="access", level="Taking shape", text="Help is ready in some rooms."
    )
    notes = [
        desk.capture.keep_note(scope, questions=[question], text=text, sign=sign, seen_at=f"2027-03-09T{at}")[0]
        for at, text, sign in (
            ("09:08", "Say it, tweak it, say it again: whole class, no prompt", "yes"),
            ("09:15", "Back table: TA says the sentence, children write it", "not_yet"),
            ("09:38", "Debate: eleven children spoke in six minutes", "yes"),
        )
    ]
    said = {"school_level": "How we work", "team_level": "Taking shape", "evidence": tuple(notes[:2])}
    reasons = f"In most rooms that we joined, and not yet at each table [[{notes[1]}]]."
    desk.moderations.begin(scope, "talk", reasons=reasons, **said)
    return desk


def show(theme: Theme, make: Callable[[], Desk], now: datetime, look: Callable[[TablePage], object]) -> QWidget:
    """Show the table of a desk, and what of it is looked at."""
    desk = make()
    window = build_window(desk, theme, lambda: now, list)
    window.jobs.wait_idle()
    page = window.show_page("table")
    window.show()
    window.jobs.wait_idle()
    if isinstance(page, TablePage):
        look(page)
        window.jobs.wait_idle()
    return window


def _rest(page: TablePage) -> None:
    bar = page.coverage.verticalScrollBar()
    bar.rangeChanged.connect(lambda *_: page.coverage.ensureWidgetVisible(page.coverage.promised, 0, 8))
    page.coverage.ensureWidgetVisible(page.coverage.rest)


def _taken(page: TablePage) -> None:
    """Show the card as it is once the first proposal is taken; the plan stays as it is for the next picture."""
    desk = lunch_desk()
    look = look_at_table(desk, desk.plan.reviews()[0].scope)
    if look is not None:
        page.coverage.rest.read(*look.rest.proposals[0])
    _rest(page)


def _by(way: str, page: TablePage) -> None:
    page.coverage.by.show_value(way)
    page.coverage.by.picked.emit(way)


def _pairs(page: TablePage) -> None:
    bar = page.coverage.verticalScrollBar()
    bar.rangeChanged.connect(lambda *_: bar.setValue(bar.maximum()))


def full_desk() -> Desk:
    """Return the desk of the whole day."""
    return demo_desk(full=True)[0]


THE_TABLE: Mapping[str, Callable[[Theme], QWidget]] = {
    "coverage-voices": lambda theme: show(theme, full_desk, _AFTERNOON, partial(_by, "voice")),
    "coverage-reviewers": lambda theme: show(theme, full_desk, _AFTERNOON, partial(_by, "reviewer")),
    "coverage-pairs": lambda theme: show(theme, full_desk, _AFTERNOON, _pairs),
    "coverage-lunch": lambda theme: show(theme, lunch_desk, _LUNCH, _rest),
    "coverage-taken": lambda theme: show(theme, lunch_desk, _LUNCH, _taken),
    "table-levels": lambda theme: show(theme, levels_desk, _AFTERNOON, lambda page: page.show_question(2)),
    "table-groupings": lambda theme: show(theme, lunch_desk, _LUNCH, lambda page: page.show_question(2)),
}
"""Pictures by name."""
