"""Tabs that are words: the one in force is underlined; arrows go from one to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.wrapping import WrappingRow

_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Tabs(QWidget):
    """A row of words, one in force. One Tab stop; arrows change it at once.

    Signals:
        picked: a person chose the tab of this value.
    """

    picked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        tabs: Sequence[tuple[str, str]],
        name: str,
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
    ) -> None:
        """Lay out (value, word) pairs; the first is in force.

        Args:
            theme: for their look.
            tabs: values and words.
            name: says what they show ("Whose notes").
            parent: as in Qt.
            wraps: they go on in another line where there are too many for one.
        """
        super().__init__(parent)
        self.wraps = wraps
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        wrapping = WrappingRow(theme.gap("s"), self) if wraps else None
        if wrapping is not None:
            row.addWidget(wrapping, 1)
        for value, word in tabs:
            button = Button(theme, word, kind="tab")
            button.clicked.connect(lambda _=False, value=value: self._pick(value))
            button.installEventFilter(self)
            self._group.addButton(button)
            wrapping.add(button) if wrapping is not None else row.addWidget(button)
            self._buttons[value] = button
        if wrapping is None:
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

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        step = (
            _STEPS.get(event.key()) if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        )
        if step is None:
            return super().eventFilter(watched, event)
        values = list(self._buttons)
        at = values.index(self.value()) + step
        if 0 <= at < len(values):
            self._buttons[values[at]].setFocus(Qt.FocusReason.TabFocusReason)
            self._pick(values[at])
        return True

    def _pick(self, value: str) -> None:
        self.show_value(value)
        self.picked.emit(value)
