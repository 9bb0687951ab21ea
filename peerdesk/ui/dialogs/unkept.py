"""Words not yet kept: all that was typed and never kept, each with its time and place, and what can be done with it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.unkept import Unkept
from peerdesk.ui.theme import Theme, theme_of
from peerdesk.ui.unkept_words import meanwhile, shortened, when, where
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_SHOWN = 600  # letters of each: enough to judge it; all of it is copied, kept and taken up


class UnkeptSheet(Sheet):
    """One row for each. Nothing is put anywhere before a person says so.

    Signals:
        wanted: go to where an Unkept was typed; it is offered there.
        note_wanted: keep an Unkept as a new note of its review.
        left: take an Unkept away.
        back_wanted: an Unkept that was taken away is wanted after all.
    """

    wanted = Signal(object)
    note_wanted = Signal(object)
    left = Signal(object)
    back_wanted = Signal(object)

    def __init__(self, parent: QWidget, unkept: Sequence[Unkept], now: datetime) -> None:
        """Show what waits; `now` says which times need their day."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Words not yet kept"), width=680)
        self.rows: list[UnkeptRow] = []
        self.content.addWidget(make_title(theme, self.tr("Words not yet kept"), "history"))
        why = self.tr("You typed these and did not keep them. They wait here, on this laptop alone.")
        self.content.addWidget(Paragraph(theme, why if unkept else self.tr("Nothing waits."), tone="soft"))
        for one in unkept:
            self._add(UnkeptRow(theme, one, now))
        close = Button(theme, self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        close.setFocus()

    def _add(self, row: "UnkeptRow") -> None:
        self.rows.append(row)
        self.content.addWidget(make_hairline())
        self.content.addWidget(row)
        row.go.clicked.connect(lambda: self._on_go(row.one))
        row.note.clicked.connect(lambda: self._on_note(row))
        row.leave.clicked.connect(lambda: self._on_leave(row))
        row.back.clicked.connect(lambda: self._on_back(row))
        row.copy.clicked.connect(row.say_copied)

    def _on_go(self, one: Unkept) -> None:
        self.accept()
        self.wanted.emit(one)

    def _on_note(self, row: "UnkeptRow") -> None:
        self.note_wanted.emit(row.one)
        row.show_done(self.tr("Kept as a note."), can_return=False)
        self.place()

    def _on_leave(self, row: "UnkeptRow") -> None:
        self.left.emit(row.one)
        row.show_done(self.tr("Left."), can_return=True)
        self.place()

    def _on_back(self, row: "UnkeptRow") -> None:
        self.back_wanted.emit(row.one)
        row.show_waiting()
        self.place()


class UnkeptRow(QWidget):
    """Where and when, the words, what became of the place, and four answers."""

    def __init__(self, theme: Theme, one: Unkept, now: datetime) -> None:
        """Show one."""
        super().__init__()
        self.one = one
        place = f"{where(one)} · {when(one.typed_at, now)}"
        said = shortened(one.text, _SHOWN)
        self.setAccessibleName(f"{place}: {said}")
        self.meanwhile = Paragraph(theme, meanwhile(one, now), "caption", "develop")
        self.meanwhile.setVisible(bool(self.meanwhile.text()))
        self.done = Paragraph(theme, "", "caption", "soft")
        self.go = self._answer(theme, self.tr("Take it up there"), said)
        self.copy = self._answer(theme, self.tr("Copy"), said)
        self.note = self._answer(theme, self.tr("Keep as a new note"), said)
        self.leave = self._answer(theme, self.tr("Leave it"), said)
        self.back = self._answer(theme, self.tr("Bring it back"), said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(Paragraph(theme, place, "caption", "soft"))
        column.addWidget(Paragraph(theme, said))
        column.addWidget(self.meanwhile)
        row = QHBoxLayout()
        row.setSpacing(theme.gap("s"))
        row.addWidget(self.done)
        for button in (self.go, self.copy, self.note, self.leave, self.back):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Offer what can be done."""
        self.done.hide()
        self.back.hide()
        self.go.setVisible(self.one.standing != "gone")
        # of its own review: never into another; nor what was for one or two people alone
        self.note.setVisible(bool(self.one.school) and self.one.kind not in ALONE)
        for button in (self.copy, self.leave):
            button.show()

    def show_done(self, said: str, *, can_return: bool) -> None:
        """Say what was done with it."""
        for button in (self.go, self.copy, self.note, self.leave):
            button.hide()
        self.done.setText(said)
        self.done.show()
        self.back.setVisible(can_return)
        announce(self, said)

    def say_copied(self) -> None:
        """Put all of the words where they can be pasted from; they go on waiting."""
        QGuiApplication.clipboard().setText(self.one.text.replace("\x1e", "\n"))
        self.done.setText(self.tr("Copied."))
        self.done.show()
        announce(self, self.done.text())

    def _answer(self, theme: Theme, word: str, said: str) -> Button:
        button = Button(theme, word, kind="link")
        button.setAccessibleName(f"{word}: {shortened(said, 40)}")
        return button


ALONE = ("advice", "noticed", "jotting", "heard", "hers", "moderation", "promise")
"""Kinds of words that are no note, and are not made one by a slip."""

PAGES = {
    "now": "now",
    "unplanned": "now",
    "who": "now",
    "plan": "plan",
    "note": "notes",
    "picture": "notes",
    "third": "notes",
    "finding": "table",
    "moderation": "table",
    "promise": "table",
    "section": "report",
    "answer": "report",
    "new": "home",
    "alt": "notes",
    "advice": "plan",
    "noticed": "noticed",
    "jotting": "noticed",
    "heard": "feedback",
    "correction": "report",
    "hers": "feedback",
}
"""The page on which words of each kind are offered again."""
