"""Sheets of a workbook or a CSV file as they are seen: what each cell shows, which cells are one."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from peerdesk.domain.tracker import Grid
from peerdesk.errors import PeerDeskError
from peerdesk.intake.tables import MOST_SHEET_BYTES, UNREADABLE, open_table

MOST_ROWS, MOST_COLUMNS = 20_000, 200


class TrackerError(PeerDeskError):
    """The file is no table that can be read; nothing of it was taken."""


def read_grids(path: Path) -> list[Grid]:
    """Return the sheets of a tracker.

    Args:
        path: .xlsx or .csv; what is in it counts, not its name.

    Raises:
        TrackerError: it is no table, is damaged or too large, or may not be read.
    """
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                if file.read(2) == b"PK":
                    raise _refusal("This spreadsheet is damaged.")
            with open_table(path, _refusal, lambda _: True) as table:
                return [Grid(path.stem, [table.headings, *table.rows])]
        return _sheets(path)
    except OSError as reason:
        raise _refusal(f"“{path.name}” cannot be read.", str(reason)) from reason


def _sheets(path: Path) -> list[Grid]:
    from openpyxl import load_workbook  # loaded when somebody brings a workbook, not at the start
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_SHEET_BYTES:
                raise _refusal("This spreadsheet is too large.")
            if damaged := archive.testzip():
                raise _refusal("This spreadsheet cannot be read.", f"{damaged} is not as it was written")
        book = load_workbook(path, data_only=True)
        grids = [_grid(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        book.close()
    except (*UNREADABLE, KeyError, TypeError, AttributeError, SyntaxError, IndexError, InvalidFileException) as error:
        raise _refusal("This spreadsheet cannot be read.", str(error)) from error
    return grids


def _grid(sheet: Any) -> Grid:
    rows = [
        [_said(cell) for cell in row[:MOST_COLUMNS]]
        for row in sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), values_only=True)
    ]
    merged = [(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1) for one in sheet.merged_cells.ranges]
    return Grid(sheet.title, rows, merged)


def _said(value: Any) -> str:
    """Return what a cell says: a day as `YYYY-MM-DD`, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value).strip()


def _refusal(message: str, detail: str = "") -> TrackerError:
    return TrackerError(message, "Choose a spreadsheet (.xlsx) or a CSV file.", detail=detail)
