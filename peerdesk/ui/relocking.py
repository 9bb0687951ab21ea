"""Changing what opens a person's notes while the window is open: nobody else may have them open meanwhile."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.desk import Desk
from peerdesk.desk.relocking import relock
from peerdesk.errors import WrongPassphraseError
from peerdesk.keys.vault import Vault
from peerdesk.ui.desk_window import DeskWindow
from peerdesk.ui.dialogs.relocking import RelockSheet


class Relocking(QObject):
    """Closes a desk, changes what opens it, and gives it back open.

    Signals:
        done: the Desk, open; the one before is of no use any longer.
        ended: it could not be done, and why (an Exception); open the desk again.
    """

    done = Signal(object)
    ended = Signal(object)

    def __init__(self, window: DeskWindow, desk: Desk, vault: Vault, now: Callable[[], datetime]) -> None:
        """Prepare.

        Args:
            window: the one on the desk; its jobs run one after the other, so none is at the desk meanwhile.
            desk: the one that is open.
            vault: has its key.
            now: the clock; aware.
        """
        super().__init__(window)
        self._window, self._desk, self._vault, self._now = window, desk, vault, now

    def start(self, sheet: RelockSheet) -> None:
        """Do it with what was typed into a sheet; other words are refused there, and the desk stays as it was."""
        words, desk = sheet.words.field.text(), self._desk
        self._window.journal_now()  # jobs run in order: what is typed is on disk before the desk closes

        def work() -> Desk:
            desk.close()  # it opens again by itself if somebody goes on to write in it
            return relock(desk.folder, self._vault, words, self._now)

        def failed(error: Exception) -> None:
            if isinstance(error, WrongPassphraseError):
                sheet.refuse(str(error))
            else:
                sheet.end()
                self.ended.emit(error)

        def changed(desk: Desk) -> None:
            sheet.end()
            self.done.emit(desk)

        said = self.tr("Writing your notes anew")
        self._window.jobs.start(self._window, lambda _: work(), changed, failed, said)
