"""The page Now in its window, and the hands of whoever types."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from peerdesk.domain.evidence import Note
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.now.line_edit import LineEdit
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.theme import Theme
from tests.ui.pages.review_desk import Pages, show_in_window
from tests.ui.pages.wrenholt import Wrenholt

KEY = Qt.Key


class Now(Pages):
    """The page in its window, and the hands of whoever types."""

    page: NowPage

    @property
    def line(self) -> LineEdit:
        return self.page.composer.line

    def enter(self) -> None:
        self.press(KEY.Key_Return)

    def go_to_line(self, activity: str) -> None:
        """Go to an activity, and to the line there, whatever its kind asks for."""
        self.page.go_to(activity)
        self.settle()
        if self.page.tools.now is not self.page.line:
            self.press((KEY.Key_T, Qt.KeyboardModifier.ControlModifier))

    def keep(self, text: str) -> None:
        """Type a line and press Enter."""
        self.type(text)
        self.enter()


def show_now(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> Now:
    page = NowPage(day.desk, jobs, theme)
    page.show_review(day.scope)
    pages = show_in_window(qtbot, theme, jobs, page)
    return Now(pages.window, page, jobs, pages.said)


def last(day: Wrenholt) -> Note:
    notes = sorted(day.notes(), key=lambda note: (note.seen_at, note.first_written_at))
    return notes[-1]
