"""Showing the messages to the head: opening the other window, who writes where meanwhile, and coming back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal

from peerdesk.desk.desk import Desk
from peerdesk.desk.feedback import ACTS
from peerdesk.overriding import override
from peerdesk.ui.feedback.looking import FeedbackLook
from peerdesk.ui.feedback.stage import Stage, other_screen
from peerdesk.ui.feedback.words_panel import WordsPanel
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page


class Showing(QObject):
    """Where there is one screen the panel goes to the head's window, else it stays before whoever writes.

    Signals:
        stepped: the head sees the step of this key.
        leave_given: the head gave leave to write, or took it back.
        words_wanted: other words for the message that is seen.
        ended: the page is seen again.
    """

    stepped = Signal(str)
    leave_given = Signal(bool)
    words_wanted = Signal()
    ended = Signal()

    def __init__(self, page: Page, desk: Desk, panel: WordsPanel, look: Callable[[], FeedbackLook | None]) -> None:
        """Show nothing yet."""
        super().__init__(page)
        self._page, self._desk, self._panel, self._look = page, desk, panel, look
        self.stage: Stage | None = None
        self._asks = ""

    def begin(self, key: str) -> None:
        """Show the step of this key, or where it begins."""
        look = self._look()
        if look is None or not look.shown or self.stage is not None:
            return
        stage = self.stage = Stage(self._page.theme, self._page)
        stage.stepped.connect(self.stepped)
        stage.leave_given.connect(self.leave_given)
        stage.other_words_wanted.connect(self.words_wanted)
        stage.undo_wanted.connect(self._undo)
        stage.safety_wanted.connect(self._show_safeguarding)
        stage.left.connect(self._end)
        self._asks = "" if look.leave else look.asks_leave
        self._panel.stepped.connect(stage.step)
        self._panel.escaped.connect(stage.setFocus)
        self._page.window().installEventFilter(self)
        self.follow(look)
        stage.go_to(key)
        stage.open_on(other_screen(self._page))
        self.stepped.emit(stage.key())

    def follow(self, look: FeedbackLook | None) -> None:
        """Show what the review says now."""
        stage = self.stage
        if stage is None or look is None:
            return
        if not look.shown:
            stage.close()
            return
        stage.show_steps(look.shown, self._asks, leave=look.leave)
        at_side = look.leave and other_screen(self._page) is None
        if at_side and stage.panel is None:
            self._panel.set_quiet(True)
            stage.hold_panel(self._panel)
        elif not at_side and stage.panel is not None:
            stage.hold_panel(None)
            self._panel.setParent(self._page)
            self._panel.hide()

    def go_to(self, key: str) -> None:
        """Let the head see a step."""
        if self.stage is not None:
            self.stage.go_to(key)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and self.stage is not None:
            self.stage.close()  # what the head sees goes with the window that it belongs to
        return super().eventFilter(watched, event)

    def _end(self) -> None:
        stage, self.stage = self.stage, None
        if stage is not None:
            self._page.window().removeEventFilter(self)
            self._panel.stepped.disconnect(stage.step)
            self._panel.escaped.disconnect(stage.setFocus)
            if stage.panel is not None:
                stage.hold_panel(None)
                self._panel.set_quiet(False)
            self.ended.emit()
            stage.deleteLater()

    def _undo(self) -> None:
        """Take back what was just written down, and nothing that was done before."""

        def done(label: str) -> None:
            window = self._page.window()
            if label in ACTS and isinstance(window, MainWindow):
                window.do("window.undo")

        self._page.jobs.start(self, lambda _: self._desk.keeping.last_act(), done)

    def _show_safeguarding(self) -> None:
        window = self._page.window()
        if isinstance(window, MainWindow):
            window.show_safeguarding()
