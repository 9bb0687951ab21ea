"""From what was found to the place where it stands: the page, the record, and the words in it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.searching import Found
from peerdesk.domain.matches import look_for
from peerdesk.domain.query import Term
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page
from peerdesk.ui.pages.feedback import FeedbackPage
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.noticed import NoticedPage
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_part import RowsPart
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.report.section_sheet import SectionSheet

PAGES = {
    "note": "notes",
    "jotting": "notes",
    "answer": "now",
    "prompt": "now",
    "attachment": "notes",
    "finding": "table",
    "section": "report",
    "reply": "report",
    "heard": "feedback",
    "moderation": "table",
    "question": "plan",
    "activity": "plan",
    "member": "plan",
    "action": "plan",
    "review": "plan",
}
_PARTS = {"question": "questions", "activity": "day", "member": "team", "action": "last", "review": "school"}
_TextField = QLineEdit | QTextEdit | QPlainTextEdit


def go_to(window: MainWindow, desk: Desk, found: Found) -> None:
    """Show where something stands, once the page has looked: jobs are done in the order in which they are asked for."""
    if found.kind == "jotting":
        noticing = desk.noticing
        window.jobs.start(
            window,
            lambda _: noticing.is_noticed(found.record_id),
            lambda yes: _go(window, desk, found, "noticed" if yes else PAGES[found.kind]),
        )
    else:
        _go(window, desk, found, PAGES[found.kind])


def _go(window: MainWindow, desk: Desk, found: Found, name: str) -> None:
    page, scope = window.show_page(name), found.said.scope
    window.jobs.start(page, lambda _: desk.plan.look(scope), lambda plan: _show(page, found, plan))


def go_to_question(window: MainWindow, question: str) -> None:
    """Show a question's part of the report, once that page has looked."""
    page = window.show_page("report")

    def show(_: None) -> None:
        if isinstance(page, ReportPage):
            places = [one.place == "question" and one.question == question for one in page.parts()]
            if True in places:
                page.show_part(places.index(True))

    window.jobs.start(page, lambda _: None, show)


def show_match(fields: Sequence[QWidget], terms: Sequence[Term]) -> bool:
    """Put focus into the first field that holds what was looked for, with that chosen; say whether there is one."""
    for field in fields:
        if not isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit):
            continue
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        spans = look_for(terms, text)
        if spans:
            field.show()
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            start, end = (len(text[:at].encode("utf-16-le")) // 2 for at in spans[0])  # as Qt counts
            _select(field, start, end)
            return True
    return False


def _select(field: _TextField, start: int, end: int) -> None:
    if isinstance(field, QLineEdit):
        field.setSelection(start, end - start)
        return
    cursor = field.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


def _show(page: Page, found: Found, plan: ReviewPlan | None) -> None:
    if isinstance(page, NotesPage):
        page.show_note(found.said.about if found.kind == "attachment" else found.record_id)
    elif isinstance(page, NowPage):
        page.show_said(found.said.about, found.record_id)
    elif isinstance(page, NoticedPage):
        page.show_line(found.record_id)
    elif isinstance(page, TablePage):
        _show_at_table(page, found, plan)
    elif isinstance(page, ReportPage):
        _show_report(page, found)
    elif isinstance(page, FeedbackPage):
        page.show_heard(found.record_id)
        show_match(page.panel.findChildren(QPlainTextEdit), found.terms)
    elif isinstance(page, PlanPage):
        _show_plan(page, found)


def _show_at_table(page: TablePage, found: Found, plan: ReviewPlan | None) -> None:
    if plan is not None and found.kind == "finding":
        _show_finding(page, found, plan)
    elif found.kind == "moderation":
        card = page.show_standing(found.record_id)
        if card is not None and not show_match([card.reasons], found.terms):
            card.team.setFocus(Qt.FocusReason.OtherFocusReason)


def _show_finding(page: TablePage, found: Found, plan: ReviewPlan) -> None:
    questions = [one.record_id for one in plan.questions]
    page.show_question([*questions, found.said.about].index(found.said.about) + 1)  # the last tab: on no question
    card = page.findings.card(found.record_id)
    if card is None:
        return
    page.sides.show_value("findings")
    page.sides.picked.emit("findings")
    page.findings.set_current(found.record_id)
    if not show_match([*card.texts().values()], found.terms):
        card.title.setFocus(Qt.FocusReason.OtherFocusReason)
    page.findings.scroll_to(card)


def _show_report(page: ReportPage, found: Found) -> None:
    if found.kind == "reply":
        page.sides.show_value("out")
        page.sides.picked.emit("out")
        return
    for at, part in enumerate(page.parts()):
        if part.section is not None and part.section.record_id == found.record_id:
            page.show_part(at)
            sheets = [one for one in page.findChildren(SectionSheet) if one.part.key == part.key]
            show_match([one.text for one in sheets], found.terms)


def _show_plan(page: PlanPage, found: Found) -> None:
    name = _PARTS[found.kind]
    page.show_part(name)
    part = page.parts[name]
    part.show_record_of(found.record_id)
    inside: QWidget = part
    if isinstance(part, RowsPart):
        row = next((one for one in part.rows() if one.record and one.record.record_id == found.record_id), None)
        if row is None:
            return
        inside = row
        row.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        part.ensureWidgetVisible(row)
    show_match(inside.findChildren(QWidget), found.terms)
