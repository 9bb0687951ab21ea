"""To send: what is due to whom and by when, made with one click, ticked off with another."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.desk import Desk
from peerdesk.desk.outbox import Due, Outbox
from peerdesk.domain.dates import day_in_words
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.tick import Tick
from peerdesk.ui.widgets.title_row import TitleRow

_WIDTH = 820  # pixels of the column at 100 % text


class DueCard(Card):
    """One thing to send: what, to whom, by when; a button that makes it, and a tick once it is sent."""

    def __init__(self, theme: Theme, due: Due, today: str) -> None:
        """Show it as it stands."""
        super().__init__(theme, "quiet" if due.sent_on else "")
        self.due = due
        of, to = due.sending.words, self.tr("to {}").format(due.sending.to)
        when = (
            self.tr("sent {}").format(day_in_words(due.sent_on, year=False)) if due.sent_on else due.sending.due(today)
        )
        self.what = Paragraph(theme, of, "reading", bold=True)
        self.when = Paragraph(theme, f"{to} · {when}", tone="soft")
        here = " · ".join(path.name for path in due.files)
        self.here = Paragraph(theme, here or self.tr("Not made yet."), "caption", "soft")
        self.elsewhere = due.sending.item == "partnership"
        again = self.tr("Make it again") if due.files else self.tr("Put it in the outbox")
        self.make = Button(theme, self.tr("Make it under Share") if self.elsewhere else again)
        self.make.setAccessibleName(f"{self.make.text()}: {of}, {due.school}")
        self.sent = Tick(theme, self.tr("Sent"))
        self.sent.setAccessibleName(self.tr("Sent: {}, {}").format(of, due.school))
        self.sent.setChecked(bool(due.sent_on))
        words = QVBoxLayout()
        words.setSpacing(theme.gap("xs"))
        for widget in (self.what, self.when, self.here):
            words.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(theme.gap("m"))
        row.addLayout(words, 1)
        row.addWidget(self.make, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.sent, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self.here.setVisible(not due.sent_on)
        self.make.setVisible(not due.sent_on)


class OutboxPage(Page):
    """Everything that this person has to send, of every review that has begun."""

    title = "To send"
    kinds = frozenset({"review", "member", "section", "finding", "reply"})

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        theme: Theme,
        fonts: Path,
        folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page; `fonts` holds the typeface of what is printed, `folder` is where things wait."""
        super().__init__(theme, jobs, parent)
        self._desk = desk
        self.outbox = Outbox(desk, fonts, folder, practice=theme.practice)
        self.cards: list[DueCard] = []
        self._build()
        self.folder.clicked.connect(self._open_folder)

    @override
    def refresh(self) -> None:
        self.jobs.start(self, lambda _: self.outbox.due(), self._show)

    @override
    def first_focus(self) -> QWidget | None:
        first = next((card.make for card in self.cards if not card.due.sent_on), None)
        return first or self.folder

    @override
    def commands(self) -> list[Command]:
        group = self.tr("To send")
        return [Command("outbox.folder", self.tr("Open the outbox"), group, self._open_folder, "", "folder-open")]

    def _build(self) -> None:
        theme = self.theme
        self.folder = Button(theme, self.tr("Open the folder"), "folder-open")
        said = self.tr(
            "What you put in the outbox waits in your documents, with a list that needs no PeerDesk. It leaves this "
            "laptop only when you send it."
        )
        self.said = Paragraph(theme, said, tone="soft")
        self.empty = Empty(
            theme,
            "printer",
            self.tr("Nothing is to be sent yet."),
            self.tr("It begins with a visit: open a review, or begin a new one."),
            self.tr("Go to Home"),
            lambda: self.go_requested.emit("home"),
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.gap("s"))
        column = QWidget()
        column.setMaximumWidth(theme.px(_WIDTH))
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.gap("s"))
        inside.addWidget(TitleRow(theme, self.title, None, [self.folder]))
        inside.addWidget(self.said)
        inside.addWidget(self.empty)
        inside.addLayout(self._list)
        outer = ScrollColumn(theme)
        outer.add_middle(column)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l") - theme.fixed("width.bar"), 0)
        page.addWidget(outer)
        self.empty.hide()

    def _show(self, due: Sequence[Due]) -> None:
        before = [card.due.sending.item for card in self.cards if card.make.hasFocus() or card.sent.hasFocus()]
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.cards = []
        today = self._desk.acting.here()[:10]
        for school, of_school in groupby(sorted(due, key=lambda one: one.school), key=lambda one: one.school):
            self._list.addWidget(Label(self.theme, school, bold=True))
            for one in of_school:
                self._add(DueCard(self.theme, one, today))
        self.empty.setVisible(not due)
        self.said.setVisible(bool(due))
        for card in self.cards:
            if card.due.sending.item in before:
                card.sent.setFocus()

    def _add(self, card: DueCard) -> None:
        self.cards.append(card)
        self._list.addWidget(card)
        card.make.clicked.connect(partial(self._make, card.due))
        card.sent.clicked.connect(partial(self._tick, card.due))

    def _make(self, due: Due) -> None:
        if due.sending.item == "partnership":
            self.go_requested.emit("share")
            return

        def done(_: object) -> None:
            self.toast_requested.emit(self.tr("It waits in the outbox."), False)
            self.refresh()

        label = self.tr("Making the pages")
        self.jobs.start(self, lambda _: self.outbox.put(due.scope, due.sending.item), done, label=label)

    def _tick(self, due: Due) -> None:
        sent = not due.sent_on
        self.jobs.start(
            self, lambda _: self.outbox.tick_sent(due.scope, due.sending.item, sent=sent), lambda _: self.refresh()
        )

    def _open_folder(self) -> None:
        where = self.outbox.folder if self.outbox.folder.is_dir() else self.outbox.folder.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(where)))
