"""The window on a desk: what is being typed is put on disk before the window, the program or the laptop sleeps."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent
from typing_extensions import override

from peerdesk.ui.main_window import MainWindow

CLOSE_S = 5.0


@runtime_checkable
class Journals(Protocol):
    """Something in a window that somebody types into."""

    def journal_now(self) -> None:
        """Put on disk what is typed and not there yet."""


class DeskWindow(MainWindow):
    """Keeps what is being typed before it closes, and journals it when another program comes to the front."""

    _insists = False
    _watches = False

    def journal_now(self) -> None:
        """Put on disk what is typed anywhere in the window and not there yet."""
        for one in self.findChildren(QObject):
            if isinstance(one, Journals):
                one.journal_now()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        app = QGuiApplication.instance()
        if not self._watches and isinstance(app, QGuiApplication):
            self._watches = True
            app.applicationStateChanged.connect(self._on_state)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait a few seconds for what is still being saved; then say so, and close at the second wish."""
        self.journal_now()
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        if not self.jobs.wait_idle(CLOSE_S) and not self._insists:
            self._insists = True
            self.say(self.tr("PeerDesk is still saving what you wrote. Close it again in a moment."))
            event.ignore()
            return
        super().closeEvent(event)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive and self.isVisible():
            self.journal_now()
