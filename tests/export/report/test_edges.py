"""Words and tables that nobody planned for: they may look odd, they may not be lost or leave the page."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from peerdesk.domain.document import (
    Bullets,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    plain,
    runs_of,
    words_of,
)
from peerdesk.export.report.fonts import read_fonts, spelled
from peerdesk.export.report.look import FULL, PAGE
from peerdesk.export.report.setting import set_lines, width_of
from tests.export.report.example import FONTS
from tests.export.report.listening import listen, spoken
from tests.export.report.making import a_document, flaws, pdf_of

BODY = FULL.style("body")


def rightmost(data: bytes) -> float:
    """Return where the text that reaches furthest right ends, in points."""
    ends: list[float] = []
    face = read_fonts(FONTS).face()

    def see(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            ends.append(tm[4] + face.width(text.strip()) * size * 0.5)

    for page in PdfReader(BytesIO(data)).pages:
        page.extract_text(visitor_text=see)
    return max(ends)


def test_markup_of_other_languages_is_plain_text() -> None:
    data = pdf_of(a_document(Heading(1, "<b>&amp;"), Paragraph(plain("<b>& </b> <font size=90> \\n (x) %late 0"))))
    assert "<b>&amp;" in spoken(data)
    assert "<b>& </b> <font size=90> \\n (x) %late 0" in spoken(data)


@pytest.mark.parametrize(
    "words",
    ["Zażółć gęślą jaźń, Łódź, Škoda, Ærø", "שלום עולם", "مرحبا بالعالم", "学校 говорит", "tick ✓ arrow → 🙂", "‑ ﬁ ẹ"],
)
def test_letters_that_the_typeface_lacks_are_still_heard(words: str) -> None:
    data = pdf_of(a_document(Heading(1, words), Paragraph(runs_of(f"before {words} after"))))
    assert f"before {words} after" in spoken(data)
    assert flaws(data) == []


def test_a_letter_that_is_lacking_is_drawn_as_something() -> None:
    fonts = read_fonts(FONTS)
    assert list(spelled("a✓b", fonts)) == [("a", ""), ("◊", "✓"), ("b", "")]
    assert next(spelled("Zażółć", fonts)) == ("Zażółć", "")
    assert list(spelled("ẹ", fonts)) == [("e", "ẹ")]


@given(st.text(max_size=60), st.floats(20, 500))
@settings(max_examples=60)
def test_no_line_is_wider_than_the_column(text: str, width: float) -> None:
    fonts = read_fonts(FONTS)
    for line in set_lines(runs_of(text), BODY, width, fonts):
        assert width_of(line) <= width + 0.01 or sum(len(piece.text) for piece in line) == 1


@given(st.lists(st.text("abc [4, 5]*", max_size=30), max_size=5))
@settings(max_examples=60)
def test_no_letter_is_lost_when_lines_are_broken(parts: list[str]) -> None:
    text = tuple(Run(part, bold=at % 2 == 0, cite=at == 3) for at, part in enumerate(parts))
    lines = set_lines(text, BODY, 60, read_fonts(FONTS))
    drawn = "".join(piece.text for line in lines for piece in line)
    assert "".join(drawn.split()) == "".join(words_of(text).split())


def test_a_citation_stays_on_one_line_with_the_word_before_it() -> None:
    for width in range(120, 400, 7):
        lines = set_lines(
            runs_of("They say so, again and again [4, 5, 7, 9]. Then more."), BODY, width, read_fonts(FONTS)
        )
        told = ["".join(piece.text for piece in line).replace("\u00a0", " ") for line in lines]
        assert any("again [4, 5, 7, 9]." in line for line in told), told


def test_a_citation_that_is_wider_than_its_column_is_broken_between_numbers() -> None:
    lines = set_lines(runs_of("so [14, 15, 17, 19]"), BODY, 40, read_fonts(FONTS))
    assert ["".join(piece.text for piece in line) for line in lines] == ["so [14,", "15, 17, 19]"]


def test_a_word_of_two_hundred_letters_is_broken() -> None:
    word = "Donaudampfschifffahrt" * 10
    data = pdf_of(
        a_document(
            Heading(1, word),
            Paragraph(plain(word)),
            Bullets((plain(word),)),
            Table(("A", word), ((plain(word), plain("b")),)),
            school=word,
            title=word,
        )
    )
    assert rightmost(data) <= PAGE[0] - FULL.side + 1
    assert spoken(data).replace(" ", "").count(word) == 6
    assert flaws(data) == []


def test_a_table_of_sixteen_columns_stays_on_the_page() -> None:
    headers = tuple(f"Column {n}" for n in range(16))
    rows = tuple(tuple(plain(f"observation {n}") for n in range(16)) for _ in range(5))
    data = pdf_of(a_document(Table(headers, rows)))
    assert rightmost(data) <= PAGE[0] - FULL.side + 1
    assert [kind for kind, _ in listen(data)].count("TD") == 80
    assert flaws(data) == []


def test_a_column_of_sentences_leaves_room_for_its_fourteen_neighbours() -> None:
    headers = ("Sentences", *(f"Column{n}" for n in range(14)))
    rows = ((plain("It goes on and on. " * 20), *(plain("observation") for _ in range(14))),)
    data = pdf_of(a_document(Table(headers, rows)))
    assert rightmost(data) <= PAGE[0] - FULL.side + 1
    assert len(PdfReader(BytesIO(data)).pages) <= 2


def test_a_header_cell_says_that_it_heads_a_column() -> None:
    catalogue: Any = PdfReader(BytesIO(pdf_of(a_document(Table(("A",), ((plain("b"),),)))))).trailer["/Root"]
    table = catalogue["/StructTreeRoot"]["/K"][0]["/K"][-1].get_object()
    cell = table["/K"][0]["/K"][0]["/K"][0].get_object()
    assert (cell["/S"], cell["/A"]["/Scope"]) == ("/TH", "/Column")


def test_a_long_table_repeats_its_header_for_the_eye_only() -> None:
    rows = tuple((plain(f"{n}"), plain("observation")) for n in range(120))
    data = pdf_of(a_document(Table(("Number", "Kind"), rows)))
    pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    assert len(pages) > 2
    assert all("Number" in page for page in pages)
    assert [words for kind, words in listen(data) if kind == "TH"] == ["Number", "Kind"]
    assert [words for kind, words in listen(data) if kind == "TD"][::2] == [str(n) for n in range(120)]
    assert flaws(data) == []


def test_a_row_that_is_higher_than_a_page_goes_on() -> None:
    words = "It goes on and on. " * 600
    data = pdf_of(a_document(Table(("A", "B"), ((plain("short"), plain(words)),))))
    assert len(PdfReader(BytesIO(data)).pages) > 1
    assert [said for kind, said in listen(data) if kind == "TD"] == ["short", words.strip()]
    assert flaws(data) == []


@pytest.mark.parametrize("empty", [Paragraph(()), Bullets(()), Table(("A",), ()), Heading(1, "")])
def test_what_is_empty_does_no_harm(empty: Paragraph | Bullets | Table | Heading) -> None:
    assert flaws(pdf_of(a_document(empty, Paragraph(plain("after"))))) == []


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_heading_that_is_longer_than_a_page_goes_on(level: int) -> None:
    words = "It goes on and on. " * 200
    data = pdf_of(
        a_document(Contents(), PageBreak(), Heading(level, words, label="Works well"), Paragraph(plain("after")))
    )
    assert spoken(data).count("It goes on and on.") > 200  # in the contents it is shortened
    assert len(PdfReader(BytesIO(data)).outline) == 1
    assert flaws(data) == []


def test_a_table_whose_header_is_longer_than_a_page_goes_on() -> None:
    word = "Donaudampfschifffahrt" * 20
    headers = tuple(word for _ in range(12))
    data = pdf_of(a_document(Table(headers, tuple(tuple(plain(f"{n}") for n in range(12)) for _ in range(80)))))
    assert [kind for kind, _ in listen(data)].count("TD") == 960
    assert "".join(words for kind, words in listen(data) if kind == "TH").replace(" ", "") == word * 12
    assert rightmost(data) <= PAGE[0] - FULL.side + 1
    assert flaws(data) == []


def test_three_hundred_citations_in_one_sentence_are_read_whole() -> None:
    cited = ", ".join(map(str, range(1, 301)))
    data = pdf_of(a_document(Paragraph(runs_of(f"We saw it often [{cited}]. And so on."))))
    assert f"We saw it often [{cited}]. And so on." in spoken(data).replace("\u00a0", " ")
    assert rightmost(data) <= PAGE[0] - FULL.side + 1
    assert flaws(data) == []


def test_a_section_of_forty_pages_keeps_every_word() -> None:
    paragraphs = [f"p{n} " + "It goes on and on. " * 38 for n in range(220)]
    data = pdf_of(a_document(*(Paragraph(runs_of(words)) for words in paragraphs)))
    assert len(PdfReader(BytesIO(data)).pages) >= 40
    assert [words for kind, words in listen(data) if kind == "P"][1:] == [words.strip() for words in paragraphs]


def test_it_is_said_where_the_typeface_lacks_letters() -> None:
    lacking = spoken(pdf_of(a_document(Paragraph(plain("The sign says שלום.")))))
    assert "שלום" in lacking
    assert "◊ stands for a letter that the typeface of this file does not have" in lacking
    has_all = spoken(pdf_of(a_document(Paragraph(plain("Zażółć gęślą jaźń, Éloïse, Łódź")))))
    assert "◊" not in has_all
