"""Pictures of the head's answer: read back, typed, given by her own hand; and of what is to be sent."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from peerdesk.desk.desk import Desk
from peerdesk.desk.outbox import NoRoomThereError
from peerdesk.desk.replies import Returned
from peerdesk.domain.reply_answers import FindingAnswer, HeadsAnswer, SheetLook
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.messages import show_failure
from peerdesk.ui.page import PageEntry
from peerdesk.ui.pages.outbox import OutboxPage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.reply.own_page import OwnPage
from peerdesk.ui.report.sheets import FormSheet
from peerdesk.ui.report.where import InsteadSheet, WhereSheet
from peerdesk.ui.theme import Theme
from tools.pictures_of_the_day import demo_desk, show_day
from tools.pictures_of_the_frame import RESOURCES


def _answer(desk: Desk, scope: str) -> HeadsAnswer:
    findings = [one for _, of_question in desk.replies.asked(scope) for one in of_question]
    said = [FindingAnswer(one.record_id, "recognise") for one in findings]
    said[1] = FindingAnswer(
        findings[1].record_id, "not quite", "One assistant started in January: she had no training."
    )
    said[4] = FindingAnswer(findings[4].record_id, "leave out", "Three families would know at once.", "no")
    words = {"recognise": "Yes. It is us on a Tuesday.", "missed": "The choir."}
    return HeadsAnswer(tuple(said), "summary", words, "Headteacher", "2027-03-15")


def show_answered(theme: Theme) -> QWidget:
    """Show the report page after the head has answered."""
    window, page = show_day(theme, "report")
    assert isinstance(page, ReportPage)
    desk, scope = page._desk, page._scope  # noqa: SLF001 - the picture needs what the page stands on
    page.changed.emit(desk.replies.keep(scope, _answer(desk, scope)))
    page.refresh()
    window.jobs.wait_idle()
    return window


def show_sheet(theme: Theme, what: str) -> QWidget:
    """Show a sheet over the report: "read", "typed", "own", "thanks", "where", "form", "stick" or "let go"."""
    window, page = show_day(theme, "report")
    assert isinstance(page, ReportPage)
    _SHEETS[what](page)
    window.jobs.wait_idle()
    if what == "thanks":
        for own in window.findChildren(OwnPage):
            own.hand_back()
    return window


def _read(page: ReportPage) -> None:
    unclear = (
        "Two ticks on finding 3: which did she mean?",
        "Something was said of a finding that is no longer in the report: “Not quite, because”",
    )
    look = SheetLook(_answer(page._desk, page._scope), unclear, each=True)  # noqa: SLF001 - as above
    page.leaving.answering._gather(Returned("Wrenholt - reply sheet.pdf", b"%PDF", look))  # noqa: SLF001 - as above


def _let_go(page: ReportPage) -> None:
    desk, scope = page._desk, page._scope  # noqa: SLF001 - as above
    desk.replies.keep(scope, _answer(desk, scope))
    desk.reports.sign_off(scope, RESOURCES / "fonts")
    page.leaving.answering.ask_let_go()


def _where(page: ReportPage) -> None:
    stick = [Path("/media/anita/BLUE STICK")]
    WhereSheet(page, "The page for the head", stick, lambda _: None, list, list).open_over()


def _stick(page: ReportPage) -> None:
    error = NoRoomThereError(
        "There is no room there.", "Put it in the outbox instead: it waits there until you are home."
    )
    InsteadSheet(page, error, list).open_over()


_SHEETS: Mapping[str, Callable[[ReportPage], None]] = {
    "read": _read,
    "typed": lambda page: page.leaving.answering.ask(),
    "own": lambda page: page.leaving.answering.hand_over(),
    "thanks": lambda page: page.leaving.answering.hand_over(),
    "let go": _let_go,
    "where": _where,
    "form": lambda page: FormSheet(page, lambda *_: None).open_over(),
    "stick": _stick,
}


def show_outbox(theme: Theme, *, full: bool = True) -> QWidget:
    """Show what is to be sent: some of it made, some of it sent; or nothing."""
    desk, scope = demo_desk(full=full)
    if not full:
        plan = desk.plan.look(scope)
        assert plan is not None
        desk.plan.change(plan.review, days=("2027-06-01",))
    jobs = JobRunner(show_failure)
    page = OutboxPage(desk, jobs, theme, RESOURCES / "fonts", Path(mkdtemp()))
    if full:
        page.outbox.put(scope, "page")
        page.outbox.tick_sent(scope, "page")
        page.outbox.put(scope, "reply sheet")
    window = MainWindow(theme, jobs, [PageEntry("outbox", "To send", "printer", lambda: page)], now=desk.acting.now)
    window.show_page("outbox")
    window.show()
    jobs.wait_idle()
    return window


REPLIES: Mapping[str, Callable[[Theme], QWidget]] = {
    "reply-answered": show_answered,
    **{f"reply-{what.replace(' ', '-')}": partial(show_sheet, what=what) for what in _SHEETS},
    "outbox": show_outbox,
    "outbox-empty": partial(show_outbox, full=False),
}
