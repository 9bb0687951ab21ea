"""History, what was deleted, and two versions: the same sheets on every page."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.history import Deleted, Settled
from peerdesk.domain.history import HistoryLine
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.review import Record
from peerdesk.ui.dialogs.all_versions import AllVersionsSheet
from peerdesk.ui.dialogs.history import DeletedSheet, HistorySheet
from peerdesk.ui.dialogs.two_versions import SettleSheet
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.page import Page


class LookingBack(QObject):
    """Opens the sheets over a page, and does what is wanted as jobs."""

    def __init__(self, page: Page, desk: Desk) -> None:
        """Look back for a page."""
        super().__init__(page)
        self._page, self._desk = page, desk

    def show_history(self, record: Record, *, writable: bool = True) -> None:
        """Show the past of a record as it is shown now."""

        def show(lines: tuple[HistoryLine, ...]) -> None:
            HistorySheet(self._page, lines, partial(self._write_back, record) if writable else None).open_over()

        self._page.jobs.start(self._page, lambda _: self._desk.history.of(record.record_id), show)

    def show_deleted(self, scope: str) -> None:
        """List what was deleted in a review."""

        def show(deleted: list[Deleted]) -> None:
            DeletedSheet(self._page, deleted, self._bring_back).open_over()

        self._page.jobs.start(self._page, lambda _: self._desk.history.deleted(scope), show)

    def show_versions(self, record: Record) -> None:
        """Show both versions of a record side by side, to be settled."""
        history = self._desk.history
        self._page.jobs.start(
            self._page,
            lambda _: history.versions(record.record_id),
            lambda versions: SettleSheet(
                self._page,
                versions,
                partial(self._settle, record),
                partial(FieldDrafts, self._desk, self._page.jobs, "third"),
                record,
                self._desk.identity.key_id,
            ).open_over(),
        )

    def show_all_versions(self, scope: str) -> None:
        """List all two versions that there ever were in a review; those that are open can be settled."""
        history = self._desk.history

        def settle(one: Settled) -> None:
            kind = KINDS[one.kind].value
            self._page.jobs.start(self._page, lambda _: self._desk.plan.one(kind, one.record_id), found)

        def found(record: Record | None) -> None:
            if record is not None:
                self.show_versions(record)

        def show(listed: list[Settled]) -> None:
            AllVersionsSheet(self._page, listed, settle).open_over()

        self._page.jobs.start(self._page, lambda _: history.all_versions(scope), show)

    def _write_back(self, record: Record, line: HistoryLine) -> None:
        history, said = self._desk.history, self.tr("Earlier words brought back.")
        self._page.jobs.start(
            self._page,
            lambda _: history.write_back(record, line.field, _as_attribute(record, line)),
            partial(self._tell, said),
        )

    def _bring_back(self, one: Deleted) -> None:
        history, said = self._desk.history, self.tr("Brought back.")
        self._page.jobs.start(self._page, lambda _: history.bring_back(one), partial(self._tell, said))

    def _settle(self, record: Record, deleted: bool, fields: dict[str, object], places: Sequence[str]) -> None:
        desk, said = self._desk, self.tr("Settled.")

        def work() -> Changes:
            changes = desk.history.settle(record, deleted=deleted, **fields)
            for place in places:
                desk.drafts.put(place, "")
            return changes

        self._page.jobs.start(self._page, lambda _: work(), partial(self._tell, said))

    def _tell(self, said: str, changes: Changes) -> None:
        self._page.changed.emit(changes)
        self._page.toast_requested.emit(said, True)


def _as_attribute(record: Record, line: HistoryLine) -> object:
    """Return the earlier value; nothing is said as the empty value of its kind."""
    now = getattr(record, line.field)
    return type(now)() if line.before is None else line.before
