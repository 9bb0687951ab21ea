"""What was typed and not kept: journaled within a second, and offered again where it was begun."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from peerdesk.desk.desk import Desk
from peerdesk.ui.now.typed import Typed, from_draft, to_context

PLACE = "now.line:"
_SOON_MS = 400


@dataclass(frozen=True)
class Begun:
    """A line that was begun and put aside.

    Attributes:
        place: under which the desk keeps it.
        at: "10:42", when it was last typed at.
        covered: it was blanked, so its words are not shown before it is taken up.
        waits: it was left for another activity, and comes back when one goes there again.
    """

    place: str
    typed: Typed
    at: str = ""
    covered: bool = False
    waits: bool = False


class Drafts(QObject):
    """Keeps the journal of one page's line."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        """Journal for `owner`, the page."""
        super().__init__(owner)
        self._desk = desk
        self.begun: list[Begun] = []
        self.place = ""
        self._on_their_way: set[str] = set()
        self._scope = ""
        self._unsaved: Typed | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.flush)

    def load(self, scope: str, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Take over what the desk holds: (place, text, context, local time) of each."""
        self._scope = scope
        self.begun = []
        for place, text, context, at in rows:
            if place.startswith(PLACE):
                belongs, typed = from_draft(text, context)
                if belongs == scope and typed.begun and place != self.place:
                    self.begun.append(Begun(place, typed, at))

    def note(self, typed: Typed) -> None:
        """Journal soon what is typed now; nothing typed takes its draft away."""
        if not self.place:
            if not typed.begun:
                return
            self.place = self._free_place(typed.activity)
        self._unsaved = typed
        self._desk.drafts.note_typing()
        if not self._soon.isActive():  # while somebody types on, it is still journaled at each turn
            self._soon.start()

    def flush(self) -> None:
        """Journal now what is not on disk yet."""
        self._soon.stop()
        typed, self._unsaved = self._unsaved, None
        if typed is not None and self.place:
            self._write(self.place, typed)
            if not typed.begun:
                self.place = ""

    def journal_now(self) -> None:
        """Journal now what is not on disk yet."""
        self.flush()

    def release(self) -> str:
        """Return the place of the line that is being kept, and start anew; keeping takes its draft away.

        The last letters go to disk first: other work may be in hand, and keeping waits its turn.
        """
        self.flush()
        place, self.place = self.place, ""
        self._on_their_way.add(place)
        return place

    def settle(self, place: str) -> None:
        """Use a place again: its line is on disk, and nothing of it is to be offered."""
        self._on_their_way.discard(place)
        if place:
            self._desk.drafts.put(place, "")  # for what was journaled while the line was being kept

    def regain(self, place: str, typed: Typed) -> None:
        """Journal a line again that could not be kept, and still stands where it was typed."""
        self._on_their_way.discard(place)
        self.place = place
        self.note(typed)

    def save(self, place: str, typed: Typed) -> None:
        """Journal a line that could not be kept, while the next is typed."""
        self._write(place, typed)

    def put_aside(self, typed: Typed, at: str, *, covered: bool = False, waits: bool = False) -> None:
        """Keep a begun line as a draft, to be offered again."""
        self.note(typed)
        self.flush()
        self.begun.append(Begun(self.place, typed, at, covered, waits))
        self.place = ""

    def take_up(self, begun: Begun) -> None:
        """Make it the current line's draft again."""
        self.begun.remove(begun)
        self.place = begun.place

    def leave(self, begun: Begun) -> None:
        """Take it away from the desk."""
        self.begun.remove(begun)
        self._write(begun.place, Typed())

    def bring_back(self, begun: Begun) -> None:
        """Undo `leave`."""
        self.begun.append(begun)
        self._write(begun.place, begun.typed)

    def waiting_in(self, activity: str) -> Begun | None:
        """Return the line that was left in an activity by going elsewhere."""
        return next((one for one in self.begun if one.waits and one.typed.activity == activity), None)

    def _free_place(self, activity: str) -> str:
        taken = {one.place for one in self.begun} | self._on_their_way
        place, count = PLACE + activity, 1
        while place in taken:
            count += 1
            place = f"{PLACE}{activity}:{count}"
        return place

    def _write(self, place: str, typed: Typed) -> None:
        text = typed.text if typed.text or not typed.begun else " "  # only the second line was typed
        self._desk.drafts.put(place, text if typed.begun else "", to_context(typed, self._scope))
