from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from peerdesk.desk.text_copies import NoNotesError, TextCopies
from peerdesk.files import FileNotWrittenError
from tests.ui.pages.wrenholt import DAY, Wrenholt, make_day


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Wrenholt]:
    day = make_day(tmp_path / "desk")
    yield day
    day.desk.close()


def test_ones_own_notes_are_readable_anywhere(day: Wrenholt, tmp_path: Path) -> None:
    keep = day.desk.capture.keep_note
    late: dict[str, Any] = {"seen_at": f"{DAY}T11:00", "activity": day.ids["a2"], "sign": "yes", "tally": (1, 6)}
    keep(day.scope, text="Then café “talk”\nsecond line", made_of_it="planned", questions=[day.ids["q1"]], **late)
    keep(day.scope, text="Tom saw this", seen_at=f"{DAY}T09:20", observed_by=day.ids["tom"])
    day.colleague("Tom").keep_note(day.scope, text="Tom's very own")
    day.desk.capture.keep_jotting(day.scope, "mine alone")
    copies = TextCopies(day.desk.acting)
    copy = copies.look(day.scope)
    assert (len(copy.notes), len(copy.jottings)) == (2, 1)
    path = copies.write(copy, tmp_path)
    assert path.name == "Wrenholt Primary School notes of Anita.txt"
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")  # Notepad reads it right
    assert content.count(b"\n") == content.count(b"\r\n")
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    assert "NOT PROTECTED" in text
    assert text.index("Tom saw this") < text.index("Then café “talk”")
    assert "11:00  Learning walk, English · Q1 Planned talk · observation · yes, here · 1 of 6 · seen by Anita" in text
    assert "       Then café “talk”\n       second line\n       -> planned\n" in text
    assert "09:20  observation · noted · seen by Tom" in text
    assert "Tom's very own" not in text
    assert "mine alone" not in text
    assert "mine alone" in copies.write(copy, tmp_path / "all.txt", only_me=True).read_text("utf-8-sig")
    assert (tmp_path / "all.txt").stat().st_mode & 0o077 == 0


def test_nothing_is_half_written(day: Wrenholt, tmp_path: Path) -> None:
    copies = TextCopies(day.desk.acting)
    with pytest.raises(NoNotesError):
        copies.write(copies.look(day.scope), tmp_path)
    day.desk.capture.keep_note(day.scope, text="one")
    with pytest.raises(FileNotWrittenError):
        copies.write(copies.look(day.scope), tmp_path / "gone" / "notes.txt")
    with pytest.raises(NoNotesError):
        copies.look("0" * 64)
