"""A framework as sheets of words, and back: what is wrong is said with its sheet, row and column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from peerdesk.domain.data_table import DataTable
from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_forms import FORM_OF, FORMS, WORD_LISTS, Column, Form
from peerdesk.domain.framework_reading import from_table
from peerdesk.domain.framework_writing import to_mapping
from peerdesk.errors import FrameworkError
from peerdesk.overriding import override

Cells: TypeAlias = Mapping[str, str]
"""What a row says, by the names of its columns; what is not there says nothing."""
Grid: TypeAlias = Sequence[tuple[int, Sequence[str]]]
"""Rows of a table with their numbers, the head first."""

_SHEET_OF = {form.part: form.name for form in FORMS if form.part} | {"words": "words"}


class SheetError(FrameworkError):
    """What a sheet says cannot be meant.

    Attributes:
        sheet, row, column: where; row 0 and column "" for the sheet as a whole.
        sentence: what is wrong there.
    """

    def __init__(self, sentence: str, sheet: str, row: int = 0, column: str = "") -> None:
        """Say where, then what."""
        self.sheet, self.row, self.column, self.sentence = sheet, row, column, sentence
        where = [
            f"Sheet “{sheet}”",
            f"row {row}" if row else "",
            f"column “{column.replace('_', ' ')}”" if column else "",
        ]
        super().__init__(
            f"{', '.join(filter(None, where))}: {sentence}",
            "Correct it there, and bring it in again.",
            detail=f"{sheet} {row} {column}",
        )


class _Values(dict[str, Any]):
    """What one row says to the reader, and where it stands."""

    def __init__(self, sheet: str, row: int, said: Mapping[str, Any]) -> None:
        super().__init__(said)
        self.sheet, self.row = sheet, row


@dataclass(frozen=True)
class _SheetTable(DataTable):
    @override
    def refusal(self, sentence: str, name: str = "") -> SheetError:
        values = cast("_Values", self.values)
        said = sentence.replace(f"“{name}”", f"“{name.replace('_', ' ')}”")
        if name in FORM_OF[values.sheet].by_name:
            return SheetError(said, values.sheet, values.row, name)
        return SheetError(said, _SHEET_OF.get(name, values.sheet))

    @override
    def row(self, name: str, number: int, values: Mapping[str, object]) -> DataTable:
        return _SheetTable(values, f"{name} {number}", self.error)

    @override
    def table(self, name: str, *, needed: bool = True) -> DataTable:
        found = super().table(name, needed=needed)
        if not isinstance(found.values, _Values):
            return found
        return _SheetTable(found.values, name, self.error)


def to_sheets(framework: Framework) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each sheet, by the names of their columns; what says nothing is left out."""
    said = to_mapping(framework)
    rows: dict[str, list[Mapping[str, Any]]] = {
        form.name: [said[form.part]] if form.single else said.get(form.part, []) for form in FORMS if form.part
    }
    rows["about"] = [said]
    rows["prompts"] = [
        {"guide": one["id"]} | prompt for one in said.get("guide", ()) for prompt in one.get("prompt", ())
    ]
    judging, shorthand, not_names = WORD_LISTS
    words = said.get("words", {})
    rows["words"] = [{"list": judging} | one for one in said.get("judging", ())]
    for name, key in ((shorthand, "shorthand"), (not_names, "not_names")):
        if key in words:
            rows["words"].append({"list": name, "words": words[key]})
    return {form.name: [_cells(form, row) for row in rows[form.name]] for form in FORMS}


def from_sheets(sheets: Mapping[str, Iterable[tuple[int, Cells]]]) -> Framework:
    """Make a framework of rows with their numbers, by sheet.

    Raises:
        SheetError: something is missing, misspelt, twice there, or names what is not there.
    """
    rows = {form.name: [_read(form, row, cells) for row, cells in sheets.get(form.name, ())] for form in FORMS}
    for form in FORMS:
        if form.single and len(rows[form.name]) > 1:
            raise SheetError("there is one row too many.", form.name, rows[form.name][1].row)
    top = rows["about"][0] if rows["about"] else _Values("about", 2, {})
    for form in FORMS:
        if form.single and form.part and rows[form.name]:
            top[form.part] = rows[form.name][0]
        elif not form.single and form.name not in ("prompts", "words"):
            top[form.part] = rows[form.name]
    _add_prompts(rows["guides"], rows["prompts"])
    _add_words(top, rows["words"])
    return from_table(_SheetTable(top, "about", FrameworkError))


def from_grids(grids: Mapping[str, Grid]) -> Framework:
    """Make a framework of whole tables by the names of their sheets; the first row of each names its columns.

    Raises:
        SheetError: a sheet or column has a name that means nothing, or as `from_sheets`.
    """
    named = {_plain(name): name for name in grids}
    unknown = [name for plain, name in named.items() if plain not in {_plain(form.name) for form in FORMS}]
    if unknown:
        names = ", ".join(form.name for form in FORMS)
        raise SheetError(f"a sheet of this name means nothing here; there are {names}.", unknown[0])
    return from_sheets(
        {form.name: list(_rows(form, grids[named[_plain(form.name)]])) for form in FORMS if _plain(form.name) in named}
    )


def to_grids(framework: Framework | None) -> dict[str, list[list[str]]]:
    """Return whole tables, heads first; of no framework only the heads."""
    sheets = to_sheets(framework) if framework else {}
    return {
        form.name: [
            [column.word for column in form.columns],
            *([row.get(column.name, "") for column in form.columns] for row in sheets.get(form.name, ())),
        ]
        for form in FORMS
    }


def _cells(form: Form, row: Mapping[str, Any]) -> dict[str, str]:
    return {
        column.name: "\n".join(said) if isinstance(said, list) else str(said)
        for column in form.columns
        if (said := row.get(column.name, "")) != ""
    }


def _rows(form: Form, grid: Grid) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of a table that say something."""
    if not grid:
        return
    head_row, head = grid[0]
    by_word = {_plain(column.name): column.name for column in form.columns}
    names = [by_word.get(_plain(word), "") for word in head]
    for word, name in zip(head, names, strict=True):
        if word.strip() and not name:
            words = ", ".join(column.word for column in form.columns)
            raise SheetError(f"a column “{word.strip()}” means nothing here; there are {words}.", form.name, head_row)
        if name and names.count(name) > 1:
            raise SheetError("this column is there twice.", form.name, head_row, name)
    for number, row in grid[1:]:
        cells = {name: text for name, text in zip(names, row, strict=False) if text.strip()}
        if "" in cells:
            raise SheetError("there is something beside the columns.", form.name, number)
        if cells:
            yield number, cells


def _read(form: Form, number: int, cells: Cells) -> _Values:
    """Return what a row says; words that are no number or no choice stay as they are, to be refused by the reader."""
    said = {name: _value(form.by_name[name], text) for name, text in cells.items() if text.strip()}
    return _Values(form.name, number, said)


def _value(column: Column, text: str) -> str | int | list[str]:
    plain = text.strip()
    if column.kind == "lines":
        return [line.strip() for line in text.splitlines() if line.strip()]
    if column.kind == "number" and plain.isascii() and plain.isdigit():
        return int(plain)
    if column.kind == "choice":
        return next((word for word in column.choices if _plain(word) == _plain(plain)), plain)
    return plain


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())


def _add_prompts(guides: Iterable[_Values], prompts: Iterable[_Values]) -> None:
    """Put each prompt into its guide."""
    by_id = {guide.get("id"): guide for guide in guides}
    for prompt in prompts:
        name = prompt.pop("guide", None)
        if name not in by_id:
            sentence = f"there is no guide “{name}” in this framework." if name else "“guide” is missing."
            raise SheetError(sentence, prompt.sheet, prompt.row, "guide")
        by_id[name].setdefault("prompt", []).append(prompt)


def _add_words(top: _Values, rows: Iterable[_Values]) -> None:
    """Put judging words where the reader looks for them, and add up the other two lists."""
    judging, shorthand, not_names = WORD_LISTS
    top["judging"] = []
    words: dict[str, list[str]] = {}
    for row in rows:
        which = row.pop("list", None)
        if which == judging:
            top["judging"].append(row)
        elif which in (shorthand, not_names):
            if beside := next((name for name in ("why", "try") if name in row), ""):
                raise SheetError(f"“{beside}” belongs to judging words.", row.sheet, row.row, beside)
            words.setdefault("shorthand" if which == shorthand else "not_names", []).extend(row.get("words", ()))
        else:
            can = ", ".join(WORD_LISTS)
            raise SheetError(f"“list” cannot be “{which or ''}”; it can be {can}.", row.sheet, row.row, "list")
    if words:
        top["words"] = _Values("words", 0, words)
