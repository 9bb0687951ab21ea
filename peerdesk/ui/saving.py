"""Whether what was typed is on disk: what the top bar says, and what it answers when it is asked."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from peerdesk.desk.drafts import Drafts

_LOOK_MS, _TRY_AGAIN_MS = 200, 2000


class Saving(QObject):
    """Follows the disk's answers. Nothing here is said to be kept before the disk took it.

    Signals:
        is_kept: all that was typed is on disk.
        is_on_its_way: something is typed that is not there yet.
        is_not_kept: the disk took something not; a PeerDeskError.
        is_well_again: the disk takes words again, all that waited is there.
    """

    is_kept = Signal()
    is_on_its_way = Signal()
    is_not_kept = Signal(object)
    is_well_again = Signal()

    def __init__(self, drafts: Drafts, parent: QObject) -> None:
        """Follow a desk's journal for `parent`, the window."""
        super().__init__(parent)
        self._drafts = drafts
        self._state = "kept"
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._again = QTimer(self)
        self._again.setInterval(_TRY_AGAIN_MS)
        self._again.timeout.connect(drafts.try_again)
        parent.destroyed.connect(drafts.listen(self._on_typed))

    def flush(self) -> bool:
        """Wait, two seconds at most, until the disk has answered; say whether it took everything."""
        took = self._drafts.flush()
        self.look()
        return took

    def look(self) -> None:
        """Tell how it stands, if that is news."""
        now = self._drafts.standing()
        if now.trouble is not None:
            if not self._again.isActive():
                self._again.start()
            self._turn("not kept", lambda: self.is_not_kept.emit(now.trouble))
        elif now.on_its_way:
            self._turn("on its way", self.is_on_its_way.emit)
        else:
            was_in_trouble = self._again.isActive()
            self._again.stop()
            self._clock.stop()
            self._turn("kept", self.is_kept.emit)
            if was_in_trouble:
                self.is_well_again.emit()

    def _turn(self, state: str, tell: Callable[[], object]) -> None:
        if state != self._state:
            self._state = state
            tell()

    def _on_typed(self) -> None:
        if not self._clock.isActive():
            self._clock.start()
        self.look()
