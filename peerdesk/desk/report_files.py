"""The report as files: for the school, for governors or for the team; as a PDF, a .docx or a page for a browser."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from peerdesk.desk.reports import Reports
from peerdesk.domain.document import Document
from peerdesk.domain.material import ReportMaterial
from peerdesk.domain.outcome import ReportState
from peerdesk.domain.reply_sheet import compose_reply_sheet, to_paper
from peerdesk.domain.report import compose_report
from peerdesk.domain.report_copies import compose_for_governors, compose_team_copy, with_signature
from peerdesk.errors import PeerDeskError
from peerdesk.files import write_whole
from peerdesk.keys.words import from_typed, to_short_words

if TYPE_CHECKING:  # what sets type is loaded with the first page
    from peerdesk.export.report.canvas import Kept

Reader: TypeAlias = Literal["school", "governors", "team"]
READERS: tuple[Reader, ...] = get_args(Reader)
SUFFIXES = (".pdf", ".docx", ".html")

_COMPOSE: Mapping[Reader, Callable[[ReportMaterial], Document]] = {
    "school": compose_report,
    "governors": compose_for_governors,
    "team": compose_team_copy,
}


PASSWORD_WORDS = 6
_CHANCE_BYTES = 7  # 54 bits in six words, and two bits over


class WeakWordsError(PeerDeskError):
    """A password is too short to be one."""


class UnknownFormError(PeerDeskError):
    """A file is asked for in a form that PeerDesk does not write."""


class ReportFiles:
    """Writes what leaves with the report."""

    def __init__(self, reports: Reports, fonts: Path) -> None:
        """Write what `reports` composes; `fonts` holds the typeface."""
        self._reports, self._fonts = reports, fonts

    def write(
        self, scope: str, out: Path, state: ReportState, reader: Reader = "school", *, signed: bool = False
    ) -> Path:
        """Write the full report in the form that the file's ending names.

        Only the PDF for the school is what a sign-off names: the others are copies.

        Args:
            scope: of the review.
            out: ends in one of `SUFFIXES`.
            state: how far the report has come.
            reader: for whom it is.
            signed: a PDF bears the signature of this desk's person too, and its cover says what readers will say of
                it. It takes a second or two.

        Raises:
            UnknownFormError: the ending is none of `SUFFIXES`, or it is to be signed and is no PDF.
            PeerDeskError: the file cannot be written.
        """
        document = _COMPOSE[reader](self._reports.material(scope, state))
        if not signed:
            return self._put(document, out)
        _only_pdf(out, "A signature")
        from peerdesk.export.report.canvas import Kept
        from peerdesk.export.report.signing import number_of, sign_pdf

        signer = self._reports.signer()
        told = with_signature(document, signer.name, number_of(signer.secret))
        whole = self._pdf(told, Kept.SIGNED)
        write_whole(out, sign_pdf(whole, signer.secret, signer.name, signer.at))
        return out

    def write_locked(self, scope: str, out: Path, state: ReportState, words: str, reader: Reader = "school") -> Path:
        """Write the full report as a PDF that opens with a password: a second copy, for a way that others may see.

        Args:
            scope: of the review.
            out: ends in ".pdf".
            state: how far the report has come.
            words: the password, as `password_words` made it or a person typed it: small letters, one space between.
                It is kept nowhere.
            reader: for whom it is.

        Raises:
            UnknownFormError: it is no PDF.
            WeakWordsError: fewer than six words.
            PeerDeskError: the file cannot be written.
        """
        _only_pdf(out, "A password")
        spoken = from_typed(words)
        if len(spoken) < PASSWORD_WORDS:
            raise WeakWordsError(
                f"A password has {PASSWORD_WORDS} words.", "Type all six, or let PeerDesk choose them for you."
            )
        from peerdesk.export.report.canvas import Kept
        from peerdesk.export.report.locking import lock_pdf

        document = _COMPOSE[reader](self._reports.material(scope, state))
        write_whole(out, lock_pdf(self._pdf(document, Kept.LOCKED), " ".join(spoken)))
        return out

    def password_words(self) -> str:
        """Return six short words by chance, to be said aloud and never to be sent with the file."""
        return " ".join(to_short_words(self._reports.chance(_CHANCE_BYTES)))

    def write_reply_sheet(self, scope: str, out: Path, *, each_finding: bool = False) -> Path:
        """Write the sheet on which the head answers without PeerDesk.

        Args:
            scope: of the review.
            out: ends in one of `SUFFIXES`; a .docx and a .pdf can be filled in and read back, a .html is for paper.
            each_finding: ask of each finding whether it may go to the partnership.

        Raises:
            UnknownFormError: the ending is none of `SUFFIXES`.
            PeerDeskError: the file cannot be written.
        """
        sheet = compose_reply_sheet(self._reports.material(scope, "for checking"), each_finding=each_finding)
        whole = io.BytesIO()
        match out.suffix.lower():
            case ".pdf":
                from peerdesk.export.reply.pdf import write_reply_pdf

                write_reply_pdf(sheet, whole, self._fonts)
            case ".docx":
                from peerdesk.export.reply.word import write_reply_word

                write_reply_word(sheet, whole)
            case _:
                return self._put(to_paper(sheet), out)
        write_whole(out, whole.getvalue())
        return out

    def _put(self, document: Document, out: Path) -> Path:
        whole = io.BytesIO()
        match out.suffix.lower():  # what writes a form is loaded with its first file, not at the start
            case ".pdf":
                from peerdesk.export.report.canvas import Kept

                whole.write(self._pdf(document, Kept.ARCHIVE))
            case ".docx":
                from peerdesk.export.word import write_word

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

    def _pdf(self, document: Document, kept: "Kept") -> bytes:
        from peerdesk.export.report.pdf import write_pdf

        whole = io.BytesIO()
        write_pdf(document, whole, self._fonts, kept=kept)
        return whole.getvalue()


def _only_pdf(out: Path, what: str) -> None:
    if out.suffix.lower() != ".pdf":
        raise UnknownFormError(f"{what} goes into a PDF only.", "Choose a name that ends in .pdf.")
