"""Asking whether a note is about somebody's safety: after an activity, never in one; then helping to pass it on."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from peerdesk.desk.certificates import Certificate
from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.safety import HeldNote
from peerdesk.ui.commands import Command
from peerdesk.ui.current_review import CurrentReview
from peerdesk.ui.jobs import Progress
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page
from peerdesk.ui.widgets.safety_line import SafetyLine

MOMENTS = ("home", "notes", "share", "table", "report")
"""Pages on which nobody is in an activity."""

_LATER_MS = 1000  # somebody types just now
_LETTERS = 300  # of a note: enough to know it by
T = TypeVar("T")


class SafetyQuestions(QObject):
    """Looks at what was kept when somebody has come out of an activity, and asks one question at a time."""

    def __init__(self, desk: Desk, window: MainWindow, current: CurrentReview) -> None:
        """Ask in a window."""
        super().__init__(window)
        self._desk, self._window, self._current = desk, window, current
        self._page, self._moment = "", 0
        self._put_off: set[str] = set()
        self.asked: HeldNote | None = None
        self.line: SafetyLine | None = None
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self.look)
        window.page_shown.connect(self._on_page)
        window.destroyed.connect(desk.drafts.listen(self._withdraw))

    def commands(self) -> list[Command]:
        """Return what can be done from any page."""
        return safety_commands(lambda: self)

    def wire(self, page: Page) -> None:
        """Hear from a page when somebody comes out of an activity, and when they want to answer about a note."""
        page.paused.connect(self.look)
        page.safety_requested.connect(self.show)

    def look(self) -> None:
        """Look at what was kept since, and ask about the first thing that waits and was not put off."""
        desk, scope, moment = self._desk, self._current.scope, self._moment

        def work(progress: Progress) -> list[HeldNote]:
            desk.safety.look_over(lambda: progress.step(0, 0))
            return desk.safety.held(scope)

        def done(held: list[HeldNote]) -> None:
            if moment != self._moment:
                return
            if self._page not in MOMENTS and desk.drafts.standing().on_its_way:
                self._later.start()
            else:
                self._ask_first(held)

        if scope:
            self._window.jobs.start(self._window, work, done)

    def show(self, record_id: str) -> None:
        """Show one note: ask about it, or help to pass on what is in it. "" is whatever is held back, what waits first.

        What nobody asked about is held back from now on: the person says that it is about somebody's safety.
        """
        self._start(lambda: self._find(record_id), lambda note: self._show(record_id, note))

    def say_yes(self) -> None:
        """Answer the question that is asked: it is about somebody's safety."""
        if self.asked is not None:
            self._yes(self.asked)

    def say_no(self) -> None:
        """Answer the question that is asked: it is about learning."""
        if self.asked is not None:
            self._no(self.asked)

    # Asking

    def _on_page(self, name: str) -> None:
        self._withdraw()
        self._later.stop()
        self._page, self._moment = name, self._moment + 1
        if name in MOMENTS:
            self.look()

    def _withdraw(self) -> None:
        if self.asked is not None:
            self._ask(None)

    def _ask_first(self, held: Sequence[HeldNote]) -> None:
        waiting = (one for one in held if not one.is_answered and one.record_id not in self._put_off)
        self._ask(next(waiting, None))

    def _ask(self, note: HeldNote | None) -> None:
        self.asked = note
        if note is not None or self.line is not None:
            self._made_line().ask(" ".join(note.texts[0].split())[:_LETTERS] if note else "")

    def _made_line(self) -> SafetyLine:
        if self.line is None:
            yes, no, _ = self.commands()
            self.line = SafetyLine(self._window.theme, yes, no)
            self._window.put_line(self.line)
            self.line.yes_said.connect(self.say_yes)
            self.line.no_said.connect(self.say_no)
            self.line.later_said.connect(self._on_later)
        return self.line

    def _on_later(self) -> None:
        if self.asked is not None:
            self._put_off.add(self.asked.record_id)
        self._leave_line()
        self._withdraw()

    def _yes(self, note: HeldNote) -> None:
        self._leave_line()
        self._withdraw()
        self._start(lambda: self._desk.safety.say_yes(note.record_id), lambda _: self._on_said_yes(note))

    def _no(self, note: HeldNote) -> None:
        self._leave_line()
        self._withdraw()
        self._start(lambda: self._desk.safety.say_no(note), lambda _: self._on_said_no(note))

    def _leave_line(self) -> None:
        """Put focus where a person starts on the page, if it is on the line, which goes."""
        focused, page = QApplication.focusWidget(), self._window.current_page()
        if self.line is not None and focused is not None and self.line.isAncestorOf(focused) and page is not None:
            page.begin_here()

    def _on_said_yes(self, note: HeldNote) -> None:
        self._tell(note)
        self._show_card(note)

    def _on_said_no(self, note: HeldNote) -> None:
        self._tell(note)
        self._window.say(self.tr("It is a note like any other. You will not be asked about these words again."))
        self.look()

    # Passing it on

    def _find(self, record_id: str) -> HeldNote | None:
        found = self._desk.safety.held(self._current.scope)
        return next((one for one in found if record_id in ("", one.record_id)), None)

    def _hold(self, record_id: str) -> HeldNote | None:
        self._desk.safety.say_yes(record_id)
        return self._find(record_id)

    def _on_held(self, note: HeldNote | None) -> None:
        if note is not None:
            self._on_said_yes(note)

    def _show(self, record_id: str, note: HeldNote | None) -> None:
        self._withdraw()
        if note is None and record_id:
            self._start(lambda: self._hold(record_id), self._on_held)
        elif note is None:
            self._window.say(self.tr("Nothing is held back."))
        elif note.is_answered:
            self._show_words(note)
        else:
            self._show_question(note)

    def _show_question(self, note: HeldNote) -> None:
        from peerdesk.ui.dialogs.safety_words import SafetyQuestionSheet

        SafetyQuestionSheet(self._window, note, lambda: self._yes(note), lambda: self._no(note)).open_over()

    def _show_words(self, note: HeldNote) -> None:
        from peerdesk.ui.dialogs.safety_words import SafetyWordsSheet

        SafetyWordsSheet(self._window, note, lambda: self._ask_erase(note), lambda: self._no(note)).open_over()

    def _show_card(self, note: HeldNote) -> None:
        from peerdesk.ui.dialogs.safeguarding import OfNote
        from peerdesk.ui.dialogs.safety_words import where_words

        self._window.show_safeguarding(OfNote(note.about, where_words(note), lambda: self._show_words(note)))

    def _ask_erase(self, note: HeldNote) -> None:
        from peerdesk.ui.dialogs.safety_words import SafetyEraseSheet

        SafetyEraseSheet(self._window, note, lambda: self._erase(note)).open_over()

    def _erase(self, note: HeldNote) -> None:
        desk, label = self._desk, self.tr("Erasing, and making a fresh copy")

        def done(came: tuple[Certificate, Changes]) -> None:
            self._window.on_changes(came[1])
            self._show_certificate(came[0])

        self._window.jobs.start(self._window, lambda _: desk.safety_erasing.erase(note), done, label=label)

    def _show_certificate(self, certificate: Certificate) -> None:
        from peerdesk.ui.erasing_for_good import ErasingForGood

        page = self._window.current_page()
        if page is not None:
            ErasingForGood(page, self._desk).show(certificate)

    def _tell(self, note: HeldNote) -> None:
        self._window.on_changes(Changes(frozenset({note.record_id}), frozenset({note.kind, "note"})))

    def _start(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._window.jobs.start(self._window, lambda _: work(), done)


def safety_commands(questions: Callable[[], SafetyQuestions]) -> list[Command]:
    """Return what can be done from any page: answer what is asked, and go to what is held back."""
    tr = QApplication.translate
    do = tr("MainWindow", "Window")
    yes, no = tr("Safety", "Yes: show me whom to tell"), tr("Safety", "No: it is about learning")
    held = tr("Safety", "What is held back for safety…")

    def asks() -> bool:
        return questions().asked is not None

    return [
        Command("safety.yes", yes, do, lambda: questions().say_yes(), "Ctrl+Shift+Y", "shield", asks),
        Command("safety.no", no, do, lambda: questions().say_no(), "Ctrl+Shift+O", "shield", asks),
        Command("safety.held", held, do, lambda: questions().show(""), "", "shield"),
    ]
