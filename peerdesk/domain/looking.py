"""What is looked for on a review: the framework's look-fors by question, and what became of each.

A look-for has a state a person and place, and tallies with what they are out of. They are never turned into an
average, a share or a grade: what the team has seen is said place by place, in words.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from peerdesk.domain.evidence import Look, LookState, Note
from peerdesk.domain.framework import Framework, LookFor
from peerdesk.domain.review import Question
from peerdesk.domain.stands_on import number_in_words

State: TypeAlias = LookState | Literal[""]

STATE_WORDS: Mapping[State, str] = {
    "widely": "widely",
    "in places": "in places",
    "looked, not today": "looked, not today",
    "": "not looked yet",
    "does not apply": "does not apply",
}
"""How each state is said, in the order in which people see them."""

_TALLIED = re.compile(r"\s*\(tally[^)]*\)\s*$")
_IN_WORK = re.compile(r"\b(books?|work|displays?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Group:
    """The look-fors of one question.

    Attributes:
        number: of the question, from 1.
        here: the activity is about this question, or about none in particular.
    """

    question: Question
    number: int
    look_fors: tuple[LookFor, ...]
    here: bool = True


@dataclass(frozen=True)
class Counted:
    """A note that counts something that was looked for.

    Attributes:
        note: record id.
        who: record id of the member who counted, else the name of the key that wrote it.
        where: as it was said ("Y5+Y6, 6 writing books").
        at: when it was seen, local; written_at: when it was kept, by the writer's clock.
        words: what was typed besides.
    """

    note: str
    look_for: str
    found: int
    of: int
    who: str = ""
    activity: str = ""
    where: str = ""
    at: str = ""
    written_at: str = ""
    words: str = ""


@dataclass(frozen=True)
class Looked:
    """What became of one look-for.

    Attributes:
        seen: how far each person saw it in each place, the earliest first; those that say something.
        counted: the tallies, the earliest first.
    """

    look_for: str
    seen: tuple[Look, ...] = ()
    counted: tuple[Counted, ...] = ()

    @property
    def found(self) -> int:
        """How often it was found, all tallies together."""
        return sum(one.found for one in self.counted)

    @property
    def of(self) -> int:
        """Among how many, all tallies together."""
        return sum(one.of for one in self.counted)

    @property
    def is_looked_at(self) -> bool:
        """Whether anybody has said anything of it."""
        return bool(self.seen or self.counted)

    def state_of(self, who: str, activity: str) -> State:
        """Return how far one person saw it in one place."""
        return next((one.state for one in self.seen if (who_looked(one), one.activity) == (who, activity)), "")

    def counted_in(self, who: str, activity: str) -> tuple[Counted, ...]:
        """Return what one person counted in one place."""
        return tuple(one for one in self.counted if (one.who, one.activity) == (who, activity))


def look_fors_of(framework: Framework, question: Question) -> list[LookFor]:
    """Return what to look for: of the question's example, else of its characteristic, else of its theme."""
    every = framework.look_fors
    themes = {one.theme_id for one in framework.themes if question.theme in (one.theme_id, one.name)}
    return (
        [one for one in every if question.example and one.question == question.example]
        or [one for one in every if question.characteristic and one.characteristic == question.characteristic]
        or [one for one in every if one.theme in themes]
    )


def make_checklist(
    framework: Framework, questions: Sequence[Question], about: Collection[str] = ()
) -> tuple[Group, ...]:
    """Return the look-fors by question: first those that an activity is about, if it says so.

    Args:
        framework: of the review.
        questions: as people number them.
        about: ids of the activity's questions.
    """
    known = [one for one in about if any(one == question.record_id for question in questions)]
    groups = [
        Group(question, number, tuple(look_fors_of(framework, question)), not known or question.record_id in known)
        for number, question in enumerate(questions, 1)
    ]
    return tuple(sorted(groups, key=lambda one: not one.here))


def words_of(look_for: LookFor) -> str:
    """Return a look-for as it is read: without emphasis, and without the word that it is counted."""
    return _TALLIED.sub("", look_for.text).replace("*", "")


def not_concluded(look_for: LookFor) -> str:
    """Return what it does not show, as a sentence; "" if nothing is likely."""
    said = look_for.do_not_conclude.strip("–- ")
    return f"Do not conclude {said.rstrip('.')}." if said else ""


def is_in_work(look_for: LookFor) -> bool:
    """Say whether one might come upon it in pupils' work, so that it is counted there before others."""
    return bool(_IN_WORK.search(look_for.where))


def gather(looks: Iterable[Look], counted: Iterable[Counted]) -> dict[str, Looked]:
    """Return what became of each look-for of which anything was said.

    Of several states that one person gave in one place the last one stands, whichever laptop it comes from.
    """
    last: dict[tuple[str, str, str], Look] = {}
    for one in sorted(looks, key=_when):
        last[one.look_for, who_looked(one), one.activity] = one
    seen, tallies = defaultdict[str, list[Look]](list), defaultdict[str, list[Counted]](list)
    for look in sorted(last.values(), key=_when):
        if look.state:
            seen[look.look_for].append(look)
    for tally in sorted(counted, key=lambda one: (one.at, one.written_at, one.note)):
        tallies[tally.look_for].append(tally)
    return {one: Looked(one, tuple(seen[one]), tuple(tallies[one])) for one in {**seen, **tallies}}


def who_looked(look: Look) -> str:
    """Return the member who looked, else the name of the key that wrote it."""
    return look.observed_by or look.author


def say_tallies(counted: Sequence[Counted]) -> str:
    """Return tallies with what they are out of: "in 7 of 12", "5 of 12 in two looks"; "" for none."""
    found, of = sum(one.found for one in counted), sum(one.of for one in counted)
    if len(counted) <= 1:
        return f"in {found} of {of}" if counted else ""
    return f"{found} of {of} in {number_in_words(len(counted))} looks"


def say_looked(looked: Looked, names: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """Return what the team has seen: "widely: Tom, walk 1 · in places: Bryony, Reception · in 12 of 18".

    Args:
        looked: of one look-for.
        names: of people by record id or by name of key.
        titles: of activities; what follows a colon in them is left out.
    """
    by_state = defaultdict[State, list[str]](list)
    for one in looked.seen:
        place = (names.get(who_looked(one), ""), titles.get(one.activity, "").partition(":")[0])
        by_state[one.state].append(", ".join(filter(None, place)) or "somebody")
    said = [f"{word}: {'; '.join(by_state[state])}" for state, word in STATE_WORDS.items() if by_state[state]]
    return " · ".join(filter(None, (*said, say_tallies(looked.counted))))


def say_each_tally(counted: Iterable[Counted], names: Mapping[str, str]) -> str:
    """Return the tallies one by one: "5 of 6: Bryony, Y5+Y6 books; 0 of 6: Bryony, Y3+Y4 books"."""
    told = []
    for one in counted:
        place = ", ".join(filter(None, (names.get(one.who, ""), one.where)))
        told.append(f"{one.found} of {one.of}{f': {place}' if place else ''}")
    return "; ".join(told)


def say_note(note: Note, look_fors: Mapping[str, str]) -> str:
    """Return the text of a note; one that counts or describes a look-for is never without the look-for's words.

    Args:
        note: any.
        look_fors: words by id.
    """
    words = look_fors.get(note.look_for, "") if note.look_for else ""
    if not words:
        return note.text
    counted = f"{note.tally[0]} of {note.tally[1]}: {words}" if note.tally else words
    return counted if note.text in ("", words) else f"{counted}. {note.text}"


def _when(look: Look) -> tuple[str, str, str]:
    return look.seen_at, look.first_written_at, look.record_id
