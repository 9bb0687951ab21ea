"""Opening what a person keeps here, or starting it: as a job, asking for words only where that is the only way."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from peerdesk.desk.desk import Desk, KeyGoneError, is_here, must_know, open_with_phrase
from peerdesk.desk.mending import DAMAGED
from peerdesk.errors import NoKeyringHereError, PassphraseTooShortError, WrongPassphraseError
from peerdesk.keys.vault import PassphraseVault, Vault
from peerdesk.ui import messages
from peerdesk.ui.dialogs.passphrase import PassphraseSheet, ask_passphrase
from peerdesk.ui.jobs import JobRunner

Work = Callable[[Vault], Desk]


class Unlocking(QObject):
    """Uses the computer's own store; where there is none, a passphrase; where that is gone, the recovery words.

    Signals:
        opened: a Desk.
        told: something to know once it is open; a sentence or two.
        ended: it did not open, and the person was told or gave up.
        damaged: it does not open because something of it is damaged or gone: why, and the Vault that was asked.

    Attributes:
        may_mend: somebody hears `damaged`; else it is told like anything else.
    """

    opened = Signal(object)
    told = Signal(str)
    ended = Signal()
    damaged = Signal(object, object)

    def __init__(self, page: QWidget, jobs: JobRunner, folder: Path, vault: Vault, now: Callable[[], datetime]) -> None:
        """Ask over `page`; keys that a passphrase opens lie in `folder`; `now` is the clock, aware."""
        super().__init__(page)
        self._page, self._jobs, self._folder, self._now = page, jobs, folder, now
        self._new = False
        self.may_mend = False
        self.vault = vault

    def open(self, work: Work) -> None:
        """Open what is in the folder, or start something new there, with whatever keeps its key.

        Args:
            work: `open_here` or `start_here`, still without a vault.
        """
        self._new = not is_here(self._folder)
        if self._has_passphrase() and not isinstance(self.vault, PassphraseVault):
            self._ask(work)
        else:
            self._try(work, self.vault, partial(self._on_failed, work, self.vault))

    def open_knowing(self, work: Work) -> None:
        """Open what is in the folder for somebody who knows the passphrase, or else the recovery words."""
        if self._has_passphrase():
            self.open(work)
            return
        sheet = ask_passphrase(
            self._page,
            self.tr("Open your notes"),
            self.tr("You locked PeerDesk. Type the eight recovery words from your sheet; capitals do not matter."),
            lambda words: self._on_known(work, sheet, words),
            self.ended.emit,
        )

    def _on_known(self, work: Work, sheet: PassphraseSheet, words: str) -> None:
        def known(vault: Vault) -> Desk:
            must_know(self._folder, words)
            return work(vault)

        self._try(known, self.vault, self._ask_again(work, sheet, self.vault), sheet.accept)

    def _has_passphrase(self) -> bool:
        return not self._new and any(self._folder.glob("*.key"))

    def _try(
        self, work: Work, vault: Vault, failed: Callable[[Exception], None], then: Callable[[], object] = list
    ) -> None:
        def done(desk: Desk) -> None:
            self.vault = vault
            then()
            self.opened.emit(desk)

        self._jobs.start(self._page, lambda _: work(vault), done, failed, self.tr("Opening your notes"))

    def _on_failed(self, work: Work, vault: Vault, error: Exception) -> None:
        no_store = isinstance(error, NoKeyringHereError)
        if no_store and (self._new or self._has_passphrase()):
            self._ask(work)
        elif no_store or isinstance(error, KeyGoneError):
            self._ask_recovery_words(vault)
        else:
            self._give_up(error, vault)

    def _give_up(self, error: Exception, vault: Vault) -> None:
        if self.may_mend and isinstance(error, DAMAGED):
            self.damaged.emit(error, vault)
            return
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
            seen=self._new,
        )

    def _on_given(self, work: Work, sheet: PassphraseSheet, words: str) -> None:
        vault = PassphraseVault(self._folder, words)
        self._try(work, vault, self._ask_again(work, sheet, vault), sheet.accept)

    def _ask_again(self, work: Work, sheet: PassphraseSheet, vault: Vault) -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            if isinstance(error, WrongPassphraseError | PassphraseTooShortError):
                sheet.refuse(str(error))
            else:
                sheet.accept()
                self._on_failed(work, vault, error)

        return failed

    def _ask_recovery_words(self, vault: Vault) -> None:
        sentence = self.tr(
            "They are all here, but this computer has forgotten what opens them. Type the eight recovery words from "
            "your sheet; their order matters, capitals do not."
        )
        sheet = ask_passphrase(
            self._page,
            self.tr("Open your notes"),
            sentence,
            lambda words: self._on_recovery_words(vault, sheet, words),
            self.ended.emit,
            seen=True,
        )

    def _on_recovery_words(self, vault: Vault, sheet: PassphraseSheet, words: str) -> None:
        def work() -> tuple[Desk, bool]:
            desk = open_with_phrase(self._folder, vault, words, self._now)
            return desk, bool(desk.recovery.sign_out().kept_on)

        def done(result: tuple[Desk, bool]) -> None:
            desk, remembered = result
            self.vault = vault
            sheet.accept()
            self.opened.emit(desk)
            if remembered:
                self.told.emit(self.tr("This computer remembers again what opens your notes."))
            else:
                self.told.emit(
                    self.tr(
                        "This computer could not remember what opens your notes. Keep your recovery words at hand: "
                        "PeerDesk asks for them at the next start."
                    )
                )

        def failed(error: Exception) -> None:
            if isinstance(error, WrongPassphraseError):
                sheet.refuse(str(error))
            else:
                sheet.accept()
                self._give_up(error, vault)

        self._jobs.start(self._page, lambda _: work(), done, failed, self.tr("Opening your notes"))
