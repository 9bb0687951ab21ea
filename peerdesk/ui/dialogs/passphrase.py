"""Asking for the words that open something."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.ui.theme import theme_of
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title


class PassphraseSheet(Sheet):
    """Stays open, with what was typed, until the asker accepts it or the person gives up."""

    def __init__(self, parent: QWidget, title: str, sentence: str, given: Callable[[str], object]) -> None:
        """Ask; `given` is called with what was typed each time Open is pressed."""
        theme = theme_of(parent)
        super().__init__(theme, parent, title, width=560)
        self._given = given
        self.field = QLineEdit()
        leave_out(self.field, "secret")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.shown = Button(theme, self.tr("Show the words"), "eye", "quiet")
        self.shown.setCheckable(True)
        self.answer = Paragraph(theme, "", tone="develop")
        self.answer.hide()
        form = Form(theme)
        form.add(self.tr("Words"), self.field)
        self.content.addWidget(make_title(theme, title, "lock"))
        self.content.addWidget(Paragraph(theme, sentence, tone="soft"))
        self.content.addWidget(form)
        self.content.addWidget(self.answer)
        self.open_button = Button(theme, self.tr("Open"), kind="primary")
        self.open_button.setDefault(True)
        self.open_button.setEnabled(False)
        close = Button(theme, self.tr("Not now"), kind="quiet")
        for button in (self.shown, None, close, self.open_button):
            if button:
                self.foot.addWidget(button)
            else:
                self.foot.addStretch()
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.field.textChanged.connect(lambda text: self.open_button.setEnabled(bool(text)))
        self.shown.toggled.connect(self._show_words)
        self.open_button.clicked.connect(self._on_open)
        close.clicked.connect(self.reject)
        self.field.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why the words did not open it, and let the person try again."""
        self.answer.setText(sentence)
        self.answer.show()
        self.open_button.setEnabled(True)
        self.field.selectAll()
        self.field.setFocus()
        self.place()
        announce(self.answer, sentence)

    def _on_open(self) -> None:
        self.open_button.setEnabled(False)
        self._given(self.field.text())

    def _show_words(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)


def ask_passphrase(
    parent: QWidget,
    title: str,
    sentence: str,
    given: Callable[[str], object],
    gave_up: Callable[[], object] | None = None,
    *,
    seen: bool = False,
) -> PassphraseSheet:
    """Ask for a passphrase over the window of `parent`, and return at once.

    Args:
        parent: any widget of a page or window.
        title: what is to be opened ("Open your notes").
        sentence: which words are meant and where they were written down.
        given: gets the words; it then calls `accept()` on the sheet, or `refuse(sentence)`.
        gave_up: called when the person closes it without.
        seen: the words are seen while they are typed: a slip would lock the notes for ever, or many are to be typed.
    """
    sheet = PassphraseSheet(parent, title, sentence, given)
    sheet.shown.setChecked(seen)
    if gave_up is not None:
        sheet.rejected.connect(lambda: gave_up())
    sheet.open_over()
    return sheet
