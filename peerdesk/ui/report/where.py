"""Where something goes that leaves: onto a stick, into the outbox, or somewhere else; and what if it does not fit."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStorageInfo
from PySide6.QtWidgets import QWidget

from peerdesk.desk.ejecting import stick_of
from peerdesk.errors import PeerDeskError
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_MOST_STICKS = 3


def sticks() -> list[Path]:
    """Return where the sticks that are in are to be found."""
    mounted = (Path(one.rootPath()) for one in QStorageInfo.mountedVolumes() if one.isReady() and not one.isRoot())
    return [one for one in mounted if stick_of(one) is not None][:_MOST_STICKS]


class WhereSheet(Sheet):
    """Asks where to: one click each."""

    def __init__(
        self,
        parent: QWidget,
        what: str,
        found: Sequence[Path],
        onto: Callable[[Path], object],
        keep: Callable[[], object],
        elsewhere: Callable[[], object],
    ) -> None:
        """Ask.

        Args:
            parent: any widget of the window.
            what: leaves.
            found: the sticks that are in.
            onto: puts it on one of them.
            keep: puts it into the outbox.
            elsewhere: asks for a folder.
        """
        theme = theme_of(parent)
        super().__init__(theme, parent, what, width=480)
        self.content.addWidget(make_title(theme, what, "printer"))
        self.content.addWidget(Paragraph(theme, self.tr("Where to?"), "reading"))
        self.sticks = [Button(theme, self.tr("On the stick “{}”").format(one.name or str(one))) for one in found]
        self.keep = Button(theme, self.tr("Into the outbox, to send when I’m home"))
        self.elsewhere = Button(theme, self.tr("Somewhere else…"))
        if not found:
            self.content.addWidget(Paragraph(theme, self.tr("No stick is in."), "caption", "soft"))
        for button, go_on in zip(
            (*self.sticks, self.keep, self.elsewhere),
            (*(lambda one=one: onto(one) for one in found), keep, elsewhere),
            strict=True,
        ):
            self.content.addWidget(button)
            button.clicked.connect(lambda _=False, go_on=go_on: self._on_chosen(go_on))
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        (self.sticks or [self.keep])[0].setDefault(True)

    def _on_chosen(self, go_on: Callable[[], object]) -> None:
        self.accept()
        go_on()


class InsteadSheet(FailureSheet):
    """What kept something from being written, with the outbox one act away."""

    def __init__(self, parent: QWidget, error: PeerDeskError, instead: Callable[[], object]) -> None:
        """Tell it; `instead` puts it into the outbox."""
        super().__init__(parent, error.message, error.remedy, error.detail)
        self.instead = Button(self.theme, self.tr("Put it in the outbox"), kind="primary")
        self.instead.clicked.connect(self.accept)
        self.instead.clicked.connect(lambda: instead())
        self.foot.addWidget(self.instead)
        self.instead.setDefault(True)
        self.instead.setFocus()
