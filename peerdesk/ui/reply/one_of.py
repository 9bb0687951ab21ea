"""Boxes of which one can be ticked, or none: as on the paper."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.flow import FlowLayout
from peerdesk.ui.widgets.tick import Tick


class OneOf(QWidget):
    """A tick takes the others away; ticked again it goes.

    Signals:
        picked: another value, "" for none.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, name: str, words: Mapping[str, str], *, beside: bool = True) -> None:
        """Offer values with their words; `name` is what screen readers say before each."""
        super().__init__()
        self.setAccessibleName(name)
        self.boxes: dict[str, Tick] = {}
        row = FlowLayout(theme.gap("l")) if beside else QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        if beside:
            self.setLayout(row)
        for value, word in words.items():
            box = self.boxes[value] = Tick(theme, word)
            box.setAccessibleName(f"{name}: {word}")
            row.addWidget(box)
            box.clicked.connect(lambda _=False, value=value: self._on_clicked(value))

    def value(self) -> str:
        """Return what is ticked, "" for nothing."""
        return next((value for value, box in self.boxes.items() if box.isChecked()), "")

    def show_value(self, value: str) -> None:
        """Tick a value alone."""
        for one, box in self.boxes.items():
            box.setChecked(one == value)

    def _on_clicked(self, value: str) -> None:
        self.show_value(value if self.boxes[value].isChecked() else "")
        self.picked.emit(self.value())
