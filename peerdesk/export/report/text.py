"""Flowing text: paragraphs, headings, list items and boxed sentences."""

from collections.abc import Sequence
from copy import copy
from typing import Any, cast

from reportlab.platypus.flowables import Flowable

from peerdesk.domain.document import Text
from peerdesk.export.report.canvas import TaggedCanvas
from peerdesk.export.report.fonts import Fonts
from peerdesk.export.report.look import ACCENT, WASH, Style
from peerdesk.export.report.setting import Line, set_lines
from peerdesk.export.report.tagging import Element

_ASCENT = 0.78  # of the size: how far a base line lies under the top of its letters
_LEAST = 2  # lines that stay together at the foot and at the head of a page
_LONGEST_HEADING = 300.0  # points
_SAME = 0.01  # points: a frame tells its width with rounding


def base_line(style: Style) -> float:
    """Return how far the base line lies under the top of a line, in points."""
    return (style.leading - style.size) / 2 + _ASCENT * style.size


class TextFlow(Flowable):
    """Lines of text that belong to one element, on as many pages as they need."""

    def __init__(self, text: Text, style: Style, element: Element, fonts: Fonts) -> None:
        """Take text; it is set when the width is known."""
        super().__init__()
        self.text, self.style, self.element, self.fonts = text, style, element, fonts
        self.spaceBefore, self.spaceAfter = style.before, style.after
        self.indent = 0.0
        self.padding = 0.0
        self.begins = True
        self._lines: Sequence[Line] = ()
        self._set_for = -1.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Return the size that the text takes, in points."""
        if abs(aW - self._set_for) > _SAME:
            self._lines = set_lines(self.text, self.style, aW - self.indent - self.padding, self.fonts)
            self._set_for = aW
        self.width, self.height = aW, len(self._lines) * self.style.leading + 2 * self.padding
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Return the lines that fit and the rest; nothing if they had better move on together."""
        self.wrap(aW, aH)
        fits = int((aH - 2 * self.padding + 1e-6) // self.style.leading)
        if len(self._lines) - fits < _LEAST:
            fits = len(self._lines) - _LEAST
        if fits < _LEAST:
            return []
        return [self._part(self._lines[:fits], begins=True), self._part(self._lines[fits:], begins=False)]

    def draw(self) -> None:
        """Write the lines."""
        with self.canvas.tagged(self.element):
            y = self.height - self.padding - base_line(self.style)
            self.canvas.write_lines(self.indent, y, self.style.leading, self._lines)

    @property
    def canvas(self) -> TaggedCanvas:
        """Where it is being drawn."""
        return cast(TaggedCanvas, self.canv)

    def _part(self, lines: Sequence[Line], *, begins: bool) -> "TextFlow":
        part = copy(self)
        vars(part).pop("_postponed", None)  # ReportLab's own mark, once it moved the whole to a new page
        part._lines = lines  # noqa: SLF001 - a copy of this one
        part.begins = self.begins and begins
        if begins:
            part.spaceAfter = 0
        else:
            part.spaceBefore = 0
        return part


class HeadingFlow(TextFlow):
    """A heading: a place that contents and outline lead to, with its small label above it. Split only if it must be."""

    def __init__(self, text: Text, style: Style, element: Element, fonts: Fonts, *, key: str, level: int) -> None:
        """Take the heading; `level` is that of the outline, from 0."""
        super().__init__(text, style, element, fonts)
        self.key, self.level = key, level
        self.label: tuple[Line, Style] | None = None

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size with the label."""
        width, height = super().wrap(aW, aH)
        self.height = height + self._label_high
        return width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Return nothing: a heading stays whole, unless somebody made one as long as a page."""
        return super().split(aW, aH - self._label_high) if self.height > _LONGEST_HEADING else []

    def draw(self) -> None:
        """Name the place and write label and lines."""
        if self.begins:
            self.canvas.name_place(self.key, "".join(run.text for run in self.text), self.level, self.height)
        top = self.height
        with self.canvas.tagged(self.element):
            if self.label and self.begins:
                line, style = self.label
                self.canvas.write_lines(0, top - base_line(style), 0, [line])
                top -= style.leading
            self.canvas.write_lines(0, top - base_line(self.style), self.style.leading, self._lines)

    @property
    def _label_high(self) -> float:
        return self.label[1].leading if self.label and self.begins else 0


class ItemFlow(TextFlow):
    """An item of a list, with its bullet at the first line."""

    def __init__(self, text: Text, style: Style, item: Element, fonts: Fonts, bullet: Line) -> None:
        """Take the item's element; bullet and body become its children."""
        self._label = item.add("Lbl")
        super().__init__(text, style, item.add("LBody"), fonts)
        self.indent = 1.5 * style.size
        self._bullet = bullet

    def draw(self) -> None:
        """Write the bullet, once, and the lines."""
        if self.begins:
            with self.canvas.tagged(self._label):
                y = self.height - base_line(self.style)
                self.canvas.write_lines(0.4 * self.style.size, y, 0, [self._bullet])
        super().draw()


class BoxFlow(TextFlow):
    """A sentence on a ground of its own, with the accent at its left."""

    def __init__(self, text: Text, style: Style, element: Element, fonts: Fonts) -> None:
        """Take the sentence."""
        super().__init__(text, style, element, fonts)
        self.padding = 0.75 * style.size
        self.indent = 1.4 * style.size

    def draw(self) -> None:
        """Draw the ground, then the lines."""
        self.canvas.box(0, 0, self.width, self.height, WASH)
        self.canvas.box(0, 0, 2.5, self.height, ACCENT)
        super().draw()


class FootFlow(TextFlow):
    """Lines at the foot of what is left of a page. Nothing else stands on it after them."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size: all that is left, where the lines fit."""
        width, self._high = super().wrap(aW, aH)
        self.height = max(self._high, aH - 1)
        return width, self.height

    def draw(self) -> None:
        """Write the lines at the foot."""
        self.height = self._high
        super().draw()


class Gap(Flowable):
    """Empty space that stays at the head of a page too."""

    def __init__(self, height: float) -> None:
        """Take points."""
        super().__init__()
        self._gap = height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Return the size."""
        return aW, self._gap

    def draw(self) -> None:
        """Draw nothing."""


class RuleFlow(Flowable):
    """A short line in the accent; decoration."""

    def __init__(self, width: float, after: float) -> None:
        """Take the width and the space after it, in points."""
        super().__init__()
        self._wide, self.spaceAfter = width, after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Return the size."""
        return aW, 3.0

    def draw(self) -> None:
        """Draw it."""
        canvas: Any = self.canv
        canvas.box(0, 0, self._wide, 3.0, ACCENT)
