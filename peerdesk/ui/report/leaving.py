"""How the report leaves: the page for the head, the report in its forms, the sign-off, and what the head answered."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Signal

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.report_files import Reader, ReportFiles
from peerdesk.domain.kinds import Release
from peerdesk.domain.outcome import ReportState
from peerdesk.ui import messages
from peerdesk.ui.dialogs.choosing import ask_new_file
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.page import Page
from peerdesk.ui.report.looking import ReportLook
from peerdesk.ui.report.sheets import AnswerSheet, ReportSheet, SignSheet

Made = TypeVar("Made")


class ReportLeaving(QObject):
    """Asks what is needed over a page, and does it as a job.

    Signals:
        made: what was made, in words, and where it is.
    """

    made = Signal(str, object)

    def __init__(
        self,
        page: Page,
        desk: Desk,
        fonts: Path,
        look: Callable[[], ReportLook | None],
        keep_all: Callable[[], object],
    ) -> None:
        """Work for a page.

        Args:
            page: over which it asks.
            desk: whose reports they are.
            fonts: the folder of the typeface.
            look: what the page shows now.
            keep_all: keeps what is still being written, before it is printed or signed.
        """
        super().__init__(page)
        self._page, self._desk, self._fonts, self._look, self._keep_all = page, desk, fonts, look, keep_all
        self._files = ReportFiles(desk.reports, fonts)
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def make_page(self) -> None:
        """Ask where to, and write the page for the head."""
        name, scope = self.tr("Page for the head"), self._scope()

        def work(path: Path) -> Path:
            return self._desk.reports.write_page(scope, path, self._fonts)

        self._ask_file(name, ".pdf", work, self.tr("The page for the head"))

    def make_reply_sheet(self) -> None:
        """Ask where to, and write the sheet on which the head answers without PeerDesk."""
        name, scope = self.tr("Reply sheet"), self._scope()

        def work(path: Path) -> Path:
            return self._files.write_reply_sheet(scope, path)

        self._ask_file(name, ".docx", work, self.tr("The reply sheet"))

    def ask_state(self) -> None:
        """Ask how far the report is, who reads it and in which form; then write it."""
        look = self._look()
        if look is not None:
            signed = look.signed is not None and not look.signed.stale
            likely: ReportState = "final" if signed else "for checking"
            ReportSheet(self._page, likely, signed=signed, go_on=self._make_report).open_over()

    def ask_sign(self) -> None:
        """Say what signing means, then sign."""
        look = self._look()
        if look is not None:
            SignSheet(self._page, look.to_look_at, self._sign).open_over()

    def ask_answer(self) -> None:
        """Take down what the head answered."""
        look = self._look()
        if look is None:
            return
        me = look.plan.me(self._desk.identity.key_id)
        sheet = AnswerSheet(
            self._page,
            look.plan.members,
            me.record_id if me else "",
            lambda *said: self._take(sheet, *said),
            partial(FieldDrafts, self._desk, self._page.jobs, "answer"),
            self._scope(),
        )
        sheet.open_over()

    def _scope(self) -> str:
        look = self._look()
        return look.plan.scope if look is not None else ""

    def _make_report(self, state: ReportState, reader: Reader, ending: str) -> None:
        scope = self._scope()

        def work(path: Path) -> Path:
            return self._files.write(scope, path, state, reader)

        names: dict[Reader, tuple[str, str]] = {
            "school": (self.tr("Report, {}").format(state), self.tr("The report, {},").format(state)),
            "governors": (self.tr("Report for governors, {}").format(state), self.tr("The report for governors")),
            "team": (self.tr("Team copy, not for the school"), self.tr("The team’s copy")),
        }
        name, what = names[reader]
        self._ask_file(name, ending, work, what)

    def _ask_file(self, name: str, ending: str, work: Callable[[Path], Path], what: str) -> None:
        """Ask where to, then make it there as a job."""
        look = self._look()
        school = look.plan.review.school_name if look else ""
        file_name = _file_name(f"{school} - {name}" if school else name) + ending
        ask_new_file(self._page, name, file_name, lambda path: self._make(path, work, what), self._folder)

    def _make(self, path: Path, work: Callable[[Path], Path], what: str) -> None:
        self._folder = path.parent
        self._keep_all()
        self._do(lambda: work(path), lambda made: self.made.emit(what, made), self.tr("Making the pages"))

    def _sign(self) -> None:
        def done(signed: tuple[str, Changes]) -> None:
            self._page.toast_requested.emit(self.tr("Signed by the lead reviewer."), False)
            self._page.changed.emit(signed[1])

        self._keep_all()
        scope = self._scope()
        self._do(lambda: self._desk.reports.sign_off(scope, self._fonts), done, self.tr("Signing the report"))

    def _take(self, sheet: AnswerSheet, words: str, what: Release, taken_by: str) -> None:
        def done(changes: Changes) -> None:
            sheet.end()
            self._page.toast_requested.emit(self.tr("The head’s answer is kept."), False)
            self._page.changed.emit(changes)

        def failed(error: Exception) -> None:
            sheet.set_busy(False)
            messages.show_failure(self._page, error)

        scope = self._scope()

        def work(_: object) -> Changes:
            return self._desk.reports.take_reply(scope, words=words, what=what, taken_by=taken_by)

        self._page.jobs.start(sheet, work, done, failed)

    def _do(self, work: Callable[[], Made], done: Callable[[Made], None], label: str) -> None:
        self._page.jobs.start(self._page, lambda _: work(), done, label=label)


def _file_name(words: str) -> str:
    """Return words as the name of a file on any system."""
    kept = "".join(letter if letter.isalnum() or letter in " -_,’'" else " " for letter in words)
    return " ".join(kept.split())[:120]
