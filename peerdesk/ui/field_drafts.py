"""The journal of a page's fields: what was typed and never kept is offered again, with its time and place."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from peerdesk.desk.desk import Desk
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.now.offer import Offer
from peerdesk.ui.widgets.kept import KeptBox, KeptLine

_SHOWN = 160  # letters: enough to know it again
_BESIDE = ":beside"  # the place of what is typed while an older draft of the field waits for an answer


class Left(NamedTuple):
    """Words that an earlier sitting left: where, what, and when ("10:42")."""

    place: str
    text: str
    at: str


class FieldDrafts(QObject):
    """Journals the fields of one page, and offers what an earlier sitting left in them.

    Signals:
        taken_up: the place and the words that somebody wants back; `field` finds where they go.
    """

    taken_up = Signal(str, str)

    def __init__(self, desk: Desk, jobs: JobRunner, prefix: str, owner: QObject) -> None:
        """Journal under a prefix ("plan") for `owner`."""
        super().__init__(owner)
        self._desk, self._jobs, self._prefix = desk, jobs, prefix
        self._watched: list[tuple[KeptLine | KeptBox, Callable[[], tuple[str, str]]]] = []
        self._left: list[Left] = []
        self._offer: Offer | None = None
        self._name: Callable[[str], str] = str

    def watch(self, field: KeptLine | KeptBox, place: Callable[[], tuple[str, str]]) -> None:
        """Journal a field; `place` answers the record's id ("" for none) and the attribute that it shows now."""
        self._watched.append((field, place))
        field.journal.requested.connect(lambda text: self.write(*place(), text))

    def field(self, place: str) -> KeptLine | KeptBox | None:
        """Return the field that shows what a place names."""
        self._watched = [one for one in self._watched if isValid(one[0])]
        return next((field for field, asked in self._watched if self._place(*asked()) == place), None)

    def write(self, record_id: str, name: str, text: str) -> None:
        """Put words on disk; "" takes them away. An older draft that waits for its answer stays as it is."""
        if not record_id:
            return
        place = self._place(record_id, name)
        if any(one.place == place for one in self._left):
            place += _BESIDE
        self._put(place, text)

    def show_in(self, offer: Offer, name: Callable[[str], str]) -> None:
        """Offer in a line; `name` answers what a place is called, "" where it is not on this page now."""
        self._offer, self._name = offer, name
        self._jobs.start(self, lambda _: self._read(), self._on_read)

    def _place(self, record_id: str, name: str) -> str:
        return f"{self._prefix}:{record_id}:{name}"

    def _put(self, place: str, text: str) -> None:
        self._jobs.start(self, lambda _: self._desk.capture.keep_draft(place, text), lambda _: None)

    def _read(self) -> list[Left]:
        found = [one for one in self._desk.capture.drafts() if one.place.startswith(self._prefix + ":")]
        return [
            Left(one.place, one.text, f"{datetime.fromisoformat(one.typed_at).astimezone():%H:%M}")
            for one in sorted(found, key=lambda one: one.typed_at)
        ]

    def _on_read(self, left: Sequence[Left]) -> None:
        self._left = [one for one in left if self._name(one.place.removesuffix(_BESIDE))]
        self._show()

    def _show(self) -> None:
        if self._offer is None:
            return
        if not self._left:
            self._offer.offer("", ())
            return
        one = self._left[-1]
        words = " ".join(one.text.split())
        words = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        where = self._name(one.place.removesuffix(_BESIDE))
        self._offer.offer(
            self.tr("You were typing this at {} in “{}”: {}").format(one.at, where, words),
            [
                (self.tr("Take it up"), lambda: self._on_taken(one)),
                (self.tr("Leave it"), lambda: self._on_left(one)),
            ],
        )

    def _on_taken(self, one: Left) -> None:
        self._left.remove(one)
        self.taken_up.emit(one.place.removesuffix(_BESIDE), one.text)
        if one.place.endswith(_BESIDE):
            self._put(one.place, "")
        self._show()

    def _on_left(self, one: Left) -> None:
        self._left.remove(one)
        self._put(one.place, "")
        self._show()
