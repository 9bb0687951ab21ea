"""Short words on one line: in a role, in a tone, elided rather than widening the window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from peerdesk.overriding import override
from peerdesk.ui.commands import key_hint
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.words import paint_line


class Label(QLabel):
    """One line of plain text; sentences are a Paragraph."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        tone: str = "ink",
        *,
        bold: bool = False,
        figures: bool = False,
        elided: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Write `text`; `elided`: it may be shown shorter than it is; `figures`: its digits are equally wide."""
        super().__init__(text, parent)
        self._theme, self._role, self._tone, self._bold = theme, role, tone, bold
        self._figures, self._elided = figures, elided
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._set_font()
        theme.changed.connect(self._set_font)

    def set_tone(self, tone: str) -> None:
        """Write in the colour of another token."""
        self._tone = tone
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 1
        return QSize(width, self._theme.line(self._role))

    @override
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._theme.px(40)), hint.height()) if self._elided else hint

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_line(
                painter,
                self.rect(),
                self._theme,
                self.text(),
                self._role,
                self._tone,
                bold=self._bold,
                figures=self._figures,
                align=self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask,
            )

    def _set_font(self) -> None:
        self.setFont(self._theme.font(self._role, bold=self._bold, figures=self._figures))
        self.updateGeometry()


def make_key_hint(keys: str) -> QLabel:
    """Return keys ("Ctrl+Shift+S") in a small frame; eyes only, the command itself tells screen readers."""
    hint = QLabel(key_hint(keys))
    hint.setProperty("kind", "key")
    hint.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return hint
