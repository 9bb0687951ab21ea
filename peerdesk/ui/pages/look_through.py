"""Look through my notes: everything is read and compared, and what was only computed is made anew if one wants."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.checking import Trouble, check, mend
from peerdesk.desk.desk import Desk
from peerdesk.errors import Cancelled
from peerdesk.ui import messages
from peerdesk.ui.jobs import JobRunner, Progress
from peerdesk.ui.page import Page
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card, make_hairline
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.title_row import TitleRow

_WIDTH = 760


class LookThroughPage(Page):
    """What is wrong with what is kept here, if anything, each with what can be done about it."""

    title = "Look through my notes"

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a page that has not looked yet."""
        super().__init__(theme, jobs, parent)
        self._desk = desk
        self._stale = False
        self.look = Button(theme, self.tr("Look through them"), kind="primary")
        self.primary = self.look
        why = self.tr(
            "PeerDesk reads every line that is kept here, tries every signature, and compares what pages show and "
            "what is searched with what was written. It changes nothing, and can be stopped."
        )
        self.why = Paragraph(theme, why, tone="soft")
        self.result = Paragraph(theme, "", "reading")
        self.troubles = Card(theme)
        self.anew = Button(theme, self.tr("Make it anew"))
        self._build()
        self.look.clicked.connect(self._look)
        self.anew.clicked.connect(self._mend)

    def _build(self) -> None:
        theme = self.theme
        for part in (self.result, self.troubles, self.anew):
            part.hide()
        column = QWidget()
        column.setMaximumWidth(theme.px(_WIDTH))
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.gap("m"))
        inside.addWidget(TitleRow(theme, self.title, None, [self.look]))
        for part in (self.why, self.result, self.troubles):
            inside.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self.anew)
        foot.addStretch()
        inside.addLayout(foot)
        outer = ScrollColumn(theme)
        outer.add_middle(column)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l") - theme.fixed("width.bar"), 0)
        page.addWidget(outer)

    # What a person does

    def _look(self) -> None:
        desk = self._desk
        done = partial(self._show, "")
        self._start(lambda progress: check(desk.engine, desk.folder, progress.step), done, self.tr("Looking through"))

    def _mend(self) -> None:
        desk = self._desk

        def work(progress: Progress) -> list[Trouble]:
            mend(desk.engine, progress.step)
            desk.capture.let_go()
            return check(desk.engine, desk.folder, progress.step)

        def done(found: list[Trouble]) -> None:
            self.changed.emit(Changes())
            self._show(self.tr("It was made anew. "), found)

        self._start(work, done, self.tr("Making it anew"))

    def _start(
        self, work: Callable[[Progress], list[Trouble]], done: Callable[[list[Trouble]], None], label: str
    ) -> None:
        self.look.setEnabled(False)
        self.anew.setEnabled(False)
        self.jobs.start(self, work, done, self._on_failed, label)

    def _show(self, before: str, found: Sequence[Trouble]) -> None:
        self._end()
        said = self.tr("Everything is as it was written.")
        if found:
            one, several = self.tr("One thing is not as it should be."), self.tr("{} things are not as they should be.")
            said = one if len(found) == 1 else several.format(len(found))
        self.result.setText(before + said)
        self.result.show()
        self._list(found)
        self.anew.setVisible(any(one.mendable for one in found))
        announce(self.result, self.result.text())
        if self.anew.isVisible():
            self.anew.setFocus()

    def _list(self, found: Sequence[Trouble]) -> None:
        while (item := self.troubles.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, one in enumerate(found):
            if at:
                self.troubles.body.addWidget(make_hairline())
            self.troubles.body.addWidget(Paragraph(self.theme, one.sentence))
            self.troubles.body.addWidget(Paragraph(self.theme, one.remedy, tone="soft"))
        self.troubles.setVisible(bool(found))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self.result.setText(self.tr("It was stopped before its end. Nothing was changed."))
            self.result.show()
            announce(self.result, self.result.text())
        else:
            messages.show_failure(self, error)

    def _end(self) -> None:
        self.look.setEnabled(True)
        self.anew.setEnabled(True)
        self.begin_here()
