"""What tests of marks share: a report that is written in, what is marked in a field, and the card that is open."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.proofing.card import MarkCard
from peerdesk.ui.report.section_sheet import SectionSheet
from peerdesk.ui.theme import Theme
from tests.ui.pages.alone import show_alone
from tests.ui.pages.review_desk import FONTS, Pages, ReviewDesk

LONG_MS = 60_000  # the other process may have to wait for its turn


def write_opening(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk, text: str
) -> tuple[Pages, SectionSheet]:
    """Open the report, and type into its opening."""
    page = ReportPage(day.desk, jobs, theme, FONTS)
    page.show_review(day.scope)
    pages = show_alone(qtbot, theme, jobs, page)
    page.show_part(next(at for at, part in enumerate(page.parts()) if part.key == "opening"))
    sheet = sheet_shown(page)
    enter(sheet.text, text)
    return pages, sheet


def sheet_shown(page: ReportPage) -> SectionSheet:
    """Return the part of the report that is shown."""
    (sheet,) = [one for one in page.findChildren(SectionSheet) if one.isVisible()]
    return sheet


def enter(field: QTextEdit | QPlainTextEdit, text: str) -> None:
    """Type a text, or paste it where it has letters that no key of the test has."""
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        QApplication.clipboard().setText(text)
        field.paste()


def marked(field: QTextEdit | QPlainTextEdit) -> list[str]:
    """Return the words that are painted with a mark."""
    return [one.cursor.selectedText() for one in field.extraSelections()]


def wait_for(qtbot: QtBot, field: QTextEdit | QPlainTextEdit, *words: str) -> None:
    """Wait until these words are marked, and no others."""
    qtbot.waitUntil(lambda: marked(field) == [*words], timeout=LONG_MS)


def card_of(pages: Pages) -> MarkCard:
    """Return the card that is open, in which the keys are."""
    (card,) = [one for one in pages.window.findChildren(MarkCard) if one.isVisible()]
    assert card.isAncestorOf(QApplication.focusWidget() or pages.window)
    return card


def has_card(pages: Pages) -> bool:
    """Say whether a card is open."""
    return any(one.isVisible() for one in pages.window.findChildren(MarkCard))


def ways(card: MarkCard) -> list[str]:
    """Return what its buttons say."""
    return [one.text() for one in card.buttons]
