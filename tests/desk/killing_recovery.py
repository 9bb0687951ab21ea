"""Kill a change of the key or of the words again and again: `python -m tests.desk.killing_recovery WHAT FOLDER ROUNDS`.

WHAT is `relock` or `words`. A process of its own, so that it may fork: each child is killed at a moment of chance.
After each kill the notes must open by the vault and, in an empty vault, by words that were said to hold. Prints how
often the change had come to its end and how often it was taken back.
"""

import os
import random
import secrets
import select
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from peerdesk.desk.desk import Desk, open_here, open_with_phrase, start_here
from peerdesk.desk.header import read_header
from peerdesk.desk.relocking import relock
from peerdesk.errors import WrongPassphraseError
from peerdesk.keys.vault import PassphraseVault
from peerdesk.storage.attachments import put_attachment
from tests.keys.cheap import cheap_guesses
from tests.people import Clock, Shelf

PICTURE_BYTES = 4_000_000
NOTE = "two pairs changed a word"


def vault_of(folder: Path) -> PassphraseVault:
    return PassphraseVault(folder, "the gate is green")


def begin(folder: Path) -> tuple[str, str]:
    """Start a desk with a note and a large picture, so that a change takes a while; return the scope and the words."""
    desk = start_here(folder, vault_of(folder), "Anita", Clock())
    scope, _ = desk.plan.begin(school_name="Saltmarsh Primary School")
    desk.capture.keep_note(scope, text=NOTE)
    with desk.acting.sessions.write.begin() as session:
        put_attachment(session, secrets.token_bytes(PICTURE_BYTES), "image/jpeg")
    words = desk.recovery.make_words()
    desk.recovery.confirm(words)
    desk.close()
    return scope, words


def change_words(folder: Path, out: int) -> None:
    desk = open_here(folder, vault_of(folder), Clock())
    words = desk.recovery.make_words()
    os.write(out, f"{words}\n".encode())
    desk.recovery.confirm(words)
    desk.close()


def killed(work: Callable[[int], None], after_s: float) -> list[str]:
    """Return the lines that a child said before it was killed, or came to its end."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(write_end)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(write_end)
    until, said = time.monotonic() + after_s, b""
    while (left := until - time.monotonic()) > 0 and select.select([read_end], [], [], left)[0]:
        if not (more := os.read(read_end, 4096)):
            break
        said += more
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    said += b"".join(iter(lambda: os.read(read_end, 4096), b""))
    os.close(read_end)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the change itself went wrong"
    return said.decode().split("\n")[:-1]


def must_hold(desk: Desk, scope: str) -> None:
    assert [one.text for one in desk.capture.notes(scope)] == [NOTE]
    desk.close()


def words_that_open(folder: Path, scope: str, words: list[str]) -> str:
    """Return those that open the notes on another computer, which has a copy of the folder and an empty vault."""
    other = folder.with_name("other")
    for one in words:
        shutil.copytree(folder, other, ignore=shutil.ignore_patterns("copies"))
        try:
            must_hold(open_with_phrase(other, Shelf(), one, Clock()), scope)
        except WrongPassphraseError:
            continue
        finally:
            shutil.rmtree(other)
        return one
    raise AssertionError("no words open the notes")


def main(what: str, folder: Path, rounds: int) -> None:
    chance, came = random.Random(rounds), Counter[str]()
    scope, words = begin(folder)

    def work(out: int) -> None:
        if what == "words":
            change_words(folder, out)
        else:
            relock(folder, vault_of(folder), words, Clock()).close()

    begun = time.monotonic()
    words = words_that_open(folder, scope, [*killed(work, 60), words])
    whole_s = time.monotonic() - begun
    for _ in range(rounds):
        before = read_header(folder)
        said = killed(work, whole_s * chance.random() ** 2)  # the copy at the end takes the longer half
        words = words_that_open(folder, scope, [*said, words])
        must_hold(open_here(folder, vault_of(folder), Clock()), scope)
        after = read_header(folder)
        assert after.next is None
        changed = (after.earlier, after.boxes.confirmed) != (before.earlier, before.boxes.confirmed)
        came["changed" if changed else "as before"] += 1
    sys.stdout.write(f"{came['changed']} changed, {came['as before']} as before\n")


if __name__ == "__main__":
    with cheap_guesses():
        main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
