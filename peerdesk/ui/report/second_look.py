"""What the report page finds out beside everything else: what to look at, and which findings say something else."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.desk import Desk
from peerdesk.desk.editions import FindingChanged
from peerdesk.domain.coaching import mark_of
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.editions import next_state
from peerdesk.domain.outcome import Edition
from peerdesk.domain.report_checks import Check
from peerdesk.domain.review import Record
from peerdesk.errors import DataFileError
from peerdesk.ui import messages
from peerdesk.ui.page import Page
from peerdesk.ui.report.checks_panel import ChecksPanel
from peerdesk.ui.report.looking import ReportLook
from peerdesk.ui.report.texts import Words, words_of
from peerdesk.ui.report.versions_panel import STATES, VersionsPanel
from peerdesk.ui.report.what_changed import ChangesSheet


@dataclass(frozen=True)
class Found:
    """What a job found out."""

    checks: tuple[Check, ...]
    changed: tuple[FindingChanged, ...]


class SecondLook(QObject):
    """Looks once the page is shown, and again after each change; nobody waits for it.

    Signals:
        counted: how many questions there are to look at.
        changed_findings: findings that say something else than when a section was begun (a tuple of FindingChanged).
        place_requested: kind and id of what is to be shown, and where in it (a Check), or None.
        opened: the bytes of an edition, and what it is in words.
    """

    counted = Signal(int)
    changed_findings = Signal(object)
    place_requested = Signal(str, str, object)
    opened = Signal(bytes, str)

    def __init__(self, page: Page, desk: Desk) -> None:
        """Work for a page."""
        super().__init__(page)
        self._page, self._desk = page, desk
        self.checks, self.versions = ChecksPanel(page.theme), VersionsPanel(page.theme)
        self._look: ReportLook | None = None
        self._words: Words = {}
        self._found = Found((), ())
        self.checks.place_requested.connect(self._go_to)
        self.checks.left.connect(self._leave)
        self.versions.place_requested.connect(self._go_to_record)
        self.versions.open_requested.connect(self._open)
        self.versions.compare_requested.connect(self._compare)

    def show_look(self, look: ReportLook) -> None:
        """Show what the page has looked up, and look further."""
        self._look, self._words = look, words_of(look.plan, look.parts, look.findings)
        self.versions.show_look(look, self._words)
        self.look_again()

    def look_again(self) -> None:
        """Ask again; spelling too while somebody looks at the questions, for its dictionary takes a while."""
        look = self._look
        if look is None or not look.leads:
            return
        scope, texts, spells = look.plan.scope, look.texts, self.checks.isVisible()

        def work(_: object) -> Found:
            checks = self._desk.checks.look(scope, texts, spelling=spells)
            waved = self._desk.waving.look()
            changed = [one for one in self._desk.editions.changed_findings(scope) if mark(one) not in waved]
            return Found(checks, tuple(changed))

        self._page.jobs.start(self, work, self._show, self._on_not_found)

    def step(self, by: int) -> None:
        """Go to the next question, or the one before."""
        one = self.checks.step(by)
        if one is None:
            self._page.toast_requested.emit(self.tr("There is nothing to ask about."), False)
        else:
            self._go_to(one)

    def wave(self, one: FindingChanged) -> None:
        """Let a section stay as it is, whatever the finding says now."""
        self._page.jobs.start(self, lambda _: self._desk.waving.wave(mark(one)), lambda _: self.look_again())

    def _show(self, found: Found) -> None:
        self._found = found
        look = self._look
        if look is not None:
            state = next_state(look.editions)
            self.checks.show_checks(found.checks, self._words, state, writable=look.leads)
            self.counted.emit(len(self.checks.shown()))
        self.changed_findings.emit(found.changed)

    def _on_not_found(self, error: Exception) -> None:
        if not isinstance(error, DataFileError):  # of lists that are not there the proofreader tells, once
            messages.show_failure(self._page, error)

    def _go_to(self, one: Check) -> None:
        self.place_requested.emit(*one.about, one)

    def _go_to_record(self, record: Record) -> None:
        kind = next((kind for kind, record_id in self._words if record_id == record.record_id), "")
        self.place_requested.emit(kind, record.record_id, None)

    def _leave(self, one: Check) -> None:
        look = self._look
        if look is not None:
            scope = look.plan.scope
            self._page.jobs.start(self, lambda _: self._desk.checks.leave(scope, one), lambda _: self.look_again())

    def _open(self, edition: Edition) -> None:
        def done(content: bytes | None) -> None:
            if content is None:
                said = self.tr("This file is on the laptop from which it was handed over.")
                self._page.toast_requested.emit(said, False)
            else:
                self.opened.emit(content, name_of(edition))

        self._page.jobs.start(self, lambda _: self._desk.editions.document(edition), done)

    def _compare(self, edition: Edition) -> None:
        look, words = self._look, self._words
        if look is None:
            return
        numbers, since = look.numbers, self.tr("Since it was handed over: {}").format(name_of(edition))
        self._page.jobs.start(
            self,
            lambda _: self._desk.editions.differences(edition),
            lambda found: ChangesSheet(self._page, since, found, words, numbers).open_over(),
        )


def name_of(edition: Edition) -> str:
    """Return an edition in words: "For checking, Tuesday 16 March"."""
    return f"{STATES[edition.state]}, {day_in_words(edition.handed_on, year=False)}"


def mark(one: FindingChanged) -> str:
    """Return what is remembered where somebody lets a section stay as it is."""
    return mark_of("finding changed", f"{one.section.record_id} {one.now}")
