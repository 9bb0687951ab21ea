"""Guesses that cost next to nothing, for tests that make and open many boxes."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from peerdesk.keys import passphrase
from peerdesk.keys.passphrase import Cost


def _cheap(memory_kib: int = 32, passes: int = 1, lanes: int = 1) -> Cost:
    return Cost(memory_kib, passes, lanes)


@contextmanager
def cheap_guesses() -> Iterator[None]:
    """Make boxes that one guess opens at once; those that were made before still open."""
    with patch.object(passphrase, "Cost", _cheap):
        yield
