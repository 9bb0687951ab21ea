"""A framework as a workbook: a sheet for each part, hints beside the cells, lists where only a few words fit."""

import io
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_forms import FORMS, Column, Form
from peerdesk.domain.framework_sheets import to_grids

_MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - the same words are the same file
_ROWS = 400
_WIDTHS = {"line": 22, "text": 48, "lines": 40, "number": 9, "choice": 16, "names": 18}
_READ_ME = (
    "A framework for PeerDesk",
    "Each sheet is a part of it; the first row names the columns. Fill in what you have, and leave the rest empty.",
    "Choose a cell, and a note beside it says what belongs there. Where only a few words fit, a list opens.",
    "Where a hint says “one on each line”: Alt+Enter begins a new line inside a cell.",
    "Begin with “about”, “scale”, “themes” and “thin”. Everything else may grow over time.",
    "In PeerDesk: Frameworks, then Bring in. What cannot be meant is said with its sheet, row and column.",
)


def write_workbook(framework: Framework | None) -> bytes:
    """Return a framework, or none, as a workbook: hints beside the cells, lists where only a few words fit."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": framework.title if framework else "Framework", "created": _MADE_AT})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        words = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        about = book.add_worksheet("read me")
        about.set_column(0, 0, 100, words)
        for at, line in enumerate(_READ_ME):
            about.write_string(at, 0, line, head if at == 0 else words)
        for form, grid in zip(FORMS, to_grids(framework).values(), strict=True):
            _write_sheet(book.add_worksheet(form.name), form, grid, head, words)
    return out.getvalue()


def _write_sheet(sheet: Worksheet, form: Form, grid: list[list[str]], head: Format, words: Format) -> None:
    for at, column in enumerate(form.columns):
        sheet.set_column(at, at, _WIDTHS[column.kind], words)
        last = 1 if form.single else _ROWS
        sheet.data_validation(1, at, last, at, _validation(column))
    for at, row in enumerate(grid):
        for across, cell in enumerate(row):
            if cell:
                sheet.write_string(at, across, cell, words if at else head)
    sheet.freeze_panes(1, 0)


def _validation(column: Column) -> dict[str, object]:
    """Return the hint beside a column's cells, and the list that opens in them."""
    said: dict[str, object] = {"input_title": column.word, "input_message": column.hint, "validate": "any"}
    if column.kind == "choice":
        said |= {"validate": "list", "source": list(column.choices)}
    elif column.kind == "names":
        said |= {"validate": "list", "source": f"='{column.names}'!$A$2:$A${_ROWS + 1}", "error_type": "information"}
    return said
