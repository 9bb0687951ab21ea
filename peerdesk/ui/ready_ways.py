"""The ways from anywhere in the window to what "Ready for tomorrow?" can do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from peerdesk.ui.commands import Command
from peerdesk.ui.main_window import MainWindow

if TYPE_CHECKING:  # loaded when the page is first shown
    from peerdesk.ui.pages.ready import ReadyPage


def ask_words(window: MainWindow) -> None:
    """Let the person write recovery words down, or change them."""
    _page(window).ask_words()


def ask_relock(window: MainWindow) -> None:
    """Let the person change what opens the notes."""
    _page(window).ask_relock()


def ready_commands(window: Callable[[], MainWindow]) -> list[Command]:
    """Return what the palette offers on every page of a window that is still being made."""
    group = tr("Ready")
    return [
        Command("ready.words", tr("Write down your recovery words…"), group, lambda: ask_words(window()), icon="lock"),
        Command("ready.relock", tr("Change what opens your notes…"), group, lambda: ask_relock(window()), icon="lock"),
    ]


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Ready", text)


def _page(window: MainWindow) -> "ReadyPage":
    from peerdesk.ui.pages.ready import ReadyPage

    page = window.show_page("ready")
    assert isinstance(page, ReadyPage)  # noqa: S101 - the page of that name
    return page
