"""Marks that are begun in the line are offered whole: Tab takes the first, Down goes on, Escape lets them be."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal

from peerdesk.domain.line import LineContext
from peerdesk.domain.suggesting import Suggestion, suggest
from peerdesk.ui.now.echo import EchoRow
from peerdesk.ui.now.line_edit import LineEdit

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Suggesting(QObject):
    """Between line and echo: what may be meant stands in the echo's place until it is taken or typed past.

    Signals:
        moved: the caret stands elsewhere, so `look` may find something else.
    """

    moved = Signal()

    def __init__(self, line: LineEdit, echo: EchoRow) -> None:
        """Offer nothing yet."""
        super().__init__(line)
        self._line, self._echo = line, echo
        self._offered: list[Suggestion] = []
        self._at = 0
        self._refused = ""
        line.offers = self.take_key
        line.cursorPositionChanged.connect(self.moved)
        echo.taken.connect(self._take)

    def look(self, context: LineContext, years: Sequence[str]) -> None:
        """Offer what may be meant by what is typed, in a school that has these years."""
        typed = self._before_caret()
        if typed != self._refused:
            self._refused = ""
        offered = [] if self._refused or not typed else suggest(typed, context.questions, years, context.source)
        if offered != self._offered:
            self._offered, self._at = offered, 0
        self._show()

    def take_key(self, key: int) -> bool:
        """Do what a key means while something is offered; say whether it meant anything."""
        if not self._offered:
            return False
        if key == Qt.Key.Key_Tab:
            self._take(self._offered[self._at])
        elif key == Qt.Key.Key_Escape:
            self._refused = self._before_caret()
            self.moved.emit()
        else:
            self._at = (self._at + _STEPS[Qt.Key(key)]) % len(self._offered)
            self._show()
        return True

    def _show(self) -> None:
        self._echo.show_suggestions([one.shown for one in self._offered], self._at)
        now = self._offered[self._at] if self._offered else None
        self._line.show_ghost(now.rest if now else "")
        self._line.setAccessibleDescription(self.tr("Tab writes {}.").format(now.shown) if now else "")

    def _take(self, chosen: Suggestion | int) -> None:
        one = self._offered[chosen] if isinstance(chosen, int) else chosen
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.replace_text(f"{self._line.text()[: one.start]}{one.word} ")

    def _before_caret(self) -> str:
        """Return what is typed if the caret is at its end: elsewhere nothing is offered."""
        cursor = self._line.textCursor()
        text = self._line.text()
        return text if cursor.atEnd() and not cursor.hasSelection() and text[-40:].strip() else ""
