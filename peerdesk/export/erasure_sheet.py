"""The sheet that says what was erased for good, and where copies may still be: to be printed and filed."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from peerdesk.domain.document import Block, Callout, Document, Heading, Paragraph, plain
from peerdesk.domain.erasure import ErasureSheet
from peerdesk.export.report.pdf import write_pdf


def write_erasure_sheet(sheet: ErasureSheet, out: BinaryIO, fonts: Path) -> None:
    """Write the sheet as a PDF that can be read aloud; the same sheet gives the same bytes.

    Args:
        sheet: what stands on it.
        out: an open binary file.
        fonts: the folder with the typeface.

    Raises:
        ReportFontError: the typeface is not there.
    """
    document = Document(
        title=sheet.title,
        school="PeerDesk",
        dates=sheet.day,
        state="final",
        state_line=sheet.owner,
        author=sheet.owner,
        blocks=tuple(_blocks(sheet)),
    )
    write_pdf(document, out, fonts)


def _blocks(sheet: ErasureSheet) -> Iterator[Block]:
    for said in sheet.facts:
        yield Paragraph(plain(said))
    for heading, lines in ((sheet.heading_gone, sheet.gone), (sheet.heading_places, sheet.places)):
        if lines:
            yield Heading(1, heading)
        for said in lines:
            yield Paragraph(plain(said))
    yield Callout(plain(sheet.honest))
