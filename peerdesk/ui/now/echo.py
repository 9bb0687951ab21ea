"""What was understood inside the line, as chips before Enter; pressing one leaves it as text."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from peerdesk.domain.marks import Mark
from peerdesk.ui.now.flow import Flow
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label


class EchoRow(Flow):
    """Chips for what the line says, or softly how to say it.

    Signals:
        refused: a mark that is to be text again.
    """

    refused = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a row that says how marks are typed."""
        super().__init__("", parent=parent)
        self.setAccessibleName(self.tr("What was understood"))
        self._theme = theme
        self._marks: tuple[Mark, ...] = ()
        self._hint = ""
        self.show_hint("")
        self._keep_room()
        theme.changed.connect(self._keep_room)

    def marks(self) -> tuple[Mark, ...]:
        """Return the marks that are shown."""
        return self._marks

    def show_hint(self, hint: str) -> None:
        """Say something softly in the place of chips; chips win."""
        self._hint = hint
        if not self._marks:
            self._fill()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks as chips."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self._fill()

    def _keep_room(self) -> None:
        """Stay as high as a row of chips, so that nothing below moves when one appears."""
        self.setMinimumHeight(self._theme.px("control"))

    def _fill(self) -> None:
        self.empty()
        for mark in self._marks:
            chip = Button(self._theme, mark.shown, "x", "slot")
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross behind the word
            chip.setAccessibleName(self.tr("{}: leave it as text").format(mark.shown))
            chip.setToolTip(self.tr("Leave it as text"))
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the caret in the line
            chip.clicked.connect(partial(self._refuse, mark))
            self.flow.addWidget(chip)
        if not self._marks:
            hint = Label(self._theme, self._hint, "caption", "soft", elided=True)
            self.flow.addWidget(hint)

    def _refuse(self, mark: Mark, _checked: bool = False) -> None:
        self.refused.emit(mark)
