"""What opens a desk: at hand while it is open, and nowhere in this process while it is locked."""

import gc
from dataclasses import dataclass, field

from sqlalchemy import Engine

from peerdesk.errors import PeerDeskError
from peerdesk.keys.vault import Vault
from peerdesk.storage.engine import no_file, sessions_on


class DeskLockedError(PeerDeskError):
    """The desk is locked: nothing can be read or written until it is open again."""


def say_locked() -> DeskLockedError:
    """Return what is raised where something is asked of a locked desk."""
    return DeskLockedError("Your notes are locked.", "Open them, then try again.")


@dataclass(frozen=True)
class Opened:
    """An open file, and what is secret about it.

    Attributes:
        engine: of the file.
        key: of the file.
        vault: keeps the key; where a passphrase opens it, that too is in here.
    """

    engine: Engine
    key: bytes = field(repr=False)
    vault: Vault = field(repr=False)


class AtHand:
    """Lends what opens one desk to whoever needs it, and can let go of all of it."""

    def __init__(self, opened: Opened) -> None:
        """Have it at hand."""
        self._opened: Opened | None = opened
        self.sessions = sessions_on(opened.engine)

    @property
    def is_locked(self) -> bool:
        """True while it was let go of."""
        return self._opened is None

    @property
    def opened(self) -> Opened:
        """What opens the desk.

        Raises:
            DeskLockedError: it was let go of.
        """
        if self._opened is None:
            raise say_locked()
        return self._opened

    def close(self) -> None:
        """Close the file; it opens again by itself if somebody goes on to write in it."""
        if self._opened is not None:
            self._opened.engine.dispose()

    def let_go(self) -> None:
        """Close the file, and keep nothing that opens it.

        Python wipes no memory: what was freed is out of reach, and overwritten whenever its place is used again.
        """
        self.close()
        self._opened = None
        self.sessions.bind(no_file(say_locked))
        gc.unfreeze()  # the window sets aside what it looked through for garbage already
        gc.collect()  # an engine and what listens to it hold each other, and one of them holds the key

    def take_over(self, other: "AtHand") -> None:
        """Go on with what another one opened; the other is of no use any longer."""
        self._opened = other.hand_over()
        self.sessions.bind(self._opened.engine)

    def hand_over(self) -> Opened:
        """Give away what opens the desk."""
        opened, self._opened = self.opened, None
        return opened
