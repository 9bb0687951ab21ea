"""Saving what can be read of a file that SQLite no longer opens: real damage, byte by byte."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from peerdesk.desk.desk import FILE
from peerdesk.desk.rescuing import NothingToRescueError, rescue
from peerdesk.storage.attachments import put_attachment
from peerdesk.storage.engine import open_desk
from peerdesk.storage.failures import StorageError, WrongKeyError
from peerdesk.storage.pages import read_pages
from peerdesk.storage.rescue import rescue as read_file
from tests.people import Team

PAGE = 4096
NOTES = 90
PICTURES = [bytes([number]) * 40_000 for number in range(3)]


@pytest.fixture
def full(team: Team) -> Team:
    for number in range(NOTES):
        team.lead.capture.keep_note(team.scope, text=f"note {number} says " + "much " * 60)
    team.lead.capture.keep_jotting(team.scope, "mine alone")
    team.lead.capture.keep_note(team.scope, text="long " * 4000)
    team.lead.capture.keep_draft("now.line", "half a word")
    with team.lead.acting.sessions.write.begin() as session:
        for picture in PICTURES:
            put_attachment(session, picture, "image/jpeg")
    return team


def key_and_file(team: Team) -> tuple[bytes, Path]:
    return team.lead.recovery.copy_keys()[0], team.lead.folder / FILE


def notes_in(out: Path) -> int:
    return (out / "notes.txt").read_text().count(" says much")


def test_all_of_a_sound_file_is_found_open_or_closed(full: Team, tmp_path: Path) -> None:
    key, file = key_and_file(full)
    for name in ("open", "closed"):  # while it is open, the newest pages lie beside it
        saved = rescue(file, [secrets.token_bytes(32), key], tmp_path / name)
        assert (saved.lost_pages, saved.pictures) == (0, len(PICTURES))
        assert notes_in(tmp_path / name) == NOTES
        text = (tmp_path / name / "notes.txt").read_text()
        for said in (
            "Saltmarsh Primary School",
            "Anita Shah",
            "mine alone",
            "long " * 4000,
            "half a word",
            "Who reads?",
        ):
            assert said in text
        assert {one.read_bytes() for one in (tmp_path / name / "pictures").glob("*.jpg")} == {*PICTURES}
        full.lead.close()


def test_the_newest_words_of_a_record_come_first_with_who_and_when(full: Team, tmp_path: Path) -> None:
    note = next(one for one in full.lead.capture.notes(full.scope) if one.text.startswith("note 7 "))
    full.lead.capture.change_note(note, text="changed later")
    key, file = key_and_file(full)
    rescue(file, [key], tmp_path)
    text = (tmp_path / "notes.txt").read_text()
    assert text.index("changed later") < text.index("note 7 says")
    line = text[: text.index("changed later")].splitlines()[-2]
    assert line.startswith("2025-10-14T")
    assert line.endswith("Anita Shah")


def flip(content: bytearray, page: int) -> bytes:
    content[page * PAGE + secrets.randbelow(PAGE)] ^= 1 << secrets.randbelow(8)
    return bytes(content)


DAMAGES: dict[str, Callable[[bytearray], bytes]] = {
    "a flipped bit": lambda content: flip(content, len(content) // PAGE // 2),
    "no first page": lambda content: bytes(PAGE) + content[PAGE:],
    "no tail": lambda content: bytes(content[: len(content) * 4 // 5 + 77]),
    "no first third": lambda content: (
        bytes(len(content) // PAGE // 3 * PAGE) + content[len(content) // PAGE // 3 * PAGE :]
    ),
    "a page of noise": lambda content: bytes(content[: 4 * PAGE]) + secrets.token_bytes(PAGE) + content[5 * PAGE :],
}
LEAST = {"a flipped bit": NOTES - 15, "no first page": NOTES, "a page of noise": NOTES - 15}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_the_damage_left_is_saved(full: Team, tmp_path: Path, damage: str) -> None:
    key, file = key_and_file(full)
    full.lead.close()
    damaged = DAMAGES[damage](bytearray(file.read_bytes()))
    file.write_bytes(damaged)
    saved = rescue(file, [key], tmp_path / "out")
    assert notes_in(tmp_path / "out") >= LEAST.get(damage, NOTES // 4)
    assert file.read_bytes() == damaged
    told = (tmp_path / "out" / "what-could-not-be-read.txt").read_text()
    assert f"{saved.lost_pages:,} could not be read" in told
    assert {one.read_bytes() for one in (tmp_path / "out" / "pictures").iterdir()} <= {*PICTURES}


def test_each_page_can_be_lost_and_only_what_was_on_it_is_missing(full: Team, tmp_path: Path) -> None:
    """Every root of every table is among them."""
    key, file = key_and_file(full)
    full.lead.close()
    content = file.read_bytes()
    sound = read_file(file, key)
    fewest, unopened, damaged = len(sound.words), 0, tmp_path / FILE
    for page in range(1, len(content) // PAGE, 11):
        damaged.write_bytes(flip(bytearray(content), page))
        found = read_file(damaged, key)
        assert found.lost_pages[0] == 1
        assert found.entries.items() <= sound.entries.items()
        assert found.words.items() <= sound.words.items()
        fewest = min(fewest, len(found.words) + len(found.loose))
        unopened += not opens(damaged, key)
    assert fewest > len(sound.words) - 60
    assert unopened


def opens(path: Path, key: bytes) -> bool:
    try:
        engine = open_desk(path, key)
    except (StorageError, WrongKeyError):
        return False
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(line) FROM words").all()
            connection.exec_driver_sql("SELECT count(line) FROM entry").all()
    except StorageError:
        return False
    finally:
        engine.dispose()
    return True


def test_a_changed_page_is_never_taken_for_a_whole_one(full: Team, tmp_path: Path) -> None:
    key, file = key_and_file(full)
    full.lead.close()
    content = bytearray(file.read_bytes())
    page = len(content) // PAGE // 3
    for at in (0, 1000, 4015, 4016, 4031, 4032, 4095):
        changed = content.copy()
        changed[page * PAGE + at] ^= 128
        (tmp_path / FILE).write_bytes(changed)
        assert read_pages(tmp_path / FILE, key).lost == (page + 1,)


@pytest.mark.parametrize("content", [b"", b"something else", bytes(9000), secrets.token_bytes(9000)])
def test_what_holds_nothing_is_refused_and_nothing_is_written(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(NothingToRescueError):
        rescue(tmp_path / FILE, [secrets.token_bytes(32)], tmp_path / "out")
    with pytest.raises(NothingToRescueError):
        rescue(tmp_path / "nowhere", [secrets.token_bytes(32)], tmp_path / "out")
    assert not (tmp_path / "out").exists()
