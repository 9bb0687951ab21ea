"""Many lines at once: what somebody pasted, dropped or read aloud, one note a line."""

import csv
import re
from dataclasses import dataclass

_BULLET = re.compile(r"[\u2022\u2023\u25aa\u25cf\u25e6\u2043*–-]\s+(?=\S)")
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_AT = re.compile(r"(\d{1,2})[:.](\d\d)(?:\s*[,:–-]?\s+)(?=\S)")


@dataclass(frozen=True)
class Seen:
    """A line, and the time that it began with: "HH:MM", or ""."""

    at: str
    text: str


def without_turns(text: str) -> str:
    """Return a text without the signs that turn all that follows round; right-to-left letters need none of them."""
    return _TURNS.sub("", text)


def to_lines(pasted: str) -> list[str]:
    """Return the lines that hold words, without bullets; of a table, its rows with ", " between cells.

    No word is left out but the empty ones.
    """
    rows = _table(pasted) if "\t" in pasted else None
    lines = [", ".join(cells) for cells in rows] if rows is not None else pasted.splitlines()
    return [_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in map(_one_line, lines) if line]


def seen_at(line: str) -> Seen:
    """Take the time off a line that begins with one: "09:40 pairs talk" was seen at 09:40."""
    found = _AT.match(line)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return Seen("", line)
    return Seen(f"{int(found[1]):02}:{found[2]}", line[found.end() :])


def _one_line(line: str) -> str:
    return " ".join(line.split())


def _table(pasted: str) -> list[list[str]] | None:
    """Return the filled cells of each row as a spreadsheet copies them: a cell of several lines is quoted.

    None if the quotes are somebody's own: then it is no such table, and its lines are taken as they are.
    """
    if pasted.count('"') % 2:
        return None
    rows = csv.reader(pasted.splitlines(keepends=True), delimiter="\t", strict=True)
    try:
        return [[cell.strip() for cell in row if cell.strip()] for row in rows]
    except csv.Error:
        return None
