"""A small table of figures: words on the left, figures in columns; screen readers say each with its heading."""

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph

_WIDEST = 760
_MANY = 5  # columns above which words wrap, so that large text is not cut off


class FiguresTable(QWidget):
    """Rows of words under headings. There are never more than a few dozen."""

    def __init__(self, theme: Theme) -> None:
        """Make an empty table."""
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    def show_rows(self, name: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; `name` says what they are of."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        theme = self._theme
        self.setAccessibleName(name)
        many = len(headings) > _MANY
        self.setMaximumWidth(theme.px(_WIDEST * 3 // 2 if many else _WIDEST))
        self._grid.setHorizontalSpacing(theme.gap("m"))
        self._grid.setVerticalSpacing(theme.gap("xs"))
        for column in range(self._grid.columnCount()):
            self._grid.setColumnMinimumWidth(column, 0)
        letters = QFontMetrics(theme.font("caption"))
        for column, heading in enumerate(headings):
            longest = max((letters.horizontalAdvance(word) for word in heading.split()), default=0)
            self._grid.setColumnMinimumWidth(column, longest + 2 if many else 0)  # no word is broken in two
            self._grid.addWidget(Paragraph(theme, heading, "caption", "soft"), 0, column)
            self._grid.setColumnStretch(column, 2 if not column or (column == 1 and not many) else 1)
        for at, cells in enumerate(rows, 1):
            for column, words in enumerate(cells):
                tone = "soft" if words in ("–", "not published") else "ink"
                cell = self._cell(words, tone, wraps=many or not column)
                cell.setAccessibleName(", ".join(part for part in (cells[0], headings[column], words) if part))
                self._grid.addWidget(cell, at, column)

    def _cell(self, words: str, tone: str, *, wraps: bool) -> QWidget:
        if wraps:
            return Paragraph(self._theme, words, "body", tone)
        cell = Label(self._theme, words, "body", tone, figures=True, elided=True)
        cell.setToolTip(words)
        return cell
