"""When it was seen, by whom, and who asked: fields of their own, because paper is normal."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.domain.clock_time import read_time
from peerdesk.domain.naming import named
from peerdesk.domain.review import Member
from peerdesk.ui.theme import Theme
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.choice import Choice
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.label import Label

_SEEN = 72


class Details(Flow):
    """Seen at, observed by, asked by.

    Signals:
        edited: a field says something else.
    """

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the row without anybody in it."""
        super().__init__("", theme.gap("s"), parent)
        self.setAccessibleName(self.tr("When and who"))
        self._theme = theme
        self.seen = QLineEdit()
        leave_out(self.seen, "with its line")
        self.seen.setPlaceholderText(self.tr("now"))
        self.seen.setMaxLength(5)
        self.observed_by = Choice(theme, self.tr("Observed by"))
        self.asked_by = Choice(theme, self.tr("Asked by"))
        for name, field in (
            (self.tr("Seen at"), self.seen),
            (self.tr("Observed by"), self.observed_by),
            (self.tr("Asked by"), self.asked_by),
        ):
            label = Label(theme, name, "body", "soft")
            label.setBuddy(field)
            field.setAccessibleName(name)
            self.flow.addWidget(label)
            self.flow.addWidget(field)
        self.seen.textEdited.connect(self.edited)
        self.observed_by.activated.connect(self.edited)
        self.asked_by.activated.connect(self.edited)
        self.show_members((), "")
        self._fit()
        theme.changed.connect(self._fit)

    def show_members(self, members: Sequence[Member], me: str) -> None:
        """Offer the team; `me` is this desk's person."""
        names = [(one.record_id, named(one)) for one in members]
        self.observed_by.show_choices([("", self.tr("me")), *[one for one in names if one[0] != me]])
        self.asked_by.show_choices([("", self.tr("nobody")), *names])

    def values(self) -> tuple[str | None, str, str]:
        """Return when ("" now, None if it cannot be read), who saw it ("" oneself), who asked ("" nobody)."""
        return read_time(self.seen.text()), self.observed_by.value(), self.asked_by.value()

    def show_values(self, seen: str, observed_by: str, asked_by: str) -> None:
        """Show values without telling anybody."""
        self.seen.setText(seen)
        self.observed_by.show_value(observed_by)
        self.asked_by.show_value(asked_by)

    def summary(self) -> str:
        """Return what is not as usual, in a few words: "09:40, Tom asked"; "" if all is."""
        seen, observed_by, asked_by = self.values()
        return ", ".join(
            filter(
                None,
                (
                    seen or "",
                    self.observed_by.currentText() if observed_by else "",
                    self.tr("{} asked").format(self.asked_by.currentText()) if asked_by else "",
                ),
            )
        )

    def _fit(self) -> None:
        self.seen.setFixedWidth(self._theme.px(_SEEN))
