"""Notes that could stand together: a question about each, and one act that begins a finding without a word."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.groupings import Grouping
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph


class Groupings(QWidget):
    """A few of them, below the findings; nothing where there is none.

    Signals:
        taken: begin a finding that stands on the notes of this Grouping.
    """

    taken = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._theme = theme
        self._shown: tuple[Grouping, ...] = ()
        self.buttons: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.gap("s"), 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(Label(theme, self.tr("These notes could stand together"), bold=True, elided=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.gap("xs"))
        column.addLayout(self._rows)
        self.hide()

    def show_groupings(self, groupings: Sequence[Grouping]) -> None:
        """Ask about these."""
        self.setVisible(bool(groupings))
        if tuple(groupings) == self._shown:
            return
        self._shown, self.buttons = tuple(groupings), []
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in groupings:
            self._rows.addWidget(Paragraph(self._theme, one.question_words))
            name = self.tr("Begin a finding with them: {}").format(one.question_words)
            button = Button(self._theme, self.tr("Begin a finding with them"), "plus", "quiet", name=name)
            button.clicked.connect(lambda _=False, one=one: self.taken.emit(one))
            self.buttons.append(button)
            self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
