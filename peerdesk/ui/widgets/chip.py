"""Chips: one of a few words to choose, each with its shape and its own colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.ui.marks import SIGN_TONES, SIGN_WORDS
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button


@dataclass(frozen=True)
class Choosable:
    """A chip: the value it stands for, its word, its icon ("sign:yes", "star"), and its tone when chosen."""

    value: str
    text: str
    icon: str = ""
    tone: str = ""


SIGNS = tuple(Choosable(sign, SIGN_WORDS[sign], f"sign:{sign}", SIGN_TONES[sign]) for sign in SIGN_TONES)


class ChipRow(QWidget):
    """A row of chips of which at most one is chosen; pressing the chosen one again frees it.

    Signals:
        picked: a person chose a value, or "" when they freed it.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, chips: Sequence[Choosable], name: str, parent: QWidget | None = None) -> None:
        """Lay the chips out; `name` says what they choose ("Which way")."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for chip in chips:
            button = Button(theme, chip.text, chip.icon, "chip", tone=chip.tone)
            button.clicked.connect(lambda checked, value=chip.value: self._pick(value if checked else ""))
            row.addWidget(button)
            self._buttons[chip.value] = button
        row.addStretch()

    def value(self) -> str:
        """Return the chosen value, "" for none."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def show_value(self, value: str) -> None:
        """Show a value as chosen, without telling anybody; "" for none."""
        for own, button in self._buttons.items():
            button.setChecked(own == value)

    def _pick(self, value: str) -> None:
        self.show_value(value)
        self.picked.emit(value)
