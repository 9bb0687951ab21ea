"""The journal of fields: what is typed is on disk within a second; what was never kept is offered again.

`write_all_now(window)` puts on disk, before it returns, all that is typed anywhere in a window: call it before the
laptop sleeps, the session is locked or the window goes. It takes two seconds at most, and says whether all is there.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from peerdesk.desk.desk import Desk
from peerdesk.desk.unkept import Unkept
from peerdesk.domain.review import Record
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.saving import Saving
from peerdesk.ui.unkept_words import meanwhile, shortened, when
from peerdesk.ui.widgets.draft_offer import BESIDE
from peerdesk.ui.widgets.escape_field import EscapeField
from peerdesk.ui.widgets.journal import Journal, Journals, journal_of
from peerdesk.ui.widgets.kept import KeptBox, KeptLine
from peerdesk.ui.widgets.offer import Offer

Field = QLineEdit | QPlainTextEdit
Place = tuple[str, str]
"""The id of a record ("" for none) and the attribute that is typed."""


def write_all_now(window: QWidget) -> bool:
    """Put on disk what is typed anywhere in a window, and wait for it two seconds at most; say whether all is there."""
    for one in window.findChildren(QObject):
        if isinstance(one, Journals):
            one.journal_now()
    return all(one.flush() for one in window.findChildren(Saving))


class FieldDrafts(QObject):
    """Journals the fields of one page or sheet, and offers what was left in them.

    Signals:
        taken_up: the place and the words that somebody wants back; `field` finds where they go.
        offered: the line says something else now.
    """

    offered = Signal()
    taken_up = Signal(str, str)

    def __init__(self, desk: Desk, jobs: JobRunner, prefix: str, owner: QObject) -> None:
        """Journal under a prefix ("plan") for `owner`."""
        super().__init__(owner)
        self._desk, self._jobs, self._prefix = desk, jobs, prefix
        self._watched: list[tuple[Field, Callable[[], Place], Journal]] = []
        self._shown: dict[str, str] = {}
        self._left: list[Unkept] = []
        self._offer: Offer | None = None
        self._name: Callable[[str], str] = str

    def watch(
        self, field: Field, place: Callable[[], Place], record: Callable[[], Record | None] = lambda: None
    ) -> None:
        """Journal a field.

        Args:
            field: it has a journal of its own, or gets one of all that stands in it.
            place: answers what the field shows now.
            record: answers the record as it is shown; so it is known later whether it changed meanwhile.
        """
        journal = field.journal if isinstance(field, KeptLine | KeptBox | EscapeField) else journal_of(field)
        self._watched.append((field, place, journal))
        journal.noted.connect(lambda: self.note_typing(*place(), record()))
        journal.requested.connect(lambda text: self.write(*place(), text))

    def field(self, place: str) -> Field | None:
        """Return the field that shows what a place names."""
        self._watched = [one for one in self._watched if isValid(one[0])]
        return next((field for field, asked, _ in self._watched if self._place(*asked()) == place), None)

    def note_typing(self, record_id: str, name: str, record: Record | None = None) -> None:
        """Take note that somebody types in a place, and which revisions they were shown when they began."""
        if record_id:
            self._shown.setdefault(self._place(record_id, name), " ".join(record.tips) if record else "")
            self._desk.drafts.note_typing()

    def write(self, record_id: str, name: str, text: str) -> None:
        """Put words on disk; "" takes them away. An older draft that waits for its answer stays as it is."""
        if not record_id:
            return
        place = self._place(record_id, name)
        shown = self._shown.get(place, "") if text else self._shown.pop(place, "")
        self._desk.drafts.put(self._free(place), text, shown)

    def places(self) -> list[str]:
        """Return where on disk what is typed now stands: taken away by whoever keeps it."""
        return [self._free(self._place(*place())) for field, place, _ in self._watched if isValid(field)]

    def place_of(self, record_id: str, name: str) -> str:
        """Return where on disk what is typed now in one place stands: taken away by whoever keeps it."""
        return self._free(self._place(record_id, name))

    def settle(self) -> None:
        """Take away what is typed in all fields that are watched: it is kept now."""
        for place in self.places():
            self._desk.drafts.put(place, "")
        for field, _, journal in self._watched:
            if isValid(field):
                journal.settle()

    def show_in(self, offer: Offer, name: Callable[[str], str] | None = None) -> None:
        """Offer in a line.

        Args:
            offer: the line.
            name: answers what a place is called, "" where it is not on this page now; None for what screen readers
                call the field.
        """
        self._offer, self._name = offer, name or self._called
        self._jobs.start(self, lambda _: self._desk.unkept.all(), self._on_read)

    def take(self, place: str, words: str) -> None:
        """Put words into the field that shows a place, as if they were typed now."""
        field = self.field(place)
        if field is not None:
            field.setFocus()
        if isinstance(field, KeptLine | KeptBox):
            field.take_up(words)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(words)
        elif field is not None:
            field.setText(words)

    def _free(self, place: str) -> str:
        return place + BESIDE if any(one.place == place for one in self._left) else place

    def _called(self, place: str) -> str:
        field = self.field(place)
        return field.accessibleName() if field is not None else ""

    def _place(self, record_id: str, name: str) -> str:
        return f"{self._prefix}:{record_id}:{name}"

    def _on_read(self, left: Sequence[Unkept]) -> None:
        mine = [one for one in reversed(left) if one.place.startswith(self._prefix + ":")]
        self._left = [one for one in mine if one.standing != "gone" and self._name(one.place.removesuffix(BESIDE))]
        self._show()

    def _show(self) -> None:
        if self._offer is None:
            return
        if self._left:
            self._say(self._offer, self._left[-1])
        else:
            self._offer.offer("", ())
        self.offered.emit()

    def _say(self, offer: Offer, one: Unkept) -> None:
        where, at = self._name(one.place.removesuffix(BESIDE)), when(one.typed_at, self._desk.acting.now())
        said = self.tr("You were typing this at {} in “{}”: {}").format(at, where, shortened(one.text))
        offer.offer(
            " ".join(filter(None, (said, meanwhile(one, self._desk.acting.now())))),
            [
                (self.tr("Take it up"), lambda: self._on_taken(one)),
                (self.tr("Leave it"), lambda: self._on_left(one)),
            ],
        )

    def _on_taken(self, one: Unkept) -> None:
        self._left.remove(one)
        self.taken_up.emit(one.place.removesuffix(BESIDE), one.text)
        if one.place.endswith(BESIDE):
            self._desk.drafts.put(one.place, "")
        self._show()

    def _on_left(self, one: Unkept) -> None:
        self._left.remove(one)
        self._desk.drafts.put(one.place, "")
        self._show()
