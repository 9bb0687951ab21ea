"""The bar at the top of the window: where one is, whether it is kept, what time it is, and the way to safety."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.ui.commands import Command
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.desk_ground import DeskGround
from peerdesk.ui.widgets.label import Label, make_key_hint
from peerdesk.ui.widgets.picture import Picture

_PAD = 8  # pixels above and below what stands in the bar


@dataclass(frozen=True)
class Header:
    """What is open: the school's name and the day in words ("Tuesday 14 October"); both may be ""."""

    school: str = ""
    date: str = ""


class TopBar(DeskGround):
    """48 pixels at 100 % text.

    Signals:
        find_requested: the palette is wanted.
        saved_requested: "is it kept?"
        safeguarding_requested: the card is wanted.
    """

    find_requested = Signal()
    saved_requested = Signal()
    safeguarding_requested = Signal()

    def __init__(self, theme: Theme, find: Command, parent: QWidget | None = None) -> None:
        """Make the bar; `find` is the palette's command, for its key hint."""
        super().__init__(theme, "below", parent)
        self.setAccessibleName(self.tr("Top bar"))
        self._known = False
        self._slim = False
        self.school = Label(theme, bold=True, elided=True)
        self.date = Label(theme, "", "caption", "soft")
        self.practice_icon = Picture(theme, "graduation-cap", tone="ink")
        self.practice = Label(theme, self.tr("Practice"), bold=True)
        self.finder = Button(theme, find.text, "search", "quiet")
        self._find_key = make_key_hint(find.keys)
        self.saved = Button(theme, self.tr("Saved on this laptop"), "check", "quiet")
        self.clock = Label(theme, "", bold=True, figures=True)
        self.safeguarding = Button(theme, self.tr("Safeguarding"), "shield")
        self._build()
        self.finder.clicked.connect(self.find_requested)
        self.saved.clicked.connect(self.saved_requested)
        self.safeguarding.clicked.connect(self.safeguarding_requested)
        theme.changed.connect(self._fit)
        self._fit()

    def show_header(self, header: Header) -> None:
        """Say which school and which day."""
        self.school.setText(header.school)
        self.date.setText(header.date)

    def show_known(self) -> None:
        """Say no more where it is saved: in an earlier sitting it was said."""
        if self.saved.text() == self._saved():
            self.saved.setText(self.tr("Saved"))
        self._known = True
        self._leave_room()

    def show_saved(self, at: datetime) -> None:
        """Say that everything is kept; the time is told on demand. In the first sitting it says where."""
        self.saved.setToolTip(self.tr("Everything is saved, {}").format(f"{at.astimezone():%H:%M:%S}"))
        self._say(self._saved(), "check")

    def show_keeping(self) -> None:
        """Say that something typed is on its way to the disk; nothing beside it moves."""
        self.saved.setToolTip(self.tr("What you type is on its way to the disk"))
        self._say(self.tr("Keeping…"), "ellipsis")

    def show_not_saved(self, why: str) -> None:
        """Say that something could not be kept, and why ("the disk is full")."""
        said = self.tr("Not kept: {}").format(why)
        self.saved.setToolTip(said)
        self.saved.setAccessibleName(said)
        self._say(self.tr("Not kept") if self._slim else said, "circle-alert")

    def show_time(self, at: datetime) -> None:
        """Show what time it is."""
        self.clock.setText(f"{at.astimezone():%H:%M}")

    def set_slim(self, slim: bool) -> None:
        """Leave out what the palette has as well."""
        self._slim = slim
        if slim and self.saved.text() not in (self._saved(), self.tr("Keeping…")):
            self.saved.setText(self.tr("Not kept"))  # why is said at the bottom, by hovering and by Ctrl+S
        for widget in (self.date, self.finder, self._find_key):
            widget.setVisible(not slim)

    def _saved(self) -> str:
        return self.tr("Saved") if self._known else self.tr("Saved on this laptop")

    def _say(self, text: str, icon: str) -> None:
        """Say how it stands, in room for either usual answer, so that nothing moves while somebody types."""
        self._leave_room()
        self.saved.setText(text)
        self.saved.set_icon(icon)
        if icon != "circle-alert":
            self.saved.setAccessibleName(text)

    def _leave_room(self) -> None:
        said, widest = self.saved.text(), 0
        self.saved.setMinimumWidth(0)
        for word in (self._saved(), self.tr("Keeping…")):
            self.saved.setText(word)
            widest = max(widest, self.saved.sizeHint().width())
        self.saved.setText(said)
        self.saved.setMinimumWidth(widest)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setSpacing(self.theme.gap("s"))
        row.addWidget(self.school)
        row.addSpacing(8)
        row.addWidget(self.date)
        row.addWidget(self.practice_icon)
        row.addWidget(self.practice)
        row.addStretch(1)
        row.addWidget(self.finder)
        row.addWidget(self._find_key)
        row.addStretch(1)
        row.addWidget(self.saved)
        row.addSpacing(8)
        row.addWidget(self.clock)
        row.addSpacing(16)
        row.addWidget(self.safeguarding)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(self.theme.gap("m"), _PAD, self.theme.gap("m"), _PAD + 1)
        self._leave_room()
        self.setFixedHeight(self.theme.px("control") + 2 * _PAD + 1)
        self.practice.setVisible(self.theme.practice)
        self.practice_icon.setVisible(self.theme.practice)
