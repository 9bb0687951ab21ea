"""A conversation as it is held: what was asked, what was said, and notes made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from peerdesk.desk.acting import Act, Acting
from peerdesk.desk.changes import Changes
from peerdesk.domain.conversation import OPENING, AnyVoice, in_order, to_note
from peerdesk.domain.evidence import Answer, OwnPrompt
from peerdesk.domain.order import last_key
from peerdesk.domain.review import Member, Question
from peerdesk.storage.drafts import Draft, put_draft
from peerdesk.storage.reading import read_all, read_made_of, read_one


@dataclass(frozen=True)
class Talk:
    """What one conversation says now, everybody's.

    Attributes:
        answers: in the order in which they were heard; the ticks that the opening words were said are among them.
        prompts: questions of the team's own, in their order.
        notes: ids of the notes that were made of answers, by the answer's id.
    """

    answers: Sequence[Answer] = ()
    prompts: Sequence[OwnPrompt] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


class Conversation:
    """Keeps what is said under what was asked."""

    def __init__(self, acting: Acting) -> None:
        """Keep on one desk."""
        self._acting = acting

    def look(self, scope: str, activity: str) -> Talk:
        """Return what was asked and said in an activity."""
        with self._acting.look() as session:
            answers = [one for one in read_all(session, Answer, scope) if one.activity == activity]
            prompts = [one for one in read_all(session, OwnPrompt, scope) if one.activity == activity]
            return Talk(in_order(answers), prompts, read_made_of(session, scope, activity))

    def keep_answer(self, scope: str, *, draft_place: str = "", **fields: Any) -> tuple[str, Changes]:
        """Keep an answer; return its id once it is on disk.

        Args:
            scope: of the review.
            draft_place: the place where it was typed; its draft goes in the same transaction.
            fields: attributes of `Answer`. Where `seen_at` and `observed_by` are not given they are now and oneself.
        """
        with self._acting.act("keep an answer") as act:
            answer_id = self._add(act, scope, fields)
            self._take_draft(act, draft_place)
        return answer_id, act.changes

    def keep_as_note(
        self, scope: str, *, question: str, voice: AnyVoice, draft_place: str = "", **fields: Any
    ) -> tuple[str, Changes]:
        """Keep an answer and a note made of it: one act, undone as one; return the answer's id."""
        with self._acting.act("keep an answer as a note") as act:
            given = {"seen_at": self._acting.here(), "observed_by": self._me(act, scope), **fields}
            answer_id = self._add(act, scope, given)
            shown = Answer(record_id=answer_id, scope=scope, author="", first_written_at="", **given)
            self._add_note(act, shown, question, voice)
            self._take_draft(act, draft_place)
        return answer_id, act.changes

    def change_answer(self, shown: Answer, *, draft_place: str = "", **fields: Any) -> Changes:
        """Change an answer as it was shown; a note that was made of it stays as it is."""
        with self._acting.act("change an answer") as act:
            act.change(shown, **fields)
            self._take_draft(act, draft_place)
        return act.changes

    def delete(self, shown: Answer | OwnPrompt) -> Changes:
        """Delete an answer or a question of one's own; undo brings it back, and a note that was made of it stays."""
        label = "delete an answer" if isinstance(shown, Answer) else "take out a question of your own"
        with self._acting.act(label) as act:
            act.delete(shown)
        return act.changes

    def tick_opening(self, scope: str, activity: str, guide: str) -> Changes:
        """Note that the opening words were said, now."""
        with self._acting.act("tick the opening words") as act:
            self._add(act, scope, {"activity": activity, "guide": guide, "prompt": OPENING})
        return act.changes

    def ask(
        self, scope: str, activity: str, text: str, *, question: str = "", draft_place: str = ""
    ) -> tuple[str, Changes]:
        """Add a question of one's own to a conversation, before the day or while it is held; return its id.

        Args:
            scope: of the review.
            activity: record id.
            text: of the question.
            question: record id of the review's question that it is about, or "".
            draft_place: the place where it was typed; its draft goes in the same transaction.
        """
        with self._acting.act("add a question of your own") as act:
            siblings = [one for one in read_all(act.session, OwnPrompt, scope) if one.activity == activity]
            order = last_key([one.order for one in siblings])
            prompt_id = act.add(scope, "prompt", activity=activity, text=text, question=question, order=order)
            self._take_draft(act, draft_place)
        return prompt_id, act.changes

    def make_note(self, answer: Answer, *, question: str, voice: AnyVoice) -> tuple[str, Changes]:
        """Make a note of an answer, which then says where it was said; return the note's id.

        Args:
            answer: as it was shown.
            question: record id of the review's question that its prompt is about, or "".
            voice: of the conversation.
        """
        with self._acting.act("make a note of an answer") as act:
            note_id = self._add_note(act, answer, question, voice)
        return note_id, act.changes

    def answer(self, record_id: str) -> Answer | None:
        """Return an answer as it is now."""
        with self._acting.look() as session:
            return read_one(session, Answer, record_id)

    def _add(self, act: Act, scope: str, fields: Mapping[str, Any]) -> str:
        given = {"seen_at": self._acting.here(), "observed_by": self._me(act, scope), **fields}
        order = last_key([one.order for one in read_all(act.session, Answer, scope)])
        return act.add(scope, "answer", **{"order": order, **given})

    def _add_note(self, act: Act, answer: Answer, question: str, voice: AnyVoice) -> str:
        said = to_note(answer, voice, question, read_all(act.session, Question, answer.scope))
        questions = said.pop("questions")
        note_id = act.add(answer.scope, "note", **said)
        for one in questions:
            act.join(answer.scope, "link", note_id, one)
        return note_id

    def _take_draft(self, act: Act, place: str) -> None:
        if place:
            put_draft(act.session, Draft(place, "", "", ""))

    def _me(self, act: Act, scope: str) -> str:
        members = read_all(act.session, Member, scope)
        return next((one.record_id for one in members if one.key == self._acting.identity.key_id), "")
