"""Simple forms: a name beside each field."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QWidget

from peerdesk.domain.canonical import clean_text
from peerdesk.domain.many_lines import without_turns
from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph


class Form(QWidget):
    """Rows of a name and a field. The name is the field's buddy, so screen readers say it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a form without rows."""
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._names: list[QLabel] = []
        self._fit()
        theme.changed.connect(self._fit)

    def add(self, name: str, field: QWidget, hint: str = "") -> QLabel:
        """Add a row; `hint` stands softly under the field. Return the label."""
        row = self._grid.rowCount()
        label = Label(self._theme, name, tone="soft")
        self._names.append(label)
        self._fit()
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(name)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1)
        if hint:
            field.setAccessibleDescription(hint)
            self._grid.addWidget(Paragraph(self._theme, hint, "caption", "soft"), row + 1, 1)
        return label

    def _fit(self) -> None:
        """Let each name stand as high as a field of one line."""
        self._grid.setHorizontalSpacing(self._theme.gap("m"))
        self._grid.setVerticalSpacing(self._theme.gap("s"))
        for name in self._names:
            name.setFixedHeight(self._theme.px("control"))


class TextBox(QPlainTextEdit):
    """A plain text field of a few lines; Tab leaves it."""

    def __init__(self, theme: Theme, name: str, lines: int = 3, parent: QWidget | None = None) -> None:
        """Make an empty box `lines` high; `name` is what screen readers say."""
        super().__init__(parent)
        self._theme, self._lines = theme, lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._set_height()
        theme.changed.connect(self._set_height)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(without_turns(clean_text(source.text())))  # what is seen is what is kept

    def _set_height(self) -> None:
        inside = self._lines * self._theme.line("body")
        self.setFixedHeight(inside + 2 * self._theme.gap("s") + 2)
