"""From blocks to flowables, and to the elements of the structure in the same order."""

from collections.abc import Iterator, Sequence
from functools import singledispatchmethod
from itertools import takewhile

from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import CondPageBreak, Flowable
from reportlab.platypus.flowables import PageBreak as PageBreakFlow

from peerdesk.domain.document import (
    Bars,
    Block,
    Bullets,
    Callout,
    ChartBlock,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Levels,
    PageBreak,
    Paragraph,
    Run,
    Table,
    letters_of,
    plain,
    words_of,
)
from peerdesk.export.report.charts import ChartFlow, room_of
from peerdesk.export.report.contents import ContentsLine
from peerdesk.export.report.drawn import BarsFlow, LevelsFlow
from peerdesk.export.report.fonts import Fonts, lacks
from peerdesk.export.report.look import Look
from peerdesk.export.report.pictures import FigureFlow, LogoFlow
from peerdesk.export.report.setting import set_lines
from peerdesk.export.report.tables import SMALL, about_high, table_flow
from peerdesk.export.report.tagging import Element, Structure
from peerdesk.export.report.text import BoxFlow, FootFlow, Gap, HeadingFlow, ItemFlow, RuleFlow, TextFlow

_FOLLOWING = 3  # lines of body that a heading takes with it to the next page
_SHORT = 120  # letters: no more than two lines
_FEW_ROWS = 8  # a table of more is never small
_TABLE_BEGINS = 6  # the same where a table follows: its header and its first row
_BULLET = "•"
_LACKING = (
    "◊ stands for a letter that the typeface of this file does not have, as in Arabic, Hebrew or Chinese. Whoever has "
    "the file read aloud hears the words as they are; the copies for a word processor and for a browser show them."
)


def story_of(document: Document, look: Look, fonts: Fonts, structure: Structure) -> list[Flowable]:
    """Return a document's flowables; the structure gains its elements, in reading order."""
    return list(_Story(document, look, fonts, structure.root).flowables())


class _Story:
    def __init__(self, document: Document, look: Look, fonts: Fonts, root: Element) -> None:
        self._document, self._look, self._fonts, self._root = document, look, fonts, root
        self._headings = _levelled(document.blocks)
        self._met = 0

    def flowables(self) -> Iterator[Flowable]:
        blocks = self._document.blocks
        if not blocks or not isinstance(blocks[0], Cover):
            yield from self._masthead()
        for at, block in enumerate(blocks):
            if isinstance(block, Heading):
                yield CondPageBreak(self._least(at))
            yield from self._flow(block)
        if lacks("".join(sorted(letters_of(self._document))), self._fonts):
            yield self._text(_LACKING, "caption")

    def _text(self, words: str, style: str, kind: str = "P") -> TextFlow:
        return TextFlow(plain(words), self._look.style(style), self._root.add(kind), self._fonts)

    def _masthead(self) -> Iterator[Flowable]:
        yield self._title("title")
        said = " · ".join(part for part in (self._document.dates, self._document.state_line) if part)
        yield self._text(said, "subtitle")

    def _title(self, style: str) -> TextFlow:
        return self._text(self._document.title, style, "H1")

    @singledispatchmethod
    def _flow(self, block: Block) -> Iterator[Flowable]:
        raise TypeError(block)

    @_flow.register
    def _cover(self, block: Cover) -> Iterator[Flowable]:
        above = 0.24 * self._look.height
        if block.logo:
            logo = LogoFlow(block.logo.picture, self._root.add("Figure", alt=block.logo.alt), above - 24)
            yield logo
            above -= logo.wrap(self._look.measure, above)[1]
        yield Gap(above)
        yield RuleFlow(56, 22)
        yield self._title("cover")
        yield self._text(self._document.dates, "cover_dates")
        yield BoxFlow(
            block.says(self._document.state_line), self._look.style("callout"), self._root.add("P"), self._fonts
        )
        yield Gap(28)
        for line in block.lines:
            yield self._text(line, "cover_line")
        if block.foot:
            yield FootFlow(plain(block.foot), self._look.style("caption"), self._root.add("P"), self._fonts)
        yield NextPageTemplate("page")
        yield PageBreakFlow()

    @_flow.register
    def _heading(self, block: Heading) -> Iterator[Flowable]:
        level, key = self._headings[self._met]
        self._met += 1
        flow = HeadingFlow(
            plain(block.text),
            self._look.style(f"heading{level}"),
            self._root.add(f"H{level + 1}"),
            self._fonts,
            key=key,
            level=level - 1,
        )
        if block.label:
            style = self._look.style("label")
            flow.label = (set_lines(plain(block.label), style, self._look.measure, self._fonts)[0], style)
        yield flow

    @_flow.register
    def _paragraph(self, block: Paragraph) -> Iterator[Flowable]:
        yield TextFlow(block.text, self._look.style(block.tone), self._root.add("P"), self._fonts)

    @_flow.register
    def _bullets(self, block: Bullets) -> Iterator[Flowable]:
        style = self._look.style("bullet")
        listed = self._root.add("L", "<< /O /List /ListNumbering /Disc >>")
        bullet = set_lines((Run(_BULLET),), style, style.size * 2, self._fonts)[0]
        for item in block.items:
            flow = ItemFlow(item, style, listed.add("LI"), self._fonts, bullet)
            yield flow
        if block.items:
            flow.spaceAfter = self._look.style("body").after

    @_flow.register
    def _callout(self, block: Callout) -> Iterator[Flowable]:
        yield BoxFlow(block.text, self._look.style("callout"), self._root.add("P"), self._fonts)

    @_flow.register
    def _table(self, block: Table) -> Iterator[Flowable]:
        table = self._root.add("Table")
        if block.caption:
            yield CondPageBreak(self._begins(table=True))
            caption = table.add("Caption")
            yield TextFlow(plain(block.caption), self._look.style("header"), caption, self._fonts)
        styles = (self._look.style("header"), self._look.style("cell"))
        yield table_flow(block, self._look.measure, styles, table, self._fonts)

    @_flow.register
    def _figure(self, block: Figure) -> Iterator[Flowable]:
        figure = FigureFlow(block.picture, self._root.add("Figure", alt=block.alt or "Picture"))
        figure.keepWithNext = bool(block.caption)
        yield figure
        if block.caption:
            yield self._text(block.caption, "caption")

    @_flow.register
    def _chart(self, block: ChartBlock) -> Iterator[Flowable]:
        element = self._root.add("Figure", alt=block.chart.alt)
        styles = (self._look.style("cell"), self._look.style("caption"))
        yield CondPageBreak(room_of(block.chart) + self._begins(table=True))
        yield ChartFlow(block.chart, element, styles, self._fonts)

    @_flow.register
    def _bars(self, block: Bars) -> Iterator[Flowable]:
        styles = (self._look.style("cell"), self._look.style("header"))
        figure = BarsFlow(block, self._root.add("Figure", alt=block.alt), styles, self._fonts)
        figure.keepWithNext = bool(block.caption)
        yield figure
        if block.caption:
            yield self._text(block.caption, "caption")

    @_flow.register
    def _levels(self, block: Levels) -> Iterator[Flowable]:
        styles = (self._look.style("cell"), self._look.style("running"))
        yield LevelsFlow(block, self._root.add("Figure", alt=block.alt), styles, self._fonts)

    @_flow.register
    def _contents(self, block: Contents) -> Iterator[Flowable]:
        yield self._text(block.title, "contents", "H2")
        listed = self._root.add("TOC")
        headings = [b for b in self._document.blocks if isinstance(b, Heading)]
        for heading, (level, key) in zip(headings, self._headings, strict=True):
            if level <= block.depth:
                style = self._look.style(f"contents{level}")
                yield ContentsLine(heading.text, key, level - 1, style, listed.add("TOCI"), self._fonts)

    @_flow.register
    def _page_break(self, _: PageBreak) -> Iterator[Flowable]:
        yield PageBreakFlow()

    def _least(self, at: int) -> float:
        """Return the height of the headings that stand here and of what begins under them."""
        height = 0.0
        for block, (level, _) in zip(
            takewhile(lambda b: isinstance(b, Heading), self._document.blocks[at:]),
            self._headings[self._met :],
            strict=False,
        ):
            style = self._look.style(f"heading{level}")
            lines = set_lines(plain(getattr(block, "text", "")), style, self._look.measure, self._fonts)
            height += style.before + len(lines) * style.leading + style.after + self._look.style("label").leading
            at += 1
        under = self._document.blocks[at] if at < len(self._document.blocks) else None
        after = self._document.blocks[at + 1] if at + 1 < len(self._document.blocks) else None
        if isinstance(under, Paragraph) and isinstance(after, Table) and len(words_of(under.text)) < _SHORT:
            style = self._look.style(under.tone)  # a line that only leads to a table goes with it
            height, under = height + 2 * style.leading + style.after, after
        if isinstance(under, ChartBlock):
            height += room_of(under.chart)
        if isinstance(under, Table) and len(under.rows) <= _FEW_ROWS:
            high = about_high(under, self._look.measure, self._look.style("cell"))
            return height + max(high if high <= SMALL else 0, self._begins(table=True))
        return height + self._begins(table=isinstance(under, Table | ChartBlock))

    def _begins(self, *, table: bool) -> float:
        """Return the height of the first lines of text, or of a table: no less stays at the foot of a page."""
        return (_TABLE_BEGINS if table else _FOLLOWING) * self._look.style("body").leading


def _levelled(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    """Return level and key of each heading; a level that leaps down is drawn up, since readers count them."""
    levels: list[tuple[int, str]] = []
    for heading in (block for block in blocks if isinstance(block, Heading)):
        above = levels[-1][0] if levels else 0
        levels.append((max(1, min(heading.level, above + 1, 3)), f"heading-{len(levels)}"))
    return levels
