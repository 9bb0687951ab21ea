"""Out of the door: what is due to whom, onto a stick or into a folder "to send when I'm home", and what was sent."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_documents_path

from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.report_files import ReportFiles
from peerdesk.desk.shared_folder import copy_mine
from peerdesk.desk.stick import Answer, try_out
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.outcome import ReportState
from peerdesk.domain.sending import WORDS, Item, Sending, sendings_of
from peerdesk.errors import PackageWriteError, PeerDeskError
from peerdesk.files import FileNotWrittenError, write_whole

FOLDER, LIST = "PeerDesk, to send", "What to send.txt"
HANDED: Mapping[Item, ReportState] = {"page": "on the day", "report": "for checking", "final": "final"}
"""In which state the report is handed over with an item."""
_SETTING = "outbox"
_LONGEST = 120  # letters of a name that every system takes
_WHY: Mapping[Answer, str] = {
    "gone": "The stick or folder is not there any more.",
    "read only": "This stick can be read but not written on.",
    "blocked": "This computer does not let anybody write there.",
    "full": "There is no room there.",
    "broken": "What is written there cannot be read back: the stick may be worn out.",
    "works": "There is no room there for all of it.",
}


class NoRoomThereError(PeerDeskError):
    """Something could not be written on a stick or in a folder; nothing of it is left there."""


class NotMadeHereError(PeerDeskError):
    """This is made elsewhere: it needs to know for whom it is closed."""


@dataclass(frozen=True)
class Due:
    """One thing that is to leave, as it stands.

    Attributes:
        files: that wait in the outbox; empty if it was not made yet.
        sent_on: `YYYY-MM-DD`, or "".
    """

    scope: str
    school: str
    sending: Sending
    files: tuple[Path, ...] = ()
    sent_on: str = ""


class Outbox:
    """What one person has to send."""

    def __init__(self, desk: Desk, fonts: Path, folder: Path | None = None, *, practice: bool = False) -> None:
        """Look after one desk's.

        Args:
            desk: it is open.
            fonts: the folder of the typeface.
            folder: where things wait; None for the person's documents.
            practice: nothing of it is real, and it waits elsewhere.
        """
        self._desk, self._fonts = desk, fonts
        self.folder = folder or user_documents_path() / (f"{FOLDER} (practice)" if practice else FOLDER)

    def due(self, scope: str = "") -> list[Due]:
        """Return what is to leave, the next first; of all reviews that have begun, or of one."""
        today = self._desk.acting.here()[:10]
        plans = [plan for one in self._desk.plan.reviews() if (plan := self._desk.plan.look(one.scope)) is not None]
        kept = self._kept()
        found = [
            self._due(plan, sending, kept)
            for plan in plans
            if plan.scope == scope or (not scope and plan.review.days and plan.review.days[0] <= today)
            for sending in sendings_of(plan.review, plan.my_role)
        ]
        return sorted(found, key=lambda one: (bool(one.sent_on), not one.sending.by, one.sending.by))

    def make(self, scope: str, item: Item, folder: Path) -> tuple[Path, ...]:
        """Write something into a folder or onto a stick; return what was written.

        Raises:
            NoRoomThereError: it cannot be written there; nothing of it is left, and the outbox may take it.
            NotMadeHereError: the partnership's is made where it is closed to somebody (Share).
            PeerDeskError: it cannot be made at all.
        """
        plan = self._desk.plan.look(scope)
        if plan is None:
            raise NotMadeHereError("This review is not on this laptop.", "Bring in its briefing first.")
        made: list[Path] = []
        try:
            for write in self._ways(plan, item, folder):
                made.append(write())
        except (FileNotWrittenError, PackageWriteError) as error:
            for path in made:
                path.unlink(missing_ok=True)
            raise no_room(folder, error) from error
        if item in HANDED:
            self._desk.editions.keep(scope, HANDED[item], made[0].read_bytes())
        return tuple(made)

    def put(self, scope: str, item: Item) -> tuple[Path, ...]:
        """Write something into the outbox, and the list beside it; return what was written.

        Raises:
            PeerDeskError: as `make`.
        """
        folder = self._folder_of(scope)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise no_room(folder, error) from error
        made = self.make(scope, item, folder)
        self._keep(scope, item, files=[path.name for path in made], sent_on="")
        return made

    def tick_sent(self, scope: str, item: Item, *, sent: bool = True) -> None:
        """Note that something was sent, today; or that it was not."""
        self._keep(scope, item, sent_on=self._desk.acting.here()[:10] if sent else "")

    def waiting(self) -> list[Due]:
        """Return what lies in the outbox and was not sent."""
        return [one for one in self.due() if one.files and not one.sent_on]

    def _ways(self, plan: ReviewPlan, item: Item, folder: Path) -> Sequence[Callable[[], Path]]:
        """Return how each file of an item is written."""
        files, scope, reports = ReportFiles(self._desk.reports, self._fonts), plan.scope, self._desk.reports
        name = file_name(f"{plan.review.school_name or 'The school'} - {WORDS[item]}")

        def to(ending: str) -> Path:
            return folder / f"{name}{ending}"

        match item:
            case "page":
                return [lambda: reports.write_page(scope, to(".pdf"), self._fonts)]
            case "reply sheet":
                return [lambda end=end: files.write_reply_sheet(scope, to(end)) for end in (".pdf", ".docx")]  # type: ignore[misc]
            case "report":
                return [lambda: files.write(scope, to(".pdf"), "for checking")]
            case "final":
                return [lambda: files.write(scope, to(".pdf"), "final")]
            case "notes":
                return [lambda: copy_mine(self._desk, plan, "team", folder)]
            case "partnership":
                raise NotMadeHereError(
                    "What goes to the partnership is closed to its coordinator.", "Make it under Share."
                )

    def _due(self, plan: ReviewPlan, sending: Sending, kept: Mapping[str, Mapping[str, object]]) -> Due:
        said = kept.get(f"{plan.scope} {sending.item}", {})
        names, sent_on = said.get("files", []), str(said.get("sent_on", ""))
        here = [self._folder_of(plan.scope) / str(name) for name in names] if isinstance(names, list) else []
        return Due(plan.scope, plan.review.school_name, sending, tuple(one for one in here if one.is_file()), sent_on)

    def _folder_of(self, scope: str) -> Path:
        plan = self._desk.plan.look(scope)
        school = file_name(plan.review.school_name) if plan and plan.review.school_name else "A school"
        return self.folder / school

    def _kept(self) -> dict[str, dict[str, object]]:
        found: dict[str, dict[str, object]] = json.loads(self._desk.keeping.setting(_SETTING, "{}"))
        return found

    def _keep(self, scope: str, item: Item, **said: object) -> None:
        kept = self._kept()
        kept[f"{scope} {item}"] = {**kept.get(f"{scope} {item}", {}), **said}
        self._desk.keeping.put_setting(_SETTING, json.dumps(kept))
        if self.folder.is_dir():
            write_whole(self.folder / LIST, self._list().encode())

    def _list(self) -> str:
        """Return the list that lies in the outbox, for whoever opens the folder without PeerDesk."""
        today = self._desk.acting.here()[:10]
        lines = ["To send when I am home", "", f"As of {day_in_words(today)}.", ""]
        for one in self.due():
            if one.sent_on:
                lines.append(f"[x] {one.school}: {one.sending.words}, sent {day_in_words(one.sent_on, year=False)}")
                continue
            lines.append(f"[ ] {one.school}: {one.sending.words}, to {one.sending.to}, {one.sending.due(today)}")
            lines += [f"      {path.parent.name}/{path.name}" for path in one.files] or ["      not made yet"]
        lines += ["", "Tick what you have sent in PeerDesk, on Home under “To send”."]
        return "\n".join(lines) + "\n"


def no_room(folder: Path, reason: Exception) -> NoRoomThereError:
    """Return why nothing could be written in a folder, found out by trying."""
    detail = getattr(reason, "detail", "") or str(reason)
    return NoRoomThereError(
        _WHY[try_out(folder).answer], "Put it in the outbox instead: it waits there until you are home.", detail=detail
    )


def file_name(words: str) -> str:
    """Return words as the name of a file on any system."""
    kept = "".join(letter if letter.isalnum() or letter in " -_,’'" else " " for letter in words)
    return " ".join(kept.split())[:_LONGEST].strip()
