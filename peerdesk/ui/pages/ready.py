"""Ready for tomorrow? The evening before a review: each line is tried out when the page is seen."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.ready import Ready, ReadyLine
from peerdesk.desk.ready_review import next_review
from peerdesk.desk.recovery import RecoveryState
from peerdesk.desk.watching import SHARED
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.choosing import ask_folder, ask_sent
from peerdesk.ui.dialogs.recovery import RecoverySheet
from peerdesk.ui.dialogs.relocking import RelockSheet
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page
from peerdesk.ui.pages.ready_row import ReadyRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card, make_hairline
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.title_row import TitleRow

_WIDTH = 860


class ReadyPage(Page):
    """What has to hold tomorrow, and what can be done about it from here.

    Signals:
        plan_requested: the review of this scope, at this part of its plan.
        open_requested: show what is in this file.
        relock_requested: change what opens the notes; the RelockSheet that asked.
    """

    title = "Ready for tomorrow?"
    kinds = frozenset({"review", "member"})

    plan_requested = Signal(str, str)
    open_requested = Signal(Path)
    relock_requested = Signal(object)

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, fonts: Path, parent: QWidget | None = None) -> None:
        """Make the page; `fonts` is the folder with the typeface, for the sheet to print."""
        super().__init__(theme, jobs, parent)
        self._desk, self._fonts = desk, fonts
        self._stick: Path | None = None
        self.rows: dict[str, ReadyRow] = {}
        self.summary = Paragraph(theme, self.tr("Each line is being tried out."), tone="soft")
        self.again = Button(theme, self.tr("Try all again"), kind="primary")
        self.primary = self.again
        self.relock = Button(theme, self.tr("Change what opens your notes…"), kind="link")
        self.copies = Button(theme, self.tr("Copies of your notes"), kind="link")
        self._card = Card(theme)
        self._acts: dict[str, Callable[[], object]] = {
            "words": self.ask_words,
            "copy": self._make_copy,
            "copies": partial(self.go_requested.emit, "copies"),
            "stick": self._ask_stick,
            "open": self._ask_file,
            "team": partial(self._ask_plan, "team"),
            "contacts": partial(self._ask_plan, "school"),
        }
        self._build()
        self._wire()

    @override
    def refresh(self) -> None:
        desk, stick = self._desk, self._stick

        def work() -> tuple[ReadyLine, ...]:
            folder = desk.keeping.setting(SHARED)
            return Ready(desk).check(stick or (Path(folder) if folder else None))

        self.jobs.start(self, lambda _: work(), self._show, label=self.tr("Trying out each line"))

    @override
    def commands(self) -> list[Command]:
        group = self.tr("Ready")
        return [
            Command("ready.stick", self.tr("Try a stick or a folder…"), group, self._ask_stick, icon="usb"),
            Command("ready.copy", self.tr("Make a copy now"), group, self._make_copy, icon="hard-drive"),
        ]

    def _build(self) -> None:
        theme = self.theme
        self._card.hide()
        column = QWidget()
        column.setMaximumWidth(theme.px(_WIDTH))
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.gap("s"))
        inside.addWidget(TitleRow(theme, self.tr("Ready for tomorrow?"), None, [self.again]))
        inside.addWidget(self.summary)
        inside.addWidget(self._card)
        foot = QHBoxLayout()
        foot.addWidget(self.relock)
        foot.addWidget(self.copies)
        foot.addStretch()
        inside.addLayout(foot)
        outer = ScrollColumn(theme)
        outer.add_middle(column)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l") - theme.fixed("width.bar"), 0)
        page.addWidget(outer)

    def _wire(self) -> None:
        self.again.clicked.connect(self.refresh)
        self.relock.clicked.connect(self.ask_relock)
        self.copies.clicked.connect(lambda: self.go_requested.emit("copies"))

    def _show(self, lines: Sequence[ReadyLine]) -> None:
        for line in lines:
            if line.name not in self.rows:
                self._add_row(line.name)
            self.rows[line.name].show_line(line)
        self._card.show()
        self._fit()
        self.summary.setText(self._sum_up(lines))
        announce(self.summary, self.summary.text())

    def _add_row(self, name: str) -> None:
        if self.rows:
            self._card.body.addWidget(make_hairline())
        row = self.rows[name] = ReadyRow(self.theme)
        row.acted.connect(lambda act: self._acts[act]())
        self._card.body.addWidget(row)

    def _sum_up(self, lines: Sequence[ReadyLine]) -> str:
        count = Counter(line.state for line in lines)
        at = self._desk.acting.now().astimezone()
        said = [self.tr("Tried at {}: {} of {} hold.").format(f"{at:%H:%M}", count["yes"], len(lines))]
        if count["not yet"]:
            said.append(self.tr("{} not yet.").format(count["not yet"]))
        if count["look"]:
            said.append(self.tr("{} only you can see.").format(count["look"]))
        return " ".join(said)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        slim = self.theme.is_slim(self.window().width())
        for row in self.rows.values():
            row.set_slim(slim)

    # What a person does

    def ask_words(self) -> None:
        """Let the person write recovery words down, or change them."""

        def show(state: RecoveryState) -> None:
            sheet = RecoverySheet(self, self.jobs, self._desk.recovery, self._fonts, state)
            sheet.changed.connect(lambda: self.changed.emit(Changes()))
            sheet.open_over()

        self.jobs.start(self, lambda _: self._desk.recovery.state(), show)

    def ask_relock(self) -> None:
        """Ask for the recovery words, to change what opens the notes."""

        def show(state: RecoveryState) -> None:
            RelockSheet(self, self.relock_requested.emit, has_words=bool(state.confirmed_on)).open_over()

        self.jobs.start(self, lambda _: self._desk.recovery.state(), show)

    def try_stick(self, folder: Path) -> None:
        """Try out a stick, or a folder in its place, with all the rest."""
        self._stick = folder
        self.refresh()

    def _make_copy(self) -> None:
        def done(_: Path) -> None:
            self.toast_requested.emit(self.tr("A copy is made, opened and checked."), False)
            self.refresh()

        self.jobs.start(self, lambda _: self._desk.keeping.back_up(), done, label=self.tr("Making a copy"))

    def _ask_plan(self, part: str) -> None:
        def go(scope: str) -> None:
            if scope:
                self.plan_requested.emit(scope, part)

        def work() -> str:
            plan = next_review(self._desk)
            return plan.scope if plan else ""

        self.jobs.start(self, lambda _: work(), go)

    def _ask_stick(self) -> None:
        title = self.tr("The stick for tomorrow, or a folder that all of you can reach")
        ask_folder(self, title, self.try_stick)

    def _ask_file(self) -> None:
        ask_sent(self, self.open_requested.emit)
