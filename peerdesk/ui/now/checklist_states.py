"""What the checklist knows of its look-fors: what is on the disk, and what is on its way there."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.looking import Looked, State, say_each_tally, say_looked
from peerdesk.ui.jobs import JobRunner, Progress
from peerdesk.ui.messages import show_failure
from peerdesk.ui.now.tools import Place


class ChecklistStates(QObject):
    """Looks at the desk, and keeps what is said of a look-for in the place where one stands.

    Attributes:
        place: where that is.

    Signals:
        changed: an act touched records (a Changes).
        looked: something may be said otherwise now.
    """

    changed = Signal(object)
    looked = Signal()

    def __init__(self, desk: Desk, jobs: JobRunner, owner: QWidget) -> None:
        """Know nothing yet; failures are shown over `owner`."""
        super().__init__(owner)
        self._desk, self._jobs, self._owner = desk, jobs, owner
        self._looked: Mapping[str, Looked] = {}
        self._on_way: dict[tuple[str, str], list[State]] = {}  # by look-for and activity, oldest first
        self.place: Place | None = None

    @property
    def activity(self) -> str:
        """Record id of the activity, or ""."""
        return self.place.activity.record_id if self.place and self.place.activity else ""

    @property
    def looked_at(self) -> frozenset[str]:
        """Ids of the look-fors of which anybody has said anything."""
        return frozenset(one for one, said in self._looked.items() if said.is_looked_at)

    def look(self) -> None:
        """Look again at what the desk says."""
        if self.place is not None:
            scope, looking = self.place.plan.scope, self._desk.looking
            self._jobs.start(self, lambda _: looking.look(scope), lambda looked: self._on_looked(scope, looked))

    def say(self, look_for: str, question: str, state: State) -> None:
        """Say how far something was there; it is shown at once, and kept in a job."""
        if self.place is None:
            return
        scope, activity, looking = self.place.plan.scope, self.activity, self._desk.looking
        key = (look_for, activity)
        self._on_way.setdefault(key, []).append(state)

        def work(_: Progress) -> tuple[Changes, Mapping[str, Looked]]:
            changes = looking.say(scope, look_for, state, activity=activity, question=question)
            return changes, looking.look(scope)

        self._jobs.start(
            self, work, lambda said: self._on_said(scope, key, *said), lambda error: self._on_not_said(key, error)
        )

    def state_of(self, look_for: str) -> State:
        """Return how far one saw it oneself, here."""
        on_way = self._on_way.get((look_for, self.activity))
        if on_way:
            return on_way[-1]
        said, me = self._looked.get(look_for), self.place.me if self.place else ""
        return said.state_of(me or self._desk.identity.key_id, self.activity) if said else ""

    def team_of(self, look_for: str) -> str:
        """Return what all of the team have seen, in words; "" for nothing."""
        said = self._looked.get(look_for)
        titles = {one.record_id: one.title for one in self.place.plan.activities} if self.place else {}
        return say_looked(said, self._names(), titles) if said else ""

    def tallies_of(self, look_for: str) -> str:
        """Return several tallies one by one; "" for one alone, which stands in what the team has seen."""
        said = self._looked.get(look_for)
        return say_each_tally(said.counted, self._names()) if said and len(said.counted) > 1 else ""

    def _names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for one in self.place.plan.members if self.place else ():
            name = self.tr("{} (in training)").format(one.name) if one.role == "shadow" else one.name
            names |= {key: name for key in (one.record_id, one.key) if key}
        return names

    def _on_looked(self, scope: str, looked: Mapping[str, Looked]) -> None:
        if self.place is not None and scope == self.place.plan.scope:
            self._looked = looked
            self.looked.emit()

    def _on_said(self, scope: str, key: tuple[str, str], changes: Changes, looked: Mapping[str, Looked]) -> None:
        self._settle(key)
        self._on_looked(scope, looked)
        self.changed.emit(changes)

    def _on_not_said(self, key: tuple[str, str], error: Exception) -> None:
        self._settle(key)
        self.looked.emit()
        show_failure(self._owner, error)

    def _settle(self, key: tuple[str, str]) -> None:
        """Take note that one state is on disk, or will not be; what was said after it is still on its way."""
        self._on_way[key].pop(0)
        if not self._on_way[key]:
            del self._on_way[key]
