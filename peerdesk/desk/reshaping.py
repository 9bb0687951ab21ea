"""Notes that were taken in a hurry, put right: parted, joined, linked, and what stands behind them said."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Act, Acting, NotYoursError
from peerdesk.desk.changes import Changes
from peerdesk.domain.evidence import Note, Picture
from peerdesk.domain.outcome import Citation, Finding, Section
from peerdesk.domain.reshaping import cites_instead, joined, second_part
from peerdesk.domain.review import Activity, Member, PreviousAction, Record
from peerdesk.errors import PeerDeskError
from peerdesk.storage.reading import in_order_of_seen, read_all
from peerdesk.storage.standing import rights_in


class CannotReshapeError(PeerDeskError):
    """Words would be lost, or somebody else's report would cite what is gone."""


class Reshaping:
    """Parts and joins one's own notes; whoever leads may do so with everybody's. Each is one act, undone as one."""

    def __init__(self, acting: Acting) -> None:
        """Work on one desk."""
        self._acting = acting

    def split(
        self, shown: Note, text: str, rest: str, *, questions: Sequence[str] | None = None, **fields: Any
    ) -> tuple[str, Changes]:
        """Part a note in two; return the id of the second.

        Both have the questions and all that stands behind the note. Its pictures, and what findings say of it, stay
        with the first.

        Args:
            shown: as it was shown.
            text: what the first is to say.
            rest: what the second is to say.
            questions: ids of those that both are to bear on; None for those of the note.
            fields: attributes of `Note` that the first is to have besides.

        Raises:
            CannotReshapeError: one part would be empty, or the words are not all here.
            NotYoursError: it is somebody else's.
        """
        if not (text.strip() and rest.strip()):
            raise CannotReshapeError("There is nothing to part here.", "Put the cursor between two words.")
        with self._acting.act("split a note") as act:
            self._must_be_ours(act.session, [shown])
            said = second_part(shown, rest.strip())
            if not shown.observed_by:
                said["observed_by"] = self._member(act.session, shown)
            act.change(shown, **{**fields, "text": text.strip()})
            second = act.add(shown.scope, "note", **said)
            for question in shown.questions if questions is None else questions:
                act.join(shown.scope, "link", second, question)
            if questions is not None:
                _link(act, shown, questions)
        return second, act.changes

    def join(self, shown: Iterable[Note]) -> tuple[str, Changes]:
        """Make one note of several, in the order in which they were seen; return its id, which is that of the first.

        Questions, pictures, and all that cites the others follow.

        Raises:
            CannotReshapeError: words are not all here, or words that others write cite one of them.
            NotYoursError: one of them is somebody else's.
        """
        first, *others = in_order_of_seen(shown)
        if not others:
            raise CannotReshapeError("One note alone cannot be joined.", "Choose two or more with Space.")
        gone = {one.record_id for one in others}
        with self._acting.act("join notes") as act:
            self._must_be_ours(act.session, [first, *others])
            act.change(first, **joined([first, *others]))
            for question in {each for one in others for each in one.questions} - {*first.questions}:
                act.join(first.scope, "link", first.record_id, question)
            for picture in read_all(act.session, Picture, first.scope):
                if picture.note in gone:
                    act.change(picture, note=first.record_id)
            self._follow(act, first, gone)
            for one in others:
                act.delete(one)
        return first.record_id, act.changes

    def link(self, shown: Iterable[Note], question: str, *, linked: bool) -> Changes:
        """Let notes bear on a question, or no longer."""
        with self._acting.act("link notes to a question") as act:
            for note in shown:
                if linked and question not in note.questions:
                    act.join(note.scope, "link", note.record_id, question)
                elif not linked and question in note.questions:
                    act.part(note.scope, "link", note.record_id, question)
        return act.changes

    def say_behind(
        self, shown: Note, questions: Sequence[str], joint: tuple[Activity, str] | None = None, **fields: Any
    ) -> Changes:
        """Change what stands behind a note: where it comes from, who saw it, when.

        Args:
            shown: as it was shown.
            questions: ids of those that it is to bear on.
            joint: the activity as it was shown, and which colleague of the school took part; None leaves it alone.
            fields: attributes of `Note`.
        """
        with self._acting.act("change what stands behind a note") as act:
            act.change(shown, **fields)
            _link(act, shown, questions)
            if joint is not None:
                act.change(joint[0], joint_with=joint[1])
        return act.changes

    def _must_be_ours(self, session: Session, notes: Sequence[Note]) -> None:
        key, rights = self._acting.identity.key_id, rights_in(session, notes[0].scope)
        own = [rights is not None and rights.speaks_for(key, one.author) for one in notes]
        if self._role(session, notes[0].scope) != "lead" and not all(own):
            raise NotYoursError("Somebody else wrote one of these notes.", "Ask them, or the lead, to do it.")
        if any(one.marked and not mine for one, mine in zip(notes, own, strict=True)):
            raise CannotReshapeError(
                "Notes of somebody in training stand apart until they are included.", "Include them first."
            )
        if any(one.unreadable or one.two_versions for one in notes):
            raise CannotReshapeError(
                "Two laptops say different things here, or words of it are elsewhere.", "Settle that first."
            )

    def _follow(self, act: Act, first: Note, gone: set[str]) -> None:
        """Let all that cites the notes that go cite the first."""
        citations = read_all(act.session, Citation, first.scope)
        there = {one.finding for one in citations if one.note == first.record_id}
        for one in (one for one in citations if one.note in gone):
            if one.finding not in there:
                act.join(first.scope, "citation", one.finding, first.record_id, way=one.way)
                there.add(one.finding)
            act.delete(one)
        cites: list[Record] = [
            *read_all(act.session, Finding, first.scope),
            *read_all(act.session, Section, first.scope),
            *read_all(act.session, PreviousAction, first.scope),
        ]
        role = self._role(act.session, first.scope)
        for record in cites:
            said = cites_instead(record, gone, first.record_id)
            if said and role != "lead" and not (role == "reviewer" and isinstance(record, Finding)):
                raise CannotReshapeError(
                    "The report cites one of these notes, and its words are the lead's.", "Ask the lead to join them."
                )
            if said:
                act.change(record, **said)

    def _role(self, session: Session, scope: str) -> str:
        rights = rights_in(session, scope)
        return rights.role_of(self._acting.identity.key_id) if rights else ""

    def _member(self, session: Session, note: Note) -> str:
        members = read_all(session, Member, note.scope)
        return next((one.record_id for one in members if one.key == note.author), "")


def _link(act: Act, shown: Note, questions: Sequence[str]) -> None:
    """Let a note bear on these questions and no others."""
    for question in {*questions} - {*shown.questions}:
        act.join(shown.scope, "link", shown.record_id, question)
    for question in {*shown.questions} - {*questions}:
        act.part(shown.scope, "link", shown.record_id, question)
