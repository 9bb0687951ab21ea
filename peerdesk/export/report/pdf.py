"""A document as a PDF file that can be read aloud, searched and kept: PDF/UA-1 and PDF/A-2a."""

from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.platypus.doctemplate import BaseDocTemplate

from peerdesk.domain.document import Cover, Document
from peerdesk.errors import ReportTooLongError
from peerdesk.export.report.canvas import Kept, TaggedCanvas
from peerdesk.export.report.flow import story_of
from peerdesk.export.report.fonts import Fonts, read_fonts
from peerdesk.export.report.look import COMPACT, FULL, PAGE, Look
from peerdesk.export.report.pages import templates
from peerdesk.export.report.tagging import Structure


def write_pdf(
    document: Document,
    out: BinaryIO,
    fonts: Path,
    *,
    compact: bool = False,
    kept: Kept = Kept.ARCHIVE,
    known: dict[Any, Any] | None = None,
) -> None:
    """Write a document as PDF. The same document gives the same bytes.

    Args:
        document: what is written.
        out: an open binary file; it gains all bytes at the end, or none.
        fonts: the folder with the four files of the typeface.
        compact: the document must fit one page; its letters shrink a little if they must.
        kept: what is done with the file next: one to be signed has a place for it, one to be encrypted says nothing
            of archives.
        known: keeps texts that were set, so that the next document in which they stand is quicker; the caller's own.

    Raises:
        ReportTooLongError: it does not fit one page; nothing was written.
        ReportFontError: the typeface is not there.
        ReportPictureError: a picture in it cannot be read.

    Source:
        ISO 14289-1 (PDF/UA-1), ISO 19005-2 (PDF/A-2a).
    """
    faces = replace(read_fonts(fonts), known=known)
    look = _fitting(document, faces) if compact else FULL
    structure = Structure()
    story = story_of(document, look, faces, structure)
    begins = "cover" if document.blocks and isinstance(document.blocks[0], Cover) else "page"
    pages = sorted(templates(document, look, faces), key=lambda page: page.id != begins)

    def canvas(filename: Any, **_: Any) -> TaggedCanvas:
        return TaggedCanvas(filename, document, structure, faces, kept)

    BaseDocTemplate(out, pagesize=PAGE, pageTemplates=pages).build(story, canvasmaker=canvas)


def _fitting(document: Document, fonts: Fonts) -> Look:
    for look in COMPACT:
        if _height(document, look, fonts) <= look.height:
            return look
    raise ReportTooLongError(
        "The summary is longer than one page.",
        "Shorten it by a few sentences; the full report has room for them.",
    )


def _height(document: Document, look: Look, fonts: Fonts) -> float:
    used, gap = 0.0, 0.0
    for flowable in story_of(document, look, fonts, Structure()):
        height = flowable.wrap(look.measure, look.height)[1]
        used += height + (max(gap, flowable.getSpaceBefore()) if used else 0)
        gap = flowable.getSpaceAfter()
    return used
