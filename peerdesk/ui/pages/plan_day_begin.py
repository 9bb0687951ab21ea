"""How the days are begun: with the framework's day, on the whole of each day or on half of it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.dates import day_in_words
from peerdesk.domain.first_days import HALVES, Half
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.combo import Combo
from peerdesk.ui.widgets.fields import Form

_WHOLE = "whole"


class BeginBox(QWidget):
    """The button that begins, and under it how much of each day the team comes."""

    def __init__(self, theme: Theme) -> None:
        """Make a box that knows of no day yet."""
        super().__init__()
        self._theme = theme
        self._days: dict[str, Combo] = {}
        self._form: Form | None = None
        self.button = Button(theme, self.tr("Begin with the framework’s day"), "calendar-days", "primary")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap("m"))
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_days(self, days: Sequence[str]) -> None:
        """Ask of each of these days how much of it the team comes; what was said of a day stays."""
        if list(self._days) == list(days):
            return
        said = self.halves()
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
        self._days = {day: self._choice(said.get(day, _WHOLE)) for day in days}
        self._form = Form(self._theme) if days else None
        if self._form is not None:
            for day, choice in self._days.items():
                self._form.add(day_in_words(day, year=False), choice)
            self._column.addWidget(self._form, 0, Qt.AlignmentFlag.AlignLeft)

    def halves(self) -> Mapping[str, Half]:
        """Return of which days the team comes for half."""
        return {day: half for day, choice in self._days.items() for half in HALVES if choice.value() == half}

    def choice_of(self, day: str) -> Combo:
        """Return the field for a day."""
        return self._days[day]

    def _choice(self, value: str) -> Combo:
        choice = Combo(self._theme)
        choice.show_choices(
            [
                (_WHOLE, self.tr("the whole day")),
                ("morning", self.tr("the morning")),
                ("afternoon", self.tr("the afternoon")),
            ]
        )
        choice.show_value(value)
        return choice
