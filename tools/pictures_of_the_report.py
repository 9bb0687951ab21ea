"""The report as pictures: written, with what is to look at, with its versions, in what is compared, and a citation."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from peerdesk.domain.editions import Difference
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.report.formed_text import FormedText
from peerdesk.ui.report.sheets import ReportSheet
from peerdesk.ui.report.spoken_words import SpokenWordsSheet
from peerdesk.ui.report.what_changed import ChangesSheet
from peerdesk.ui.theme import Theme
from tools.pictures_of_the_day import show_day
from tools.pictures_of_the_frame import RESOURCES

_WRITTEN = 9  # the first question's place in the outline


def _open(theme: Theme, part: int = _WRITTEN) -> tuple[MainWindow, ReportPage]:
    window, page = show_day(theme, "report")
    assert isinstance(page, ReportPage)
    page.show_part(part)
    return window, page


def _beside(theme: Theme, side: str) -> QWidget:
    """Show a panel beside the text."""
    window, page = _open(theme)
    page.show_beside(side)
    page.jobs.wait_idle()
    QTest.qWait(100)
    return window


def _cited(theme: Theme) -> QWidget:
    """Show what stands behind a citation."""
    window, page = _open(theme)
    (field,) = (one for one in page.findChildren(FormedText) if one.isVisible())
    field.setTextCursor(field.document().find("["))
    field.moveCursor(QTextCursor.MoveOperation.Right)
    return window


def _chooser(theme: Theme) -> QWidget:
    """Show the notes that can be cited."""
    window, page = _open(theme)
    next(one for one in page.commands() if one.name == "report.cite").act()
    return window


def _versions(theme: Theme) -> tuple[MainWindow, ReportPage]:
    window, page = _open(theme)
    desk, scope = page.reviewed()
    fonts = RESOURCES / "fonts"
    desk.editions.keep(scope, "on the day", b"%PDF-1")
    desk.editions.keep(scope, "for checking", b"%PDF-2")
    desk.reports.sign_off(scope, fonts)
    desk.editions.keep(scope, "final", b"%PDF-3")
    section = next(one for one in desk.reports.sections(scope) if one.place == "question")
    before = section.text.replace("six of the ", "")  # the picture may have been drawn once
    desk.reports.change_section(section, text=before.replace("seven", "six of the seven"))
    page.refresh()
    page.jobs.wait_idle()
    page.show_beside("versions")
    page.jobs.wait_idle()
    return window, page


def _compared(theme: Theme) -> QWidget:
    """Show what changed since it was handed over."""
    window, page = _versions(theme)
    part = page.parts()[_WRITTEN]
    if part.section is not None:
        after = part.section.text
        one = Difference("section", part.section.record_id, after.replace("pupils were given", "pupils had"), after)
        words = {("section", part.section.record_id): part.word}
        ChangesSheet(page, "Since it was handed over: Final, Tuesday 9 March", [one], words, {}).open_over()
    return window


def _making(theme: Theme) -> QWidget:
    """Show in which state, for whom and in which form a report can be made."""
    window, page = _open(theme)
    ReportSheet(page, "final", signed=True, go_on=lambda *_: None).open_over()
    return window


def _words(theme: Theme) -> QWidget:
    """Show the words that open a copy."""
    window, page = _open(theme)
    SpokenWordsSheet(page, "kettle orchard plain seven marble otter").open_over()
    return window


REPORT: Mapping[str, Callable[[Theme], QWidget]] = {
    "report-to-look-at": partial(_beside, side="looks"),
    "report-cited": _cited,
    "report-cite": _chooser,
    "report-versions": lambda theme: _versions(theme)[0],
    "report-what-changed": _compared,
    "report-making": _making,
    "report-words": _words,
}
