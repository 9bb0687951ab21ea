"""The sheet: where the column stands, and what runs above and below it on every page."""

from typing import Any

from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.frames import Frame

from peerdesk.domain.document import NOT_REAL, Document, Run
from peerdesk.export.report.fonts import Fonts
from peerdesk.export.report.look import LINE, PAGE, Look
from peerdesk.export.report.setting import Piece, set_lines, width_of

_HEADER = 40.0  # points above the column
_FOOTER = 34.0  # points below it
_PALE_SIZE = 120.0  # points of the word that lies behind a page of the practice


def templates(document: Document, look: Look, fonts: Fonts) -> list[PageTemplate]:
    """Return the pages of a document: those with a header, and the cover, which says it all itself."""
    running = Running(document, look, fonts)
    return [
        PageTemplate("page", [_column(look)], onPage=running.draw),
        PageTemplate("cover", [_column(look)], onPage=running.draw_footer),
    ]


def _column(look: Look) -> Frame:
    return Frame(look.side, look.bottom, look.measure, look.height, 0, 0, 0, 0)


class Running:
    """Header and footer: school and state above, days and page number below. Not read out."""

    def __init__(self, document: Document, look: Look, fonts: Fonts) -> None:
        """Take what they say."""
        self._document, self._look, self._fonts = document, look, fonts
        self._style = look.style("running")

    def draw(self, canvas: Any, template: BaseDocTemplate) -> None:
        """Draw header and footer."""
        look, y = self._look, PAGE[1] - self._look.top + _HEADER - self._style.leading
        state = self._line(self._document.state_line, look.measure, bold=True)
        school = self._line(self._document.school, look.measure - width_of(state) - 20)
        with canvas.decoration("Pagination"):
            canvas.write_lines(look.side, y, 0, [school])
            canvas.write_lines(look.side + look.measure - width_of(state), y, 0, [state])
        canvas.rule(look.side, y - 8, look.measure, LINE)
        self.draw_footer(canvas, template)

    def draw_footer(self, canvas: Any, template: BaseDocTemplate) -> None:  # noqa: ARG002 - ReportLab's
        """Draw the footer."""
        look, y = self._look, self._look.bottom - _FOOTER
        page = canvas.getPageNumber()
        if self._document.practice:
            self._draw_practice(canvas)
        with canvas.decoration("Pagination"):
            canvas.write_lines(look.side, y, 0, [self._line(self._document.dates, look.measure - 90)])
            canvas.write_late(look.side + look.measure, y, lambda: self._piece(f"Page {page} of {canvas.page_count}"))

    def _draw_practice(self, canvas: Any) -> None:
        """Draw the word behind all that stands here, and say it above the column."""
        look, across = self._look, PAGE[0] / 2
        pale = Piece("Practice", self._fonts.face(bold=True), _PALE_SIZE, LINE)
        said = self._line(NOT_REAL, look.measure, bold=True)
        with canvas.decoration("Pagination"):
            canvas.write_lines(across - width_of([pale]) / 2, PAGE[1] / 2, 0, [(pale,)])
            canvas.write_lines(across - width_of(said) / 2, PAGE[1] - look.top + _HEADER + 4, 0, [said])

    def _piece(self, words: str) -> Piece:
        return Piece(words, self._fonts.face(), self._style.size, self._style.colour)

    def _line(self, words: str, width: float, *, bold: bool = False) -> tuple[Piece, ...]:
        """Return words on one line, shortened if they must be."""
        kept, tail = words, ""
        while len(lines := set_lines((Run(kept + tail, bold),), self._style, width, self._fonts)) > 1:
            kept, tail = kept[: -1 - len(kept) // 20].rstrip(), "…"
        return lines[0]
