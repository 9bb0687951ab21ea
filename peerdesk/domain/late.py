"""A mapping of which a part is loaded when it is asked for: what a review does without costs its window nothing."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from peerdesk.overriding import override

Item = TypeVar("Item")


class Late(Mapping[str, Item]):
    """Holds some things, and others once somebody asks for one of these, or for all."""

    def __init__(self, here: Mapping[str, Item], load: Callable[[], Mapping[str, Item]]) -> None:
        """Load nothing yet."""
        self._here, self._load = here, load
        self._late: Mapping[str, Item] | None = None

    @override
    def __getitem__(self, name: str) -> Item:
        return self._here[name] if name in self._here else self._others()[name]

    @override
    def __iter__(self) -> Iterator[str]:
        yield from self._here
        yield from self._others()

    @override
    def __len__(self) -> int:
        return len(self._here) + len(self._others())

    def _others(self) -> Mapping[str, Item]:
        if self._late is None:
            self._late = self._load()
        return self._late
