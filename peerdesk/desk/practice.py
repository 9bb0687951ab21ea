"""Practice: Wrenholt's day, planned on a desk of its own, where nothing is real."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from peerdesk.desk.demo_day import keep_all, plan_day
from peerdesk.desk.desk import Desk, is_here, open_here, start_here
from peerdesk.desk.header import HEADER, read_header_of
from peerdesk.desk.practice_mark import mark_as_practice
from peerdesk.errors import PeerDeskError
from peerdesk.intake.demo import DemoDay, read_demo
from peerdesk.keys.vault import Vault
from peerdesk.paths import resources

FOLDER = "practice"


class PracticeStaysError(PeerDeskError):
    """The files of the practice cannot be taken away."""


def open_practice(folder: Path, vault: Vault, name: str, now: Callable[[], datetime]) -> Desk:
    """Open the practice of somebody whose own desk lies in `folder`, or begin it: what was typed there stays.

    Raises:
        PeerDeskError: as `open_here` and `start_here` do.
    """
    place = folder / FOLDER
    desk = open_here(place, vault, now) if is_here(place) else start_here(place, vault, name, now)
    start_practice(desk, demo_day())
    return desk


def clear_practice(folder: Path, vault: Vault) -> None:
    """Take the practice away, with all that was typed there. It must be closed.

    Raises:
        PracticeStaysError: another program holds one of its files.
    """
    place = folder / FOLDER
    if not place.exists():
        return
    desk_id = read_header_of(place / HEADER).desk_id if is_here(place) else ""
    try:
        (place / HEADER).unlink(missing_ok=True)  # first: what is left by a power cut is then no desk any longer
        shutil.rmtree(place)
    except OSError as error:
        raise PracticeStaysError(
            "The practice could not be cleared away.", "Close PeerDesk, open it, and try again.", detail=str(error)
        ) from error
    if desk_id:
        vault.forget(desk_id)


def demo_day() -> DemoDay:
    """Return the day that is practised."""
    return read_demo(resources() / "demo")


def start_practice(desk: Desk, day: DemoDay) -> str:
    """Plan the fictional day on a practice desk, with this person as its lead and all that was noted; return its scope.

    What was practised before stays; a desk that has the day already gets no second one.
    """
    mark_as_practice(desk.acting)
    for review in desk.plan.reviews():
        return review.scope
    today = on_day(day, desk.acting.here()[:10])
    scope, ids = plan_day(desk, today, {})
    keep_all(desk, today, scope, ids)
    return scope


def on_day(day: DemoDay, date: str) -> DemoDay:
    """Return the day moved to another date, `YYYY-MM-DD`: practice is always today."""

    def moved(time: str) -> str:
        return f"{date}{time[10:]}"

    return replace(
        day,
        review=replace(day.review, days=(date,), check_by="", report_by="", workshop_on="", notes_go_on=""),
        activities=tuple(replace(one, time=tuple(map(moved, one.time))) for one in day.activities),
        answers=tuple(replace(one, seen_at=moved(one.seen_at)) for one in day.answers),
        notes=tuple(replace(one, seen_at=moved(one.seen_at)) for one in day.notes),
        looks=tuple(replace(one, seen_at=moved(one.seen_at)) for one in day.looks),
        jottings=tuple(replace(one, seen_at=moved(one.seen_at)) for one in day.jottings),
    )
