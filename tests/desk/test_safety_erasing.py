"""Once the school has it in writing: the words are nowhere on this laptop, and it is said where else they had gone."""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import select

from peerdesk.desk.certificates import Certificate
from peerdesk.desk.desk import FILE, Desk
from peerdesk.desk.restoring import restore
from peerdesk.desk.safety import HeldNote
from peerdesk.domain.erasure import ALL
from peerdesk.errors import PeerDeskError
from peerdesk.storage.backup import SUFFIX
from peerdesk.storage.erasing import empty_log
from peerdesk.storage.failures import StorageError
from peerdesk.storage.schema import AskedRow, AttachmentRow
from tests.desk.test_erasing import check, decrypted, note_of, words_on
from tests.desk.test_safety import CANARY, ELSE, KINDS, LEARNING, LINE, give, keep, picture, the_one
from tests.people import BEN, Team, pack, take

ROOT = Path(__file__).parents[2]
KILLS = 5


def everything(desk: Desk) -> dict[Path, bytes]:
    """Return, without their keys, the file and every copy of it that is left; and all other files as they are."""
    with desk.acting.sessions.write() as session:
        empty_log(session)
    copies = [one.path for one in desk.keeping.copies()]
    plain = {path: decrypted(path, desk.at_hand.opened.key) for path in (desk.folder / FILE, *copies)}
    rest = (path for path in desk.folder.rglob("*") if path.is_file() and path not in plain)
    return plain | {path: path.read_bytes() for path in rest}


def is_nowhere(desk: Desk, words: str = CANARY) -> bool:
    found = everything(desk)
    return not any(
        one in content
        for content in found.values()
        for one in (words.encode(), words.lower().encode(), words.upper().encode())
    )


def erase(team: Team, shown: HeldNote) -> Certificate:
    team.ben.safety.say_yes(shown.record_id)
    certificate, changes = team.ben.safety_erasing.erase(shown)
    assert shown.record_id in changes.records
    assert not changes.undo_label
    return certificate


def test_the_words_are_nowhere_afterwards(team: Team, tmp_path: Path) -> None:
    """Looked for without the key in the file, its log and its index, in drafts, thumbnails and all copies."""
    ben, drive = team.ben, tmp_path / "drive"
    drive.mkdir()
    ben.keeping.choose_drive(drive)
    with ben.acting.act("answer") as act:
        answer = act.add(team.scope, "answer", prompt="3", text=f"{LINE}, she said", quote=True)
    record_id = keep(team, LINE, answer=answer, made_of_it=f"{CANARY} again", where=f"{CANARY} Y5")
    ben.capture.change_note(note_of(ben, record_id), text=ELSE)
    ben.capture.add_picture(note_of(ben, record_id), picture(), "one.png", f"{CANARY} at the desk")
    ben.capture.keep_draft("now.line", f"and so: {LINE.upper()}")
    ben.capture.keep_draft(f"note:{record_id}:words", f"{CANARY} typed")
    ben.capture.keep_draft("section:1", "what else was typed")
    keep(team, LEARNING)
    ben.safety.look_over()
    ben.keeping.back_up()
    assert not is_nowhere(ben)
    shown = next(one for one in ben.safety.held(team.scope) if one.record_id == record_id)
    certificate = erase(team, shown)
    assert certificate.fields == (ALL,)
    assert set(certificate.records) > {record_id, answer}
    assert len(certificate.copies_gone) >= 2
    assert certificate.places == ()
    assert is_nowhere(ben)
    assert {one.text for one in ben.capture.drafts()} == {"what else was typed"}
    assert [note.text for note in ben.capture.notes(team.scope)] == [LEARNING]
    with ben.acting.look() as session:
        assert session.scalars(select(AttachmentRow.sha256)).all() == []
        assert {row.mark for row in session.scalars(select(AskedRow))} == {""}, "not even what stood for the words"
    assert ben.safety.held(team.scope) == []
    assert not ben.safety.look_over()
    assert ben.erasing.certificates()[0] == certificate
    check(ben)


def test_nobody_learns_of_what_never_left(team: Team, tmp_path: Path) -> None:
    record_id = keep(team)
    certificate = erase(team, the_one(team))
    assert certificate.places == ()
    for kind in KINDS:
        assert record_id.encode() not in give(team, tmp_path, kind)
    brought = take(team.lead, pack(team.ben, team.scope))
    assert brought.erased == 0
    assert team.lead.erasing.certificates() == []
    assert team.ben.keeping.digest() == team.lead.keeping.digest()
    check(team.lead)


def test_what_had_left_is_erased_there_too_and_said_with_dates(team: Team, tmp_path: Path) -> None:
    ben = team.ben
    record_id = keep(team, LEARNING)
    give(team, tmp_path)
    team.hand(ben, team.lead)
    ben.safety.say_yes(record_id)
    give(team, tmp_path)
    shown = the_one(team)
    assert len(shown.left) == 1, "the second did not hold its words"
    certificate = erase(team, shown)
    assert [(one.name, one.at) for one in certificate.places if one.what == "given"] == [("team", shown.left[0].at)]
    assert {one.who for one in certificate.places if one.what == "laptop"} >= {"Anita Shah"}
    brought = take(team.lead, pack(ben, team.scope))
    assert brought.erased == 1
    assert LEARNING.encode() not in words_on(team.lead)
    check(team.lead)


def test_cut_off_in_the_middle_nothing_is_half(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are gone or all there; copies that hold them go at the next start."""
    ben = team.ben
    record_id = keep(team)
    ben.keeping.back_up()
    shown = the_one(team)
    ben.safety.say_yes(record_id)

    def cut_off() -> None:
        raise StorageError("The disk is full.", "Free some space.")

    with monkeypatch.context() as patched:
        patched.setattr("peerdesk.desk.safety_erasing._drop_drafts", lambda *_: cut_off())
        with pytest.raises(PeerDeskError):
            ben.safety_erasing.erase(shown)
    assert note_of(ben, record_id).text == LINE
    assert the_one(team).is_answered
    with monkeypatch.context() as patched:
        patched.setattr(ben.keeping, "back_up", lambda *_: cut_off())
        with pytest.raises(PeerDeskError):
            ben.safety_erasing.erase(shown)
    assert CANARY.encode() not in words_on(ben)
    assert not is_nowhere(ben), "the copy is still there"
    assert [one.records for one in ben.erasing.certificates()] == [(record_id,)]
    ben.close()
    again = team.open(BEN, ben.folder)
    again.erasing.clear_if_owed()
    assert is_nowhere(again)
    assert again.safety.held(team.scope) == []


def test_killed_in_the_middle_it_is_there_and_held_back_or_gone() -> None:
    """A process that erases is killed, as by a flat battery; more often by hand, see docs/PROOFS.md."""
    memory = Path("/dev/shm")  # who is killed loses nothing that the system has, so no disk has to be waited for
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.desk.killing_safety", folder, str(KILLS)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    gone, as_before = map(int, re.findall(r"\d+", done.stdout))
    assert gone >= 1, "the first is let through to its end"
    assert gone + as_before == KILLS + 1


def test_a_drive_that_is_not_there_is_said_and_done_when_it_comes(team: Team, tmp_path: Path) -> None:
    ben, drive, away = team.ben, tmp_path / "drive", tmp_path / "away"
    drive.mkdir()
    ben.keeping.choose_drive(drive)
    keep(team)
    ben.keeping.back_up()
    drive.rename(away)
    certificate = erase(team, the_one(team))
    assert [(one.what, one.name) for one in certificate.places] == [("drive", str(drive))]
    away.rename(drive)
    assert not is_nowhere(ben)
    ben.keeping.back_up()
    ben.erasing.clear_if_owed()
    assert is_nowhere(ben)


def test_a_copy_from_elsewhere_does_not_bring_it_back(team: Team, tmp_path: Path) -> None:
    keep(team)
    elsewhere = tmp_path / f"of another day{SUFFIX}"
    elsewhere.write_bytes(team.ben.keeping.back_up().read_bytes())
    erase(team, the_one(team))
    restore(team.ben, elsewhere)
    assert CANARY.encode() not in words_on(team.ben)
    assert not team.ben.safety.look_over()


def test_in_training_it_is_the_same(team: Team) -> None:
    dan = team.dan
    record_id, _ = dan.capture.keep_note(team.scope, text=LINE)
    dan.safety.look_over()
    (shown,) = dan.safety.held(team.scope)
    assert CANARY.encode() not in b"".join(repr(said).encode() for _, _, said in pack(dan, team.scope).leaving.words)
    dan.safety.say_yes(record_id)
    dan.safety_erasing.erase(shown)
    assert is_nowhere(dan)


def test_a_private_line_too(team: Team) -> None:
    team.ben.capture.keep_jotting(team.scope, LINE)
    erase(team, the_one(team))
    assert is_nowhere(team.ben)
    assert team.ben.capture.jottings(team.scope) == []


def test_other_notes_of_the_same_answer_stay(team: Team) -> None:
    with team.ben.acting.act("answer") as act:
        answer = act.add(team.scope, "answer", prompt="3", text="said a good deal")
    held, other = keep(team, LINE, answer=answer), keep(team, LEARNING, answer=answer)
    assert set(erase(team, the_one(team)).records) == {held, answer}
    assert note_of(team.ben, other).text == LEARNING
