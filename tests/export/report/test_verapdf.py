"""What veraPDF says of everything that leaves as a PDF: PDF/UA-1 and PDF/A-2a, in one run of Java."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.platypus import Paragraph as PlainParagraph
from reportlab.platypus import SimpleDocTemplate

from peerdesk.domain.document import Contents, Figure, Heading, Paragraph, Table, plain
from peerdesk.domain.report import compose_report
from peerdesk.export.report.canvas import Kept
from peerdesk.export.report.pdf import write_pdf
from peerdesk.export.report.signing import sign_pdf
from tests.export.report.copies import a_logo, pdfs, whole
from tests.export.report.example import FONTS, material
from tests.export.report.making import a_document, pdf_of
from tests.export.verapdf.asking import Verdict, ask


def signed() -> bytes:
    out = BytesIO()
    write_pdf(compose_report(whole("final")), out, FONTS, kept=Kept.SIGNED)
    return sign_pdf(out.getvalue(), bytes(range(32)), "Anita", datetime(2027, 3, 23, 16, tzinfo=UTC))


def odd() -> bytes:
    words = (
        "שלום עולם مرحبا بالعالم 学校 " + "Donaudampfschifffahrt" * 10 + " " + ", ".join(f"[{n}]" for n in range(300))
    )
    cells = tuple(plain(f"observation {n}") for n in range(16))
    return pdf_of(
        a_document(
            Contents(),
            Heading(3, words),
            Paragraph(plain(words)),
            Table(tuple(f"Column {n}" for n in range(16)), (cells,) * 60, "Wider than the page"),
            Figure(a_logo(), "A green circle"),
        )
    )


def untagged() -> bytes:
    out = BytesIO()
    SimpleDocTemplate(out).build([PlainParagraph("Not read aloud.")])
    return out.getvalue()


MADE: dict[str, Callable[[], bytes]] = {
    "bare": lambda: pdf_of(
        compose_report(material(members=(), questions=(), activities=(), notes=(), findings=(), sections=()))
    ),
    "signed": signed,
    "odd": odd,
    "forty pages": lambda: pdf_of(a_document(*(Paragraph(plain("It goes on and on. " * 40)) for _ in range(150)))),
    "untagged": untagged,
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    folder: Path = tmp_path_factory.mktemp("pdfs")
    for name, data in [*pdfs(), *((name, make()) for name, make in MADE.items())]:
        (folder / f"{name}.pdf").write_bytes(data)
    return ask(sorted(folder.iterdir()))


def test_everything_that_leaves_keeps_to_both_standards(verdicts: list[Verdict]) -> None:
    ours = [one for one in verdicts if one.file != "untagged.pdf"]
    assert len(ours) == 2 * (15 + len(MADE) - 1)
    assert [one for one in ours if one.broken or one.assertions < 1000] == []


def test_what_does_not_is_told(verdicts: list[Verdict]) -> None:
    found = {one.standard: one.broken for one in verdicts if one.file == "untagged.pdf"}
    assert found["ua1"]
    assert found["2a"]
