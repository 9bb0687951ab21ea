"""What just happened and nobody planned: asked for in one field, and kept as an activity."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import show_failure
from peerdesk.ui.now.day import Day
from peerdesk.ui.now.writing import Writing
from peerdesk.ui.widgets.offer import Offer


class Unplanned(QObject):
    """Keeps what is typed into the day's own field.

    Signals:
        asked: the field should be seen.
        added: the activity's id, and the Changes.
    """

    asked = Signal()
    added = Signal(str, object)

    def __init__(self, desk: Desk, jobs: JobRunner, day: Day, owner: QWidget) -> None:
        """Serve `owner`, the page."""
        super().__init__(owner)
        self._desk, self._jobs, self._day, self._owner, self._scope = desk, jobs, day, owner, ""
        self._drafts = FieldDrafts(desk, jobs, "unplanned", owner)
        self._drafts.watch(day.field, lambda: (self._scope, "title"))
        self._drafts.taken_up.connect(self._on_taken_up)
        self._writing: Writing | None = None
        self._adding = False
        day.happened.connect(self._add)

    def show_review(self, scope: str, offer: Offer) -> None:
        """Serve a review; what was left in the field is offered again."""
        self._scope = scope
        self._drafts.show_in(offer)

    def serve(self, writing: Writing) -> None:
        """Begin, too, what a line names that ends in a colon."""
        self._writing = writing
        writing.happened.connect(self._add)

    def ask(self) -> None:
        """Ask what just happened."""
        self.asked.emit()
        self._day.ask()

    def _add(self, title: str) -> None:
        scope = self._scope
        if self._adding:
            return  # Enter twice
        self._adding = True

        def done(result: tuple[str, Changes]) -> None:
            self._adding = False
            self._drafts.settle()
            if self._writing is not None:
                self._writing.let_go(title)
            self.added.emit(*result)

        def failed(error: Exception) -> None:
            self._adding = False
            show_failure(self._owner, error)

        self._jobs.start(self, lambda _: self._desk.plan.unplanned(scope, title), done, failed)

    def _on_taken_up(self, place: str, words: str) -> None:
        self.ask()
        self._drafts.take(place, words)
