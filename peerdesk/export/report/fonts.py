"""The one typeface, and what to do with letters that it does not have."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from peerdesk.errors import ReportFontError

_FAMILY = "AtkinsonHyperlegible"
_STAND_IN = "◊"
_FOLDED = {"\u2010": "-", "\u2011": "-", "\u2212": "–", "\u2009": "\u00a0", "\u202f": "\u00a0", "\u200a": " "}


class _EmbeddedFont(TTFont):
    """A TrueType font whose table of letters an archive accepts: no code stands for "nothing"."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Add the font's parts to the file; ReportLab calls it when all text is set."""
        before = set(doc.idToObject)
        super().addObjects(doc)
        for name in doc.idToObject.keys() - before:
            if name.startswith("toUnicodeCMap:"):
                stream = doc.idToObject[name]
                stream.content = _without_nothing(stream.content)


def _without_nothing(cmap: str) -> str:
    head, rest = re.split(r"^\d+ beginbfchar\n", cmap, maxsplit=1, flags=re.MULTILINE)
    body, tail = rest.split("endbfchar\n")
    letters = [line for line in body.splitlines() if not line.endswith("<0000>")]
    blocks = [letters[at : at + 100] for at in range(0, len(letters), 100)]  # the format's most
    told = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return f"{head}{told}{tail}"


@dataclass(frozen=True, eq=False)
class Face:
    """One of the four cuts. Widths are for a size of 1."""

    font: TTFont
    letters: frozenset[str]
    _widths: dict[str, float] = field(default_factory=dict)

    def width(self, text: str) -> float:
        """Return how wide a text is, as a multiple of the size."""
        known = self._widths.get(text)
        if known is None:
            known = self._widths[text] = self.font.stringWidth(text, 1)
        return known


@dataclass(frozen=True, eq=False)
class Fonts:
    """The typeface in regular, bold, italic and bold italic.

    Attributes:
        known: texts that were set already, for who sets nearly the same document again and again; None to set each.
    """

    faces: tuple[Face, Face, Face, Face]
    known: dict[Any, Any] | None = None

    def face(self, *, bold: bool = False, italic: bool = False) -> Face:
        """Return the cut for a voice."""
        return self.faces[bold + 2 * italic]

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters that all four cuts have."""
        return frozenset.intersection(*(face.letters for face in self.faces))


@cache
def read_fonts(folder: Path) -> Fonts:
    """Read the four files of the typeface.

    Raises:
        ReportFontError: one is missing or is no font.
    """
    regular, bold, italic, both = (_read_face(folder, cut) for cut in ("Regular", "Bold", "Italic", "BoldItalic"))
    return Fonts((regular, bold, italic, both))


def _read_face(folder: Path, cut: str) -> Face:
    path = folder / f"{_FAMILY}-{cut}.ttf"
    try:
        font = _EmbeddedFont(f"{_FAMILY}-{cut}", str(path), asciiReadable=False)
    except (TTFError, OSError) as error:
        raise ReportFontError(
            "The report's typeface is not where it should be.",
            "Install PeerDesk again, then make the report once more.",
            detail=f"{path}: {error}",
        ) from error
    pdfmetrics.registerFont(font)
    codes: dict[int, int] = font.face.charToGlyph
    return Face(font, frozenset(chr(code) for code in codes if _may_be_drawn(chr(code))))


def _may_be_drawn(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs", "Cn")


def spelled(text: str, fonts: Fonts) -> Iterator[tuple[str, str]]:
    """Yield what can be drawn of a text, piece by piece, with what it stands for.

    The second is "" where letters stand for themselves. A letter that the typeface lacks is drawn without its
    marks, or as ◊, and stands for itself to those who listen.
    """
    letters = fonts.letters
    if letters.issuperset(text):
        yield text, ""
        return
    drawn, meant = "", ""
    for letter in unicodedata.normalize("NFC", text):
        shape = _shape(letter, letters)
        if (shape == letter) == bool(meant):
            if drawn:
                yield drawn, meant
            drawn, meant = "", ""
        drawn += shape
        meant += "" if shape == letter else letter
    if drawn:
        yield drawn, meant


def lacks(text: str, fonts: Fonts) -> bool:
    """Say whether a letter of a text can only be drawn as ◊."""
    return not fonts.letters.issuperset(text) and any(
        _STAND_IN in drawn for drawn, meant in spelled(text, fonts) if meant
    )


def _shape(letter: str, letters: frozenset[str]) -> str:
    if letter in letters:
        return letter
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Mn", "Me"):
        return ""
    folded = _FOLDED.get(letter) or unicodedata.normalize("NFKD", letter)
    kept = "".join(part for part in folded if part in letters)
    return kept or _STAND_IN
