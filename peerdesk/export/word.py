"""A document as a file for a word processor, so that whoever gets it can change it. Not signed, and not for keeping."""

import io
import unicodedata
import zipfile
from datetime import UTC, datetime
from functools import singledispatchmethod
from typing import BinaryIO

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from peerdesk.domain.document import (
    NOT_REAL,
    Bars,
    Block,
    Bullets,
    Callout,
    Cover,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    Text,
    plain,
    words_of,
)

_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same document gives the same file on any day
_STAMP = (2000, 1, 1, 0, 0, 0)
_SIZE, _FACE, _MOST = 11, "Arial", 255  # points of a letter; letters that a property of the file can have
_PAPER, _MARGIN = (Mm(210), Mm(297)), Mm(24)
_COLUMN = Mm(210 - 2 * 24)
_INK, _SOFT = RGBColor(0x22, 0x25, 0x2A), RGBColor(0x58, 0x5D, 0x64)
_HEADINGS = {"Title": 24, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}
_LOGO_HIGH = Mm(26)
_NOT_IN_XML = ("Cc", "Cs", "Cn")  # categories of letters


def write_word(document: Document, out: BinaryIO) -> None:
    """Write a document as .docx; the same document gives the same bytes.

    Headings, lists and tables are those of the word processor, a table's first row is its header row, and a picture
    has its words, so that whoever hears the file meets them as such. Contents and charts are left out: the word
    processor lists headings by itself, and a chart stands beside its table.

    Args:
        document: what is written.
        out: an open binary file; it gains all bytes at the end, or none.
    """
    close_word(open_word(document), out)


def open_word(document: Document) -> WordDocument:
    """Return a document as the word processor has it, for whoever adds to it before `close_word`."""
    return _Word(document).written()


def close_word(written: WordDocument, out: BinaryIO) -> None:
    """Write what `open_word` returned; the same content gives the same bytes."""
    whole = io.BytesIO()
    written.save(whole)
    out.write(_at_one_time(whole.getvalue()))


class _Word:
    def __init__(self, document: Document) -> None:
        self._document, self._word, self._breaks = document, docx.Document(), False
        facts = self._word.core_properties
        title, author = (_clean(one)[:_MOST] for one in (document.title, document.author))
        facts.title, facts.author, facts.language = title, author, document.language
        facts.comments, facts.last_modified_by = "", author
        facts.created = facts.modified = _MADE
        _look(self._word, document.language)

    def written(self) -> WordDocument:
        said, blocks = self._document, self._document.blocks
        cover = blocks[0] if blocks and isinstance(blocks[0], Cover) else None
        if cover and cover.logo:
            self._picture(cover.logo, _LOGO_HIGH)
        self._word.add_heading(_clean(said.title), 0)
        section = self._word.sections[0]
        practice = f"{NOT_REAL} · " if said.practice else ""
        section.header.paragraphs[0].text = _clean(practice + said.state_line)  # on every page
        _put_page_number(section.footer.paragraphs[0], " · ".join(filter(None, (said.school, said.dates))))
        if said.dates:
            self._word.add_paragraph(_clean(said.dates))
        for block in blocks:
            self._write(block)
        return self._word

    @singledispatchmethod
    def _write(self, block: Block) -> None:
        """Leave out what is for paper."""

    @_write.register
    def _cover(self, block: Cover) -> None:
        _put(self._word.add_paragraph(style="Intense Quote"), block.says(self._document.state_line))
        for line in block.lines:
            self._word.add_paragraph(_clean(line))
        if block.foot:
            self._small(plain(block.foot))
        self._breaks = True

    @_write.register
    def _heading(self, block: Heading) -> None:
        label = f"{block.label}: " if block.label and block.label != block.text else ""
        heading = self._word.add_heading(_clean(label + block.text), block.level)
        heading.paragraph_format.page_break_before = self._breaks or None
        self._breaks = False

    @_write.register
    def _paragraph(self, block: Paragraph) -> None:
        if block.tone == "caption":
            self._small(block.text)
        else:
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
        self._breaks = True

    @_write.register
    def _figure(self, block: Figure) -> None:
        self._picture(block, Mm(120))
        if block.caption:
            self._small(plain(block.caption))

    @_write.register
    def _bars(self, block: Bars) -> None:
        for title, counts in block.groups:
            rows = tuple((plain(words), plain(str(number))) for words, number in counts)
            self._table(Table((title, "How many"), rows, widths=(0.75, 0.25)))
        if block.caption:
            self._small(plain(block.caption))

    @_write.register
    def _table(self, block: Table) -> None:
        if block.caption:
            self._word.add_paragraph(_clean(block.caption), style="Caption")
        table = self._word.add_table(rows=1, cols=len(block.headers), style="Table Grid")
        _describe(table, block.caption or " · ".join(block.headers))
        _mark(table, 0, "w:tblHeader")
        for cell, header in zip(table.rows[0].cells, block.headers, strict=True):
            cell.paragraphs[0].add_run(_clean(header)).bold = True
        for row in block.rows:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                _put(cell.paragraphs[0], text)
        for number, row in enumerate(block.rows, 1):
            if sum(map(len, map(words_of, row))) < _MOST:
                _mark(table, number, "w:cantSplit")
        _widen(table, block.widths)
        self._word.add_paragraph()

    def _small(self, text: Text) -> None:
        paragraph = self._word.add_paragraph()
        _put(paragraph, text)
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(9), _SOFT

    def _picture(self, block: Figure, highest: int) -> None:
        shown = self._word.add_picture(io.BytesIO(block.picture))
        scale = min(1.0, highest / shown.height, _COLUMN / shown.width)
        shown.width, shown.height = Emu(int(shown.width * scale)), Emu(int(shown.height * scale))
        shown._inline.docPr.set("descr", _clean(block.alt))  # noqa: SLF001 - python-docx has no name for it


def _look(word: WordDocument, language: str) -> None:
    """Set paper, typeface, sizes and language; the word processor's own styles keep their names."""
    section = word.sections[0]
    section.page_width, section.page_height = _PAPER
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    normal = word.styles["Normal"]
    normal.font.size, normal.font.name = Pt(_SIZE), _FACE
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(7), 1.25
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    normal.element.get_or_add_rPr().append(spoken)
    for name, size in _HEADINGS.items():
        style = word.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = _FACE, Pt(size), True, _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)  # else the theme's typeface wins over the one that is named


def _put(paragraph: WordParagraph, text: Text) -> None:
    for run in text:
        put = paragraph.add_run(_clean(run.text))
        put.bold, put.italic = run.bold or None, run.italic or None
        if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in run.text):
            put.font.rtl = True  # so that Arabic and Hebrew are joined and ordered as they are written


def _put_page_number(paragraph: WordParagraph, before: str) -> None:
    """Write a line with the number of the page, which the word processor counts."""
    paragraph.add_run(_clean(f"{before} · Page " if before else "Page "))
    _put_field(paragraph.add_run(), "PAGE")
    paragraph.add_run(" of ")
    _put_field(paragraph.add_run(), "NUMPAGES")


def _put_field(run: WordRun, field: str) -> None:
    for kind, words in (("begin", ""), ("", field), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = words
        run._r.append(part)  # noqa: SLF001 - python-docx has no name for it


def _describe(table: WordTable, words: str) -> None:
    """Say what a table is, for whoever hears it."""
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), _clean(words)[:_MOST])
    table._tbl.tblPr.append(said)  # noqa: SLF001 - python-docx has no name for it


def _mark(table: WordTable, row: int, name: str) -> None:
    """Let a row be the header row on every page, or stay whole."""
    said = OxmlElement(name)
    said.set(qn("w:val"), "true")
    table.rows[row]._tr.get_or_add_trPr().append(said)  # noqa: SLF001 - python-docx has no name for it


def _widen(table: WordTable, shares: tuple[float, ...]) -> None:
    if len(shares) != len(table.columns):
        return
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(int(_COLUMN * share / sum(shares)))
        for cell in column.cells:
            cell.width = column.width


def _clean(text: str) -> str:
    """Return what XML can hold of a text."""
    return "".join(letter for letter in text if letter in "\t\n" or unicodedata.category(letter) not in _NOT_IN_XML)


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
