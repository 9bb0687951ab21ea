"""What I noticed: a private page for somebody in training, and the lead's two lines, which they keep."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.advice import FromLead
from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.evidence import Jotting
from peerdesk.domain.noticed import by_day
from peerdesk.overriding import override
from peerdesk.ui import messages
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.choosing import ask_new_file
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page
from peerdesk.ui.pages.noticed_line import NoticedLine, from_lead_card
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.fields import TextBox
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.room import Room
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.title_row import TitleRow

_WIDTH = 720
_LINES = 4
Look = tuple[list[Jotting], list[FromLead]]


class NoticedPage(Page):
    """One box to write in, what was written under its days, and what the lead wrote."""

    title = "What I noticed"
    kinds = frozenset({"jotting", "advice", "member", "review"})

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the page; `show_review` says which review it is about."""
        super().__init__(theme, jobs, parent)
        self._desk = desk
        self._scope = self._offered_in = ""
        self._lines: dict[str, NoticedLine] = {}
        self._shown: tuple[tuple[str, ...], tuple[FromLead, ...]] = ((), ())
        self._build()
        self.drafts = FieldDrafts(desk, jobs, "noticed", self)
        self.changes = FieldDrafts(desk, jobs, "jotting", self)
        self._wire()

    def show_review(self, scope: str) -> None:
        """Show what was noticed in a review."""
        if scope != self._scope:
            self._scope = scope
        self.look_when_seen()

    def show_line(self, record_id: str) -> None:
        """Go to a line."""
        line = self._lines.get(record_id)
        if line is not None:
            line.words.setFocus(Qt.FocusReason.OtherFocusReason)
            self.column.ensureWidgetVisible(line)

    @override
    def refresh(self) -> None:
        scope, desk = self._scope, self._desk

        def work() -> Look:
            return (desk.noticing.all(scope), desk.advice.for_me(scope)) if scope else ([], [])

        self.jobs.start(self, lambda _: work(), lambda look: self._show(scope, *look))

    @override
    def first_focus(self) -> QWidget | None:
        return self.words

    @override
    def commands(self) -> list[Command]:
        here = self.tr("What I noticed")
        return [
            Command("noticed.text", self.tr("Keep it as a text file…"), here, self._ask_file, "", "file-text"),
            Command("noticed.print", self.tr("Print it…"), here, self._ask_print, "Ctrl+P", "printer"),
        ]

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self.to_text = Button(theme, self.tr("As a text file…"), "file-text", "quiet")
        self.to_paper = Button(theme, self.tr("Print…"), "printer", "quiet")
        why = self.tr(
            "For you alone: what you see of how a review is done, and want to remember. It is on this laptop, it "
            "goes to nobody, and no report is made of it."
        )
        self.typed = Offer(theme, "history", wraps=True)
        self.words = TextBox(theme, self.tr("What did you notice?"), _LINES)
        self.words.setPlaceholderText(self.tr("she waits after the answer, and the second one comes"))
        self.keep = self.primary = Button(theme, self.tr("Keep"), kind="primary")
        self.shown = QVBoxLayout()
        self.shown.setSpacing(theme.gap("xs"))
        body = QWidget()
        body.setMaximumWidth(theme.px(_WIDTH))
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.gap("s"))
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.keep)
        title = TitleRow(theme, self.title, None, [self.to_text, self.to_paper])
        for part in (title, Paragraph(theme, why, tone="soft"), self.typed, self.words):
            inside.addWidget(part)
        inside.addLayout(foot)
        inside.addLayout(self.shown)
        inside.addStretch()
        self.column = ScrollColumn(theme)
        self.column.add_middle(body)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l") - theme.fixed("width.bar"), 0)
        page.addWidget(self.column)

    def _wire(self) -> None:
        self._room = Room(self.words, self.words.toPlainText)
        self.drafts.watch(self.words, lambda: (self._scope, "text"))
        self.drafts.taken_up.connect(self.drafts.take)
        self.changes.taken_up.connect(self.changes.take)
        self.keep.clicked.connect(self._keep)
        self.to_text.clicked.connect(self._ask_file)
        self.to_paper.clicked.connect(self._ask_print)

    # What is shown

    def _show(self, scope: str, lines: Sequence[Jotting], advice: Sequence[FromLead]) -> None:
        if scope != self._scope:
            return
        has_any = bool(lines or advice)
        self.to_text.setEnabled(has_any)
        self.to_paper.setEnabled(has_any)
        shown = (tuple(one.record_id for one in lines), tuple(advice))
        if shown == self._shown:
            for one in lines:
                self._lines[one.record_id].show_jotting(one)
        else:
            self._shown = shown
            self._fill(lines, advice)
        if self._offered_in != scope:
            self._offered_in = scope
            self.drafts.show_in(self.typed)

    def _fill(self, lines: Sequence[Jotting], advice: Sequence[FromLead]) -> None:
        while (item := self.shown.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = {}
        for one in advice:
            self.shown.addWidget(from_lead_card(self.theme, self, one))
        for day, each in reversed(by_day(lines)):
            self.shown.addSpacing(self.theme.gap("s"))
            self.shown.addWidget(Label(self.theme, day_in_words(day), bold=True))
            for jotting in each:
                self._add(jotting)

    def _add(self, jotting: Jotting) -> None:
        line = self._lines[jotting.record_id] = NoticedLine(self.theme, jotting)
        self.changes.watch(line.words, lambda: (line.jotting.record_id, "text"), lambda: line.jotting)
        line.changed.connect(self._change)
        self.shown.addWidget(line)

    # What a person does

    def _keep(self) -> None:
        text, scope = self.words.toPlainText().strip(), self._scope
        if not text or not scope or not self._room.fits():
            self.words.setFocus()
            return
        self.keep.setEnabled(False)
        place = self.drafts.places()[0]

        def done(changes: Changes) -> None:
            self.keep.setEnabled(True)
            if self.words.toPlainText().strip() == text:
                self.words.clear()
                self.drafts.settle()
            self.words.setFocus()
            self.changed.emit(changes)

        def failed(error: Exception) -> None:
            self.keep.setEnabled(True)
            messages.show_failure(self, error)

        noticing = self._desk.noticing
        self.jobs.start(self, lambda _: noticing.keep(scope, text, draft_place=place), done, failed)

    def _change(self, jotting: Jotting, text: str) -> None:
        noticing, said = self._desk.noticing, "" if text else self.tr("Line deleted.")

        def done(changes: Changes) -> None:
            self._desk.drafts.put(f"jotting:{jotting.record_id}:text", "")
            if said:
                self.toast_requested.emit(said, True)
            self.changed.emit(changes)

        self.jobs.start(self, lambda _: noticing.change(jotting, text), done)

    def _ask_file(self) -> None:
        def write(path: Path) -> None:
            scope, desk, said = self._scope, self._desk, self.tr("Written. Nothing protects that file: {}")
            self.jobs.start(
                self,
                lambda _: desk.noticing.write(desk.noticing.as_text(scope, desk.advice.for_me(scope)), path),
                lambda where: self.toast_requested.emit(said.format(where.name), False),
            )

        ask_new_file(self, self.tr("Keep it as a text file"), self.tr("What I noticed") + ".txt", write)

    def _ask_print(self) -> None:
        scope, desk = self._scope, self._desk
        self.jobs.start(self, lambda _: desk.noticing.as_text(scope, desk.advice.for_me(scope)), self._print)

    def _print(self, text: str) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # few print

        printer, document = QPrinter(), QTextDocument(text, self)
        document.setDefaultFont(self.theme.font("reading"))
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Print what I noticed"))
        dialog.finished.connect(lambda accepted: document.print_(printer) if accepted else None)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(document.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()
