"""A chart of dots: a row for each group or year, a mark for each place, on one axis. Always shown with its table."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from peerdesk.domain.context import Part, Row
from peerdesk.domain.figures import say, say_value
from peerdesk.domain.measures import Unit

SERIES = 3
"""Marks that a row has at most: filled circle, hollow square, upright line."""
_WHOLE = 100.0


@dataclass(frozen=True)
class ChartRow:
    """One row. A value that is not published is None and has no mark.

    Attributes:
        low, high: the bounds of the first value; None where none are published.
    """

    words: str
    values: tuple[float | None, ...]
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Chart:
    """A chart.

    Attributes:
        series: what the marks stand for, in their order.
        begins, ends: of the axis; steps: where it has a line and a number.
        alt: all of it in words.
    """

    series: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    unit: Unit
    begins: float
    ends: float
    steps: tuple[float, ...]
    alt: str

    def share(self, value: float) -> float:
        """Return how far along the axis a value lies, from 0 to 1."""
        return min(max((value - self.begins) / (self.ends - self.begins), 0.0), 1.0)

    def step_words(self, step: float) -> str:
        """Return the number at a step of the axis."""
        return say_value(step, self.unit)


def chart_of(part: Part, rows: Sequence[Row]) -> Chart | None:
    """Return a chart of rows of a part; None where there is nothing to draw."""
    if part.measure.unit in ("count", "words"):
        return None
    drawn = tuple(
        ChartRow(
            row.words,
            tuple(figure.value if figure else None for figure in row.figures[:SERIES]),
            row.figures[0].low if row.figures[0] else None,
            row.figures[0].high if row.figures[0] else None,
        )
        for row in rows
    )
    values = [value for row in drawn for value in (*row.values, row.low, row.high) if value is not None]
    if not values:
        return None
    begins, ends, step = _axis(part.measure.unit, min(values), max(values))
    steps = tuple(begins + step * at for at in range(round((ends - begins) / step) + 1))
    series = tuple(place.name for place in part.places[:SERIES])
    return Chart(series, drawn, part.measure.unit, begins, ends, steps, _in_words(part, rows))


def _axis(unit: Unit, least: float, most: float) -> tuple[float, float, float]:
    if unit == "percent":
        return 0.0, max(_WHOLE, math.ceil(most / 25) * 25.0), 25.0
    if unit == "progress":
        far = max(2.0, math.ceil(max(-least, most) / 2) * 2.0)
        return -far, far, far / 2
    step = 5.0 if most - least <= 40 else 20.0
    begins, ends = math.floor(least / step) * step, math.ceil(most / step) * step
    return begins, ends if ends > begins else begins + step, step


def _in_words(part: Part, rows: Sequence[Row]) -> str:
    places = part.places[:SERIES]
    each = (
        f"{row.words}: "
        + ", ".join(
            f"{place.name} {say(figure, part.measure.unit)}"
            for place, figure in zip(places, row.figures[:SERIES], strict=True)
        )
        for row in rows
    )
    return f"Chart of {part.measure.words}. {'; '.join(each)}."
