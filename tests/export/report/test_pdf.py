import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from peerdesk.domain.document import (
    Bullets,
    Callout,
    Contents,
    Cover,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    plain,
    runs_of,
)
from peerdesk.domain.outcome import ReportState
from peerdesk.domain.report import compose_page, compose_report
from peerdesk.errors import ReportFontError, ReportPictureError, ReportTooLongError
from peerdesk.export.report.pdf import write_pdf
from tests.export.report.example import PLANTED, material
from tests.export.report.listening import listen, spoken
from tests.export.report.making import a_document, flaws, pdf_of

SENTENCE = "Pairs rehearsed a sentence, changed a word and rehearsed it again without being asked [4, 5]. "


def paragraph(times: int) -> Paragraph:
    return Paragraph(runs_of(SENTENCE * times))


def a_picture(mode: str = "RGBA", size: tuple[int, int] = (640, 360), kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new(mode, size, 90 if mode == "L" else (27, 94, 158, 120)[: len(mode)]).save(out, kind)
    return out.getvalue()


def pages_of(data: bytes) -> list[str]:
    """Return what the eye meets on each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


@pytest.mark.parametrize("state", ["on the day", "for checking", "final"])
def test_report_and_page_keep_to_both_standards_in_every_state(state: ReportState) -> None:
    made = material(state=state)
    assert flaws(pdf_of(compose_report(made))) == []
    assert flaws(pdf_of(compose_page(made), compact=True)) == []


def test_every_block_keeps_to_both_standards() -> None:
    document = a_document(
        Cover(("The team: Anita and Tom",)),
        Contents(depth=3),
        PageBreak(),
        Heading(1, "One"),
        Heading(3, "A level that leaps", label="Works well"),
        paragraph(3),
        Paragraph((Run("both", bold=True, italic=True),), tone="lead"),
        Paragraph(plain("small"), tone="caption"),
        Bullets((plain("first"), runs_of(SENTENCE * 4))),
        Callout(plain("A sentence in a box.")),
        Table(("A", "B"), ((plain("one"), ()), ((), ())), caption="A table"),
        Figure(a_picture(), "A blue board", "What we saw"),
        Figure(a_picture("L", (30, 2000), "JPEG"), "A long strip"),
    )
    assert flaws(pdf_of(document)) == []


def test_the_same_document_gives_the_same_bytes() -> None:
    document = compose_report(material())
    assert pdf_of(document) == pdf_of(document)


def test_another_run_of_the_program_gives_the_same_bytes() -> None:
    code = (
        "import sys, hashlib\n"
        "from tests.export.report.making import a_document, pdf_of\n"
        "from peerdesk.domain.document import Heading, Paragraph, runs_of\n"
        "document = a_document(Heading(1, 'One'), Paragraph(runs_of('*Talk* first [4].')))\n"
        "print(hashlib.sha256(pdf_of(document)).hexdigest())\n"
    )
    root = Path(__file__).parents[3]
    made = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1]


def test_the_state_school_and_number_stand_on_every_page() -> None:
    pages = pages_of(pdf_of(compose_report(material())))
    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        assert "For checking" in page
        assert "Wrenholt Primary School" in page
        assert "Tuesday 9 March 2027" in page
        assert f"Page {number} of {len(pages)}" in page


def test_a_screen_reader_meets_everything_once_and_in_order() -> None:
    data = pdf_of(
        a_document(
            Heading(1, "One"),
            paragraph(1),
            Bullets((plain("first"), plain("second"))),
            Table(("Number", "Kind"), ((plain("4"), plain("observation")),)),
            Heading(2, "Two", label="To think about"),
            Figure(a_picture(), "A blue board"),
        )
    )
    assert [said for said in listen(data) if said[1]] == [
        ("H1", "Peer review at Wrenholt Primary School"),
        ("P", "Tuesday 9 March 2027 · For checking"),
        ("H2", "One"),
        ("P", SENTENCE.strip()),
        ("Lbl", "•"),
        ("LBody", "first"),
        ("Lbl", "•"),
        ("LBody", "second"),
        ("TH", "Number"),
        ("TH", "Kind"),
        ("TD", "4"),
        ("TD", "observation"),
        ("H3", "To think about Two"),
        ("Figure", "A blue board"),
    ]


def test_headers_and_footers_are_not_read_out() -> None:
    data = pdf_of(a_document(*[paragraph(4)] * 30))
    assert len(pages_of(data)) > 3
    assert "Page" not in spoken(data)
    assert spoken(data).count("For checking") == 1


def test_a_paragraph_over_two_pages_is_one_paragraph() -> None:
    data = pdf_of(a_document(paragraph(120)))
    assert len(pages_of(data)) > 2
    assert [words for kind, words in listen(data) if kind == "P"][1] == (SENTENCE * 120).strip()


def test_no_line_of_a_paragraph_stands_alone_at_the_foot_or_the_head_of_a_page() -> None:
    """Each paragraph has three lines: it is on one page, or whole on the next."""
    for filler in range(12):
        words = [f"p{n}a {SENTENCE}{SENTENCE}p{n}z" for n in range(25)]
        blocks = [Paragraph(plain("Filler."), "caption")] * filler + [Paragraph(plain(text)) for text in words]
        for page in pages_of(pdf_of(a_document(*blocks))):
            assert re.findall(r"p(\d+)a", page) == re.findall(r"p(\d+)z", page)


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    for filler in range(1, 30):
        data = pdf_of(a_document(*[Paragraph(plain("Filler."))] * filler, Heading(1, "Here"), paragraph(9)))
        first = next(page for page in pages_of(data) if "Here" in page)
        assert "Pairs rehearsed" in first


def test_a_picture_and_its_caption_stay_together() -> None:
    for filler in range(12, 21):
        figure = Figure(a_picture(), "A blue board", "What we saw")
        reader = PdfReader(BytesIO(pdf_of(a_document(*[Paragraph(plain("Filler."))] * filler, figure))))
        with_picture = [page for page in reader.pages if page.images]
        assert "What we saw" in with_picture[0].extract_text()


def test_what_shines_through_a_picture_is_paper() -> None:
    reader = PdfReader(BytesIO(pdf_of(a_document(Figure(a_picture(), "A blue board")))))
    picture = reader.pages[0].images[0].image
    assert picture is not None
    assert picture.getpixel((5, 5)) == (148, 179, 209)


def test_a_bullet_is_drawn_once_for_an_item_on_two_pages() -> None:
    data = pdf_of(a_document(Bullets((runs_of(SENTENCE * 70),))))
    assert len(pages_of(data)) == 2
    assert [words for kind, words in listen(data) if kind == "Lbl"] == ["•"]


def test_the_colours_are_described_without_the_day_of_making() -> None:
    catalogue: Any = PdfReader(BytesIO(pdf_of(a_document()))).trailer["/Root"]
    profile = catalogue["/OutputIntents"][0]["/DestOutputProfile"].get_data()
    assert profile[36:40] == b"acsp"
    assert profile[24:36] == bytes([7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])


def test_contents_and_outline_name_the_pages() -> None:
    data = pdf_of(
        a_document(Contents(), Heading(1, "Alpha"), paragraph(60), Heading(2, "Beta"), PageBreak(), Heading(1, "Gamma"))
    )
    listed = dict(words.rsplit(" ", 1) for kind, words in listen(data) if kind == "Link")
    pages = pages_of(data)
    assert list(listed) == ["Alpha", "Beta", "Gamma"]
    for title, number in listed.items():
        assert title in pages[int(number) - 1]
    outline: Any = PdfReader(BytesIO(data)).outline
    assert (outline[0].title, outline[1][0].title, outline[2].title) == ("Alpha", "Beta", "Gamma")


def test_links_in_contents_lead_to_their_heading() -> None:
    reader = PdfReader(BytesIO(pdf_of(a_document(Contents(), PageBreak(), Heading(1, "Alpha")))))
    annotations: Any = reader.pages[0]["/Annots"]
    link = annotations[0].get_object()
    assert link["/Dest"][0].get_object() == reader.pages[1].get_object()
    assert link["/Contents"] == "Alpha"


def test_the_file_says_what_it_is() -> None:
    reader = PdfReader(BytesIO(pdf_of(a_document(paragraph(1), title="Äpfel <b>& Söhne"))))
    assert reader.metadata is not None
    assert reader.metadata.title == "Äpfel <b>& Söhne, Tuesday 9 March 2027"
    assert reader.metadata.author == "Anita and Tom"
    assert reader.metadata.creation_date is None
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "en-GB"
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": "Äpfel <b>& Söhne, Tuesday 9 March 2027"}


def test_names_and_notes_never_reach_paper() -> None:
    for state in ("on the day", "for checking", "final"):
        made = material(state=state)
        for data in (pdf_of(compose_report(made)), pdf_of(compose_page(made), compact=True)):
            printed = " ".join(pages_of(data)) + spoken(data)
            assert not [word for word in PLANTED if word in printed]
            assert "Anita, Tom and Bryony; Marek, in training" in printed
            assert not re.search(r"\b\d\d:\d\d\b", printed)


def test_the_summary_takes_one_page_and_shrinks_to_it() -> None:
    long = a_document(Heading(1, "One"), *[paragraph(7)] * 6)
    assert len(pages_of(pdf_of(long))) == 2
    assert len(pages_of(pdf_of(long, compact=True))) == 1


def test_a_summary_that_cannot_fit_says_so_and_writes_nothing() -> None:
    out = BytesIO()
    with pytest.raises(ReportTooLongError, match="longer than one page"):
        write_pdf(a_document(*[paragraph(9)] * 9), out, Path(__file__).parents[3] / "resources/fonts", compact=True)
    assert out.getvalue() == b""


def test_without_the_typeface_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(ReportFontError, match="typeface"):
        write_pdf(a_document(), BytesIO(), tmp_path)


@pytest.mark.parametrize("broken", [b"", b"no picture", a_picture()[:200]])
def test_a_picture_that_is_none_is_named(broken: bytes) -> None:
    with pytest.raises(ReportPictureError, match="picture"):
        pdf_of(a_document(Figure(broken, "?")))


def test_forty_pages_are_as_sound_as_one() -> None:
    data = pdf_of(a_document(Contents(), *[b for n in range(90) for b in (Heading(1, f"Part {n}"), paragraph(16))]))
    assert len(pages_of(data)) >= 40
    assert flaws(data) == []
