"""Kill the erasing of what is about somebody's safety: `python -m tests.desk.killing_safety FOLDER ROUNDS`.

A process of its own, so that it may fork: each child begins to erase a note, with its answer, its drafts, its picture
and two older copies that hold it, and is killed at a moment of chance. After each kill all of it is there and held
back, or the words are gone from the file and a certificate says so; the copies that still hold them go at the next
start. Prints how often it was gone and how often it was as before.
"""

import random
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

from peerdesk.desk.desk import Desk, open_here, start_here
from peerdesk.desk.safety import HeldNote
from tests.desk.killing_recovery import killed
from tests.desk.test_erasing import check, words_on
from tests.desk.test_safety import CANARY, LEARNING, LINE, picture
from tests.desk.test_safety_erasing import is_nowhere
from tests.people import Clock, Shelf


def begin(folder: Path, shelf: Shelf) -> tuple[str, str]:
    """Start a desk whose note waits for nothing but its erasing; return the scope and the note."""
    desk = start_here(folder, shelf, "Ben", Clock())
    scope, _ = desk.plan.begin(school_name="Saltmarsh Primary School")
    answer, _ = desk.conversation.keep_answer(scope, prompt="3", text=f"{LINE}, she said", quote=True)
    record_id, _ = desk.capture.keep_note(scope, text=LINE, answer=answer, where=f"{CANARY} Y5")
    note = desk.capture.note(record_id)
    assert note is not None
    desk.capture.add_picture(note, picture(), "one.png", f"{CANARY} at the desk")
    desk.capture.keep_note(scope, text=LEARNING)
    desk.capture.keep_draft("now.line", f"and so: {LINE}")
    desk.safety.look_over()
    desk.safety.say_yes(record_id)
    desk.keeping.back_up()
    desk.keeping.back_up()
    desk.close()
    return scope, record_id


def held(desk: Desk, scope: str, record_id: str) -> HeldNote | None:
    return next((one for one in desk.safety.held(scope) if one.record_id == record_id), None)


def erase(folder: Path, shelf: Shelf, scope: str, record_id: str) -> None:
    desk = open_here(folder, shelf, Clock())
    shown = held(desk, scope, record_id)
    assert shown is not None
    desk.safety_erasing.erase(shown)
    desk.close()


def look(folder: Path, shelf: Shelf, scope: str, record_id: str) -> str:
    """Say what came of it; whatever came is whole."""
    desk = open_here(folder, shelf, Clock())
    check(desk)
    note = desk.capture.note(record_id)
    if note is not None:
        assert note.text == LINE
        assert held(desk, scope, record_id) is not None
        assert desk.erasing.certificates() == []
        came = "as before"
    else:
        assert CANARY.encode() not in words_on(desk)
        assert [record_id in one.records for one in desk.erasing.certificates()] == [True]
        desk.erasing.clear_if_owed()
        assert is_nowhere(desk)
        came = "gone"
    assert [one.text for one in desk.capture.notes(scope) if one.record_id != record_id] == [LEARNING]
    desk.close()
    return came


def main(folder: Path, rounds: int) -> None:
    chance, came, shelf = random.Random(rounds), Counter[str](), Shelf()
    pattern, at = folder / "pattern", folder / "now"
    scope, record_id = begin(pattern, shelf)
    whole_s = 0.0
    for number in range(rounds + 1):
        shutil.copytree(pattern, at)
        begun = time.monotonic()
        killed(lambda _: erase(at, shelf, scope, record_id), whole_s * chance.random() if number else 60)
        whole_s = whole_s or time.monotonic() - begun
        came[look(at, shelf, scope, record_id)] += 1
        shutil.rmtree(at)
    sys.stdout.write(f"{came['gone']} gone, {came['as before']} as before\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
