"""The report: the lead's words part by part, and its way into the head's hands."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.live_report import LiveReport, Pages
from peerdesk.desk.searching import stands_at
from peerdesk.domain.outcome import Reply, Section
from peerdesk.domain.report_checks import Check
from peerdesk.domain.review import Record
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.erasing_for_good import ErasingForGood
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.page import Page
from peerdesk.ui.proofing.proofreader import Proofreader
from peerdesk.ui.report.leaving import ReportLeaving
from peerdesk.ui.report.live_pages import LivePages
from peerdesk.ui.report.looking import ReportLook, begin_from_findings, look_at_report
from peerdesk.ui.report.out_panel import OutPanel
from peerdesk.ui.report.outline import PAGE, Part, first_of_groups
from peerdesk.ui.report.outline_list import OutlineDelegate, say_part
from peerdesk.ui.report.second_look import SecondLook
from peerdesk.ui.report.section_sheet import SectionSheet
from peerdesk.ui.report.writing import PartsWriting
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.title_row import TitleRow

Made = TypeVar("Made")
_PAGES = "Ctrl+Shift+P"
_OUTLINE, _PANEL = 180, 252  # pixels at 100 % text


class ReportPage(Page):
    """Outline, text, and what is to be done with it; `record_requested` asks for what stands elsewhere (a Found)."""

    title = "Report"
    record_requested = Signal(object)

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, fonts: Path, parent: QWidget | None = None) -> None:
        """Make a page without a review; `fonts` holds the typeface of what is printed."""
        super().__init__(theme, jobs, parent)
        self._desk, self._fonts, self._scope = desk, fonts, ""
        self._look: ReportLook | None = None
        self._proof = Proofreader(desk, self)
        self._slim = False
        self._edition = b""  # that is looked at in place of what is typed
        self._live = LiveReport(desk.reports, fonts)
        self._build()
        self._wire()

    # What the window asks

    def show_review(self, scope: str) -> None:
        """Show another review."""
        self._scope, self._look = scope, None
        self._words.begin_anew()
        self.look_when_seen()

    def show_part(self, at: int) -> None:
        """Show a part by its place in the outline, from 0, ready to be written in."""
        self.outline.setCurrentIndex(self._model.index(at, 0))
        self._go_to_text()

    def reviewed(self) -> tuple[Desk, str]:
        """Return the desk and the review that is shown."""
        return self._desk, self._scope

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
            *self.leaving.commands(group, leads),
            Command("report.pages", self.tr("Show or hide the pages"), group, self.switch_pages, _PAGES, "eye"),
            Command("report.sign", self.tr("Sign off…"), group, self.leaving.ask_sign, "", "signature", leads),
            Command("report.history", self.tr("History…"), group, self._history, "Ctrl+Shift+H", "history"),
            *erasing.commands("report", group, self._section),
            erasing.command_of("report.erase_reply", answer, group, self._taken_down, self._replies),
            Command(
                "report.next", self.tr("Next thing to look at"), group, lambda: self.second.step(1), "Ctrl+J", "eye"
            ),
            Command(
                "report.before",
                self.tr("The thing to look at before"),
                group,
                lambda: self.second.step(-1),
                "Ctrl+Shift+J",
            ),
            Command("report.cite", self.tr("Cite a note…"), group, self._words.cite, "Ctrl+Shift+I", "quote", leads),
            Command("report.begin", self.tr("Begin from the findings"), group, self._begin, "", "layers", leads),
            *self._proof.commands("report", group),
        ]

    def _taken_down(self) -> Callable[[], Sequence[Record]]:
        scope = self._scope
        return lambda: self._desk.replies.records(scope)

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
        beside = [
            ("out", self.tr("Make")),
            ("pages", self.tr("Pages")),
            ("looks", self.tr("To look at")),
            ("versions", self.tr("Versions")),
        ]
        sides = [("parts", self.tr("Parts")), ("text", self.tr("Text")), *beside]
        self.sides = Tabs(theme, sides, self.tr("Which side"), wraps=True)
        self.beside = Tabs(theme, beside, self.tr("Beside the text"))
        self.sides.hide()
        self._model: RowsModel[Part] = RowsModel(say_part, lambda part: part.key)
        self._delegate = OutlineDelegate(theme)
        self.outline = RowsView(theme, self._model, self._delegate, self.tr("Parts of the report"))
        self.outline.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._words, self.out = PartsWriting(self, self._desk, self._proof), OutPanel(theme)
        self.second = SecondLook(self, self._desk)
        self.leaving = ReportLeaving(self, self._desk, self._fonts, lambda: self._look, self._words.keep_all)
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
        title = TitleRow(theme, self.title, self.sides, [self.begin, self.beside])
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
        for panel in self._panels():
            row.addWidget(panel)
            panel.hide()  # all beside one another would make the window wider than the screen
        return self._work

    def _panels(self) -> tuple[QWidget, ...]:
        return self.out, self.second.checks, self.second.versions

    def _wire(self) -> None:
        self.sides.picked.connect(self._on_side)
        self.beside.picked.connect(self._on_side)
        self._words.typed.connect(self._on_typed)
        self._words.left_as_it_is.connect(self.second.wave)
        self.second.counted.connect(self._on_counted)
        self.second.changed_findings.connect(self._words.show_changed)
        self.second.place_requested.connect(self._go_to_place)
        self.second.opened.connect(self._on_opened)
        self.outline.selectionModel().currentChanged.connect(lambda *_: self._on_part())
        self.outline.clicked.connect(lambda _: self._go_to_text())
        self.outline.activated.connect(lambda _: self._go_to_text())
        self.begin.clicked.connect(self._begin)
        self.out.page.clicked.connect(self.leaving.make_page)
        self.out.report.clicked.connect(self.leaving.ask_state)
        self.out.sign.clicked.connect(self.leaving.ask_sign)
        self.leaving.wire(self.out)
        self.theme.changed.connect(self._fit)

    # What it shows

    def _show(self, look: ReportLook | None) -> None:
        self._look = look
        self._proof.show_review(self._scope)
        self.begin.setVisible(look is not None and look.leads and _has_empty(look.parts))
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
        self._words.show_look(look)
        self.second.show_look(look)
        self._on_part()
        self._fit()

    def _on_part(self) -> None:
        part = self.outline.current_row()
        if part is not None and self._words.go_to(part) is not None:
            words = part.heading.lstrip("0123456789 ").split()  # on paper it has another number
            self.pages.go_to(" ".join(words[:5]))

    def _go_to_text(self) -> None:
        self.sides.show_value("text")
        self._show_side()
        sheet = self._words.currentWidget()
        if sheet is not None:
            sheet.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_side(self) -> None:
        side, beside = self.sides.value(), self.beside.value()
        self.sides.setVisible(self._slim and self._look is not None)
        self.beside.setVisible(not self._slim and self._look is not None)
        sides = {"parts": self.outline, "text": self._words, "pages": self.pages, "out": self.out}
        sides |= {"looks": self.second.checks, "versions": self.second.versions}
        shown = {side} if self._slim else {"parts", "text", beside}
        for name, widget in sides.items():
            widget.setVisible(name in shown)
        self.pages.follow()

    def _on_side(self, side: str) -> None:
        if side not in ("parts", "text"):
            self.beside.show_value(side)
        self._show_side()
        if side == "looks":
            self.second.look_again()

    def show_beside(self, side: str) -> None:
        """Show a panel beside the text ("out", "pages", "looks", "versions"), or alone where there is no room."""
        self.sides.show_value(side)
        self._on_side(side)

    def switch_pages(self) -> None:
        """Show the pages beside the text, or what is to be done with them."""
        away = self.beside.value() == "pages"
        self.show_beside("out" if away else "pages")
        if away:
            self.sides.show_value("text")
            self._show_side()

    def _gather(self) -> Callable[[], Pages]:
        """Take what is typed now; return how it is composed."""
        part, scope, typed, edition = self.outline.current_row(), self._scope, self._words.as_typed(), self._edition
        summary = part is not None and part.group == PAGE
        return (lambda: Pages(edition)) if edition else lambda: self._live.pages(scope, typed, summary=summary)

    def _on_typed(self) -> None:
        if self._edition:
            self._edition = b""
            self.pages.say("")
        self.pages.follow()

    def _on_opened(self, content: bytes, name: str) -> None:
        """Show the pages of an edition, until somebody types or goes to another part."""
        self._edition = content
        self.show_beside("pages")
        self.pages.say(self.tr("As it was handed over: {}. Type, and the pages of now are back.").format(name))
        self.pages.follow()

    def _on_counted(self, many: int) -> None:
        word = self.tr("To look at {}").format(many) if many else self.tr("To look at")
        for tabs in (self.sides, self.beside):
            tabs.set_word("looks", word)

    def _go_to_place(self, kind: str, record_id: str, check: Check | None) -> None:
        """Show what is to be looked at, with the words chosen; what is not of this page is shown on its own."""
        at = [part.section.record_id if part.section else "" for part in self.parts()]
        if kind != "section" or record_id not in at:
            findings = self._look.findings if self._look is not None else ()
            about = next((one.question for one in findings if one.record_id == record_id), "")
            self.record_requested.emit(stands_at(kind, record_id, self._scope, about))
            return
        self.show_part(at.index(record_id))
        sheet = self._words.currentWidget()
        if check is not None and isinstance(sheet, SectionSheet):
            sheet.text.choose(check.start, check.end, check.words)

    def _fit(self) -> None:
        most = 16_777_215  # what Qt calls no limit
        for widget, width in ((self.outline, _OUTLINE), *((panel, _PANEL) for panel in self._panels())):
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
        self.show_beside("out")
        self.out.show_made(what, made)
        self.toast_requested.emit(self.tr("{} is made.").format(what), False)
        self.refresh()  # it stands among the versions now

    def _do(self, work: Callable[[], Made], done: Callable[[Made], None], label: str) -> None:
        self.jobs.start(self, lambda _: work(), done, label=label)


def _has_empty(parts: Sequence[Part]) -> bool:
    """Answer whether there is a part that could begin from findings."""
    return any(part.place in ("question", "sharing") and not part.is_written for part in parts)
