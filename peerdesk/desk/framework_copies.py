"""Copies of frameworks that somebody is changing: kept at each step, and no framework before they are whole."""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from peerdesk.desk.frameworks import FOLDER, Library, Shelved
from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_forms import FORM_OF, FORMS
from peerdesk.domain.framework_sheets import Cells, SheetError, from_sheets, to_sheets
from peerdesk.errors import FrameworkError
from peerdesk.files import write_whole

UNFINISHED = "unfinished"


@dataclass(frozen=True)
class CopyRow:
    """A row of a copy: a name that it keeps wherever it stands, and what it says."""

    key: str
    cells: Cells


@dataclass(frozen=True)
class Copy:
    """A framework that is being changed, as rows of words that need not make sense yet.

    Attributes:
        name: names the copy among others.
        sheets: rows by sheet.
    """

    name: str
    sheets: Mapping[str, Sequence[CopyRow]]

    @property
    def title(self) -> str:
        """What it says that it is called."""
        return self._about("title")

    @property
    def version(self) -> str:
        """What it says that its version is."""
        return self._about("version")

    def with_rows(self, sheet: str, rows: Sequence[CopyRow]) -> "Copy":
        """Return the copy with other rows on a sheet."""
        return replace(self, sheets={**self.sheets, sheet: tuple(rows)})

    def with_cell(self, sheet: str, key: str, column: str, words: str) -> "Copy":
        """Return the copy with other words in a cell; what names a row by its id goes on naming it."""
        if column == "id":
            return self._renamed(sheet, key, words.strip())
        rows = [
            replace(row, cells={**row.cells, column: words}) if row.key == key else row for row in self.sheets[sheet]
        ]
        return self.with_rows(sheet, rows)

    def _renamed(self, sheet: str, key: str, new: str) -> "Copy":
        """Return the copy with another id for a row, there and wherever that id alone was named."""
        ids = [row.cells.get("id", "") for row in self.sheets[sheet]]
        old = next((row.cells.get("id", "") for row in self.sheets[sheet] if row.key == key), "")
        follow = bool(old) and bool(new) and ids.count(old) == 1 and new not in ids
        naming = {form.name: [one.name for one in form.columns if follow and one.names == sheet] for form in FORMS}
        sheets = {
            name: tuple(
                replace(
                    row,
                    cells={
                        **row.cells,
                        **{column: new for column in naming.get(name, ()) if row.cells.get(column) == old},
                        **({"id": new} if (name, row.key) == (sheet, key) else {}),
                    },
                )
                for row in rows
            )
            for name, rows in self.sheets.items()
        }
        return replace(self, sheets=sheets)

    def _about(self, column: str) -> str:
        return next((row.cells.get(column, "") for row in self.sheets["about"]), "")


class FrameworkCopies:
    """Begins copies, keeps them, and makes frameworks of them."""

    def __init__(self, folder: Path, library: Library) -> None:
        """Keep copies in a data folder; whole ones go to the library."""
        self._folder, self._library = folder / FOLDER / UNFINISHED, library

    def all(self) -> list[Copy]:
        """Return the copies that are not finished, the newest first; what cannot be read is left where it is."""
        return sorted(self._read(), key=lambda one: (self.file(one).stat().st_mtime_ns, one.name), reverse=True)

    def begin(self, framework: Framework) -> Copy:
        """Begin a copy of a framework.

        Raises:
            FileNotWrittenError: it cannot be kept.
        """
        sheets = {name: tuple(map(new_row, rows)) for name, rows in to_sheets(framework).items()}
        copy = Copy(secrets.token_hex(8), sheets)
        self.keep(copy)
        return copy

    def keep(self, copy: Copy) -> None:
        """Keep a copy as it is now.

        Raises:
            FileNotWrittenError: it cannot be kept.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        said = {name: [[row.key, dict(row.cells)] for row in rows] for name, rows in copy.sheets.items()}
        write_whole(self.file(copy), json.dumps(said, ensure_ascii=False).encode())

    def finish(self, copy: Copy) -> Shelved:
        """Make a framework of a copy, which then goes.

        Raises:
            SheetError: something in it cannot be meant, or its version is here and says something else; rows count
                from 1.
            FileNotWrittenError: it cannot be kept.
        """
        rows = {name: [(at, row.cells) for at, row in enumerate(rows, 1)] for name, rows in copy.sheets.items()}
        framework = from_sheets(rows)
        there = self._library.version(framework.framework_id, framework.version)
        if there is not None and there.framework != framework:
            sentence = f"version {framework.version} is here already, and says something else. Raise it."
            raise SheetError(sentence, "about", 1, "version")
        kept = self._library.keep(framework)
        self.drop(copy)
        return kept

    def drop(self, copy: Copy) -> None:
        """Let a copy go."""
        with suppress(OSError):  # it is offered again
            self.file(copy).unlink(missing_ok=True)

    def file(self, copy: Copy) -> Path:
        """Return where a copy lies."""
        return self._folder / f"{copy.name}.json"

    def _read(self) -> Iterator[Copy]:
        files = sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []
        for file in files:
            with suppress(OSError, ValueError, TypeError, AttributeError, FrameworkError):
                yield _copy_of(file.stem, json.loads(file.read_text(encoding="utf-8")))


def new_row(cells: Cells) -> CopyRow:
    """Return a row that has no name yet."""
    return CopyRow(secrets.token_hex(4), cells)


def _copy_of(name: str, said: Mapping[str, Sequence[tuple[str, Mapping[str, str]]]]) -> Copy:
    """Return a copy of what its file says; columns that mean nothing are left out."""
    sheets = {}
    for form in FORMS:
        rows = [
            CopyRow(
                str(key),
                {column: str(words) for column, words in cells.items() if column in FORM_OF[form.name].by_name},
            )
            for key, cells in said.get(form.name, ())
        ]
        sheets[form.name] = tuple(rows) or (new_row({}),) * form.single
    return Copy(name, sheets)
