"""The sheet on which a head answers without PeerDesk: what she recognises, and what may go to the partnership."""

from collections.abc import Iterator

from peerdesk.domain.dates import day_in_words
from peerdesk.domain.document import Block, Document, Heading, Paragraph, Run, Table, Text, plain
from peerdesk.domain.kinds import RELEASES, Release
from peerdesk.domain.material import STATE_LINES, ReportMaterial, in_order, team_line
from peerdesk.domain.outcome import Finding
from peerdesk.domain.report import KIND_WORDS

BOX = "[\u00a0\u00a0\u00a0]"
ANSWERS = ("We recognise this", "Please leave this out", "Not quite, because")
RELEASE_WORDS: dict[Release, str] = {
    "nothing": "Nothing more than that the review took place",
    "themes": "The themes: what we asked about",
    "summary": "The summary: the one page",
    "report": "The whole report",
}
_ROOM = "\u00a0"


def compose_reply_sheet(material: ReportMaterial, *, each_finding: bool = False) -> Document:
    """Return the sheet: each finding with three answers, then what may go to the partnership, then who says so.

    Args:
        material: of the report.
        each_finding: ask of each finding, too, whether it may go to the partnership; only if the school wants that.
    """
    review = material.review
    return Document(
        title=f"What {review.school_name or 'the school'} answers",
        school=review.school_name,
        dates=material.dates,
        state=material.state,
        state_line=STATE_LINES[material.state],
        author=team_line(material.members),
        blocks=(*_beginning(material), *_findings(material, each_finding), *_partnership(), *_end()),
    )


def _beginning(material: ReportMaterial) -> Iterator[Block]:
    by = day_in_words(material.review.check_by, year=False) if material.review.check_by else ""
    sent = f" Please send it back by {by}." if by else ""
    said = (
        "The report belongs to your school. Tell us what is not right in it and what you want left out; tick one box "
        "for each, and write as much or as little as you like."
    )
    yield Paragraph(plain(said + sent), tone="lead")


def _findings(material: ReportMaterial, each_finding: bool) -> Iterator[Block]:
    asked = ("What we wrote", *ANSWERS[:2], *(("To the partnership too",) if each_finding else ()), ANSWERS[2])
    widths = (0.38, 0.14, 0.14, 0.14, 0.2) if each_finding else (0.4, 0.15, 0.15, 0.3)
    for question in in_order(material.questions):
        rows = tuple(_row(finding, len(asked) - 2) for finding in material.findings_of(question.record_id))
        if rows:
            yield Heading(1, question.text)
            yield Table(asked, rows, widths=widths)


def _row(finding: Finding, boxes: int) -> tuple[Text, ...]:
    kind = KIND_WORDS[finding.kind]
    said = (Run(f"{kind}: ", bold=True), Run(finding.title)) if finding.title else (Run(kind, bold=True),)
    return said, *((Run(BOX),) for _ in range(boxes)), plain(_ROOM)


def _partnership() -> Iterator[Block]:
    yield Heading(1, "What may go to the partnership")
    said = "Until you say so, the partnership is told only that the review took place. Please tick one."
    yield Paragraph(plain(said))
    rows = tuple((plain(RELEASE_WORDS[one]), plain(BOX)) for one in RELEASES)
    yield Table(("What may go", "Yes"), rows, widths=(0.8, 0.2))


def _end() -> Iterator[Block]:
    yield Heading(1, "In your words")
    asked = ("Do you recognise your school? What have we missed?", "What should we do differently next time?")
    rows = tuple(
        (plain(words), plain(_ROOM)) for one in asked for words in (one, _ROOM, _ROOM)
    )  # with lines to write on
    yield Table(("We ask", "You answer"), rows, widths=(0.4, 0.6))
    yield Table(("Name and role", "Date"), ((plain(_ROOM), plain(_ROOM)),), widths=(0.7, 0.3))
