"""A small review on a real desk: three questions, four people, a dozen notes, one of the people in training."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.acting import Acting, Identity
from peerdesk.desk.capture import Capture
from peerdesk.desk.desk import Desk, open_here, start_here
from peerdesk.desk.plan import Plan
from peerdesk.desk.schools import Schools
from peerdesk.domain.evidence import Sign
from peerdesk.domain.review import Source, Voice
from peerdesk.intake.pictures import read_picture
from peerdesk.keys.badge import make_badge
from peerdesk.keys.signing import PrivateKey
from peerdesk.storage.engine import sessions_on
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.theme import Theme

TODAY = datetime(2027, 3, 9, 15, 20, tzinfo=UTC)
FONTS = Path(__file__).parents[3] / "resources" / "fonts"


class DictVault:
    """Keeps keys as long as the test lasts."""

    def __init__(self) -> None:
        self.keys: dict[str, bytes] = {}

    def read(self, desk_id: str) -> bytes | None:
        return self.keys.get(desk_id)

    def write(self, desk_id: str, key: bytes) -> None:
        self.keys[desk_id] = key

    def forget(self, desk_id: str) -> None:
        self.keys.pop(desk_id, None)


@dataclass
class ReviewDesk:
    """The lead's desk, and how to reach what is on it.

    Attributes:
        questions: record ids in order.
        notes: record ids in the order of *seen*.
    """

    desk: Desk
    scope: str
    questions: list[str]
    notes: list[str] = field(default_factory=list)

    def note(self, at: str, text: str, sign: Sign = "yes", source: Source = "observation", **said: Any) -> str:
        """Keep a note of the lead, about the first question unless another is named; return its id."""
        return _note(self.desk.capture, self, at, text, sign, source, **said)

    def colleague(self, name: str) -> Capture:
        """Return how somebody else of the team keeps notes, under a key of their own, in the same file."""
        return Capture(self._acting_as(name), read_picture)

    def plan_of(self, name: str) -> Plan:
        """Return the plan as somebody else of the team sees it."""
        return Plan(self._acting_as(name), Schools(self.desk.folder))

    def _acting_as(self, name: str) -> Acting:
        return Acting(sessions_on(self.desk.engine), _identity(name), lambda: TODAY)


def make_review(folder: Path, vault: DictVault | None = None) -> ReviewDesk:
    """Plan a review that has no notes yet, led by Anita, with Tom, Bryony, and Marek in training."""
    desk = start_here(folder, vault or DictVault(), "Anita", lambda: TODAY)
    scope, _ = desk.plan.begin(
        school_name="Wrenholt Primary School",
        days=("2027-03-09",),
        check_by="2027-03-16",
        report_by="2027-03-23",
        lead_school="Thistlecombe",
    )
    for name, role in (("Tom", "reviewer"), ("Bryony", "reviewer"), ("Marek", "shadow")):
        desk.plan.add_member(scope, name, role, key=_identity(name).key_id)
    asked = (
        ("To what extent does planned talk help pupils to write?", "Planned talk"),
        ("To what extent do all pupils remember history?", "History"),
        ("To what extent do subject leaders shape classrooms?", "Subject leaders"),
    )
    questions = [desk.plan.add(scope, "question", text=text, short_name=short)[0] for text, short in asked]
    return ReviewDesk(desk, scope, questions)


@dataclass(frozen=True)
class KeptDay:
    """A day that was made once, for tests to begin from a copy of."""

    folder: Path
    vault: DictVault
    scope: str
    questions: list[str]
    notes: list[str]

    def copy(self, folder: Path) -> ReviewDesk:
        """Open a copy of its own."""
        copytree(self.folder, folder)
        desk = open_here(folder, self.vault, lambda: TODAY)
        return ReviewDesk(desk, self.scope, [*self.questions], [*self.notes])


def keep_day(folder: Path) -> KeptDay:
    """Make the day and close its desk."""
    vault = DictVault()
    day = make_day(folder, vault)
    day.desk.close()
    return KeptDay(folder, vault, day.scope, day.questions, day.notes)


def make_day(folder: Path, vault: DictVault | None = None) -> ReviewDesk:
    """Plan the review and keep its notes: six on the first question, two on the second, none on the third."""
    review = make_review(folder, vault)
    group, _ = review.desk.plan.add(review.scope, "activity", title="Pupil group", kind="conversation", voice="pupils")
    tom, marek = review.colleague("Tom"), review.colleague("Marek")
    review.notes = [
        review.note("09:08", "Say it, tweak it, say it again: nobody prompts", where="Y5 English 26/27"),
        review.note("09:15", "Back table: TA says the sentence", "not_yet", made_of_it="whose sentence is it?"),
        _note(tom, review, "09:22", "Talk time 40 secs, timed it", "not_yet", starred=True, where="Y4 English 28/30"),
        _note(tom, review, "10:49", "“I can hear when it's wrong”", source="talk", voice="pupils", activity=group),
        _note(marek, review, "10:51", "“I forget it”", "not_yet", "talk", voice="pupils", activity=group),
        _note(marek, review, "10:53", "Empire, three times", source="talk", voice="pupils", activity=group, question=1),
        review.note("11:17", "Scribing pretty much gone now", source="talk", voice="leaders"),
        review.note("11:20", "Romans, and on to the Anglo-Saxons", source="talk", voice="pupils", question=1),
    ]
    return review


@dataclass
class Pages:
    """A window around one page, and what a person does to it by hand."""

    window: MainWindow
    page: Page
    jobs: JobRunner
    said: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing is being looked up or kept, and the page shows it."""
        assert self.jobs.wait_idle()
        for _ in range(3):  # layouts settle once widths are known
            QCoreApplication.sendPostedEvents(None, 0)

    def press(self, *keys: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> int:
        """Press keys where the focus is, one after the other; return how many."""
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, *(key if isinstance(key, tuple) else (key,)))
            self.settle()
        return len(keys)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)

    def click(self, button: QWidget) -> None:
        """Click a button."""
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()


def show_in_window(qtbot: QtBot, theme: Theme, jobs: JobRunner, page: Page) -> Pages:
    """Show a page in a window of 1280 × 720, and wait until it has looked."""
    window = window_of(theme, jobs, page, page.title.lower())
    pages = Pages(window, page, jobs)
    page.toast_requested.connect(lambda text, _: pages.said.append(text))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.show_page(page.title.lower())
    pages.settle()
    return pages


def window_of(theme: Theme, jobs: JobRunner, page: Page, name: str) -> MainWindow:
    """Make a window around one page."""
    entries = [
        PageEntry(name, name.capitalize(), "layers", lambda: page),
        PageEntry("plan", "Plan", "calendar-days", lambda: Page(theme, jobs)),
    ]
    return MainWindow(theme, jobs, entries, now=lambda: TODAY)


def _note(
    capture: Capture,
    review: ReviewDesk,
    at: str,
    text: str,
    sign: Sign = "yes",
    source: Source = "observation",
    *,
    voice: Voice | str = "",
    question: int = 0,
    **said: Any,
) -> str:
    note_id, _ = capture.keep_note(
        review.scope,
        questions=[review.questions[question]],
        text=text,
        sign=sign,
        source=source,
        voice=voice,
        seen_at=f"2027-03-09T{at}",
        **said,
    )
    return note_id


def _identity(name: str) -> Identity:
    private = PrivateKey.from_seed(name.encode().ljust(32, b"."))
    return Identity(private, make_badge(private, name, "2027-03-01"))
