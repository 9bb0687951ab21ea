"""What a person does about where the school stands: each act is a job, and can be undone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.outcome import Moderation
from peerdesk.ui import messages
from peerdesk.ui.page import Page
from peerdesk.ui.table.standing import StandingRow
from peerdesk.ui.table.standing_card import StandingCard


class StandingActs(QObject):
    """Acts for the page that shows where the school stands."""

    def __init__(self, page: Page, desk: Desk) -> None:
        """Act on a desk, for a page."""
        super().__init__(page)
        self._page, self._desk = page, desk

    def add(self, scope: str, characteristic: str) -> None:
        """Begin with a characteristic of which nobody has spoken."""
        self._do(lambda: self._desk.moderations.begin(scope, characteristic)[1], self.tr("Added."))

    def choose(self, scope: str, row: StandingRow, name: str, level: str) -> None:
        """Say a level: the team's, or the one that was agreed with the school."""
        said = {name: level, "school_level": row.school_level}
        self._do(lambda: self._write(scope, row, row.record, said)[0], self.tr("Kept."))

    def cite(self, scope: str, row: StandingRow, notes: Sequence[str]) -> None:
        """Let the team's view stand on notes as well."""

        def work() -> Changes:
            if row.record is not None:
                return self._desk.moderations.cite(row.record, notes)
            said = {"school_level": row.school_level, "evidence": tuple(notes)}
            return self._desk.moderations.begin(scope, row.characteristic.characteristic_id, **said)[1]

        many = self.tr("{} notes").format(len(notes)) if len(notes) > 1 else self.tr("1 note")
        self._do(work, self.tr("{} cited in “{}”.").format(many, row.characteristic.name))

    def uncite(self, row: StandingRow, note: str) -> None:
        """Take a note out of what the team's view stands on."""
        record = row.record
        if record is not None:
            self._do(lambda: self._desk.moderations.uncite(record, note), self.tr("Note taken out."))

    def settle(self, record: Moderation) -> None:
        """Settle two versions: what is shown is what it should say."""
        says = {name: getattr(record, name) for name in record.two_versions if name != "deleted"}
        self._do(lambda: self._desk.moderations.change(record, **says), self.tr("Settled."))

    def delete(self, record: Moderation) -> None:
        """Take away what the team says of a characteristic."""
        self._do(lambda: self._desk.moderations.delete(record), self.tr("Taken out."))

    def keep(self, scope: str, card: StandingCard, name: str, text: str, shown: Moderation | None) -> None:
        """Keep the reasons that were left; their draft goes once they are on disk."""
        row = card.row

        def done(kept: tuple[Changes, Moderation | None]) -> None:
            card.fields.on_kept(name, text, kept[1])
            self._page.changed.emit(kept[0])

        def failed(error: Exception) -> None:
            card.fields.on_not_kept(name)
            messages.show_failure(self._page, error)

        self._page.jobs.start(card, lambda _: self._write(scope, row, shown, {name: text}), done, failed)

    def _write(
        self, scope: str, row: StandingRow, shown: Moderation | None, said: dict[str, str]
    ) -> tuple[Changes, Moderation | None]:
        """Write what was said as it was shown; where nobody else changed it meanwhile it follows the newest."""
        if shown is None:
            record_id, changes = self._desk.moderations.begin(scope, row.characteristic.characteristic_id, **said)
            return changes, self._desk.moderations.one(record_id)
        now = self._desk.moderations.one(shown.record_id)
        same = now is not None and all(getattr(now, name) == getattr(shown, name) for name in said)
        changes = self._desk.moderations.change(now if now is not None and same else shown, **said)
        return changes, self._desk.moderations.one(shown.record_id)

    def _do(self, work: Callable[[], Changes], said: str) -> None:
        def done(changes: Changes) -> None:
            self._page.toast_requested.emit(said, True)
            self._page.changed.emit(changes)

        self._page.jobs.start(self._page, lambda _: work(), done)
