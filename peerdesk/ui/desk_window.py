"""The window on a desk: what is being typed is put on disk before the window, the program or the laptop sleeps."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent

from peerdesk.overriding import override
from peerdesk.ui.field_drafts import write_all_now
from peerdesk.ui.main_window import MainWindow

CLOSE_S = 5.0


class DeskWindow(MainWindow):
    """Keeps what is being typed before it closes, and journals it when another program comes to the front."""

    _insists = False
    _watches = False

    def journal_now(self) -> bool:
        """Put on disk what is typed anywhere in the window (`field_drafts.write_all_now`); say whether it is there."""
        return write_all_now(self)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        app = QGuiApplication.instance()
        if not self._watches and isinstance(app, QGuiApplication):
            self._watches = True
            app.applicationStateChanged.connect(self._on_state)
            app.aboutToQuit.connect(self.journal_now)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait a few seconds for what is still being saved; then say so, and close at the second wish."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        is_there = self.journal_now()
        if not (self.jobs.wait_idle(CLOSE_S) and is_there) and not self._insists:
            self._insists = True
            self.say(
                self.tr("PeerDesk is still saving what you wrote. Close it again in a moment.")
                if is_there
                else self.tr("What you typed is not on the disk yet. Copy it elsewhere, or close again to leave it.")
            )
            event.ignore()
            return
        super().closeEvent(event)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive and self.isVisible():
            self.journal_now()
