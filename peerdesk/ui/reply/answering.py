"""How the head's answer comes in over a page: typed, opened, dropped on it, or given by her own hand on this laptop."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.replies import Owed, Returned
from peerdesk.domain.reply_answers import HeadsAnswer, SheetLook
from peerdesk.ui import messages
from peerdesk.ui.dialogs.choosing import ask_file
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.file_drops import FileDrops
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page
from peerdesk.ui.reply.answer_form import Asked
from peerdesk.ui.reply.answer_sheet import AnswerSheet
from peerdesk.ui.reply.let_go_sheet import LetGoSheet
from peerdesk.ui.reply.own_page import OwnPage

ENDINGS = (".docx", ".pdf", ".png", ".jpg", ".jpeg")
"""Of files that may be a sheet which came back."""


class Answering(QObject):
    """Takes down the head's answer, as jobs of a page."""

    def __init__(self, page: Page, desk: Desk, plan: Callable[[], ReviewPlan | None]) -> None:
        """Work for a page; files dropped on it are read. `plan` answers which review it shows."""
        super().__init__(page)
        self._page, self._desk, self._plan = page, desk, plan
        FileDrops(page, ENDINGS, self.read)

    def ask(self) -> None:
        """Let the lead type what the head said, or wrote on paper."""
        self._gather(None)

    def ask_file(self) -> None:
        """Ask which file came back."""
        kinds = self.tr("Reply sheets ({})").format(" ".join(f"*{one}" for one in ENDINGS))
        ask_file(self._page, self.tr("The sheet that came back"), kinds, self.read)

    def read(self, path: Path) -> None:
        """Show what is in a sheet that came back; nothing is kept yet."""
        plan = self._plan()
        if plan is not None:
            label = self.tr("Looking what is in it")
            work = partial(self._desk.replies.read, plan.scope, path)
            self._page.jobs.start(self, lambda _: work(), self._gather, label=label)

    def read_soon(self, path: Path) -> None:
        """Do the same once the page has looked which review it shows."""
        self._page.jobs.start(self, lambda _: None, lambda _: self.read(path))

    def hand_over(self) -> None:
        """Cover the window with the head's questions, and nothing else."""
        plan = self._plan()
        if plan is None:
            return
        mine = self._desk.people.mine.name.split()[0]

        def show(asked: Asked) -> None:
            page = OwnPage(self._page, asked, mine, self._today(), self._drafts)
            page.handed_back.connect(self._lock)
            page.taken_up.connect(self._on_own)
            page.open_over()

        self._page.jobs.start(self, lambda _: self._asked(plan.scope, each=False), show)

    def ask_let_go(self) -> None:
        """Show what the head let go and no statement lets go yet, and let it go."""
        plan = self._plan()
        if plan is None:
            return

        def show(owed: Owed | None) -> None:
            if owed is not None:
                LetGoSheet(self._page, owed, lambda: self._let_go(plan.scope)).open_over()

        self._page.jobs.start(self, lambda _: self._desk.replies.owed(plan.scope), show)

    def _on_own(self, answer: HeadsAnswer) -> None:
        self._gather(Returned("", b"", SheetLook(answer)))

    def _gather(self, returned: Returned | None) -> None:
        plan = self._plan()
        if plan is not None:
            each = returned is not None and returned.look.each
            self._page.jobs.start(
                self, lambda _: self._asked(plan.scope, each=each), partial(self._show, plan, returned)
            )

    def _show(self, plan: ReviewPlan, returned: Returned | None, asked: Asked) -> None:
        me = plan.me(self._desk.identity.key_id)
        sheet = AnswerSheet(
            self._page,
            asked,
            plan.members,
            me.record_id if me else "",
            self._today(),
            lambda *said: self._keep(sheet, plan.scope, *said),
            self._drafts,
            returned,
        )
        sheet.open_over()

    def _keep(self, sheet: AnswerSheet, scope: str, answer: HeadsAnswer, taken_by: str, document: bytes) -> None:
        def done(changes: Changes) -> None:
            sheet.end()
            self._page.toast_requested.emit(self.tr("The head’s answer is kept."), False)
            self._page.changed.emit(changes)

        def failed(error: Exception) -> None:
            sheet.set_busy(False)
            messages.show_failure(self._page, error)

        def work(_: object) -> Changes:
            return self._desk.replies.keep(scope, answer, taken_by=taken_by, document=document)

        self._page.jobs.start(sheet, work, done, failed)

    def _let_go(self, scope: str) -> None:
        def done(changes: Changes) -> None:
            self._page.toast_requested.emit(self.tr("It may go to the partnership now."), False)
            self._page.changed.emit(changes)

        self._page.jobs.start(self, lambda _: self._desk.replies.let_go(scope), done)

    def _asked(self, scope: str, *, each: bool) -> Asked:
        return Asked(scope, self._desk.replies.asked(scope), each)

    def _drafts(self, owner: QObject) -> FieldDrafts:
        return FieldDrafts(self._desk, self._page.jobs, "answer", owner)

    def _today(self) -> date:
        return self._desk.acting.now().astimezone().date()

    def _lock(self) -> None:
        window = self._page.window()
        if isinstance(window, MainWindow):
            window.do("window.lock")
