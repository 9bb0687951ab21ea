"""Both vaults with real parts: gnome-keyring in a session of its own, and files."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from peerdesk.errors import (
    DamagedHeaderError,
    KeyringLockedError,
    PassphraseTooShortError,
    SecretNotKeptError,
    WrongPassphraseError,
)
from peerdesk.keys.passphrase import Cost
from peerdesk.keys.vault import KeyringVault, PassphraseVault, Vault

KEY = bytes(range(32))
OTHER = bytes(32)
CHEAP = Cost(memory_kib=32, passes=1, lanes=1)
PHRASE = "the gate is green"
SCRIPT = Path(__file__).with_name("keyring_in_session.py")
UNLOCK = 'printf %s "$PW" | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"'


class Session:
    """A person's login: a home, and a D-Bus session with or without an unlocked keyring."""

    def __init__(self, home: Path) -> None:
        self._run = home / "run"
        self._run.mkdir(mode=0o700)
        self._home = {"HOME": str(home), "XDG_RUNTIME_DIR": str(self._run), "PATH": os.environ["PATH"]}

    def unlocked(self, password: str, *acts: str) -> list[str | None]:
        return self._answers(["dbus-run-session", "--", "bash", "-c", UNLOCK, "x"], acts, {"PW": password})

    def locked(self, *acts: str) -> list[str | None]:
        return self._answers(["dbus-run-session", "--"], acts, {})

    def without_dbus(self, *acts: str) -> list[str | None]:
        return self._answers([], acts, {})

    def _answers(self, start: list[str], acts: tuple[str, ...], more: dict[str, str]) -> list[str | None]:
        environment = self._home | more | {"PYTHONPATH": str(SCRIPT.parents[2])}
        command = [*start, sys.executable, str(SCRIPT), *acts]
        done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
        answers: list[str | None] = json.loads(done.stdout)
        return answers


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path)


def test_the_real_keyring_keeps_and_forgets(session: Session) -> None:
    write, write_other = f"write oak {KEY.hex()}", f"write elm {OTHER.hex()}"
    acts = ["read oak", "forget oak", write, write_other, "read oak", f"write oak {OTHER.hex()}", "read oak", write]
    answers = session.unlocked("PW", *acts, "forget elm", "read elm", "read oak")
    assert answers == [None, None, None, None, KEY.hex(), None, OTHER.hex(), None, None, None, KEY.hex()]
    assert session.unlocked("PW", "read oak") == [KEY.hex()], "kept until the next login"
    refused = ["KeyringLockedError"] * 3
    assert session.locked("read oak", write, "forget oak") == refused
    assert session.unlocked("PW", "read oak") == [KEY.hex()], "what was refused changed nothing"


def test_a_keyring_that_another_password_closed_is_locked(session: Session) -> None:
    session.unlocked("PW", f"write oak {KEY.hex()}")
    assert session.unlocked("another", "read oak") == ["KeyringLockedError"]


def test_without_a_session_there_is_no_keyring(session: Session) -> None:
    acts = ("read oak", f"write oak {KEY.hex()}", "forget oak")
    assert session.without_dbus(*acts) == ["NoKeyringHereError"] * 3


class Kept(KeyringBackend):
    """A keyring in memory, to be bent by the tests below."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(service)


def test_a_keyring_gets_sixty_four_letters_and_nothing_else() -> None:
    ring = Kept()
    KeyringVault(5, ring).write("oak", KEY)
    assert ring.kept == {("PeerDesk", "oak"): KEY.hex()}


def test_a_keyring_that_keeps_nothing_is_found_out() -> None:
    class Forgetful(Kept):
        def set_password(self, service: str, username: str, password: str) -> None:
            pass

    with pytest.raises(SecretNotKeptError):
        KeyringVault(5, Forgetful()).write("oak", KEY)


def test_what_somebody_else_put_there_is_no_key() -> None:
    ring = Kept()
    for kept in ("", "secret", KEY.hex().upper(), KEY.hex() + "00"):
        ring.kept["PeerDesk", "oak"] = kept
        with pytest.raises(DamagedHeaderError):
            KeyringVault(5, ring).read("oak")


def test_a_prompt_that_nobody_answers_holds_up_nobody() -> None:
    never = Event()

    class Waiting(Kept):
        def get_password(self, service: str, username: str) -> str | None:
            never.wait()
            return None

    with pytest.raises(KeyringLockedError, match="Look for its window"):
        KeyringVault(0.05, Waiting()).read("oak")
    never.set()


def test_a_bug_under_a_keyring_is_not_hidden() -> None:
    class Broken(Kept):
        def get_password(self, service: str, username: str) -> str | None:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        KeyringVault(5, Broken()).read("oak")


@pytest.fixture
def files(tmp_path: Path) -> PassphraseVault:
    return PassphraseVault(tmp_path / "desks", PHRASE, CHEAP)


def vaults(tmp_path: Path) -> list[Vault]:
    return [KeyringVault(5, Kept()), PassphraseVault(tmp_path, PHRASE, CHEAP)]


def test_both_vaults_keep_the_same_promise(tmp_path: Path) -> None:
    for vault in vaults(tmp_path):
        assert vault.read("oak") is None
        vault.forget("oak")
        vault.write("oak", KEY)
        vault.write("elm", OTHER)
        assert (vault.read("oak"), vault.read("elm")) == (KEY, OTHER)
        vault.write("oak", OTHER)
        assert vault.read("oak") == OTHER
        vault.forget("oak")
        assert (vault.read("oak"), vault.read("elm")) == (None, OTHER)


@pytest.mark.parametrize("desk_id", ["", "../oak", "oak/elm", "oak\n", "x" * 65])
def test_only_the_id_of_a_desk_names_a_place(desk_id: str, tmp_path: Path) -> None:
    for vault in vaults(tmp_path):
        with pytest.raises(ValueError, match="id of a desk"):
            vault.read(desk_id)
        with pytest.raises(ValueError, match="id of a desk"):
            vault.write(desk_id, KEY)
        with pytest.raises(ValueError, match="id of a desk"):
            vault.forget(desk_id)
        with pytest.raises(ValueError, match="32 bytes"):
            vault.write("oak", KEY[:-1])


def test_the_file_is_closed_to_others_and_shows_nothing(files: PassphraseVault) -> None:
    files.write("oak", KEY)
    files.write("oak", KEY)
    assert [path.name for path in files.folder.iterdir()] == ["oak.key"]
    path = files.folder / "oak.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert KEY.hex() not in path.read_text()
    assert PHRASE not in repr(files)


def test_another_passphrase_and_damage_are_told_apart(files: PassphraseVault) -> None:
    files.write("oak", KEY)
    with pytest.raises(WrongPassphraseError):
        PassphraseVault(files.folder, "the gate is blue").read("oak")
    path = files.folder / "oak.key"
    sound = path.read_bytes()
    for damaged in (b"", sound[:-1], sound.replace(b'"v":1', b'"v":2'), b"[]", bytes(100)):
        path.write_bytes(damaged)
        with pytest.raises(DamagedHeaderError):
            files.read("oak")


def test_the_old_file_stands_when_the_new_one_cannot_be_written(
    files: PassphraseVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    files.write("oak", KEY)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(SecretNotKeptError, match="Make room"):
            files.write("oak", OTHER)
    assert files.read("oak") == KEY
    assert len(list(files.folder.iterdir())) == 1
    with pytest.raises(PassphraseTooShortError):
        PassphraseVault(files.folder, "short").write("oak", OTHER)


def test_the_passphrase_may_stand_in_a_file(files: PassphraseVault, tmp_path: Path) -> None:
    files.write("oak", KEY)
    note = tmp_path / "passphrase.txt"
    note.write_bytes(b"\xef\xbb\xbf" + PHRASE.encode() + b"\r\n")  # as Notepad writes it
    assert PassphraseVault.from_file(files.folder, note).read("oak") == KEY
    note.write_bytes(b"\xff\xfe\x00")
    for path in (note, tmp_path / "nowhere.txt"):
        with pytest.raises(WrongPassphraseError, match="cannot be read"):
            PassphraseVault.from_file(files.folder, path)
