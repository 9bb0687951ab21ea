"""A ReportLab canvas on which all content is either part of the structure or marked as decoration."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from peerdesk.domain.document import Document
from peerdesk.export.report.fonts import Fonts
from peerdesk.export.report.look import PAGE, Colour
from peerdesk.export.report.metadata import describe
from peerdesk.export.report.objects import ClosedStream, RawObject, add_structure, close_streams, reference, text_string
from peerdesk.export.report.setting import Line, Piece, width_of
from peerdesk.export.report.tagging import Element, Structure

SIGNATURE = "Signature"
"""Name of the place in which `signing.sign_pdf` signs."""


class Kept(Enum):
    """What is done with a file once it is written."""

    ARCHIVE = "kept as it is"
    SIGNED = "signed, and then kept"
    LOCKED = "encrypted, which no archive takes"


class TaggedCanvas(Canvas):
    """Draws text in lines, lines and boxes as decoration, and keeps the structure.

    Coordinates are points from the lower left, as in ReportLab.
    """

    # ReportLab's own, which its stubs leave out
    _doc: Any
    _code: list[str]
    _filename: Any
    _absRect: Any  # noqa: N815
    _bookmarkReference: Any  # noqa: N815
    _annotatePage: Any  # noqa: N815

    def __init__(
        self, out: BinaryIO, document: Document, structure: Structure, fonts: Fonts, kept: Kept = Kept.ARCHIVE
    ) -> None:
        """Begin the first page. The bytes go to `out` when `save` is called."""
        first: Any = fonts.face().font.fontName
        super().__init__(
            out,
            pagesize=PAGE,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=document.language,
            initialFontName=first,
        )
        self._structure = structure
        self._page_key: int | None = None
        self._late: list[tuple[str, Callable[[], str]]] = []
        self._places: dict[str, int] = {}
        self._kept = kept
        describe(self._doc, document, archive=kept is not Kept.LOCKED)

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """Mark what is drawn inside as the content of an element."""
        if self._page_key is None:
            self._page_key = self._structure.new_page()
        number = self._structure.mark(element, self._page_key, self._doc.thisPageName())
        self._code.append(f"/{element.kind} <</MCID {number}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def decoration(self, kind: str = "Layout") -> Iterator[None]:
        """Mark what is drawn inside as nothing that need be read. `kind` is Layout or Pagination."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._code.append("EMC")

    def write_lines(self, x: float, y: float, leading: float, lines: Sequence[Line]) -> None:
        """Write lines of text; the base line of the first is at y."""
        self._code.append(self._lines(x, y, leading, lines))

    def write_late(self, right: float, y: float, piece: Callable[[], Piece]) -> None:
        """Write a piece, flush right, that is only known when all pages are made."""

        def line() -> str:
            late = piece()
            return self._lines(right - width_of([late]), y, 0, [(late,)])

        token = f"%late {len(self._late)}"  # no text can look like it: text is written in hexadecimal
        self._late.append((token, line))
        self._code.append(token)

    def rule(self, x: float, y: float, width: float, colour: Colour, thickness: float = 0.6) -> None:
        """Draw a horizontal line as decoration."""
        with self.decoration():
            self._code.append(f"{_rgb(colour)} RG {thickness:.2f} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")

    def dots(self, x: float, y: float, width: float, colour: Colour) -> None:
        """Draw a dotted horizontal line as decoration; nothing if it would have no length."""
        if width > 0:
            with self.decoration():
                self._code.append(
                    f"q {_rgb(colour)} RG 1 w 1 J [0 4] 0 d {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S Q"
                )

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle as decoration."""
        with self.decoration():
            self._code.append(f"{_rgb(colour)} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def name_place(self, key: str, title: str, level: int, height: float) -> None:
        """Make the current place a target for links and an entry of the outline; `height` is above it."""
        self.bookmarkHorizontal(key, 0, height)
        self.addOutlineEntry(title, key, level)
        self._places[key] = self.getPageNumber()

    def page_of(self, key: str) -> int:
        """Return the page of a named place; 0 if it was not met."""
        return self._places.get(key, 0)

    @property
    def page_count(self) -> int:
        """How many pages are made."""
        return len(self._doc.Pages.pages)

    def link(self, element: Element, key: str, contents: str, width: float, height: float) -> None:
        """Make the rectangle above the current place lead to a named one; it belongs to the element."""
        name = f"Link{len(self._structure.owners)}"
        owner = self._structure.link(element, self._doc.thisPageName(), self._doc.annotationName(name))
        left, low, right, high = self._absRect((0, 0, width, height), 1)
        self._doc.addAnnotation(
            name,
            pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("Annot"),
                    "Subtype": pdfdoc.PDFName("Link"),
                    "Rect": pdfdoc.PDFArray([round(side, 2) for side in (left, low, right, high)]),
                    "Border": pdfdoc.PDFArray([0, 0, 0]),
                    "F": 4,
                    "StructParent": owner,
                    "Contents": text_string(contents),
                    "Dest": self._bookmarkReference(key),
                }
            ),
        )
        self._annotatePage(name)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page, and say whose its marks are and that Tab follows the structure."""
        if self._kept is Kept.SIGNED and self.getPageNumber() == 1:
            self._add_place_to_sign()
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.Tabs = pdfdoc.PDFName("S")
        page.__NoDefault__ = [*page.__NoDefault__, "Tabs"]
        if self._page_key is not None:
            page.StructParents = self._page_key
            page.__NoDefault__.append("StructParents")
            self._page_key = None

    def save(self) -> None:
        """Write the late pieces, the structure and the file."""
        if self._code:
            self.showPage()
        lines = {token: line() for token, line in self._late}
        for page in self._doc.Pages.pages:
            page.stream = "\n".join(lines.get(line, line) for line in page.stream.split("\n"))
            self._doc.updateSignature(page.stream)
            page.Contents = ClosedStream(None, page.stream, [pdfdoc.PDFZCompress])
        self._doc.Catalog.StructTreeRoot = add_structure(self._doc, self._structure)
        close_streams(self._doc)
        self._doc.SaveToFile(self._filename, self)

    def _add_place_to_sign(self) -> None:
        """Leave an unseen place for a signature, which belongs to the structure like everything else."""
        element = self._structure.root.add("Form", alt=SIGNATURE)
        place = self._doc.annotationName(SIGNATURE)
        owner = self._structure.link(element, self._doc.thisPageName(), place)
        said = f"/FT /Sig /T {text_string(SIGNATURE)} /TU {text_string(SIGNATURE)} /StructParent {owner}"
        self._doc.addAnnotation(
            SIGNATURE, RawObject(f"<< /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132 {said} >>")
        )
        self._annotatePage(SIGNATURE)
        self._doc.Catalog.AcroForm = RawObject(f"<< /Fields [{reference(self._doc, place)}] /SigFlags 3 >>")
        self._doc.Catalog.__NoDefault__ = [*self._doc.Catalog.__NoDefault__, "AcroForm"]

    def _lines(self, x: float, y: float, leading: float, lines: Sequence[Line]) -> str:
        out = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        face: tuple[str, float] | None = None
        colour: Colour | None = None
        for number, line in enumerate(lines):
            if number:
                out.append(f"0 {-leading:.2f} Td")
            for at, piece in enumerate(line, 1):
                if piece.colour != colour:
                    colour = piece.colour
                    out.append(f"{_rgb(colour)} rg")
                # without a space at its end a line's last word grows together with the next line's first
                face = self._piece(piece, piece.text + " " * (at == len(line)), face, out)
        out.append("ET")
        return " ".join(out)

    def _piece(
        self, piece: Piece, text: str, face: tuple[str, float] | None, out: list[str]
    ) -> tuple[str, float] | None:
        if piece.meant:
            out.append(f"/Span <</ActualText {text_string(piece.meant)}>> BDC")
        for subset, codes in piece.face.font.splitString(text, self._doc):
            name = piece.face.font.getSubsetInternalName(subset, self._doc)
            if (name, piece.size) != face:
                face = (name, piece.size)
                out.append(f"{name} {piece.size:.2f} Tf")
            out.append(f"<{codes.hex()}> Tj")
        if piece.meant:
            out.append("EMC")
        return face


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part:.3f}" for part in colour)
