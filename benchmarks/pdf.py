"""How many pages a second a tagged report makes, beside ReportLab's own paragraphs and tables without tags.

`python -m benchmarks.pdf`: medians of seven, both made in turn in the same run.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph as PlainParagraph
from reportlab.platypus import SimpleDocTemplate
from reportlab.platypus import Table as PlainTable

from peerdesk.domain.document import Block, Document, Heading, Paragraph, Table, plain, runs_of
from peerdesk.export.report.pdf import write_pdf

ROUNDS = 7
CHAPTERS = 20
FONTS = Path(__file__).parents[1] / "resources" / "fonts"
SENTENCE = "Pairs rehearsed a sentence, changed a word and rehearsed it again without being asked [4, 5]. "
ROWS = [(str(number), "observation", "Two of them changed a word") for number in range(28)]


@dataclass(frozen=True)
class Figure:
    """One line of the result: medians over the rounds."""

    name: str
    pages: int
    seconds: float

    @property
    def pages_a_second(self) -> float:
        return self.pages / self.seconds


def make_tagged() -> bytes:
    """Make a report of headings, paragraphs and 28-row tables."""
    blocks: list[Block] = []
    for number in range(CHAPTERS):
        table = Table(("Number", "Kind", "What"), tuple(tuple(map(plain, row)) for row in ROWS))
        blocks += [Heading(1, f"Part {number}"), Paragraph(runs_of(SENTENCE * 14)), table]
    document = Document(
        title="Peer review",
        school="A school",
        dates="Tuesday 9 March 2027",
        state="final",
        state_line="Final report",
        author="Anita",
        blocks=tuple(blocks),
    )
    out = BytesIO()
    write_pdf(document, out, FONTS)
    return out.getvalue()


def make_plain() -> bytes:
    """Make the same words with what ReportLab has; cells are paragraphs, since ours can wrap too."""
    styles = getSampleStyleSheet()
    rows = [("Number", "Kind", "What"), *ROWS]
    story: list[PlainParagraph | PlainTable] = []
    for number in range(CHAPTERS):
        story += [
            PlainParagraph(f"Part {number}", styles["Heading1"]),
            PlainParagraph(SENTENCE * 14, styles["BodyText"]),
            PlainTable([[PlainParagraph(word, styles["BodyText"]) for word in row] for row in rows], repeatRows=1),
        ]
    out = BytesIO()
    SimpleDocTemplate(out, invariant=True).build(list(story))
    return out.getvalue()


def run() -> list[Figure]:
    """Return one figure for each way, measured in turn so that a busy moment hits both."""
    ways: dict[str, Callable[[], bytes]] = {"tagged": make_tagged, "plain ReportLab": make_plain}
    took: dict[str, list[float]] = {name: [] for name in ways}
    pages = {name: len(PdfReader(BytesIO(make())).pages) for name, make in ways.items()}
    for _ in range(ROUNDS):
        for name, make in ways.items():
            begun = time.perf_counter()
            make()
            took[name].append(time.perf_counter() - begun)
    return [Figure(name, pages[name], statistics.median(times)) for name, times in took.items()]


def main() -> None:
    """Print a table."""
    print(f"{'':18} {'pages':>6} {'seconds':>8} {'pages/s':>8}")
    for figure in run():
        print(f"{figure.name:18} {figure.pages:6} {figure.seconds:8.3f} {figure.pages_a_second:8.0f}")


if __name__ == "__main__":
    main()
