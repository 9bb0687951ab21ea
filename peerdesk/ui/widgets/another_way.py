"""A quiet line under text that others will read: these words name one person here, and how else to say it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from peerdesk.domain.small_school import PointsAtOne
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.cited_text import CitedText
from peerdesk.ui.widgets.offer import Offer

_PAUSE_MS = 300  # after the last key: nobody is told in the middle of a word


class OneOfUs(Protocol):
    """Knows which words name one person of the school."""

    def find(self, place: str, text: str) -> Sequence[PointsAtOne]:
        """Return what points at one person in a text that stands at a place, without what was left there."""

    def leave(self, place: str, one: PointsAtOne) -> None:
        """Let these words rest at this place."""


class AnotherWay(Offer):
    """Shows the first such words of some fields, one at a time; the fields are changed only when somebody asks."""

    def __init__(self, theme: Theme, fields: Sequence[CitedText], parent: QWidget | None = None) -> None:
        """Watch fields; nothing is said before `know`."""
        super().__init__(theme, "users", parent, wraps=True)
        self._fields, self._place = fields, ""
        self._school: OneOfUs | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PAUSE_MS)
        self._clock.timeout.connect(self.look_again)
        for field in fields:
            field.textChanged.connect(self._clock.start)

    def know(self, school: OneOfUs, place: str) -> None:
        """Look for words that name one person of a school; `place` names the text where some may be left."""
        self._school, self._place = school, place
        self.look_again()

    def look_again(self) -> None:
        """Say what is to be said of the fields as they stand."""
        for field in self._fields:
            if self._school is None or not isValid(field) or field.isReadOnly():
                continue
            found = self._school.find(self._place, field.shown())
            if found:
                self._say(field, found[0])
                return
        self.offer("", ())

    def _say(self, field: CitedText, one: PointsAtOne) -> None:
        said = self.tr("“{words}”: {why} Perhaps “{instead}”?").format(
            words=one.words, why=one.why, instead=one.instead
        )
        ways: list[tuple[str, Callable[[], object]]] = [
            (self.tr("Say it another way"), lambda: self._replace(field, one)),
            (self.tr("Leave it"), lambda: self._leave(field, one)),
        ]
        self.offer(said, ways)

    def _replace(self, field: CitedText, one: PointsAtOne) -> None:
        if field.shown()[one.start : one.end] == one.words:
            field.setFocus()
            field.replace(one.start, one.end, one.instead)
        self.look_again()

    def _leave(self, field: CitedText, one: PointsAtOne) -> None:
        field.setFocus()  # the buttons go
        if self._school is not None:
            self._school.leave(self._place, one)
        self.look_again()
