"""Words not yet kept, from Home: where each leads, and what becomes of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.unkept import Unkept
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.unkept import PAGES, UnkeptSheet
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page


class HomeUnkept(QObject):
    """Opens the sheet over Home, and does what is wanted."""

    def __init__(self, page: Page, desk: Desk) -> None:
        """Do it for Home, which is asked to open reviews (`review_requested`)."""
        super().__init__(page)
        self._page, self._desk = page, desk

    def show(self) -> None:
        """Show all that waits."""
        self._page.jobs.start(self._page, lambda _: self._desk.unkept.all(), self._open)

    def _open(self, unkept: Sequence[Unkept]) -> None:
        sheet = UnkeptSheet(self._page, unkept, self._desk.acting.now())
        sheet.wanted.connect(self._go)
        sheet.note_wanted.connect(self._keep)
        sheet.left.connect(lambda one: self._desk.drafts.put(one.place, ""))
        sheet.back_wanted.connect(lambda one: self._desk.drafts.put(one.place, one.text, one.context))
        sheet.finished.connect(lambda _: self._page.refresh())
        sheet.open_over()

    def _go(self, one: Unkept) -> None:
        if one.kind == "new":
            self._page.ask_new()  # type: ignore[attr-defined]
        else:
            self._page.review_requested.emit(one.scope, PAGES[one.kind])  # type: ignore[attr-defined]

    def _keep(self, one: Unkept) -> None:
        def done(kept: tuple[str, Changes]) -> None:
            self._page.changed.emit(kept[1])

        text = one.text.replace("\x1e", "\n").strip()
        capture = self._desk.capture
        self._page.jobs.start(
            self._page, lambda _: capture.keep_note(one.scope, text=text, draft_place=one.place), done
        )


def unkept_commands(window: Callable[[], MainWindow]) -> list[Command]:
    """Return what the palette offers on every page of a window that is still being made."""
    word = QCoreApplication.translate("Unkept", "Words not yet kept…")
    group = QCoreApplication.translate("Unkept", "Window")
    return [Command("window.unkept", word, group, lambda: _show(window()), icon="history")]


def _show(window: MainWindow) -> None:
    home = window.show_page("home")
    home.show_unkept()  # type: ignore[attr-defined]
