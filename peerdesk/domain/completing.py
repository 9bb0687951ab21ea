"""What may follow what is being typed into the search box: filters, and the values of the one that is begun."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from peerdesk.domain.matches import holds_beginnings
from peerdesk.domain.query import KIND_WORDS
from peerdesk.domain.review import SOURCES
from peerdesk.domain.shorthand import SIGN_WORDS

FILTERS = ("by", "q", "kind", "day", "sign")
MOST = 6
_BEGUN = re.compile(rf'(?:^|\s)(({"|".join(FILTERS)}):("[^"]*"?|[^\s"]*))$', re.IGNORECASE)
_LAST = re.compile(r"(?:^|\s)([^\W\d_]+)$")


@dataclass(frozen=True)
class Values:
    """What filters may be given on a desk: names of people, questions in words, days as `YYYY-MM-DD`."""

    people: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class Completion:
    """One thing that may be meant.

    Attributes:
        words: as it would stand in the box (`by:Tom`, `kind:"key messages"`).
        start: where it begins in what was typed; from there to the cursor it replaces what stands there.
        ended: a whole filter, after which something else may be typed.
    """

    words: str
    start: int
    ended: bool = True


def complete(typed: str, values: Values) -> list[Completion]:
    """Return what may be meant by the end of what is typed, the likeliest first; nothing where no filter is begun.

    Args:
        typed: what stands before the cursor.
        values: what filters may be given here.
    """
    begun = _BEGUN.search(typed)
    if begun is None:
        return _filters(typed)
    name, wanted, start = begun[2].lower(), begun[3].lstrip('"'), begun.start(1)
    meant = [one for one in _values(name, values) if one != wanted.rstrip('"') and holds_beginnings(wanted, one)]
    return [Completion(f"{name}:{_quoted(one)}", start) for one in meant[:MOST]]


def all_filters(typed: str) -> list[Completion]:
    """Return all filters, to be put after what is typed."""
    return [Completion(f"{name}:", len(typed), ended=False) for name in FILTERS]


def _filters(typed: str) -> list[Completion]:
    last = _LAST.search(typed)
    if last is None:
        return []
    names = [name for name in FILTERS if len(name) > 1 and len(last[1]) > 1 and name.startswith(last[1].lower())]
    return [Completion(f"{name}:", last.start(1), ended=False) for name in names]


def _values(name: str, values: Values) -> Iterable[str]:
    match name:
        case "by":
            return ("me", *values.people)
        case "q":
            return values.questions
        case "day":
            return ("today", "yesterday", *values.days)
        case "kind":
            return (*dict.fromkeys(KIND_WORDS), *SOURCES)
        case _:
            return SIGN_WORDS.values()


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"\s", value) else value
