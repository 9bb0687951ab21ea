"""Words that go out before a visit, from data: parts with paragraphs, lists and tables, filled from the plan."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from peerdesk.domain.data_table import DataTable
from peerdesk.domain.document import Block, Bullets, Heading, Paragraph, Table, plain
from peerdesk.domain.review import WayOfVisiting

WAYS: tuple[WayOfVisiting, ...] = ("in school", "virtual", "hybrid")
FILLED = (
    "school", "days", "lead", "lead_school", "partnership", "link", "arrival", "cars", "access", "asks", "photographs",
    "photographs_short", "notes_go_on", "notes_until", "check_by", "report_by",
)  # fmt: skip
"""What can stand in braces."""
INSERTS = ("", "team", "timetable", "contacts")
_NAMED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of what goes out.

    Attributes:
        only: for which ways of visiting; empty for all.
        insert: what the plan puts before the paragraphs, or "".
    """

    heading: str = ""
    only: tuple[str, ...] = ()
    insert: str = ""
    text: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def parts_from(table: DataTable) -> tuple[Part, ...]:
    """Make the parts of what a file says.

    Raises:
        DataFileError: something is missing, misspelt, or names what the plan does not know; says where.
    """
    return tuple(_part(row) for row in table.only("part").tables("part"))


def blocks_of(
    parts: Sequence[Part], way: str, filled: Mapping[str, str], inserts: Mapping[str, Sequence[Block]], level: int = 1
) -> tuple[Block, ...]:
    """Return parts as blocks.

    Args:
        parts: in their order.
        way: how the team visits; "" is in school.
        filled: what stands for each name in braces; "" leaves its paragraph out.
        inserts: the blocks of each insert.
        level: of their headings.
    """
    blocks: list[Block] = []
    for part in parts:
        if part.only and (way or "in school") not in part.only:
            continue
        inside = [*inserts.get(part.insert, ()), *_inside(part, filled)]
        if inside and part.heading:
            blocks.append(Heading(level, part.heading))
        blocks += inside
    return tuple(blocks)


def _inside(part: Part, filled: Mapping[str, str]) -> Iterator[Block]:
    for words in part.text:
        if said := _said(words, filled):
            yield Paragraph(plain(said))
    items = tuple(plain(said) for words in part.items if (said := _said(words, filled)))
    if items:
        yield Bullets(items)
    if part.rows:
        rows = tuple(tuple(plain(_said(words, filled)) for words in row) for row in part.rows)
        yield Table(part.headers, rows)


def _said(words: str, filled: Mapping[str, str]) -> str:
    """Return words with their names filled in; "" if the plan says nothing for one of them."""
    if not all(filled[name] for name in _NAMED.findall(words)):
        return ""
    return _NAMED.sub(lambda match: filled[match[1]], words)


def _part(row: DataTable) -> Part:
    row.only("heading", "only", "insert", "text", "list", "headers", "row")
    rows = tuple(one.only("cells").texts("cells") for one in row.tables("row"))
    part = Part(
        heading=row.text("heading", ""),
        only=row.texts("only"),
        insert=row.choice("insert", INSERTS, ""),
        text=row.texts("text"),
        items=row.texts("list"),
        headers=row.texts("headers"),
        rows=rows,
    )
    unknown = {name for words in (*part.text, *part.items, *sum(rows, ())) for name in _NAMED.findall(words)}
    strange = sorted((unknown - set(FILLED)) | (set(part.only) - set(WAYS)))
    if strange:
        raise row.refusal(f"“{strange[0]}” means nothing here.")
    if any(len(cells) != len(part.headers) for cells in rows):
        raise row.refusal("each row has as many cells as there are headers.")
    return part
