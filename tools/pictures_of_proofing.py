"""Words that are worth a second look: in the report, on a card, and before notes leave."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from time import monotonic

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.report.section_sheet import SectionSheet
from peerdesk.ui.theme import Theme
from tools.pictures_of_sharing import show_page
from tools.pictures_of_the_day import Keys, demo_desk, show_day

_TEXT = (
    "We thank Mrs Quennelby and all of the pupils who showed us round: Jaxxon T knew every corner, and the welcome was "
    "outstanding.\n\nWhat we saw in the lessons that we visited is beleived by the team to be a begining. Leaders "
    "should ask whether talk goes on into writting, and whether it does so for each pupil.\n\n“We all push back here,” "
    "a pupil told us."
)
_WAIT_S = 20.0
_KEYS = cache(Keys)


def show_marks(theme: Theme, keys: int = 0) -> QWidget:
    """Show the opening of a report with marks of each kind; after so many F7, a card."""
    for draft in demo_desk(full=True)[0].drafts.all():  # left by the picture before
        demo_desk(full=True)[0].capture.keep_draft(draft.place, "")
    window, page = show_day(theme, "report")
    if not isinstance(page, ReportPage):
        return window
    page.show_part(next(at for at, part in enumerate(page.parts()) if part.key == "opening"))
    (sheet,) = [one for one in page.findChildren(SectionSheet) if one.part.key == "opening"]
    sheet.text.setFocus()
    sheet.text.selectAll()
    sheet.text.insertPlainText(_TEXT)
    sheet.text.moveCursor(sheet.text.textCursor().MoveOperation.Start)
    _wait(lambda: {"beleived", "Mrs Quennelby"} <= {one.cursor.selectedText() for one in sheet.text.extraSelections()})
    for _ in range(keys):
        QTest.keyClick(QApplication.focusWidget() or sheet.text, Qt.Key.Key_F7)
        _pass(100)
    _pass(1500 if keys else 0)  # until what was meant is found
    return window


def show_leaving(theme: Theme, *, opened: bool) -> QWidget:
    """Show what is said before notes leave, or the list of them."""
    _, desk = show_page(theme, "Cara Lind", _KEYS)
    scope = desk.plan.reviews()[0].scope
    for text in ("mrs quennelby says timeline is new since sept", "spoke to Jaxxon T in y4, he starts w/ the stem"):
        if all(note.text != text for note in desk.capture.notes(scope)):
            desk.capture.keep_note(scope, text=text)
    window, _ = show_page(theme, "Cara Lind", _KEYS)
    (page,) = window.findChildren(SharePage)
    if opened:
        page.ui.mine.names.buttons[0].click()
    return window


def _wait(done: Callable[[], bool]) -> None:
    ends = monotonic() + _WAIT_S
    while not done() and monotonic() < ends:
        _pass(50)


def _pass(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


PROOFING: Mapping[str, Callable[[Theme], QWidget]] = {
    "marks": show_marks,
    "marks-name": partial(show_marks, keys=1),
    "marks-word": partial(show_marks, keys=2),
    "marks-spelling": partial(show_marks, keys=6),
    "leaving": partial(show_leaving, opened=False),
    "leaving-list": partial(show_leaving, opened=True),
}
