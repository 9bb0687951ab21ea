"""Files that are dropped on a page: one at a time, and only of kinds that the page can do something with."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from peerdesk.overriding import override


class FileDrops(QObject):
    """Lets a widget take a file."""

    def __init__(self, widget: QWidget, endings: Sequence[str], show: Callable[[Path], object]) -> None:
        """Take files whose names end so, and show each."""
        super().__init__(widget)
        self._endings, self._show = tuple(endings), show
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            path = self._dropped(event)
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self._show(path)
                return True
        return super().eventFilter(watched, event)

    def _dropped(self, event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
        return path if path is not None and path.suffix.lower() in self._endings else None
