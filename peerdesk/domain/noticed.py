"""What somebody in training noticed, as plain text of their own."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from peerdesk.domain.dates import day_in_words
from peerdesk.domain.evidence import Jotting

NOTICED = "noticed"
"""What such a private line is about."""


def by_day(lines: Sequence[Jotting]) -> list[tuple[str, list[Jotting]]]:
    """Return the lines under their days, `YYYY-MM-DD`, in their order."""
    return [(day, [*each]) for day, each in groupby(lines, key=lambda one: one.seen_at[:10])]


def to_text(school: str, who: str, lines: Sequence[Jotting], advice: Iterable[tuple[str, str, str]]) -> str:
    """Return the lines under their days, then what leads wrote.

    Args:
        school: its name.
        who: whose lines they are.
        lines: the oldest first.
        advice: name of the lead, day, words.
    """
    said = [f"What I noticed: {school}".removesuffix(": "), who]
    for day, each in by_day(lines):
        said += ["", day_in_words(day), *(f"{one.seen_at[-5:]}  {one.text}" for one in each)]
    for name, day, words in advice:
        said += ["", f"From {name}, {day_in_words(day)}", words]
    return "\n".join([*said, ""])
