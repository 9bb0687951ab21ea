"""The report: the lead's words part by part, and its way into the head's hands."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.kinds import Release
from peerdesk.domain.review import Reply, ReportState, Section
from peerdesk.ui import messages
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.choosing import ask_new_pdf
from peerdesk.ui.erasing_for_good import ErasingForGood
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.page import Page
from peerdesk.ui.report.looking import ReportLook, begin_from_findings, keep_section, look_at_report
from peerdesk.ui.report.out_panel import OutPanel
from peerdesk.ui.report.outline import Part, first_of_groups
from peerdesk.ui.report.outline_list import OutlineDelegate, say_part
from peerdesk.ui.report.section_sheet import SectionSheet
from peerdesk.ui.report.sheets import AnswerSheet, ReportSheet, SignSheet
from peerdesk.ui.small_school import SmallSchool
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.offered import Offered
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.title_row import TitleRow

Made = TypeVar("Made")
_OUTLINE, _PANEL = 180, 252  # pixels at 100 % text


class ReportPage(Page):
    """Outline, text, and what is to be done with it."""

    title = "Report"

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, fonts: Path, parent: QWidget | None = None) -> None:
        """Make a page without a review; `fonts` holds the typeface of what is printed."""
        super().__init__(theme, jobs, parent)
        self._desk, self._fonts, self._scope = desk, fonts, ""
        self._look: ReportLook | None = None
        self._offered = Offered(desk)
        self._school = SmallSchool(desk, jobs, self)
        self._sheets: dict[str, SectionSheet] = {}
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._slim = False
        self._build()
        self._wire()

    # What the window asks

    def show_review(self, scope: str) -> None:
        """Show another review."""
        self._scope, self._look, self._offered = scope, None, Offered(self._desk)
        for sheet in self._sheets.values():
            self._words.removeWidget(sheet)
            sheet.deleteLater()
        self._sheets.clear()
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def show_part(self, at: int) -> None:
        """Show a part by its place in the outline, from 0, ready to be written in."""
        self.outline.setCurrentIndex(self._model.index(at, 0))
        self._go_to_text()

    def parts(self) -> Sequence[Part]:
        """Return the parts in the order of the outline."""
        return self._model.rows()

    @override
    def refresh(self) -> None:
        if self._scope:
            self.jobs.start(self, lambda _: self._school.look(look_at_report, self._scope), self._show)
        else:
            self._show(None)

    @override
    def first_focus(self) -> QWidget | None:
        return self.outline

    @override
    def regions(self) -> list[QWidget]:
        return [self._words, self.out.page]

    @override
    def commands(self) -> list[Command]:
        group, leads, erasing = self.tr("Report"), self._leads, ErasingForGood(self, self._desk)
        answer = self.tr("Erase the head’s answer for good…")
        return [
            Command(
                "report.page", self.tr("Make the page for the head…"), group, self._make_page, "", "printer", leads
            ),
            Command("report.make", self.tr("Make the report…"), group, self._ask_state, "", "file-text", leads),
            Command("report.sign", self.tr("Sign off…"), group, self._ask_sign, "", "signature", leads),
            Command("report.history", self.tr("History…"), group, self._history, "Ctrl+Shift+H", "history"),
            *erasing.commands("report", group, self._section),
            erasing.command_of("report.erase_reply", answer, group, lambda: self._replies, self._replies),
            Command("report.begin", self.tr("Begin from the findings"), group, self._begin, "", "layers", leads),
        ]

    def _replies(self) -> Sequence[Reply]:
        return self._look.replies if self._look is not None else ()

    def _section(self) -> Section | None:
        part = self.outline.current_row()
        return part.section if part is not None else None

    def _history(self) -> None:
        section = self._section()
        if section is not None:
            LookingBack(self, self._desk).show_history(section, writable=self._leads())

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self.begin = Button(theme, self.tr("Begin from the findings"), "layers")
        sides = [("parts", self.tr("Parts")), ("text", self.tr("Text")), ("out", self.tr("Make"))]
        self.sides = Tabs(theme, sides, self.tr("Which side"))
        self.sides.hide()
        self._model: RowsModel[Part] = RowsModel(say_part, lambda part: part.key)
        self._delegate = OutlineDelegate(theme)
        self.outline = RowsView(theme, self._model, self._delegate, self.tr("Parts of the report"))
        self.outline.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._words, self.out = QStackedWidget(), OutPanel(theme)
        self.primary = self.out.page
        self.reader = Paragraph(theme, "", "body", "soft")
        self.empty = Empty(
            theme,
            "file-text",
            self.tr("The report begins with a review."),
            self.tr("Open one, or bring in its briefing; the parts then stand here."),
            self.tr("Go to the plan"),
            lambda: self.go_requested.emit("plan"),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._build_work())
        lane = theme.fixed("width.bar")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l") - lane, theme.gap("s"))
        column.setSpacing(theme.gap("s"))
        title = TitleRow(theme, self.title, self.sides, [self.begin])
        title.setContentsMargins(0, 0, lane, 0)
        column.addWidget(title)
        column.addWidget(self.reader)
        column.addWidget(self.stack, 1)

    def _build_work(self) -> QWidget:
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.gap("m"))
        row.addWidget(self.outline)
        row.addWidget(self._words, 1)
        row.addWidget(self.out)
        return self._work

    def _wire(self) -> None:
        self.sides.picked.connect(lambda _: self._show_side())
        self.outline.selectionModel().currentChanged.connect(lambda *_: self._on_part())
        self.outline.clicked.connect(lambda _: self._go_to_text())
        self.outline.activated.connect(lambda _: self._go_to_text())
        self.begin.clicked.connect(self._begin)
        self.out.page.clicked.connect(self._make_page)
        self.out.report.clicked.connect(self._ask_state)
        self.out.sign.clicked.connect(self._ask_sign)
        self.out.answer.clicked.connect(self._ask_answer)
        self.theme.changed.connect(self._fit)

    # What it shows

    def _show(self, look: ReportLook | None) -> None:
        self._look = look
        self._school.show_review(look.plan.review if look is not None else None)
        self.begin.setVisible(look is not None and look.leads)
        self.reader.setVisible(look is not None and not look.leads)
        if look is None:
            self.stack.setCurrentWidget(self.empty)
            return
        self.stack.setCurrentWidget(self._work)
        lead = look.lead or self.tr("The lead")
        self.reader.setText(self.tr("{} writes the report. You can read it here.").format(lead))
        self._delegate.firsts = first_of_groups(look.parts)
        self._model.show_rows(look.parts)
        if not self.outline.currentIndex().isValid():
            self.outline.setCurrentIndex(self._model.index(0, 0))
        self.out.show_look(look)
        for part in look.parts:
            if part.key in self._sheets:
                self._sheets[part.key].show_part(part, look.numbers, writable=look.leads)
                self._sheets[part.key].another_way.look_again()
        self._on_part()
        self._fit()

    def _on_part(self) -> None:
        part, look = self.outline.current_row(), self._look
        if part is None or look is None:
            return
        if part.key not in self._sheets:
            self._add_sheet(part, look)
        self._words.setCurrentWidget(self._sheets[part.key])

    def _add_sheet(self, part: Part, look: ReportLook) -> None:
        sheet = self._sheets[part.key] = SectionSheet(self.theme, part, f"section:{self._scope}:{part.key}")
        sheet.fields.keep_requested.connect(partial(self._keep, sheet))
        sheet.fields.noted.connect(self._desk.drafts.note_typing)
        sheet.fields.journal_requested.connect(lambda *said: self._offered.journal(*said))
        sheet.offer.answered.connect(lambda *said: self._offered.answer(*said))
        sheet.versions.settled.connect(lambda: self._settle(sheet.part))
        self._words.addWidget(sheet)
        sheet.show_part(part, look.numbers, writable=look.leads)
        sheet.another_way.know(self._school, f"{self._scope}:{part.key}")
        sheet.offer_draft(self._offered.waiting(look.drafts), look.numbers, self._desk.acting.now())

    def _go_to_text(self) -> None:
        self.sides.show_value("text")
        self._show_side()
        sheet = self._words.currentWidget()
        if sheet is not None:
            sheet.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_side(self) -> None:
        side = self.sides.value()
        self.sides.setVisible(self._slim and self._look is not None)
        for name, widget in (("parts", self.outline), ("text", self._words), ("out", self.out)):
            widget.setVisible(not self._slim or side == name)

    def _fit(self) -> None:
        most = 16_777_215  # what Qt calls no limit
        for widget, width in ((self.outline, _OUTLINE), (self.out, _PANEL)):
            widget.setMinimumWidth(0 if self._slim else self.theme.px(width))
            widget.setMaximumWidth(most if self._slim else self.theme.px(width))
        self._show_side()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        slim = self.theme.is_slim(self.window().width())
        if slim != self._slim:
            self._slim = slim
            self._fit()

    # What a person writes

    def _leads(self) -> bool:
        return self._look is not None and self._look.leads

    def _keep(self, sheet: SectionSheet, name: str, text: str, shown: Section | None) -> None:
        """Keep a part that was left: one revision; its draft goes once that is on disk."""
        part = sheet.part

        def work(_: object) -> tuple[Changes, Section | None]:
            return keep_section(self._desk, self._scope, part, shown, text)

        def done(kept: tuple[Changes, Section | None]) -> None:
            sheet.fields.on_kept(name, text, kept[1])
            self.changed.emit(kept[0])

        def failed(error: Exception) -> None:
            sheet.fields.on_not_kept(name)
            messages.show_failure(self, error)

        self.jobs.start(sheet, work, done, failed)

    def _settle(self, part: Part) -> None:
        section = part.section
        if section is not None:
            says = {name: getattr(section, name) for name in section.two_versions if name != "deleted"}
            self._do(lambda: self._desk.reports.change_section(section, **says), self.changed.emit, "")

    def _keep_all(self) -> None:
        """Keep what is still being written, before it is printed or signed."""
        for sheet in self._sheets.values():
            sheet.fields.ask_all()

    def _begin(self) -> None:
        if self._look is None or not self._look.can_begin:
            said = self.tr("No empty part has findings that all agreed. Agree them at the table first.")
            self.toast_requested.emit(said, False)
            return
        self._do(lambda: begin_from_findings(self._desk, self._scope), self._on_begun, self.tr("Beginning the report"))

    def _on_begun(self, begun: tuple[Changes, int]) -> None:
        changes, filled = begun
        many = self.tr("{} parts").format(filled) if filled > 1 else self.tr("1 part")
        self.toast_requested.emit(self.tr("Begun from the findings: {}. Yours from now on.").format(many), filled > 0)
        self.changed.emit(changes)

    # How it leaves

    def _make_page(self) -> None:
        name = self.tr("Page for the head")

        def work(path: Path) -> Path:
            return self._desk.reports.write_page(self._scope, path, self._fonts)

        self._ask_file(name, work, self.tr("The page for the head"))

    def _ask_state(self) -> None:
        look = self._look
        if look is not None:
            signed = look.signed is not None and not look.signed.stale
            ReportSheet(self, "final" if signed else "for checking", signed=signed, go_on=self._make_report).open_over()

    def _make_report(self, state: ReportState) -> None:
        def work(path: Path) -> Path:
            return self._desk.reports.write_report(self._scope, path, self._fonts, state)

        self._ask_file(self.tr("Report, {}").format(state), work, self.tr("The report, {},").format(state))

    def _ask_file(self, name: str, work: Callable[[Path], Path], what: str) -> None:
        """Ask where to, then make it there as a job."""
        school = self._look.plan.review.school_name if self._look else ""
        file_name = _file_name(f"{school} - {name}" if school else name)
        ask_new_pdf(self, name, self._folder, file_name, lambda path: self._make(path, work, what))

    def _make(self, path: Path, work: Callable[[Path], Path], what: str) -> None:
        self._folder = path.parent
        self._keep_all()

        def done(made: Path) -> None:
            self.sides.show_value("out")
            self._show_side()
            self.out.show_made(what, made)
            self.toast_requested.emit(self.tr("{} is made.").format(what), False)

        self._do(lambda: work(path), done, self.tr("Making the pages"))

    def _ask_sign(self) -> None:
        if self._look is not None:
            SignSheet(self, self._look.to_look_at, self._sign).open_over()

    def _sign(self) -> None:
        def done(signed: tuple[str, Changes]) -> None:
            self.toast_requested.emit(self.tr("Signed by the lead reviewer."), False)
            self.changed.emit(signed[1])

        self._keep_all()
        self._do(lambda: self._desk.reports.sign_off(self._scope, self._fonts), done, self.tr("Signing the report"))

    def _ask_answer(self) -> None:
        look = self._look
        if look is None:
            return
        me = look.plan.me(self._desk.identity.key_id)
        sheet = AnswerSheet(
            self,
            look.plan.members,
            me.record_id if me else "",
            lambda *said: self._take(sheet, *said),
            partial(FieldDrafts, self._desk, self.jobs, "answer"),
            self._scope,
        )
        sheet.open_over()

    def _take(self, sheet: AnswerSheet, words: str, what: Release, taken_by: str) -> None:
        def done(changes: Changes) -> None:
            sheet.end()
            self.toast_requested.emit(self.tr("The head’s answer is kept."), False)
            self.changed.emit(changes)

        def failed(error: Exception) -> None:
            sheet.set_busy(False)
            messages.show_failure(self, error)

        def work(_: object) -> Changes:
            return self._desk.reports.take_reply(self._scope, words=words, what=what, taken_by=taken_by)

        self.jobs.start(sheet, work, done, failed)

    def _do(self, work: Callable[[], Made], done: Callable[[Made], None], label: str) -> None:
        self.jobs.start(self, lambda _: work(), done, label=label)


def _file_name(words: str) -> str:
    """Return words as the name of a PDF on any system."""
    kept = "".join(letter if letter.isalnum() or letter in " -_,’'" else " " for letter in words)
    return f"{' '.join(kept.split())[:120]}.pdf"
