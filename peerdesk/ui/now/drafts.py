"""What was typed and not kept: journaled within a second, and offered again where it was begun."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer

from peerdesk.desk.desk import Desk
from peerdesk.ui.now.typed import Typed, from_draft, to_context

PLACE = "now.line:"
_SOON_MS = 400


class CanBegin(Protocol):
    """What is typed in one place, with all that was chosen around it."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def begun(self) -> bool:
        """Whether there is a letter in it."""


T = TypeVar("T", bound=CanBegin)


@dataclass(frozen=True)
class Form(Generic[T]):
    """How something that is typed lies in the journal.

    Attributes:
        prefix: of its places there.
        nothing: what is typed before anybody types.
        where: answers where in the review it belongs: the id of an activity.
        to_context: returns what goes to disk beside its text; gets the review's scope.
        from_draft: returns scope and what was typed, of a text and what lay beside it.
    """

    prefix: str
    nothing: T
    where: Callable[[T], str]
    to_context: Callable[[T, str], str]
    from_draft: Callable[[str, str], tuple[str, T]]


LINE = Form(PLACE, Typed(), lambda typed: typed.activity, to_context, from_draft)


@dataclass(frozen=True)
class Begun(Generic[T]):
    """A line that was begun and put aside.

    Attributes:
        place: under which the desk keeps it.
        at: "10:42", when it was last typed at.
        covered: it was blanked, so its words are not shown before it is taken up.
        waits: it was left for another activity, and comes back when one goes there again.
    """

    place: str
    typed: T
    at: str = ""
    covered: bool = False
    waits: bool = False


class Drafts(QObject, Generic[T]):
    """Keeps the journal of one field of a page, which is begun in many places."""

    def __init__(self, desk: Desk, form: Form[T], owner: QObject) -> None:
        """Journal for `owner`, the page."""
        super().__init__(owner)
        self._desk, self._form = desk, form
        self.begun: list[Begun[T]] = []
        self.place = ""
        self._on_their_way: set[str] = set()
        self._scope = ""
        self._unsaved: T | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.flush)

    def load(self, scope: str, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Take over what the desk holds: (place, text, context, local time) of each."""
        self._scope = scope
        self.begun = []
        for place, text, context, at in rows:
            if place.startswith(self._form.prefix):
                belongs, typed = self._form.from_draft(text, context)
                if belongs == scope and typed.begun and place != self.place:
                    self.begun.append(Begun(place, typed, at))

    def note(self, typed: T) -> None:
        """Journal soon what is typed now; nothing typed takes its draft away."""
        if not self.place:
            if not typed.begun:
                return
            self.place = self._free_place(self._form.where(typed))
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

    def regain(self, place: str, typed: T) -> None:
        """Journal a line again that could not be kept, and still stands where it was typed."""
        self._on_their_way.discard(place)
        self.place = place
        self.note(typed)

    def save(self, place: str, typed: T) -> None:
        """Journal a line that could not be kept, while the next is typed."""
        self._write(place, typed)

    def put_aside(self, typed: T, at: str, *, covered: bool = False, waits: bool = False) -> None:
        """Keep a begun line as a draft, to be offered again."""
        self.note(typed)
        self.flush()
        self.begun.append(Begun(self.place, typed, at, covered, waits))
        self.place = ""

    def take_up(self, begun: Begun[T]) -> None:
        """Make it the current line's draft again."""
        self.begun.remove(begun)
        self.place = begun.place

    def leave(self, begun: Begun[T]) -> None:
        """Take it away from the desk."""
        self.begun.remove(begun)
        self._write(begun.place, self._form.nothing)

    def bring_back(self, begun: Begun[T]) -> None:
        """Undo `leave`."""
        self.begun.append(begun)
        self._write(begun.place, begun.typed)

    def waiting_in(self, where: str) -> Begun[T] | None:
        """Return what was left somewhere by going elsewhere."""
        return next((one for one in self.begun if one.waits and self._form.where(one.typed) == where), None)

    def _free_place(self, where: str) -> str:
        taken = {one.place for one in self.begun} | self._on_their_way
        place, count = self._form.prefix + where, 1
        while place in taken:
            count += 1
            place = f"{self._form.prefix}{where}:{count}"
        return place

    def _write(self, place: str, typed: T) -> None:
        text = typed.text if typed.text or not typed.begun else " "  # only the second line was typed
        self._desk.drafts.put(place, text if typed.begun else "", self._form.to_context(typed, self._scope))
