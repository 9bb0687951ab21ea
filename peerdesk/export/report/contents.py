"""The table of contents: each line leads to its heading, and learns its page number last."""

from peerdesk.domain.document import plain
from peerdesk.export.report.canvas import TaggedCanvas
from peerdesk.export.report.fonts import Fonts
from peerdesk.export.report.look import LINE, Style
from peerdesk.export.report.setting import Piece, width_of
from peerdesk.export.report.tagging import Element
from peerdesk.export.report.text import TextFlow, base_line

_LONGEST = 240  # letters: the contents lead to a heading, and need not hold all of it
_NUMBER = 36.0  # points kept free for the page number
_STEP = 14.0  # points by which a deeper level is set in


class ContentsLine(TextFlow):
    """One heading in the contents. The whole line is a link."""

    def __init__(self, title: str, key: str, depth: int, style: Style, item: Element, fonts: Fonts) -> None:
        """Take a heading's words and key; `depth` is 0 for the first level."""
        link = item.add("Reference").add("Link")
        super().__init__(
            plain(title if len(title) <= _LONGEST else f"{title[:_LONGEST].rstrip()}…"), style, link, fonts
        )
        self._title, self._key = title, key
        self.indent = depth * _STEP

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size; the lines leave room for the number."""
        self.height = super().wrap(aW - _NUMBER, aH)[1]
        self.width = aW
        return aW, self.height

    def split(self, aW: float, aH: float) -> list["TextFlow"]:  # type: ignore[override]  # noqa: N803, ARG002
        """Return nothing: a line of the contents stays whole."""
        return []

    def draw(self) -> None:
        """Write title, dots and number, and make the line a link."""
        canvas = self.canvas
        last = self.height - base_line(self.style) - (len(self._lines) - 1) * self.style.leading
        with canvas.tagged(self.element):
            canvas.write_lines(self.indent, self.height - base_line(self.style), self.style.leading, self._lines)
            canvas.write_late(self.width, last, lambda: self._number(canvas))
        canvas.link(self.element, self._key, self._title, self.width, self.height)
        begins = self.indent + width_of(self._lines[-1]) + 6
        canvas.dots(begins, last + 1, self.width - _NUMBER / 2 - begins, LINE)

    def _number(self, canvas: TaggedCanvas) -> Piece:
        face = self.fonts.face(bold=self.style.bold)
        return Piece(str(canvas.page_of(self._key)), face, self.style.size, self.style.colour)
