"""Run by test_vault inside a D-Bus session of its own: does what it is told with the real keyring, prints JSON."""

import json
import sys

from peerdesk.errors import PeerDeskError
from peerdesk.keys.vault import KeyringVault


def act(vault: KeyringVault, what: str, desk_id: str, key: str = "") -> str | None:
    """Do one act; answer the key in hex, None, or the name of what was raised."""
    try:
        match what:
            case "read":
                kept = vault.read(desk_id)
                return None if kept is None else kept.hex()
            case "write":
                vault.write(desk_id, bytes.fromhex(key))
            case "forget":
                vault.forget(desk_id)
    except PeerDeskError as error:
        return type(error).__name__
    return None


print(json.dumps([act(KeyringVault(timeout_s=10), *words.split()) for words in sys.argv[1:]]))  # noqa: T201
