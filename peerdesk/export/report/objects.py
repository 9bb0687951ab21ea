"""PDF objects that ReportLab has no class for, and the structure tree written with them."""

from typing import Any

from reportlab.pdfbase import pdfdoc

from peerdesk.export.report.tagging import Element, Linked, Mark, Structure


class RawObject(pdfdoc.PDFObject):
    """A PDF object whose syntax is known by the time the file is written. ASCII only."""

    def __init__(self, syntax: str = "") -> None:
        """Keep PDF syntax; it may be set until the file is written."""
        self.syntax = syntax

    def format(self, document: Any) -> bytes:  # noqa: ARG002 - ReportLab's signature
        """Return the syntax as it is."""
        return self.syntax.encode("ascii")


class ClosedStream(pdfdoc.PDFStream):
    """A stream with a line end before `endstream`, which an archive wants and ReportLab leaves out."""

    def format(self, document: Any) -> bytes:
        """Return the stream, closed on a line of its own."""
        return _closed(super().format(document))


class ClosedImage(pdfdoc.PDFImageXObject):
    """A picture whose stream is closed on a line of its own."""

    def format(self, document: Any) -> bytes:
        """Return the picture."""
        return _closed(super().format(document))


_CLOSED = {pdfdoc.PDFStream: ClosedStream, pdfdoc.PDFImageXObject: ClosedImage}


def close_streams(document: Any) -> None:
    """Let every stream that ReportLab made end on a line of its own; fonts are made here, not later."""
    while document.delayedFonts:
        document.delayedFonts.pop(0).addObjects(document)
    for thing in document.idToObject.values():
        thing.__class__ = _CLOSED.get(type(thing), type(thing))


def _closed(stream: bytes) -> bytes:
    # CR LF, since a lone LF after data that happens to end in CR would be read as one line end
    return stream.removesuffix(b"endstream\n") + b"\r\nendstream\n"


def text_string(text: str) -> str:
    """Return text as a PDF string: UTF-16 in hexadecimal, so that nothing needs escaping."""
    return f"<FEFF{text.encode('utf-16-be', 'ignore').hex().upper()}>"


def reference(document: Any, name: str) -> str:
    """Return the syntax that refers to a named object of the document."""
    number, version = document.idToObjectNumberAndVersion[name]
    return f"{number} {version} R"


def add_object(document: Any, name: str, syntax: str = "") -> RawObject:
    """Add an object under a name and return it."""
    thing = RawObject(syntax)
    document.Reference(thing, name)
    return thing


def add_structure(document: Any, structure: Structure) -> RawObject:
    """Add the tree of elements to a ReportLab document and return its root."""
    return _Tree(document, structure).write()


class _Tree:
    """One writing of a tree: names are given first, since elements refer to each other both ways."""

    def __init__(self, document: Any, structure: Structure) -> None:
        self._document = document
        self._structure = structure
        self._root = add_object(document, "StructTreeRoot")
        self._names = {id(element): f"Element{n}" for n, element in enumerate(structure.root.walk())}
        self._objects = {key: add_object(document, name) for key, name in self._names.items()}

    def write(self) -> RawObject:
        for element in self._structure.root.walk():
            self._objects[id(element)].syntax = self._element(element)
        owners = self._structure.owners
        nums = " ".join(f"{key} {self._owner(owner)}" for key, owner in enumerate(owners))
        add_object(self._document, "ParentTree", f"<< /Nums [{nums}] >>")
        self._root.syntax = (
            f"<< /Type /StructTreeRoot /K [{self._to(self._structure.root)}] "
            f"/ParentTree {reference(self._document, 'ParentTree')} /ParentTreeNextKey {len(owners)} >>"
        )
        return self._root

    def _to(self, element: Element) -> str:
        return reference(self._document, self._names[id(element)])

    def _owner(self, owner: list[Element] | Element) -> str:
        if isinstance(owner, Element):
            return self._to(owner)
        return f"[{' '.join(self._to(element) for element in owner)}]"

    def _element(self, element: Element) -> str:
        parent = self._to(element.parent) if element.parent else reference(self._document, "StructTreeRoot")
        home = next((kid.page for kid in element.kids if isinstance(kid, Mark)), "")
        kids = " ".join(self._kid(kid, home) for kid in element.kids)
        return (
            f"<< /Type /StructElem /S /{element.kind} /P {parent}"
            + (f" /Pg {reference(self._document, home)}" if home else "")
            + (f" /Alt {text_string(element.alt)}" if element.alt else "")
            + (f" /A {element.attributes}" if element.attributes else "")
            + f" /K [{kids}] >>"
        )

    def _kid(self, kid: Element | Mark | Linked, home: str) -> str:
        if isinstance(kid, Element):
            return self._to(kid)
        if isinstance(kid, Mark) and kid.page == home:
            return str(kid.number)
        page = reference(self._document, kid.page)
        if isinstance(kid, Mark):
            return f"<< /Type /MCR /Pg {page} /MCID {kid.number} >>"
        return f"<< /Type /OBJR /Pg {page} /Obj {reference(self._document, kid.annotation)} >>"
