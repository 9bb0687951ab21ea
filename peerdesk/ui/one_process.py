"""One window on one person's notes: a second start hands over what it was to open, and ends."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from peerdesk.desk.one_window import LOCK

_WAIT_MS = 1000
_MOST_BYTES = 64 * 1024


class OneProcess(QObject):
    """Holds a folder as long as this object lives. The line between the two starts never leaves the computer.

    Signals:
        called: somebody started PeerDesk again on the same folder; the files that it was to open, a tuple of paths.
    """

    called = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Hold nothing yet.

        Args:
            folder: where the desk lies; made if it is not there.
            parent: of this object.
        """
        super().__init__(parent)
        self._folder = folder
        self._lock: QLockFile | None = None
        self._callers: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_called)

    @property
    def name(self) -> str:
        """What both starts know the line by: it follows from the folder."""
        return "peerdesk-" + hashlib.sha256(str(self._folder.resolve()).encode()).hexdigest()[:24]

    def take(self, files: Sequence[Path] = ()) -> bool:
        """Take the folder; False if another PeerDesk holds it, which was then asked to come forward.

        Args:
            files: for the other one to open, with their whole paths.

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
            self._call(files)
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

    def _call(self, files: Sequence[Path]) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if socket.waitForConnected(_WAIT_MS):
            socket.write(json.dumps([str(one) for one in files]).encode())
            socket.waitForBytesWritten(_WAIT_MS)
            socket.disconnectFromServer()

    @Slot()
    def _on_called(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.setParent(self)
            socket.setReadBufferSize(_MOST_BYTES)
            socket.disconnected.connect(self._on_told)
            socket.readyRead.connect(self._on_told)
            self._callers.append(socket)
        self._on_told()

    @Slot()
    def _on_told(self) -> None:
        """Take what other starts said: a list of paths; whatever else it is asks for nothing but to come forward."""
        left = QLocalSocket.LocalSocketState.UnconnectedState
        ended = [one for one in self._callers if one.state() == left or one.bytesAvailable() >= _MOST_BYTES]
        for socket in ended:
            self._callers.remove(socket)
            data = bytes(socket.readAll().data())
            socket.abort()
            socket.deleteLater()
            self.called.emit(_read_files(data))


def _read_files(data: bytes) -> tuple[Path, ...]:
    try:
        said = json.loads(data)
    except ValueError:
        return ()
    names = said if isinstance(said, list) else []
    return tuple(path for one in names if isinstance(one, str) and (path := Path(one)).is_absolute())
