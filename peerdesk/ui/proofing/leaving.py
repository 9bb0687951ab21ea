"""Before notes leave: a quiet line says which names may stand in them. What is sent is sent in one act all the same."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.desk import Desk
from peerdesk.desk.names import NamesIn
from peerdesk.ui.page import Page
from peerdesk.ui.proofing.leaving_sheet import NamesSheet
from peerdesk.ui.proofing.words import tr
from peerdesk.ui.widgets.offer import Offer

_SHOWN = 4  # names in the line


class NamesLeaving(QObject):
    """Looks for names in what leaves, for the page on which it does.

    Signals:
        change_requested: go to where one stands (a Found).
    """

    change_requested = Signal(object)

    def __init__(self, page: Page, desk: Desk, line: Offer, send: Callable[[], object]) -> None:
        """Say in a line what is in one's own notes; `send` copies them as they are."""
        super().__init__(page)
        self._page, self._desk, self._line, self._send = page, desk, line, send
        self._scope = ""
        self._found: Sequence[NamesIn] = ()
        self._leaves = self._can_send = True

    def look(self, scope: str, *, can_send: bool) -> None:
        """Look at one's own notes of a review, beside everything else."""
        self._can_send = can_send
        if scope != self._scope:
            self._scope, self._found = scope, ()
            self._show()
        if scope:
            self._page.jobs.start(self, lambda _: self._desk.names.in_mine(scope), self._on_found)

    def set_leaves(self, leaves: bool) -> None:
        """Take note whether the words of notes leave with what is sent next."""
        self._leaves = leaves
        self._show()

    def ask_first(self, scope: str, send: Callable[[], object]) -> None:
        """Send what goes to the partnership; where names stand in it, show them first."""

        def done(found: Sequence[NamesIn]) -> None:
            if found:
                about = tr("This goes to the partnership, where others read it. It may name somebody.")
                self._open(found, about, send)
            else:
                send()

        self._page.jobs.start(self, lambda _: self._desk.names.for_partnership(scope), done)

    def _on_found(self, found: Sequence[NamesIn]) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        names = list(dict.fromkeys(name.words for one in self._found for name in one.names))
        if not names or not self._leaves:
            self._line.offer("", ())
            return
        said = ", ".join(names[:_SHOWN])
        if len(names) > _SHOWN:
            said = tr("{} and {} more").format(said, len(names) - _SHOWN)
        said = tr("Perhaps names in your notes: {}. They leave as they stand, unless you change them.").format(said)
        self._line.offer(said, [(tr("Look at them…"), self._open_mine)])

    def _open_mine(self) -> None:
        about = tr("These are your notes, as your team will read them. A role says as much: “a pupil”, “one leader”.")
        self._open(self._found, about, self._send if self._can_send else None)

    def _open(self, found: Sequence[NamesIn], about: str, send: Callable[[], object] | None) -> None:
        sheet = NamesSheet(self._page, found, about, send)
        sheet.change_requested.connect(lambda one: self.change_requested.emit(one.place()))
        sheet.left.connect(self._leave)
        sheet.open_over()

    def _leave(self, words: str) -> None:
        scope = self._scope
        self._page.jobs.start(self, lambda _: self._desk.names.leave(scope, words), lambda _: None)
        self._page.jobs.start(self, lambda _: self._desk.names.in_mine(scope), self._on_found)
