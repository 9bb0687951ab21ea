"""How long a report of some 30 pages takes, tagged, beside three other ways to set the same words.

`python -m benchmarks pdf`: medians, all made in turn in one run. Tagged files keep to PDF/UA-1, by the same checker.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

import page as checker
import typst
import weasyprint  # type: ignore[import-untyped]
from pypdf import PdfReader
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph as PlainParagraph
from reportlab.platypus import SimpleDocTemplate
from reportlab.platypus import Table as PlainTable

from peerdesk.domain.document import Block, Document, Heading, Paragraph, Table, plain, runs_of
from peerdesk.export.report.pdf import write_pdf

ROUNDS = 5
CHAPTERS = 20
FONTS = Path(__file__).parents[1] / "resources" / "fonts"
TYPST_FONTS = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
FAMILY = "Atkinson Hyperlegible"
SENTENCE = "Pairs rehearsed a sentence, changed a word and rehearsed it again without being asked [4, 5]. "
HEADERS = ("Number", "Kind", "What")
ROWS = [(str(number), "observation", "Two of them changed a word") for number in range(28)]
TEXT = SENTENCE * 14


@dataclass(frozen=True)
class Figure:
    """One way: medians over the rounds; `weasyprint_takes` is how many times as long WeasyPrint took for the words."""

    name: str
    pages: int
    seconds: float
    pages_a_second: float
    weasyprint_takes: float
    pdf_ua: str


def make_tagged() -> bytes:
    """Make a report of headings, paragraphs and 28-row tables."""
    blocks: list[Block] = []
    for number in range(CHAPTERS):
        table = Table(HEADERS, tuple(tuple(map(plain, row)) for row in ROWS))
        blocks += [Heading(1, f"Part {number}"), Paragraph(runs_of(TEXT)), table]
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
    rows = [HEADERS, *ROWS]
    story: list[PlainParagraph | PlainTable] = []
    for number in range(CHAPTERS):
        story += [
            PlainParagraph(f"Part {number}", styles["Heading1"]),
            PlainParagraph(TEXT, styles["BodyText"]),
            PlainTable([[PlainParagraph(word, styles["BodyText"]) for word in row] for row in rows], repeatRows=1),
        ]
    out = BytesIO()
    SimpleDocTemplate(out, invariant=True).build(list(story))
    return out.getvalue()


def make_weasyprint() -> bytes:
    """Make the same words from HTML, in the same typeface, size and margins."""
    cells = "".join(f"<tr>{''.join(f'<td>{escape(word)}</td>' for word in row)}</tr>" for row in ROWS)
    head = "".join(f"<th scope=col>{word}</th>" for word in HEADERS)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table>"
    parts = "".join(f"<h2>Part {number}</h2><p>{escape(TEXT)}</p>{table}" for number in range(CHAPTERS))
    face = "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url('{(FONTS / f'AtkinsonHyperlegible-{cut}.ttf').as_uri()}')}}"
        for cut, weight in (("Regular", 400), ("Bold", 700))
    )
    style = (
        f"{face}@page{{size:A4;margin:88pt 76pt 76pt}}body{{font:10.5pt/16pt '{FAMILY}'}}table{{width:100%;"
        "font-size:9.25pt;line-height:13.5pt;border-collapse:collapse}td,th{text-align:left;padding:4.5pt 10pt 4.5pt 0}"
    )
    whole = (
        f"<!doctype html><html lang=en-GB><head><title>Peer review</title><style>{style}</style></head>"
        f"<body><h1>Peer review</h1>{parts}</body></html>"
    )
    made: bytes = weasyprint.HTML(string=whole).write_pdf(pdf_variant="pdf/ua-1")
    return made


def make_typst() -> bytes:
    """Make the same words with typst, in the same typeface, size and margins."""
    cells = ", ".join(f"[{word}]" for row in ROWS for word in row)
    head = ", ".join(f"[{word}]" for word in HEADERS)
    text = TEXT.replace("[", "\\[").replace("]", "\\]")
    table = f"#table(columns: (1fr, 1fr, 2fr), stroke: none, inset: 4.5pt, table.header({head}), {cells})"
    parts = "\n".join(f"== Part {number}\n\n{text}\n\n{table}\n" for number in range(CHAPTERS))
    whole = (
        '#set document(title: "Peer review")\n#set page("a4", margin: (x: 76pt, top: 88pt, bottom: 76pt))\n'
        f'#set text(font: "{FAMILY}", size: 10.5pt, lang: "en", region: "GB")\n#set par(leading: 0.85em)\n'
        f"= Peer review\n{parts}"
    )
    return typst.compile(whole.encode(), font_paths=TYPST_FONTS, format="pdf", pdf_standards="ua-1")


WAYS: dict[str, Callable[[], bytes]] = {
    "PeerDesk, tagged": make_tagged,
    "ReportLab, plain": make_plain,
    "WeasyPrint, tagged": make_weasyprint,
    "typst, tagged": make_typst,
}


def run() -> list[Figure]:
    """Return one figure for each way, measured in turn so that a busy moment hits all."""
    took: dict[str, list[float]] = {name: [] for name in WAYS}
    made = {name: make() for name, make in WAYS.items()}  # the first of each loads what it needs
    for _ in range(ROUNDS):
        for name, make in WAYS.items():
            begun = time.perf_counter()
            make()
            took[name].append(time.perf_counter() - begun)
    seconds = {name: statistics.median(times) for name, times in took.items()}
    return [_figure(name, made[name], one, seconds["WeasyPrint, tagged"]) for name, one in seconds.items()]


def _figure(name: str, made: bytes, seconds: float, weasyprint_seconds: float) -> Figure:
    pages = len(PdfReader(BytesIO(made)).pages)
    sound = not checker.validate_pdf_bytes(made, profile="ua1").failures
    return Figure(name, pages, seconds, pages / seconds, weasyprint_seconds / seconds, "yes" if sound else "no")
