"""Which review the window is about, and what frame and safeguarding card say of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.dates import day_in_words, days_in_words
from peerdesk.domain.review import Contact, Review
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.top_bar import Header

REVIEW = "review.open"
_PASSED = "passed_on.{}"


class CurrentReview(QObject):
    """Remembers the review that is open, over starts too.

    Signals:
        chosen: another review is open; its scope.
        told: what the top bar says of it; a Header.
    """

    chosen = Signal(str)
    told = Signal(object)

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QObject) -> None:
        """Know of no review yet; `parent` is the window."""
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self.scope = ""
        self._contacts: Mapping[str, Contact] = {}
        self._passed: dict[str, tuple[datetime, ...]] = {}

    def contacts(self) -> Mapping[str, Contact]:
        """Return whom to tell about somebody's safety, by whom it is about."""
        return self._contacts

    def passed_on(self) -> Sequence[datetime]:
        """Return when a worry was passed on in this review, as far as is known yet, oldest first."""
        return self._passed.get(self.scope, ())

    def find(self) -> None:
        """Open today's review, else the one that was open last, else the latest."""
        desk = self._desk

        def work() -> tuple[str, Review | None]:
            reviews = desk.plan.reviews()
            today, last = desk.acting.here()[:10], desk.keeping.setting(REVIEW)
            wanted = [one for one in reviews if today in one.days] + [one for one in reviews if one.scope == last]
            review = next(iter([*wanted, *reviews]), None)
            return (review.scope if review else "", review)

        def done(found: tuple[str, Review | None]) -> None:
            if not self.scope:
                self._choose(*found)

        self._jobs.start(self, lambda _: work(), done)

    def choose(self, scope: str) -> None:
        """Open a review; pages learn of it at once, the frame as soon as it was looked at."""
        if scope != self.scope:
            self.scope = scope
            self.chosen.emit(scope)
        keeping = self._desk.keeping
        self._jobs.start(self, lambda _: keeping.put_setting(REVIEW, scope), lambda _: self.look())

    def look(self) -> None:
        """Look again at what is said of it."""
        scope, plan = self.scope, self._desk.plan
        self._look_passed()
        if scope:
            self._jobs.start(
                self, lambda _: next((one for one in plan.reviews() if one.scope == scope), None), self._tell
            )

    def on_changes(self, changes: Changes) -> None:
        """Look again if the review itself changed."""
        if "review" in changes.kinds or not changes.kinds:
            self.look()

    def note_passed_on(self, at: datetime) -> None:
        """Keep the time when a worry was passed on, and nothing else."""
        name, keeping = _PASSED.format(self.scope), self._desk.keeping

        def work() -> None:
            keeping.put_setting(name, f"{keeping.setting(name)} {at.isoformat()}".strip())

        self._jobs.start(self, lambda _: work(), lambda _: self._look_passed())

    def _look_passed(self) -> None:
        scope, keeping = self.scope, self._desk.keeping

        def done(said: str) -> None:
            self._passed[scope] = tuple(map(datetime.fromisoformat, said.split()))

        self._jobs.start(self, lambda _: keeping.setting(_PASSED.format(scope)), done)

    def _choose(self, scope: str, review: Review | None) -> None:
        if scope:
            self.scope = scope
            self.chosen.emit(scope)
            self._tell(review)
            self._look_passed()

    def _tell(self, review: Review | None) -> None:
        if review is not None and review.scope == self.scope:
            self._contacts = review.contacts
            today = self._desk.acting.here()[:10]
            said = day_in_words(today, year=False) if today in review.days else days_in_words(review.days)
            self.told.emit(Header(review.school_name, said))
