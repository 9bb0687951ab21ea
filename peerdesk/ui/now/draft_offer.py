"""Offering back what was typed and not kept, where it was begun."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from peerdesk.ui.commands import key_hint
from peerdesk.ui.now.drafts import Begun, Drafts
from peerdesk.ui.now.typed import Typed
from peerdesk.ui.theme import Theme
from peerdesk.ui.unkept_words import shortened
from peerdesk.ui.widgets.offer import Offer


class DraftOffer(Offer):
    """The newest line that was put aside, with two answers.

    Signals:
        taken_up: a Begun.
        left: a Begun.
        back_requested: what was left is wanted after all.
    """

    taken_up = Signal(object)
    left = Signal(object)
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(theme, "history", parent)
        self._newest: Begun[Typed] | None = None
        self._left = False

    def show_drafts(self, drafts: Drafts[Typed], left: Begun[Typed] | None, title_of: Callable[[str], str]) -> None:
        """Offer the newest; `title_of` names an activity by its id, "" if it is not known."""
        offered = [one for one in drafts.begun if not one.waits]
        self._newest, self._left = offered[-1] if offered else None, left is not None
        if offered:
            begun = offered[-1]
            answers = [
                (self.tr("Take it up ({})").format(key_hint("Up")), lambda: self.taken_up.emit(begun)),
                (self.tr("Leave it"), lambda: self.left.emit(begun)),
            ]
            self.offer(self._sentence(begun, title_of(begun.typed.activity)), answers)
        elif left is not None:
            self.offer(self.tr("Left."), [(self.tr("Bring it back"), self.back_requested.emit)])
        else:
            self.offer("", ())

    def take_newest(self) -> None:
        """Take up what is offered, or bring back what was left."""
        if self._newest is not None:
            self.taken_up.emit(self._newest)
        elif self._left:
            self.back_requested.emit()

    def _sentence(self, begun: Begun[Typed], title: str) -> str:
        where = self.tr(" in “{}”").format(title) if title else ""
        if begun.covered:
            return self.tr("A line was put aside at {}{}.").format(begun.at, where)
        said = shortened(begun.typed.text.strip() or begun.typed.made_of_it)
        return self.tr("You were typing this at {}{}: {}").format(begun.at, where, said)
