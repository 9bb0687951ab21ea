"""A field for text that others will read: it cites notes, kept by id and shown by number; typing [4] cites as well."""

import re
from collections.abc import Iterable, Mapping
from math import ceil

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from peerdesk.domain.citations import cited_in, keep_citations, show_citations
from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.journal import Journal
from peerdesk.ui.widgets.room import Room

BRACKET = re.compile(r"\[(\d{1,9}(?:[, \u00a0]+\d{1,9})*)\]")
_EMPHASIS = re.compile(r"(?<!\*)\*(?=\S)[^*]+(?<=\S)\*(?!\*)")
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


def number_all(numbers: Mapping[str, int], texts: Iterable[str]) -> dict[str, int]:
    """Return numbers that also hold each id that a text cites and nobody has numbered, after all others.

    So a citation of a note that was deleted, or that waits to be included, is shown and not lost by an edit.
    """
    known = dict(numbers)
    for note_id in (one for text in texts for one in cited_in(text)):
        known.setdefault(note_id, max(known.values(), default=0) + 1)
    return known


def to_kept(shown: str, numbers: Mapping[str, int]) -> str:
    """Return shown text with ids for numbers; "[4 7]" and "[4,7]" are read as "[4, 7]"."""
    ids = {number: note_id for note_id, number in numbers.items()}

    def tidy(match: re.Match[str]) -> str:
        found = re.findall(r"\d+", match[1])
        return f"[{', '.join(found)}]" if all(int(number) in ids for number in found) else match[0]

    return keep_citations(BRACKET.sub(tidy, shown), ids)


class CitedText(QTextEdit):
    """Plain text at the theme's line height, as high as its words. Tab leaves it.

    Signals:
        noted: somebody types.
        journal_requested: what is typed and not kept by now, with ids; within a second of each key; "" once it is.
        left: the person changed it and went on to something else.
        entered: Enter was pressed in a field of one line.
    """

    noted = Signal()
    journal_requested = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        role: str = "reading",
        *,
        bold: bool = False,
        hint: str = "",
        one_line: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty field.

        Args:
            theme: for its type and colours.
            name: what screen readers say.
            role: of its type.
            bold: the other weight.
            hint: what stands in it while it is empty.
            one_line: Enter does not begin a line; long text still wraps.
            parent: as in Qt.
        """
        super().__init__(parent)
        self._theme, self._role, self._bold, self._one_line = theme, role, bold, one_line
        self._numbers: dict[str, int] = {}
        self._kept = ""
        self._showing = False
        self.setProperty("kind", "bare")
        self.setAccessibleName(name)
        self._hint = hint
        self.setPlaceholderText(hint)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._painter = _Citations(self.document(), theme)
        self._room = Room(self, self._raw)
        self.journal = Journal(self, lambda: self.text() if self.is_dirty() and not self.isReadOnly() else "")
        self.journal.noted.connect(self.noted)
        self.journal.requested.connect(self.journal_requested)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self.textChanged.connect(self._on_typed)
        theme.changed.connect(self._set_look)
        self._set_look()

    # What pages ask

    def text(self) -> str:
        """Return what stands here, with ids."""
        return to_kept(self._written(), self._numbers)

    def shown(self) -> str:
        """Return what stands here as it is read, with numbers."""
        return self._raw()

    def replace(self, start: int, end: int, words: str) -> None:
        """Put words in place of those from `start` up to `end` of what is shown, as if they were typed."""
        shown, cursor = self._raw(), QTextCursor(self.document())
        cursor.setPosition(_units(shown[:start]))
        cursor.setPosition(_units(shown[:end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)
        self.setTextCursor(cursor)

    def is_dirty(self) -> bool:
        """Say whether it differs from what was last kept."""
        return self.text() != self._kept

    def show_kept(self, text: str, numbers: Mapping[str, int]) -> None:
        """Show what is kept. What the person is typing stays; only its numbers become those of now."""
        if self.is_dirty():
            self._renumber(numbers)
            return
        if self.text() == self._tidied(text):
            self._renumber(numbers)
        else:
            self._numbers = dict(numbers)
            self._painter.known = set(numbers.values())
            self._put(show_citations(text, numbers))
        self._kept = self.text()

    def show_typed(self, text: str) -> None:
        """Show text that was typed earlier and never kept, as if it had been typed now."""
        self._put(show_citations(text, self._numbers))
        self.journal.note()

    def mark_kept(self, text: str) -> None:
        """Note that this text, with ids, is kept now."""
        self._kept = text
        self.journal.journal_now()  # once it is kept, nothing is to be offered again

    def set_writable(self, writable: bool) -> None:
        """Let somebody write here, or only read: then no hint asks for words."""
        self.setReadOnly(not writable)
        self.setPlaceholderText(self._hint if writable else "")

    def set_role(self, role: str) -> None:
        """Write in another size."""
        self._role = role
        self._set_look()

    # How it is made

    def _written(self) -> str:
        """Return what stands here as it is written down, with numbers."""
        return self._raw()

    def _tidied(self, text: str) -> str:
        """Return text as it is written down once it was shown here."""
        return text

    def _raw(self) -> str:
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def _put(self, shown: str) -> None:
        self._showing = True
        self.setPlainText(shown)
        self._set_lines()
        self._showing = False
        self._grow()

    def _renumber(self, numbers: Mapping[str, int]) -> None:
        """Give each bracket its number of now, under the caret, from the last to the first."""
        before, raw = self._numbers, self._raw()
        numbers = number_all(numbers, [self.text()])  # what was pasted and is not kept yet has its number here alone
        self._showing = True
        for match in reversed(list(BRACKET.finditer(raw))):
            shown = show_citations(to_kept(match[0], before), numbers)
            if shown != match[0]:
                cursor = QTextCursor(self.document())
                cursor.setPosition(_units(raw[: match.start()]))
                cursor.setPosition(_units(raw[: match.end()]), QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(shown)
        self._numbers = numbers
        self._painter.known = set(numbers.values())
        self._painter.rehighlight()
        if any(numbers.get(note_id) != number for note_id, number in before.items()):
            self.document().clearUndoRedoStacks()  # what undo would bring back has the numbers of before
        self._showing = False

    def _set_look(self) -> None:
        self.setFont(self._theme.font(self._role, bold=self._bold))
        self.document().setDefaultFont(self.font())
        self._showing = True
        self._set_lines()
        self._painter.rehighlight()
        self._showing = False
        self._grow()

    def _set_lines(self) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(self._theme.line(self._role), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)
        self.document().clearUndoRedoStacks()

    def _grow(self) -> None:
        inside = ceil(self.document().size().height())
        frame = self.height() - self.viewport().height() if self.isVisible() else 0
        self.setFixedHeight(max(inside + frame, self._theme.px("control")))

    def _on_typed(self) -> None:
        if not self._showing:
            self.journal.note()

    # What Qt asks

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._one_line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.journal.journal_now()
        if event.reason() not in _STAYS and self.is_dirty() and self._room.fits():
            self.left.emit()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        self.insertPlainText(" ".join(text.split()) if self._one_line else text)


class _Citations(QSyntaxHighlighter):
    """Paints the numbers that stand for a note smaller, in the accent; headings bold, and emphasis by its marks.

    Attributes:
        read_marks: "*so*" is emphasis, and stays to be seen as it is typed.
    """

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self.known: set[int] = set()
        self.read_marks = True

    @override
    def highlightBlock(self, text: str) -> None:
        heading = bool(self.currentBlock().blockFormat().headingLevel())
        if heading or (self.read_marks and text.startswith("### ")):
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.Bold)
            self.setFormat(0, _units(text), bold)
        if self.read_marks:
            emphasis = QTextCharFormat()
            emphasis.setFontItalic(True)
            for match in _EMPHASIS.finditer(text):
                self.setFormat(_units(text[: match.start()]), _units(match[0]), emphasis)
        if "[" in text and not heading:
            self._paint_citations(text)

    def _paint_citations(self, text: str) -> None:
        form = QTextCharFormat()
        form.setForeground(self._theme.colour("accent"))
        form.setFont(self._theme.font("caption", figures=True))
        for match in BRACKET.finditer(text):
            if all(int(number) in self.known for number in re.findall(r"\d+", match[1])):
                self.setFormat(_units(text[: match.start()]), _units(match[0]), form)


def _units(text: str) -> int:
    """Return how many places text takes in a document of Qt, which counts in UTF-16."""
    return len(text.encode("utf-16-le")) // 2
