"""Something that the head said: the words, who wrote them down, and what can be done with them."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.ui.feedback.looking import HeardRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.unkept_words import shortened
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.kept import KeptBox
from peerdesk.ui.widgets.paragraph import Paragraph

_NAMED = 40  # letters of the words in a button's name


class HeardLine(QWidget):
    """One row. Where the head can see it, the words alone.

    Signals:
        given: the words were changed.
        taken_out: they may go.
        led: they led to other words for the message.
    """

    given = Signal(str)
    taken_out = Signal()
    led = Signal()

    def __init__(self, theme: Theme, row: HeardRow, *, quiet: bool, writable: bool, leads_on: bool) -> None:
        """Show a row.

        Args:
            theme: the look.
            row: what was said.
            quiet: the head can see it: the words alone.
            writable: this desk's person may change it.
            leads_on: it is about a message, for which other words can be agreed.
        """
        super().__init__()
        self.row = row
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap("xs"))
        self.field: KeptBox | None = None
        if quiet or not writable:
            self._column.addWidget(Paragraph(theme, row.word.words))
        else:
            self.field = KeptBox(theme, self.tr("What the head said"), 1)
            self.field.show_value(row.word.words)
            self.field.given.connect(self.given)
            self._column.addWidget(self.field)
        if not quiet:
            self._add_foot(theme, writable, leads_on)

    def _add_foot(self, theme: Theme, writable: bool, leads_on: bool) -> None:
        at = datetime.fromisoformat(self.row.word.first_written_at).astimezone()
        who, said = self.row.who, shortened(self.row.word.words, _NAMED)
        when = self.tr("written down by {}, {}").format(who, f"{at:%H:%M}") if who else f"{at:%H:%M}"
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap("s"))
        foot.addWidget(Paragraph(theme, when, "caption", "soft"), 1)
        if writable and leads_on:
            name = self.tr("Other words, because the head said: {}").format(said)
            led = Button(theme, self.tr("We agreed other words"), kind="link", name=name)
            led.clicked.connect(self.led)
            foot.addWidget(led)
        if writable:
            out = Button(theme, "", "trash-2", "quiet", name=self.tr("Take out: {}").format(said))
            out.clicked.connect(self.taken_out)
            foot.addWidget(out)
        self._column.addLayout(foot)
