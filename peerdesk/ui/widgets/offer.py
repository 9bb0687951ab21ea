"""A quiet line that offers something, with one or two answers; it never takes focus and moves nobody."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.picture import Picture

Answer = tuple[str, Callable[[], object]]


class Offer(Card):
    """An icon, a sentence, and what may be done about it; hidden while there is nothing to offer."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None, *, wraps: bool = False) -> None:
        """Offer nothing yet; in a narrow place the sentence `wraps`."""
        super().__init__(theme, "quiet", parent)
        self.theme = theme
        self.text = Paragraph(theme, "") if wraps else Label(theme, "", elided=True)
        self.buttons: list[Button] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.gap("s"))
        self._row.addWidget(Picture(theme, icon, tone="accent"))
        self._row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter if wraps else Qt.AlignmentFlag(0))
        self.body.addLayout(self._row)
        self.body.setContentsMargins(theme.gap("m"), theme.gap("xs"), theme.gap("s"), theme.gap("xs"))
        self.hide()

    def offer(self, text: str, answers: Sequence[Answer]) -> None:
        """Offer something; "" offers nothing any longer."""
        if text and text != self.text.text():
            announce(self, text)
        self.text.setText(text)
        self.text.setToolTip(text)
        self.text.updateGeometry()
        self.setAccessibleName(text)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for word, act in answers:
            button = Button(self.theme, word, kind="link")
            button.clicked.connect(lambda _=False, act=act: act())
            self._row.addWidget(button)
            self.buttons.append(button)
        self.setVisible(bool(text))
