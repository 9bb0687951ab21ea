"""A sentence or more on a page, wrapped at the theme's line height."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.words import Words


class Paragraph(QLabel):
    """A QLabel for screen readers, with lines that breathe for eyes. Plain text only; never wider than it is given."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        tone: str = "ink",
        *,
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Write `text` in a role ("caption" … "speech") and the colour of a token."""
        super().__init__(text, parent)
        self._theme, self._role, self._tone, self._bold = theme, role, tone, bold
        self._words = Words(theme, kept=4)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def set_tone(self, tone: str) -> None:
        """Write in the colour of another token."""
        self._tone = tone
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        inside = min(width, self.maximumWidth())  # layouts ask for the width that they have, and not for what they give
        return self._words.height(self.text(), self._role, inside, bold=self._bold)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(self._role, bold=self._bold))
        widest = max(metrics.horizontalAdvance(line) for line in self.text().split("\n"))
        width = min(widest + 1, self._theme.px(self._theme.fixed("width.measure")))
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.line(self._role))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._words.paint(painter, self.rect(), self.text(), self._role, self._tone, bold=self._bold)
