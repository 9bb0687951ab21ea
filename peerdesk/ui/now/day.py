"""The side of the page: the day's activities, what the clock offers, and what just happened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.ui.now.strip import Strip
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.escape_field import EscapeField
from peerdesk.ui.widgets.label import Label

_ANY = 16_777_215  # Qt's own word for no limit


class Day(QWidget):
    """Today's activities, and a way to add one that nobody planned.

    Signals:
        happened: the words for something unplanned: "playground, TA".
        left: back to the line.
    """

    happened = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty day."""
        super().__init__(parent)
        self._theme = theme
        self.strip = Strip(theme)
        self.something_else = Button(theme, self.tr("Something else…"), "plus", "quiet")
        self.field = EscapeField()
        self.field.setPlaceholderText(self.tr("playground, TA"))
        self.field.setAccessibleName(self.tr("What just happened, in a few words"))
        self.field.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        self.back = Button(theme, self.tr("Back to the line"), "pencil-line", "quiet")
        head = QHBoxLayout()
        head.addWidget(Label(theme, self.tr("Today"), bold=True), 1)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(self.strip, 1)
        column.addWidget(self.field)
        column.addWidget(self.something_else, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_slim(slim=False)
        self.back.clicked.connect(self.left)
        self.strip.left.connect(self.left)
        self.something_else.clicked.connect(self.ask)
        self.field.returnPressed.connect(self._on_named)
        self.field.escape_pressed.connect(self._on_left)

    def show_slim(self, slim: bool) -> None:
        """Be the side of the page, or all of it."""
        self.back.setVisible(slim)
        panel = self._theme.fixed("width.panel")
        self.setMinimumWidth(0 if slim else panel)
        self.setMaximumWidth(_ANY if slim else panel)

    def ask(self) -> None:
        """Ask in one field what just happened."""
        self.something_else.hide()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_named(self) -> None:
        if not self.field.room.fits():
            return
        words = " ".join(self.field.text().split())
        self._close()
        if words:
            self.happened.emit(words)
        else:
            self.left.emit()

    def _on_left(self) -> None:
        self._close()
        self.left.emit()

    def _close(self) -> None:
        self.field.put_away()
        self.field.hide()
        self.something_else.show()
