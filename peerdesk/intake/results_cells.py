"""Results as they come in: what a cell says, and what a row says of one place and year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from peerdesk.domain.figures import NOT_APPLICABLE, WITHHELD, Cell, Cells, Place
from peerdesk.errors import NotResultsError
from peerdesk.intake.register import RowFinding

REMEDY = "Choose the file as it was downloaded, or bring it in as a sheet of the school's own."
MOST_FINDINGS = 200  # a file of which more is odd is none that is known
_WITHHELD = frozenset({"supp", "np", "lowcov", "c", "x", "[c]", "[x]", "low", "[low]", "k", "sp", "redacted"})
_NOT_APPLICABLE = frozenset({"na", "n/a", "new", "ne", "z", "[z]", ".", ":", "null"})
_NUMBER = re.compile(r"([-\u2212]?\d{1,3}(?:,\d{3})+|[-\u2212]?\d+)(\.\d+)?\s*%?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of one place in one year.

    Attributes:
        earlier: the file is of a later year and only repeats these.
    """

    place: Place
    year: str
    cells: Cells
    earlier: bool = False


@dataclass(slots=True)
class Results:
    """Open results. Iterate over them, once; `findings` grows meanwhile.

    Attributes:
        subject: what they are of ("Key stage 2").
        name: of the file.
        year: the school year that all of it is of, "" where rows say theirs.
    """

    subject: str
    name: str
    year: str
    _rows: Iterator[Said]
    findings: list[RowFinding] = field(default_factory=list)

    def __iter__(self) -> Iterator[Said]:
        """Give what each row says.

        Raises:
            NotResultsError: from some row on, the file cannot be what it seemed.
        """
        return self._rows


class CellReader(dict[str, Cell | None]):
    """What cells mean; one that was met before is not read again. Looking up what is no figure raises ValueError."""

    def __missing__(self, cell: str) -> Cell | None:
        value = self[cell] = read_cell(cell)
        return value


def read_cell(cell: str) -> Cell | None:
    """Return what a cell of results says; None for nothing.

    Raises:
        ValueError: it is neither a number nor one of the words that stand for none.
    """
    text = cell.strip()
    if not text:
        return None
    if text.lower() in _WITHHELD:
        return WITHHELD
    if text.lower() in _NOT_APPLICABLE:
        return NOT_APPLICABLE
    match = _NUMBER.fullmatch(text)
    if not match:
        raise ValueError(cell)
    number = float(match[1].replace(",", "").replace("\u2212", "-") + (match[2] or ""))
    return int(number) if number.is_integer() else number


def refuse(message: str, detail: str = "") -> NotResultsError:
    """Return the failure that a file of results ends in."""
    return NotResultsError(message, REMEDY, detail=detail)


def note(findings: list[RowFinding], row: int, message: str, *, taken: bool = True) -> None:
    """Note something odd about a row.

    Raises:
        NotResultsError: too much is odd.
    """
    findings.append(RowFinding(row, message, taken))
    if len(findings) > MOST_FINDINGS:
        first = findings[0]
        raise refuse(
            f"Too much of this file is not as it should be. The first of it: row {first.row}, {first.message}",
            "\n".join(f"row {one.row}: {one.message}" for one in findings[:20]),
        )


def standing(headings: Sequence[str]) -> dict[str, int]:
    """Return where each heading stands, in lower case without spaces at its ends; the first of two alike counts."""
    places: dict[str, int] = {}
    for at, heading in enumerate(headings):
        places.setdefault(heading.strip().lower(), at)
    return places
