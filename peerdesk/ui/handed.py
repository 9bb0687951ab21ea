"""Files that the system hands over: by a double click, or by a second start."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent

from peerdesk.overriding import override


class Handed(QObject):
    """Keeps them until there is a window that can show what is in them.

    Signals:
        came: there is one more.
    """

    came = Signal()

    def __init__(self, app: QObject) -> None:
        """Keep none yet; `app` is the application."""
        super().__init__(app)
        self._app = app
        self._waiting: list[Path] = []

    def listen(self) -> None:
        """Listen to the application, which macOS alone tells of a double click; every event then passes by here."""
        self._app.installEventFilter(self)

    @property
    def waits(self) -> bool:
        """Say whether there is any."""
        return bool(self._waiting)

    def put(self, files: Iterable[Path]) -> None:
        """Keep files to be shown."""
        self._waiting += files
        if self._waiting:
            self.came.emit()

    def show(self, show_file: Callable[[Path], object]) -> None:
        """Show what waits, the first of it last, so that it is seen."""
        waiting, self._waiting = self._waiting, []
        for path in reversed(waiting):
            show_file(path)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.put([Path(event.file())])
            return True
        return super().eventFilter(watched, event)
