"""One window on one person's notes: a second start brings the first one forward, and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK = "peerdesk.lock"
_WAIT_MS = 1000


class OneProcess(QObject):
    """Holds a folder as long as this object lives. The line between the two starts never leaves the computer.

    Signals:
        called: somebody started PeerDesk again on the same folder.
    """

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Hold nothing yet.

        Args:
            folder: where the desk lies; made if it is not there.
            parent: of this object.
        """
        super().__init__(parent)
        self._folder = folder
        self._lock: QLockFile | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_called)

    @property
    def name(self) -> str:
        """What both starts know the line by: it follows from the folder."""
        return "peerdesk-" + hashlib.sha256(str(self._folder.resolve()).encode()).hexdigest()[:24]

    def take(self) -> bool:
        """Take the folder; False if another PeerDesk holds it, which was then asked to come forward.

        A lock that a killed or crashed PeerDesk left behind is taken over. Where no lock can be written, as in a
        folder that is read-only, nobody is held off: opening says what is wrong.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        lock = QLockFile(str(self._folder / LOCK))
        lock.setStaleLockTime(0)  # held as long as its process lives, however long that is
        if not lock.tryLock(_WAIT_MS // 10) and lock.error() == QLockFile.LockError.LockFailedError:
            self._call()
            return False
        self._lock = lock
        QLocalServer.removeServer(self.name)  # what a killed one left behind
        self._server.listen(self.name)
        return True

    def let_go(self) -> None:
        """Let another one have the folder."""
        self._server.close()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _call(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if socket.waitForConnected(_WAIT_MS):
            socket.disconnectFromServer()

    def _on_called(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.close()
        self.called.emit()
