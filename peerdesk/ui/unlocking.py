"""Opening what a person keeps here, or starting it: as a job, asking for words only where that is the only way."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from peerdesk.desk.desk import Desk, is_here
from peerdesk.errors import NoKeyringHereError, PassphraseTooShortError, WrongPassphraseError
from peerdesk.keys.vault import PassphraseVault, Vault
from peerdesk.ui import messages
from peerdesk.ui.dialogs.passphrase import PassphraseSheet, ask_passphrase
from peerdesk.ui.jobs import JobRunner

Work = Callable[[Vault], Desk]


class Unlocking(QObject):
    """Uses the computer's own store; where there is none, a passphrase that is asked for once a start.

    Signals:
        opened: a Desk.
        ended: it did not open, and the person was told or gave up.
    """

    opened = Signal(object)
    ended = Signal()

    def __init__(self, page: QWidget, jobs: JobRunner, folder: Path, vault: Vault) -> None:
        """Ask over `page`; keys that a passphrase opens lie in `folder`."""
        super().__init__(page)
        self._page, self._jobs, self._folder = page, jobs, folder
        self._new = False
        self.vault = vault

    def open(self, work: Work) -> None:
        """Open what is in the folder, or start something new there, with whatever keeps its key.

        Args:
            work: `open_here` or `start_here`, still without a vault.
        """
        self._new = not is_here(self._folder)
        if not self._new and any(self._folder.glob("*.key")) and not isinstance(self.vault, PassphraseVault):
            self._ask(work)
        else:
            self._try(work, self.vault, partial(self._on_failed, work))

    def _try(
        self, work: Work, vault: Vault, failed: Callable[[Exception], None], then: Callable[[], object] = list
    ) -> None:
        def done(desk: Desk) -> None:
            self.vault = vault
            then()
            self.opened.emit(desk)

        self._jobs.start(self._page, lambda _: work(vault), done, failed, self.tr("Opening your notes"))

    def _on_failed(self, work: Work, error: Exception) -> None:
        if isinstance(error, NoKeyringHereError):
            self._ask(work)
        else:
            messages.show_failure(self._page, error)
            self.ended.emit()

    def _ask(self, work: Work) -> None:
        if self._new:
            title = self.tr("Choose the words that open your notes")
            sentence = self.tr(
                "This computer has no store of its own for what opens them. Take a sentence that you will remember, "
                "and write it down at home: without it nobody can open your notes, and neither can we."
            )
        else:
            title, sentence = self.tr("Open your notes"), self.tr("Type the words that you chose when you began.")
        sheet = ask_passphrase(
            self._page,
            title,
            sentence,
            lambda words: self._on_given(work, sheet, words),
            self.ended.emit,
            new=self._new,
        )

    def _on_given(self, work: Work, sheet: PassphraseSheet, words: str) -> None:
        def failed(error: Exception) -> None:
            if isinstance(error, WrongPassphraseError | PassphraseTooShortError):
                sheet.refuse(str(error))
            else:
                sheet.accept()
                self._on_failed(work, error)

        self._try(work, PassphraseVault(self._folder, words), failed, sheet.accept)
