"""Coverage on paper."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from peerdesk.domain.document import Document
from peerdesk.export.html import write_html
from peerdesk.export.report.pdf import write_pdf
from peerdesk.export.word import write_word
from peerdesk.files import write_whole

_WAYS: dict[str, Callable[[Document, BinaryIO, Path], None]] = {
    ".docx": lambda document, out, _: write_word(document, out),
    ".html": write_html,
}


def write_coverage(document: Document, out: Path, fonts: Path) -> Path:
    """Write it as a PDF that can be read aloud, or for a word processor or browser by the file's ending.

    Raises:
        FileNotWrittenError: the file cannot be written.
        ReportFontError: the typeface is not there.
    """
    written = BytesIO()
    _WAYS.get(out.suffix.casefold(), write_pdf)(document, written, fonts)
    write_whole(out, written.getvalue())
    return out
