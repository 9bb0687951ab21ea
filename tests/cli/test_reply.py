"""The head's answer and the outbox from the command line."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import Laptop
from tests.desk.test_replies import fill_pdf


@pytest.fixture
def anita(tmp_path: Path) -> Laptop:
    laptop = Laptop(tmp_path / "anita")
    laptop.ask("start", "Anita Shah")
    laptop.ask(
        "review",
        "new",
        "900001",
        "--name",
        "Wrenholt Primary School",
        "--day",
        "2027-03-09",
        "--question",
        "Who talks?",
    )
    return laptop


def test_a_sheet_is_made_filled_in_read_and_kept(anita: Laptop, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    anita.ask("reply-sheet", "wrenholt", sheet)
    filled = fill_pdf(sheet, {"what": "/themes", "recognise": "Yes, that is us."})
    said = anita.ask("reply", "read", "wrenholt", filled)
    assert "To the partnership: The themes: what we asked about" in said
    assert "Do you recognise your school? Yes, that is us." in said
    assert "Nothing is kept" in said
    kept = anita.ask("reply", "read", "wrenholt", filled, "--keep", "--by", "Anita")
    assert "Kept, with the file." in kept
    assert "until the report is signed" in kept
    found: Any = anita.ask_json("reply", "read", "wrenholt", filled)
    assert found["what"] == "themes"
    assert "kept already" in found["unclear"][0]
    assert "not signed" in anita.refused("reply", "let-go", "wrenholt")
    assert "No single member" in anita.refused("reply", "read", "wrenholt", filled, "--keep", "--by", "Zoe")


def test_a_file_that_is_no_sheet_is_refused(anita: Laptop, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_text("Dear Anita")
    assert "no reply sheet" in anita.refused("reply", "read", "wrenholt", path)


def test_what_is_to_be_sent_is_listed_made_and_ticked(anita: Laptop, tmp_path: Path) -> None:
    folder = tmp_path / "To send"
    said = anita.ask("outbox", "wrenholt", "--folder", folder)
    assert "[ ] The page for the head, to the head" in said
    said = anita.ask("outbox", "wrenholt", "--folder", folder, "--make", "page")
    (page,) = folder.glob("*/*.pdf")
    assert str(page) in said
    assert "[x] The page for the head" in anita.ask("outbox", "wrenholt", "--folder", folder, "--sent", "page")
    assert "Make it under Share" in anita.refused("outbox", "wrenholt", "--folder", folder, "--make", "partnership")
