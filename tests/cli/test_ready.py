"""`peerdesk ready` and `peerdesk recovery`, as they are typed; and five real logins with a real keyring."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.typing_words import Answer, type_words

ROOT = Path(__file__).parents[2]
UNLOCK = 'printf %s PW | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"'
READY = ("--json", "ready")


class Person:
    """Somebody who signs in to a computer, with a D-Bus session and a keyring that the password opens."""

    def __init__(self, home: Path) -> None:
        run = home / "run"
        run.mkdir(mode=0o700)
        self.keyrings = home / ".local" / "share" / "keyrings"
        self._environment = {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(run),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PEERDESK_HOME": str(home / "peerdesk"),
        }

    def at_login(self, number: int, *typed: tuple[tuple[str, ...], str]) -> list[Answer]:
        """Type some commands in one login."""
        start = ["dbus-run-session", "--", "bash", "-c", UNLOCK, "x", sys.executable, "-m", "tests.cli.typing_words"]
        done = subprocess.run(
            start,
            cwd=ROOT,
            env=self._environment | {"XDG_SESSION_ID": str(number)},
            input=json.dumps(typed),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return [(code, out, err) for code, out, err in json.loads(done.stdout)]


def states(answer: Answer) -> dict[str, str]:
    assert answer[0] == 0, answer[2]
    return {line["name"]: line["state"] for line in json.loads(answer[1])["lines"]}


def test_the_real_keyring_is_believed_after_a_second_login(tmp_path: Path) -> None:
    person = Person(tmp_path)
    started, first, again = person.at_login(1, (("start", "Anita"), ""), (READY, ""), (READY, ""))
    assert started[0] == 0, started[2]
    assert states(first)["Your notes"] == states(again)["Your notes"] == "not yet"

    second, made = person.at_login(2, (READY, ""), (("--json", "recovery", "new"), ""))
    assert states(second)["Your notes"] == "yes"
    words = json.loads(made[1])["words"] + "\n"

    kept = person.at_login(3, (("recovery", "confirm"), words), (("recovery", "relock"), words), (READY, ""))
    assert [code for code, _, _ in kept] == [0, 0, 0], kept
    assert states(kept[2])["Recovery words"] == "yes"
    assert states(kept[2])["Your notes"] == "yes"

    for keyring in person.keyrings.glob("*.keyring"):
        keyring.unlink()  # a managed laptop wipes the profile
    forgotten, opened, remembered = person.at_login(4, (READY, ""), (("recovery", "open"), words), (READY, ""))
    assert (forgotten[0], "recovery words" in forgotten[2]) == (1, True)
    assert (opened[0], "remembers it again" in opened[1]) == (0, True), opened
    assert states(remembered)["Your notes"] == "not yet"
    assert states(person.at_login(5, (READY, ""))[0])["Your notes"] == "yes"


@pytest.fixture
def asked(tmp_path: Path) -> list[str]:
    """What stands before each command where there is no keyring."""
    phrase = tmp_path / "passphrase.txt"
    phrase.write_text("the gate is green\n")
    before = ["--passphrase-file", str(phrase)]
    assert type_words([*before, "start", "Anita"])[0] == 0
    return before


def test_words_are_made_typed_back_printed_and_asked_for(asked: list[str], tmp_path: Path) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    _, said, _ = type_words([*asked, "recovery", "new", "--sheet", str(one)])
    words = said.split("\n")[0]
    assert len(words.split()) == 8
    assert one.read_bytes().startswith(b"%PDF")
    code, out, err = type_words([*asked, "recovery", "confirm"], "not the words\n")
    assert (code, out) == (1, "")
    assert "not your recovery words" in err
    assert type_words([*asked, "recovery", "confirm"], f"{words}\n")[0] == 0
    assert type_words([*asked, "recovery", "sheet", str(two)], f"{words}\n")[0] == 0
    assert two.read_bytes() == one.read_bytes()
    assert type_words([*asked, "recovery", "open"], f"{words.upper()}\n")[0] == 0


def test_what_is_not_ready_is_said_and_is_no_refusal(asked: list[str], tmp_path: Path) -> None:
    code, out, _ = type_words([*asked, "ready", "--stick", str(tmp_path / "nowhere")])
    assert code == 0
    assert "“nowhere” is not there." in out
    assert "use a folder" in out
    found = states(type_words([*asked, *READY, "--stick", str(tmp_path)]))
    assert found["Stick or folder"] in ("yes", "look")
    assert set(found.values()) <= {"yes", "not yet", "look"}


def test_without_notes_there_is_nothing_to_ask() -> None:
    code, out, err = type_words(["ready"])
    assert (code, out) == (1, "")
    assert "no notes here yet" in err
