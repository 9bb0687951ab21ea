"""From the first letter of an answer to the disk: the card, its journal, its echo, and what could not be kept."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.conversation import AnswerLine, AnyVoice
from peerdesk.domain.evidence import Answer
from peerdesk.domain.review import Activity
from peerdesk.errors import PeerDeskError
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.notes.rows import NoteRow
from peerdesk.ui.now.drafts import Begun, Drafts
from peerdesk.ui.now.guide_card import AnswerCard
from peerdesk.ui.now.guide_typed import ANSWER, Said, to_fields
from peerdesk.ui.now.kept import Kept
from peerdesk.ui.now.typed import when_seen


@dataclass(frozen=True)
class Entry:
    """An answer as it was when Enter was pressed.

    Attributes:
        seen_at: local, `YYYY-MM-DDTHH:MM`.
        place: of its draft, which goes in the same transaction; "" if it has none.
        changes: the answer that it takes the place of, as it was shown.
        note: of which question of the review and whose voice a note is made of it; None for no note.
    """

    scope: str
    said: Said
    line: AnswerLine
    seen_at: str
    place: str
    changes: Answer | None = None
    note: tuple[str, AnyVoice] | None = None


class AnswerWriting(QObject):
    """Keeps what the card holds. The line empties when it is on disk, or when the next one is begun.

    Signals:
        kept: a Changes; the answer's id is in `last`.
        put_aside: another answer waits to be taken up, or one less.
    """

    kept = Signal(object)
    put_aside = Signal()

    def __init__(self, desk: Desk, jobs: JobRunner, card: AnswerCard, echo: Kept, owner: QWidget) -> None:
        """Write for `owner`, the guide."""
        super().__init__(owner)
        self._desk, self._jobs, self._card, self._echo = desk, jobs, card, echo
        self.drafts = Drafts(desk, ANSWER, self)
        self.last = ""
        self._held: Entry | None = None
        self._unkept: list[Entry] = []
        card.changed.connect(self._on_changed)
        card.line.about_to_type.connect(self._begin_next)
        card.blank_requested.connect(self.blank)
        echo.again.clicked.connect(self.keep_again)

    def keep(
        self,
        scope: str,
        activity: Activity,
        changes: Answer | None = None,
        note: tuple[str, AnyVoice] | None = None,
    ) -> bool:
        """Begin to keep what is typed; say whether there was something that can be kept, or nothing.

        Args:
            scope: of the review.
            activity: the conversation.
            changes: the answer that is being changed.
            note: question and voice of the note that is made of it; None for no note.
        """
        card, said, line = self._card, self._card.said(), self._card.understood()
        if self._held is not None:
            return False  # Enter twice
        if not card.fits():
            return False
        if not card.has_readable_time():
            card.show_details(shown=True)
            card.show_why(self.tr("This is no time. Write it as 09:40, or leave it empty for now."))
            return False
        seen_at = when_seen(said.seen, activity, self._desk.acting.here())
        self._held = Entry(scope, said, line, seen_at, self.drafts.release(), changes, note)
        self._write(self._held)
        return True

    def keep_again(self) -> None:
        """Try once more with what could not be kept."""
        unkept, self._unkept = self._unkept, []
        for entry in unkept:
            self._echo.show_waiting(self._row(entry))
            self._write(entry)

    def stand_at(self, said: Said) -> None:
        """Leave what is typed where it was begun, and stand elsewhere; what waits there comes back."""
        self.make_room()
        waiting = self._waiting(said)
        if waiting is None:
            self._card.stand_at(said)
        else:
            self.drafts.take_up(waiting)
            self._card.show_said(waiting.typed)
        self.put_aside.emit()

    def make_room(self) -> None:
        """Put what is typed aside where it was begun."""
        said = self._card.said()
        if said.begun and self._held is None:
            self.drafts.put_aside(said, self._desk.acting.here()[-5:], waits=True)
        self._held = None

    def blank(self) -> None:
        """Clear line and echo from the screen at once; the line is offered back."""
        said = self._card.said()
        if said.begun and self._held is None:
            self.drafts.put_aside(said, self._desk.acting.here()[-5:], covered=True)
        self._card.stand_at(_empty(said))
        self._echo.clear()
        self.put_aside.emit()

    def change(self, said: Said) -> None:
        """Put an answer into the card to be changed; if that was begun before, as it was left."""
        self.make_room()
        waiting = self._waiting(said)
        if waiting is not None:
            self.drafts.take_up(waiting)
        self._card.show_said(waiting.typed if waiting else said)
        self.put_aside.emit()

    def is_on_its_way(self) -> bool:
        """Say whether what stands in the card is being kept."""
        return self._held is not None

    def forget(self) -> None:
        """Let go of what is typed: it is not wanted, or was done at once."""
        said = replace(self._card.said(), text="")
        self.drafts.note(said)
        self.drafts.flush()
        self._card.stand_at(_empty(said))

    def take_up(self, begun: Begun[Said]) -> None:
        """Go on with what was put aside."""
        self.make_room()
        self.drafts.take_up(begun)
        self._card.show_said(begun.typed)
        self.put_aside.emit()

    def begun_in(self) -> set[str]:
        """Return the activities in which something was begun that is not seen now."""
        return {one.typed.activity for one in self.drafts.begun if not one.covered}

    # What happens

    def _waiting(self, said: Said) -> Begun[Said] | None:
        there = (said.activity, said.prompt, said.answer)
        waits = [one for one in self.drafts.begun if not one.covered]
        return next((one for one in waits if (one.typed.activity, one.typed.prompt, one.typed.answer) == there), None)

    def _write(self, entry: Entry) -> None:
        self._jobs.start(
            self,
            lambda _: self._on_disk(entry),
            partial(self._on_kept, entry),
            partial(self._on_not_kept, entry),
        )

    def _on_disk(self, entry: Entry) -> tuple[str, Changes]:
        talk, line, said = self._desk.conversation, entry.line, entry.said
        fields: dict[str, Any] = {**to_fields(said, line), "seen_at": entry.seen_at}
        if line.asks:
            question = entry.note[0] if entry.note else ""
            return talk.ask(entry.scope, said.activity, line.asks, question=question, draft_place=entry.place)
        if entry.changes is not None:
            fields["observed_by"] = said.observed_by
            return entry.changes.record_id, talk.change_answer(entry.changes, draft_place=entry.place, **fields)
        if entry.note is not None:
            question, voice = entry.note
            return talk.keep_as_note(
                entry.scope,
                question=question,
                voice=voice,
                draft_place=entry.place,
                **fields,
            )
        return talk.keep_answer(entry.scope, draft_place=entry.place, **fields)

    def _on_changed(self) -> None:
        if self._held is None:
            self.drafts.note(self._card.said())

    def _begin_next(self) -> None:
        """Make room: the answer before is on its way, and shown below as that."""
        if self._held is not None:
            self._echo.show_waiting(self._row(self._held))
            said, self._held = self._held.said, None
            self._card.stand_at(_empty(said))

    def _on_kept(self, entry: Entry, result: tuple[str, Changes]) -> None:
        self.last, changes = result
        self.drafts.settle(entry.place)
        if self._held is entry:
            self._held = None
            if self._card.said() == entry.said:  # else something was changed meanwhile: nothing of it goes
                self._card.stand_at(_empty(entry.said))
        if not entry.line.asks:
            self._echo.show_kept(self._row(entry, self.last))
        self.kept.emit(changes)

    def _on_not_kept(self, entry: Entry, error: Exception) -> None:
        why = self.tr("Something in PeerDesk went wrong. Press Keep once more.")
        if isinstance(error, PeerDeskError):
            why = f"{error.message} {error.remedy}"
        if self._held is entry:
            self._held = None
            self.drafts.regain(entry.place, entry.said)
            self._card.show_why(why)
        else:
            self._unkept.append(entry)
            self.drafts.save(entry.place, entry.said)
            self._echo.show_not_kept(self._row(entry), why)

    def _row(self, entry: Entry, record_id: str = "") -> NoteRow:
        words = entry.line.asks or entry.line.text
        said_by = to_fields(entry.said, entry.line)["said_by"]
        return NoteRow(record_id, entry.seen_at[-5:], words, sign="noted", meta=(("", said_by),))


def _empty(said: Said) -> Said:
    """Return the same place with nothing typed; a follow-up that is asked goes on being asked."""
    return Said(activity=said.activity, guide=said.guide, prompt=said.prompt, follow_up=said.follow_up)
