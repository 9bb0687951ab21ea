"""What one version of a framework says otherwise than another: what came, what went, and the words that differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_forms import FORMS
from peerdesk.domain.framework_sheets import Cells, to_sheets

What: TypeAlias = Literal["came", "went", "changed"]
_ALIKE = 0.5  # of the letters; what has less in common is another thing
_TITLES = ("title", "name", "text", "words", "place", "id")


@dataclass(frozen=True)
class Difference:
    """A row that is in one version only, or that says something else in the other.

    Attributes:
        sheet: the part of the framework that it is in.
        title: by what a person knows it.
        words: column, what the earlier version says there, and what the later one says.
    """

    what: What
    sheet: str
    title: str
    words: tuple[tuple[str, str, str], ...] = ()


def compare(earlier: Framework, later: Framework) -> tuple[Difference, ...]:
    """Return all differences, sheet by sheet; none if both say the same."""
    one, other = to_sheets(earlier), to_sheets(later)
    return tuple(difference for form in FORMS for difference in _in_sheet(form.name, one[form.name], other[form.name]))


def title_of(row: Cells) -> str:
    """Return by what a person knows a row, on one line and without the stars that stand for emphasis."""
    said = next((row[name] for name in _TITLES if row.get(name)), "")
    return " · ".join(said.splitlines()).replace("*", "")


def _in_sheet(sheet: str, before: Sequence[Cells], after: Sequence[Cells]) -> Iterator[Difference]:
    pairs = list(_pairs(sheet, before, after))
    for a, b in pairs:
        words = tuple(
            (name, a.get(name, ""), b.get(name, "")) for name in dict.fromkeys((*a, *b)) if a.get(name) != b.get(name)
        )
        if words:
            yield Difference("changed", sheet, title_of(b), words)
    for a in before:
        if not any(a is one for one, _ in pairs):
            yield Difference("went", sheet, title_of(a))
    for b in after:
        if not any(b is one for _, one in pairs):
            yield Difference("came", sheet, title_of(b))


def _pairs(sheet: str, before: Sequence[Cells], after: Sequence[Cells]) -> Iterator[tuple[Cells, Cells]]:
    """Yield the rows that are one thing in both: of one id, or alike; a sheet of one row is one thing."""
    if sheet in ("about", "scale", "thin"):
        yield from zip(before, after, strict=True)
        return
    left = list(after)
    for row in before:
        found = next((one for one in left if _is_same(row, one)), None) or _most_alike(row, left)
        if found is not None:
            left = [one for one in left if one is not found]
            yield row, found


def _is_same(one: Cells, other: Cells) -> bool:
    return one["id"] == other.get("id") if "id" in one else one == other


def _most_alike(row: Cells, left: Sequence[Cells]) -> Cells | None:
    """Return the row that has most in common with one that has no id; None if none has enough."""
    if "id" in row:
        return None
    words = "\n".join(row.values())
    ratios = [(SequenceMatcher(None, words, "\n".join(one.values())).ratio(), at) for at, one in enumerate(left)]
    best = max(ratios, default=(0.0, 0))
    return left[best[1]] if best[0] >= _ALIKE else None
