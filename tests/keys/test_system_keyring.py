"""Which keyrings are trusted, and what their troubles mean; the real one is in test_vault."""

import sys
from collections.abc import Callable
from types import ModuleType

import keyring.core
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, chainer, fail, null
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError
from secretstorage.exceptions import (
    LockedException,
    PromptDismissedException,
    SecretServiceNotAvailableException,
)

from peerdesk.errors import KeyringLockedError, NoKeyringHereError
from peerdesk.keys.system_keyring import find_keyring, in_plain_words, keyring_troubles
from peerdesk.keys.vault import KeyringVault


def made(kind: Callable[[], KeyringBackend]) -> KeyringBackend:
    """Make a keyring; their own constructors have no types."""
    return kind()


class ClearText(KeyringBackend):
    """Keeps what it is given for everybody to read, as some that can be installed do."""

    kept: dict[tuple[str, str], str] = {}  # noqa: RUF012 - shared, as a file would be

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.mark.parametrize("backend", [ClearText, null.Keyring, fail.Keyring, chainer.ChainerBackend])
def test_nothing_is_given_to_a_keyring_that_keeps_no_secrets(
    backend: Callable[[], KeyringBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend())
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [made(ClearText), made(null.Keyring)])
    vault = KeyringVault(timeout_s=5)
    with pytest.raises(NoKeyringHereError, match="passphrase"):
        vault.write("oak", bytes(32))
    with pytest.raises(NoKeyringHereError):
        vault.read("oak")
    with pytest.raises(NoKeyringHereError):
        vault.forget("oak")
    assert ClearText.kept == {}


def test_among_several_the_one_that_keeps_secrets_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    true = made(SecretService.Keyring)
    monkeypatch.setattr(keyring.core, "_keyring_backend", made(chainer.ChainerBackend))
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [made(ClearText), true, made(null.Keyring)])
    assert find_keyring() is true


@pytest.mark.parametrize("name", ["", "nonsense", "no.such.Keyring", "keyring.backends.macOS.Nothing"])
def test_a_setting_that_names_nothing_usable_is_none_here(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    with pytest.raises(NoKeyringHereError):
        find_keyring()


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "meant", "sentence"),
    [
        (NoKeyringError(), NoKeyringHereError, "no password store"),
        (SecretServiceNotAvailableException(), NoKeyringHereError, "no password store"),
        (caused(InitError(), SecretServiceNotAvailableException()), NoKeyringHereError, "no password store"),
        (InitError("Prompt dismissed.."), KeyringLockedError, "is locked"),
        (KeyringLocked(), KeyringLockedError, "is locked"),
        (LockedException(), KeyringLockedError, "is locked"),
        (PromptDismissedException(), KeyringLockedError, "is locked"),
        (KeyringError("-25293"), KeyringLockedError, "did not answer"),
        (ConnectionResetError(), KeyringLockedError, "did not answer"),
    ],
)
def test_locked_and_none_here_are_told_apart(error: Exception, meant: type[Exception], sentence: str) -> None:
    assert isinstance(error, keyring_troubles())
    answer = in_plain_words(error)
    assert type(answer) is meant
    assert sentence in answer.message
    assert type(error).__name__ in answer.detail


def test_what_windows_raises_is_known_there(monkeypatch: pytest.MonkeyPatch) -> None:
    class error(Exception):  # noqa: N801, N818 - its name in pywintypes
        pass

    assert error not in keyring_troubles()
    module = ModuleType("pywintypes")
    monkeypatch.setattr(module, "error", error, raising=False)
    monkeypatch.setitem(sys.modules, "pywintypes", module)

    class CredentialManager(KeyringBackend):
        def get_password(self, service: str, username: str) -> str | None:
            raise error(1783, "CredRead", "The stub received bad data.")

        def set_password(self, service: str, username: str, password: str) -> None:
            raise error(1783, "CredWrite", "The stub received bad data.")

    with pytest.raises(KeyringLockedError, match="did not answer") as told:
        KeyringVault(timeout_s=5, backend=made(CredentialManager)).read("oak")
    assert "1783" in told.value.detail


def test_a_bug_is_no_trouble_of_the_keyring() -> None:
    assert not issubclass(ZeroDivisionError, keyring_troubles())
