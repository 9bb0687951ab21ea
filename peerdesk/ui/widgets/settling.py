"""What a page says where two versions of something stand, and how a person settles it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.review import Record
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph


class Settling(QWidget):
    """Hidden while there is one version.

    Signals:
        settled: what stands here is what it should say.
    """

    settled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.words = Paragraph(theme, "", "caption", "develop")
        self.button = Button(theme, self.tr("It says what it should"), "check")
        self.button.clicked.connect(self.settled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_record(self, record: Record | None, *, writable: bool) -> None:
        """Say about what two versions of a record stand."""
        names = record.two_versions if record else ()
        about = self.tr(" and ").join(name.replace("_", " ") for name in names)
        self.words.setText(
            self.tr(
                "This was changed on two laptops ({}): two versions stand, and here is one. "
                "Write what it should say, and that settles it."
            ).format(about)
        )
        self.button.setVisible(writable)
        self.setVisible(bool(names))
