"""The first start: a name, then what one was sent, or a practice."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerdesk.ui.dialogs.choosing import ask_sent
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page
from peerdesk.ui.theme import Theme
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.room import Room
from peerdesk.ui.widgets.scroll import ScrollColumn

_WIDTH = 520
_MOST = 80  # letters of a name


class WelcomePage(Page):
    """Asks one question and offers two ways on.

    It may be shown before anybody hears it: what was asked for until then is asked when `hear` is called.

    Signals:
        named: the name, told once, before any of the others.
        open_requested: a file the person was sent.
        practice_requested: the training school.
        plan_requested: a review that this person is to lead.
    """

    title = "Welcome"

    named = Signal(str)
    open_requested = Signal(Path)
    practice_requested = Signal()
    plan_requested = Signal()

    def __init__(self, theme: Theme, jobs: JobRunner, parent: QWidget | None = None, *, heard: bool = True) -> None:
        """Make the page; it waits for `hear` unless it is `heard` already."""
        super().__init__(theme, jobs, parent)
        self._told = ""
        self._heard = heard
        self._wish: Callable[[], object] | None = None
        self.name = QLineEdit()
        leave_out(self.name, "no file yet")
        self.open_button = Button(theme, self.tr("Open what you were sent…"), "folder-open", "primary")
        self.practice_button = Button(theme, self.tr("Have a practice"), "graduation-cap")
        self.plan_button = Button(theme, self.tr("Plan a review"), kind="quiet")
        self.waiting = Paragraph(theme, "", "caption", "soft")
        self.primary = self.open_button
        self._build()
        self._wire()

    def first_focus(self) -> QWidget:
        """Return the field for the name."""
        return self.name

    def hear(self) -> None:
        """Ask for what was wished before anybody heard it."""
        self._heard = True
        wish, self._wish = self._wish, None
        if wish is not None:
            wish()

    def _build(self) -> None:
        theme = self.theme
        question = Label(theme, self.tr("What is your name?"), "display", bold=True)
        question.setBuddy(self.name)
        self.name.setAccessibleName(self.tr("Your name"))
        self.name.setPlaceholderText(self.tr("First name and surname, as your team knows you"))
        self._room = Room(self.name, self.name.text, _MOST)
        ways = QHBoxLayout()
        ways.setSpacing(theme.gap("s"))
        ways.addWidget(self.open_button)
        ways.addWidget(self.practice_button)
        ways.addWidget(self.plan_button)
        ways.addStretch()
        box = QWidget()
        box.setMaximumWidth(theme.px(_WIDTH))
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        column.addWidget(question)
        why = self.tr("It stands beside what you write. It stays on this laptop until you share your notes.")
        column.addWidget(Paragraph(theme, why, tone="soft"))
        column.addSpacing(theme.gap("s"))
        column.addWidget(self.name)
        column.addSpacing(theme.gap("m"))
        column.addLayout(ways)
        what = self.tr(
            "The lead of your review sends you a briefing: one file, with the plan, the questions and your team. "
            "The practice is a whole day at a school that does not exist. Plan a review if you are to lead one."
        )
        column.addWidget(Paragraph(theme, what, "caption", "soft"))
        column.addWidget(self.waiting)
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(box, 100)
        middle.addStretch()
        outer = ScrollColumn(theme)
        outer.body.addStretch(2)
        outer.body.addLayout(middle)
        outer.body.addStretch(3)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l"), theme.gap("m"))
        page.addWidget(outer)

    def _wire(self) -> None:
        self.name.textChanged.connect(lambda: self.waiting.setText(""))
        self.name.returnPressed.connect(self._on_name_entered)
        self.open_button.clicked.connect(self._ask_file)
        self.practice_button.clicked.connect(self._on_practice)
        self.plan_button.clicked.connect(self._on_plan)

    def _has_name(self) -> bool:
        """Say whether there is a name; if not, ask for it first."""
        if self.name.text().strip():
            return self._room.fits()
        self.waiting.setText(self.tr("First your name, then any of these."))
        announce(self, self.waiting.text())
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _on_name_entered(self) -> None:
        if self._has_name():
            self.open_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_file(self) -> None:
        if self._has_name():
            ask_sent(self, self._on_file_chosen)

    def _on_file_chosen(self, file: Path) -> None:
        self._ask(lambda: self.open_requested.emit(file))

    def _on_practice(self) -> None:
        if self._has_name():
            self._ask(self.practice_requested.emit)

    def _on_plan(self) -> None:
        if self._has_name():
            self._ask(self.plan_requested.emit)

    def _ask(self, say: Callable[[], object]) -> None:
        """Say what is wished, or say that it is on its way."""

        def wish() -> None:
            self._tell_name()
            say()

        if self._heard:
            wish()
        else:
            self._wish = wish
            self.waiting.setText(self.tr("One moment: PeerDesk is still being made ready."))

    def _tell_name(self) -> None:
        name = " ".join(self.name.text().split())
        if name != self._told:
            self._told = name
            self.named.emit(name)
