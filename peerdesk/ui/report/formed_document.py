"""Lines of a part as a document of Qt, and back: emphasis, bullets and small headings stand as they will on paper."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
)

from peerdesk.domain.document import NO_BREAK, Run, words_of
from peerdesk.domain.section_text import Line, LineKind
from peerdesk.overriding import override
from peerdesk.ui.theme import Theme

_BOLD = 600  # weight from which letters are bold
_LEVEL = 3
_WORD_BULLET = re.compile(r"^[·•▪●o§–-]\s+")  # as a word processor writes a list that is none
_PLACES = {"\u2028": " ", "\u2029": " ", "\ufffc": "", "\t": " "}


@dataclass(frozen=True)
class Forms:
    """How each kind of line looks."""

    theme: Theme
    role: str

    def of(self, kind: LineKind) -> QTextBlockFormat:
        """Return the format of a kind of line."""
        form, gap = QTextBlockFormat(), self.theme.gap
        form.setLineHeight(self.theme.line(self.role), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        form.setBottomMargin(gap("xs") if kind == "bullet" else gap("s"))
        if kind == "heading":
            form.setHeadingLevel(_LEVEL)
            form.setTopMargin(gap("s"))
        return form


def kind_of(block: QTextBlock) -> LineKind:
    """Return of which kind a line is."""
    if block.blockFormat().headingLevel():
        return "heading"
    return "bullet" if block.textList() is not None else "text"


def set_kind(cursor: QTextCursor, kind: LineKind, forms: Forms) -> None:
    """Make the line of a cursor one of a kind."""
    cursor.beginEditBlock()
    listed = cursor.currentList()
    if listed is not None and kind != "bullet":
        listed.remove(cursor.block())
    cursor.setBlockFormat(forms.of(kind))
    if kind == "bullet":
        cursor.createList(QTextListFormat.Style.ListDisc)
    elif kind == "heading":
        _set_voices(cursor.block(), plain())
    cursor.endEditBlock()


def plain(*, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    """Return the format of letters."""
    form = QTextCharFormat()
    if bold:
        form.setFontWeight(QFont.Weight.Bold)
    if italic:
        form.setFontItalic(True)
    return form


def lines_in(document: QTextDocument, start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines of a document, or what stands of them from one place of Qt's up to another."""
    last = document.characterCount() if end is None else end
    block, lines = document.findBlock(start), []
    while block.isValid() and block.position() <= last:
        lines.append(Line(kind_of(block), tuple(_runs(block, start, last))))
        block = block.next()
    return lines


def put_lines(cursor: QTextCursor, lines: Sequence[Line], forms: Forms) -> None:
    """Write lines where a cursor stands; the first goes on in its line, unless that has no words yet."""
    for at, line in enumerate(lines):
        if at:
            cursor.insertBlock(forms.of("text"), plain())
        if kind_of(cursor.block()) != line.kind and (at or (line.kind != "text" and not cursor.block().text())):
            set_kind(cursor, line.kind, forms)
        own = kind_of(cursor.block()) == "heading"
        for run in line.words:
            cursor.insertText(run.text, plain() if own else plain(bold=run.bold, italic=run.italic))


def lines_from_html(html: str) -> list[Line]:
    """Read what a word processor or a browser copied: words, emphasis, bullets, headings, and nothing else of it."""
    document = _Unfetched()
    document.setHtml(html)
    return [_as_bullet(line) for line in lines_in(document) if any(run.text.strip() for run in line.words)]


class _Unfetched(QTextDocument):
    """A document that asks nobody for pictures or styles, here or on any network."""

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        return b""


def _runs(block: QTextBlock, start: int, end: int) -> Iterator[Run]:
    heading, at = bool(block.blockFormat().headingLevel()), block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        first = max(start - fragment.position(), 0)
        text = _from(fragment.text(), first, end - fragment.position())
        if text:
            form = fragment.charFormat()
            bold = not heading and form.fontWeight() >= _BOLD
            yield Run(text, bold, not heading and form.fontItalic())
        at += 1


def _from(text: str, first: int, last: int) -> str:
    """Return the letters between two places of Qt's, which counts in UTF-16, without what is no letter."""
    if first > 0 or last < 2 * len(text):
        units = text.encode("utf-16-le", "surrogatepass")
        text = units[2 * first : 2 * max(last, 0)].decode("utf-16-le", "replace")
    for one, other in _PLACES.items():
        if one in text:
            text = text.replace(one, other)
    return text


def _as_bullet(line: Line) -> Line:
    runs = [Run(run.text.replace(NO_BREAK, " "), run.bold, run.italic) for run in line.words]
    found = _WORD_BULLET.match(words_of(tuple(runs))) if line.kind == "text" else None
    if found is None:
        return Line(line.kind, tuple(runs))
    left = found.end()
    for at, run in enumerate(runs):
        runs[at] = Run(run.text[left:], run.bold, run.italic)
        left = max(left - len(run.text), 0)
    return Line("bullet", tuple(run for run in runs if run.text))


def _set_voices(block: QTextBlock, form: QTextCharFormat) -> None:
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(form)
