"""What the clock says is on: it offers to go there, and never moves anybody."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.ui.commands import key_hint
from peerdesk.ui.now.strip import running_for
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.offer import Offer

GO = "Ctrl+L"


class ClockOffer(Offer):
    """One's own activity of this moment, softly; once one said "stay", it is not offered again.

    Signals:
        go_requested: id of the activity to go to.
        stayed: the person goes on where they are.
        over: the activity in which the person stands has come to its end; told once of each.
    """

    go_requested = Signal(str)
    stayed = Signal()
    over = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(theme, "clock", parent)
        self._stayed: set[str] = set()
        self._over: set[str] = set()

    def show_clock(self, plan: ReviewPlan, me: str, here: str, activity: str) -> None:
        """Offer what runs at a local time (`YYYY-MM-DDTHH:MM`) to a member who stands in an activity."""
        self._tell_over(plan, here, activity)
        running = running_for(plan, me, here)
        if running is None or running.record_id == activity or running.record_id in self._stayed:
            self.offer("", ())
            return
        there = running.record_id
        go = f"{self.tr('Go there')} ({key_hint(GO)})"
        answers = [(go, lambda: self.go_requested.emit(there)), (self.tr("Stay"), lambda: self._stay(there))]
        self.offer(self.tr("{}, {}. Go there?").format(running.time[0][-5:], running.title), answers)

    def _tell_over(self, plan: ReviewPlan, here: str, activity: str) -> None:
        stands_in = next((one for one in plan.activities if one.record_id == activity), None)
        if stands_in is not None and any(end <= here for end in stands_in.time[1:]) and activity not in self._over:
            self._over.add(activity)
            self.over.emit()

    def _stay(self, activity: str) -> None:
        self._stayed.add(activity)
        self.offer("", ())
        self.stayed.emit()
