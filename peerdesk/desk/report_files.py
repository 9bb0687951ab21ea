"""The report as files: for the school, for governors or for the team; as a PDF, a .docx or a page for a browser."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from peerdesk.desk.reports import Reports
from peerdesk.domain.document import Document
from peerdesk.domain.material import ReportMaterial
from peerdesk.domain.outcome import ReportState
from peerdesk.domain.reply_sheet import compose_reply_sheet
from peerdesk.domain.report import compose_report
from peerdesk.domain.report_copies import compose_for_governors, compose_team_copy
from peerdesk.errors import PeerDeskError
from peerdesk.files import write_whole

Reader: TypeAlias = Literal["school", "governors", "team"]
READERS: tuple[Reader, ...] = get_args(Reader)
SUFFIXES = (".pdf", ".docx", ".html")

_COMPOSE: Mapping[Reader, Callable[[ReportMaterial], Document]] = {
    "school": compose_report,
    "governors": compose_for_governors,
    "team": compose_team_copy,
}


class UnknownFormError(PeerDeskError):
    """A file is asked for in a form that PeerDesk does not write."""


class ReportFiles:
    """Writes what leaves with the report."""

    def __init__(self, reports: Reports, fonts: Path) -> None:
        """Write what `reports` composes; `fonts` holds the typeface."""
        self._reports, self._fonts = reports, fonts

    def write(self, scope: str, out: Path, state: ReportState, reader: Reader = "school") -> Path:
        """Write the full report in the form that the file's ending names.

        Only the PDF for the school is what a sign-off names: the others are copies, and not signed.

        Raises:
            UnknownFormError: the ending is none of `SUFFIXES`.
            PeerDeskError: the file cannot be written.
        """
        return self._put(_COMPOSE[reader](self._reports.material(scope, state)), out)

    def write_reply_sheet(self, scope: str, out: Path, *, each_finding: bool = False) -> Path:
        """Write the sheet on which the head answers without PeerDesk.

        Args:
            scope: of the review.
            out: ends in one of `SUFFIXES`; a .docx can be filled in.
            each_finding: ask of each finding whether it may go to the partnership.

        Raises:
            UnknownFormError: the ending is none of `SUFFIXES`.
            PeerDeskError: the file cannot be written.
        """
        return self._put(
            compose_reply_sheet(self._reports.material(scope, "for checking"), each_finding=each_finding), out
        )

    def _put(self, document: Document, out: Path) -> Path:
        whole = io.BytesIO()
        match out.suffix.lower():  # what writes a form is loaded with its first file, not at the start
            case ".pdf":
                from peerdesk.export.report.pdf import write_pdf

                write_pdf(document, whole, self._fonts)
            case ".docx":
                from peerdesk.export.visit.word import write_word

                write_word(document, whole)
            case ".html":
                from peerdesk.export.html import write_html

                write_html(document, whole, self._fonts)
            case other:
                raise UnknownFormError(
                    f"PeerDesk does not write files that end in “{other}”.", f"Choose one of {', '.join(SUFFIXES)}."
                )
        write_whole(out, whole.getvalue())
        return out
