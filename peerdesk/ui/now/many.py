"""Many lines at once, from where they come to where they are kept: pasted, dropped, read aloud, left and taken up."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from peerdesk.desk.capture import NewNote
from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.many_lines import to_lines
from peerdesk.overriding import override
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import show_failure
from peerdesk.ui.now.composer import Composer
from peerdesk.ui.now.many_row import ManyRow
from peerdesk.ui.now.many_sheet import ManySheet
from peerdesk.ui.now.typed import Typed, to_fields, to_jotting, when_seen
from peerdesk.ui.widgets.offer import Offer

PLACE = "now.many:"
ENDINGS = (".txt", ".text", ".md", ".csv", ".tsv")


@dataclass(frozen=True)
class Left:
    """Lines that were left, with the activity that they belong to, who saw them, and which were not ticked."""

    lines: list[str]
    activity: str
    saw: str
    left_out: list[int]

    @classmethod
    def read(cls, text: str, context: str) -> "Left":
        """Return what a draft says."""
        said = json.loads(context) if context else {}
        out = [int(one) for one in said.get("left_out", ())]
        return cls(text.splitlines(), str(said.get("activity", "")), str(said.get("saw", "")), out)


def text_files(data: QMimeData) -> list[Path]:
    """Return the files among what is dropped that hold text."""
    paths = [Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile()]
    return [one for one in paths if one.suffix.lower() in ENDINGS]


class ManyLines(QObject):
    """Opens the sheet, journals it, and keeps what is chosen in it as one act.

    Signals:
        kept: a Changes.
        activity_wanted: id of the activity in which the lines were left.
    """

    kept = Signal(object)
    activity_wanted = Signal(str)

    def __init__(self, desk: Desk, jobs: JobRunner, composer: Composer, offer: Offer, owner: QWidget) -> None:
        """Serve `owner`, the page; what was left is offered in `offer`."""
        super().__init__(owner)
        self._desk, self._jobs, self._composer, self._offer, self._owner = desk, jobs, composer, offer, owner
        self._scope = ""
        self._left: Left | None = None
        self._sheet: ManySheet | None = None
        self._is_keeping = False
        owner.setAcceptDrops(True)
        owner.installEventFilter(self)

    @property
    def sheet(self) -> ManySheet | None:
        """The sheet, if it is open."""
        return self._sheet if self._sheet is not None and isValid(self._sheet) else None

    def show_left(self, scope: str, drafts: Sequence[tuple[str, str, str, str]]) -> None:
        """Offer what was left in a review: (place, text, context, local time) of each draft."""
        self._scope = scope
        if self.sheet is not None:
            return
        self._left = None
        self._offer.offer("", ())
        for place, text, context, at in drafts:
            if place == PLACE + scope and text.strip():
                self._left = Left.read(text, context)
                said = self.tr("{} lines wait since {}.").format(len(self._left.lines), at)
                answers = [(self.tr("Go on"), self.open), (self.tr("Leave them"), self._leave)]
                self._offer.offer(said, answers)

    def open(self, text: str = "") -> None:
        """Show lines to be looked at: those that were left, then those of a text."""
        left, self._left = self._left, None
        if left is not None:
            if left.activity:
                self.activity_wanted.emit(left.activity)
            self._composer.for_whom.picked.emit(left.saw)
        sheet = self.sheet
        if sheet is None:
            sheet = self._sheet = ManySheet(self._owner, lambda: self._composer.context, self._composer.for_whom.said())
            sheet.journal.noted.connect(self._desk.drafts.note_typing)
            sheet.journal.requested.connect(self._write)
            sheet.keep_requested.connect(self._keep)
            sheet.rejected.connect(self._on_left)
        if left is not None:
            sheet.add_lines(left.lines, left.left_out)
        sheet.add_lines(to_lines(text))
        if not sheet.isVisible():
            sheet.open_over()
            sheet.more.setFocus()
        self._offer.offer("", ())

    def open_files(self, paths: Sequence[Path]) -> None:
        """Show the lines of files."""

        def read(_: object) -> list[str]:
            return [line for path in paths for line in self._desk.capture.read_lines(path)]

        self._jobs.start(self, read, lambda lines: self.open("\n".join(lines)))

    def _keep(self) -> None:
        sheet = self.sheet
        rows = sheet.chosen() if sheet is not None else []
        if self._is_keeping or sheet is None or not rows or not all(row.room.fits() for row in rows):
            return
        self._is_keeping = True
        scope, notes = self._scope, [self._new_note(row) for row in rows]
        place = "" if sheet.rest else PLACE + scope
        sheet.journal.journal_now()

        def keep(_: object) -> Changes:
            return self._desk.capture.keep_many(scope, notes, draft_place=place)

        self._jobs.start(self, keep, self._on_kept, self._on_not_kept)

    def _new_note(self, row: ManyRow) -> NewNote:
        seen, line = row.understood()
        around = self._composer.typed()
        typed = Typed(activity=around.activity, observed_by=around.observed_by, asked_by=around.asked_by)
        at = when_seen(seen, self._composer.activity, self._desk.acting.here())
        if line.only_me:
            return NewNote({"text": to_jotting(line), "seen_at": at}, only_me=True)
        return NewNote({**to_fields(typed, line), "seen_at": at}, line.questions)

    def _on_kept(self, changes: Changes) -> None:
        sheet, self._is_keeping = self.sheet, False
        if sheet is not None:
            if sheet.rest:
                sheet.next_lines()
            else:
                sheet.journal.forget()
                sheet.journal.blockSignals(True)
                self._desk.drafts.put(PLACE + self._scope, "")  # for what was journaled while it was being kept
                self._sheet = None
                sheet.accept()
        self.kept.emit(changes)

    def _on_not_kept(self, error: Exception) -> None:
        self._is_keeping = False
        show_failure(self._owner, error)

    def _on_left(self) -> None:
        """Offer on the page what the sheet held."""
        sheet, self._sheet = self._sheet, None
        if sheet is not None and sheet.text():
            here = self._desk.acting.here()[-5:]
            context = self._context(sheet.left_out())
            self.show_left(self._scope, [(PLACE + self._scope, sheet.text(), context, here)])

    def _write(self, text: str) -> None:
        sheet = self.sheet
        self._desk.drafts.put(PLACE + self._scope, text, self._context(sheet.left_out() if sheet else []))

    def _leave(self) -> None:
        self._left = None
        self._offer.offer("", ())
        self._desk.drafts.put(PLACE + self._scope, "")

    def _context(self, left_out: Sequence[int]) -> str:
        around = self._composer.typed()
        said = {"activity": around.activity, "saw": around.observed_by, "left_out": [*left_out]}
        return json.dumps({"scope": self._scope, **said})

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDropEvent) and (paths := text_files(event.mimeData())):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.open_files(paths)
            return True
        return super().eventFilter(watched, event)
