"""Taking a window away, so that nothing of it can be seen or read aloud, and bringing it back as it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from peerdesk.ui.main_window import MainWindow

_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


class Cover:
    """Holds one window back, with the dialogs that lie over it. Fields keep their words, cursor and focus."""

    def __init__(self, window: MainWindow) -> None:
        """Hold a window back from now on; it may never have been shown."""
        self.window = window
        self._focus = window.focusWidget()
        self._beside: list[QWidget] = []

    def hide_all(self, door: MainWindow) -> None:
        """Take away all that can be seen but `door`, which stands in its place."""
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget not in (self.window, door):
                widget.hide()
                if widget.windowType() not in _PASSING and not isinstance(widget, MainWindow):  # that one is going
                    self._beside.append(widget)
        self.window.hide()
        self.window.destroy()  # screen readers know a hidden window by name, one that has no place in the system not

    def show_all(self, door: MainWindow) -> None:
        """Bring all back, where `door` stands now."""
        self.window.setWindowState(door.windowState())
        self.window.show()
        for widget in self._beside:
            widget.show()
        self.window.activateWindow()
        if self._focus is not None and self._focus.isVisible():
            self._focus.setFocus()
