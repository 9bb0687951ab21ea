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
        self._first = True
        self._slim = False
        self.school = Label(theme, bold=True, elided=True)
        self.date = Label(theme, "", "caption", "soft")
        self.practice_icon = Picture(theme, "graduation-cap", tone="ink")
        self.practice = Label(theme, self.tr("Practice"), bold=True)
        self.finder = Button(theme, find.text, "search", "quiet")
        self._find_key = make_key_hint(find.keys)
        self.saved = Button(theme, self.tr("Saved"), "check", "quiet")
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

    def show_saved(self, at: datetime) -> None:
        """Say that everything is kept; the time is told on demand. The first time it says where."""
        self.saved.setText(self.tr("Saved on this laptop") if self._first else self.tr("Saved"))
        self.saved.setToolTip(self.tr("Everything is saved, {}").format(f"{at.astimezone():%H:%M:%S}"))
        self.saved.set_icon("check")
        self._first = False

    def show_not_saved(self, why: str) -> None:
        """Say that something could not be kept, and why ("the disk is full")."""
        self.saved.setText(self.tr("Not saved: {}").format(why))
        self.saved.setToolTip("")
        self.saved.set_icon("circle-alert")

    def show_time(self, at: datetime) -> None:
        """Show what time it is."""
        self.clock.setText(f"{at.astimezone():%H:%M}")

    def set_slim(self, slim: bool) -> None:
        """Leave out what the palette has as well."""
        self._slim = slim
        for widget in (self.date, self.finder, self._find_key):
            widget.setVisible(not slim)

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
        self.setFixedHeight(self.theme.px("control") + 2 * _PAD + 1)
        self.practice.setVisible(self.theme.practice)
        self.practice_icon.setVisible(self.theme.practice)
