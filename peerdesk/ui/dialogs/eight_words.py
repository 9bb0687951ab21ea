"""The field into which recovery words are typed from a sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.paragraph import Paragraph

WORDS = 8


class EightWords(QWidget):
    """They are seen while they are typed: they are read from paper, and a slip should show.

    Signals:
        typed: True once there are as many words as there must be.
    """

    typed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self.field = QLineEdit()
        leave_out(self.field, "secret")
        self.answer = Paragraph(theme, "", tone="develop")
        self.answer.hide()
        form = Form(theme)
        hint = self.tr("All eight, in their order. Capitals do not matter.")
        form.add(self.tr("Words"), self.field, hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        column.addWidget(self.answer)
        self.field.textChanged.connect(lambda: self.typed.emit(self.are_there()))
        self.setFocusProxy(self.field)

    def are_there(self) -> bool:
        """Say whether there are as many words as there must be."""
        return len(self.field.text().replace("-", " ").split()) >= WORDS

    def refuse(self, sentence: str) -> None:
        """Say why these words do not do; they stay to be looked at."""
        self.answer.setText(sentence)
        self.answer.show()
        self.field.setFocus()
        announce(self.answer, sentence)
