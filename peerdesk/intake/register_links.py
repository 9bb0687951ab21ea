"""Which school came before or after which: the links file of the register, and its column of links."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from peerdesk.domain.school import SchoolLink
from peerdesk.errors import NotARegisterError
from peerdesk.intake.register import RowFinding, way_of
from peerdesk.intake.register_columns import find_columns, plain, read_day
from peerdesk.intake.tables import Progress, Table, open_table

HEADINGS = {
    "urn": ("urn",),
    "other": ("linkurn",),
    "name": ("linkname",),
    "words": ("linktype",),
    "since": ("linkestablisheddate",),
}
NEEDED = ("urn", "other", "words")
REMEDY = "Choose the links file that “Download” gives beside the register on Get Information about Schools."


@dataclass(slots=True)
class Links:
    """An open links file. Iterate over it, once; `findings` grows meanwhile."""

    _table: Table
    findings: list[RowFinding] = field(default_factory=list)

    def __iter__(self) -> Iterator[SchoolLink]:
        """Give each link; a row that names no two schools becomes a finding.

        Raises:
            NotARegisterError: from some row on, the file can be read no further.
        """
        columns = find_columns(self._table.headings, HEADINGS)
        for row, cells in enumerate(self._table.rows, start=2):
            said = {name: plain(cells[at]) for name, at in columns.items() if at < len(cells)}
            both = (said.get("urn", ""), said.get("other", ""))
            if all(re.fullmatch(r"\d{1,8}", urn, re.ASCII) for urn in both):
                yield _link(*both, said)
            elif any(cells):
                self.findings.append(RowFinding(row, f"“{both[0][:20]}” and “{both[1][:20]}” are no two URNs.", False))


def is_links(headings: Sequence[str]) -> bool:
    """Say whether a table with these headings is the links file."""
    return set(NEEDED) <= find_columns(headings, HEADINGS).keys()


@contextmanager
def open_links(path: Path, progress: Progress | None = None) -> Iterator[Links]:
    """Open a links file for reading, alone or in the ZIP file that holds it.

    Raises:
        NotARegisterError: the file is something else.
        OSError: the file is not there or may not be read.
    """
    with open_table(path, _refuse, is_links, progress) as table:
        if not is_links(table.headings):
            raise _refuse("This is no list of links between schools.", f"columns: {', '.join(table.headings)}")
        yield Links(table)


def _refuse(message: str, detail: str = "") -> NotARegisterError:
    return NotARegisterError(message, REMEDY, detail=detail)


def _link(urn: str, other: str, said: dict[str, str]) -> SchoolLink:
    words = said.get("words", "")
    try:
        since = read_day(said.get("since", ""))
    except ValueError:
        since = ""
    return SchoolLink(urn, other, said.get("name", ""), way_of(words), words, since)
