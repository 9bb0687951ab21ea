"""Before the head comes: the order of messages, what is left out, and one more look at names."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.desk import Desk
from peerdesk.domain.feedback import moved
from peerdesk.ui.feedback.looking import FeedbackLook
from peerdesk.ui.feedback.steps_view import StepsView
from peerdesk.ui.page import Page
from peerdesk.ui.widgets.offer import Offer

_NAMES = 4  # that are named in the line


class Arranging(QObject):
    """Does what the list asks for. Order is this laptop's own, so its undo is the list's own too.

    Signals:
        finding_wanted: show the finding of this id at the table.
    """

    finding_wanted = Signal(str)

    def __init__(self, page: Page, desk: Desk, steps: StepsView, look: Callable[[], FeedbackLook | None]) -> None:
        """Watch the list; `look` answers what the page shows now."""
        super().__init__(page)
        self._page, self._desk, self._list, self._look = page, desk, steps, look
        self._before: list[Sequence[str]] = []
        self.names = Offer(page.theme, "eye", wraps=True)
        steps.moved.connect(self._move)
        steps.switched.connect(self.switch)
        steps.took_back.connect(self._take_back)

    def begin_anew(self) -> None:
        """Take nothing back from now on: another review is shown."""
        self._before = []

    def show_look(self, look: FeedbackLook | None) -> None:
        """Let the list be moved by whoever leads, and say where a name is likely."""
        self._list.movable = look is not None and look.leads
        self._list.can_take_back = bool(self._before)
        found = look.names if look is not None and look.leads else ()
        words = list(dict.fromkeys(name.words for one in found for name in one.names))
        if not words:
            self.names.offer("", ())
            return
        tr, first = self.tr, found[0].record_id
        said = tr("Look once more before the head reads it. Perhaps names: {}.").format(", ".join(words[:_NAMES]))
        answers = [
            (tr("Look at it"), lambda: self.finding_wanted.emit(first)),
            (tr("Leave it"), lambda: self._leave_names(words)),
        ]
        self.names.offer(said, answers)

    def switch(self, key: str) -> None:
        """Leave a message out, or show it after all."""
        look = self._look()
        if look is not None and look.leads:
            scope, left_out = look.plan.scope, look.left_out ^ {key}
            self._start(lambda: self._desk.feedback.leave_out(scope, left_out))

    def give_leave(self, given: bool) -> None:
        """Remember for the day whether the head gave leave that somebody writes."""
        look = self._look()
        if look is not None:
            scope = look.plan.scope
            self._start(lambda: self._desk.feedback.give_leave(scope, given))

    def _move(self, key: str, to: int) -> None:
        look = self._look()
        if look is not None:
            messages = [one for one in look.steps if one.kind == "message"]
            shown, aside = ([one.key for one in messages if bool(one.aside) is away] for away in (False, True))
            self._before.append((*shown, *aside))
            self._arrange(look.plan.scope, (*moved(shown, key, to), *aside))

    def _take_back(self) -> None:
        look = self._look()
        if look is not None and self._before:
            self._arrange(look.plan.scope, self._before.pop())

    def _arrange(self, scope: str, order: Sequence[str]) -> None:
        self._start(lambda: self._desk.feedback.arrange(scope, order))

    def _leave_names(self, words: Sequence[str]) -> None:
        look = self._look()
        if look is not None:
            scope, names = look.plan.scope, self._desk.names
            self._start(lambda: names.leave_all(scope, words))

    def _start(self, work: Callable[[], object]) -> None:
        self._page.jobs.start(self._page, lambda _: work(), lambda _: self._page.refresh())
