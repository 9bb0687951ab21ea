"""The keys that may open a desk's file or its copies, where the file itself cannot be asked."""

from peerdesk.desk.header import Header
from peerdesk.desk.opening import KeyGoneError
from peerdesk.keys.earlier import earlier_keys
from peerdesk.keys.vault import Vault


def keys_of(header: Header, vault: Vault) -> tuple[bytes, ...]:
    """Return the keys that a vault has for a desk, today's first, and those that it had before.

    Raises:
        KeyGoneError: the vault has none.
        PeerDeskError: what the vault says if it is locked or absent.
    """
    names = (header.desk_id,) if header.next is None else (header.next_id, header.desk_id)
    keys = [key for name in names if (key := vault.read(name)) is not None]
    if not keys:
        raise KeyGoneError("This computer no longer has what opens your notes.", "Open them with your recovery words.")
    return (*keys, *earlier_keys(header.earlier, keys[0]))


def keys_by_words(header: Header, words: str) -> tuple[bytes, ...]:
    """Return the key that recovery words open, and those that the desk had before.

    Raises:
        NoRecoveryWordsError: none were made.
        WrongPassphraseError: these are other words.
    """
    key, _ = header.boxes.open(words)
    return (key, *earlier_keys(header.earlier, key))
