"""What of somebody's never came, as their seals show it: said, never acted on (PROTOCOL 3.3)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from peerdesk.domain.seals import Seal

What: TypeAlias = Literal["earlier", "before", "twice"]


@dataclass(frozen=True, order=True)
class Gap:
    """Something that a desk can tell about one author's work.

    Attributes:
        author: name of the key.
        what: `earlier` for a seal, or something that a seal lists, that never came; `before` for a change whose
            parent never came; `twice` for two seals that follow the same one: a laptop was restored or copied.
    """

    author: str
    what: What


def chain_gaps(seals: Iterable[Seal]) -> set[Gap]:
    """Return what the chain of each author's seals in one scope shows."""
    known = {seal.seal_id: seal for seal in seals}
    follows = Counter((seal.author, seal.prev) for seal in known.values())
    broken = {seal.author for seal in known.values() if seal.prev is not None and seal.prev not in known}
    forked = {author for (author, _), count in follows.items() if count > 1}
    return {Gap(author, "earlier") for author in broken} | {Gap(author, "twice") for author in forked}
