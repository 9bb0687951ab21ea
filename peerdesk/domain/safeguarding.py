"""The card that says whom to tell when somebody may not be safe. It has nothing to write in."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CardRow:
    """Whom to go to.

    Attributes:
        about: whom the worry is about, "a child".
        contact: the name under which a review keeps who and where this is (`Review.contacts`), or "".
        go_to: the role to go to.
    """

    about: str
    contact: str
    go_to: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """The card's words, from top to bottom; `*so*` is emphasis.

    Attributes:
        passed_on: stands before the time, the only thing that is kept.
        no_contact: shown where the school's contacts are not filled in.
    """

    heading: str
    words: tuple[str, ...]
    rows: tuple[CardRow, ...]
    afterwards: tuple[str, ...]
    passed_on: str
    no_contact: str
