"""Names of people: who is known to be there in a review, and where likely names stand in what leaves this laptop."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from peerdesk.desk.acting import Acting
from peerdesk.desk.plan import Plan, ReviewPlan
from peerdesk.desk.plan_words import PlanWords
from peerdesk.desk.searching import Found
from peerdesk.domain.coaching import mark_of
from peerdesk.domain.entries import Revision, read_entry
from peerdesk.domain.evidence import Answer, Note, OwnPrompt, Picture
from peerdesk.domain.names import LikelyName, NameGuard
from peerdesk.domain.outcome import Finding, HeadsWord, Reply
from peerdesk.domain.query import Term
from peerdesk.domain.review import Activity, Question, Record, Role
from peerdesk.domain.tokens import words_of
from peerdesk.intake.name_words import read_name_guard
from peerdesk.storage.asked import Asked, put_asked, read_asked
from peerdesk.storage.departure import for_partnership
from peerdesk.storage.finding import Said
from peerdesk.storage.reading import read_all

_CONTACTS = {"child": "the safeguarding lead", "adult": "the headteacher", "head": "the chair of governors"}
_ROLES: dict[str, str] = {"lead": "the lead reviewer", "host": "one leader", "champion": "one leader"}
_REVIEWER = "a reviewer"
_ALWAYS = frozenset({"review", "member", "framework"})  # who took part, and where: names that are meant to be there
_WRITTEN: Mapping[str, tuple[type[Record], tuple[str, ...]]] = {
    "question": (Question, ("text", "short_name", "evidence")),
    "activity": (Activity, ("title", "place", "joint_with", "not_done")),
    "finding": (Finding, ("title", "text", "wondering", "caution", "dissent")),
    "heard": (HeadsWord, ("words",)),
    "reply": (Reply, ("words",)),
}
_Known = tuple[NameGuard, Mapping[str, Sequence[LikelyName]]]


@dataclass(frozen=True)
class NamesIn:
    """A text that leaves, and the likely names in it.

    Attributes:
        kind: of its record: "note", "answer", "prompt", "finding", "activity", "section", "question", "action".
        record_id: where it can be changed; of the note for a picture's words.
    """

    scope: str
    kind: str
    record_id: str
    text: str
    names: tuple[LikelyName, ...]

    def place(self) -> Found:
        """Return where it stands, as if the first name had been looked for."""
        term = Term(tuple(words_of(self.names[0].words)))
        return Found(Said(self.kind, self.record_id, self.scope, {}, author="", at=""), (term,))


class Names:
    """Knows who is there in each review. The first look reads files, so it belongs in a job."""

    def __init__(
        self,
        acting: Acting,
        plan: Plan,
        words: PlanWords,
        resources: Path,
        held_back: Callable[[], Collection[str]],
    ) -> None:
        """Look on one desk.

        Args:
            acting: of the desk.
            plan: for who is there.
            words: for the framework's.
            resources: PeerDesk's own data, with the lists of names.
            held_back: answers which notes do not leave, for a reason that is nobody else's to see.
        """
        self._acting, self._plan, self._words = acting, plan, words
        self._names, self._dictionary = resources / "names", resources / "spelling" / "en_GB.dic"
        self._held_back = held_back
        self._known: dict[bool, _Known] = {}

    def guard(self, plan: ReviewPlan, *, members_expected: bool = False) -> NameGuard:
        """Return the guard of a review; where the team's own people are expected it knows them as nobody."""
        framework = self._words.framework_of(plan)
        own = [*framework.not_names, *framework.shorthand, *self.own_words(plan)]
        if members_expected:
            return replace(self._base, own_words=[*own, *(part for one in plan.members for part in one.name.split())])
        return replace(self._base, roster={**_team(plan), **self._school(plan)}, own_words=own)

    def own_words(self, plan: ReviewPlan) -> list[str]:
        """Return the school's own words, and those of the schools that the team comes from: nobody's names."""
        said = self._base.said
        names = {*said.first_names, *said.surnames, *said.names_and_words}
        schools = (plan.review.school_name, plan.review.partnership, *(one.school for one in plan.members))
        return [words for school in schools for words in _beginnings(school) if words.casefold() not in names]

    def in_mine(self, scope: str) -> list[NamesIn]:
        """Return what this desk's person wrote in a review that leaves with their notes and holds a likely name.

        In what the plan and the table say, the team's own people are expected; in notes they are not.
        """
        plan = self._plan.look(scope)
        if plan is None:
            return []
        return [
            *self._look(plan, self._mine(scope)),
            *self._look(plan, self._written(scope), members_expected=True),
        ]

    def for_partnership(self, scope: str) -> list[NamesIn]:
        """Return what would go to the partnership and holds a likely name, but the names of who took part."""
        plan = self._plan.look(scope)
        if plan is None:
            return []
        with self._acting.look() as session:
            leaving = for_partnership(session, scope)
        entries = {one.entry_id: one for one in map(read_entry, leaving.lines) if isinstance(one, Revision)}
        texts = [
            (entries[entry_id].kind, entries[entry_id].record_id, said.value)
            for entry_id, name, said in leaving.words
            if entry_id in entries and entries[entry_id].kind not in _ALWAYS and isinstance(said.value, str)
        ]
        return self._look(plan, texts)

    def let_go(self) -> None:
        """Keep nothing of what was looked at: the desk is locked."""
        self._known.clear()

    def leave(self, scope: str, words: str) -> None:
        """Let a name rest in a review, for good."""
        with self._acting.sessions.write.begin() as session:
            put_asked(session, Asked("name", scope, name_mark(words), "leave", self._acting.stamp()))

    def leave_all(self, scope: str, words: Iterable[str]) -> None:
        """Let several names rest in a review, for good."""
        for one in words:
            self.leave(scope, one)

    def left(self, scope: str) -> frozenset[str]:
        """Return the marks of names that rest in a review (`name_mark`)."""
        with self._acting.look() as session:
            return frozenset(one.mark for one in read_asked(session, "name", scope))

    @cached_property
    def _base(self) -> NameGuard:
        return read_name_guard(self._names, self._dictionary, {}, ())

    def _look(
        self, plan: ReviewPlan, texts: Sequence[tuple[str, str, str]], *, members_expected: bool = False
    ) -> list[NamesIn]:
        guard, left = self.guard(plan, members_expected=members_expected), self.left(plan.scope)
        by, known = self._known.get(members_expected, (None, {}))
        if by is None or (by.roster, by.own_words) != (guard.roster, guard.own_words):
            known = {}
        known = {text: known[text] if text in known else guard.find(text) for _, _, text in texts}
        self._known[members_expected] = (guard, known)
        found = []
        for kind, record_id, text in texts:
            names = tuple(one for one in known[text] if name_mark(one.words) not in left)
            if names:
                found.append(NamesIn(plan.scope, kind, record_id, text, names))
        return found

    def _mine(self, scope: str) -> list[tuple[str, str, str]]:
        me, stays = self._acting.identity.key_id, self._held_back()
        with self._acting.look() as session:
            notes = [one for one in read_all(session, Note, scope) if one.author == me]
            pictures = [one for one in read_all(session, Picture, scope) if one.author == me]
            answers = [one for one in read_all(session, Answer, scope) if one.author == me]
            prompts = [one for one in read_all(session, OwnPrompt, scope) if one.author == me]
        texts = [("note", one.record_id, said) for one in notes for said in (one.text, one.made_of_it, one.where)]
        texts += [("note", one.note, one.alt) for one in pictures]
        texts += [("answer", one.record_id, said) for one in answers for said in (one.text, one.said_by)]
        texts += [("prompt", one.record_id, one.text) for one in prompts]
        return [one for one in texts if one[2] and one[1] not in stays]

    def _written(self, scope: str) -> list[tuple[str, str, str]]:
        """Return what this person wrote elsewhere: titles and short names among it, and what they took down."""
        me = self._acting.identity.key_id
        with self._acting.look() as session:
            return [
                (kind, one.record_id, said)
                for kind, (value, names) in _WRITTEN.items()
                for one in read_all(session, value, scope)
                if one.author == me
                for said in (getattr(one, name) for name in names)
                if said
            ]

    def _school(self, plan: ReviewPlan) -> dict[str, str]:
        """Return whom the school named as somebody to go to, and the role to say instead."""
        contacts = plan.review.contacts
        return {
            found.words: role
            for about, role in _CONTACTS.items()
            if about in contacts
            for found in self._base.find(contacts[about].name)
        }


def name_mark(words: str) -> str:
    """Return a name for likely names that say the same, from which they cannot be read."""
    return mark_of("name", words.casefold())


def _team(plan: ReviewPlan) -> dict[str, str]:
    return {one.name: _say(one.role) for one in plan.members}


def _say(role: Role) -> str:
    return _ROLES.get(role, _REVIEWER)


def _beginnings(school: str) -> list[str]:
    """Return a school's name, without its last word, without its last two: “Wrenholt Primary”, “Wrenholt”."""
    words = school.split()
    return [" ".join(words[:many]) for many in range(len(words), 0, -1)]
