"""The report as it would be printed now, with words that are still being typed: to look at while one writes."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from peerdesk.desk.reports import Reports
from peerdesk.domain.outcome import ReportState, Section
from peerdesk.domain.report import compose_report
from peerdesk.domain.report_page import compose_page
from peerdesk.errors import ReportTooLongError
from peerdesk.export.report.raster import PdfPages, Raster

Pages: TypeAlias = PdfPages
Pixels: TypeAlias = Raster


class LiveReport:
    """Composes pages that are looked at and thrown away."""

    def __init__(self, reports: Reports, fonts: Path) -> None:
        """Compose what `reports` knows; `fonts` holds the typeface."""
        self._reports, self._fonts = reports, fonts
        self._known: dict[Any, Any] = {}  # texts that were set: but for what is being typed they are the same each time

    def pages(
        self, scope: str, typed: Sequence[Section] = (), *, summary: bool = False, state: ReportState = "for checking"
    ) -> Pages:
        """Return the pages of the report, or of the summary for the head.

        Args:
            scope: of the review.
            typed: sections as they are being typed, in place of those with the same id, or new ones.
            summary: the page for the head; where its words need more room than a page, there are two.
            state: said on each page of the report.

        Raises:
            NotReadyError: there is no such review here.
        """
        material = self._reports.material(scope, "on the day" if summary else state)
        by_id = {one.record_id: one for one in (*material.sections, *typed)}
        material = replace(material, sections=tuple(by_id.values()))
        whole = io.BytesIO()
        from peerdesk.export.report.pdf import write_pdf  # loaded with the first page

        if not summary:
            write_pdf(compose_report(material), whole, self._fonts, known=self._known)
            return PdfPages(whole.getvalue())
        document = compose_page(material)
        try:
            write_pdf(document, whole, self._fonts, compact=True, known=self._known)
        except ReportTooLongError:
            whole = io.BytesIO()
            write_pdf(document, whole, self._fonts, known=self._known)
        return PdfPages(whole.getvalue())
