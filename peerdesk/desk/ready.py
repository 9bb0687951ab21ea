"""Ready for tomorrow? What has to hold the evening before a review: each line is tried out, not remembered."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from peerdesk.desk.battery import Battery, read_battery
from peerdesk.desk.clocks import SET_IT, time_in_words
from peerdesk.desk.desk import Desk
from peerdesk.desk.ready_line import Found, ReadyLine
from peerdesk.desk.ready_review import briefing, next_review, safeguarding
from peerdesk.desk.stick import Answer, try_out
from peerdesk.domain.dates import day_in_words
from peerdesk.errors import PeerDeskError
from peerdesk.storage.failures import StorageError

__all__ = ["Ready", "ReadyLine"]

LOW_PERCENT = 80
ROOM_BYTES = 500_000_000

_A_DAY, _A_YEAR = timedelta(days=1), timedelta(days=366)
_PROBE = "ready.asked_at"

_STICK: dict[Answer, tuple[str, str]] = {
    "gone": ("{} is not there.", "Put the stick in again, or use a folder that all of you can reach."),
    "read only": (
        "{} can be read, but not written.",
        "Look for a small switch on the stick, take another one, or use a folder that all of you can reach.",
    ),
    "blocked": (
        "This laptop does not let PeerDesk write to {}.",
        "Use a folder that all of you can reach, or ask whoever looks after this laptop.",
    ),
    "full": ("{} is full.", "Make room on it, take another one, or use a folder that all of you can reach."),
    "broken": (
        "What PeerDesk wrote to {} did not come back as it was.",
        "Take another stick, or use a folder that all of you can reach.",
    ),
}


class Ready:
    """Tries out whether a laptop is ready. Waits for the disk and for the system's prompts: call it in a job."""

    def __init__(self, desk: Desk, battery: Callable[[], Battery | None] = read_battery) -> None:
        """Try out one desk on this laptop; its clock is the desk's."""
        self._desk, self._battery = desk, battery

    def check(self, stick: Path | None) -> tuple[ReadyLine, ...]:
        """Try everything out.

        Args:
            stick: a stick, or the folder in its place; None if none was chosen.
        """
        plan = next_review(self._desk)
        lines: tuple[tuple[str, Callable[[], Found]], ...] = (
            ("Your notes", self._notes),
            ("Recovery words", self._words),
            ("A copy", self._copy),
            ("Stick or folder", lambda: self._stick(stick)),
            ("Clock", self._clock),
            ("Battery", self._power),
            ("Briefing and badges", lambda: briefing(self._desk, plan)),
            ("Safeguarding contacts", lambda: safeguarding(plan)),
            ("Paper pack", self._paper),
        )
        return tuple(_asked(name, find) for name, find in lines)

    def _notes(self) -> Found:
        asked_at = self._desk.acting.stamp()
        self._desk.keeping.put_setting(_PROBE, asked_at)
        if self._desk.keeping.setting(_PROBE) != asked_at:
            raise StorageError("What PeerDesk wrote is not on this laptop's disk.", "Make a copy, and check the disk.")
        known = self._desk.recovery.sign_out()
        if not self._desk.recovery.is_key_kept():
            return Found(
                "not yet",
                "Your notes are kept here, but this laptop does not remember what opens them.",
                "Have your recovery words at hand tomorrow: PeerDesk asks for them at each start.",
            )
        if not known.found_on:
            return Found(
                "not yet",
                f"Your notes are kept here since {day_in_words(known.kept_on)}. Whether they open after a sign-out "
                "is not known yet.",
                "Sign out of the computer, sign in again, and open PeerDesk once more.",
            )
        return Found(
            "yes",
            f"Your notes are kept here. They opened again after a sign-out, on {day_in_words(known.found_on)}.",
        )

    def _words(self) -> Found:
        state = self._desk.recovery.state()
        if state.confirmed_on:
            day = day_in_words(state.confirmed_on)
            return Found("yes", f"You wrote your recovery words down, and typed them back on {day}.")
        if state.waiting_since:
            day = day_in_words(state.waiting_since)
            return Found(
                "not yet",
                f"Recovery words were made on {day}, but not typed back.",
                "Type them back from your sheet; if it is lost, make new ones.",
            )
        return Found(
            "not yet",
            "There are no recovery words. If this laptop is lost, or forgets you, nobody can open your notes.",
            "Make them now, and write them down: it takes two minutes.",
        )

    def _copy(self) -> Found:
        newest = next((one for one in self._desk.keeping.copies() if not one.removable), None)
        remedy = "Make a copy now."
        if newest is None:
            return Found("not yet", "There is no copy of your notes yet.", remedy)
        said = time_in_words(newest.made_at)
        if not newest.sound:
            return Found("not yet", f"The copy of {said} does not open.", remedy)
        if self._now() - newest.made_at > _A_DAY:
            return Found("not yet", f"The newest copy of your notes is of {said}.", remedy)
        return Found("yes", f"The newest copy of your notes is of {said}; it was opened and checked.")

    def _stick(self, stick: Path | None) -> Found:
        if stick is None:
            return Found(
                "look",
                "No stick or folder was tried out.",
                "Put in the stick that you will use tomorrow and choose it, or choose a folder that all of you "
                "can reach.",
            )
        trial, shown = try_out(stick), f"“{stick.name or stick}”"
        if trial.answer != "works":
            sentence, remedy = _STICK[trial.answer]
            return Found("not yet", sentence.format(shown), remedy)
        free = f"{trial.free_bytes // 1_000_000:,} MB"
        if trial.free_bytes < ROOM_BYTES:
            return Found(
                "look",
                f"{shown} can be written and read back, but only {free} are free.",
                "Make room on it: a day with pictures may need 500 MB.",
            )
        return Found("yes", f"{shown} was written and read back. {free} are free.")

    def _clock(self) -> Found:
        now = self._now()
        if off := self._desk.clocks.here():
            return Found("look", off.sentence, f"Compare with a clock that you trust. {off.remedy}")
        said = f"This laptop says that it is {time_in_words(now)}."
        last = self._desk.clocks.last()
        if last and now - last > _A_YEAR:
            return Found("look", f"{said} The last thing here was written at {time_in_words(last)}.", SET_IT)
        return Found("yes", said)

    def _power(self) -> Found:
        found = self._battery()
        charge = "Charge it tonight, and take the charger."
        if found is None:
            return Found("look", "PeerDesk cannot see this laptop's battery.", charge)
        if found.percent is None:
            return Found("yes", "There is no battery: this computer runs on the mains.")
        said = f"The battery is at {found.percent} %"
        if found.percent >= LOW_PERCENT:
            return Found("yes", f"{said}.")
        if found.charging:
            return Found("yes", f"{said} and charging.", "Leave it plugged in tonight.")
        return Found("not yet", f"{said}.", charge)

    def _paper(self) -> Found:
        return Found(
            "look",
            "PeerDesk cannot see whether the paper is in your bag.",
            "Print the plan, the questions and the safeguarding card, and pack a pen: paper always works.",
        )

    def _now(self) -> datetime:
        return self._desk.acting.now()


def _asked(name: str, find: Callable[[], Found]) -> ReadyLine:
    """Return the line, or why it could not be tried out."""
    try:
        return ReadyLine(name, *find())
    except PeerDeskError as trouble:
        return ReadyLine(name, "not yet", trouble.message, trouble.remedy)
