"""The lead's own words, as typed, into lines and blocks: paragraphs, bullets, small headings. And back again.

What somebody sees while they write are lines; what is kept is text with light marks; what is printed are blocks. A text
that was read into lines and written again may stand otherwise on its lines, and is printed as before.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal

from peerdesk.domain.document import NO_BREAK, Block, Bullets, Heading, Paragraph, Run, Text, runs_of, words_of

LineKind = Literal["text", "bullet", "heading"]
BULLET, HEADING = "- ", "### "
_CITE = re.compile(r"\[\d+(?:,[ \u00a0]\d+)*\]")
_NEUTRAL = re.compile(rf"(?:\s|{_CITE.pattern})+")
_Voice = tuple[bool, bool]  # bold, italic
_PLAIN: _Voice = (False, False)


@dataclass(frozen=True)
class Line:
    """A paragraph, one bullet, or a small heading; in a heading no word has a voice of its own."""

    kind: LineKind
    words: Text


def blocks_of(text: str, heading_level: int = 2) -> tuple[Block, ...]:
    """Read paragraphs parted by empty lines, "- " bullets and "### " headings.

    A single line break inside a paragraph is a space.
    """
    return tuple(_blocks(text, heading_level))


def lines_of(text: str) -> tuple[Line, ...]:
    """Read text with light marks into lines; citations are part of the words around them."""
    return tuple(Line(kind, _said(said, kind)) for kind, said in _raw_lines(text))


def text_of(lines: Iterable[Line]) -> str:
    """Return lines as text with light marks; a line without words is left out.

    A voice that begins or ends inside a word is that of the whole word: the marks cannot say it otherwise.
    """
    kept = [(line.kind, said) for line in lines if (said := _written(line))]
    parts = [_PREFIX[kind] + said for kind, said in kept[:1]]
    for (before, _), (kind, said) in pairwise(kept):
        parts.append(("\n" if before == kind == "bullet" else "\n\n") + _PREFIX[kind] + said)
    return "".join(parts)


_PREFIX: dict[LineKind, str] = {"text": "", "bullet": BULLET, "heading": HEADING}


def _blocks(text: str, heading_level: int) -> Iterator[Block]:
    for is_list, lines in groupby(_raw_lines(text), lambda line: line[0] == "bullet"):
        if is_list:
            yield Bullets(tuple(runs_of(said) for _, said in lines))
        else:
            for kind, said in lines:
                yield Heading(heading_level, said or "…") if kind == "heading" else Paragraph(runs_of(said))


def _raw_lines(text: str) -> Iterator[tuple[LineKind, str]]:
    """Yield each line without its prefix; lines of one paragraph are one."""
    words: list[str] = []
    for raw in [*text.splitlines(), ""]:
        line = raw.strip()
        kind = _kind(line)
        if words and (not line or kind != "text"):
            yield "text", " ".join(words)
            words = []
        if kind != "text":
            yield kind, line.removeprefix(_PREFIX[kind].rstrip()).strip()
        elif line:
            words.append(line)


def _kind(line: str) -> LineKind:
    if line.startswith(HEADING):
        return "heading"
    return "bullet" if line.startswith(BULLET) else "text"


def _said(text: str, kind: LineKind) -> Text:
    if kind == "heading":
        return (Run(text),) if text else ()
    return words_in(text)


def words_in(text: str) -> Text:
    """Read the marks of a line; a citation has the voice of what stands on both sides of it, or none."""
    runs = [Run(run.text.replace(NO_BREAK, " "), cite=True) if run.cite else run for run in runs_of(text)]
    return _joined([(run.text, voice) for run, voice in zip(runs, _voices(runs), strict=True)])


def _voices(runs: list[Run]) -> list[_Voice]:
    found: list[_Voice] = []
    for at, run in enumerate(runs):
        if run.cite:
            after = next((_voice(one) for one in runs[at + 1 :] if not one.cite), _PLAIN)
            found.append(after if found and found[-1] == after else _PLAIN)
        else:
            found.append(_voice(run))
    return found


def _voice(run: Run) -> _Voice:
    return run.bold, run.italic


def _joined(pieces: Iterable[tuple[str, _Voice]]) -> Text:
    """Return pieces as runs, neighbours of one voice as one."""
    return tuple(
        Run("".join(words for words, _ in own), *voice)
        for voice, own in groupby((one for one in pieces if one[0]), lambda piece: piece[1])
    )


# Written with marks


@lru_cache(2048)  # while somebody types, all lines but one are those of before
def _written(line: Line) -> str:
    if line.kind == "heading":
        return " ".join(words_of(line.words).split())
    said = marked_up(line.words).strip()
    return _kept_apart(said) if line.kind == "text" else said


def _kept_apart(said: str) -> str:
    """Return a paragraph that begins like a bullet or a heading on two lines, for it is none."""
    kind = _kind(said)
    if kind == "text":
        return said
    mark = _PREFIX[kind].rstrip()
    return f"{mark}\n{_kept_apart(said.removeprefix(mark).lstrip())}"


def marked_up(words: Text) -> str:
    """Return words with marks for their voices: just as they are where the marks can say it, else word by word."""
    if all(_voice(run) == _PLAIN for run in words):
        return words_of(words)
    said = words_of(words)
    for spread in (_letters(words), _by_words(words)):
        written = _with_marks(said, spread)
        if words_of(words_in(written)) == said and _heard(said, _letters(words_in(written))) == _heard(said, spread):
            return written
    return said


def _letters(words: Text) -> list[_Voice]:
    """Return the voice of each letter; spaces and citations have that of both their sides, or none."""
    spread = [_voice(run) for run in words for _ in run.text]
    return _settled(words_of(words), spread)


def _settled(said: str, spread: list[_Voice]) -> list[_Voice]:
    spread = [*spread]
    for match in _NEUTRAL.finditer(said):
        before = spread[match.start() - 1] if match.start() else _PLAIN
        after = spread[match.end()] if match.end() < len(said) else _PLAIN
        voice = before if before == after else (before[0] and after[0], before[1] and after[1])
        spread[match.start() : match.end()] = [voice] * (match.end() - match.start())
    return spread


def _by_words(words: Text) -> list[_Voice]:
    """Return voices such that none changes inside a word; a word with a star in it has none."""
    said, spread = words_of(words), _letters(words)
    for match in re.finditer(r"\S+", said):
        own = spread[match.start() : match.end()]
        bold, italic = any(one[0] for one in own), any(one[1] for one in own)
        voice = _PLAIN if "*" in match[0] else (bold, italic and not bold)
        spread[match.start() : match.end()] = [voice] * len(own)
    return _settled(said, spread)


def _with_marks(said: str, spread: list[_Voice]) -> str:
    written: list[str] = []
    before = _PLAIN
    for letter, voice in zip([*said, ""], [*spread, _PLAIN], strict=True):
        if voice != before:
            was, now = before[1], voice[1]
            turns_bold = before[0] != voice[0]
            if was and (not now or turns_bold):
                written.append("*")
            if turns_bold:
                written.append("**")
            if now and (not was or turns_bold):
                written.append("*")
            before = voice
        written.append(letter)
    return "".join(written)


def _heard(said: str, spread: list[_Voice]) -> list[_Voice]:
    """Return the voices of the letters that have one: a space or a citation looks the same in any."""
    neutral = {at for match in _NEUTRAL.finditer(said) for at in range(*match.span())}
    return [voice for at, voice in enumerate(spread) if at not in neutral]
