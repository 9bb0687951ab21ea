"""The side panel: what belongs to the note the keys are on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.ui.marks import SIGN_WORDS
from peerdesk.ui.notes.pictures import Shown, SmallPicture
from peerdesk.ui.notes.rows import NoteRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn


class Detail(QWidget):
    """When and who, two versions if there are, pictures, and a way to add one."""

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
        self.add = Button(theme, self.tr("Add a picture…"), "image", "quiet")
        self._shown: tuple[Shown, ...] = ()
        scroll = ScrollColumn(theme)
        self._pictures = scroll.body
        self._pictures.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        for part in (self.title, self.about, self.versions):
            column.addWidget(part)
        column.addWidget(scroll, 1)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_row(self, row: NoteRow | None, about: str) -> None:
        """Say when and who; pictures follow by `show_pictures`."""
        if row is None or self.row is None or row.key != self.row.key:
            self.show_pictures(())
        self.row = row
        note = row.note if row else None
        self.title.setText(f"{row.time} · {SIGN_WORDS[row.sign]}" if row else "")
        self.about.setText(about)
        self.about.updateGeometry()
        two = note.two_versions if note else ()
        self.versions.setText(
            self.tr("Two laptops say different things here. Change the note to say which holds.") if two else ""
        )
        self.versions.setVisible(bool(two))
        self.add.setVisible(note is not None)

    def show_pictures(self, shown: Sequence[Shown]) -> None:
        """Show pictures one below the other, with what they show."""
        if tuple(one.sha256 for one in shown) == tuple(one.sha256 for one in self._shown) and shown:
            return
        self._shown = tuple(shown)
        while (item := self._pictures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        width = self._theme.fixed("width.panel") - self._theme.fixed("width.bar")
        for one in shown:
            self._pictures.addWidget(SmallPicture(one, width, self.tr("This picture is not on this laptop.")))
            if one.alt:
                self._pictures.addWidget(Paragraph(self._theme, one.alt, "caption", "soft"))
        self._pictures.addStretch()
