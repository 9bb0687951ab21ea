"""What a review is for: one of the usual purposes, or the lead's own words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.purposes import Purpose, purpose_of
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.kept import KeptChoice, KeptLine
from peerdesk.ui.widgets.paragraph import Paragraph


class PurposeField(QWidget):
    """A choice, and a line for own words while none of the usual purposes is chosen.

    Signals:
        chosen: the id of a purpose, or "" for own words; what is typed into `own` is told by its own signal.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Make a field that offers nothing yet."""
        super().__init__()
        self._purposes: Sequence[Purpose] = ()
        name = self.tr("What the visit is for")
        self.choice = KeptChoice(theme, name)
        self.own = KeptLine(theme, self.tr("{}, in your own words").format(name), self.tr("In your own words"))
        self.about = Paragraph(theme, "", "caption", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        for widget in (self.choice, self.own, self.about):
            column.addWidget(widget)
        self.setFocusProxy(self.choice)
        self.choice.given.connect(self._on_given)

    def show_value(self, said: str, purposes: Sequence[Purpose]) -> None:
        """Show what a review is for."""
        self._purposes = purposes
        self.choice.show_choices(
            [("", self.tr("something of our own")), *((one.purpose_id, one.name) for one in purposes)]
        )
        found = purpose_of(said, purposes)
        self.choice.show_value(found.purpose_id if found else "")
        self.own.show_value("" if found else said)
        self._show_parts(found)

    def _show_parts(self, found: Purpose | None) -> None:
        self.own.setVisible(found is None)
        self.about.setText(found.about if found else "")
        self.about.setVisible(found is not None)

    def _on_given(self, purpose_id: str) -> None:
        self._show_parts(purpose_of(purpose_id, self._purposes))
        self.chosen.emit(purpose_id)
