"""A picture before it is kept: what was agreed, whether anybody can be known from it, and what it shows in words."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.pictures import Agreed
from peerdesk.overriding import override
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.pictures.canvas import PictureCanvas
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.fields import TextBox
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.room import Room
from peerdesk.ui.widgets.sheet import Sheet, make_title
from peerdesk.ui.widgets.tick import Tick

_WIDTH = 960
_AROUND = 236  # pixels at 100 % of title, tools, foot and margins: what is left of the window is the picture's
_LOWEST, _HIGHEST = 180, 460
_CLOSER = 1.5


class PictureSheet(Sheet):
    """Shows one picture, and keeps it when it is told to. It stays until the picture is kept: `accept` it then.

    Signals:
        answered: keep it: what it shows in words ("" for none), and what of it (a Shape).
    """

    answered = Signal(str, object)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        name: str,
        drafts: Callable[[QObject], FieldDrafts],
        note: str,
        *,
        of: tuple[int, int] = (1, 1),
    ) -> None:
        """Ask about a picture that is not read yet.

        Args:
            theme: the look.
            parent: any widget of the window.
            name: of the picture.
            drafts: makes what journals the words.
            note: id of the note that it belongs to.
            of: which of how many that were chosen together.
        """
        at, many = of
        title = self.tr("A picture for this note") if many == 1 else self.tr("Picture {} of {}").format(at, many)
        super().__init__(theme, parent, title, width=_WIDTH)
        self.setAccessibleDescription(name)
        self._asks = False
        self._build(title, last=at == many)
        self.drafts = drafts(self)
        self.drafts.watch(self.words, lambda: (note, "alt"))
        self._room = Room(self.words, self.words.toPlainText)
        self._wire()

    def show_agreed(self, agreed: Agreed) -> None:
        """Say what the school lets us photograph; where that is nothing, ask for one more act."""
        self.agreed.setText(agreed.said)
        self.agreed.setVisible(bool(agreed.said))
        self._asks = agreed.asks
        self.allowed.setVisible(agreed.asks)
        self.place()

    def show_image(self, image: QImage) -> None:
        """Show the picture."""
        self.canvas.show_image(image)
        self._show_what_can_be_done()

    def show_trouble(self, said: str) -> None:
        """Say why there is no picture; what was typed stays."""
        self.canvas.say(self.tr("There is no picture to show."))
        self.trouble.setText(said)
        self.trouble.show()
        announce(self, said)
        self.place()

    def set_busy(self, busy: bool) -> None:
        """Wait while it is being kept."""
        self.keep.setEnabled(not busy and self.canvas.has_picture)

    # How it is made

    def _build(self, title: str, *, last: bool) -> None:
        theme = self.theme
        self.canvas = PictureCanvas(theme)
        self.canvas.say(self.tr("Reading the picture…"))
        self.cover = Button(theme, self.tr("Cover a part"), "plus")
        self.crop = Button(theme, self.tr("Crop"), "crop")
        self.undo = Button(theme, self.tr("Undo"), "undo-2", "quiet")
        self.closer = Button(theme, "", "zoom-in", "quiet", name=self.tr("Look closer"))
        self.farther = Button(theme, "", "zoom-out", "quiet", name=self.tr("Look from farther away"))
        self.keep = Button(theme, self.tr("Keep"), kind="primary")
        self.leave = Button(theme, self.tr("Cancel") if last else self.tr("Leave this one"))
        self.content.addWidget(make_title(theme, title, "image"))
        both = QHBoxLayout()
        both.setSpacing(theme.gap("l"))
        both.addLayout(self._picture_side(), 5)
        both.addLayout(self._words_side(), 3)
        self.content.addLayout(both)
        self.foot.addStretch()
        self.foot.addWidget(self.leave)
        self.foot.addWidget(self.keep)
        self.set_gaps(theme.gap("l"), theme.gap("m"))

    def _picture_side(self) -> QVBoxLayout:
        theme = self.theme
        tools = Flow(self.tr("What can be done with the picture"), theme.gap("s"))
        for one in (self.cover, self.crop, self.undo, self.closer, self.farther):
            tools.flow.addWidget(one)
        hint = self.tr(
            "Drag over what nobody should know. What is in hand moves by its middle and sizes by its corners; arrows "
            "move it, Shift and arrows size it, Delete removes it."
        )
        column = QVBoxLayout()
        column.setSpacing(theme.gap("s"))
        column.addWidget(self.canvas)
        column.addWidget(tools)
        column.addWidget(Paragraph(theme, hint, "caption", "soft"))
        column.addStretch()
        return column

    def _words_side(self) -> QVBoxLayout:
        theme = self.theme
        self.agreed = Paragraph(theme, "")
        self.agreed.hide()
        self.allowed = Tick(theme, self.tr("Somebody there said yes to it"))
        self.allowed.hide()
        self.trouble = Paragraph(theme, "", bold=True)
        self.trouble.hide()
        self.typed = Offer(theme, "history", wraps=True)
        self.words = TextBox(theme, self.tr("What does it show?"), 3)
        self.words.setPlaceholderText(self.tr("a page of a history book with a timeline"))
        known = self.tr(
            "A face, a name on a peg, a badge: cover it. It is painted over for good, and the picture as it was "
            "is kept nowhere here. Place and camera are taken out."
        )
        column = QVBoxLayout()
        column.setSpacing(theme.gap("s"))
        parts = (
            self.trouble,
            self.agreed,
            self.allowed,
            Paragraph(theme, self.tr("Can anybody be known from this?"), bold=True),
            Paragraph(theme, known, tone="soft"),
            Paragraph(theme, self.tr("What does it show?"), bold=True),
            self.typed,
            self.words,
            Paragraph(theme, self.tr("In a few words, without names, for who cannot see it."), "caption", "soft"),
        )
        for part in parts:
            column.addWidget(part)
        column.addStretch()
        return column

    def _wire(self) -> None:
        canvas = self.canvas
        self.cover.clicked.connect(canvas.add_cover)
        self.crop.clicked.connect(canvas.crop)
        self.undo.clicked.connect(canvas.undo)
        self.closer.clicked.connect(lambda: canvas.closer(_CLOSER))
        self.farther.clicked.connect(lambda: canvas.closer(1 / _CLOSER))
        canvas.reshaped.connect(self._show_what_can_be_done)
        self.keep.clicked.connect(self._on_keep)
        self.leave.clicked.connect(self.reject)
        self.words.setFocus()
        self.drafts.taken_up.connect(self.drafts.take)
        self.drafts.offered.connect(self.place)
        self.drafts.show_in(self.typed)
        self._show_what_can_be_done()

    def _show_what_can_be_done(self) -> None:
        here = self.canvas.has_picture
        for one in (self.cover, self.crop, self.closer, self.farther, self.keep):
            one.setEnabled(here)
        self.undo.setEnabled(self.canvas.covering.can_undo)

    def _on_keep(self) -> None:
        if not self._room.fits():
            return
        if self._asks and not self.allowed.isChecked():
            self.allowed.setFocus(Qt.FocusReason.TabFocusReason)
            announce(self, f"{self.agreed.text()} {self.allowed.text()}")
            return
        self.set_busy(True)
        self.answered.emit(" ".join(self.words.toPlainText().split()), self.canvas.covering.shape)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keep.click()
        else:
            super().keyPressEvent(event)

    @override
    def place(self) -> None:
        """Fit the picture to the window, then the card to both."""
        theme, window = self.theme, self.window().height()
        self.canvas.setFixedHeight(min(max(window - theme.px(_AROUND), _LOWEST), theme.px(_HIGHEST)))
        super().place()
