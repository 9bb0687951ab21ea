"""Make packages of each kind as this version writes them: `python -m tests.packages.make FOLDER`.

What is in `tests/packages/<version>/` was made once and stays: every later PeerDesk must bring it in.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image

from peerdesk.desk.desk import Desk, start_here
from peerdesk.domain.reply_answers import HeadsAnswer
from peerdesk.keys.signing import PrivateKey
from peerdesk.paths import resources
from tests.people import Clock, Shelf

SEEDS = {"Anita Shah": b"\x01" * 32, "Ben Okoro": b"\x02" * 32, "Cara Lind": b"\x03" * 32}
"""Nobody should ever use these."""

PHRASE = "lamp river seven chalk"


def start(folder: Path, name: str) -> Desk:
    """Begin somebody's desk with a key that anybody can make again."""
    return start_here(folder / name, Shelf(), name, Clock(), private=PrivateKey.from_seed(SEEDS[name]))


def make(out: Path) -> None:
    """Write one package of each kind."""
    with tempfile.TemporaryDirectory() as made:
        anita, ben, cara = (start(Path(made), name) for name in SEEDS)
        for other in (ben, cara):
            anita.people.add(other.people.mine, typed_words=other.people.words(other.identity.key_id))
        scope = begin(anita, ben, cara)
        write_notes(anita, scope)
        anita.packages.give(scope, "briefing", out / "briefing.peerdesk")
        anita.packages.give(scope, "team", out / "team.peerdesk")
        anita.packages.give(scope, "team", out / "phrase.peerdesk", phrase=PHRASE)
        anita.packages.give(scope, "partnership", out / "partnership.peerdesk", to=[cara.people.mine])
        (out / "says.txt").write_text(anita.keeping.digest().says + "\n")
        for desk in (anita, ben, cara):
            desk.close()


def begin(anita: Desk, ben: Desk, cara: Desk) -> str:
    """Begin a review of which Ben and Cara are part."""
    scope, _ = anita.plan.begin(school_name="Saltmarsh Primary School", days=("2025-10-14",))
    for other in (ben, cara):
        anita.plan.add_member(scope, other.people.mine.name, "reviewer", key=other.identity.key_id)
    return scope


def write_notes(anita: Desk, scope: str) -> None:
    """Write something of each kind, and something that was changed, thrown away and erased."""
    question, _ = anita.plan.add(scope, "question", text="Do all pupils speak?")
    anita.plan.add(scope, "activity", title="Walk, Y5", kind="walk", place="hall")
    first, _ = anita.capture.keep_note(scope, text="Pairs talk befor they write.", questions=[question])
    second, _ = anita.capture.keep_note(scope, text="Six books have a comment.", tally=(6, 8))
    gone, _ = anita.capture.keep_note(scope, text="Thrown away.")
    erased, _ = anita.capture.keep_note(scope, text="A name that may not be kept.")
    anita.capture.keep_jotting(scope, "Only for Anita.")
    shown = {note.record_id: note for note in anita.capture.notes(scope)}
    anita.capture.change_note(shown[first], text="Pairs talk before they write.")
    anita.capture.delete(shown[gone])
    anita.erasing.erase(shown[erased])
    picture = io.BytesIO()
    Image.new("RGB", (48, 32), "teal").save(picture, "PNG")
    anita.capture.add_picture(shown[second], picture.getvalue(), "books.png", "Six exercise books")
    anita.findings.add(scope, notes=[first], question=question, title="Talk comes first")
    anita.reports.add_section(scope, "page", title="In short", text="Pupils talk before they write.")
    anita.reports.sign_off(scope, resources() / "fonts")
    anita.replies.keep(scope, HeadsAnswer(words={"recognise": "Share the page."}, what="summary"))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
