"""What a partnership asks of a visit: evaluated from data, said as sentences, never a refusal."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from peerdesk.domain.data_table import DataTable
from peerdesk.domain.review import Activity, Member, Review, Role
from peerdesk.domain.stands_on import joined

Check = Literal["apart", "own school", "trained", "at least", "other schools"]
CHECKS: tuple[Check, ...] = get_args(Check)
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule of a partnership.

    Attributes:
        roles: whom it is about; others: whom they are held against.
        count: the least number, where the check counts.
        words: the sentence; `{names}` are those whom it is about, `{count}` the number.
    """

    rule_id: str
    check: Check
    words: str
    roles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class PlanRules:
    """All that a partnership says of how a visit is planned.

    Attributes:
        lunch_from, lunch_to: local, `HH:MM`; lunch_minutes: the least break between them.
        longest_virtual: minutes of a block by video.
    """

    lunch_from: str
    lunch_to: str
    lunch_minutes: int
    longest_virtual: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Unkept:
    """A rule that this review does not keep, in a sentence, and why, as the lead said it ("" before they did)."""

    rule_id: str
    sentence: str
    reason: str


def rules_from(table: DataTable) -> PlanRules:
    """Make the rules of what a file says.

    Raises:
        DataFileError: something is missing, misspelt or cannot be meant; says where.
    """
    table.only("lunch", "virtual", "rule")
    lunch, virtual = table.table("lunch").only("from", "to", "minutes"), table.table("virtual").only("longest")
    return PlanRules(
        lunch_from=lunch.text("from"),
        lunch_to=lunch.text("to"),
        lunch_minutes=lunch.number("minutes"),
        longest_virtual=virtual.number("longest"),
        rules=tuple(_rule(row) for row in table.tables("rule")),
    )


def look_at_rules(
    rules: Iterable[Rule], review: Review, members: Sequence[Member], activities: Sequence[Activity]
) -> list[Unkept]:
    """Return the rules that a review does not keep, in the rules' order."""
    reasons = reasons_of(review)
    found = []
    for rule in rules:
        names = _CHECKS[rule.check](rule, review, members, activities)
        if names is not None:
            sentence = rule.words.replace("{names}", joined(names)).replace("{count}", str(rule.count))
            found.append(Unkept(rule.rule_id, sentence, reasons.get(rule.rule_id, "")))
    return found


def reasons_of(review: Review) -> dict[str, str]:
    """Return why rules are not kept, by the rule's id."""
    parts = (one.partition(": ") for one in review.exceptions)
    return {rule_id: reason for rule_id, _, reason in parts}


def with_reason(review: Review, rule_id: str, reason: str) -> tuple[str, ...]:
    """Return a review's exceptions with another reason for one rule; "" takes it away."""
    kept = reasons_of(review) | {rule_id: reason.strip()}
    return tuple(f"{rule}: {why}" for rule, why in kept.items() if why)


def _rule(row: DataTable) -> Rule:
    row.only("id", "check", "roles", "others", "count", "words")
    for name in ("roles", "others"):
        unknown = sorted(set(row.texts(name)) - set(ROLES))
        if unknown:
            raise row.refusal(f"“{unknown[0]}” is no part that somebody can have in a review.")
    return Rule(
        rule_id=row.text("id"),
        check=row.choice("check", CHECKS),
        words=row.text("words"),
        roles=row.texts("roles"),
        others=row.texts("others"),
        count=row.number("count", 0),
    )


Found = list[str] | None
"""Names of those who do not keep a rule; None if it is kept."""


def _apart(rule: Rule, _: Review, members: Sequence[Member], activities: Sequence[Activity]) -> Found:
    others = [one for one in members if one.role in rule.others]
    busy = {one for activity in activities if activity.kind != "meeting" for one in (*activity.who, activity.scribe)}
    both = [
        one for one in _of(rule, members) if one.record_id in busy or any(_same_person(one, other) for other in others)
    ]
    return _names(both)


def _own_school(rule: Rule, review: Review, members: Sequence[Member], _: Sequence[Activity]) -> Found:
    host = _folded(review.school_name)
    return _names([one for one in _of(rule, members) if host and _folded(one.school) == host])


def _trained(rule: Rule, _: Review, members: Sequence[Member], __: Sequence[Activity]) -> Found:
    return _names([one for one in _of(rule, members) if not one.training.strip()])


def _at_least(rule: Rule, _: Review, members: Sequence[Member], __: Sequence[Activity]) -> Found:
    return [] if len(_of(rule, members)) < rule.count else None


def _other_schools(rule: Rule, _: Review, members: Sequence[Member], __: Sequence[Activity]) -> Found:
    known = [_folded(one.school) for one in _of(rule, members)]
    if len(known) < rule.count or not all(known):  # it cannot be told yet
        return None
    return [] if len(set(known)) < rule.count else None


_CHECKS: Mapping[Check, Callable[[Rule, Review, Sequence[Member], Sequence[Activity]], Found]] = {
    "apart": _apart,
    "own school": _own_school,
    "trained": _trained,
    "at least": _at_least,
    "other schools": _other_schools,
}


def _of(rule: Rule, members: Sequence[Member]) -> list[Member]:
    return [one for one in members if one.role in rule.roles]


def _names(members: Sequence[Member]) -> Found:
    return [one.name or "somebody without a name yet" for one in members] or None


def _same_person(one: Member, other: Member) -> bool:
    name = _folded(one.name)
    return bool((one.key and one.key == other.key) or (name and name == _folded(other.name)))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
