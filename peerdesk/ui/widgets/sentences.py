"""A few sentences under a heading; hidden while there are none, and scrolled where they are many."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn

_LEAST, _WIDE, _MOST = 120, 320, 132  # pixels at 100 % text: how wide, and how high before they scroll


class Sentences(QWidget):
    """Sentences, each a paragraph."""

    def __init__(self, theme: Theme, heading: str) -> None:
        """Say nothing yet under a heading."""
        super().__init__()
        self._theme, self._allowed = theme, True
        self._rows: list[Paragraph] = []
        self._inside = ScrollColumn(theme)
        self._said = tuple[str, ...]()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(Label(theme, heading, bold=True))
        column.addWidget(self._inside, 1)
        self.hide()
        theme.changed.connect(self._fit)

    def sentences(self) -> tuple[str, ...]:
        """Return what is said."""
        return self._said

    def show_sentences(self, said: Sequence[str]) -> None:
        """Say these in place of those that were there."""
        if tuple(said) == self._said:
            return
        self._said = tuple(said)
        for old in self._rows:
            self._inside.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [Paragraph(self._theme, one, "body", "ink") for one in said]
        for row in self._rows:
            self._inside.body.addWidget(row)
        self.setVisible(self._allowed and bool(said))
        self._fit()

    def allow(self, allowed: bool) -> None:
        """Say them only where there is room."""
        self._allowed = allowed
        self.setVisible(allowed and bool(self._said))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height that the sentences need at this width, up to the most."""
        wide = min(max(self.width(), self._theme.px(_LEAST)), self._theme.px(_WIDE)) - self._theme.fixed("width.bar")
        high = sum(row.heightForWidth(wide) + self._theme.gap("s") for row in self._rows)
        head = self._theme.line("body") + self._theme.gap("xs")
        self.setFixedHeight(head + min(high, self._theme.px(_MOST)))
