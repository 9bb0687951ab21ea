"""Frameworks from their files: TOML and JSON as PeerDesk writes them, and spreadsheets."""

import csv
import io
import json
import struct
import tomllib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, time
from pathlib import Path

from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_reading import MAX_BYTES, MAX_ROWS, from_mapping
from peerdesk.domain.framework_sheets import Grid, SheetError, from_grids
from peerdesk.domain.framework_writing import to_json
from peerdesk.errors import FrameworkError

ENDINGS = (".toml", ".json", ".xlsx", ".csv")
READ_ME = "read me"
"""The sheet of a spreadsheet that is for people alone."""

_MAX_FILE = 4 * 1024 * 1024
_MAX_UNPACKED = 40 * 1024 * 1024
_MAX_SHEET_ROWS, _MAX_COLUMNS = MAX_ROWS * 20, 30  # rows: prompts of all guides stand on one sheet
_UNSOUND = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    EOFError,
    RuntimeError,
    OSError,
)
"""What a damaged workbook raises; XML that is none is a SyntaxError."""


def read_framework(path: Path) -> Framework:
    """Return the framework that a file holds, whole and checked; its ending says in which form.

    Raises:
        FrameworkError: the file cannot be read, or something in it cannot be meant; says where.
    """
    content = _content(path)
    framework = _read(path, content)
    if len(to_json(framework).encode()) > MAX_BYTES:
        raise FrameworkError(
            f"The framework in “{path.name}” is longer than a review can keep.",
            "Shorten its texts, or make two of it.",
            detail=f"more than {MAX_BYTES} bytes",
        )
    return framework


def _read(path: Path, content: bytes) -> Framework:
    match path.suffix.lower():
        case ".xlsx":
            return from_grids(_xlsx(path, content))
        case ".csv":
            return from_grids(_csv(_text(path, content)))
        case ".json":
            return from_mapping(_json(path, content))
        case _:
            return from_mapping(_toml(path, content))


def _content(path: Path) -> bytes:
    """Return what is in a file that is not too large to be a framework."""
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_FILE + 1)
    except OSError as reason:
        raise FrameworkError(
            f"The file “{path.name}” cannot be read.",
            "Look whether it is still there, and choose it again.",
            detail=str(reason),
        ) from reason
    if len(content) > _MAX_FILE:
        raise _not_one(path, f"more than {_MAX_FILE} bytes")
    return content


def _not_one(path: Path, detail: str) -> FrameworkError:
    return FrameworkError(
        f"The file “{path.name}” is not written in a form of frameworks that PeerDesk reads.",
        "Choose a .toml or .json file, or a spreadsheet made of the template.",
        detail=detail,
    )


def _text(path: Path, content: bytes) -> str:
    """Return text as Excel saves it, in either of its two ways."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as reason:
        raise _not_one(path, str(reason)) from reason


def _toml(path: Path, content: bytes) -> dict[str, object]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as reason:
        raise _not_one(path, str(reason)) from reason


def _json(path: Path, content: bytes) -> dict[str, object]:
    try:
        values = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as reason:
        raise _not_one(path, str(reason)) from reason
    if not isinstance(values, dict):
        raise _not_one(path, "no object")
    return values


def _xlsx(path: Path, content: bytes) -> dict[str, Grid]:
    """Return the sheets of a workbook, as what its cells show."""
    from openpyxl import load_workbook  # loaded when somebody brings a workbook, not at the start

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > _MAX_UNPACKED:
                raise _not_one(path, f"more than {_MAX_UNPACKED} bytes unpacked")
            if damaged := packed.testzip():  # its reader stops at the last row, and would not see it
                raise _not_one(path, f"{damaged} is not as it was written")
        with closing(load_workbook(io.BytesIO(content), read_only=True, data_only=True)) as book:
            return {
                sheet.title: list(_grid(sheet.title, sheet.iter_rows(max_col=_MAX_COLUMNS, values_only=True)))
                for sheet in book.worksheets
                if sheet.title.strip().casefold() != READ_ME
            }
    except _UNSOUND as reason:
        raise _not_one(path, str(reason)) from reason


def _csv(text: str) -> dict[str, Grid]:
    """Return the tables of a text in which each stands under its name in square brackets."""
    grids: dict[str, list[tuple[int, list[str]]]] = {}
    here: list[tuple[int, list[str]]] | None = None
    dialect = "excel" if text.count(",") >= text.count(";") else _Semicolons
    rows = csv.reader(io.StringIO(text, newline=""), dialect)
    try:
        for row in rows:
            first = row[0].strip() if row else ""
            if first.startswith("[") and first.endswith("]") and not any(cell.strip() for cell in row[1:]):
                name = first[1:-1].strip()
                if name in grids:
                    raise SheetError("this sheet is there twice.", name, rows.line_num)
                here = grids.setdefault(name, [])
            elif any(cell.strip() for cell in row):
                if here is None:
                    raise SheetError("the first line ought to be the name of a sheet in square brackets.", "about", 1)
                here.append((rows.line_num, row))
    except csv.Error as reason:
        raise SheetError("this line is no line of a table.", "about", rows.line_num) from reason
    grids.pop(READ_ME, None)
    return dict(grids)


class _Semicolons(csv.excel):
    """What Excel writes where a comma parts whole from tenths."""

    delimiter = ";"


def _grid(sheet: str, rows: Iterator[Sequence[object]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet that say something, as words."""
    for number, row in enumerate(rows, 1):
        if number > _MAX_SHEET_ROWS:
            raise SheetError(f"there are more than {_MAX_SHEET_ROWS:,} rows.", sheet)
        cells = [_shown(cell) for cell in row]
        if any(cell.strip() for cell in cells):
            yield number, cells


def _shown(cell: object) -> str:
    """Return a cell's value as one reads it: a spreadsheet takes 09:05 for a time and 1 for a fraction."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | time):
        return cell.strftime("%H:%M")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
