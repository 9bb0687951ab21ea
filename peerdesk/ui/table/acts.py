"""What a person does at the table: each act is a job, and what was done is said, with a way back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.evidence import Note
from peerdesk.domain.outcome import Citation, Finding, FindingKind, Way
from peerdesk.domain.review import Activity
from peerdesk.domain.swap_words import Told
from peerdesk.domain.swaps import Proposal
from peerdesk.ui import messages
from peerdesk.ui.page import Page
from peerdesk.ui.table.finding_card import FindingCard
from peerdesk.ui.table.looking import keep_finding


class TableActs(QObject):
    """Acts for the page of the table."""

    def __init__(self, page: Page, desk: Desk) -> None:
        """Act on a desk, for a page."""
        super().__init__(page)
        self._page, self._desk = page, desk

    @property
    def page(self) -> Page:
        """The page of the table."""
        return self._page

    def do(
        self,
        work: Callable[[], Changes],
        said: str,
        *,
        undoable: bool = True,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Do an act as a job, then say what was done."""

        def done(changes: Changes) -> None:
            self._page.toast_requested.emit(said, undoable)
            self._page.changed.emit(changes)
            then()

        self._page.jobs.start(self._page, lambda _: work(), done)

    # Findings

    def begin(
        self, scope: str, notes: Sequence[str], question: str, kind: FindingKind, then: Callable[[str], object]
    ) -> None:
        """Begin a finding that stands on notes and says nothing yet; `then` gets its id."""

        def done(made: tuple[str, Changes]) -> None:
            then(made[0])
            self._page.changed.emit(made[1])

        def work() -> tuple[str, Changes]:
            return self._desk.findings.add(scope, notes=notes, question=question, kind=kind)

        self._page.jobs.start(self._page, lambda _: work(), done)

    def cite(self, card: FindingCard, notes: Sequence[str], way: Way) -> None:
        """Let a finding stand on notes, or let them point the other way."""
        finding = card.row.finding
        words = self.tr("{} cited in {}.") if way == "for" else self.tr("{} cited in {} as pointing the other way.")
        self.do(lambda: self._desk.findings.cite(finding, notes, way), words.format(self.many(notes), card.row.label))

    def uncite(self, citation: Citation) -> None:
        """Take a note out of what a finding stands on."""
        self.do(lambda: self._desk.findings.uncite(citation), self.tr("Note taken out."))

    def agree(self, findings: Sequence[Finding]) -> None:
        """Note that all of us agree to these."""
        if findings:
            several = self.tr("Agreed by all of us: {} findings.").format(len(findings))
            said = several if len(findings) > 1 else self.tr("Agreed by all of us.")
            self.do(lambda: self._desk.findings.agree(findings), said)

    def include(self, notes: Sequence[Note]) -> None:
        """Include what somebody in training noted."""
        said = self.tr("{} included, with “in training” beside the name.").format(self.many(notes))
        self.do(lambda: self._desk.findings.include(notes), said, undoable=False)

    def delete(self, finding: Finding) -> None:
        """Delete a finding."""
        self.do(lambda: self._desk.findings.delete(finding), self.tr("Finding deleted."))

    def change(self, finding: Finding, name: str, value: object) -> None:
        """Change what was chosen on a card."""
        said = self.tr("Agreed by all of us.") if name == "agreed" and value else self.tr("Finding changed.")
        self.do(lambda: keep_finding(self._desk, finding, **{name: value})[0], said)

    def settle(self, finding: Finding) -> None:
        """Settle two versions: what is shown is what it should say."""
        says = {name: getattr(finding, name) for name in finding.two_versions if name != "deleted"}
        self.do(lambda: self._desk.findings.change(finding, **says), self.tr("Settled."))

    def keep(self, card: FindingCard, name: str, text: str, shown: Finding) -> None:
        """Keep a field that was left: one revision; its draft goes once that is on disk."""

        def work(_: object) -> tuple[Changes, Finding | None]:
            return keep_finding(self._desk, shown, **{name: text})

        def done(kept: tuple[Changes, Finding | None]) -> None:
            card.fields.on_kept(name, text, kept[1])
            self._page.changed.emit(kept[0])

        def failed(error: Exception) -> None:
            card.fields.on_not_kept(name)
            messages.show_failure(self._page, error)

        self._page.jobs.start(card, work, done, failed)

    # The rest of the day

    def take(self, plan: ReviewPlan, proposal: Proposal, told: Told, then: Callable[[], object]) -> None:
        """Change the plan as it was proposed."""
        self.do(lambda: self._desk.swaps.take(plan, proposal), told.lines[0], then=then)

    def say_not_done(self, activity: Activity, why: str) -> None:
        """Say why something did not take place."""
        said = self.tr("Noted why it did not take place.") if why else self.tr("The reason is taken back.")
        self.do(lambda: self._desk.swaps.say_not_done(activity, why), said)

    def many(self, notes: Sequence[object]) -> str:
        """Return "1 note", "3 notes"."""
        return self.tr("{} notes").format(len(notes)) if len(notes) > 1 else self.tr("1 note")
