"""Notes that do not open: the newest sound copy, what it holds, all others, and what becomes of the damaged file."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.copies import Copy
from peerdesk.desk.header import DamagedDeskError
from peerdesk.desk.mending import ClosedNotes, Holding, WrongKeyError
from peerdesk.errors import PeerDeskError
from peerdesk.ui.copies_words import count_words, when_words, where_words
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.copies_list import CopiesList
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph

_ROWS = 4


class DamagedNotes(QWidget):
    """The offer, and the ways around it.

    Signals:
        copy_chosen: look what the copy at this path holds.

    Attributes:
        chosen: the copy that is offered; None where the file itself is sound.
    """

    copy_chosen = Signal(Path)

    def __init__(self, theme: Theme) -> None:
        """Make it, with nothing to offer yet."""
        super().__init__()
        self._theme = theme
        self.chosen: Path | None = None
        self._holds: dict[Path, Holding] = {}
        self._has_file = False
        self.heading = Paragraph(theme, "", "title", bold=True)
        self.comfort = Paragraph(theme, "", tone="soft")
        self.offer = Paragraph(theme, "", "reading", bold=True)
        self.holds = Paragraph(theme, "")
        self.fate = Paragraph(theme, "", tone="soft")
        self.place = Button(theme, self.tr("Put this copy in its place"), kind="primary")
        self.others = Label(theme, self.tr("All copies"), bold=True)
        self.list = CopiesList(theme)
        self.from_file = Button(theme, self.tr("Take a copy from a file…"), "folder-open")
        self.again = Button(theme, self.tr("Try to open them again"), kind="quiet")
        self._card = Card(theme)
        self._build()
        self.list.chosen.connect(self._on_chosen)

    def show_closed(self, trouble: Exception, closed: ClosedNotes) -> None:
        """Show what there is to go on with, and offer the best of it."""
        self._has_file = closed.file_bytes > 0
        self.heading.setText(self._what_happened(trouble, closed))
        self.list.setVisible(bool(closed.copies))
        self.others.setVisible(bool(closed.copies))
        self._card.setVisible(closed.file_is_sound or closed.newest is not None)
        self.place.setVisible(closed.file_is_sound or closed.newest is not None)
        if closed.file_is_sound:
            self._offer_file()
        elif closed.newest is not None and closed.holds is not None:
            self.comfort.setText(self.tr("Nothing was changed yet. Your copies are here."))
            self._holds[closed.newest.path] = closed.holds
            self.list.show_copies(closed.copies)
            self.list.choose([str(closed.newest.path)])
        else:
            self._offer_nothing(closed)
        self._fit_list(len(closed.copies))
        announce(self.heading, f"{self.heading.text()} {self.offer.text()} {self.holds.text()}")

    def show_holding(self, copy: Path, holds: Holding | None) -> None:
        """Say what a copy holds; None if nothing of it can be read."""
        if holds is not None:
            self._holds[copy] = holds
        if copy != self.chosen:
            return
        self.place.setEnabled(holds is not None)
        self.holds.setText(self._said(holds) if holds else self.tr("It is damaged, or was made on another laptop."))

    def choose_file(self, path: Path) -> None:
        """Offer a file that is no copy of the list."""
        self._card.show()
        self.place.show()
        self.list.clearSelection()
        self._offer(path, self.tr("The file {}").format(path.name))

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.gap("l"), 0, theme.gap("m"))
        column.setSpacing(theme.gap("s"))
        for words in (self.offer, self.holds, self.fate):
            self._card.body.addWidget(words)
        self._card.body.addSpacing(theme.gap("s"))
        self._card.body.addWidget(self.place, 0, Qt.AlignmentFlag.AlignLeft)
        ways = QHBoxLayout()
        ways.setSpacing(theme.gap("s"))
        ways.addWidget(self.from_file)
        ways.addWidget(self.again)
        ways.addStretch()
        for widget in (self.heading, self.comfort, self._card, self.others, self.list):
            column.addWidget(widget)
        column.addLayout(ways)

    def _on_chosen(self) -> None:
        copy = self.list.chosen_copy()
        if copy is not None and copy.path != self.chosen:
            self._offer(copy.path, self._name(copy))

    def _offer(self, path: Path, name: str) -> None:
        self.chosen = path
        self.offer.setText(name)
        self.place.setText(self.tr("Put this copy in its place"))
        self.fate.setText(self._fate())
        holds = self._holds.get(path)
        self.place.setEnabled(holds is not None)
        self.holds.setText(self._said(holds) if holds else self.tr("Looking what it holds…"))
        if holds is None:
            self.copy_chosen.emit(path)

    def _offer_file(self) -> None:
        self.chosen = None
        self.comfort.setText(self.tr("They are all here. Nothing was changed."))
        self.offer.setText(self.tr("The file with your notes is sound."))
        self.holds.setText(self.tr("Only what stands beside it is lost, and the newest copy has that."))
        self.fate.setText("")
        self.place.setText(self.tr("Put it right"))

    def _offer_nothing(self, closed: ClosedNotes) -> None:
        self.list.show_copies(closed.copies)
        self.comfort.setText(
            self.tr(
                "No sound copy is on this laptop. If you have a stick with copies, put it in and take a copy from "
                "there. Nothing was changed, and the file stays: whoever looks after PeerDesk can save its words."
            )
        )

    def _fate(self) -> str:
        if not self._has_file:
            return self.tr("What was written after it was made is not in it.")
        return self.tr(
            "The damaged file is kept beside it, under a name that says so. Whatever can still be read of it comes "
            "back too: what you wrote after the copy was made, and what you were typing."
        )

    def _said(self, holds: Holding) -> str:
        said = self.tr("It holds {}.").format(count_words(holds.shown))
        if not holds.newest_at:
            return said
        at = datetime.fromisoformat(holds.newest_at)
        return f"{said} {self.tr('The newest was begun at {}.').format(when_words(at))}"

    def _name(self, copy: Copy) -> str:
        return self.tr("The copy of {when}, {where}").format(when=when_words(copy.made_at), where=where_words(copy))

    def _what_happened(self, trouble: Exception, closed: ClosedNotes) -> str:
        if closed.file_is_sound:
            return self.tr("Something that belongs to your notes is gone.")
        if not closed.file_bytes:
            return self.tr("The file with your notes is gone or empty.")
        if isinstance(trouble, WrongKeyError):
            return self.tr("What lies in the place of your notes is damaged, or is not yours.")
        if isinstance(trouble, PeerDeskError) and not isinstance(trouble, DamagedDeskError):
            return trouble.message
        return self.tr("The file with your notes is damaged.")

    def _fit_list(self, copies: int) -> None:
        theme = self._theme
        row = theme.line("body") + theme.line("caption") + theme.gap("s") * 2
        head = theme.line("caption") + theme.gap(12)
        self.list.setFixedHeight(row * max(1, min(copies, _ROWS)) + head)
