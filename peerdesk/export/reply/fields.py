"""Boxes to tick and room to write in on a PDF page: what is drawn, what is filled in, and what is read out."""

from collections.abc import Sequence
from typing import Any, cast

from reportlab.pdfbase import pdfdoc
from reportlab.platypus.flowables import Flowable

from peerdesk.domain.document import plain
from peerdesk.domain.reply_sheet import EACH, Choose, Write
from peerdesk.export.report.canvas import TaggedCanvas
from peerdesk.export.report.fonts import Fonts
from peerdesk.export.report.look import ACCENT, EDGE, FULL, Colour
from peerdesk.export.report.objects import ClosedStream, RawObject, add_object, reference, text_string
from peerdesk.export.report.setting import Line, set_lines, width_of
from peerdesk.export.report.tagging import Element, Structure
from peerdesk.export.report.text import base_line

_BOX, _GAP, _BETWEEN = 12.0, 6.0, 20.0  # points: a box, from it to its words, from them to the next box
_LINE = 16.0  # points of a line to write on
_RADIO, _MANY_LINES, _PRINTS = 1 << 15, 1 << 12, 4  # ISO 32000-1, tables 165, 226 and 228
_FIRST, _LAST = 32, 255  # codes of letters that a field can show
_NONSYMBOLIC = 32


class FormCanvas(TaggedCanvas):
    """A canvas whose pages can be filled in."""

    def __init__(self, out: Any, document: Any, structure: Structure, fonts: Fonts) -> None:
        """Begin without a field."""
        super().__init__(out, document, structure, fonts)
        self._fonts = fonts
        self._fields: list[str] = []

    def room(self, element: Element, block: Write, size: tuple[float, float]) -> None:
        """Make a field to write in, from the current place up and to the right; `size` is in points."""
        many = _MANY_LINES if block.lines > 1 else 0
        name = f"Field{len(self._fields)}"
        shown = self._drawing(f"{name}Empty", size, f"{_frame(size, EDGE)} /Tx BMC EMC")
        self._widget(
            name,
            element,
            size,
            f"/FT /Tx /T {text_string(block.name)} /TU {text_string(block.alone)} /Ff {many} "
            f"/DA (/Hand 10.5 Tf 0.133 0.145 0.165 rg) /MK << /BC [{_rgb(EDGE)}] >> /BS << /W 0.8 /S /S >> "
            f"/AP << /N {shown} >>",
        )
        self._fields.append(name)

    def begin_choice(self, block: Choose) -> str:
        """Make a field of which one option can be ticked; return its name for `option`."""
        name = f"Field{len(self._fields)}"
        said = f"/FT /Btn /Ff {_RADIO} /T {text_string(block.name)} /TU {text_string(block.alone)} /V /Off"
        add_object(self._doc, name, said)
        self._fields.append(name)
        return name

    def option(self, element: Element, field: str, value: str, tip: str) -> str:
        """Add a box to a choice, from the current place up and to the right; return it, to be listed."""
        size, word = (_BOX, _BOX), "".join(value.split())
        off, on = (self._box(name, size) for name in ("BoxEmpty", "BoxTicked"))
        name = f"{field}{word}"
        self._widget(
            name,
            element,
            size,
            f"/Parent {reference(self._doc, field)} /TU {text_string(tip)} /AS /Off /MK << /CA (4) >> "
            f"/AP << /N << /Off {off} /{word} {on} >> >>",
        )
        return name

    def end_choice(self, field: str, options: Sequence[str]) -> None:
        """List the options of a choice."""
        thing = self._doc.idToObject[field]
        kids = " ".join(reference(self._doc, self._doc.annotationName(one)) for one in options)
        thing.syntax = f"<< {thing.syntax} /Kids [{kids}] >>"

    def save(self) -> None:
        """Say which fields there are, and write the file."""
        fields = [
            reference(self._doc, one if one in self._doc.idToObject else self._doc.annotationName(one))
            for one in self._fields
        ]
        font = _hand(self._doc, self._fonts)
        self._doc.Catalog.AcroForm = RawObject(
            f"<< /Fields [{' '.join(fields)}] /DR << /Font << /Hand {font} >> >> /DA (/Hand 10.5 Tf 0 g) >>"
        )
        super().save()

    def _widget(self, name: str, element: Element, size: tuple[float, float], said: str) -> None:
        page = self._doc.thisPageName()
        owner = self._structure.link(element, page, self._doc.annotationName(name))
        rect = " ".join(f"{side:.2f}" for side in self._absRect((0, 0, *size), 1))
        self._doc.addAnnotation(
            name,
            RawObject(f"<< /Type /Annot /Subtype /Widget /Rect [{rect}] /F {_PRINTS} /StructParent {owner} {said} >>"),
        )
        self._annotatePage(name)

    def _box(self, name: str, size: tuple[float, float]) -> str:
        if name in self._doc.idToObject:
            return reference(self._doc, name)
        ticked = f"{_rgb(ACCENT)} RG 1.8 w 1 J 1 j 2.8 6 m 5 3.4 l 9.4 9 l S" if name == "BoxTicked" else ""
        return self._drawing(name, size, f"{_frame(size, EDGE)} {ticked}")

    def _drawing(self, name: str, size: tuple[float, float], code: str) -> str:
        about = {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Form"),
            "BBox": pdfdoc.PDFArray([0, 0, *(round(side, 2) for side in size)]),
            "Resources": RawObject("<< >>"),
        }
        self._doc.Reference(ClosedStream(pdfdoc.PDFDictionary(about), code.encode("ascii")), name)
        return reference(self._doc, name)


class ChooseFlow(Flowable):
    """Boxes with their words behind them, side by side or one under the other. Never split."""

    def __init__(self, block: Choose, root: Element, fonts: Fonts) -> None:
        """Take a question."""
        super().__init__()
        self._block, self._style = block, FULL.style("body")
        lead = block.asked if block.asked == EACH else ""
        self._lead = self._set(lead, fonts) if lead else ()
        self._options = [(value, words, self._set(words, fonts)) for value, words in block.options]
        self._element = root.add("P")
        self.spaceBefore, self.spaceAfter = 2.0, 6.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Return the size."""
        rows = 1 if self._block.beside else len(self._options)
        self.width, self.height = aW, rows * self._row
        return self.width, self.height

    def draw(self) -> None:
        """Draw boxes and words, and let each box be ticked."""
        canvas, left = cast(FormCanvas, self.canv), 0.0
        top = self.height
        field, made = canvas.begin_choice(self._block), []
        if self._lead:
            left = self._write(canvas, self._lead, 0, top) + _BETWEEN
        for value, words, line in self._options:
            canvas.saveState()
            canvas.translate(left, top - self._row + (self._row - _BOX) / 2)
            box = self._element.add("Form", alt=f"{self._block.alone}: {words}")
            made.append(canvas.option(box, field, value, f"{self._block.alone}: {words}"))
            canvas.restoreState()
            right = self._write(canvas, line, left + _BOX + _GAP, top)
            left, top = (right + _BETWEEN, top) if self._block.beside else (0.0, top - self._row)
        canvas.end_choice(field, made)

    @property
    def _row(self) -> float:
        return self._style.leading + 4

    def _write(self, canvas: TaggedCanvas, line: Line, left: float, top: float) -> float:
        """Write words; return where they end."""
        with canvas.tagged(self._element):
            canvas.write_lines(left, top - 2 - base_line(self._style), 0, [line])
        return left + width_of(line)

    def _set(self, words: str, fonts: Fonts) -> Line:
        return set_lines(plain(words), self._style, FULL.measure, fonts)[0]


class WriteFlow(Flowable):
    """Room to write in, under its name. Never split."""

    def __init__(self, block: Write, root: Element, fonts: Fonts) -> None:
        """Take what is asked."""
        super().__init__()
        self._block, self._style = block, FULL.style("label")
        self._line = set_lines(plain(block.asked), self._style, FULL.measure, fonts)[0]
        self._element = root.add("P")
        self.spaceBefore, self.spaceAfter = 2.0, 10.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Return the size."""
        self.width, self.height = aW, self._style.leading + 2 + self._room
        return self.width, self.height

    def draw(self) -> None:
        """Write the name, and make the room."""
        canvas = cast(FormCanvas, self.canv)
        with canvas.tagged(self._element):
            canvas.write_lines(0, self.height - base_line(self._style), 0, [self._line])
        field = self._element.add("Form", alt=self._block.alone)
        canvas.room(field, self._block, (self.width, self._room))

    @property
    def _room(self) -> float:
        return self._block.lines * _LINE + 6


def _frame(size: tuple[float, float], colour: Colour) -> str:
    width, height = size
    return f"1 1 1 rg {_rgb(colour)} RG 0.8 w 0.4 0.4 {width - 0.8:.2f} {height - 0.8:.2f} re B"


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part:.3f}" for part in colour)


def _hand(document: Any, fonts: Fonts) -> str:
    """Return the typeface of what is filled in: whole, since nobody knows what will be typed."""
    face: Any = fonts.face().font.face
    data = bytes(face._ttf_data)  # noqa: SLF001 - ReportLab keeps the file there and has no name for it
    about = pdfdoc.PDFDictionary({"Length1": len(data)})
    document.Reference(ClosedStream(about, data, [pdfdoc.PDFZCompress]), "HandFile")
    box = " ".join(f"{side:.0f}" for side in face.bbox)
    add_object(
        document,
        "HandDescriptor",
        f"<< /Type /FontDescriptor /FontName /AtkinsonHyperlegible /Flags {_NONSYMBOLIC} /FontBBox [{box}] "
        f"/ItalicAngle 0 /Ascent {face.ascent:.0f} /Descent {face.descent:.0f} /CapHeight {face.capHeight:.0f} "
        f"/StemV {face.stemV:.0f} /FontFile2 {reference(document, 'HandFile')} >>",
    )
    letters = (bytes([code]).decode("cp1252", "replace") for code in range(_FIRST, _LAST + 1))
    widths = " ".join(f"{face.charWidths.get(ord(one), face.defaultWidth):.0f}" for one in letters)
    add_object(
        document,
        "Hand",
        f"<< /Type /Font /Subtype /TrueType /BaseFont /AtkinsonHyperlegible /Encoding /WinAnsiEncoding "
        f"/FirstChar {_FIRST} /LastChar {_LAST} /Widths [{widths}] "
        f"/FontDescriptor {reference(document, 'HandDescriptor')} >>",
    )
    return reference(document, "Hand")
