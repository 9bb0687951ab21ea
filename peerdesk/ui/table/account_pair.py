"""Two accounts that do not fit together, beside each other: the same room for both, and no winner."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.domain.contradictions import Account, Contradiction
from peerdesk.domain.evidence import Note
from peerdesk.ui.table.note_rows import SOURCE_WORDS, where_of
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph

_SHOWN = 3  # notes of an account that are shown at once


class AccountPair(QWidget):
    """A sentence, two columns of notes, and what can be done with them.

    Signals:
        all_wanted: show all notes of both.
        finding_wanted: begin a finding that stands on the notes of both.
    """

    all_wanted = Signal()
    finding_wanted = Signal()

    def __init__(self, theme: Theme, pair: Contradiction, read: Callable[[Note], str], *, writable: bool) -> None:
        """Show two accounts; `read` returns a note as it is read, and `writable` offers to begin a finding."""
        super().__init__()
        self._theme, self._read = theme, read
        self.sentence = Label(theme, pair.sentence, bold=True, elided=True)
        self.sentence.setToolTip(pair.sentence)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.gap("m"))
        self.sides = [self._side(account) for account in pair.accounts]
        for side in self.sides:
            self._columns.addWidget(side, 1)
        self._show_all = Button(theme, self.tr("Show all of both"), kind="link")
        self._begin = Button(theme, self.tr("Begin a finding with both"), "plus", "quiet")
        self._show_all.clicked.connect(self.all_wanted)
        self._begin.clicked.connect(self.finding_wanted)
        foot = QHBoxLayout()
        foot.addWidget(self._begin)
        foot.addWidget(self._show_all)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(self.sentence)
        column.addLayout(self._columns)
        column.addLayout(foot)
        self._show_all.setVisible(any(len(one.notes) > _SHOWN for one in pair.accounts))
        self._begin.setVisible(writable)
        self.setAccessibleName(pair.sentence)
        self.set_slim(False)

    def first_focus(self) -> QWidget:
        """Return what can be done first with this pair."""
        return next((one for one in (self._begin, self._show_all) if not one.isHidden()), self)

    def set_slim(self, slim: bool) -> None:
        """Put one account below the other where there is no room beside it."""
        way = QBoxLayout.Direction
        self._columns.setDirection(way.TopToBottom if slim else way.LeftToRight)

    def _side(self, account: Account) -> QWidget:
        theme, side = self._theme, QWidget()
        side.setAccessibleName(account.name)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(Paragraph(theme, account.name, "body", "soft"))
        if account.also:
            column.addWidget(Paragraph(theme, account.also, "caption", "soft"))
        for note in account.notes[:_SHOWN]:
            column.addWidget(Paragraph(theme, self._read(note), "reading"))
            said = " · ".join(part for part in (SOURCE_WORDS[note.source], where_of(note)) if part)
            column.addWidget(Paragraph(theme, said, "caption", "soft"))
        if len(account.notes) > _SHOWN:
            more = self.tr("and {} more").format(len(account.notes) - _SHOWN)
            column.addWidget(Paragraph(theme, more, "caption", "soft"))
        column.addStretch()
        return side
