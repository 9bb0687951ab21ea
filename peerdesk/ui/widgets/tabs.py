"""Tabs that are words: the one in force is underlined."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button


class Tabs(QWidget):
    """A row of words, one in force. One Tab stop; arrows change it at once.

    Signals:
        picked: a person chose the tab of this value.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, tabs: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        """Lay out (value, word) pairs; the first is in force. `name` says what they show ("Whose notes")."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        for value, word in tabs:
            button = Button(theme, word, kind="tab")
            button.clicked.connect(lambda _=False, value=value: self._pick(value))
            self._group.addButton(button)
            row.addWidget(button)
            self._buttons[value] = button
        row.addStretch()
        self.show_value(tabs[0][0])

    def value(self) -> str:
        """Return the value in force."""
        return next(value for value, button in self._buttons.items() if button.isChecked())

    def show_value(self, value: str) -> None:
        """Put a tab in force without telling anybody."""
        self._buttons[value].setChecked(True)
        for button in self._buttons.values():
            stop = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)

    def set_word(self, value: str, word: str) -> None:
        """Say a tab's word anew: "Mine 12"."""
        self._buttons[value].setText(word)

    def _pick(self, value: str) -> None:
        self.show_value(value)
        self.picked.emit(value)
