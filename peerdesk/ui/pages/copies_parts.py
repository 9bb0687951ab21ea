"""Parts of "Copies of your notes": the line about the drive, and what is said when the file itself is damaged."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.desk.copies import Drive
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.picture import Picture


class DriveRow(QWidget):
    """Where the second copy goes, and whether that can be reached now."""

    def __init__(self, theme: Theme) -> None:
        """Make a row that says nothing yet."""
        super().__init__()
        self._picture = Picture(theme, "usb")
        self.sentence = Paragraph(theme, "")
        self.choose, self.stop = Button(theme), Button(theme, self.tr("Stop using it"), kind="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        row.addWidget(self._picture)
        row.addWidget(self.sentence, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.stop)
        row.addWidget(self.choose)

    def show_drive(self, drive: Drive | None) -> None:
        """Show how it stands with the drive; None if none was chosen."""
        self.stop.setVisible(drive is not None)
        self.choose.setText(self.tr("Choose a drive…") if drive is None else self.tr("Change…"))
        self.choose.setAccessibleName(self.tr("Choose a drive for the second copy…"))
        self.stop.setAccessibleName(self.tr("Stop using the drive for the second copy"))
        self._picture.show_icon("usb", "strength" if drive is not None and drive.is_in else "soft")
        self.sentence.setText(self._said(drive))
        self.sentence.setToolTip("" if drive is None else str(drive.path))

    def _said(self, drive: Drive | None) -> str:
        if drive is None:
            return self.tr("All copies are on this laptop. If it is lost, so are they: choose a stick for others.")
        if not drive.is_in:
            return self.tr("Second copy: on {}, which is not in now. The next copy goes there when it is.").format(
                drive.name
            )
        if drive.same_disk:
            return self.tr(
                "Second copy: in {}, on the same disk as your notes. What takes one takes both: a stick is better."
            ).format(drive.name)
        return self.tr("Second copy: on {}, which is in now.").format(drive.name)


class DamageCard(Card):
    """The file of the notes is damaged somewhere, though it opened."""

    def __init__(self, theme: Theme) -> None:
        """Make the card."""
        super().__init__(theme)
        self.mend = Button(theme, self.tr("Put a copy in its place…"))
        said = self.tr(
            "A part of the file with your notes cannot be read. A sound copy can take its place, with all that can "
            "still be read of the file; the file itself is kept."
        )
        row = QHBoxLayout()
        row.setSpacing(theme.gap("s"))
        row.addWidget(Picture(theme, "circle-alert", tone="develop"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Paragraph(theme, said), 1)
        row.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
