"""Figures in context as a document: for each measure a chart with its table under it, cautions and sources."""

from collections.abc import Iterator, Sequence

from peerdesk.domain.chart import chart_of
from peerdesk.domain.context import Figures, Part, Row, pack_part, part_of
from peerdesk.domain.document import Block, Bullets, ChartBlock, Document, Heading, Paragraph, Run, Table, plain
from peerdesk.domain.figures import say, say_bounds

HONEST = (
    "These figures are what was published, beside others. They are where questions begin, not an answer; no grade is "
    "made of them."
)
LEGEND = "“–” stands where no file says anything."


def compose_context(figures: Figures, measures: Sequence[str]) -> Document:
    """Return a school, or a partnership, beside its authorities and England, as a document.

    Args:
        figures: what is known.
        measures: which of them, in order.
    """
    several = len(figures.schools) > 1
    names = [place.name for place in figures.schools]
    parts = [part for name in measures if (part := (pack_part if several else part_of)(figures, name))]
    return Document(
        title="Schools in context" if several else f"{names[0]} in context",
        school=" · ".join(names),
        dates=" · ".join(dict.fromkeys(part.year for part in parts)),
        state="final",
        state_line="Published figures",
        author="PeerDesk",
        blocks=tuple(_blocks(parts)),
    )


def _blocks(parts: Sequence[Part]) -> Iterator[Block]:
    yield Paragraph(plain(f"{HONEST} {LEGEND}"))
    subject = ""
    for part in parts:
        if part.measure.subject != subject:
            subject = part.measure.subject
            yield Heading(1, subject)
        yield from _part(part)
    sources = tuple(dict.fromkeys(source for part in parts for source in part.sources))
    if sources:
        yield Heading(1, "Where the figures are from")
        yield Bullets(tuple(plain(source) for source in sources))


def _part(part: Part) -> Iterator[Block]:
    yield Heading(2, part.title)
    yield from _rows(part, part.by_group, f"{part.year}, by group" if not part.pack else part.year)
    if part.by_year:
        yield from _rows(part, part.by_year, "All pupils, year by year")
    for said in part.cautions:
        yield Paragraph((Run(said, italic=True),), tone="caption")


def _rows(part: Part, rows: Sequence[Row], caption: str) -> Iterator[Block]:
    chart = chart_of(part, rows)
    if chart is not None:
        yield ChartBlock(chart)
    yield Table(headers_of(part), tuple(tuple(plain(cell) for cell in cells_of(part, row)) for row in rows), caption)


def headers_of(part: Part) -> tuple[str, ...]:
    """Return the headings of the table of a part."""
    counted = ("Pupils",) if counts_pupils(part) else ()
    return ("School" if part.pack else "", *(place.name for place in part.places), *counted)


def cells_of(part: Part, row: Row) -> tuple[str, ...]:
    """Return the cells of a row of it; bounds stand with the figure that they are of."""
    first, *others = row.figures
    said = say(first, part.measure.unit)
    if first is not None and (bounds := say_bounds(first)):
        said = f"{said} ({bounds})"
    counted = (f"{row.pupils:,}" if row.pupils is not None else "–",) if counts_pupils(part) else ()
    return (row.words, said, *(say(figure, part.measure.unit) for figure in others), *counted)


def counts_pupils(part: Part) -> bool:
    """Say whether it is known of how many pupils the figures are."""
    return part.measure.unit != "count" and any(row.pupils is not None for row in (*part.by_group, *part.by_year))
