"""Who speaks in a note, as a side of the school: told beside the other sides, never added up to a winner."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

from peerdesk.domain.evidence import Sign
from peerdesk.domain.review import Source
from peerdesk.domain.stands_on import joined

SIDES = ("leaders", "classrooms", "pupils", "families", "papers")
SAID: Mapping[Sign, str] = {"yes": "“yes, here”", "not_yet": "“not yet”"}
"""The signs that can contradict each other, as people read them."""

Sides = Mapping[str, Mapping[Sign, int]]

_SIDE_OF_VOICE = {"leaders": "leaders", "governors": "leaders", "pupils": "pupils", "parents": "families"}
_HALF, _OFTEN = 0.5, 0.25  # of what a side says about a question


def side_of(source: Source, voice: str) -> str:
    """Return the side that a note is from: whoever was heard; the classrooms for what was seen."""
    if source == "talk":
        return _SIDE_OF_VOICE.get(voice, "classrooms")
    return "papers" if source in ("document", "data") else "classrooms"


def count_sides(said: Mapping[tuple[Source, str, Sign], int]) -> Sides:
    """Return how often each side said yes or not yet, in the order of SIDES; those that said either.

    Args:
        said: how often each kind of evidence, voice and sign is there.
    """
    sides: dict[str, Counter[Sign]] = {side: Counter() for side in SIDES}
    for (source, voice, sign), times in said.items():
        if sign in SAID:
            sides[side_of(source, voice)][sign] += times
    return {side: signs for side, signs in sides.items() if signs}


def differing(sides: Sides) -> tuple[str, str] | None:
    """Return the first two sides that say different things."""
    return next((pair for pair in combinations(sides, 2) if _differ(sides[pair[0]], sides[pair[1]])), None)


def share_of_yes(signs: Mapping[Sign, int]) -> float:
    """Return how much of what a side says is yes, from 0 to 1."""
    return signs.get("yes", 0) / sum(signs.values())


def counts_in_words(signs: Mapping[Sign, int]) -> str:
    """Return "3 “yes, here” and 1 “not yet”"."""
    return joined([f"{signs[sign]} {words}" for sign, words in SAID.items() if signs.get(sign)])


def _differ(one: Mapping[Sign, int], other: Mapping[Sign, int]) -> bool:
    """Tell whether two sides lean to different answers, or one says with one voice what the other often does not."""
    a, b = share_of_yes(one), share_of_yes(other)
    low, high = min(a, b), max(a, b)
    return low < _HALF < high or (high == 1 and low <= 1 - _OFTEN) or (low == 0 and high >= _OFTEN)
