"""The sheet on which a head answers without PeerDesk: what she recognises, and what may go to the partnership.

Each place to tick or to write in has a name that says what it asks, of which review and, for a finding, of which
words; so a sheet that came back can be read whatever was moved on it, and it is noticed what changed since.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from peerdesk.domain.citations import show_citations
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.document import Block, Document, Heading, Paragraph, Run, Table, plain
from peerdesk.domain.kinds import Release
from peerdesk.domain.material import STATE_LINES, ReportMaterial, in_order, team_line
from peerdesk.domain.outcome import Finding, Recognises
from peerdesk.domain.report_findings import KIND_WORDS

BOX = "[\u00a0\u00a0\u00a0]"
ANSWERS: Mapping[Recognises, str] = {
    "recognise": "We recognise this",
    "not quite": "Not quite, because",
    "leave out": "Please leave this out",
}
RELEASE_WORDS: Mapping[Release, str] = {
    "nothing": "Nothing more than that the review took place",
    "themes": "The themes: what we asked about",
    "summary": "The summary: the one page",
    "report": "The whole report",
}
TRAVELS: Mapping[str, str] = {"yes": "Yes", "no": "No"}
ASKED: Mapping[str, str] = {
    "recognise": "Do you recognise your school?",
    "missed": "What have we missed?",
    "next": "What should we do differently next time?",
}
EACH, BECAUSE = "To the partnership too?", "Because, or in your words"
_MOST_WORDS = 160  # letters of a finding without a title
_NAME = re.compile(
    r"pd1-(?P<what>[a-z]+)-(?P<scope>[0-9a-f]{12})(?:-(?P<finding>[0-9a-f]{16})-(?P<said>[0-9a-f]{8}))?\Z"
)


@dataclass(frozen=True)
class Choose:
    """A question that one tick answers.

    Attributes:
        options: values with their words; side by side, or one under the other.
        about: what else has to be said where the question is heard by itself.
    """

    name: str
    asked: str
    options: tuple[tuple[str, str], ...]
    beside: bool = True
    about: str = ""

    @property
    def alone(self) -> str:
        """What is asked, as it is heard by itself."""
        return f"{self.about}: {self.asked}" if self.about else self.asked


@dataclass(frozen=True)
class Write:
    """Room to write in, some lines high."""

    name: str
    asked: str
    lines: int = 2
    about: str = ""

    @property
    def alone(self) -> str:
        """What is asked, as it is heard by itself."""
        return f"{self.about}: {self.asked}" if self.about else self.asked


@dataclass(frozen=True)
class ReplySheet:
    """The sheet: what stands above it, and what it says and asks, in reading order."""

    about: Document
    blocks: tuple[Block | Choose | Write, ...]


@dataclass(frozen=True)
class PlaceName:
    """What a place on a sheet asks.

    Attributes:
        what: `says`, `words` or `travels` of a finding; `what` may go; a key of `ASKED`; `who` and `day`.
        scope, finding: the beginnings of their ids; "" for no finding.
        said: stands for the words of the finding as the sheet quoted them.
    """

    what: str
    scope: str
    finding: str = ""
    said: str = ""

    def __str__(self) -> str:
        parts = ("pd1", self.what, self.scope[:12], *((self.finding[:16], self.said) if self.finding else ()))
        return "-".join(parts)


def read_place_name(name: str) -> PlaceName | None:
    """Return what a place asks, None if its name was not given by PeerDesk."""
    found = _NAME.match(name)
    return PlaceName(found["what"], found["scope"], found["finding"] or "", found["said"] or "") if found else None


def stands_for(finding: Finding) -> str:
    """Return eight letters that change when the finding's words do."""
    said = "\0".join((finding.kind, finding.title, finding.text, finding.wondering))
    return sha256(said.encode()).hexdigest()[:8]


def asked_findings(material: ReportMaterial) -> list[Finding]:
    """Return the findings that the sheet asks about, in its order: the first is number 1."""
    return [one for question in in_order(material.questions) for one in material.findings_of(question.record_id)]


def words_of_finding(finding: Finding) -> str:
    """Return what a sheet or a page calls a finding: its title, or how it begins."""
    said = finding.title or " ".join(show_citations(finding.text, {}).split())
    return said if len(said) <= _MOST_WORDS else said[: _MOST_WORDS - 1].rstrip() + "…"


def compose_reply_sheet(material: ReportMaterial, *, each_finding: bool = False) -> ReplySheet:
    """Return the sheet: each finding with three answers, then what may go to the partnership, then who says so.

    Args:
        material: of the report.
        each_finding: ask of each finding, too, whether it may go to the partnership; only if the school wants that.
    """
    review = material.review
    about = Document(
        title=f"What {review.school_name or 'the school'} answers",
        school=review.school_name,
        dates=material.dates,
        state=material.state,
        state_line=STATE_LINES[material.state],
        author=team_line(material.members),
        blocks=(),
        practice=material.practice,
    )
    scope = review.scope
    blocks = (*_beginning(material), *_findings(material, each_finding), *_partnership(scope), *_end(scope))
    return ReplySheet(about, blocks)


def to_paper(sheet: ReplySheet) -> Document:
    """Return the sheet to be printed and filled in by hand."""
    return replace(sheet.about, blocks=tuple(on for block in sheet.blocks for on in _on_paper(block)))


def _on_paper(block: Block | Choose | Write) -> Iterator[Block]:
    if isinstance(block, Choose):
        if block.beside:
            boxes = "\u2003".join(f"{BOX}\u00a0{words}" for _, words in block.options)
            yield Paragraph((Run(f"{block.asked} ", bold=True), Run(boxes)) if block.asked == EACH else plain(boxes))
        else:
            boxes_down = tuple((plain(words), plain(BOX)) for _, words in block.options)
            yield Table((block.asked, "Yes"), boxes_down, widths=(0.8, 0.2))
    elif isinstance(block, Write):
        yield Table((block.asked,), ((plain("\u00a0"),),) * block.lines, widths=(1.0,))
    else:
        yield block


def _beginning(material: ReportMaterial) -> Iterator[Block]:
    by = day_in_words(material.review.check_by, year=False) if material.review.check_by else ""
    sent = f" Please send it back by {by}." if by else ""
    said = (
        "The report belongs to your school. Tell us what is not right in it and what you want left out; tick one box "
        "for each, and write as much or as little as you like."
    )
    yield Paragraph(plain(said + sent), tone="lead")


def _findings(material: ReportMaterial, each_finding: bool) -> Iterator[Block | Choose | Write]:
    number = 0
    for question in in_order(material.questions):
        findings = material.findings_of(question.record_id)
        if findings:
            yield Heading(1, question.text)
        for finding in findings:
            number += 1
            yield from _finding(finding, number, material.review.scope, each_finding)


def _finding(finding: Finding, number: int, scope: str, each_finding: bool) -> Iterator[Block | Choose | Write]:
    def place(what: str) -> str:
        return str(PlaceName(what, scope, finding.record_id, stands_for(finding)))

    yield Heading(2, f"{number}. {words_of_finding(finding)}", label=KIND_WORDS[finding.kind])
    about = f"Finding {number}"
    yield Choose(place("says"), words_of_finding(finding), tuple(ANSWERS.items()), about=about)
    yield Write(place("words"), BECAUSE, about=about)
    if each_finding:
        yield Choose(place("travels"), EACH, tuple(TRAVELS.items()), about=about)


def _partnership(scope: str) -> Iterator[Block | Choose]:
    yield Heading(1, "What may go to the partnership")
    said = "Until you say so, the partnership is told only that the review took place. Please tick one."
    yield Paragraph(plain(said))
    yield Choose(str(PlaceName("what", scope)), "What may go", tuple(RELEASE_WORDS.items()), beside=False)


def _end(scope: str) -> Iterator[Block | Write]:
    yield Heading(1, "In your words")
    for what, asked in ASKED.items():
        yield Write(str(PlaceName(what, scope)), asked, 3)
    yield Write(str(PlaceName("who", scope)), "Your name and role", 1)
    yield Write(str(PlaceName("day", scope)), "Date", 1)
