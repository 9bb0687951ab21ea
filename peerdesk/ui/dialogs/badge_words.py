"""Meeting somebody: their six badge words, typed as they read them aloud."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.ui.theme import theme_of
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

WORDS = 6


class BadgeWordsSheet(Sheet):
    """Shows no words of its own: only what is heard can be typed."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        given: Callable[[str], object],
        later: Callable[[], object] | None = None,
    ) -> None:
        """Ask for the words of `name`.

        Args:
            parent: any widget of the window.
            name: whose words.
            given: gets what was typed, then calls `accept()` or `refuse(sentence)`.
            later: takes the badge without comparing words; None where that must not be.
        """
        theme = theme_of(parent)
        title = self.tr("{}'s badge words").format(name)
        super().__init__(theme, parent, title, width=520)
        self._given = given
        self.field = QLineEdit()
        leave_out(self.field, "comparison")
        self.answer = Paragraph(theme, "", tone="develop")
        self.answer.hide()
        self.add_button = Button(theme, self.tr("These are the words"), kind="primary")
        self.add_button.setDefault(True)
        close = Button(theme, self.tr("Not now"), kind="quiet")
        form = Form(theme)
        form.add(self.tr("Words"), self.field)
        sentence = self.tr(
            "Ask {} to read the six words that stand on Home on their laptop, and type what you hear. "
            "Ask on the telephone or at the table, not in the same message as the badge."
        ).format(name)
        self.content.addWidget(make_title(theme, title, "badge-check"))
        self.content.addWidget(Paragraph(theme, sentence, tone="soft"))
        self.content.addWidget(form)
        self.content.addWidget(self.answer)
        self.later_button = Button(theme, self.tr("Compare later"), kind="link")
        self.later_button.setVisible(later is not None)
        if later is not None:
            said = self.tr("Until you have compared them, “not confirmed yet” stands beside the name; nothing waits.")
            self.content.addWidget(Paragraph(theme, said, "caption", "soft"))
            self.later_button.clicked.connect(lambda: later())
        self.foot.addWidget(self.later_button)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.foot.addWidget(self.add_button)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.field.textChanged.connect(self._enable)
        self.add_button.clicked.connect(self._on_add)
        close.clicked.connect(self.reject)
        self._enable()
        self.field.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why the words do not do, and let the person type again."""
        self.answer.setText(sentence)
        self.answer.show()
        self._enable()
        self.field.setFocus()
        self.place()
        announce(self.answer, sentence)

    def _enable(self) -> None:
        self.add_button.setEnabled(len(self.field.text().split()) >= WORDS)

    def _on_add(self) -> None:
        self.add_button.setEnabled(False)
        self._given(self.field.text())
