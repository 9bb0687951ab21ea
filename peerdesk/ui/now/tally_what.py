"""Where one counts, and what, said once for a whole look: "Y5+Y6, 6 writing books"; and what was understood of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.counting import Counting, read_counting
from peerdesk.ui.theme import Theme
from peerdesk.ui.unkept_words import shortened
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.escape_field import EscapeField
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph

_LONGEST = 30  # letters of a title in a slot


class WhatIsCounted(QWidget):
    """The activity, and a line that stays while several tallies are kept.

    Signals:
        activity_requested: the activity's slot was pressed.
    """

    activity_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self.activity = Button(theme, " ", "clock", "slot")
        self.way = Button(theme, " ", "arrow-left-right", "slot")
        slots = Flow(self.tr("Where you are"))
        slots.flow.addWidget(self.activity)
        slots.flow.addWidget(self.way)
        self.field = EscapeField()
        self.field.setAccessibleName(self.tr("What you are looking at"))
        self.field.setPlaceholderText(self.tr("Y5+Y6, 6 writing books"))
        self.echo = Paragraph(theme, "", "caption", "soft")
        name = Label(theme, self.tr("What you are looking at"), "caption", "soft")
        name.setBuddy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.gap("s"))
        column.setSpacing(2)
        column.addWidget(slots)
        column.addSpacing(theme.gap("xs"))
        for part in (name, self.field, self.echo):
            column.addWidget(part)
        self.activity.clicked.connect(self.activity_requested)
        self.field.textChanged.connect(self._show)
        self._show()

    def show_activity(self, title: str) -> None:
        """Say in which activity one counts."""
        self.activity.setText(shortened(title, _LONGEST))
        self.activity.setToolTip(title)
        self.activity.setAccessibleName(self.tr("Activity: {}. Press to choose another.").format(title))

    def counting(self) -> Counting:
        """Return what is typed, as it is understood."""
        return read_counting(self.field.text())

    def _show(self) -> None:
        said = self.counting()
        year = self.tr("Year {}").format(said.year.replace("-", "–")) if said.year[:1].isdigit() else said.year
        of = self.tr("{} to look at").format(said.of) if said.of else ""
        words = " · ".join(filter(None, (year, said.subject, of)))
        self.echo.setText(words)
        self.echo.setVisible(bool(words))
        self.echo.updateGeometry()
