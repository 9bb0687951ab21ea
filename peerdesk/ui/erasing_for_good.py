"""Erasing for good, from any page: asked, done as a job, then shown; and the list of what was erased."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from peerdesk.desk.certificates import Certificate
from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.erasing import Erased
from peerdesk.domain.erasure import ErasureSheet
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.review import Record
from peerdesk.paths import resources
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.choosing import ask_new_pdf
from peerdesk.ui.dialogs.erasing import CertificateSheet, ErasedListSheet, EraseSheet, WhichSheet
from peerdesk.ui.page import Page

_LETTERS = 160


class ErasingForGood(QObject):
    """Asks over a page, and erases."""

    def __init__(self, page: Page, desk: Desk) -> None:
        """Erase for a page."""
        super().__init__(page)
        self._page, self._desk = page, desk

    def commands(self, page: str, group: str, current: Callable[[], Record | None]) -> list[Command]:
        """Return the commands of a page: erase what it is on, and the list.

        Args:
            page: its name ("notes").
            group: where they stand in the palette.
            current: answers the record that the keys are on.
        """

        def ask() -> None:
            record = current()
            if record is not None:
                self.ask(record, first_words(record))

        def has_one() -> bool:
            return current() is not None

        return [
            Command(f"{page}.erase", self.tr("Erase for good…"), group, ask, "", "trash-2", has_one),
            self.command_list(page, group),
        ]

    def command_list(self, page: str, group: str) -> Command:
        """Return the command of a page that lists what was erased."""
        return Command(f"{page}.erased", self.tr("What was erased…"), group, self.show_list, "", "trash-2")

    def command_of(
        self,
        name: str,
        words: str,
        group: str,
        look: Callable[[], Callable[[], Sequence[Record]]],
        has: Callable[[], object],
    ) -> Command:
        """Return a command that erases one of several things, which is asked for if there is more than one.

        Args:
            name: of the command.
            words: what it does.
            group: where it stands in the palette.
            look: answers what finds them, in a job.
            has: says whether there is any.
        """

        def show(found: Sequence[Record]) -> None:
            if len(found) == 1:
                self.ask(found[0], first_words(found[0]))
            elif found:
                words_of = [first_words(one) for one in found]
                WhichSheet(self._page, words_of, lambda at: self.ask(found[at], words_of[at])).open_over()

        def act() -> None:
            work = look()
            self._page.jobs.start(self._page, lambda _: work(), show)

        return Command(name, words, group, act, "", "trash-2", lambda: bool(has()))

    def ask(self, record: Record, words: str) -> None:
        """Ask whether a record is to be erased, of which these are the first words; then do it."""

        def done(erased: Erased) -> None:
            self._page.changed.emit(erased.changes)
            self.show(erased.certificate)

        def erase() -> None:
            label = self.tr("Erasing, and making a fresh copy")
            self._page.jobs.start(self._page, lambda _: self._desk.erasing.erase(record), done, label=label)

        EraseSheet(self._page, words, erase).open_over()

    def ask_review(self, scope: str, school: str) -> None:
        """Ask whether a whole review is to be removed from this laptop; then do it."""

        def done(certificate: Certificate) -> None:
            self._page.changed.emit(Changes(kinds=frozenset(KINDS)))
            self.show(certificate)

        def remove() -> None:
            label = self.tr("Removing, and making a fresh copy")
            self._page.jobs.start(self._page, lambda _: self._desk.erasing.remove_review(scope), done, label=label)

        EraseSheet(self._page, school, remove, review=True).open_over()

    def show_list(self) -> None:
        """List what was erased."""

        def show(listed: list[Certificate]) -> None:
            ErasedListSheet(self._page, listed, self.show).open_over()

        self._page.jobs.start(self._page, lambda _: self._desk.erasing.certificates(), show)

    def show(self, one: Certificate) -> None:
        """Show what was erased, and where copies may still be."""
        CertificateSheet(self._page, one, self._save).open_over()

    def _save(self, sheet: ErasureSheet) -> None:
        def write(path: Path) -> None:
            said = self.tr("Saved: {}").format(path.name)
            self._page.jobs.start(
                self._page,
                lambda _: self._desk.erasing.write_sheet(sheet, path, resources() / "fonts"),
                lambda _: self._page.toast_requested.emit(said, False),
            )

        ask_new_pdf(self._page, self.tr("Save the certificate"), None, self.tr("Certificate of erasure.pdf"), write)


def first_words(record: Record) -> str:
    """Return the first words by which a person knows a record."""
    said = (str(getattr(record, name, "")) for name in ("title", "text", "alt", "words", "name"))
    words = " ".join(next(filter(None, said), "").split())
    return words if len(words) <= _LETTERS else words[:_LETTERS].rstrip() + "…"
