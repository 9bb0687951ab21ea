"""Under a text: how many words are worth a second look, and the way to them for whoever has no F7 under a finger."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from peerdesk.domain.wording import WordMark
from peerdesk.ui.proofing.words import counted, described, tr
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button


class LookLine(Button):
    """A quiet button; hidden while nothing is marked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(theme, "", "eye", "quiet", parent=parent)
        self.hide()

    def show_marks(self, marks: Sequence[WordMark]) -> None:
        """Say how many there are."""
        said = counted(len(marks))
        self.setText(tr("{} (F7)").format(said))
        self.setAccessibleName(f"{said}: {described(marks)}")
        self.setToolTip(described(marks))
        self.setVisible(bool(marks))
