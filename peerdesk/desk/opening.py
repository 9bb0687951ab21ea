"""Finding what opens a desk's file: in the vault, or by recovery words; also after a change that was cut off."""

from collections.abc import Sequence
from pathlib import Path

from peerdesk.desk.header import FILE, Header, read_header, write_header
from peerdesk.errors import (
    DamagedHeaderError,
    KeyringLockedError,
    NoKeyringHereError,
    NoRecoveryWordsError,
    PeerDeskError,
    SecretNotKeptError,
    WrongPassphraseError,
)
from peerdesk.files import FileNotWrittenError
from peerdesk.keys.vault import Vault
from peerdesk.storage.rekey import opens_with

Way = tuple[Header, bytes]
"""A key that may open the file, and the header that holds if it does."""


class KeyGoneError(PeerDeskError):
    """The desk is here, but the computer no longer has what opens it."""


def find_key(folder: Path, vault: Vault) -> Way:
    """Return a desk's header and key; a change of the key that was cut off is brought to its end, or taken back.

    Raises:
        DamagedDeskError: the file is gone, or its header is not what it was.
        KeyGoneError: the vault has no key for it; ask for the recovery words.
        PeerDeskError: what the vault says if it is locked, absent, or the passphrase is not right.
    """
    header = read_header(folder)
    ways = _ways_of_vault(header, vault)
    way = _that_opens(folder, ways) if header.next is not None else next(iter(ways), None)
    if way is None:
        raise KeyGoneError(
            "Your notes are here, but this computer no longer has what opens them.",
            "Open them with your recovery words.",
            detail=str(folder),
        )
    if header.next is not None:
        _settle(folder, vault, way)
    return way


def find_key_by_words(folder: Path, vault: Vault, words: str) -> tuple[Way, bool]:
    """Return a desk's header and key by its recovery words, and whether the vault keeps the key again.

    Raises:
        DamagedDeskError: the file is gone, or its header is not what it was.
        NoRecoveryWordsError: none were made for it.
        WrongPassphraseError: these are other words, or of another state of the file.
    """
    header = read_header(folder)
    way = _that_opens(folder, _ways_of_words(header, words))
    if way is None:
        raise WrongPassphraseError(
            "These words opened your notes once, but not as they are now.", "Take the newest sheet with your words."
        )
    try:
        if header.next is None:
            vault.write(way[0].desk_id, way[1])
        else:
            _settle(folder, vault, way)
    except (KeyringLockedError, NoKeyringHereError, SecretNotKeptError, FileNotWrittenError):
        return way, False  # the notes open all the same; the words are asked for again at the next start
    return way, True


def must_know(folder: Path, words: str) -> None:
    """Make sure that somebody knows the recovery words of a desk; nothing is opened and nothing changes.

    Raises:
        DamagedDeskError: the header is not what it was.
        NoRecoveryWordsError: none were made for it.
        WrongPassphraseError: these are other words; ask again.
    """
    read_header(folder).boxes.open(words)


def _ways_of_vault(header: Header, vault: Vault) -> list[Way]:
    key = vault.read(header.desk_id)
    ways = [] if key is None else [(header.dropped(), key)]
    if header.next is not None and (new := vault.read(header.next_id)) is not None:
        ways.insert(0, (header.taken(), new))  # first, since in the end both names hold it
    return ways


def _ways_of_words(header: Header, words: str) -> list[Way]:
    ways, refusals = [], []
    try:
        ways.append((header.dropped(), header.boxes.open(words)[0]))
    except (NoRecoveryWordsError, WrongPassphraseError, DamagedHeaderError) as refusal:
        refusals.append(refusal)
    try:
        if header.next is not None and header.next.box is not None:
            ways.insert(0, (header.taken(), header.next.box.open(words)))
    except (WrongPassphraseError, DamagedHeaderError) as refusal:
        refusals.append(refusal)
    if not ways:
        raise refusals[0]
    return ways


def _that_opens(folder: Path, ways: Sequence[Way]) -> Way | None:
    return next((way for way in ways if opens_with(folder / FILE, way[1])), None)


def _settle(folder: Path, vault: Vault, way: Way) -> None:
    """Let what opens the file be the only thing that is kept; cut off anywhere, this is done again."""
    header, key = way
    vault.write(header.desk_id, key)
    write_header(folder, header)
    vault.forget(header.next_id)
