"""Figures in context on paper."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from peerdesk.domain.context import Figures
from peerdesk.domain.context_document import compose_context
from peerdesk.export.report.pdf import write_pdf


def write_context_sheet(
    figures: Figures, measures: Sequence[str], out: BinaryIO, fonts: Path, *, practice: bool = False
) -> None:
    """Write a school, or a partnership, beside its authorities and England as a PDF that can be read aloud.

    Args:
        figures: what is known.
        measures: which of them.
        out: an open binary file.
        fonts: the folder with the typeface.
        practice: nothing of it is real; every page says so.

    Raises:
        ReportFontError: the typeface is not there.
    """
    write_pdf(replace(compose_context(figures, measures), practice=practice), out, fonts)
