"""A document as a file for a word processor, so that whoever gets it can change it. Not signed, and not for keeping."""

import io
import zipfile
from datetime import UTC, datetime
from functools import singledispatchmethod
from typing import BinaryIO

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from peerdesk.domain.document import Block, Bullets, Callout, Document, Heading, PageBreak, Paragraph, Table, Text

_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same document gives the same file on any day
_STAMP = (2000, 1, 1, 0, 0, 0)
_SIZE, _MOST = 11, 255  # points of a letter; letters that a property of the file can have


def write_word(document: Document, out: BinaryIO) -> None:
    """Write a document as .docx; the same document gives the same bytes.

    Headings, lists and tables are those of the word processor, and a table's first row is its header row, so that
    whoever hears the file meets them as such. Contents, covers and figures are for paper and are left out.

    Args:
        document: what is written.
        out: an open binary file; it gains all bytes at the end, or none.
    """
    written = _Word(document).written()
    whole = io.BytesIO()
    written.save(whole)
    out.write(_at_one_time(whole.getvalue()))


class _Word:
    def __init__(self, document: Document) -> None:
        self._document, self._word = document, docx.Document()
        facts = self._word.core_properties
        title, author = (_clean(one)[:_MOST] for one in (document.title, document.author))
        facts.title, facts.author, facts.language = title, author, document.language
        facts.comments, facts.last_modified_by = "", author
        facts.created = facts.modified = _MADE
        normal = self._word.styles["Normal"]
        normal.font.size, normal.font.name = Pt(_SIZE), "Arial"
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), document.language)
        normal.element.get_or_add_rPr().append(language)

    def written(self) -> WordDocument:
        self._word.add_heading(_clean(self._document.title), 0)
        self._word.sections[0].header.paragraphs[0].text = _clean(self._document.state_line)  # on every page
        if self._document.dates:
            self._word.add_paragraph(_clean(self._document.dates))
        for block in self._document.blocks:
            self._write(block)
        return self._word

    @singledispatchmethod
    def _write(self, block: Block) -> None:
        """Leave out what is for paper."""

    @_write.register
    def _heading(self, block: Heading) -> None:
        self._word.add_heading(_clean(block.text), block.level)

    @_write.register
    def _paragraph(self, block: Paragraph) -> None:
        _put(self._word.add_paragraph(), block.text)

    @_write.register
    def _callout(self, block: Callout) -> None:
        _put(self._word.add_paragraph(style="Intense Quote"), block.text)

    @_write.register
    def _bullets(self, block: Bullets) -> None:
        for item in block.items:
            _put(self._word.add_paragraph(style="List Bullet"), item)

    @_write.register
    def _page_break(self, _: PageBreak) -> None:
        self._word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    @_write.register
    def _table(self, block: Table) -> None:
        table = self._word.add_table(rows=1, cols=len(block.headers), style="Table Grid")
        _repeat(table.rows[0])
        for cell, header in zip(table.rows[0].cells, block.headers, strict=True):
            cell.paragraphs[0].add_run(_clean(header)).bold = True
        for row in block.rows:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                _put(cell.paragraphs[0], text)
        self._word.add_paragraph()


def _put(paragraph: WordParagraph, text: Text) -> None:
    for run in text:
        put = paragraph.add_run(_clean(run.text))
        put.bold, put.italic = run.bold or None, run.italic or None


def _repeat(row: _Row) -> None:
    """Let a row be the header row, on every page."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)  # noqa: SLF001 - python-docx has no name for it


def _clean(text: str) -> str:
    """Return what XML can hold of a text."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\t\n")


def _at_one_time(data: bytes) -> bytes:
    """Return a package with each part at one fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, _STAMP)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            after.writestr(part, before.read(name))
    return out.getvalue()
