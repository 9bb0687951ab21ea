"""A line of "Ready for tomorrow?"."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

State = Literal["yes", "not yet", "look"]
"""It holds · it does not · a person has to look, since no program can tell."""


class Found(NamedTuple):
    """How one thing is, and what to do about it."""

    state: State
    sentence: str
    remedy: str = ""


@dataclass(frozen=True)
class ReadyLine:
    """One thing that has to hold tomorrow.

    Attributes:
        name: what it is about, in a word or two.
        sentence: how it is now.
        remedy: what to do; "" where nothing is to be done.
    """

    name: str
    state: State
    sentence: str
    remedy: str = ""
