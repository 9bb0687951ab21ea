"""How much a field holds: said gently before it is full, and never enforced by cutting off what somebody typed."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

from peerdesk.domain.room import MAX_TEXT_BYTES, bytes_over
from peerdesk.ui.widgets.announce import announce

ANY = 10_000_000  # letters that a line takes: more than anybody pastes; what it can keep is another matter
_NEARLY = 0.9  # of what it holds
_WORTH_A_WORD = 60  # letters: a shorter field is nearly full all the time


@runtime_checkable
class _Says(Protocol):
    def say(self, text: str, *, undoable: bool = False, done: bool = True) -> None: ...


class Room(QObject):
    """Watches how much stands in a field."""

    def __init__(self, field: QLineEdit | QPlainTextEdit | QTextEdit, read: Callable[[], str], most: int = 0) -> None:
        """Watch a field.

        Args:
            field: it takes any length.
            read: returns what stands in it.
            most: letters that can be kept; 0 for as many as any field of a record holds.
        """
        super().__init__(field)
        self._field, self._read, self._most = field, read, most
        self._stands = ""
        if isinstance(field, QLineEdit):
            field.setMaxLength(ANY)
        field.textChanged.connect(self._look)

    def fits(self) -> bool:
        """Say whether what stands here can be kept; if not, tell the person how to go on."""
        if self._over() <= 0:
            return True
        self._tell(self._too_long())
        return False

    def _over(self) -> int:
        text = self._read()
        return len(text.strip()) - self._most if self._most else bytes_over(text)

    def _look(self) -> None:
        over, most = self._over(), self._most or MAX_TEXT_BYTES
        nearly = most >= _WORTH_A_WORD and over > -(1 - _NEARLY) * most
        stands = "long" if over > 0 else "nearly" if nearly else ""
        if stands == self._stands:
            return
        self._stands = stands
        if stands:
            self._tell(self._too_long() if stands == "long" else self.tr("There is not much room left here."))
        else:
            self._field.setAccessibleDescription("")

    def _too_long(self) -> str:
        over = self._over()
        if self._most:
            said = self.tr("That is {} letters more than this can hold. All of it stays here; make it shorter.")
        else:
            said = self.tr("About {} letters too many for one place. All of it stays here; move a part elsewhere.")
        return said.format(over)

    def _tell(self, text: str) -> None:
        self._field.setAccessibleDescription(text)
        window = self._field.window()
        if isinstance(window, _Says):
            window.say(text, done=False)
        else:
            announce(self._field, text)
