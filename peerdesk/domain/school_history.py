"""One history of a school: through new numbers, mergers and closures, as the register's links tell them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from peerdesk.domain.school import SchoolLink


@dataclass(frozen=True)
class SchoolHistory:
    """What a school was before, and what it became.

    Attributes:
        urn: that was asked about.
        before: URNs of all that it grew out of, near ones first: theirs is its history too.
        after: URNs of all that grew out of it, near ones first; several where it was parted.
        now: those of them that nothing came after; the school itself if nothing came after it.
    """

    urn: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def all(self) -> frozenset[str]:
        """Every URN under which something of it may stand."""
        return frozenset((self.urn, *self.before, *self.after))


class SchoolHistories:
    """Follows the register's links, each said by either school or by both."""

    def __init__(self, links: Iterable[SchoolLink]) -> None:
        """Read the links once; what else schools are to each other plays no part."""
        before: dict[str, set[str]] = defaultdict(set)
        after: dict[str, set[str]] = defaultdict(set)
        for link in links:
            if link.way == "before" and link.urn != link.other:
                before[link.urn].add(link.other)
                after[link.other].add(link.urn)
            elif link.way == "after" and link.urn != link.other:
                after[link.urn].add(link.other)
                before[link.other].add(link.urn)
        self._before, self._after = before, after

    def of(self, urn: str) -> SchoolHistory:
        """Return the history of a school; one that the links do not name has only itself."""
        after = _follow(urn, lambda one: self._after.get(one, set()))
        last = tuple(one for one in (urn, *after) if not self._after.get(one))
        before = tuple(one for one in _follow(urn, lambda one: self._before.get(one, set())) if one not in after)
        return SchoolHistory(urn, before, after, last or (urn,))

    def present(self, urns: Iterable[str]) -> Mapping[str, str]:
        """Return for each URN the one that the school has now, where that is one alone; else itself."""
        found = {}
        for urn in urns:
            now = self.of(urn).now
            found[urn] = now[0] if len(now) == 1 else urn
        return found


def _follow(urn: str, step: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Return all that is reached, near ones first; a ring in the links is walked once."""
    found: dict[str, None] = {}
    layer = [urn]
    while layer:
        layer = sorted({other for one in layer for other in step(one)} - found.keys() - {urn})
        found.update(dict.fromkeys(layer))
    return tuple(found)
