"""Into the practice and out of it, what was typed there to a real review, and the practice begun anew."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.moving import Place, Practised, move, places_for, practised_in
from peerdesk.desk.practice import clear_practice, demo_day, open_practice
from peerdesk.keys.vault import Vault
from peerdesk.ui.commands import Command
from peerdesk.ui.main_window import MainWindow


@dataclass(frozen=True)
class Seat:
    """Where a person sits: their own desk, what keeps its key, and the window that is seen."""

    own: Desk
    vault: Vault
    window: MainWindow


class Practising(QObject):
    """Does what has to do with the practice, as jobs of the window that is seen.

    Signals:
        opened: a Desk to practise on; True if it is to begin at the line.
        left: back to one's own reviews.
        moved: a Changes of one's own desk, and scope of the review.

    Attributes:
        desk: the practice that is open; None if none is.
    """

    opened = Signal(object, bool)
    left = Signal()
    moved = Signal(object, str)

    def __init__(
        self, folder: Path, now: Callable[[], datetime], seat: Callable[[], Seat | None], parent: QObject
    ) -> None:
        """Prepare.

        Args:
            folder: of the person's own desk.
            now: the clock; aware.
            seat: asked at each act; None while the person's own desk is not open.
            parent: lives as long.
        """
        super().__init__(parent)
        self._folder, self._now, self._seat = folder, now, seat
        self.desk: Desk | None = None

    def go(self, *, at_line: bool = False) -> None:
        """Open the practice, or go on in it; `at_line` begins at the line instead of at Home."""
        seat = self._seat()
        if seat is None:
            return
        name, known = seat.own.people.mine.name, self.desk

        def work() -> Desk:
            return known or open_practice(self._folder, seat.vault, name, self._now)

        self._start(seat, work, lambda desk: self._on_opened(desk, at_line=at_line))

    def leave(self) -> None:
        """Go back to one's own reviews."""
        self.left.emit()

    def ask_move(self) -> None:
        """Ask what is to be moved to a real review, and to which."""
        seat, practice = self._seat(), self.desk
        if seat is None or practice is None:
            return

        def look() -> tuple[tuple[Practised, ...], tuple[Place, ...]]:
            return practised_in(practice, demo_day()), places_for(seat.own)

        seat.window.jobs.start(seat.window, lambda _: look(), lambda found: self._show_move(seat, *found))

    def ask_anew(self) -> None:
        """Ask whether what was typed in the practice may go."""
        seat, practice = self._seat(), self.desk
        if seat is None or practice is None:
            return

        def ask(typed: tuple[Practised, ...]) -> None:
            from peerdesk.ui.dialogs.begin_anew import BeginAnewSheet

            sheet = BeginAnewSheet(seat.window, len(typed))
            sheet.wanted.connect(self.begin_anew)
            sheet.move_wanted.connect(self.ask_move)
            sheet.open_over()

        seat.window.jobs.start(seat.window, lambda _: practised_in(practice, demo_day()), ask)

    def begin_anew(self) -> None:
        """Take the practice away and begin another, from one's own window: nobody then has the old one open."""
        practice, self.desk = self.desk, None
        if practice is None:
            return
        self.left.emit()
        seat = self._seat()
        if seat is None:
            return
        name = seat.own.people.mine.name

        def work() -> Desk:
            practice.close()
            clear_practice(self._folder, seat.vault)
            return open_practice(self._folder, seat.vault, name, self._now)

        self._start(seat, work, self._on_opened)

    def _start(self, seat: Seat, work: Callable[[], Desk], done: Callable[[Desk], None]) -> None:
        seat.window.jobs.start(seat.window, lambda _: work(), done, label=_tr("Preparing the practice"))

    def _on_opened(self, desk: Desk, *, at_line: bool = False) -> None:
        self.desk = desk
        self.opened.emit(desk, at_line)

    def _show_move(self, seat: Seat, typed: tuple[Practised, ...], places: tuple[Place, ...]) -> None:
        from peerdesk.ui.dialogs.moving import MoveSheet

        def wanted(scope: str, activity: str, chosen: list[Practised]) -> None:
            def done(changes: Changes) -> None:
                self.left.emit()
                self.moved.emit(changes, scope)

            seat.window.jobs.start(seat.window, lambda _: move(seat.own, scope, activity, chosen), done)

        sheet = MoveSheet(seat.window, typed, places)
        sheet.wanted.connect(wanted)
        sheet.open_over()


def practice_commands(practising: Practising, *, inside: bool) -> list[Command]:
    """Return what the palette offers, in the practice or outside of it."""
    there = _tr("Practice")
    if not inside:
        return [Command("practice.go", _tr("Have a practice"), there, practising.go, icon="graduation-cap")]
    return [
        Command("practice.leave", _tr("Back to my own reviews"), there, practising.leave, icon="house"),
        Command("practice.move", _tr("Move what I typed to a real review…"), there, practising.ask_move),
        Command("practice.anew", _tr("Begin the practice anew…"), there, practising.ask_anew, icon="history"),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Practising", text)
