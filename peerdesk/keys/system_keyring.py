"""The keyring of this computer, if there is one that keeps what it is given secret; and what its troubles mean."""

import sys

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError

from peerdesk.errors import KeyringLockedError, NoKeyringHereError

# By name, since others that may be installed keep passwords in clear text or not at all.
_TRUSTED = frozenset(
    f"keyring.backends.{name}" for name in ("SecretService", "libsecret", "kwallet", "Windows", "macOS")
)
# What backends let through from the libraries under them (jaraco/keyring#540, #763). Looked up when something was
# raised: a type can only have been raised if its module is loaded by then.
_FOREIGN = (
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("dbus.exceptions", "DBusException"),
    ("gi.repository.GLib", "Error"),
    ("win32ctypes.pywin32.pywintypes", "error"),
    ("pywintypes", "error"),
)


def find_keyring() -> KeyringBackend:
    """Return the system's keyring. May take a while: asking who is there can start a service.

    Raises:
        NoKeyringHereError: there is none, or only such as would keep the secret in clear text.
    """
    try:
        chosen = keyring.get_keyring()
    except (ImportError, AttributeError, ValueError, RuntimeError) as error:
        raise _none_here(f"the person's own setting names no usable keyring: {error}") from error
    candidates = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
    for candidate in candidates:
        if type(candidate).__module__ in _TRUSTED:
            return candidate
    raise _none_here(f"not trusted: {[type(candidate).__module__ for candidate in candidates]}")


def keyring_troubles() -> tuple[type[Exception], ...]:
    """Return the exceptions that a keyring may raise on this system, for an `except` clause."""
    loaded = (getattr(sys.modules.get(module), name, None) for module, name in _FOREIGN)
    foreign = [kind for kind in loaded if isinstance(kind, type) and issubclass(kind, Exception)]
    return (KeyringError, OSError, *foreign)


def in_plain_words(error: Exception) -> KeyringLockedError | NoKeyringHereError:
    """Return what a keyring's exception means for the person."""
    names = {type(error).__name__, type(error.__cause__).__name__}
    detail = f"{type(error).__name__}: {error}"
    if isinstance(error, NoKeyringError) or "SecretServiceNotAvailableException" in names:
        return _none_here(detail)
    if isinstance(error, KeyringLocked | InitError) or names & {"LockedException", "PromptDismissedException"}:
        return KeyringLockedError(
            "This computer's password store is locked.", "Unlock it, then try again.", detail=detail
        )
    return KeyringLockedError(
        "This computer's password store did not answer as it should.",
        "Sign in to the computer again, then try once more.",
        detail=detail,
    )


def _none_here(detail: str) -> NoKeyringHereError:
    return NoKeyringHereError(
        "This computer has no password store that PeerDesk can use.", "Open with your passphrase.", detail=detail
    )
