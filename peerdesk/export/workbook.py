"""Tables as a workbook (.xlsx): a sheet each, the first row names the columns."""

import io
from collections.abc import Iterable
from datetime import datetime

import xlsxwriter

from peerdesk.domain.everything import Table

_MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - the same words are the same file
_MOST_LETTERS = 32_767  # that a cell holds
_CUT = " … (the rest is in the file that ends in .json)"
_NARROW, _WIDE, _SAMPLE = 12, 48, 200


def write_workbook(title: str, tables: Iterable[Table]) -> bytes:
    """Return the tables that hold a row, each on a sheet of its own.

    All cells are text, so that nothing is taken for a formula; what is longer than a cell ends in a sentence.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": _MADE_AT})
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        words = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for table in tables:
            if not table.rows:
                continue
            sheet = book.add_worksheet(table.kind)
            for at, name in enumerate(table.columns):
                longest = max(len(str(row[at])) for row in table.rows[:_SAMPLE])
                sheet.set_column(at, at, max(_NARROW, min(longest + 2, _WIDE)), words)
                sheet.write_string(0, at, name.replace("_", " "), head)
            for down, row in enumerate(table.rows, 1):
                for at, cell in enumerate(row):
                    if cell != "":
                        sheet.write_string(down, at, _fit(str(cell)), words)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        if not book.worksheets():
            book.add_worksheet("nothing")
    return out.getvalue()


def _fit(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - len(_CUT)] + _CUT
