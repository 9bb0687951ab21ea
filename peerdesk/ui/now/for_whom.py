"""For whom one writes: somebody else saw it, and this desk's person writes it down."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from peerdesk.domain.naming import named
from peerdesk.domain.review import Member
from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.picture import Picture

_BACK, _ON = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)


class ForWhom(Flow):
    """Says for whom one writes until that is switched back, or asks whose eyes it was; else it is not there.

    Signals:
        picked: record id of the member who sees; "" for oneself.
        left: Escape: all stays as it is.
    """

    picked = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Write for oneself."""
        super().__init__("", parent=parent)
        self.setAccessibleName(self.tr("For whom you write"))
        self._theme = theme
        self._names: tuple[tuple[str, str], ...] = ()
        self._saw, self._asks = "", False
        self.buttons: list[Button] = []
        self.hide()

    def show_members(self, members: Sequence[Member], me: str) -> None:
        """Offer the others of the team."""
        names = tuple((one.record_id, named(one)) for one in members if one.record_id != me)
        if names != self._names:
            self._names = names
            self._fill()

    def show_saw(self, member: str) -> None:
        """Say who sees what is written now; "" for oneself."""
        if member != self._saw:
            self._saw, self._asks = member, False
            self._fill()
            announce(self, self.said() or self.tr("You write for yourself again."))

    def ask(self) -> None:
        """Ask whose eyes it is; whoever writes for somebody already is back to themselves at once."""
        if self._saw:
            self.picked.emit("")
        elif self._names:
            self._asks = True
            self._fill()
            self.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def said(self) -> str:
        """Return what is said: "Tom saw it; you write it."; "" for oneself."""
        name = dict(self._names).get(self._saw, "")
        return self.tr("{} saw it; you write it.").format(name) if name else ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((at for at, one in enumerate(self.buttons) if one.hasFocus()), -1)
        step = (event.key() in _ON) - (event.key() in _BACK)
        if event.key() == Qt.Key.Key_Escape:
            self._asks = False
            self._fill()
            self.left.emit()
        elif step and at >= 0:
            self.buttons[(at + step) % len(self.buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        self.empty()
        self.buttons = []
        said = self.said()
        if self._asks:
            self.flow.addWidget(Label(self._theme, self.tr("Who saw it?"), "body", "soft"))
            for member, name in self._names:
                self._add(name, member, "slot")
        elif said:
            self.flow.addWidget(Picture(self._theme, "users", tone="accent"))
            self.flow.addWidget(Label(self._theme, said, "body", "accent", bold=True))
            self._add(self.tr("Write for yourself again"), "", "link")
        self.setVisible(bool(self.buttons))

    def _add(self, word: str, member: str, kind: str) -> None:
        button = Button(self._theme, word, kind="slot" if kind == "slot" else "link")
        button.clicked.connect(partial(self._pick, member))
        self.flow.addWidget(button)
        self.buttons.append(button)

    def _pick(self, member: str, _checked: bool = False) -> None:
        self._asks = False
        self._fill()
        self.picked.emit(member)
