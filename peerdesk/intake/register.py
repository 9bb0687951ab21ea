"""The register of schools (Get Information about Schools): a download in, schools and findings about its rows out."""

import codecs
import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from peerdesk.domain.school import School
from peerdesk.errors import NotARegisterError
from peerdesk.intake.register_columns import NEEDED, find_columns, plain, to_school

Progress = Callable[[int, int], None]
"""Told how many bytes of how many are read; may raise Cancelled."""

MOST_BYTES = 512 * 1024 * 1024  # the whole of England, closed schools and all, is an eighth of this
LONGEST_LINE = 100_000
ROWS_A_STEP = 500
REMEDY = "Choose the CSV or ZIP file that “Download” gives on Get Information about Schools."
UNREADABLE = (
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    RuntimeError,
    ValueError,
    OverflowError,
    EOFError,
)
"""What damaged text and damaged archives raise in the standard library."""


@dataclass(frozen=True, slots=True)
class RowFinding:
    """Something about a row that the person should know.

    Attributes:
        row: as a spreadsheet counts, the headings being row 1.
        message: one sentence.
        taken: the school of this row was read all the same.
    """

    row: int
    message: str
    taken: bool


@dataclass(slots=True)
class Register:
    """An open register. Iterate over it, once, for its schools; `findings` grows meanwhile."""

    _rows: Iterator[list[str]]
    _width: int
    _columns: Mapping[str, int]
    _step: Callable[[], None]
    findings: list[RowFinding] = field(default_factory=list)

    def __iter__(self) -> Iterator[School]:
        """Give each school once; what cannot be read becomes a finding.

        Raises:
            NotARegisterError: from some row on, the file can be read no further.
        """
        seen: set[str] = set()
        for row, cells in enumerate(self._rest(), start=2):
            school = self._read(row, cells) if any(cells) else None
            if school and school.urn in seen:
                self._find(row, f"URN {school.urn} came before; the first one counts.", taken=False)
            elif school:
                seen.add(school.urn)
                yield school

    def _rest(self) -> Iterator[list[str]]:
        row = 1
        try:
            for row, cells in enumerate(self._rows, start=2):
                if row % ROWS_A_STEP == 0:
                    self._step()
                yield cells
        except UNREADABLE as error:
            raise NotARegisterError(f"After row {row} this file cannot be read.", REMEDY, detail=str(error)) from error
        self._step()

    def _read(self, row: int, cells: Sequence[str]) -> School | None:
        """Return the school of a row, None if it would be a wrong one."""
        if len(cells) <= max(self._columns.values()):
            self._find(row, f"The row has only {len(cells)} of {self._width} cells.", taken=False)
            return None
        said = {name: plain(cells[column]) for name, column in self._columns.items()}
        school, odd = to_school(said)
        moved = "" if len(cells) == self._width else f"The row has {len(cells)} cells, not {self._width}."
        if (moved and odd) or not NEEDED.keys().isdisjoint(odd):
            self._find(row, f"{_cannot_be(said, odd[0])} {moved}".rstrip(), taken=False)
            return None
        for name in odd:
            self._find(row, f"{_cannot_be(said, name)} It was left empty.", taken=True)
        if moved:
            self._find(row, moved, taken=True)
        if any("\ufffd" in cell for cell in said.values()):
            self._find(row, "Some letters of this row are not clear.", taken=True)
        if any("\n" in cell for cell in cells):
            self._find(row, "A stray quotation mark may have swallowed schools after this row.", taken=True)
        return school

    def _find(self, row: int, message: str, *, taken: bool) -> None:
        self.findings.append(RowFinding(row, message, taken))


@contextmanager
def open_register(path: Path, progress: Progress | None = None) -> Iterator[Register]:
    """Open a download of the register for reading, row by row.

    Columns are found by their headings, in UTF-8 or Windows-1252, in a CSV file or the ZIP file that holds one.

    Args:
        path: the download.
        progress: told every 500 rows and at the end.

    Raises:
        NotARegisterError: the file is something else; its `detail` lists the columns that were found.
        OSError: the file is not there or may not be read.
    """
    with ExitStack() as stack:
        try:
            binary, size_bytes = _open_table(path, stack)
            text = stack.enter_context(io.TextIOWrapper(binary, _encoding(binary), errors="replace", newline=""))
            rows = csv.reader(iter(lambda: text.readline(LONGEST_LINE), ""))
            headings = next(rows, [])
        except UNREADABLE as error:
            raise NotARegisterError("This file is no table.", REMEDY, detail=str(error)) from error
        columns = _known(headings)
        yield Register(rows, len(headings), columns, lambda: progress(binary.tell(), size_bytes) if progress else None)


def _open_table(path: Path, stack: ExitStack) -> tuple[IO[bytes], int]:
    """Return the table, and its length in bytes."""
    if not zipfile.is_zipfile(path):
        return stack.enter_context(path.open("rb")), _sensible(path.stat().st_size)
    archive = stack.enter_context(zipfile.ZipFile(path))
    tables = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".csv")]
    if len(tables) != 1:
        raise NotARegisterError(f"This ZIP file holds {len(tables)} CSV files; it should be one.", REMEDY)
    return stack.enter_context(archive.open(tables[0])), _sensible(tables[0].file_size)


def _sensible(size_bytes: int) -> int:
    if not size_bytes:
        raise NotARegisterError("This file is empty.", REMEDY)
    if size_bytes > MOST_BYTES:
        raise NotARegisterError("This file is too large to be a register of schools.", REMEDY)
    return size_bytes


def _encoding(binary: IO[bytes]) -> str:
    """Return how the text is written, after a look at all of it; the stream is at its beginning again."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding = "utf-8-sig"
    try:
        while block := binary.read(1_048_576):
            if b"\0" in block:
                raise NotARegisterError("This file is no text.", REMEDY)
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        encoding = "cp1252"
    binary.seek(0)
    return encoding


def _known(headings: Sequence[str]) -> Mapping[str, int]:
    columns = find_columns(headings)
    if missing := [heading for name, heading in NEEDED.items() if name not in columns]:
        first = ", ".join(heading.strip()[:30] for heading in headings[:4]) or "with nothing"
        raise NotARegisterError(
            f"This is no register of schools: there is no column {' or '.join(missing)}. It begins: {first}.",
            REMEDY,
            detail=f"columns: {', '.join(headings)}",
        )
    return columns


def _cannot_be(said: Mapping[str, str], name: str) -> str:
    return f"“{said[name][:40]}” cannot be the {NAMES.get(name, name.replace('_', ' '))}."


NAMES = {
    "urn": "URN",
    "name": "name of a school",
    "la_code": "code of the local authority",
    "number": "number of the school",
    "low_age": "youngest age",
    "high_age": "oldest age",
    "pupils": "number of pupils",
    "opened_on": "day of opening",
    "closed_on": "day of closing",
}
