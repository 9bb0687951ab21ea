"""Coverage on paper, for the team alone: the words first, then the grids, so that nothing hangs on a colour."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from peerdesk.domain.contradictions import Contradiction
from peerdesk.domain.coverage import SEEN, By, Cell, QuestionCoverage
from peerdesk.domain.dates import days_in_words
from peerdesk.domain.document import Block, Bullets, Document, Heading, Paragraph, Run, Table, Text, plain
from peerdesk.domain.evidence import Note, Sign
from peerdesk.domain.review import Review, Source

FOR_THE_TEAM = "For the team: not for the school"
SIGNS: Mapping[Sign, str] = {"yes": "yes, here", "not_yet": "not yet", "unsure": "unsure", "noted": "noted"}
KINDS: Mapping[Source, str] = {
    "observation": "Observation",
    "work": "Work",
    "talk": "Talk",
    "document": "Document",
    "data": "Data",
}
_GRIDS: tuple[tuple[By, str], ...] = (
    ("kind", "By kind of evidence"),
    ("voice", "By voice"),
    ("reviewer", "By reviewer"),
)


@dataclass(frozen=True, kw_only=True)
class CoverageSheet:
    """What is printed.

    Attributes:
        names: of the team, by record id.
        read: returns a note as it is read.
        promised: what was planned and is not here, as questions; could: what could still be done, as questions.
    """

    review: Review
    coverage: Sequence[QuestionCoverage]
    contradictions: Sequence[Contradiction]
    names: Mapping[str, str]
    read: Callable[[Note], str]
    promised: Sequence[str] = ()
    could: Sequence[str] = ()


def compose_coverage(sheet: CoverageSheet) -> Document:
    """Return what there is on each question as a document."""
    return Document(
        title="What there is on each question",
        school=sheet.review.school_name,
        dates=days_in_words(sheet.review.days),
        state="on the day",
        state_line=FOR_THE_TEAM,
        author="PeerDesk",
        blocks=tuple(_blocks(sheet)),
    )


def _blocks(sheet: CoverageSheet) -> Iterator[Block]:
    if sheet.coverage:
        yield Heading(1, "In words")
    for row in sheet.coverage:
        yield Heading(2, f"{row.number} {row.question.short_name or row.question.text}")
        yield Paragraph(plain(" ".join(row.sentences)))
    yield from _listed("What could still be done", sheet.could)
    yield from _listed("Planned, and nothing here from it", sheet.promised)
    if sheet.coverage:
        yield Heading(1, "The grid")
    for by, caption in _GRIDS:
        if sheet.coverage and sheet.coverage[0].by(by):
            yield _grid(sheet, by, caption)
    if sheet.contradictions:
        yield Heading(1, "What does not fit together")
    for one in sheet.contradictions:
        yield Paragraph((Run(one.sentence, bold=True),))
        yield _pair(sheet, one)


def _listed(heading: str, sentences: Sequence[str]) -> Iterator[Block]:
    if sentences:
        yield Heading(1, heading)
        yield Bullets(tuple(plain(one) for one in sentences))


def _grid(sheet: CoverageSheet, by: By, caption: str) -> Table:
    heads = [_column(by, cell.key, sheet.names) for cell in sheet.coverage[0].by(by)]
    rows = [
        (plain(f"{row.number} {row.question.short_name}".strip()), *(plain(_cell(by, cell)) for cell in row.by(by)))
        for row in sheet.coverage
    ]
    return Table(("Question", *heads), tuple(rows), caption)


def _column(by: By, key: str, names: Mapping[str, str]) -> str:
    if by == "kind":
        return KINDS[key]  # type: ignore[index]
    if by == "voice":
        return "Seen or read" if key == SEEN else key.capitalize()
    return names.get(key, "") or "Nobody named"


def _cell(by: By, cell: Cell) -> str:
    if not cell.count:
        return "none"
    signs = ", ".join(f"{count} {SIGNS[sign]}" for sign, count in cell.signs)
    who = "" if by == "reviewer" or not cell.initials else f" ({' '.join(cell.initials)})"
    return f"{cell.count}: {signs}{who}"


def _pair(sheet: CoverageSheet, one: Contradiction) -> Table:
    heads = tuple(f"{account.name}, {account.also}" if account.also else account.name for account in one.accounts)
    left, right = ([plain(sheet.read(note)) for note in account.notes] for account in one.accounts)
    empty: Text = plain("–")
    rows = [
        (left[at] if at < len(left) else empty, right[at] if at < len(right) else empty)
        for at in range(max(len(left), len(right)))
    ]
    return Table(heads, tuple(rows), widths=(0.5, 0.5))
