"""What a person looks for: words, "words together", beginnings*, and filters (by: q: kind: day: sign:)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from peerdesk.domain.dates import read_days
from peerdesk.domain.shorthand import SIGN_KEYS, SIGN_WORDS, read_source
from peerdesk.domain.tokens import words_of

LONGEST_TYPED, MOST_TERMS = 1_000, 32
"""Letters and words that are looked at: nobody types more, but anything may be pasted."""

KIND_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "notes": "note",
        "findings": "finding",
        "key messages": "finding",
        "questions": "question",
        "activities": "activity",
        "activity": "activity",
        "report": "section",
        "actions": "action",
        "replies": "reply",
        "reply": "reply",
        "only me": "jotting",
        "pictures": "attachment",
        "people": "member",
        "reviews": "review",
    }
)
"""What people call the kinds of record that are searched."""

_PIECE = re.compile(r'(?:(?P<name>[^\W\d_]+):)?"(?P<quoted>[^"]*)(?P<closed>"?)(?P<star>\*?)|(?P<bare>[^\s"]+)')
_SIGNS = MappingProxyType({**SIGN_KEYS, "▲": "yes", "◆": "not_yet", "·": "noted", ".": "noted"})
_SHORTEST_KIND = 2


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together.

    Attributes:
        words: as `tokens.words_of` returns them; at least one.
        unfinished: the last may go on.
    """

    words: tuple[str, ...]
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: all of the terms, and one of the values of each filter that is given.

    Attributes:
        by: beginnings of names, or "me".
        questions: numbers, or words of them.
        kinds: of record.
        sources: kinds of evidence; a note of one of them is found, whatever `kinds` says.
        days: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
        signs: of notes.
        cut: more was typed than is looked at.
    """

    terms: tuple[Term, ...] = ()
    by: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    kinds: frozenset[str] = field(default=frozenset())
    sources: frozenset[str] = field(default=frozenset())
    days: tuple[str, ...] = ()
    signs: frozenset[str] = field(default=frozenset())
    cut: bool = False

    @property
    def has_filters(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.by or self.questions or self.kinds or self.sources or self.days or self.signs)

    def whole(self) -> "Query":
        """Return the query of which no word may go on."""
        return replace(self, terms=tuple(Term(term.words) for term in self.terms))

    def without_filters(self) -> "Query":
        """Return the query for the words alone."""
        return Query(self.terms, cut=self.cut)


def read_query(typed: str, today: str) -> Query:
    """Return what was typed, understood; nothing is refused.

    A filter that is not known, or whose value means nothing, is words like any other. The last word may be unfinished.

    Args:
        typed: as it stands in the search box.
        today: `YYYY-MM-DD`; what `day:today` and a day without a year are reckoned from.
    """
    query, terms, goes_on = Query(cut=len(typed) > LONGEST_TYPED), list[Term](), False
    typed = typed[:LONGEST_TYPED].replace("“", '"').replace("”", '"')
    for piece in _PIECE.finditer(typed):
        name, value = _name_and_value(piece)
        narrowed = _narrow(query, name, value, today)
        if narrowed is not None:
            query = narrowed
        elif words := tuple(words_of(piece[0])):
            terms.append(Term(words, unfinished=piece[0].endswith("*")))
            goes_on = not piece["closed"]
    if terms and goes_on:
        terms[-1] = replace(terms[-1], unfinished=True)
    return replace(query, terms=tuple(terms[:MOST_TERMS]), cut=query.cut or len(terms) > MOST_TERMS)


def _name_and_value(piece: re.Match[str]) -> tuple[str, str]:
    if piece["bare"] is None:
        return (piece["name"] or "").lower(), piece["quoted"].strip()
    name, colon, value = piece["bare"].partition(":")
    return (name.lower(), value) if colon else ("", "")


def _narrow(query: Query, name: str, value: str, today: str) -> Query | None:
    """Return the query with one filter more, None if this is no filter; one that has no value yet changes nothing."""
    if name not in _READERS:
        return None
    return _READERS[name](query, value, today) if value else query


def _narrow_by(query: Query, value: str, _: str) -> Query | None:
    return replace(query, by=(*query.by, value)) if words_of(value) else None


def _narrow_question(query: Query, value: str, _: str) -> Query | None:
    return replace(query, questions=(*query.questions, value)) if words_of(value) else None


def _narrow_kind(query: Query, value: str, _: str) -> Query | None:
    wanted = value.lower().replace("_", " ")
    kinds = {kind for name, kind in KIND_WORDS.items() if len(wanted) >= _SHORTEST_KIND and name.startswith(wanted)}
    source = None if kinds else read_source(wanted)
    if not kinds and source is None:
        return None
    return replace(query, kinds=query.kinds | kinds, sources=query.sources | ({source} if source else set()))


def _narrow_day(query: Query, value: str, today: str) -> Query | None:
    if value.lower() in ("today", "yesterday"):
        back = timedelta(days=value.lower() == "yesterday")
        days: tuple[str, ...] = ((date.fromisoformat(today) - back).isoformat(),)
    elif re.fullmatch(r"\d{4}(-\d\d)?", value, re.ASCII):
        days = (value,)
    else:
        days = read_days(value, today)
    return replace(query, days=(*query.days, *days)) if days else None


def _narrow_sign(query: Query, value: str, _: str) -> Query | None:
    wanted = re.sub(r"[_\s-]+", " ", value.lower()).strip()
    signs = {sign for sign, said in SIGN_WORDS.items() if wanted and wanted in said}
    if value in _SIGNS:
        signs = {_SIGNS[value]}
    return replace(query, signs=query.signs | signs) if signs else None


_READERS: Mapping[str, Callable[[Query, str, str], Query | None]] = MappingProxyType(
    {"by": _narrow_by, "q": _narrow_question, "kind": _narrow_kind, "day": _narrow_day, "sign": _narrow_sign}
)
