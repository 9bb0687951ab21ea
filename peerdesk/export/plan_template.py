"""Tables for schools to fill in, as spreadsheets: headings, and what may stand in a column where not anything may."""

import io
from pathlib import Path
from typing import Any

import xlsxwriter

from peerdesk.domain.framework import Framework
from peerdesk.domain.plan_sheets import COLUMNS, MOST_ROWS, STATES, Column, PlanSheet
from peerdesk.files import write_whole

_WIDTHS = {"text": 60, "characteristic": 36, "evidence": 44, "what_we_saw": 44}
_WIDTH = 20  # characters of any other column
_TITLES: dict[PlanSheet, str] = {"self_view": "What we say", "action": "Since the last review"}


def write_plan_template(path: Path, sheet: PlanSheet, framework: Framework) -> None:
    """Write a table to fill in; where a framework has no scale there is no column for levels.

    Raises:
        FileNotWrittenError: the folder cannot be written, or the disk is full.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        choices = _choices(framework)
        columns = [one for one in COLUMNS[sheet] if one.name != "level" or framework.scale.steps]
        page, words = book.add_worksheet(_TITLES[sheet]), book.add_worksheet("What may stand there")
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for at, column in enumerate(columns):
            page.write_string(0, at, column.heading, bold)
            page.set_column(at, at, _WIDTHS.get(column.name, _WIDTH), wrapped)
        page.freeze_panes(1, 0)
        with_choices = [one for one in columns if choices.get(one.name)]
        for at, column in enumerate(with_choices):
            _write_choices(words, at, column, choices[column.name], bold)
            _offer(page, columns.index(column), words.get_name(), at, len(choices[column.name]))
        if not with_choices:
            words.hide()
    write_whole(path, out.getvalue())


def _choices(framework: Framework) -> dict[str, list[str]]:
    places = framework.characteristics or framework.themes
    return {
        "characteristic": [one.name for one in places],
        "level": list(framework.scale.steps),
        "state": [state for state in STATES if state],
    }


def _write_choices(words: Any, at: int, column: Column, choices: list[str], bold: Any) -> None:
    words.write_string(0, at, column.heading, bold)
    words.set_column(at, at, _WIDTHS["characteristic"])
    for row, choice in enumerate(choices, start=1):
        words.write_string(row, at, choice)


def _offer(page: Any, at: int, name: str, column: int, count: int) -> None:
    """Let the spreadsheet offer the choices; something else may be typed and is looked at when it is brought in."""
    letter = chr(ord("A") + column)
    source = f"='{name}'!${letter}$2:${letter}${count + 1}"
    page.data_validation(1, at, MOST_ROWS, at, {"validate": "list", "source": source, "show_error": False})
