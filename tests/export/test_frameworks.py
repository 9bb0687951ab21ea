"""A framework that is written and read again is equal, in every form; what is wrong in a spreadsheet has its place."""

import csv
import io
from collections.abc import Callable
from contextlib import suppress
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_forms import FORMS
from peerdesk.domain.framework_reading import from_json, from_mapping
from peerdesk.domain.framework_sheets import SheetError
from peerdesk.domain.framework_writing import to_json
from peerdesk.errors import FrameworkError
from peerdesk.export.frameworks import WRITERS, write_csv, write_framework, write_template, write_xlsx
from peerdesk.intake.frameworks import read_framework
from peerdesk.paths import resources
from tests.domain.frameworks import mappings
from tests.domain.test_framework import SMALL

SHIPPED = sorted((resources() / "frameworks").glob("*.toml"))
WAYS = {**WRITERS, ".csv": write_csv}


@pytest.fixture
def small() -> Framework:
    return from_mapping(SMALL)


def again(framework: Framework, ending: str, folder: Path) -> Framework:
    file = folder / f"again{ending}"
    file.write_bytes(WAYS[ending](framework))
    return read_framework(file)


@pytest.mark.parametrize("ending", WAYS)
@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_what_comes_with_peerdesk_survives_every_form(file: Path, ending: str, tmp_path: Path) -> None:
    framework = read_framework(file)
    assert again(framework, ending, tmp_path) == framework
    assert from_json(to_json(framework)) == framework


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mappings())
def test_any_framework_survives_every_form(tmp_path: Path, values: dict[str, Any]) -> None:
    framework = from_mapping(values)
    for ending in WAYS:
        assert again(framework, ending, tmp_path) == framework, ending
    assert from_json(to_json(framework)) == framework


def test_the_same_framework_is_the_same_file(small: Framework) -> None:
    for ending in WAYS:
        assert WAYS[ending](small) == WAYS[ending](small)


def test_an_ending_that_names_no_form_is_refused(small: Framework) -> None:
    with pytest.raises(FrameworkError, match=r"“\.doc”") as caught:
        write_framework(small, ".doc")
    assert ".xlsx" in caught.value.remedy
    with pytest.raises(FrameworkError, match=r"“\.toml”"):
        write_template(".toml")


def test_the_template_has_a_hint_for_each_column_and_a_list_where_words_are_few(tmp_path: Path) -> None:
    file = tmp_path / "template.xlsx"
    file.write_bytes(write_template(".xlsx"))
    book = load_workbook(file)
    assert book.sheetnames == ["read me", *(form.name for form in FORMS)]
    for form in FORMS:
        sheet = book[form.name]
        assert [cell.value for cell in sheet[1]] == [column.word for column in form.columns]
        hints = [one.prompt for one in sheet.data_validations.dataValidation]
        assert hints == [column.hint for column in form.columns]
        assert all(len(hint) <= 255 for hint in hints)
        lists = [one.type == "list" for one in sheet.data_validations.dataValidation]
        assert lists == [column.kind in ("choice", "names") for column in form.columns]


def test_a_formula_that_is_text_stays_text(small: Framework, tmp_path: Path) -> None:
    framework = from_mapping(SMALL | {"about": "=1+1", "not_asked": ["@home", "+44"]})
    for ending in WAYS:
        assert again(framework, ending, tmp_path) == framework


def change(file: Path, sheet: str, act: Callable[[Worksheet], object]) -> None:
    """Change a sheet of a workbook as somebody does who has a spreadsheet program."""
    book = load_workbook(file)
    act(book[sheet])
    book.save(file)


def put(cell: str, value: str | float | time | None) -> Callable[[Worksheet], None]:
    def act(sheet: Worksheet) -> None:
        sheet[cell] = value

    return act


@pytest.mark.parametrize(
    ("sheet", "act", "said"),
    [
        ("themes", put("A3", "inward"), "Sheet “themes”, row 3, column “name”: “name” is missing."),
        ("look-fors", put("A3", "L1"), "Sheet “look-fors”, row 3, column “id”: “L1” is the id of an earlier one too."),
        (
            "look-fors",
            put("B3", "up"),
            "Sheet “look-fors”, row 3, column “theme”: there is no theme “up” in this framework.",
        ),
        (
            "look-fors",
            put("G1", "do not conclud"),
            "Sheet “look-fors”, row 1: a column “do not conclud” means nothing here",
        ),
        ("look-fors", put("G1", "where"), "Sheet “look-fors”, row 1, column “where”: this column is there twice."),
        ("look-fors", put("J2", "?"), "Sheet “look-fors”, row 2: there is something beside the columns."),
        ("scale", lambda one: one.delete_rows(2), "Sheet “scale”: “scale” is missing."),
        ("scale", put("A3", "none"), "Sheet “scale”, row 3: there is one row too many."),
        ("scale", put("A2", "stars"), "Sheet “scale”, row 2, column “kind”: “kind” cannot be “stars”"),
        ("guides", put("C2", "cats"), "Sheet “guides”, row 2, column “voice”: “voice” cannot be “cats”"),
        ("guides", put("D2", "long"), "Sheet “guides”, row 2, column “minutes”: “minutes” ought to be a whole number."),
        ("prompts", put("A2", "cats"), "Sheet “prompts”, row 2, column “guide”: there is no guide “cats”"),
        ("prompts", put("C2", "chat"), "Sheet “prompts”, row 2, column “question”: there is no question “chat”"),
        ("day", put("B2", "9.05"), "Sheet “day”, row 2, column “start”: “start” cannot be “9.05”"),
        ("day", put("C2", "08:00"), "Sheet “day”, row 2, column “end”: “end” ought to come after 10:45."),
        ("outline", put("A2", "end"), "Sheet “outline”, row 2, column “place”: “place” cannot be “end”"),
        ("words", put("A2", "ours"), "Sheet “words”, row 2, column “list”: “list” cannot be “ours”"),
        ("words", put("A2", "shorthand"), "Sheet “words”, row 2, column “why”: “why” belongs to judging words."),
        ("about", put("A2", None), "Sheet “about”, row 2, column “id”: “id” is missing."),
        (
            "about",
            lambda one: setattr(one, "title", "About us"),
            "Sheet “About us”: a sheet of this name means nothing",
        ),
        ("thin", lambda one: one.delete_rows(2), "Sheet “thin”: “thin” is missing."),
    ],
)
def test_what_cannot_be_meant_is_said_with_sheet_row_and_column(
    small: Framework, sheet: str, act: Callable[[Worksheet], object], said: str, tmp_path: Path
) -> None:
    file = tmp_path / "ours.xlsx"
    file.write_bytes(write_xlsx(small))
    change(file, sheet, act)
    with pytest.raises(SheetError) as caught:
        read_framework(file)
    assert caught.value.message.startswith(said)
    assert caught.value.remedy


def test_times_numbers_and_words_are_taken_as_a_spreadsheet_leaves_them(small: Framework, tmp_path: Path) -> None:
    file = tmp_path / "ours.xlsx"
    file.write_bytes(write_xlsx(small))
    change(file, "day", put("B2", time(10, 45)))
    change(file, "guides", put("D2", 25.0))
    change(file, "guides", put("C2", "Pupils "))
    change(file, "about", put("B2", 3))
    change(file, "outline", put("A2", "Opening"))
    assert read_framework(file) == small


def test_a_table_of_semicolons_is_read_too(small: Framework, tmp_path: Path) -> None:
    rows = csv.reader(io.StringIO(write_csv(small).decode("utf-8-sig"), newline=""))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    file = tmp_path / "ours.csv"
    file.write_bytes(out.getvalue().encode("cp1252"))
    assert read_framework(file) == small


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,version\na,1\n", "the first line ought to be the name of a sheet"),
        ("[themes]\nid,name\n\n[themes]\n", "this sheet is there twice"),
        ("[theme]\nid,name\n", "a sheet of this name means nothing here"),
        ("", "Sheet “scale”: “scale” is missing."),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SheetError) as caught:
        read_framework(file)
    assert said in caught.value.message


def test_another_workbook_is_no_framework(tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(SheetError, match="a sheet of this name means nothing here"):
        read_framework(tmp_path / "other.xlsx")


def test_a_damaged_workbook_is_refused_and_nothing_breaks(small: Framework, tmp_path: Path) -> None:
    content, file = write_xlsx(small), tmp_path / "ours.xlsx"
    for at in range(0, len(content), max(1, len(content) // 60)):
        file.write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        with suppress(FrameworkError):  # or it was a byte that says nothing
            assert read_framework(file) == small
        file.write_bytes(content[:at])
        with pytest.raises(FrameworkError):
            read_framework(file)


def test_a_framework_that_no_review_could_keep_is_refused(tmp_path: Path) -> None:
    long = [{"id": f"t{number}", "name": "x", "about": "y" * 8_000} for number in range(40)]
    file = tmp_path / "long.json"
    file.write_text(to_json(from_mapping(SMALL | {"theme": [*SMALL["theme"], *long]})), encoding="utf-8")
    with pytest.raises(FrameworkError, match="longer than a review can keep"):
        read_framework(file)
    file.write_bytes(b" " * (4 * 1024 * 1024 + 1))
    with pytest.raises(FrameworkError, match="not written in a form"):
        read_framework(file)
