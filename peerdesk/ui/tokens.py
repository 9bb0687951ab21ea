"""The look as data: colours, sizes and the pairs that must stand out from each other."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

GROUNDS = ("light", "dark", "contrast_light", "contrast_dark")


@dataclass(frozen=True)
class Tokens:
    """What `resources/themes/paper.toml` says.

    Attributes:
        colours: by ground ("light", …, "practice_light", …), then by name: `#RRGGBB`, or `#AARRGGBB` for the shadow.
        type: size and line height of each role, in pixels at 100 % text.
        space: gaps, in pixels at 100 % text.
        size: rows, controls and icons, in pixels at 100 % text.
        fixed: widths, radii and breaks that do not grow, in pixels; times in milliseconds.
        pairs: least contrast, by what it is for ("text", "control"): inks and the grounds they stand on.
    """

    colours: Mapping[str, Mapping[str, str]]
    type: Mapping[str, tuple[int, int]]
    space: Mapping[str, int]
    size: Mapping[str, int]
    fixed: Mapping[str, int]
    pairs: Mapping[str, tuple[tuple[str, str], ...]]


def read_tokens(path: Path) -> Tokens:
    """Return the look kept in a file of this program."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    colours = {ground: said[ground] for ground in GROUNDS}
    colours |= {f"practice_{ground}": said[ground] | said[f"practice_{ground}"] for ground in GROUNDS}
    fixed = {
        f"{table}.{name}": value
        for table in ("width", "break", "radius", "motion")
        for name, value in said[table].items()
    }
    pairs = {kind: tuple(_each_pair(rows)) for kind, rows in said["pairs"].items()}
    sizes = {role: (size, line) for role, (size, line) in said["type"].items()}
    return Tokens(colours, sizes, said["space"], said["size"], fixed, pairs)


def contrast(one: str, other: str) -> float:
    """Return how much two opaque colours stand out from each other, 1 to 21.

    Source:
        WCAG 2.2, "contrast ratio" and "relative luminance".
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _each_pair(rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    for ink, grounds in rows:
        for ground in grounds.split():
            yield ink, ground


def _luminance(colour: str) -> float:
    channels = [int(pair, 16) / 255 for pair in re.findall("..", colour[1:])]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
