"""The notes that a finding cites, a row each, with a way to take one out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.ui.table.note_rows import SOURCE_ICONS, SOURCE_WORDS
from peerdesk.ui.table.rows import CitedRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.picture import Picture


class CitedList(QWidget):
    """Number, kind and words of each note; those that point the other way under a word that says so.

    Signals:
        uncite_requested: take out this CitedRow.
    """

    uncite_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[CitedRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, rows: Sequence[CitedRow], *, writable: bool) -> None:
        """Show these notes; `writable`: they can be taken out."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        turned = False
        for row in rows:
            if row.way == "against" and not turned:
                turned = True
                self._column.addWidget(
                    Label(self._theme, self.tr("Points the other way"), "caption", "develop", bold=True)
                )
            self._column.addWidget(self._make_row(row, writable))

    def _make_row(self, row: CitedRow, writable: bool) -> QWidget:
        theme, note = self._theme, row.row.note
        line = QWidget()
        line.setMinimumHeight(theme.px("row"))
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.gap("s"))
        number = Label(theme, str(row.row.number), "caption", "soft", figures=True)
        number.setAlignment(Qt.AlignmentFlag.AlignRight)
        number.setMinimumWidth(theme.px(20))
        words = Label(theme, row.row.text, "body", elided=True)
        words.setToolTip(row.row.text)
        words.setAccessibleName(f"{row.row.number}, {SOURCE_WORDS[note.source]}: {row.row.text}")
        across.addWidget(number)
        across.addWidget(Picture(theme, SOURCE_ICONS[note.source], 14))
        across.addWidget(words, 1)
        if note.marked:
            across.addWidget(Label(theme, self.tr("in training"), "caption", "soft"))
        if row.can_go and writable:
            name = self.tr("Take out note {}").format(row.row.number)
            button = Button(theme, "", "x", "quiet", name=name)
            button.clicked.connect(lambda: self.uncite_requested.emit(row))
            across.addWidget(button)
        return line
