"""Closing the notes with a new key: after a sheet with the words was lost, or a laptop was in other hands."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from peerdesk.desk.desk import Desk, open_here
from peerdesk.desk.header import FILE, Header, Next, write_header
from peerdesk.desk.opening import find_key
from peerdesk.keys.earlier import lock_away
from peerdesk.keys.recovery import Box, Boxes, make_box
from peerdesk.keys.vault import KEY_BYTES, Vault
from peerdesk.storage.failures import StorageError
from peerdesk.storage.rekey import opens_with, rekey


def relock(folder: Path, vault: Vault, words: str, now: Callable[[], datetime]) -> Desk:
    """Give the file of a desk a new random key, make a copy, and return the desk open.

    Nobody may have the desk open. Killed at any moment, the next `open_here` or `open_with_phrase` opens it.
    Copies made before keep the key that they had; the keys in `Recovery.copy_keys` open them.

    Args:
        folder: of the desk.
        vault: keeps its key.
        words: the recovery words, which go on to open the notes; of no matter where none were typed back yet.
        now: the clock.

    Raises:
        WrongPassphraseError: these are other words; nothing was changed.
        StorageError: the desk is open elsewhere, or the disk is full; the notes keep the key that they had.
        PeerDeskError: as `open_here`.

    Source:
        docs/decisions/0011-words-and-keys-that-survive.md
    """
    header, key = find_key(folder, vault)
    new = secrets.token_bytes(KEY_BYTES)
    box = _same_words(header, words, new)
    vault.write(header.next_id, new)
    write_header(folder, replace(header, next=Next(box, lock_away(key, new))))
    rekey(folder / FILE, key, new)
    if not opens_with(folder / FILE, new):
        raise StorageError(
            "Your notes could not be closed anew; they are as they were.", "Make room on the disk, then try again."
        )
    desk = open_here(folder, vault, now)
    desk.keeping.back_up("relock")
    return desk


def _same_words(header: Header, words: str, key: bytes) -> Box | None:
    """Return a box with the new key that the words in use open; None if none are in use."""
    confirmed = header.boxes.confirmed
    if confirmed is None:
        return None
    Boxes(confirmed).open(words)
    return replace(make_box(key, words, confirmed.made_on), confirmed_on=confirmed.confirmed_on)
