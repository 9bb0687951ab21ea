"""Setting text: from runs of letters to lines of measured pieces, left-aligned, never off the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from peerdesk.domain.document import NO_BREAK, Run, Text
from peerdesk.export.report.fonts import Face, Fonts, spelled
from peerdesk.export.report.look import ACCENT, Colour, Style

_SPACES = re.compile(r"[ \t\r\n\u2028\u2029]+")
_MOST_KNOWN = 4000  # texts that were set
_CITE_SIZE = 0.84  # of the text around it


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that are drawn at one go. `meant` is what they stand for, if not themselves."""

    text: str
    face: Face
    size: float
    colour: Colour
    meant: str = ""

    @property
    def width(self) -> float:
        """Its width in points."""
        return self.face.width(self.text) * self.size


Word = list[Piece]
Line = tuple[Piece, ...]


def width_of(pieces: Sequence[Piece]) -> float:
    """Return how wide pieces are side by side, in points."""
    return sum(piece.width for piece in pieces)


def set_lines(text: Text, style: Style, width: float, fonts: Fonts) -> list[Line]:
    """Break a text into lines that fit a width in points; at least one line, which may be empty.

    A word that is wider than a line is broken where it must be: at an unbreakable space, else between letters.
    """
    if fonts.known is None:
        return _set(text, style, width, fonts)
    key = (text, style, width)
    if key not in fonts.known:
        if len(fonts.known) >= _MOST_KNOWN:
            fonts.known.clear()
        fonts.known[key] = _set(text, style, width, fonts)
    return list(fonts.known[key])


def _set(text: Text, style: Style, width: float, fonts: Fonts) -> list[Line]:
    lines: list[list[Piece]] = [[]]
    used = 0.0
    for word in _words(text, style, fonts):
        for part in _fitting(word, width):
            wide = width_of(part)
            gap = [_space(lines[-1][-1])] if lines[-1] else []
            if gap and used + gap[0].width + wide > width:
                lines.append([])
                gap, used = [], 0.0
            _put(lines[-1], [*gap, *part])
            used += width_of(gap) + wide
    return [tuple(line) for line in lines]


def natural_widths(text: Text, style: Style, fonts: Fonts) -> tuple[float, float]:
    """Return the width of the widest word, and of the whole text on one line, in points."""
    words = [width_of(word) for word in _words(text, style, fonts)]
    space = fonts.face(bold=style.bold).width(" ") * style.size
    return max(words, default=0.0), sum(words) + space * max(len(words) - 1, 0)


def _put(line: list[Piece], pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        last = line[-1] if line else None
        if last and not (last.meant or piece.meant) and _alike(last, piece):
            line[-1] = Piece(last.text + piece.text, piece.face, piece.size, piece.colour)
        else:
            line.append(piece)


def _alike(one: Piece, other: Piece) -> bool:
    return one.face is other.face and one.size == other.size and one.colour == other.colour


def _space(before: Piece) -> Piece:
    return Piece(" ", before.face, before.size, before.colour)


def _words(text: Text, style: Style, fonts: Fonts) -> Iterator[Word]:
    word: Word = []
    for run in _glued(text):
        for number, letters in enumerate(_SPACES.split(run.text)):
            if number and word:
                yield word
                word = []
            word.extend(_pieces(letters, run, style, fonts))
    if word:
        yield word


def _glued(text: Text) -> Text:
    """Tie each citation to the word before it, so that no line begins with one."""
    tied = list(text)
    for at, run in enumerate(tied[1:], 1):
        before = tied[at - 1]
        if run.cite and before.text.endswith(" "):
            tied[at - 1] = Run(before.text.rstrip(" ") + NO_BREAK, before.bold, before.italic, before.cite)
    return tuple(tied)


def _pieces(letters: str, run: Run, style: Style, fonts: Fonts) -> Iterator[Piece]:
    if not letters:
        return
    face = fonts.face(bold=style.bold or run.bold, italic=run.italic)
    size = style.size * _CITE_SIZE if run.cite else style.size
    colour = ACCENT if run.cite else style.colour
    for drawn, meant in spelled(letters, fonts):
        yield Piece(drawn, face, size, colour, meant)


def _fitting(word: Word, width: float) -> Iterator[Word]:
    """Yield a word in parts that fit a line: at unbreakable spaces if it must be, else letter by letter."""
    if width_of(word) <= width:
        yield word
        return
    for smaller in _at_spaces(word):
        part: Word = []
        for letter in smaller if width_of(smaller) <= width else _letters(smaller):
            if part and width_of([*part, letter]) > width:
                yield part
                part = []
            part.append(letter)
        yield part


def _at_spaces(word: Word) -> Iterator[Word]:
    part: Word = []
    for piece in word:
        for number, letters in enumerate(piece.text.split(NO_BREAK)):
            if number and part:
                yield part
                part = []
            if letters:
                part.append(replace(piece, text=letters))
    if part:
        yield part


def _letters(word: Word) -> Iterator[Piece]:
    for piece in word:
        meant = piece.meant if len(piece.meant) == len(piece.text) else " " * len(piece.text)
        for letter, meaning in zip(piece.text, meant, strict=True):
            yield replace(piece, text=letter, meant=meaning.strip())
