"""Facts about a note, a name and what is said of it in each row. Rows are made once and filled anew."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from peerdesk.ui.notes.facts import Fact
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph

_NAME = 76  # pixels at 100 % text


class FactList(QWidget):
    """Two columns, as high as what is said needs."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._rows: list[tuple[Label, Paragraph]] = []
        self._facts: tuple[Fact, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme.gap(2))
        self._grid.setHorizontalSpacing(theme.gap("s"))
        self._grid.setColumnStretch(1, 1)
        self._fit()
        theme.changed.connect(self._fit)

    def facts(self) -> tuple[Fact, ...]:
        """Return what is shown."""
        return self._facts

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these and no others."""
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        while len(self._rows) < len(facts):
            self._add_row()
        for at, (name, said) in enumerate(self._rows):
            if at < len(facts):
                name.setText(facts[at].name)
                said.setText(facts[at].said)
                said.setAccessibleName(f"{facts[at].name}: {facts[at].said}")
            name.setVisible(at < len(facts))
            said.setVisible(at < len(facts))
        self.updateGeometry()

    def _add_row(self) -> None:
        at = len(self._rows)
        name, said = Label(self._theme, "", "caption", "soft"), Paragraph(self._theme, "", "caption")
        self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(said, at, 1)
        self._rows.append((name, said))

    def _fit(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._theme.px(_NAME))
