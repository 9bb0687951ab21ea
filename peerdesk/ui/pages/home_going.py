"""On Home: when others' notes go from this laptop, one act to let them go earlier, and what went."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from peerdesk.desk.desk import Desk
from peerdesk.desk.letting_go import Going, Gone
from peerdesk.domain.dates import day_in_words
from peerdesk.ui.page import Page
from peerdesk.ui.widgets.offer import Offer


class HomeGoing(QObject):
    """Lets go of what is due whenever Home looks, and says what will go and what went."""

    def __init__(self, page: Page, desk: Desk) -> None:
        """Do it for Home."""
        super().__init__(page)
        self._page, self._desk = page, desk
        self.line = Offer(page.theme, "calendar-days", wraps=True)

    def look(self) -> None:
        """Let go of what is due, then show what will go."""
        desk, today = self._desk, self._desk.acting.now().astimezone().date()

        def work(_: object) -> tuple[list[Gone], list[Going]]:
            return desk.letting_go.let_go_of_due(today), desk.letting_go.all()

        self._page.jobs.start(self, work, self._on_looked)

    def _on_looked(self, looked: tuple[list[Gone], list[Going]]) -> None:
        gone, going = looked
        for one in gone:
            self._tell(one)
        self._show(going)

    def _show(self, going: Sequence[Going]) -> None:
        if not going:
            self.line.offer("", ())
            return
        first = going[0]
        said = self.tr("{school}: the notes of others go from this laptop on {day}. Yours stay.")
        text = said.format(school=first.school, day=day_in_words(first.day.isoformat(), year=False))
        self.line.offer(text, [(self.tr("Let them go now"), lambda: self._let_go(first.scope))])

    def _let_go(self, scope: str) -> None:
        self._page.jobs.start(self, lambda _: self._desk.letting_go.let_go(scope), self._on_let_go)

    def _on_let_go(self, gone: Gone | None) -> None:
        if gone is not None:
            self._tell(gone)
        self.look()

    def _tell(self, gone: Gone) -> None:
        said = self.tr("{school}: the words of {count} notes of others are gone from this laptop. Yours are all here.")
        self._page.toast_requested.emit(said.format(school=gone.school, count=gone.count), False)
        self._page.changed.emit(gone.changes)
