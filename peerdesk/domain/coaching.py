"""The coach beside an enquiry question: what is good about it already, and at most one next thought.

The rules are data (resources/plan/coach.toml). Nothing here forbids anything; a thought is a question.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeAlias, get_args

from peerdesk.domain.framework import JudgingWords
from peerdesk.domain.phrases import Phrases
from peerdesk.domain.review import Question

Looks: TypeAlias = Literal["begins", "avoids", "judging", "says"]
When: TypeAlias = Literal["", "self_views", "actions", "named"]
LOOKS: tuple[Looks, ...] = get_args(Looks)
WHENS: tuple[When, ...] = get_args(When)
FIELDS = ("evidence", "characteristic", "theme", "self_view", "action", "research")


@dataclass(frozen=True, kw_only=True)
class CoachRule:
    """One thing that a good question has; resources/plan/coach.toml says what each name means.

    Attributes:
        good: said where it holds, a few words that begin small.
        thought: asked where it does not; may hold {found} and {why}.
    """

    rule_id: str
    looks: Looks
    good: str
    thought: str
    words: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    when: When = ""
    why: str = ""
    most_ands: int = 0
    most_marks: int = 0
    most_words: int = 0
    phrases: Phrases = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Make the words ready to be looked for."""
        object.__setattr__(self, "phrases", Phrases(self.words))


@dataclass(frozen=True)
class Thought:
    """Something to think about next, as a question; `mark` names it for this text when it is waved away."""

    rule_id: str
    words: str
    mark: str


@dataclass(frozen=True)
class Coaching:
    """What a coach says of a question: what is good already, and one next thought or None."""

    good: tuple[str, ...] = ()
    thought: Thought | None = None


@dataclass(frozen=True)
class Around:
    """What a question stands in.

    Attributes:
        judging: the framework's words that judge.
        self_views: how many things the school says of itself.
        actions: how many actions the last review left.
    """

    judging: Sequence[JudgingWords] = ()
    self_views: int = 0
    actions: int = 0


def coach(question: Question, around: Around, rules: Iterable[CoachRule], waved: Collection[str] = ()) -> Coaching:
    """Look at a question as it is being written; an empty one is left alone.

    Args:
        question: as it stands, kept or not.
        around: what it stands in.
        rules: in the order in which their thoughts matter.
        waved: marks of thoughts that were waved away.
    """
    if not question.text.strip():
        return Coaching()
    good: list[str] = []
    thoughts: list[Thought] = []
    for rule in rules:
        if _applies(rule, question, around):
            words = _thought(rule, question, around)
            if words is None:
                good.append(rule.good)
            else:
                thoughts.append(Thought(rule.rule_id, words, mark_of(rule.rule_id, question.text)))
    return Coaching(tuple(good), next((one for one in thoughts if one.mark not in waved), None))


def mark_of(rule_id: str, text: str) -> str:
    """Return a name for a thought about a text, from which the text cannot be read: 16 hex digits."""
    said = f"{rule_id}\n{' '.join(text.split())}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _applies(rule: CoachRule, question: Question, around: Around) -> bool:
    if rule.when == "named":
        said = f"{question.text}\n{question.evidence}"
        return any(getattr(question, name) for name in rule.fields) or rule.phrases.first_in(said) is not None
    there = {"self_views": around.self_views, "actions": around.actions}
    return bool(there.get(rule.when, 1))


def _thought(rule: CoachRule, question: Question, around: Around) -> str | None:
    """Return the rule's thought about a question, None where there is nothing to think about."""
    match rule.looks:
        case "begins":
            return None if rule.phrases.begins(question.text) else rule.thought
        case "says":
            return None if any(getattr(question, name).strip() for name in rule.fields) else rule.thought
        case "judging":
            return _judging(rule, question.text, around.judging)
        case "avoids":
            return _avoids(rule, question.text)


def _avoids(rule: CoachRule, text: str) -> str | None:
    found = rule.phrases.first_in(text)
    if found is not None:
        return rule.thought.replace("{found}", found.words)
    words = text.casefold().split()
    counts = (
        (words.count("and"), rule.most_ands),
        (text.count("?"), rule.most_marks),
        (len(words), rule.most_words),
    )
    return rule.thought if any(most and count > most for count, most in counts) else None


def _judging(rule: CoachRule, text: str, judging: Sequence[JudgingWords]) -> str | None:
    harmless = {one.casefold() for one in rule.may}
    for words, why in [*((one.words, one.why) for one in judging), (rule.words, rule.why)]:
        found = _phrases(tuple(one for one in words if one.casefold() not in harmless)).first_in(text)
        if found is not None:
            return rule.thought.replace("{found}", found.words).replace("{why}", why)
    return None


@lru_cache(maxsize=500)
def _phrases(words: tuple[str, ...]) -> Phrases:
    """Return a framework's words ready to be looked for: they are looked for at each key."""
    return Phrases(words)
