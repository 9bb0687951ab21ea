"""What a school sends as a table: brought in whole or not at all, and a table to fill in for who has none."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.plan_sheets import PlanRows, PlanSheet
from peerdesk.ui.dialogs.choosing import ask_file, ask_new_sheet
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button


class TableWays(QWidget):
    """Two quiet buttons: bring in a table, and save one to fill in."""

    def __init__(self, theme: Theme, acts: PlanActs, sheet: PlanSheet) -> None:
        """Make the buttons for one sort of table."""
        super().__init__()
        self._acts, self._sheet = acts, sheet
        self._plan: ReviewPlan | None = None
        self.bring = Button(theme, self.tr("From a spreadsheet…"), "table-2")
        self.save = Button(theme, self.tr("Save a table to fill in…"), kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        row.addWidget(self.bring)
        row.addWidget(self.save)
        self.bring.clicked.connect(self._ask)
        self.save.clicked.connect(self._ask_where)

    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        """Bring in for this plan."""
        self._plan = plan
        self.setVisible(editable)

    def bring_in(self, path: Path) -> None:
        """Take in a table, and say how much came."""
        plan = self._plan
        if plan is not None:
            self._acts.look(lambda: self._acts.desk.before.bring_in(plan, self._sheet, path), self._on_brought)

    def save_template(self, path: Path) -> None:
        """Write a table to fill in."""
        plan = self._plan
        if plan is not None:
            said = self.tr("The table is saved. Send it to the school, and bring it in when it is back.")
            before = self._acts.desk.before
            self._acts.look(lambda: before.write_template(plan, self._sheet, path), lambda _: self._acts.say(said))

    def _on_brought(self, brought: tuple[PlanRows, Changes]) -> None:
        rows, changes = brought
        count = len(rows.rows)
        said = self.tr("{} rows came in.").format(count) if count != 1 else self.tr("1 row came in.")
        if not count:
            said = self.tr("All of it was here already.")
        self._acts.say(" ".join(filter(None, (said, rows.noticed))))
        if count:
            self._acts.tell(changes)

    def _ask(self) -> None:
        kinds = self.tr("Spreadsheets (*.xlsx *.csv)")
        ask_file(self, self.tr("A table that the school filled in"), kinds, self.bring_in)

    def _ask_where(self) -> None:
        names = {"self_view": self.tr("What we say of ourselves"), "action": self.tr("Since the last review")}
        name = names[self._sheet]
        ask_new_sheet(self, name, f"{name}.xlsx", self.save_template)
