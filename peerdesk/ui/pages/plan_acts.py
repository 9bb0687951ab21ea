"""What the parts of a plan do: each act is a job, and the page tells what it changed."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.review import Record
from peerdesk.ui import messages
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.page import Page
from peerdesk.ui.proofing.proofreader import Proofreader

T = TypeVar("T")
CHECK_AFTER, REPORT_AFTER = 5, 10  # working days after the visit: suggested where no date is set


class PlanActs(QObject):
    """Acts on the plan of the review that is shown.

    Signals:
        added: somebody or something came in; its id.
    """

    added = Signal(str)

    def __init__(self, page: Page, desk: Desk) -> None:
        """Act for a page."""
        super().__init__(page)
        self._page, self.page, self.desk = page, page, desk
        self._given: dict[tuple[str, str], object] = {}
        self._pending = 0
        self.drafts = FieldDrafts(desk, page.jobs, "plan", self)
        self.proof = Proofreader(desk, page)

    def change(self, shown: Record, **fields: Any) -> None:
        """Change attributes of what was shown.

        What this page itself wrote since does not count as somebody else's version.
        """
        before = {name: self._given.get((shown.record_id, name), getattr(shown, name)) for name in fields}
        self._given |= {(shown.record_id, name): value for name, value in fields.items()}

        def work() -> Changes:
            now = self.desk.plan.one(type(shown), shown.record_id) or shown
            only_ours = all(getattr(now, name) == before[name] for name in fields)
            return self.desk.plan.change(now if only_ours else shown, **fields)

        self.run(work)

    def add(self, scope: str, kind: str, /, **fields: Any) -> None:
        """Add a question, an activity or a previous action."""
        self._add(lambda: self.desk.plan.add(scope, kind, **fields))

    def add_member(self, scope: str, name: str, role: str) -> None:
        """Add somebody to the team, whose badge may come later."""
        self._add(lambda: self.desk.plan.add_member(scope, name, role))

    def delete(self, shown: Record, said: str) -> None:
        """Take something out, and say so with a way back."""
        self.run(lambda: self.desk.plan.delete(shown), lambda: self._page.toast_requested.emit(said, True))

    def move(self, shown: Record, name: str, step: int) -> None:
        """Move a record up (-1) or down (1) among those that the plan has under `name` ("questions")."""

        def work() -> Changes:
            plan = self.desk.plan.look(shown.scope)
            siblings: list[Record] = list(getattr(plan, name)) if plan else []
            at = next((at for at, one in enumerate(siblings) if one.record_id == shown.record_id), -1)
            if at < 0 or not 0 <= at + step < len(siblings):
                return Changes()
            return self.desk.plan.move(siblings[at], siblings, at + step)

        self.run(work)

    def run(self, work: Callable[[], Changes], then: Callable[[], object] | None = None) -> None:
        """Do an act as a job, then tell what it changed; what was typed stays if it does not work."""
        self._pending += 1
        self._page.jobs.start(self._page, lambda _: work(), partial(self._on_done, then), self._on_failed)

    def look(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Do work that changes no record of the plan, as a job."""
        self._page.jobs.start(self._page, lambda _: work(), done, failed)

    def tell(self, changes: Changes) -> None:
        """Tell what an act changed."""
        self._page.changed.emit(changes)

    def today(self) -> str:
        """Return the day that the clock says, `YYYY-MM-DD`, local."""
        return self.desk.acting.here()[:10]

    def say(self, sentence: str) -> None:
        """Say something at the bottom of the page."""
        self._page.toast_requested.emit(sentence, False)

    def say_undoable(self, sentence: str) -> None:
        """Say what was done, with a way back."""
        self._page.toast_requested.emit(sentence, True)

    def go(self, name: str) -> None:
        """Show another page."""
        self._page.go_requested.emit(name)

    @property
    def busy(self) -> bool:
        """True while an act is under way, so that what is shown may be older than what was asked for."""
        return self._pending > 0

    def forget(self) -> None:
        """Note that what is shown is what is kept."""
        if not self._pending:
            self._given.clear()

    def _add(self, work: Callable[[], tuple[str, Changes]]) -> None:
        def kept(result: tuple[str, Changes]) -> None:
            self._on_done(lambda: self.added.emit(result[0]), result[1])

        self._pending += 1
        self._page.jobs.start(self._page, lambda _: work(), kept, self._on_failed)

    def _on_done(self, then: Callable[[], object] | None, changes: Changes) -> None:
        self._pending -= 1
        if then:
            then()
        self._page.changed.emit(changes)

    def _on_failed(self, error: Exception) -> None:
        self._pending -= 1
        messages.show_failure(self._page, error)
