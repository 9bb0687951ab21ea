"""Recovery words and keys of a whole desk: made, lost, changed, killed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import page
import pytest
from pypdf import PdfReader

from peerdesk.desk import opening, relocking
from peerdesk.desk.desk import FILE, HEADER, Desk, KeyGoneError, open_here, open_with_phrase, start_here
from peerdesk.desk.header import DamagedDeskError, read_header
from peerdesk.desk.relocking import relock
from peerdesk.errors import NoKeyringHereError, NoRecoveryWordsError, WrongPassphraseError
from peerdesk.files import FileNotWrittenError
from peerdesk.keys.passphrase import RECOVERY_BYTES, make_phrase
from peerdesk.paths import resources
from peerdesk.storage.failures import StorageError, WrongKeyError
from peerdesk.storage.rekey import opens_with
from tests.keys.cheap import cheap_guesses
from tests.people import Clock, Shelf

ROOT = Path(__file__).parents[2]
FONTS = resources() / "fonts"
OTHER_WORDS = make_phrase(bytes(RECOVERY_BYTES))
KILLS = int(os.environ.get("PEERDESK_KILLS", "20"))
"""How often a change is killed; `make torture` asks for more."""


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with cheap_guesses():
        yield


class Laptop:
    """A folder, what keeps its key, a clock, and a sign-in that can be ended."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.shelf, self.clock, self.login = folder, Shelf(), Clock(), "boot 1"

    def start(self) -> Desk:
        return start_here(self.folder, self.shelf, "Anita Shah", self.clock, login=lambda: self.login)

    def open(self) -> Desk:
        return open_here(self.folder, self.shelf, self.clock, login=lambda: self.login)

    def open_by(self, words: str) -> Desk:
        return open_with_phrase(self.folder, self.shelf, words, self.clock, login=lambda: self.login)

    def with_words(self) -> str:
        desk = self.start()
        words = desk.recovery.make_words()
        desk.recovery.confirm(words)
        desk.plan.begin(school_name="Saltmarsh Primary School")
        desk.close()
        return words


def holds_all(desk: Desk) -> bool:
    names = [one.school_name for one in desk.plan.reviews()]
    desk.close()
    return names == ["Saltmarsh Primary School"]


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path / "laptop")


def test_words_open_the_notes_where_the_computer_forgot(laptop: Laptop) -> None:
    words = laptop.with_words()
    laptop.shelf.keys.clear()
    with pytest.raises(KeyGoneError, match="recovery words"):
        laptop.open()
    with pytest.raises(WrongPassphraseError):
        laptop.open_by(OTHER_WORDS)
    assert laptop.shelf.keys == {}
    assert holds_all(laptop.open_by(words.upper().replace(" ", "-")))
    assert holds_all(laptop.open()), "the computer remembers again"


def test_words_open_the_notes_on_a_computer_without_a_store(laptop: Laptop) -> None:
    words = laptop.with_words()

    class NoStore(Shelf):
        def write(self, desk_id: str, key: bytes) -> None:
            raise NoKeyringHereError("There is no store.", "Take the words.")

    laptop.shelf = NoStore()
    desk = laptop.open_by(words)
    assert desk.recovery.sign_out().kept_on == ""
    assert not desk.recovery.is_key_kept()
    assert holds_all(desk)


def test_words_that_were_not_typed_back_leave_the_old_ones(laptop: Laptop) -> None:
    old = laptop.with_words()
    desk = laptop.open()
    new = desk.recovery.make_words()
    assert new != old
    assert desk.recovery.state().confirmed_on == desk.recovery.state().waiting_since == "2025-10-14"
    with pytest.raises(WrongPassphraseError):
        desk.recovery.confirm(old)
    desk.close()
    for words in (old, new):
        laptop.open_by(words).close()
    desk = laptop.open()
    desk.recovery.confirm(new)
    assert desk.recovery.state().waiting_since == ""
    with pytest.raises(NoRecoveryWordsError):
        desk.recovery.confirm(new)
    desk.close()
    with pytest.raises(WrongPassphraseError):
        laptop.open_by(old)
    assert holds_all(laptop.open_by(new))


def test_without_words_there_is_no_way_in_and_that_is_said(laptop: Laptop) -> None:
    laptop.start().close()
    with pytest.raises(NoRecoveryWordsError, match="ever made"):
        laptop.open_by(OTHER_WORDS)


def test_neither_words_nor_key_lie_in_clear_beside_the_notes(laptop: Laptop) -> None:
    words = laptop.with_words()
    relock(laptop.folder, laptop.shelf, words, laptop.clock).close()
    keys = {key.hex().encode() for key in laptop.shelf.keys.values()} | set(laptop.shelf.keys.values())
    for path in (one for one in laptop.folder.rglob("*") if one.is_file()):
        content = path.read_bytes()
        assert words.encode() not in content
        assert not any(key in content for key in keys), path.name


def test_new_words_that_cannot_be_written_down_leave_the_old_ones(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = laptop.with_words()
    desk = laptop.open()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(FileNotWrittenError, match="make room"):
            desk.recovery.make_words()
    desk.close()
    assert holds_all(laptop.open_by(old))


def test_the_sheet_can_be_read_by_all_and_is_honest(laptop: Laptop, tmp_path: Path) -> None:
    words = laptop.with_words()
    desk = laptop.open()
    out = desk.recovery.write_sheet(words.upper(), tmp_path / "sheet.pdf", FONTS)
    with pytest.raises(WrongPassphraseError):
        desk.recovery.write_sheet(OTHER_WORDS, tmp_path / "other.pdf", FONTS)
    assert not (tmp_path / "other.pdf").exists()
    desk.close()
    pdf = out.read_bytes()
    assert [page.validate_pdf_bytes(pdf, profile=one).failures for one in ("ua1", "2a")] == [[], []]
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 1
    said = " ".join(pages[0].extract_text().split())
    assert [word for _, word in re.findall(r"\b(\d)\.\s(\w+)", said)] == words.split()
    assert "Recovery words of Anita Shah" in said
    assert "Tuesday 14 October 2025" in said
    assert "can read all of them" in said
    assert "install PeerDesk on another one" in said
    if os.name == "posix":
        assert out.stat().st_mode & 0o077 == 0


def test_a_new_lock_leaves_the_words_and_the_copies_openable(laptop: Laptop) -> None:
    words = laptop.with_words()
    desk = laptop.open()
    before = desk.keeping.back_up()
    old_key = desk.recovery.copy_keys()[0]
    desk.close()
    for _ in range(2):
        relock(laptop.folder, laptop.shelf, words, laptop.clock).close()
    file = laptop.folder / FILE
    assert not opens_with(file, old_key)
    assert list(laptop.shelf.keys) == [read_header(laptop.folder).desk_id], "only the key in use is left there"
    desk = laptop.open()
    keys = desk.recovery.copy_keys()
    assert len(keys) == 3
    copies = sorted((laptop.folder / "copies").glob("*.backup"))
    assert len(copies) == 3
    assert [[opens_with(copy, key) for key in keys].count(True) for copy in copies] == [1, 1, 1]
    assert opens_with(before, keys[2])
    assert opens_with(copies[-1], keys[0])
    assert holds_all(desk)
    laptop.shelf.keys.clear()
    desk = laptop.open_by(words)
    assert desk.recovery.state().confirmed_on == "2025-10-14"
    assert holds_all(desk)


def test_a_lost_sheet_opens_nothing_on_the_laptop_once_there_are_new_words_and_a_new_lock(laptop: Laptop) -> None:
    lost = laptop.with_words()
    sheet_and_header = (lost, (laptop.folder / HEADER).read_bytes())
    desk = laptop.open()
    new = desk.recovery.make_words()
    desk.recovery.confirm(new)
    desk.close()
    relock(laptop.folder, laptop.shelf, new, laptop.clock).close()
    stolen = Laptop(laptop.folder)
    (laptop.folder / HEADER).write_bytes(sheet_and_header[1])
    with pytest.raises(WrongPassphraseError, match="not as they are now"):
        stolen.open_by(lost)


def test_a_new_lock_needs_the_words_in_use_and_nobody_else_at_the_notes(laptop: Laptop) -> None:
    words = laptop.with_words()
    before = (laptop.folder / FILE).read_bytes(), dict(laptop.shelf.keys)
    with pytest.raises(WrongPassphraseError):
        relock(laptop.folder, laptop.shelf, OTHER_WORDS, laptop.clock)
    assert before == ((laptop.folder / FILE).read_bytes(), laptop.shelf.keys)
    desk = laptop.open()
    waiting = desk.recovery.make_words()
    with pytest.raises(WrongPassphraseError):
        relock(laptop.folder, laptop.shelf, waiting, laptop.clock)
    with pytest.raises(StorageError, match="another window"):
        relock(laptop.folder, laptop.shelf, words, laptop.clock)
    assert holds_all(desk)
    assert holds_all(laptop.open())
    assert holds_all(laptop.open_by(words))


def test_a_file_that_could_not_be_written_anew_is_as_it_was(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    words = laptop.with_words()
    with monkeypatch.context() as patch:
        patch.setattr(relocking, "rekey", lambda *_: None)  # SQLCipher says nothing where the disk is full
        with pytest.raises(StorageError, match="as they were"):
            relock(laptop.folder, laptop.shelf, words, laptop.clock)
    assert holds_all(laptop.open())
    assert holds_all(laptop.open_by(words))


def test_without_words_a_new_lock_asks_for_none(laptop: Laptop) -> None:
    laptop.start().close()
    relock(laptop.folder, laptop.shelf, "", laptop.clock).close()
    desk = laptop.open()
    assert desk.recovery.state().confirmed_on == ""
    desk.close()


class CutOffError(Exception):
    """The laptop's battery is flat."""


def cut_off_after(step: int, laptop: Laptop, patch: pytest.MonkeyPatch) -> None:
    """Let whatever leaves a trace be the last that happens, if it is the step of this number."""
    steps = count(1)

    def last(act: Callable[..., object]) -> Callable[..., object]:
        def acting(*given: object) -> object:
            came = act(*given)
            if next(steps) == step:
                raise CutOffError
            return came

        return acting

    for module, name in ((relocking, "write_header"), (relocking, "rekey"), (opening, "write_header")):
        patch.setattr(module, name, last(getattr(module, name)))
    for act in ("write", "forget"):
        patch.setattr(laptop.shelf, act, last(getattr(laptop.shelf, act)))


@pytest.mark.parametrize("wiped", [False, True])
@pytest.mark.parametrize("step", range(1, 7))
def test_a_change_that_was_cut_off_after_any_step_leaves_both_ways_in(
    step: int, wiped: bool, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = laptop.with_words()
    with monkeypatch.context() as patch:
        cut_off_after(step, laptop, patch)
        with pytest.raises(CutOffError):
            relock(laptop.folder, laptop.shelf, words, laptop.clock)
    if wiped:  # the computer forgets at the same time
        laptop.shelf.keys.clear()
        with pytest.raises(KeyGoneError):
            laptop.open()
    else:
        assert holds_all(laptop.open())
    assert holds_all(laptop.open_by(words))
    assert holds_all(laptop.open())
    assert read_header(laptop.folder).next is None
    relock(laptop.folder, laptop.shelf, words, laptop.clock).close()
    assert list(laptop.shelf.keys) == [read_header(laptop.folder).desk_id]
    assert holds_all(laptop.open_by(words))


def test_a_header_that_lost_its_words_is_no_way_in_but_still_opens_by_the_computer(laptop: Laptop) -> None:
    laptop.with_words()
    path = laptop.folder / HEADER
    desk_id = read_header(laptop.folder).desk_id
    path.write_text(f'{{"desk_id": "{desk_id}", "format": 1, "recovery": 7, "earlier": 7, "next": 7}}')
    assert holds_all(laptop.open())
    path.write_text('{"desk_id": "x"}')
    with pytest.raises(DamagedDeskError):
        laptop.open()


def test_the_words_of_another_state_of_the_file_are_told_apart(laptop: Laptop, tmp_path: Path) -> None:
    words = laptop.with_words()
    other = Laptop(tmp_path / "other")
    other.start().close()
    shutil.copy(other.folder / FILE, laptop.folder / FILE)
    with pytest.raises(WrongKeyError):
        laptop.open()
    with pytest.raises(WrongPassphraseError, match="not as they are now"):
        laptop.open_by(words)


def test_a_sign_out_is_found_once_and_remembered(laptop: Laptop) -> None:
    words = laptop.with_words()
    desk = laptop.open()
    assert (desk.recovery.sign_out().kept_on, desk.recovery.sign_out().found_on) == ("2025-10-14", "")
    desk.close()
    laptop.login, laptop.clock.at = "boot 2", laptop.clock.at.replace(day=16)
    desk = laptop.open()
    assert (desk.recovery.sign_out().kept_on, desk.recovery.sign_out().found_on) == ("2025-10-14", "2025-10-16")
    desk.close()
    laptop.clock.at = laptop.clock.at.replace(day=20)
    desk = laptop.open()
    assert desk.recovery.sign_out().found_on == "2025-10-16"
    desk.close()
    laptop.shelf.keys.clear()
    desk = laptop.open_by(words)
    assert (desk.recovery.sign_out().kept_on, desk.recovery.sign_out().found_on) == ("2025-10-20", "")
    desk.close()


def test_a_desk_from_before_is_asked_from_its_first_start_on(laptop: Laptop) -> None:
    laptop.login = ""
    laptop.start().close()
    laptop.login = "boot 1"
    laptop.clock.at = laptop.clock.at.replace(day=15)
    desk = laptop.open()
    assert (desk.recovery.sign_out().kept_on, desk.recovery.sign_out().found_on) == ("2025-10-15", "")
    desk.close()
    laptop.login = "boot 2"
    desk = laptop.open()
    assert desk.recovery.sign_out().found_on == "2025-10-15"
    desk.close()


@pytest.mark.parametrize("what", ["relock", "words"])
def test_killed_in_the_middle_of_a_change_there_is_always_a_way_in(what: str) -> None:
    memory = Path("/dev/shm")  # who is killed loses nothing that the system has, so no disk has to be waited for
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.desk.killing_recovery", what, f"{folder}/desk", str(KILLS)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    changed, as_before = map(int, re.findall(r"\d+", done.stdout))
    assert changed + as_before == KILLS
