"""What was signed and what the head released, where several have said so: no clock decides it (PROTOCOL 8.4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from peerdesk.domain.entries import Statement
from peerdesk.domain.kinds import RELEASES, Release


@dataclass(frozen=True)
class Released:
    """How much of a review may go to the partnership.

    Attributes:
        what: the least of what stands.
        signoffs: ids of the sign-offs that were released; content may go that all of them cover.
    """

    what: Release
    signoffs: frozenset[str] = frozenset()


def standing(statements: Iterable[Statement]) -> list[Statement]:
    """Return those that no other one replaces, by id.

    Args:
        statements: of one kind and scope that are `in`; what is held replaces nothing.
    """
    given = {one.entry_id: one for one in statements}
    replaced = {other for one in given.values() for other in one.says.get("replaces", ())}
    return [one for entry_id, one in sorted(given.items()) if entry_id not in replaced]


def released(statements: Iterable[Statement]) -> Released:
    """Return what stands of these releases.

    Where two people took down different answers at once, the narrower one holds until somebody settles it: what was
    not released by both is not released.
    """
    tips = standing(statements)
    if not tips:
        return Released("nothing")
    what = min((one.says["what"] for one in tips), key=RELEASES.index)
    return Released(what, frozenset(one.says["signoff"] for one in tips))
