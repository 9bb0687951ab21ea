"""How the report leaves: the page for the head, the report in its forms, the reply sheet, and the sign-off."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.outbox import NoRoomThereError, Outbox, file_name
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.report_files import Reader, ReportFiles
from peerdesk.domain.outcome import ReportState
from peerdesk.domain.sending import WORDS, Item
from peerdesk.ui import messages
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.choosing import ask_new_file
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.page import Page
from peerdesk.ui.reply.answering import Answering
from peerdesk.ui.report.looking import ReportLook
from peerdesk.ui.report.out_panel import OutPanel
from peerdesk.ui.report.sheets import FormSheet, ReportSheet, SignSheet
from peerdesk.ui.report.spoken_words import SpokenWordsSheet
from peerdesk.ui.report.what_changed import CorrectionSheet
from peerdesk.ui.report.where import InsteadSheet, WhereSheet, sticks

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
        self._outbox = Outbox(desk, fonts, practice=page.theme.practice)
        self.answering = Answering(page, desk, self._plan)
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def wire(self, panel: OutPanel) -> None:
        """Let the buttons of a panel do what is about the head's answer, and show what is to be sent."""
        panel.reply_sheet.clicked.connect(self.make_reply_sheet)
        panel.read.clicked.connect(self.answering.ask_file)
        panel.answer.clicked.connect(self.answering.ask)
        panel.own.clicked.connect(self.answering.hand_over)
        panel.let_go.clicked.connect(self.answering.ask_let_go)
        panel.sending.clicked.connect(lambda: self._page.go_requested.emit("outbox"))

    def commands(self, group: str, leads: Callable[[], bool]) -> list[Command]:
        """Return what can be done about the head's answer, for a page's palette."""
        said = self.answering
        return [
            Command(
                "report.read", self.tr("Read what the head sent back…"), group, said.ask_file, "", "folder-open", leads
            ),
            Command("report.answer", self.tr("Type the head’s answer…"), group, said.ask, "", "", leads),
            Command("report.own", self.tr("Let the head answer here…"), group, said.hand_over, "", "", leads),
        ]

    def make_page(self) -> None:
        """Ask where to, and write the page for the head."""
        self._ask_where("page", self.tr("The page for the head"), ".pdf", self._desk_page)

    def make_reply_sheet(self) -> None:
        """Ask in which form and where to, and write the sheet on which the head answers without PeerDesk."""
        scope = self._scope()

        def go_on(ending: str, each: bool) -> None:
            def work(path: Path) -> Path:
                return self._files.write_reply_sheet(scope, path, each_finding=each)

            self._ask_file(self.tr("Reply sheet"), ending, work, self.tr("The reply sheet"))

        FormSheet(self._page, go_on).open_over()

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
            SignSheet(self._page, look.to_look_at, lambda: self._once_corrected(self._sign)).open_over()

    def _plan(self) -> ReviewPlan | None:
        look = self._look()
        return look.plan if look is not None else None

    def _scope(self) -> str:
        look = self._look()
        return look.plan.scope if look is not None else ""

    def _make_report(self, state: ReportState, reader: Reader, ending: str) -> None:
        if state == "final":
            self._once_corrected(lambda: self._make_in(state, reader, ending))
        else:
            self._make_in(state, reader, ending)

    def _make_in(self, state: ReportState, reader: Reader, ending: str) -> None:
        if ending in ("signed", "words"):
            self._make_sealed(state, reader, signed=ending == "signed")
            return
        scope = self._scope()

        def work(path: Path) -> Path:
            made = self._files.write(scope, path, state, reader)
            if reader == "school" and ending == ".pdf":
                self._desk.editions.keep(scope, state, made.read_bytes())
            return made

        names: dict[Reader, tuple[str, str]] = {
            "school": (self.tr("Report, {}").format(state), self.tr("The report, {},").format(state)),
            "governors": (self.tr("Report for governors, {}").format(state), self.tr("The report for governors")),
            "team": (self.tr("Team copy, not for the school"), self.tr("The team’s copy")),
        }
        name, what = names[reader]
        items: dict[ReportState, Item] = {"for checking": "report", "final": "final"}
        if reader == "school" and ending == ".pdf" and state in items:
            self._ask_where(items[state], what, ending, work)
        else:
            self._ask_file(name, ending, work, what)

    def _make_sealed(self, state: ReportState, reader: Reader, *, signed: bool) -> None:
        """Make a PDF that bears a signature, or one that opens with words; those are shown once."""
        scope, files = self._scope(), self._files
        if signed:
            name, what = self.tr("Report with a signature in it"), self.tr("The report with your signature in it")
            self._ask_file(name, ".pdf", lambda path: files.write(scope, path, state, reader, signed=True), what)
            return
        words, name = files.password_words(), self.tr("Report that opens with words")
        self._ask_file(
            name,
            ".pdf",
            lambda path: files.write_locked(scope, path, state, words, reader),
            self.tr("The report that opens with words"),
            lambda: SpokenWordsSheet(self._page, words).open_over(),
        )

    def _once_corrected(self, go_on: Callable[[], object]) -> None:
        """Go on, once it is said what changed in a report that was final already."""
        look, scope = self._look(), self._scope()
        if look is None or not look.corrects:
            go_on()
            return

        def done(changes: Changes) -> None:
            self._page.changed.emit(changes)
            go_on()

        def correct(words: str) -> None:
            self._do(lambda: self._desk.editions.correct(scope, words), done, "")

        def ask() -> None:
            CorrectionSheet(self._page, scope, drafts, correct).open_over()

        drafts = partial(FieldDrafts, self._desk, self._page.jobs, "correction")
        QTimer.singleShot(0, self._page, ask)  # once the sheet before has given the focus back

    def _desk_page(self, path: Path) -> Path:
        made = self._desk.reports.write_page(self._scope(), path, self._fonts)
        self._desk.editions.keep(self._scope(), "on the day", made.read_bytes())
        return made

    def _ask_where(self, item: Item, what: str, ending: str, work: Callable[[Path], Path]) -> None:
        """Ask whether it goes onto a stick, into the outbox or somewhere else."""
        name = WORDS[item]
        WhereSheet(
            self._page,
            what.rstrip(","),
            sticks(),
            lambda stick: self._send(item, what, stick),
            lambda: self._send(item, what, None),
            lambda: self._ask_file(name, ending, work, what),
        ).open_over()

    def _send(self, item: Item, what: str, stick: Path | None) -> None:
        """Put it onto a stick, or into the outbox; what a stick does not take is one act away from the outbox."""
        self._keep_all()
        scope, outbox = self._scope(), self._outbox

        def work() -> tuple[Path, ...]:
            return outbox.make(scope, item, stick) if stick is not None else outbox.put(scope, item)

        def done(made: tuple[Path, ...]) -> None:
            self.made.emit(what, made[0])

        def failed(error: Exception) -> None:
            if stick is not None and isinstance(error, NoRoomThereError):
                InsteadSheet(self._page, error, lambda: self._send(item, what, None)).open_over()
            else:
                messages.show_failure(self._page, error)

        self._page.jobs.start(self._page, lambda _: work(), done, failed, self.tr("Making the pages"))

    def _ask_file(
        self,
        name: str,
        ending: str,
        work: Callable[[Path], Path],
        what: str,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Ask where to, then make it there as a job; `then` is called once it is made."""
        look = self._look()
        school = look.plan.review.school_name if look else ""
        full = file_name(f"{school} - {name}" if school else name) + ending
        ask_new_file(self._page, name, full, lambda path: self._make(path, work, what, then), self._folder)

    def _make(self, path: Path, work: Callable[[Path], Path], what: str, then: Callable[[], object]) -> None:
        def done(made: Path) -> None:
            self.made.emit(what, made)
            then()

        self._folder = path.parent
        self._keep_all()
        self._do(lambda: work(path), done, self.tr("Making the pages"))

    def _sign(self) -> None:
        def done(signed: tuple[str, Changes]) -> None:
            self._page.toast_requested.emit(self.tr("Signed by the lead reviewer."), False)
            self._page.changed.emit(signed[1])

        self._keep_all()
        scope = self._scope()
        self._do(lambda: self._desk.reports.sign_off(scope, self._fonts), done, self.tr("Signing the report"))

    def _do(self, work: Callable[[], Made], done: Callable[[Made], None], label: str) -> None:
        self._page.jobs.start(self._page, lambda _: work(), done, label=label)
