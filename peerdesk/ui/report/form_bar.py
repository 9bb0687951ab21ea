"""Below a part of the report: emphasis, bullets, headings and citations by hand; and what stands behind a number."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.ui.report.formed_text import FormedText
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label


class FormBar(QWidget):
    """Five quiet buttons, of which a press leaves the caret where it is; `behind` says what a number stands for.

    Signals:
        cite_requested: a note is to be chosen, and cited at the caret.
    """

    cite_requested = Signal()

    def __init__(self, theme: Theme, text: FormedText, parent: QWidget | None = None) -> None:
        """Work on a field."""
        super().__init__(parent)
        acts = (
            ("italic", self.tr("Emphasis (Ctrl+I)"), text.switch_voice),
            ("bold", self.tr("Strong (Ctrl+B)"), lambda: text.switch_voice(bold=True)),
            ("list", self.tr("Bullets (Ctrl+Shift+8)"), lambda: text.switch_kind("bullet")),
            ("heading", self.tr("Small heading (Ctrl+Shift+3)"), lambda: text.switch_kind("heading")),
            ("quote", self.tr("Cite a note… (Ctrl+Shift+I)"), self.cite_requested.emit),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("xs"))
        self.buttons: list[Button] = []
        for icon, name, act in acts:
            button = Button(theme, "", icon, "quiet", name=name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, act=act: act())
            self.buttons.append(button)
            row.addWidget(button)
        self.behind = Label(theme, "", "caption", "soft", elided=True)
        row.addWidget(self.behind, 1)
