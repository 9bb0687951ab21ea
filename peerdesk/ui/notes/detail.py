"""The side panel: what belongs to the note the keys are on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.marks import SIGN_WORDS
from peerdesk.ui.notes.fact_list import FactList
from peerdesk.ui.notes.facts import Fact
from peerdesk.ui.notes.pictures import KeptPicture, Shown
from peerdesk.ui.notes.rows import NoteRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn


class Detail(QWidget):
    """What stands behind the note, two versions if there are, pictures; and ways to change it and to add a picture.

    Signals:
        picture_shown: a KeptPicture; its words can be changed.
    """

    picture_shown = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self.setFixedWidth(theme.fixed("width.panel"))
        self.setAccessibleName(self.tr("About this note"))
        self.row: NoteRow | None = None
        self.title = Label(theme, "", bold=True, elided=True)
        self.about = Paragraph(theme, "", "caption", "soft")
        self.versions = Paragraph(theme, "", "body")
        self.facts = FactList(theme)
        self.behind = Button(theme, self.tr("Change this…"), "pencil-line", "quiet")
        self.add = Button(theme, self.tr("Add a picture…"), "image", "quiet")
        self.from_phone = Button(theme, self.tr("From a phone…"), "smartphone", "quiet")
        self._kept: list[KeptPicture] = []
        self._known: tuple[Fact, ...] = ()
        scroll = ScrollColumn(theme)
        scroll.body.addWidget(self.facts)
        scroll.body.addWidget(self.behind, 0, Qt.AlignmentFlag.AlignLeft)
        self._pictures = QVBoxLayout()
        self._pictures.setSpacing(theme.gap("s"))
        scroll.body.addLayout(self._pictures)
        scroll.body.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        for part in (self.title, self.about, self.versions):
            column.addWidget(part)
        column.addWidget(scroll, 1)
        for way in (self.add, self.from_phone):
            column.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)

    def show_row(self, row: NoteRow | None, about: str, facts: Sequence[Fact]) -> None:
        """Say what is known; pictures follow by `show_pictures`, what it was made of by `show_origins`."""
        if row is None or self.row is None or row.key != self.row.key:
            self.show_pictures(())
        self.row = row
        note = row.note if row else None
        self.title.setText(f"{row.time} · {SIGN_WORDS[row.sign]}" if row else "")
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.about.updateGeometry()
        self._known = tuple(facts)
        self.facts.show_facts(facts)
        self.behind.setVisible(note is not None)
        two = note.two_versions if note else ()
        self.versions.setText(
            self.tr("Two laptops say different things here. Change the note to say which holds.") if two else ""
        )
        self.versions.setVisible(bool(two))
        self.add.setVisible(note is not None)
        self.from_phone.setVisible(note is not None)

    def show_origins(self, facts: Sequence[Fact]) -> None:
        """Say what the note was made of, above what is known of it."""
        self.facts.show_facts([*facts, *self._known])

    def show_pictures(self, shown: Sequence[Shown]) -> None:
        """Show pictures one below the other, with what they show."""
        if [one.sha256 for one in shown] == [one.shown.sha256 for one in self._kept] and shown:
            for kept, one in zip(self._kept, shown, strict=True):
                kept.show_again(one)
            return
        for kept in self._kept:
            self._pictures.removeWidget(kept)
            kept.hide()
            kept.deleteLater()
        width = self._theme.fixed("width.panel") - self._theme.fixed("width.bar")
        self._kept = [KeptPicture(self._theme, one, width) for one in shown]
        for kept in self._kept:
            self._pictures.addWidget(kept)
            self.picture_shown.emit(kept)
