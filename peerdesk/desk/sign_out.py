"""Whether this computer still has a desk's key after a sign-out: some wipe it with the rest of the profile.

What is noted is when and in which login the key was given to the vault, and the first day on which another login
found it there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from peerdesk.keys.login import is_sign_out_between
from peerdesk.storage.engine import Sessions
from peerdesk.storage.settings import put_setting, read_setting

_KEPT_ON, _KEPT_IN, _FOUND_ON = "sign_out.kept_on", "sign_out.kept_in", "sign_out.found_on"


@dataclass(frozen=True)
class SignOut:
    """What is known of the key and sign-outs.

    Attributes:
        kept_on: the day on which the vault got the key, `YYYY-MM-DD`; "" if no vault has it.
        found_on: the first day on which another login found it there; "" before.
    """

    kept_on: str
    found_on: str


@dataclass(frozen=True)
class Here:
    """Where and when a desk is opened.

    Attributes:
        now: the clock.
        login: names this sign-in, "" where that cannot be told.
    """

    now: Callable[[], datetime]
    login: Callable[[], str]

    def day(self) -> str:
        """Return the day here, `YYYY-MM-DD`."""
        return self.now().astimezone().date().isoformat()


def note_kept(sessions: Sessions, here: Here, *, kept: bool = True) -> None:
    """Note that the vault was given the key just now; or that none has it, so that words opened the desk."""
    with sessions.write.begin() as session:
        _put(session, SignOut(here.day() if kept else "", ""), here.login() if kept else "")


def note_found(sessions: Sessions, here: Here) -> None:
    """Note that the vault had the key, if that says something new."""
    with sessions.read.begin() as session:
        before, kept_in = read_sign_out(session), read_setting(session, _KEPT_IN)
    if before.found_on:
        return
    login = here.login()
    if not before.kept_on or (login and not kept_in):  # nobody knows since which login it is there
        note_kept(sessions, here)
    elif is_sign_out_between(kept_in, login):
        with sessions.write.begin() as session:
            _put(session, SignOut(before.kept_on, here.day()), kept_in)


def read_sign_out(session: Session) -> SignOut:
    """Return what is known."""
    return SignOut(read_setting(session, _KEPT_ON), read_setting(session, _FOUND_ON))


def _put(session: Session, said: SignOut, kept_in: str) -> None:
    for name, value in ((_KEPT_ON, said.kept_on), (_FOUND_ON, said.found_on), (_KEPT_IN, kept_in)):
        put_setting(session, name, value)
