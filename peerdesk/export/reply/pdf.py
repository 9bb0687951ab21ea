"""The reply sheet as a PDF form: boxes to tick and room to write, in order, each with a name that is read out.

It keeps to PDF/UA-1 and PDF/A-2a as it is sent; what the head's program writes into it is its own affair.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.platypus.doctemplate import BaseDocTemplate
from reportlab.platypus.flowables import CondPageBreak, Flowable

from peerdesk.domain.document import Heading, Paragraph, Text, plain
from peerdesk.domain.reply_sheet import Choose, ReplySheet, Write
from peerdesk.export.reply.fields import ChooseFlow, FormCanvas, WriteFlow
from peerdesk.export.report.fonts import Fonts, read_fonts
from peerdesk.export.report.look import FULL, PAGE
from peerdesk.export.report.pages import templates
from peerdesk.export.report.setting import set_lines
from peerdesk.export.report.tagging import Structure
from peerdesk.export.report.text import HeadingFlow, TextFlow

_TOGETHER = 190.0  # points: a finding, its three answers and the room below them
_BEGINS = 260.0  # the same with the question above it
_ENDS = 170.0  # the last question with who answers and when: no page holds a name alone


def write_reply_pdf(sheet: ReplySheet, out: BinaryIO, fonts: Path) -> None:
    """Write a reply sheet as a form. The same sheet gives the same bytes.

    Args:
        sheet: what is asked.
        out: an open binary file; it gains all bytes at the end, or none.
        fonts: the folder with the four files of the typeface.

    Raises:
        ReportFontError: the typeface is not there.

    Source:
        ISO 32000-1 chapter 12.7 (forms), ISO 14289-1 7.18 (annotations), ISO 19005-2 6.4 (forms).
    """
    faces, structure = read_fonts(fonts), Structure()
    story = list(_Story(sheet, faces, structure).flowables())
    pages = templates(sheet.about, FULL, faces)

    def canvas(filename: Any, **_: Any) -> FormCanvas:
        return FormCanvas(filename, sheet.about, structure, faces)

    BaseDocTemplate(out, pagesize=PAGE, pageTemplates=pages[:1]).build(story, canvasmaker=canvas)


class _Story:
    def __init__(self, sheet: ReplySheet, fonts: Fonts, structure: Structure) -> None:
        self._sheet, self._fonts, self._root = sheet, fonts, structure.root
        self._headings = 0

    def flowables(self) -> Iterator[Flowable]:
        about = self._sheet.about
        yield self._text(plain(about.title), "title", "H1")
        said = " · ".join(part for part in (about.dates, about.state_line) if part)
        yield self._text(plain(said), "subtitle")
        blocks = self._sheet.blocks
        for block, after in zip(blocks, (*blocks[1:], None), strict=True):
            if isinstance(block, Heading):
                yield CondPageBreak(_BEGINS if block.level == 1 else _TOGETHER)
                yield self._heading(block)
            elif isinstance(block, Paragraph):
                yield self._text(block.text, block.tone)
            elif isinstance(block, Choose):
                yield ChooseFlow(block, self._root, self._fonts)
            elif isinstance(block, Write):
                if block.lines > 1 and isinstance(after, Write) and after.lines == 1:
                    yield CondPageBreak(_ENDS)
                yield WriteFlow(block, self._root, self._fonts)

    def _heading(self, block: Heading) -> HeadingFlow:
        key, self._headings = f"heading-{self._headings}", self._headings + 1
        style, element = FULL.style(f"heading{block.level}"), self._root.add(f"H{block.level + 1}")
        flow = HeadingFlow(plain(block.text), style, element, self._fonts, key=key, level=block.level - 1)
        if block.label:
            small = FULL.style("label")
            flow.label = (set_lines(plain(block.label), small, FULL.measure, self._fonts)[0], small)
        return flow

    def _text(self, text: Text, style: str, kind: str = "P") -> TextFlow:
        return TextFlow(text, FULL.style(style), self._root.add(kind), self._fonts)
