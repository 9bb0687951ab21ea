"""Helping where the notes do not open: what there is to go on with, a copy in the place of the file, what came back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.desk import KeyGoneError
from peerdesk.desk.mending import ClosedNotes, Holding, InPlace, Mending
from peerdesk.errors import WrongPassphraseError
from peerdesk.keys.vault import Vault
from peerdesk.ui import messages
from peerdesk.ui.dialogs.passphrase import PassphraseSheet, ask_passphrase
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.opening import OpeningPage
from peerdesk.ui.unlocking import Unlocking


def offer_mending(
    unlocking: Unlocking,
    page: OpeningPage,
    jobs: JobRunner,
    place: tuple[Path, Callable[[], datetime]],
    opened: Callable[[InPlace, Vault], object],
) -> None:
    """Go on on an opening page where the notes turn out to be damaged.

    Args:
        unlocking: opens them.
        page: on which that is seen.
        jobs: of its window.
        place: the folder of the notes, and the clock.
        opened: gets what came of it, and the vault that keeps the key.
    """

    def mend(trouble: Exception, vault: Vault) -> None:
        mending = NotesMending(page, jobs, place[0], vault, place[1])
        mending.opened.connect(lambda placed: opened(placed, vault))
        mending.ended.connect(page.show_closed)
        mending.look(trouble)

    unlocking.may_mend = True
    unlocking.damaged.connect(mend)


class NotesMending(QObject):
    """Goes on from a page on which the notes did not open.

    Signals:
        opened: an InPlace: a copy took the place of the file, and its desk is open.
        ended: nothing can be offered, and the person was told.
    """

    opened = Signal(object)
    ended = Signal()

    def __init__(
        self, page: OpeningPage, jobs: JobRunner, folder: Path, vault: Vault, now: Callable[[], datetime]
    ) -> None:
        """Look after the notes in `folder`, whose key `vault` keeps; `now` is the clock, aware."""
        super().__init__(page)
        self._page, self._jobs, self._folder, self._vault, self._now = page, jobs, folder, vault, now
        self._mending = Mending(folder, vault, now)
        page.copy_chosen.connect(self._look_into)
        page.place_requested.connect(self._place)

    def look(self, trouble: Exception) -> None:
        """Look what there is, and show it.

        Args:
            trouble: why the notes did not open.
        """
        mending = self._mending

        def done(closed: ClosedNotes) -> None:
            self._page.show_damaged(trouble, closed)

        def failed(error: Exception) -> None:
            if isinstance(error, KeyGoneError):
                self._ask_words(trouble)
            else:
                messages.show_failure(self._page, error)
                self.ended.emit()

        self._jobs.start(self._page, lambda _: mending.look(), done, failed, self.tr("Looking for copies"))

    def _look_into(self, copy: Path) -> None:
        mending = self._mending

        def done(holds: Holding) -> None:
            self._page.show_holding(copy, holds)

        def failed(error: Exception) -> None:
            self._page.show_no_holding(copy)
            messages.show_failure(self._page, error)

        self._jobs.start(self._page, lambda _: mending.holding(copy), done, failed, self.tr("Looking into a copy"))

    def _place(self, copy: Path | None) -> None:
        mending = self._mending

        def failed(error: Exception) -> None:
            self._page.set_working(working=False)
            messages.show_failure(self._page, error)

        def done(placed: InPlace) -> None:
            self.opened.emit(placed)

        self._page.set_working(working=True)
        said = self.tr("Putting a copy in place, and reading what can be read")
        self._jobs.start(self._page, lambda _: mending.put_in_place(copy), done, failed, said)

    def _ask_words(self, trouble: Exception) -> None:
        sentence = self.tr(
            "The file with your notes does not open, and this computer has forgotten what opens your copies. Type the "
            "eight recovery words from your sheet; their order matters, capitals do not."
        )
        sheet = ask_passphrase(
            self._page,
            self.tr("Open your copies"),
            sentence,
            lambda words: self._on_words(trouble, sheet, words),
            self.ended.emit,
            seen=True,
        )

    def _on_words(self, trouble: Exception, sheet: PassphraseSheet, words: str) -> None:
        mending = Mending(self._folder, self._vault, self._now, words)

        def done(closed: ClosedNotes) -> None:
            self._mending = mending
            sheet.accept()
            self._page.show_damaged(trouble, closed)

        def failed(error: Exception) -> None:
            if isinstance(error, WrongPassphraseError):
                sheet.refuse(str(error))
            else:
                sheet.accept()
                messages.show_failure(self._page, error)
                self.ended.emit()

        self._jobs.start(self._page, lambda _: mending.look(), done, failed, self.tr("Looking for copies"))
