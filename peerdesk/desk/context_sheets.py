"""Figures in context on paper."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from peerdesk.domain.context import Figures
from peerdesk.export.context_sheet import write_context_sheet
from peerdesk.files import write_whole


def write_context(figures: Figures, measures: Sequence[str], out: Path, fonts: Path, *, practice: bool = False) -> Path:
    """Write a school, or a partnership, beside its authorities and England as a PDF; return where it is.

    In the practice every page says that nothing of it is real.

    Raises:
        FileNotWrittenError: the file cannot be written.
        ReportFontError: the typeface is not there.
    """
    pdf = BytesIO()
    write_context_sheet(figures, measures, pdf, fonts, practice=practice)
    write_whole(out, pdf.getvalue())
    return out
