"""The report for a word processor: what whoever changes it, or hears it, meets."""

import io
import zipfile
from itertools import pairwise
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document as WordDocument

from peerdesk.domain.document import Document, Figure, Heading, Paragraph, Table, plain
from peerdesk.domain.report import compose_report
from tests.domain.reading_reports import said
from tests.export.report.copies import COPIES, a_logo, whole, word_of
from tests.export.report.making import a_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(word_of(document)))


def test_headings_lists_and_tables_are_the_word_processors_own() -> None:
    document = compose_report(whole("final"))
    word = opened(document)
    styles = {one.style.name for one in word.paragraphs if one.style is not None}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= styles
    levels = [int(one.style.name[-1]) for one in word.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(word.tables) == len(tables) + 2  # and what was done and kept, as counts
    for table in word.tables:
        first = table.rows[0]._tr.xml
        assert "w:tblHeader" in first
        assert "w:tblCaption" in table._tbl.xml


@pytest.mark.parametrize("reader", COPIES)
def test_no_word_of_the_report_is_left_out(reader: str) -> None:
    document = COPIES[reader](whole("final"))
    word = opened(document)
    told = " ".join(" ".join(one.text for one in word.paragraphs).split())
    for words in said(document):
        assert " ".join(words.split()) in told


def test_a_finding_bears_its_kind_in_its_heading() -> None:
    headings = [one.text for one in opened(compose_report(whole("for checking", own_words=False))).paragraphs]
    assert "Works well: Talk comes before writing, and older pupils can say why it helps them." in headings


def test_the_state_stands_on_every_page_and_pages_are_numbered() -> None:
    section = opened(compose_report(whole("final"))).sections[0]
    assert "signed by the lead reviewer" in section.header.paragraphs[0].text
    footer = section.footer.paragraphs[0]._p.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    assert (round(section.page_width or 0, -3), round(section.page_height or 0, -3)) == (7_560_000, 10_692_000)  # A4


def test_a_picture_has_its_words() -> None:
    word = opened(compose_report(whole("final")))
    shown = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert shown == ["Wrenholt Primary School"]
    other = opened(a_document(Figure(a_logo(), "A green circle", "What we saw")))
    assert [shape._inline.docPr.get("descr") for shape in other.inline_shapes] == ["A green circle"]


def test_arabic_and_hebrew_are_marked_so_that_they_are_joined_and_ordered() -> None:
    word = opened(
        a_document(Heading(1, "One"), Paragraph(plain("שלום עולם")), Paragraph(plain("مرحبا")), Paragraph(plain("so")))
    )
    turned = [
        run.font.rtl
        for paragraph in word.paragraphs
        for run in paragraph.runs
        if run.text in ("שלום עולם", "مرحبا", "so")
    ]
    assert turned == [True, True, None]


def test_every_part_is_sound_xml_and_asks_nothing_of_a_network() -> None:
    odd = a_document(Heading(1, "a\x00b\ud800c"), Paragraph(plain("x" * 200_000)), title="<&>")
    for document in (compose_report(whole("final")), odd):
        with zipfile.ZipFile(io.BytesIO(word_of(document))) as parts:
            for name in parts.namelist():
                if name.endswith((".xml", ".rels")):
                    root = ElementTree.fromstring(parts.read(name))
                    assert not [one for one in root.iter() if one.get("TargetMode") == "External"], name
