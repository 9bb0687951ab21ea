"""On Home: what is to be sent next, to whom and by when."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from peerdesk.desk.desk import Desk
from peerdesk.paths import resources
from peerdesk.ui.page import Page
from peerdesk.ui.widgets.offer import Offer

if TYPE_CHECKING:  # what it takes to make all of it is loaded when Home has been seen
    from peerdesk.desk.outbox import Due


class HomeSending(QObject):
    """Says it in one line, whenever Home looks."""

    def __init__(self, page: Page, desk: Desk) -> None:
        """Say it for Home."""
        super().__init__(page)
        self._page, self._desk = page, desk
        self.line = Offer(page.theme, "printer", wraps=True)

    def look(self) -> None:
        """Look what is to be sent; of the practice nothing is, though it can be made there and put in an outbox."""
        if self._page.theme.practice:
            self.line.offer("", ())
            return

        def work(_: object) -> "list[Due]":
            from peerdesk.desk.outbox import Outbox

            return Outbox(self._desk, resources() / "fonts").due()

        self._page.jobs.start(self, work, self._show)

    def _show(self, due: "Sequence[Due]") -> None:
        open_ones = [one for one in due if not one.sent_on and one.sending.by]
        if not open_ones:
            self.line.offer("", ())
            return
        first, today = open_ones[0], self._desk.acting.here()[:10]
        said = self.tr("To send to {to}: {what}, {when}.").format(
            what=first.sending.short, to=first.sending.to, when=first.sending.due(today)
        )
        more = self.tr(" Then {} more.").format(len(open_ones) - 1) if len(open_ones) > 1 else ""
        self.line.offer(said + more, [(self.tr("Show"), lambda: self._page.go_requested.emit("outbox"))])
