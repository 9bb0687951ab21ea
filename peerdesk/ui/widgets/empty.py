"""What a page says before there is anything on it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.picture import Picture

_WIDTH = 460


class Empty(QWidget):
    """An icon, one sentence that says what to do first, and one way to do it."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        sentence: str,
        hint: str = "",
        action: str = "",
        act: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Say `sentence`, softly `hint`, and offer `action`, which does `act`."""
        super().__init__(parent)
        self.button: Button | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        column.addStretch(2)
        column.addWidget(Picture(theme, icon, 32), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Paragraph(theme, sentence, "reading", bold=True))
        if hint:
            column.addWidget(Paragraph(theme, hint, "body", "soft"))
        if action and act:
            self.button = Button(theme, action, kind="primary")
            self.button.clicked.connect(lambda: act())
            column.addSpacing(theme.gap("s"))
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(3)
        self.setMaximumWidth(theme.px(_WIDTH))
