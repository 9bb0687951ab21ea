"""A day at a school that does not exist, on one reviewer's desk, with a clock that the test sets."""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from peerdesk.desk.capture import Capture
from peerdesk.desk.desk import Desk, open_here, start_here
from peerdesk.domain.evidence import Note
from peerdesk.ui.widgets.button import Button
from tests.ui.pages.review_desk import DictVault, ReviewDesk, _identity

DAY = "2027-03-09"
VAULT = DictVault()


class Clock:
    """Stands still until it is set."""

    def __init__(self, at: str = "09:10") -> None:
        self.set(at)

    def set(self, at: str) -> None:
        self._at = datetime.fromisoformat(f"{DAY}T{at}").replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        return self._at


@dataclass
class Wrenholt:
    """The plan, and ids by the names that its authors use: "q1", "tom", "a2"."""

    desk: Desk
    scope: str
    clock: Clock
    ids: dict[str, str] = field(default_factory=dict)

    def copy(self, folder: Path, at: str = "09:10") -> "Wrenholt":
        """Open a copy of the desk, which must be closed, at a time of the day."""
        shutil.copytree(self.desk.folder, folder)
        clock = Clock(at)
        return Wrenholt(open_here(folder, VAULT, clock), self.scope, clock, dict(self.ids))

    def notes(self) -> list[Note]:
        return self.desk.capture.notes(self.scope)

    def colleague(self, name: str) -> Capture:
        return ReviewDesk(self.desk, self.scope, []).colleague(name)


ACTIVITIES = (
    ("a2", "Learning walk, English", "walk", "09:05", "09:50", ("me",), ("q1",), "", "observation"),
    ("a3", "English with Tom", "walk", "09:05", "09:50", ("tom",), ("q1",), "", "observation"),
    ("a4", "Reception and nursery", "walk", "09:55", "10:25", ("me", "marek"), ("q1",), "", "observation"),
    ("a6", "Pupil group: Y4 and Y6", "conversation", "10:45", "11:15", ("me", "tom"), ("q1", "q2"), "pupils", "talk"),
    ("a7", "Book look", "work", "11:20", "11:45", ("me",), ("q1", "q2"), "", "work"),
    ("a8", "Subject leaders", "conversation", "11:50", "12:10", ("me",), ("q3",), "leaders", "talk"),
)


def make_day(folder: Path, at: str = "09:10") -> Wrenholt:
    """Plan the day; no notes yet."""
    clock = Clock(at)
    desk = start_here(folder, VAULT, "Anita", clock)
    scope, _ = desk.plan.begin(school_name="Wrenholt Primary School", days=(DAY,), school_phase="Primary")
    day = Wrenholt(desk, scope, clock)
    plan = desk.plan.look(scope)
    assert plan is not None
    day.ids["me"] = plan.members[0].record_id
    for name, role in (("Tom", "reviewer"), ("Marek", "shadow")):
        day.ids[name.lower()], _ = desk.plan.add_member(scope, name, role, key=_identity(name).key_id)
    for at_, short in enumerate(("Planned talk", "History", "Subject leaders"), 1):
        day.ids[f"q{at_}"], _ = desk.plan.add(scope, "question", text=f"How about {short}?", short_name=short)
    for local, title, kind, start, end, who, questions, voice, source in ACTIVITIES:
        day.ids[local], _ = desk.plan.add(
            scope,
            "activity",
            title=title,
            kind=kind,
            time=(f"{DAY}T{start}", f"{DAY}T{end}"),
            who=tuple(day.ids[one] for one in who),
            questions=tuple(day.ids[one] for one in questions),
            voice=voice,
            source=source,
        )
    return day


def find_button(inside: QWidget, text: str) -> Button:
    """Return the button that is seen and says so."""
    return next(one for one in inside.findChildren(Button) if one.isVisible() and one.text() == text)
