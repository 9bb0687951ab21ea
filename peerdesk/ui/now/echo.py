"""What was understood inside the line, as chips before Enter; pressing one leaves it as text."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from peerdesk.domain.marks import Mark
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.label import Label


class EchoRow(Flow):
    """Chips for what the line says or for what is being typed may mean, or softly how to say it.

    Signals:
        refused: a mark that is to be text again.
        taken: which of the suggestions was pressed, from 0.
    """

    refused = Signal(object)
    taken = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a row that says how marks are typed."""
        super().__init__("", parent=parent)
        self.setAccessibleName(self.tr("What was understood"))
        self._theme = theme
        self._marks: tuple[Mark, ...] = ()
        self._hint = ""
        self._suggested: tuple[tuple[str, ...], int] = ((), 0)
        self.show_hint("")
        self._keep_room()
        theme.changed.connect(self._keep_room)

    def marks(self) -> tuple[Mark, ...]:
        """Return the marks that are shown."""
        return self._marks

    def show_hint(self, hint: str) -> None:
        """Say something softly in the place of chips; chips win."""
        is_new, self._hint = hint != self._hint, hint
        if (is_new and not (self._marks or self._suggested[0])) or not self.flow.count():
            self._fill()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks as chips."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self._fill()

    def suggestions(self) -> tuple[str, ...]:
        """Return what is offered."""
        return self._suggested[0]

    def show_suggestions(self, suggested: Sequence[str], at: int) -> None:
        """Offer these in the place of all else; the one at `at` is what Tab takes."""
        if (tuple(suggested), at) != self._suggested:
            self._suggested = tuple(suggested), at
            self._fill()

    def _keep_room(self) -> None:
        """Stay as high as a row of chips, so that nothing below moves when one appears."""
        self.setMinimumHeight(self._theme.px("control"))

    def _fill(self) -> None:
        self.empty()
        if self._suggested[0]:
            self._fill_suggestions(*self._suggested)
            return
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

    def _fill_suggestions(self, suggested: Sequence[str], now: int) -> None:
        for at, word in enumerate(suggested):
            chip = Button(self._theme, self.tr("{} (Tab)").format(word) if at == now else word, kind="chip", name=word)
            chip.setChecked(at == now)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys stay in the line
            chip.clicked.connect(partial(self._take, at))
            self.flow.addWidget(chip)

    def _take(self, at: int, _checked: bool = False) -> None:
        self.taken.emit(at)

    def _refuse(self, mark: Mark, _checked: bool = False) -> None:
        self.refused.emit(mark)
