"""What of a picture is kept: a part of it, with other parts painted over. In shares of its sides, not in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

SMALLEST = 0.01
"""Of a side: a box is never smaller, so that it can be seen and taken hold of."""

Four = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture as it stands upright; each value is a share of its width or height, from 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def between(cls, one: tuple[float, float], other: tuple[float, float]) -> "Box":
        """Return the box of two opposite corners; what of it is outside the picture is left out."""
        (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        left, top = min(_inside(left), 1 - SMALLEST), min(_inside(top), 1 - SMALLEST)
        return cls(left, top, max(_inside(right), left + SMALLEST), max(_inside(bottom), top + SMALLEST))

    @property
    def width(self) -> float:
        """Its share of the picture's width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its share of the picture's height."""
        return self.bottom - self.top

    def moved(self, right: float, down: float) -> "Box":
        """Return it moved, as far as the picture goes; its size stays."""
        left = min(max(self.left + right, 0.0), 1.0 - self.width)
        top = min(max(self.top + down, 0.0), 1.0 - self.height)
        return Box(left, top, left + self.width, top + self.height)

    def grown(self, right: float, down: float) -> "Box":
        """Return it with its right and lower edge moved, as far as the picture goes."""
        return replace(
            self,
            right=min(max(self.right + right, self.left + SMALLEST), 1.0),
            bottom=min(max(self.bottom + down, self.top + SMALLEST), 1.0),
        )

    def holds(self, at: tuple[float, float]) -> bool:
        """Say whether a point is inside."""
        return self.left <= at[0] <= self.right and self.top <= at[1] <= self.bottom

    def to_four(self) -> Four:
        """Return left, top, right and bottom."""
        return self.left, self.top, self.right, self.bottom


ALL = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Shape:
    """What is kept of a picture.

    Attributes:
        crop: the part that is kept.
        covers: what is painted over; in shares of the whole picture, whatever the crop.
    """

    crop: Box = ALL
    covers: tuple[Box, ...] = ()

    def to_lists(self) -> list[Four]:
        """Return the crop, then the covers, as numbers."""
        return [self.crop.to_four(), *(one.to_four() for one in self.covers)]


WHOLE = Shape()


def to_shape(lists: Sequence[Sequence[float]]) -> Shape:
    """Return the shape of numbers that `Shape.to_lists` made."""
    crop, *covers = (Box(*(float(number) for number in one)) for one in lists)
    return Shape(crop, tuple(covers))


def _inside(share: float) -> float:
    return min(max(share, 0.0), 1.0)
