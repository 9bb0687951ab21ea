"""The line's own echo: what was just kept, being kept, or could not be kept."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.marks import SIGN_TONES, SIGN_WORDS, paint_mark
from peerdesk.ui.notes.rows import NoteRow, readable
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.picture import Picture


class Kept(QWidget):
    """One row: sign, text, where it went, and that it is saved."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Echo nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._told = False
        self.row: NoteRow | None = None
        self._mark = _Mark(theme)
        self.text = Paragraph(theme)
        self.made_of_it = Paragraph(theme, "", "body", "soft")
        self.meta = Label(theme, "", "caption", "soft", elided=True)
        self._tick = Picture(theme, "check", 14, "strength")
        self.saved = Label(theme, "", "caption", "soft")
        self.again = Button(theme, self.tr("Keep it again"), kind="link")
        below = QHBoxLayout()
        below.setSpacing(theme.gap("xs"))
        below.addWidget(self._tick)
        below.addWidget(self.saved)
        below.addSpacing(theme.gap("s"))
        below.addWidget(self.meta, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self.text, self.made_of_it):
            words.addWidget(part)
        words.addSpacing(2)
        words.addLayout(below)
        words.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.gap("m") + 1, theme.gap("s"), theme.gap("m") + 1, theme.gap("s"))
        line.setSpacing(theme.gap("s"))
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.again.hide()
        self.hide()

    def show_kept(self, row: NoteRow) -> None:
        """Echo what is on disk. The first time it says where."""
        said = self.tr("Saved") if self._told else self.tr("Saved on this laptop")
        self._told = True
        self._show(row, said, "check", "strength")
        announce(self, said)

    def follow(self, row: NoteRow | None) -> None:
        """Echo the same note as it says now; nothing if it was taken back."""
        if row is None:
            self.clear()
        else:
            self._show(row, self.saved.text(), "check", "strength")

    def show_waiting(self, row: NoteRow) -> None:
        """Echo what is still on its way to the disk."""
        self._show(row, self.tr("Being saved"), "ellipsis", "soft")

    def show_not_kept(self, row: NoteRow, why: str) -> None:
        """Echo what could not be kept, with why, and offer to try again."""
        self._show(row, self.tr("Not saved: {}").format(why), "circle-alert", "alert")
        self.again.show()
        announce(self, self.saved.text())

    def clear(self) -> None:
        """Echo nothing."""
        self.row = None
        self.hide()

    def _show(self, row: NoteRow, said: str, icon: str, tone: str) -> None:
        self.row = row
        self._mark.show_sign(row.sign)
        self.text.setText(readable(row.text))
        self.made_of_it.setText(readable(row.made_of_it))
        self.made_of_it.setVisible(bool(row.made_of_it))
        self.meta.setText(" · ".join(word for _, word in row.meta if word))
        self.saved.setText(said)
        self.saved.set_tone("alert" if tone == "alert" else "soft")
        self._tick.show_icon(icon, tone)
        self.again.hide()
        self.setAccessibleName(f"{said}. {SIGN_WORDS[row.sign]}. {readable(row.text)}")
        self.show()


class _Mark(QWidget):
    """A sign for eyes; the row's name says the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._sign = theme, "noted"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_sign(self, sign: str) -> None:
        self._sign = sign
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px("mark"), self._theme.line("body"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._theme.px("mark")
        square = QRectF(0, (self.height() - side) / 2, side, side)
        with QPainter(self) as painter:
            paint_mark(painter, square, self._sign, self._theme.colour(SIGN_TONES[self._sign]))
