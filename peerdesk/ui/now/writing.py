"""From the first letter to the disk: the card, its journal, its echo, and what could not be kept."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.evidence import Note
from peerdesk.domain.happening import happening
from peerdesk.errors import PeerDeskError
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.notes.rows import NoteRow
from peerdesk.ui.now.composer import Composer
from peerdesk.ui.now.drafts import LINE, Begun, Drafts
from peerdesk.ui.now.keeping import Entry, Keeper
from peerdesk.ui.now.kept import Kept
from peerdesk.ui.now.typed import Typed, to_fields, when_seen

RowOf = Callable[[Note], NoteRow]


class Writing(QObject):
    """Keeps what the composer holds. The line empties when it is on disk, or when the next one is begun.

    Signals:
        kept: a Changes.
        happened: what just happened, which the line names and nobody planned ("playground, TA").
        put_aside: another line is offered to be taken up, or one less.
    """

    kept = Signal(object)
    happened = Signal(str)
    put_aside = Signal()

    def __init__(
        self, desk: Desk, jobs: JobRunner, composer: Composer, echo: Kept, row_of: RowOf, owner: QWidget
    ) -> None:
        """Write for `owner`, the page; `row_of` says how a note is shown."""
        super().__init__(owner)
        self._desk, self._composer, self._echo, self._row_of = desk, composer, echo, row_of
        self.drafts = Drafts(desk, LINE, self)
        self._keeper = Keeper(desk, jobs, self)
        self._scope = ""
        self._held: Entry | None = None
        self._unkept: list[Entry] = []
        self.left: Begun[Typed] | None = None
        composer.keep_requested.connect(self.keep)
        composer.changed.connect(self._on_changed)
        composer.about_to_type.connect(self._begin_next)
        composer.blank_requested.connect(self.blank)
        echo.again.clicked.connect(self.keep_again)
        self._keeper.kept.connect(self._on_kept)
        self._keeper.not_kept.connect(self._on_not_kept)

    def set_scope(self, scope: str) -> None:
        """Write about another review."""
        self.drafts.flush()
        self._scope = scope

    def keep(self) -> None:
        """Keep what is typed, if there are words."""
        if self._held is not None:
            return  # Enter twice
        composer, typed, line = self._composer, self._composer.typed(), self._composer.understood()
        if not line.text.strip():
            composer.show_hint(self.tr("Type what you see or hear, then press Enter."))
            return
        if (title := happening(typed.text)) and not line.only_me:
            self.happened.emit(title)
            return
        if not composer.fits():
            return
        if not composer.has_readable_time():
            composer.show_details(shown=True)
            composer.show_why(self.tr("This is no time. Write it as 09:40, or leave it empty for now."))
            return
        self._held = Entry(self._scope, typed, line, self._seen_at(typed), self.drafts.release())
        composer.line.setFocus()
        self._keeper.keep(self._held)

    def let_go(self, title: str) -> None:
        """Take the line away that named what just happened: it is on the disk as that."""
        if happening(self._composer.typed().text) == title:
            self.drafts.settle(self.drafts.release())
            self._composer.blank()

    def keep_again(self) -> None:
        """Try once more with what could not be kept."""
        self._composer.line.setFocus()
        unkept, self._unkept = self._unkept, []
        for entry in unkept:
            self._echo.show_waiting(self._row(entry))
            self._keeper.keep(entry)

    def blank(self) -> None:
        """Clear line and echo from the screen at once; the line is offered back."""
        typed = self._composer.typed()
        if typed.begun and self._held is None:
            self.drafts.put_aside(typed, self._clock(), covered=True)
        self._composer.blank()
        self._echo.clear()
        self.put_aside.emit()

    def leave_for(self, activity: str) -> None:
        """Leave the line in its activity and begin one in another; one that waits there comes back."""
        self.make_room()
        waiting = self.drafts.waiting_in(activity)
        if waiting is not None:
            self.take_up(waiting)

    def make_room(self) -> None:
        """Put what is typed aside where it was begun."""
        typed = self._composer.typed()
        if typed.begun and self._held is None:
            self.drafts.put_aside(typed, self._clock(), waits=True)
        self._held = None
        self.left = None
        self._composer.show_typed(Typed())

    def take_up(self, begun: Begun[Typed]) -> None:
        """Go on with a line that was put aside; its activity is chosen already."""
        self.drafts.take_up(begun)
        self._composer.show_typed(begun.typed)
        self.put_aside.emit()

    def leave(self, begun: Begun[Typed]) -> None:
        """Take a line that was put aside away; until the next act it can be brought back."""
        self.drafts.leave(begun)
        self.left = begun
        self.put_aside.emit()

    def bring_back(self) -> None:
        """Offer again what was taken away just now."""
        if self.left is not None:
            self.drafts.bring_back(self.left)
            self.left = None
            self.put_aside.emit()

    # What happens

    def _on_changed(self) -> None:
        if self._held is None:
            self.drafts.note(self._composer.typed())

    def _begin_next(self) -> None:
        """Make room: the line before is on its way, and shown below as that."""
        if self._held is not None:
            self._echo.show_waiting(self._row(self._held))
            self._held = None
            self._composer.blank()

    def _on_kept(self, entry: Entry, record_id: str, changes: Changes) -> None:
        self.drafts.settle(entry.place)
        if self._held is entry:
            self._held = None
            if self._composer.typed() == entry.typed:  # else something was changed meanwhile: nothing of it goes
                self._composer.blank()
        self.left = None
        self._echo.show_kept(self._row(entry, record_id))
        self.kept.emit(changes)

    def _on_not_kept(self, entry: Entry, error: Exception) -> None:
        why = _in_words(error, self.tr("Something in PeerDesk went wrong. Press Keep once more."))
        if self._held is entry:
            self._held = None
            self.drafts.regain(entry.place, entry.typed)
            self._composer.show_why(why)
        else:
            self._unkept.append(entry)
            self.drafts.save(entry.place, entry.typed)
            self._echo.show_not_kept(self._row(entry), why)

    def _row(self, entry: Entry, record_id: str = "") -> NoteRow:
        fields = to_fields(entry.typed, entry.line)
        me = self._desk.identity.key_id
        note = Note(
            record_id=record_id,
            scope=entry.scope,
            author=me,
            first_written_at="",
            seen_at=entry.seen_at,
            questions=entry.line.questions,
            **fields,
        )
        return self._row_of(note)

    def _seen_at(self, typed: Typed) -> str:
        return when_seen(typed.seen, self._composer.activity, self._desk.acting.here())

    def _clock(self) -> str:
        return self._desk.acting.here()[-5:]


def _in_words(error: Exception, otherwise: str) -> str:
    """Return what happened and what to do, in a person's words; a bug is logged already."""
    return f"{error.message} {error.remedy}" if isinstance(error, PeerDeskError) else otherwise
