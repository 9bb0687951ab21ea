"""The one door through which a person learns that something did not work."""

import logging

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from peerdesk.errors import Cancelled, PeerDeskError
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

log = logging.getLogger(__name__)


class FailureSheet(Sheet):
    """What happened, what to do now, and, folded away, what a helper would want to read."""

    def __init__(self, parent: QWidget, message: str, remedy: str, detail: str) -> None:
        """Prepare the sheet; all of it is plain text, for words may come from a stranger's file."""
        theme = theme_of(parent)
        super().__init__(theme, parent, f"{message} {remedy}", width=520)
        self.setObjectName("failure")
        self.message, self.remedy = Paragraph(theme, message, "reading"), Paragraph(theme, remedy)
        self.details = Paragraph(theme, detail, "caption", "soft")
        self.details.hide()
        self.content.addWidget(make_title(theme, self.tr("That did not work"), "info"))
        for paragraph in (self.message, self.remedy, self.details):
            self.content.addWidget(paragraph)
        self.fold = Button(theme, self.tr("Details"), "chevron-down", "quiet")
        self.fold.setCheckable(True)
        self.fold.setVisible(bool(detail))
        self.fold.toggled.connect(self._show_details)
        close = Button(theme, self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.foot.addWidget(self.fold)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        close.setFocus()

    def _show_details(self, shown: bool) -> None:
        self.details.setVisible(shown)
        self.place()


def show_failure(parent: QObject, error: Exception) -> None:
    """Tell what happened and what to do now, over the window of `parent`; return at once.

    Args:
        parent: any widget, or an object whose parent is one.
        error: a PeerDeskError is said as it is; Cancelled is the person's own wish and says nothing; anything
            else is a bug: it is logged, and said to be ours.
    """
    if isinstance(error, Cancelled):
        return
    if not isinstance(error, PeerDeskError):
        log.error("a bug reached the person", exc_info=error)
        error = PeerDeskError(
            "Something in PeerDesk went wrong. It is not your doing.",
            "What you wrote is still there. Try once more; if it happens again, tell whoever looks after PeerDesk.",
            detail=f"{type(error).__name__}: {error}",
        )
    FailureSheet(_widget_of(parent), error.message, error.remedy, error.detail).open_over()


def _widget_of(thing: QObject | None) -> QWidget:
    while thing is not None and not isinstance(thing, QWidget):
        thing = thing.parent()
    if thing is None:
        raise LookupError("nothing here can show a message")
    return thing
