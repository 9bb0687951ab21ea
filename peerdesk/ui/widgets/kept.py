"""Fields that are kept when the person leaves them; a refresh never writes over what is being typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.combo import Combo
from peerdesk.ui.widgets.fields import TextBox
from peerdesk.ui.widgets.journal import Journal
from peerdesk.ui.widgets.room import Room
from peerdesk.ui.widgets.tick import Tick

_LEAST = 64  # pixels of a field at 100 % text
_MOST_LINES = 8


def plain(text: str) -> str:
    """Return text without white space at its ends or twice in a row."""
    return " ".join(text.split())


class KeptLine(QLineEdit):
    """One line that says a value in words.

    Signals:
        given: the person left it with another value.
        puzzled: the person left it with words that are no such value; they stay.
    """

    given = Signal(str)
    puzzled = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        hint: str = "",
        *,
        say: Callable[[str], str] = str,
        read: Callable[[str], str | None] = plain,
        most: int = 400,
    ) -> None:
        """Make an empty line.

        Args:
            theme: for its size.
            name: what screen readers say.
            hint: shown while it is empty.
            say: turns a value into words.
            read: turns words into a value; None if they say none.
            most: letters that can be kept; more can be typed, and wait.
        """
        super().__init__()
        self._theme, self._say, self._read = theme, say, read
        self._shown = ""
        self._asked: str | None = None  # told once: what Enter told, leaving need not
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._room = Room(self, self.text, most)
        self.journal = Journal(self, lambda: "" if self.text() == self._shown or self.isReadOnly() else self.text())
        self.textEdited.connect(self.journal.note)
        self.editingFinished.connect(self._on_left)

    def show_value(self, value: str) -> None:
        """Show what is kept, unless the person has typed something else meanwhile."""
        words = self._say(value)
        if self.text() == self._shown != words:
            self.setText(words)
            self.setCursorPosition(0)
            if self.hasFocus():
                self.selectAll()  # as Tab left it: what is typed next stands in its place
        self._shown, self._asked = words, None
        self.journal.journal_now()  # once it is kept, nothing is to be offered again

    def mark_given(self) -> None:
        """Note that what stands here is being kept in another way."""
        self._shown, self._asked = self.text(), None

    def take_up(self, words: str) -> None:
        """Put words into the field that were typed and never kept, as if they were typed now."""
        self.setFocus()
        self.setText(words)
        self.journal.note()

    def let_go(self) -> None:
        """Forget what was typed and not kept: another record is shown next."""
        self.journal.journal_now()
        self.journal.forget()
        self._shown, self._asked = self.text(), None

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._asked = None
        super().focusInEvent(event)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST), super().minimumSizeHint().height())

    def _on_left(self) -> None:
        self.journal.journal_now()
        if self.text() in (self._shown, self._asked) or self.isReadOnly():
            return
        if not self._room.fits():
            return
        value = self._read(self.text())
        if value is None:
            self.puzzled.emit()
        else:
            self.setText(self._say(value))
            if self.text() != self._shown:
                self._asked = self.text()
                self.given.emit(value)


class KeptBox(TextBox):
    """A few lines of text; it grows with them.

    Signals:
        given: the person left it with another text.
    """

    given = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        lines: int = 2,
        *,
        say: Callable[[str], str] = str,
        read: Callable[[str], str] = str,
    ) -> None:
        """Make an empty box.

        Args:
            theme: for its size.
            name: what screen readers say.
            lines: that it is high at least.
            say: turns a value into words.
            read: turns words into a value.
        """
        super().__init__(theme, name, lines)
        self._shown, self._say, self._read = "", say, read
        self._least = lines
        self._room = Room(self, self.toPlainText)
        self.journal = Journal(self, self._unkept)
        self.textChanged.connect(self.journal.note)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # no card grows around it
        self.textChanged.connect(self._grow)
        theme.changed.connect(self._grow)

    def show_value(self, value: str) -> None:
        """Show what is kept, unless the person has typed something else meanwhile."""
        words = self._say(value)
        untouched, self._shown = self.toPlainText() == self._shown != words, words
        if untouched:
            self.setPlainText(words)
        self.journal.journal_now()  # once it is kept, nothing is to be offered again

    def take_up(self, words: str) -> None:
        """Put words into the field that were typed and never kept, as if they were typed now."""
        self.setFocus()
        self.setPlainText(self._say(words))

    def let_go(self) -> None:
        """Forget what was typed and not kept: another record is shown next."""
        self.journal.journal_now()
        self.journal.forget()
        self._shown = self.toPlainText()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.journal.journal_now()
        text = self.toPlainText().strip()
        if text != self._shown and not self.isReadOnly() and self._room.fits():
            self.given.emit(self._read(text))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST), self.height())

    def _unkept(self) -> str:
        text = self.toPlainText()
        return "" if text.strip() == self._shown.strip() or self.isReadOnly() else self._read(text)

    def _grow(self) -> None:
        lines = min(max(self._least, round(self.document().size().height())), _MOST_LINES)
        if lines != self._lines:
            self._lines = lines
            self._set_height()


class KeptChoice(Combo):
    """One of a few words.

    Signals:
        given: the person chose another value.
    """

    given = Signal(str)

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        """Offer (value, word) pairs."""
        super().__init__(theme)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_choices(choices)
        self.activated.connect(lambda _: self.given.emit(self.value()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST), super().minimumSizeHint().height())


class KeptTicks(QWidget):
    """Several of a few words, in two columns.

    Signals:
        given: the person ticked or unticked; all values that are ticked now.
    """

    given = Signal(tuple)

    def __init__(self, theme: Theme, name: str, columns: int = 2) -> None:
        """Make it without words."""
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self._name, self._columns = name, columns
        self._boxes: dict[str, Tick] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (value, word) pairs."""
        for value in [value for value in self._boxes if value not in dict(choices)]:
            self._boxes.pop(value).deleteLater()
        for at, (value, word) in enumerate(choices):
            box = self._boxes.get(value) or self._add(value)
            box.setText(word)
            box.setAccessibleName(f"{self._name}: {word}")
            self._grid.addWidget(box, at // self._columns, at % self._columns)

    def value(self) -> tuple[str, ...]:
        """Return what is ticked."""
        return tuple(value for value, box in self._boxes.items() if box.isChecked())

    def show_value(self, values: Sequence[str]) -> None:
        """Show what is kept."""
        for value, box in self._boxes.items():
            box.setChecked(value in values)

    def set_read_only(self, read_only: bool) -> None:
        """Let nobody tick anything."""
        for box in self._boxes.values():
            box.setEnabled(not read_only)

    def _add(self, value: str) -> Tick:
        box = self._boxes[value] = Tick(self._theme)
        box.clicked.connect(lambda _: self.given.emit(self.value()))
        return box
