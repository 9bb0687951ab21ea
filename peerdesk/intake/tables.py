"""Tables as they are downloaded or sent: CSV in either encoding, in a ZIP file or not, and spreadsheets."""

import codecs
import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any, Protocol

from peerdesk.errors import PeerDeskError

Progress = Callable[[int, int], None]
"""Told how much of how much is read (bytes, or rows of a spreadsheet); may raise Cancelled."""

MOST_BYTES = 512 * 1024 * 1024  # the whole of England, closed schools and all, is an eighth of this
MOST_SHEET_BYTES = 64 * 1024 * 1024  # of a spreadsheet, unpacked: a person's own file, not a nation's
LONGEST_LINE = 100_000
ROWS_A_STEP = 500
AT_ONCE = 100  # rows that stay in the processor's own memory
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
_NO_SHEET = (*UNREADABLE, KeyError, TypeError, AttributeError, SyntaxError, IndexError)
"""What a damaged spreadsheet raises besides, once it is opened."""


class Refuse(Protocol):
    """Makes the failure that is raised: what is wrong with the file, and details."""

    def __call__(self, message: str, detail: str = "") -> PeerDeskError:
        """Return it."""


@dataclass
class Table:
    """An open table.

    Attributes:
        name: of the file, or of the file in the ZIP file.
        headings: the cells of the first row.
        rows: the others, once, in order.
        in_hundreds: gives the same rows, once, many at a time, with the number of the first: what a function takes of
            each, so that the rest is let go at once. For what has to be quick.
        line: how many lines were read of a text, 0 for a spreadsheet; more than rows if a cell holds several.
        clear: each letter is one; else U+FFFD stands for those that are in no alphabet.
    """

    name: str
    headings: Sequence[str]
    rows: Iterator[list[str]]
    in_hundreds: Callable[[Callable[[list[str]], Sequence[str]]], Iterator[tuple[int, list[Sequence[str]]]]]
    line: Callable[[], int]
    clear: bool = True


@contextmanager
def open_table(
    path: Path, refuse: Refuse, wants: Callable[[Sequence[str]], bool], progress: Progress | None = None
) -> Iterator[Table]:
    """Open a table for reading, row by row; of several in a ZIP file the first whose headings are wanted.

    Args:
        path: .csv, .txt, .zip or .xlsx; what is in it counts, not its name.
        refuse: makes the failure.
        wants: says whether a table with these headings is the one.
        progress: told every 500 rows and at the end.

    Raises:
        PeerDeskError: what `refuse` made, here or from some row on.
        OSError: the file is not there or may not be read.
    """
    with ExitStack() as stack:
        if not zipfile.is_zipfile(path):
            size = _sensible(path.stat().st_size, refuse)
            yield _text_table(path.name, stack.enter_context(path.open("rb")), size, stack, refuse, progress)
            return
        try:
            archive = stack.enter_context(zipfile.ZipFile(path))
        except UNREADABLE as error:
            raise refuse("This ZIP file is damaged.", str(error)) from error
        if "xl/workbook.xml" in archive.namelist():
            yield _sheet(path, archive, stack, refuse, progress)
            return
        yield _wanted(archive, stack, refuse, wants, progress)


def holds(path: Path, wants: Callable[[Sequence[str]], bool]) -> bool:
    """Say whether a file is, or holds, a table whose headings are wanted; False for what is no table at all.

    Raises:
        OSError: the file is not there or may not be read.
    """

    def refuse(message: str, detail: str = "") -> PeerDeskError:
        return PeerDeskError(message, "", detail=detail)

    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as text:  # its first line says it; there is no need to look at all of it
                return wants(next(csv.reader([text.readline(LONGEST_LINE).decode("utf-8-sig", "replace")]), []))
        with open_table(path, refuse, wants) as table:
            return wants(table.headings)
    except (PeerDeskError, csv.Error):
        return False


def _wanted(
    archive: zipfile.ZipFile,
    stack: ExitStack,
    refuse: Refuse,
    wants: Callable[[Sequence[str]], bool],
    progress: Progress | None,
) -> Table:
    entries = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".csv")]
    if not entries:
        raise refuse("This ZIP file holds 0 CSV files; it should be one.")
    opened = None
    for entry in entries:
        try:
            binary = stack.enter_context(archive.open(entry))
        except UNREADABLE as error:
            raise refuse(f"“{entry.filename}” in this ZIP file cannot be read.", str(error)) from error
        size = _sensible(entry.file_size, refuse)
        table = _text_table(entry.filename, binary, size, stack, refuse, progress)
        if wants(table.headings):
            return table
        opened = opened or table
    assert opened is not None  # noqa: S101 - there was an entry
    return opened


def _text_table(
    name: str, binary: IO[bytes], size_bytes: int, stack: ExitStack, refuse: Refuse, progress: Progress | None
) -> Table:
    try:
        encoding, clear = _encoding(binary, refuse)
        text = stack.enter_context(io.TextIOWrapper(binary, encoding, errors="replace", newline=""))
        reader = csv.reader(iter(partial(text.readline, LONGEST_LINE), ""))
        headings = next(reader, [])
    except UNREADABLE as error:
        raise refuse("This file is no table.", str(error)) from error

    def tell() -> None:
        if progress:
            progress(binary.tell(), size_bytes)

    hundreds = partial(_in_hundreds, reader, tell, refuse)
    return Table(name, headings, _rest(reader, tell, refuse), hundreds, lambda: reader.line_num, clear)


def _rest(rows: Iterator[list[str]], tell: Callable[[], None], refuse: Refuse) -> Iterator[list[str]]:
    row = 1
    try:
        for row, cells in enumerate(rows, start=2):
            if row % ROWS_A_STEP == 0:
                tell()
            yield cells
    except _NO_SHEET as error:
        raise refuse(f"After row {row} this file cannot be read.", str(error)) from error
    tell()


def _in_hundreds(
    rows: Iterator[list[str]], tell: Callable[[], None], refuse: Refuse, take: Callable[[list[str]], Sequence[str]]
) -> Iterator[tuple[int, list[Sequence[str]]]]:
    row, told = 1, 0
    while True:
        some: list[Sequence[str]] = []
        try:
            some.extend(map(take, islice(rows, AT_ONCE)))  # what came before damage stays in the list
        except _NO_SHEET as error:
            raise refuse(f"After row {row + len(some)} this file cannot be read.", str(error)) from error
        if not some:
            break
        yield row + 1, some
        row += len(some)
        if row // ROWS_A_STEP > told:
            told = row // ROWS_A_STEP
            tell()
    tell()


def _sheet(path: Path, archive: zipfile.ZipFile, stack: ExitStack, refuse: Refuse, progress: Progress | None) -> Table:
    """Open the first sheet of a workbook."""
    from openpyxl import load_workbook  # loaded when somebody brings a workbook, not at the start
    from openpyxl.utils.exceptions import InvalidFileException

    if sum(entry.file_size for entry in archive.infolist()) > MOST_SHEET_BYTES:
        raise refuse("This spreadsheet is too large.")
    try:
        if damaged := archive.testzip():  # its reader stops at the last row, and would not see it
            raise refuse("This spreadsheet cannot be read.", f"{damaged} is not as it was written")
        book = load_workbook(path, read_only=True, data_only=True)
        stack.callback(book.close)
        sheet: Any = book.worksheets[0]
        found = sheet.iter_rows()
        stack.callback(found.close)  # else a sheet that is refused early keeps its file open
        rows = ([_said(cell) for cell in cells] for cells in found)
        headings = next(rows, [])
        total = sheet.max_row or 0
    except (*_NO_SHEET, InvalidFileException) as error:
        raise refuse("This spreadsheet cannot be read.", str(error)) from error
    done = 0

    def tell() -> None:
        nonlocal done
        done = min(done + ROWS_A_STEP, total)
        if progress:
            progress(done, total)

    return Table(path.name, headings, _rest(rows, tell, refuse), partial(_in_hundreds, rows, tell, refuse), lambda: 0)


def _said(cell: Any) -> str:
    """Return what a cell of a spreadsheet shows: 0.65 in per cent is "65%"."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and "%" in (cell.number_format or ""):
        return f"{round(value * 100, 6):g}%"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _sensible(size_bytes: int, refuse: Refuse) -> int:
    if not size_bytes:
        raise refuse("This file is empty.")
    if size_bytes > MOST_BYTES:
        raise refuse("This file is too large.")
    return size_bytes


def _encoding(binary: IO[bytes], refuse: Refuse) -> tuple[str, bool]:
    """Return how the text is written, after a look at all of it, and whether it is clear; the stream begins again."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding, clear = "utf-8-sig", True
    while block := binary.read(1_048_576):
        if b"\0" in block:
            raise refuse("This file is no text.")
        clear = clear and (block.isascii() or not any(letter in block for letter in _IN_NO_ALPHABET))
        encoding = encoding if encoding == "cp1252" or _decodes(decoder, block) else "cp1252"
    if encoding == "cp1252" or not _decodes(decoder, b"", final=True):
        encoding = "cp1252"
    binary.seek(0)
    return encoding, clear or encoding != "cp1252"


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


_IN_NO_ALPHABET = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")  # of Windows-1252
