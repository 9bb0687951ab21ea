"""A window with nothing but one page in it."""

from pytestqt.qtbot import QtBot

from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.theme import Theme
from tests.ui.pages.review_desk import TODAY, Pages


def show_alone(qtbot: QtBot, theme: Theme, jobs: JobRunner, page: Page) -> Pages:
    """Show a page in a window of 1280 × 720, and wait until it has looked."""
    window = MainWindow(theme, jobs, [PageEntry("page", page.title, "house", lambda: page)], now=lambda: TODAY)
    pages = Pages(window, page, jobs)
    page.toast_requested.connect(lambda text, _: pages.said.append(text))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.show_page("page")
    pages.settle()
    return pages
