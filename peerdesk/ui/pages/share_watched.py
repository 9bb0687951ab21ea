"""Which folder PeerDesk keeps an eye on for what arrives without a stick."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph


class WatchedLine(QWidget):
    """Names the folder, and offers another one or none."""

    def __init__(self, theme: Theme) -> None:
        """Make a line that names none yet."""
        super().__init__()
        self.sentence = Paragraph(theme, "", "caption", "soft")
        self.change = Button(theme, self.tr("Another folder…"), kind="link", name=self.tr("Watch another folder…"))
        self.stop = Button(theme, self.tr("Watch none"), kind="link")
        ways = QHBoxLayout()
        ways.setSpacing(theme.gap("m"))
        ways.addWidget(self.change)
        ways.addWidget(self.stop)
        ways.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.gap("s"), 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sentence)
        column.addLayout(ways)

    def show_folder(self, folder: Path | None) -> None:
        """Name the folder that is watched; None for none."""
        if folder is None:
            self.sentence.setText(self.tr("No other folder is watched for what a mail, a cable or Bluetooth brings."))
        else:
            said = self.tr("“{}” is watched too: what a mail, a cable or Bluetooth brings is told on every page.")
            self.sentence.setText(said.format(folder.name or folder))
        self.sentence.setToolTip(str(folder or ""))
        self.stop.setVisible(folder is not None)
