"""What a review can be for."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """One of the usual purposes; `advice` says what follows for the questions."""

    purpose_id: str
    name: str
    about: str
    advice: str


def purpose_of(said: str, purposes: Iterable[Purpose]) -> Purpose | None:
    """Return the purpose that a review names, None where the lead wrote words of their own or nothing."""
    return next((one for one in purposes if one.purpose_id == said), None)


def purpose_in_words(said: str, purposes: Iterable[Purpose]) -> str:
    """Return what a review is for, as people read it."""
    found = purpose_of(said, purposes)
    return found.name if found else said
