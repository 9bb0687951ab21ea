"""Commands beside a window that is really open: those that change the notes are refused, the others go on."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerdesk.desk.one_window import is_open
from tests.cli.typing_words import Answer, type_words

CHANGES = (
    ("note", "Saltmarsh", "one", "more"),
    ("undo",),
    ("redo",),
    ("review", "new", "123457", "--name", "Elsewhere"),
    ("package", "make", "Saltmarsh", "{out}/out.peerdesk", "--kind", "briefing"),
    ("badge", "add", "{out}/some.badge"),
    ("check", "--mend"),
    ("recovery", "new"),
    ("recovery", "relock"),
    ("backup", "--drive", "{out}"),
    ("restore", "some copy"),
    ("start", "Somebody Else"),
)
LOOKS = (
    ("review", "list"),
    ("search", "kept"),
    ("coverage", "Saltmarsh"),
    ("digest",),
    ("check",),
    ("badge", "show"),
    ("backup",),
    ("report", "Saltmarsh", "{out}/report.pdf"),
)


class Laptop:
    """Notes that a passphrase opens."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = Path(os.environ["PEERDESK_HOME"]), folder
        self.passphrase = folder / "passphrase.txt"
        self.passphrase.write_text("four words that nobody guesses\n")
        self.run("start", "Anita Shah")
        self.run("review", "new", "123456", "--name", "Saltmarsh Primary School")
        self.run("note", "Saltmarsh", "kept")

    def run(self, *words: str) -> Answer:
        said = [word.format(out=self.out) for word in words]
        return type_words(("--passphrase-file", str(self.passphrase), *said))


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


@pytest.fixture
def window(laptop: Laptop) -> Iterator[subprocess.Popen[bytes]]:
    """Start `peerdesk` without a word, as everybody starts it, and wait until it holds the notes."""
    with subprocess.Popen([sys.executable, "-m", "peerdesk"], env=os.environ.copy(), stderr=subprocess.PIPE) as window:
        until = time.monotonic() + 60
        while not is_open(laptop.folder) and window.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        yield window
        window.kill()


@pytest.mark.usefixtures("window")
def test_what_changes_the_notes_is_refused_and_what_looks_goes_on(laptop: Laptop) -> None:
    before = laptop.run("digest")
    for words in CHANGES:
        code, said, complaint = laptop.run(*words)
        assert (code, said) == (1, ""), words
        assert complaint.splitlines() == [
            "The window of PeerDesk is open on these notes.",
            "Do it in the window, or close the window and give the command again.",
        ], words
    for words in LOOKS:
        code, _, complaint = laptop.run(*words)
        assert (code, complaint) == (0, ""), words
    assert laptop.run("digest") == before


def test_a_window_that_is_gone_or_was_killed_holds_nobody_off(laptop: Laptop, window: subprocess.Popen[bytes]) -> None:
    assert laptop.run("undo")[0] == 1
    window.kill()
    window.wait()
    assert (laptop.folder / "peerdesk.lock").exists()
    assert laptop.run("undo") == (0, "Undone: keep a note\n", "")
    assert laptop.run("redo") == (0, "Done again: keep a note\n", "")


def test_where_no_window_ever_was_nothing_is_asked_for(laptop: Laptop) -> None:
    assert not is_open(laptop.folder)
    assert laptop.run("note", "Saltmarsh", "another")[0] == 0
