"""The report: the lead's words part by part, and its way into the head's hands."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.live_report import LiveReport, Pages
from peerdesk.domain.outcome import Reply, Section
from peerdesk.ui import messages
from peerdesk.ui.commands import Command
from peerdesk.ui.erasing_for_good import ErasingForGood
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.page import Page
from peerdesk.ui.proofing.proofreader import Proofreader
from peerdesk.ui.report.leaving import ReportLeaving
from peerdesk.ui.report.live_pages import LivePages
from peerdesk.ui.report.looking import ReportLook, begin_from_findings, keep_section, look_at_report
from peerdesk.ui.report.out_panel import OutPanel
from peerdesk.ui.report.outline import PAGE, Part, first_of_groups
from peerdesk.ui.report.outline_list import OutlineDelegate, say_part
from peerdesk.ui.report.section_sheet import SectionSheet
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.offered import Offered
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.title_row import TitleRow

Made = TypeVar("Made")
_PAGES = "Ctrl+Shift+P"
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
        self._proof = Proofreader(desk, self)
        self._sheets: dict[str, SectionSheet] = {}
        self._slim = self._pages_beside = False
        self._live = LiveReport(desk.reports, fonts)
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
            self.jobs.start(self, lambda _: self._proof.look(look_at_report, self._scope), self._show)
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
                "report.page",
                self.tr("Make the page for the head…"),
                group,
                self.leaving.make_page,
                "",
                "printer",
                leads,
            ),
            Command("report.make", self.tr("Make the report…"), group, self.leaving.ask_state, "", "file-text", leads),
            Command(
                "report.reply",
                self.tr("Make the head’s reply sheet…"),
                group,
                self.leaving.make_reply_sheet,
                "",
                "",
                leads,
            ),
            Command("report.pages", self.tr("Show or hide the pages"), group, self.switch_pages, _PAGES, "eye"),
            Command("report.sign", self.tr("Sign off…"), group, self.leaving.ask_sign, "", "signature", leads),
            Command("report.history", self.tr("History…"), group, self._history, "Ctrl+Shift+H", "history"),
            *erasing.commands("report", group, self._section),
            erasing.command_of("report.erase_reply", answer, group, lambda: self._replies, self._replies),
            Command("report.begin", self.tr("Begin from the findings"), group, self._begin, "", "layers", leads),
            *self._proof.commands("report", group),
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
        sides = [
            ("parts", self.tr("Parts")),
            ("text", self.tr("Text")),
            ("pages", self.tr("Pages")),
            ("out", self.tr("Make")),
        ]
        self.sides = Tabs(theme, sides, self.tr("Which side"))
        self.sides.hide()
        self._model: RowsModel[Part] = RowsModel(say_part, lambda part: part.key)
        self._delegate = OutlineDelegate(theme)
        self.outline = RowsView(theme, self._model, self._delegate, self.tr("Parts of the report"))
        self.outline.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._words, self.out = QStackedWidget(), OutPanel(theme)
        self.leaving = ReportLeaving(self, self._desk, self._fonts, lambda: self._look, self._keep_all)
        self.leaving.made.connect(self._on_made)
        self.pages = LivePages(theme, self.jobs, self._gather)
        self.pages.hide()
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
        row.addWidget(self.pages, 1)
        row.addWidget(self.out)
        return self._work

    def _wire(self) -> None:
        self.sides.picked.connect(lambda _: self._show_side())
        self.outline.selectionModel().currentChanged.connect(lambda *_: self._on_part())
        self.outline.clicked.connect(lambda _: self._go_to_text())
        self.outline.activated.connect(lambda _: self._go_to_text())
        self.begin.clicked.connect(self._begin)
        self.out.page.clicked.connect(self.leaving.make_page)
        self.out.report.clicked.connect(self.leaving.ask_state)
        self.out.sign.clicked.connect(self.leaving.ask_sign)
        self.out.answer.clicked.connect(self.leaving.ask_answer)
        self.theme.changed.connect(self._fit)

    # What it shows

    def _show(self, look: ReportLook | None) -> None:
        self._look = look
        self._proof.show_review(self._scope)
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
        self._on_part()
        self._fit()

    def _on_part(self) -> None:
        part, look = self.outline.current_row(), self._look
        if part is None or look is None:
            return
        if part.key not in self._sheets:
            self._add_sheet(part, look)
        self._words.setCurrentWidget(self._sheets[part.key])
        words = part.heading.lstrip("0123456789 ").split()  # on paper it has another number
        self.pages.go_to(" ".join(words[:5]))

    def _add_sheet(self, part: Part, look: ReportLook) -> None:
        sheet = self._sheets[part.key] = SectionSheet(self.theme, part, f"section:{self._scope}:{part.key}")
        sheet.fields.keep_requested.connect(partial(self._keep, sheet))
        sheet.fields.noted.connect(self._desk.drafts.note_typing)
        sheet.fields.journal_requested.connect(lambda *said: self._offered.journal(*said))
        sheet.offer.answered.connect(lambda *said: self._offered.answer(*said))
        sheet.text.textChanged.connect(self.pages.follow)
        sheet.versions.settled.connect(lambda: self._settle(sheet.part))
        self._words.addWidget(sheet)
        sheet.show_part(part, look.numbers, writable=look.leads)
        self._proof.watch(sheet.text, lambda: f"{self._scope}:{part.key}", line=sheet.look_line)
        sheet.offer_draft(self._offered.waiting(look.drafts), look.numbers, self._desk.acting.now())

    def _go_to_text(self) -> None:
        self.sides.show_value("text")
        self._show_side()
        sheet = self._words.currentWidget()
        if sheet is not None:
            sheet.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_side(self) -> None:
        side, beside = self.sides.value(), self._pages_beside
        self.sides.setVisible(self._slim and self._look is not None)
        sides = {"parts": self.outline, "text": self._words, "pages": self.pages, "out": self.out}
        shown = {side} if self._slim else {"parts", "text", "pages" if beside else "out"}
        for name, widget in sides.items():
            widget.setVisible(name in shown)
        self.pages.follow()

    def switch_pages(self) -> None:
        """Show the pages beside the text, or what is to be done with them."""
        self._pages_beside = not self._pages_beside
        self.sides.show_value("pages" if self._pages_beside else "text")
        self._show_side()

    def _gather(self) -> Callable[[], Pages]:
        """Take what is typed now; return how it is composed."""
        part, scope = self.outline.current_row(), self._scope
        typed = [_as_typed(sheet, scope) for sheet in self._sheets.values() if sheet.fields.is_dirty()]
        summary = part is not None and part.group == PAGE
        return lambda: self._live.pages(scope, typed, summary=summary)

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

    def _on_made(self, what: str, made: Path) -> None:
        self.sides.show_value("out")
        self._show_side()
        self.out.show_made(what, made)
        self.toast_requested.emit(self.tr("{} is made.").format(what), False)

    def _do(self, work: Callable[[], Made], done: Callable[[Made], None], label: str) -> None:
        self.jobs.start(self, lambda _: work(), done, label=label)


def _as_typed(sheet: SectionSheet, scope: str) -> Section:
    """Return a part as it is being typed."""
    part, text = sheet.part, sheet.text.text()
    new = Section(
        record_id=f"typed {part.key}",
        scope=scope,
        author="",
        first_written_at="",
        place=part.place,
        question=part.question,
        title=part.title,
    )
    return replace(part.section or new, text=text)
