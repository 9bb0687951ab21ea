"""What is asked now, large; beside it, quietly, what helps to go on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from peerdesk.domain.conversation import Stop
from peerdesk.domain.framework import Guide
from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.tick import Tick
from peerdesk.ui.widgets.words import Words

_PAD = 5  # above and below the words of a follow-up


class PromptPart(QWidget):
    """One stop of a conversation: the opening words with their tick, a prompt with its follow-ups, or the close.

    Signals:
        said: the opening words were ticked, or the tick was taken away.
        follow_up_chosen: number of a follow-up that is asked now, "" for none.
    """

    said = Signal(bool)
    follow_up_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Ask nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._stop: Stop | None = None
        self.about = Label(theme, "", "caption", "soft", elided=True)
        self.timer = Label(theme, "", "caption", "soft", figures=True)
        self.before = Paragraph(theme, "", "caption", "soft")
        self.text = Paragraph(theme, "", "title")
        self.opening = Paragraph(theme, "", "reading")
        self.tick = Tick(theme, self.tr("Said"))
        self.tick.setAccessibleName(self.tr("The opening words were said"))
        self.follow_ups: list[FollowUp] = []
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        small = QHBoxLayout()
        small.setSpacing(theme.gap("s"))
        small.addWidget(self.about, 1)
        small.addWidget(self.timer)
        column.addLayout(small)
        for part in (self.before, self.text, self.opening, self.tick):
            column.addWidget(part)
        self.tick.clicked.connect(self.said)

    def show_stop(self, stop: Stop, guide: Guide | None, about: str) -> None:
        """Ask something; `about` is what stands small above it: "Q1 Planned talk"."""
        is_new, self._stop = stop != self._stop, stop
        opens, words = stop.kind == "opening", stop.text or self.tr("Whatever comes up.")
        self.about.setText(about)
        self.about.setVisible(bool(about))
        for part, shown in ((self.text, not opens), (self.opening, opens)):
            part.setText(words)
            part.setVisible(shown)
        self.tick.setVisible(opens)
        self.before.setText(guide.before if guide else "")
        if is_new:
            self._fill(stop.follow_ups)
            announce(self, " ".join(filter(None, (stop.number, about, words))))

    def show_rest(self, *, shown: bool, ticked: bool) -> None:
        """Show what is for the reviewer alone, or hide it: others may be looking on."""
        opening = self._stop is not None and self._stop.kind == "opening"
        self.before.setVisible(shown and opening and bool(self.before.text()))
        self.tick.setChecked(ticked)

    def show_time(self, minutes: int | None, planned: int) -> None:
        """Say quietly how long it has been; None hides it."""
        self.timer.setVisible(minutes is not None)
        if minutes is not None:
            said = self.tr("{} of {} minutes") if planned else self.tr("{} minutes")
            self.timer.setText(said.format(minutes, planned))
            self.timer.updateGeometry()

    def show_follow_up(self, number: str) -> None:
        """Say which follow-up is asked now; "" for none."""
        for at, one in enumerate(self.follow_ups, 1):
            one.setChecked(number == str(at))

    def _fill(self, texts: Sequence[str]) -> None:
        for old in self.follow_ups:
            old.hide()
            old.deleteLater()
        self.follow_ups = [FollowUp(self._theme, one) for one in texts]
        for at, one in enumerate(self.follow_ups, 1):
            one.clicked.connect(partial(self._choose, str(at)))
            self._column.addWidget(one)

    def _choose(self, number: str, checked: bool) -> None:
        self.follow_up_chosen.emit(number if checked else "")


class FollowUp(QAbstractButton):
    """A question that helps on, wrapped; pressed, it is the one that is being answered."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        """Offer a follow-up."""
        super().__init__(parent)
        self._theme, self._words = theme, Words(theme, kept=4)
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the caret in the line
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        high = self._words.height(self.text(), "body", self._room(width)) + 2 * self._theme.gap(_PAD)
        return max(high, self._theme.px("control"))

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(self._theme.fixed("width.measure"))
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px("control"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, side = self._theme, self._theme.px("icon_small")
        tone = "accent" if self.isChecked() else "soft"
        high = self._words.height(self.text(), "body", self._room(self.width()))
        top = (self.height() - high) // 2
        with QPainter(self) as painter:
            icon = QRect(0, top + (theme.line("body") - side) // 2, side, side)
            paint_icon(painter, icon, theme, "check" if self.isChecked() else "corner-down-right", tone)
            words = QRect(self.width() - self._room(self.width()), top, self._room(self.width()), high)
            self._words.paint(painter, words, self.text(), "body", tone, bold=self.isChecked())

    def _room(self, width: int) -> int:
        return max(40, width - self._theme.px("icon_small") - self._theme.gap("s"))
