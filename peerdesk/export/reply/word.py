"""The reply sheet for a word processor: boxes to tick and room to write in, as content controls with lasting names."""

from typing import Any, BinaryIO
from zlib import crc32

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from peerdesk.domain.document import Heading, Paragraph, Text, words_of
from peerdesk.domain.reply_sheet import EACH, Choose, ReplySheet, Write
from peerdesk.export.word import close_word, open_word

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
EMPTY, HINT = "☐", "Write here"
_BOX_FONT = "MS Gothic"  # of the boxes that Word itself draws
_SOFT = "696F77"  # of what stands where nothing was written yet
_LINE = 20  # points of a line to write on


def write_reply_word(sheet: ReplySheet, out: BinaryIO) -> None:
    """Write a reply sheet as .docx; the same sheet gives the same bytes.

    Args:
        sheet: what is asked.
        out: an open binary file; it gains all bytes at the end, or none.

    Source:
        ECMA-376 17.5.2 (content controls); [MS-DOCX] 2.6.1.9 (boxes to tick).
    """
    word = open_word(sheet.about)
    for block in sheet.blocks:
        match block:
            case Heading(level=level, text=text, label=label):
                word.add_heading(_clean(f"{text} ({label.lower()})" if label else text), level)
            case Paragraph(text=text):
                _put(word.add_paragraph(), text)
            case Choose():
                _add_boxes(word, block)
            case Write():
                _add_room(word, block)
            case _:
                pass  # nothing else is on a sheet
    close_word(word, out)


def _put(paragraph: Any, text: Text) -> None:
    paragraph.add_run(_clean(words_of(text)))


def _add_boxes(word: Any, block: Choose) -> None:
    line = word.add_paragraph()
    if block.asked == EACH:
        line.add_run(f"{block.asked}   ")
    for number, (value, words) in enumerate(block.options):
        if number:
            line = line if block.beside else word.add_paragraph()
            line.add_run("     " if block.beside else "")
        tag = f"{block.name}-{''.join(value.split())}"
        line._p.append(_control(tag, f"{block.about or block.asked}: {words}", _BOX, EMPTY))  # noqa: SLF001 - python-docx's element
        line.add_run(f" {_clean(words)}")


def _add_room(word: Any, block: Write) -> None:
    line = word.add_paragraph()
    line.add_run(_clean(block.asked)).bold = True
    line.paragraph_format.keep_with_next = True
    line.paragraph_format.space_after = Pt(2)
    table = word.add_table(rows=1, cols=1, style="Table Grid")
    row, cell = table.rows[0], table.rows[0].cells[0]
    row.height = Pt(block.lines * _LINE)
    control = _control(block.name, block.alone, _TEXT, HINT)
    cell.paragraphs[0]._p.append(control)  # noqa: SLF001 - python-docx's element
    word.add_paragraph().paragraph_format.space_after = Pt(0)


_BOX = (
    f'<w14:checkbox xmlns:w14="{W14}"><w14:checked w14:val="0"/>'
    f'<w14:checkedState w14:val="2612" w14:font="{_BOX_FONT}"/>'
    f'<w14:uncheckedState w14:val="2610" w14:font="{_BOX_FONT}"/></w14:checkbox>'
)
_TEXT = '<w:text w:multiLine="1"/>'


def _control(tag: str, alias: str, kind: str, shown: str) -> Any:
    hint = "<w:showingPlcHdr/>" if shown is HINT else ""
    control: Any = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:tag/><w:id/>{hint}{kind}</w:sdtPr>"
        "<w:sdtContent><w:r><w:rPr/><w:t/></w:r></w:sdtContent></w:sdt>"
    )
    about = control.find(qn("w:sdtPr"))
    number = str(crc32(tag.encode()) & 0x7FFFFFFF)
    for name, value in (("w:alias", _clean(alias)[:64]), ("w:tag", tag), ("w:id", number)):
        about.find(qn(name)).set(qn("w:val"), value)
    run = control.find(qn("w:sdtContent")).find(qn("w:r"))
    run.find(qn("w:t")).text = shown
    if kind is _BOX:
        look = OxmlElement("w:rFonts", {qn(f"w:{side}"): _BOX_FONT for side in ("ascii", "hAnsi", "eastAsia")})
    else:
        look = OxmlElement("w:color", {qn("w:val"): _SOFT})
    run.find(qn("w:rPr")).append(look)
    return control


def _clean(text: str) -> str:
    """Return what XML can hold of a text."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\t\n")
