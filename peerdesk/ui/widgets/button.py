"""Buttons: a word, an icon beside it, and how much they want to be pressed."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from peerdesk.overriding import override
from peerdesk.ui.icons import make_icon
from peerdesk.ui.theme import Theme

Kind = Literal["", "primary", "quiet", "link", "slot", "chip", "tab"]
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_GAP = 4  # between icon and word, beyond the style's own 4


class Button(QPushButton):
    """A push button of one kind, with an icon in its text's colour.

    At most one "primary" is on a page. Words stay short: a button is never elided.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        icon: str = "",
        kind: Kind = "",
        *,
        name: str = "",
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make a button.

        Args:
            theme: for its icon.
            text: what it does, in a word or three; "" for an icon alone, which then needs a `name`.
            icon: a Lucide name, or "sign:yes" … for a sign of a note.
            kind: "" bordered, "primary", "quiet", "link", "slot", "chip", "tab".
            name: what screen readers say and what hovering shows, where the text does not say enough.
            tone: token of a chip's colour when chosen: "strength", "develop", "question", "neutral".
            parent: as in Qt.
        """
        super().__init__(text, parent)
        self._theme, self._icon = theme, icon
        self.setProperty("kind", kind)
        self.setProperty("tone", tone)
        self.setCheckable(kind in ("chip", "tab"))
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self.setAutoDefault(False)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)
        if icon:
            self._show_icon()
            theme.changed.connect(self._show_icon)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        if not self._icon:
            self._theme.changed.connect(self._show_icon)
        self._icon = icon
        self._show_icon()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(self._theme.px("control"), 0))

    def _show_icon(self) -> None:
        theme, kind = self._theme, self.property("kind")
        tone = {"primary": "on_accent", "link": "accent", "quiet": "soft", "chip": "soft", "tab": "soft"}
        chosen = self.property("tone") or "accent"
        gap = _GAP if self.text() else 0
        self.setIcon(make_icon(theme, self._icon, tone.get(kind, "ink"), chosen, gap))
        side = theme.px("icon")
        self.setIconSize(QSize(side + gap, side))
