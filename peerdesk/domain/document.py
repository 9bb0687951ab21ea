"""A document as a reader meets it: blocks in reading order, and nothing about paper, screens or files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from functools import lru_cache
from typing import Literal

from peerdesk.domain.chart import Chart
from peerdesk.domain.outcome import ReportState

NO_BREAK = "\u00a0"

Tone = Literal["body", "lead", "caption"]


@dataclass(frozen=True)
class Run:
    """Letters of one voice. A citation is kept on one line."""

    text: str
    bold: bool = False
    italic: bool = False
    cite: bool = False


Text = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; `level` is 1 to 3. `label` is the small word above it ("Works well")."""

    level: int
    text: str
    label: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. `lead` is a little larger, `caption` smaller and softer."""

    text: Text
    tone: Tone = "body"


@dataclass(frozen=True)
class Bullets:
    """A list without numbers."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Callout:
    """A sentence in a box of its own."""

    text: Text


@dataclass(frozen=True)
class Table:
    """Rows under a header row. `widths` are shares of the line; empty lets the words decide."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A picture: PNG or JPEG bytes, what it shows in words, and the line under it."""

    picture: bytes
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class ChartBlock:
    """A chart; its table stands under it."""

    chart: Chart


@dataclass(frozen=True)
class Bars:
    """How many of each: groups side by side, each with a title and its counts. `alt` is all of it in words."""

    groups: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Level:
    """Where one thing stands on a scale: steps by their place from 0, None for what was not said."""

    words: str
    school: int | None
    agreed: int | None


@dataclass(frozen=True)
class Levels:
    """Where things stand on a scale of named steps: the school's own view, and what was agreed. `alt` says it all."""

    steps: tuple[str, ...]
    rows: tuple[Level, ...]
    alt: str
    school: str = "The school’s own view"
    agreed: str = "Agreed"


@dataclass(frozen=True)
class Contents:
    """The place of the table of contents; `depth` is the deepest heading level that it lists."""

    title: str = "Contents"
    depth: int = 2


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True)
class Cover:
    """A page for the title, the school, the dates and the state.

    Attributes:
        lines: who and what, under the state.
        state: its name; "" takes the line that stands on every page.
        standing: what the state means, in whole sentences.
        foot: what stands small at the foot.
        logo: the school's, or None.
    """

    lines: tuple[str, ...] = ()
    state: str = ""
    standing: str = ""
    foot: str = ""
    logo: Figure | None = None

    def says(self, state_line: str) -> "Text":
        """Return the state, strong, and what it means; `state_line` is that of every page."""
        return (Run(self.state or state_line, bold=True), *plain(f". {self.standing}" if self.standing else ""))


NOT_REAL = "Practice: nothing here is real"
"""What every page of a document says that was made in the practice."""

Block = (
    Heading | Paragraph | Bullets | Callout | Table | Figure | ChartBlock | Bars | Levels | Contents | PageBreak | Cover
)


@dataclass(frozen=True, kw_only=True)
class Document:
    """What is written for a school.

    Attributes:
        title: a sentence or a name; also the title that readers of the file show.
        dates: the days of the review in words.
        state: how far the text has come; `state_line` says it in words, on every page.
        author: who wrote it, in given names.
        language: BCP 47.
        practice: nothing of it is real; every page says so.
    """

    title: str
    school: str
    dates: str
    state: ReportState
    state_line: str
    author: str
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    practice: bool = False


_MARKS = re.compile(
    r"(?<![\w*])\*\*(?=[^\s*])(?P<bold>.+?)(?<=[^\s*])\*\*(?![\w*])"
    r"|(?<![\w*])\*(?=[^\s*])(?P<italic>[^*]+?)(?<=[^\s*])\*(?![\w*])"
    r"|(?P<cite>\[\d+(?:, \d+)*\])",
    re.DOTALL,
)


def letters_of(document: Document) -> frozenset[str]:
    """Return every letter that a document says."""
    return frozenset().union(*_strings(document))


def _strings(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _strings(part)
    elif is_dataclass(thing):
        for name in thing.__dataclass_fields__:
            yield from _strings(getattr(thing, name))


def plain(text: str) -> Text:
    """Return text in which nothing is a mark: what is written is what is read."""
    return (Run(text),) if text else ()


def words_of(text: Text) -> str:
    """Return the letters of a text without its voices."""
    return "".join(run.text for run in text)


@lru_cache(1000)  # while somebody types, all paragraphs of a report but one are those of before
def runs_of(text: str) -> Text:
    """Read `*so*` as emphasis, `**so**` as strong and `[4, 5]` as a citation.

    A mark without its partner, or with a space inside, stands for itself. A citation's spaces become
    unbreakable ones.
    """
    return tuple(_runs(text, bold=False, italic=False))


def _runs(text: str, *, bold: bool, italic: bool) -> Iterator[Run]:
    at = 0
    for match in _MARKS.finditer(text):
        if match.start() > at:
            yield Run(text[at : match.start()], bold, italic)
        if cite := match["cite"]:
            yield Run(cite.replace(" ", NO_BREAK), cite=True)
        else:
            inner = match["bold"] or match["italic"]
            yield from _runs(inner, bold=bold or bool(match["bold"]), italic=italic or bool(match["italic"]))
        at = match.end()
    if at < len(text):
        yield Run(text[at:], bold, italic)
