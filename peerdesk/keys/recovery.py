"""Recovery words: eight of them open a box with the desk's key, wherever the box is taken.

New words stand beside the old ones until a person has typed them back: there is never a moment with none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from peerdesk.domain.canonical import Value
from peerdesk.errors import DamagedHeaderError, NoRecoveryWordsError, WrongPassphraseError
from peerdesk.keys.passphrase import Cost, unwrap, wrap


@dataclass(frozen=True)
class Box:
    """The key of a desk in a box that recovery words open.

    Attributes:
        lid: as `wrap` made it.
        made_on: `YYYY-MM-DD`.
        confirmed_on: the day on which somebody typed the words back, `YYYY-MM-DD`; "" before.
    """

    lid: Mapping[str, Value] = field(repr=False)
    made_on: str
    confirmed_on: str = ""

    def open(self, words: str) -> bytes:
        """Return the key.

        Raises:
            WrongPassphraseError: other words made this box.
            DamagedHeaderError: it is not what `make_box` made.
        """
        return unwrap(self.lid, words)

    def to_value(self) -> dict[str, Value]:
        """Return it as JSON; the words are not in it."""
        return {"box": dict(self.lid), "made_on": self.made_on, "confirmed_on": self.confirmed_on}

    @classmethod
    def from_value(cls, value: object) -> Self | None:
        """Return a box, or None for what is no such thing."""
        match value:
            case {"box": dict(lid), "made_on": str(made_on), "confirmed_on": str(confirmed_on)}:
                return cls(lid, made_on, confirmed_on)
        return None


def make_box(key: bytes, words: str, made_on: str, cost: Cost | None = None) -> Box:
    """Put a key into a box that the words open.

    Args:
        key: 32 bytes.
        words: as `make_phrase` returned them, or as they were typed.
        made_on: `YYYY-MM-DD`.
        cost: of each guess; tests ask for less.
    """
    return Box(wrap(key, words, cost), made_on)


@dataclass(frozen=True)
class Boxes:
    """The box whose words were typed back, and the one whose words were not yet."""

    confirmed: Box | None = None
    waiting: Box | None = None

    def with_new(self, box: Box) -> "Boxes":
        """Let a new box wait beside the confirmed one; one that waited before goes."""
        return replace(self, waiting=box)

    def confirm(self, words: str, key: bytes, on: str) -> "Boxes":
        """Return the boxes once the new words were typed back; only now the old ones go.

        Raises:
            NoRecoveryWordsError: no words wait for this.
            WrongPassphraseError: these are other words; both boxes stay.
        """
        if self.waiting is None:
            raise NoRecoveryWordsError("There are no new recovery words to type back.", "Make recovery words first.")
        if _open(self.waiting, words) != key:
            raise DamagedHeaderError(
                "These words open something else than your notes.", "Make new recovery words, and write those down."
            )
        return Boxes(replace(self.waiting, confirmed_on=on))

    def open(self, words: str) -> tuple[bytes, Box]:
        """Return the key, and the box that these words open.

        Raises:
            NoRecoveryWordsError: none were made.
            WrongPassphraseError: they open neither box.
            DamagedHeaderError: the box is not as PeerDesk wrote it.
        """
        boxes = [box for box in (self.confirmed, self.waiting) if box]
        if not boxes:
            raise NoRecoveryWordsError(
                "No recovery words were ever made for these notes.",
                "Open them on the computer where they were written, or take the notes that colleagues have of you.",
            )
        refusals: list[WrongPassphraseError | DamagedHeaderError] = []
        for box in boxes:
            try:
                return _open(box, words), box
            except (WrongPassphraseError, DamagedHeaderError) as refusal:
                refusals.append(refusal)
        raise next((one for one in refusals if isinstance(one, WrongPassphraseError)), refusals[0])

    def to_value(self) -> dict[str, Value]:
        """Return them as JSON."""
        named = {"confirmed": self.confirmed, "waiting": self.waiting}
        return {name: box.to_value() for name, box in named.items() if box}

    @classmethod
    def from_value(cls, value: object) -> Self:
        """Return the boxes of some JSON; what is no box is none."""
        found = value if isinstance(value, dict) else {}
        return cls(Box.from_value(found.get("confirmed")), Box.from_value(found.get("waiting")))


def _open(box: Box, words: str) -> bytes:
    try:
        return box.open(words)
    except WrongPassphraseError as error:
        raise WrongPassphraseError(
            "These are not your recovery words.", "Type all eight again, in their order; look at your sheet."
        ) from error
    except DamagedHeaderError as error:
        raise DamagedHeaderError(
            "What your recovery words should open is damaged on this disk.",
            "Take the file desk.json from your latest copy, put it in its place, and try again.",
            detail=error.detail,
        ) from error
