"""Who writes next: SQLite lets one write and has the others try again, whoever is luckier; here they stand in line."""

import threading
from collections import deque

LONGEST_WAIT_S = 600.0
"""Nobody is at work for so long: then SQLite itself says that somebody else writes."""


class Turns:
    """A lock that is given in the order in which it was asked for.

    What is typed waits for the one who writes just then, and never for those who asked after it.
    """

    def __init__(self) -> None:
        """Let the first one in at once."""
        self._line = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._whose: int | None = None

    def take(self) -> None:
        """Wait for one's turn. Whoever has it already does not wait for himself: SQLite will say no to that."""
        mine = threading.Event()
        with self._line:
            if self._whose == threading.get_ident():
                return
            if self._whose is None and not self._waiting:
                self._whose = threading.get_ident()
                return
            self._waiting.append(mine)
        in_time = mine.wait(LONGEST_WAIT_S)
        with self._line:
            if not in_time and not mine.is_set():
                self._waiting.remove(mine)
                return
            self._whose = threading.get_ident()

    def give_up(self) -> None:
        """Let the next one write; nothing happens if it was not one's turn."""
        with self._line:
            if self._whose != threading.get_ident():
                return
            self._whose = None
            if self._waiting:
                self._whose = -1  # nobody may slip in between
                self._waiting.popleft().set()
