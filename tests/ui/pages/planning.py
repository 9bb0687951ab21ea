"""A lead at the Plan page, by hand and by keys."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.widgets.kept import KeptBox
from tests.ui.pages.review_desk import Pages


class Planning:
    """A lead who plans, and what is on the desk."""

    def __init__(self, desk: Desk, scope: str, pages: Pages) -> None:
        assert isinstance(pages.page, PlanPage)
        self.desk, self.scope, self.pages, self.page = desk, scope, pages, pages.page

    def plan(self) -> ReviewPlan:
        plan = self.desk.plan.look(self.scope)
        assert plan is not None
        return plan

    def part(self, name: str) -> Any:
        self.page.show_part(name)
        self.pages.settle()
        return self.page.parts[name]

    def type_into(self, field: QLineEdit | KeptBox, text: str) -> None:
        """Go to a field, replace what is there, and leave it."""
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)
        field.clearFocus()
        self.pages.settle()

    def close(self) -> None:
        self.desk.close()
