"""How a report looks: paper and ink, one accent, and all measures in points at one place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

Colour = tuple[float, float, float]


def _colour(red: int, green: int, blue: int) -> Colour:
    return (red / 255, green / 255, blue / 255)


INK = _colour(0x22, 0x25, 0x2A)
SOFT = _colour(0x58, 0x5D, 0x64)
ACCENT = _colour(0x1B, 0x5E, 0x9E)
WASH = _colour(0xF1, 0xF4, 0xF8)
LINE = _colour(0xD5, 0xD8, 0xDC)
EDGE = _colour(0x9A, 0xA0, 0xA8)

PAGE = (595.276, 841.89)  # A4


@dataclass(frozen=True)
class Style:
    """How a piece of text is set. All but colours and flags are points."""

    size: float
    leading: float
    colour: Colour = INK
    bold: bool = False
    before: float = 0
    after: float = 0


@dataclass(frozen=True)
class Look:
    """Every style of a document, grown or shrunk by `scale`, and the margins, in points."""

    styles: Mapping[str, Style]
    scale: float = 1.0
    side: float = 76.0
    top: float = 88.0
    bottom: float = 76.0

    @property
    def measure(self) -> float:
        """The width of the one column: under 90 letters of body."""
        return PAGE[0] - 2 * self.side

    @property
    def height(self) -> float:
        """The height of the column."""
        return PAGE[1] - self.top - self.bottom

    def style(self, name: str) -> Style:
        """Return the style of a name at this scale."""
        style, scale = self.styles[name], self.scale
        return replace(
            style,
            size=style.size * scale,
            leading=style.leading * scale,
            before=style.before * scale,
            after=style.after * scale,
        )


_STYLES = {
    "body": Style(10.5, 16, after=7),
    "lead": Style(12, 18, after=10),
    "caption": Style(8.75, 13, SOFT, after=8),
    "label": Style(8.75, 13, SOFT, bold=True),
    "bullet": Style(10.5, 16, after=3),
    "callout": Style(10.5, 16, before=6, after=12),
    "cell": Style(9.25, 13.5),
    "header": Style(8.75, 13, SOFT, bold=True),
    "contents1": Style(10.5, 15.5, bold=True, before=9, after=1.5),
    "contents2": Style(10, 15, SOFT, before=0, after=1.5),
    "contents3": Style(10, 15, SOFT, before=0, after=1.5),
    "contents": Style(19, 25, bold=True, after=10),
    "heading1": Style(16.5, 22.5, bold=True, before=26, after=8),
    "heading2": Style(12, 17, bold=True, before=14, after=4),
    "heading3": Style(10.5, 16, bold=True, before=9, after=2),
    "title": Style(20, 26, bold=True, after=2),
    "subtitle": Style(11, 17, SOFT, after=8),
    "cover": Style(30, 38, bold=True, after=10),
    "cover_dates": Style(14, 21, SOFT, after=22),
    "cover_line": Style(10.5, 16, SOFT, after=4),
    "running": Style(8.25, 12, SOFT),
}


_COMPACT_STYLES = {
    **_STYLES,
    "body": Style(10, 14.6, after=4.5),
    "lead": Style(10, 14.6, after=4.5),
    "bullet": Style(10, 14.6, after=2),
    "callout": Style(10, 14.6, before=6, after=8),
    "caption": Style(8.75, 13, SOFT, after=4),
    "heading1": Style(11, 15.5, bold=True, before=9, after=2.5),
    "heading2": Style(10, 14.6, bold=True, before=6, after=2),
    "title": Style(17, 23, bold=True, after=0),
    "subtitle": Style(10, 15, SOFT, after=9),
}

FULL = Look(_STYLES)
COMPACT = tuple(
    Look(_COMPACT_STYLES, scale, side=70.0, top=70.0, bottom=58.0)
    for scale in (1.06, 1.03, 1.0, 0.97, 0.94, 0.91, 0.88, 0.85)  # 8.5 points: below it paper is hard to read
)
"""The one page, from comfortable to as small as it may decently be."""
