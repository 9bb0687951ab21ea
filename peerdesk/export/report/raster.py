"""The pages of a PDF as a screen shows them, by PDFium."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pypdfium2 as pdfium

_ONE_AT_A_TIME = Lock()  # PDFium is not made for several threads


@dataclass(frozen=True)
class Raster:
    """A page as pixels: three bytes each, red first; `stride` is the length of a row in bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


class PdfPages:
    """A whole PDF in memory whose pages are drawn when they are asked for.

    Attributes:
        sizes: width and height of each page in points.
    """

    def __init__(self, content: bytes) -> None:
        """Look at what `write_pdf` wrote."""
        self._content = content
        with self._opened() as pdf:
            self.sizes = tuple(pdf.get_page_size(number) for number in range(len(pdf)))

    def draw(self, numbers: Iterable[int], width: int) -> dict[int, Raster]:
        """Return pages, counted from 0, so many pixels wide; those that are not there are left out."""
        drawn = {}
        with self._opened() as pdf:
            for number in numbers:
                if number < len(self.sizes):
                    page = pdf[number].render(scale=width / self.sizes[number][0], rev_byteorder=True)
                    drawn[number] = Raster(page.width, page.height, page.stride, bytes(page.buffer))
        return drawn

    def find(self, words: str) -> int | None:
        """Return the last page on which words stand on one line: a heading, past the contents; None if they do not."""
        with self._opened() as pdf:
            for number in reversed(range(len(pdf))):
                if pdf[number].get_textpage().search(words).get_next() is not None:
                    return number
        return None

    def words(self) -> str:
        """Return all words, in the order in which they are drawn."""
        with self._opened() as pdf:
            said = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
        return " ".join(" ".join(said).split())

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        with _ONE_AT_A_TIME:
            pdf = pdfium.PdfDocument(self._content)
            try:
                yield pdf
            finally:
                pdf.close()  # with all that was asked of it
