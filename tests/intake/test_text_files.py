from pathlib import Path

import pytest

from peerdesk.intake.text_files import MOST_BYTES, NoTextError, read_text

SAID = "café – 7/12 books\r\n“dated”"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_whoever_saved_it(tmp_path: Path, coding: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(SAID.encode(coding))
    assert read_text(path) == SAID


def test_what_is_no_text_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    with pytest.raises(NoTextError, match="cannot be read"):
        read_text(path)
    path.write_bytes(b"PK\3\4\0\0\0")
    with pytest.raises(NoTextError, match="holds no text"):
        read_text(path)
    path.write_bytes(b"a" * (MOST_BYTES + 1))
    with pytest.raises(NoTextError, match="too long"):
        read_text(path)
