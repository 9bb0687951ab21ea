"""When the team sits down with the head: the order of messages, what the head says, other words that both agree."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.names import Names, NamesIn, name_mark
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.searching import Found, stands_at
from peerdesk.domain.citations import cited_in
from peerdesk.domain.feedback import FeedbackWords, Message, heard_on
from peerdesk.domain.history import HistoryLine, history
from peerdesk.domain.naming import named
from peerdesk.domain.other_words import OtherWords, led_by, other_words
from peerdesk.domain.outcome import Citation, Finding, HeadsWord
from peerdesk.domain.review import Member, Review
from peerdesk.intake.feedback_words import read_feedback_words
from peerdesk.storage.drafts import Draft, put_draft
from peerdesk.storage.people import read_people
from peerdesk.storage.projection import histories
from peerdesk.storage.reading import read_all
from peerdesk.storage.settings import put_setting, read_setting
from peerdesk.storage.staying import staying

About = Literal["finding", "recognise", "missed"]
TAKE_DOWN, AGREE = "write down what the head said", "agree other words with the head"
ACTS = frozenset({TAKE_DOWN, AGREE, "change what the head said", "take out what the head said"})
"""Labels of all acts of the conversation: what may be taken back while it goes on."""
_ORDER, _LEAVE, _LEFT_OUT = "feedback.order.{}", "feedback.leave.{}", "feedback.left_out.{}"


class Feedback:
    """Keeps what belongs to the conversation. Order and leave are this laptop's; words and wording are the team's."""

    def __init__(self, acting: Acting, names: Names, words: Path) -> None:
        """Work on one desk.

        Args:
            acting: the desk's own.
            names: for what may be a name in a message.
            words: file of what PeerDesk says itself.
        """
        self._acting, self._names, self._words = acting, names, words

    @cached_property
    def words(self) -> FeedbackWords:
        """What PeerDesk says when it begins and ends; the first look reads a file."""
        return read_feedback_words(self._words)

    # What the head says

    def heard(self, scope: str) -> list[HeadsWord]:
        """Return all that the head said, by whatever way."""
        with self._acting.look() as session:
            return read_all(session, HeadsWord, scope)

    def take_down(
        self, scope: str, words: str, about: About = "finding", finding: str = "", *, draft: str = ""
    ) -> tuple[str, Changes]:
        """Keep what the head said, as it was said; return its id.

        Args:
            scope: of the review.
            words: the head's.
            about: a finding, or one of the two questions at the end.
            finding: its record id.
            draft: where it was journaled while it was typed; goes in the same transaction.

        Raises:
            NotYoursError: this desk's person has no such part in the review.
        """
        with self._acting.act(TAKE_DOWN) as act:
            me = self._acting.identity.key_id
            mine = (one.record_id for one in read_all(act.session, Member, scope) if one.key == me)
            days = [day for one in read_all(act.session, Review, scope) for day in one.days]
            word_id = act.add(
                scope,
                "heard",
                finding=finding,
                about=about,
                words=words.strip(),
                heard_on=heard_on(days, self._acting.here()[:10]),
                taken_by=next(mine, ""),
            )
            if draft:
                put_draft(act.session, Draft(draft, "", "", self._acting.stamp()))
        return word_id, act.changes

    def change(self, shown: HeadsWord, words: str) -> Changes:
        """Write down better what the head said."""
        with self._acting.act("change what the head said") as act:
            act.change(shown, words=words.strip())
        return act.changes

    def delete(self, shown: HeadsWord) -> Changes:
        """Take out what the head said; undo brings it back."""
        with self._acting.act("take out what the head said") as act:
            act.delete(shown)
        return act.changes

    # Other words

    def agree_words(
        self, shown: Finding, because: HeadsWord | None, *, drafts: Iterable[str] = (), **fields: Any
    ) -> Changes:
        """Let a finding say what both agreed, and keep with it which of the head's words led to that: one act.

        Args:
            shown: the finding as it was shown.
            because: what the head said; None if nobody wrote it down.
            drafts: where the new words were journaled.
            fields: title, text and wondering, as far as they are others.
        """
        with self._acting.act(AGREE) as act:
            changed = {name: value for name, value in fields.items() if getattr(shown, name) != value}
            act.change(shown, **changed)
            if because is not None and changed:
                act.say_anew(because, **led_by(because))
            for place in drafts:
                put_draft(act.session, Draft(place, "", "", self._acting.stamp()))
        return act.changes

    def other_words(self, scope: str) -> tuple[OtherWords, ...]:
        """Return what was agreed in other words, with the names of who wrote it, the oldest first."""
        with self._acting.look() as session:
            heard = [one for one in read_all(session, HeadsWord, scope) if one.finding]
            names = {person.key_id: person.name for person in read_people(session)}
            names |= {one.key: named(one) for one in read_all(session, Member, scope) if one.key}
            past = {
                one.record_id: history(one.placed, one.read)
                for one in histories(session, {w for one in heard for w in (one.record_id, one.finding)})
            }
        found = _all_other_words(heard, past)
        return tuple(replace(one, who=names.get(one.who, "")) for one in found)

    # What is shown

    def held_back(self, scope: str) -> frozenset[str]:
        """Return the findings that rest on a note which stays on this laptop: they are not shown."""
        with self._acting.look() as session:
            stay = staying(session).records
            if not stay:
                return frozenset()
            findings, citations = read_all(session, Finding, scope), read_all(session, Citation, scope)
        cited = {one.record_id for one in findings for text in _texts(one) if not stay.isdisjoint(cited_in(text))}
        return frozenset(cited | {one.finding for one in citations if one.note in stay})

    def names_in(self, plan: ReviewPlan, messages: Iterable[Message]) -> list[NamesIn]:
        """Return the messages in which a name is likely, but for names that somebody left. Reads files at first."""
        guard, left = self._names.guard(plan), self._names.left(plan.scope)
        found = []
        for one in messages:
            text = "\n".join(filter(None, (one.title, one.wondering, *one.more)))
            likely = tuple(name for name in guard.find(text) if name_mark(name.words) not in left)
            if likely:
                found.append(NamesIn(plan.scope, "finding", one.finding, text, likely))
        return found

    def order(self, scope: str) -> tuple[str, ...]:
        """Return the order that was wished on this laptop; empty if the usual one is."""
        return tuple(self._list(_ORDER.format(scope)))

    def arrange(self, scope: str, order: Sequence[str]) -> None:
        """Show messages in this order on this laptop."""
        self._put_list(_ORDER.format(scope), order)

    def left_out(self, scope: str) -> frozenset[str]:
        """Return the findings that are not shown from this laptop."""
        return frozenset(self._list(_LEFT_OUT.format(scope)))

    def leave_out(self, scope: str, findings: Collection[str]) -> None:
        """Show all but these from this laptop."""
        self._put_list(_LEFT_OUT.format(scope), sorted(findings))

    # Leave

    def leave(self, scope: str) -> bool:
        """Say whether the head gave leave today that somebody writes on this laptop."""
        with self._acting.look() as session:
            return read_setting(session, _LEAVE.format(scope), "") == self._acting.here()[:10]

    def give_leave(self, scope: str, given: bool) -> None:
        """Remember for the day what the head answered; nothing of it leaves this laptop."""
        with self._acting.sessions.write.begin() as session:
            put_setting(session, _LEAVE.format(scope), self._acting.here()[:10] if given else "")

    def _list(self, name: str) -> list[str]:
        with self._acting.look() as session:
            return list(json.loads(read_setting(session, name, "[]")))

    def _put_list(self, name: str, values: Sequence[str]) -> None:
        with self._acting.sessions.write.begin() as session:
            put_setting(session, name, json.dumps([*values]))


def place_of(finding: Finding) -> Found:
    """Return where a finding stands, as if it had been looked for."""
    return stands_at("finding", finding.record_id, finding.scope, finding.question)


def _all_other_words(heard: Iterable[HeadsWord], past: Mapping[str, Sequence[HistoryLine]]) -> list[OtherWords]:
    by_finding: dict[str, list[HeadsWord]] = defaultdict(list)
    for one in heard:
        by_finding[one.finding].append(one)
    found: list[OtherWords] = []
    for finding, words in by_finding.items():
        about = {one.record_id: past.get(one.record_id, ()) for one in words}
        found += other_words(finding, past.get(finding, ()), about, {one.record_id: one.words for one in words})
    return sorted(found, key=lambda one: (one.when, one.finding, one.field))


def _texts(finding: Finding) -> tuple[str, ...]:
    return (finding.title, finding.text, finding.wondering, finding.caution, finding.dissent)
