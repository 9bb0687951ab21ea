"""On Home, for somebody in training: the page that is theirs alone, and that the lead wrote to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.dates import day_in_words
from peerdesk.ui.page import Page
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph


@dataclass(frozen=True)
class _Training:
    """In which review somebody is in training, who leads it, and what there is: lines of theirs, from whom, and when.

    Attributes:
        wrote: name of the lead who wrote, "" if nobody did; wrote_on: `YYYY-MM-DD`.
    """

    scope: str
    lead: str
    lines: int
    wrote: str = ""
    wrote_on: str = ""


class HomeTraining(QObject):
    """Fills the card; nobody else ever sees it, and what the lead wrote is read on the page itself, not here.

    Signals:
        page_requested: the private page of the review of this scope.
    """

    page_requested = Signal(str)

    def __init__(self, page: Page, desk: Desk) -> None:
        """Make it for Home."""
        super().__init__(page)
        self._page, self._desk, self._scope = page, desk, ""
        theme = page.theme
        self.card = Card(theme, "quiet")
        self.card.setAccessibleName(self.tr("In training"))
        self.who = Label(theme, "", bold=True, elided=True)
        self.said = Paragraph(theme, "", tone="soft")
        self.open = Button(theme, self.tr("What I noticed"), "graduation-cap")
        for part in (self.who, self.said):
            self.card.body.addWidget(part)
        self.card.body.addSpacing(theme.gap("xs"))
        self.card.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.card.hide()
        self.open.clicked.connect(lambda: self.page_requested.emit(self._scope))

    def look(self, plans: Sequence[ReviewPlan]) -> None:
        """Look in which of these reviews one is in training; the first counts."""
        me = self._desk.identity.key_id
        mine = [plan for plan in plans if any(one.key == me and one.role == "shadow" for one in plan.members)]
        if not mine:
            self.card.hide()
            return
        plan, desk = mine[0], self._desk
        lead = next((one.name for one in plan.members if one.role == "lead"), "")

        def work(_: object) -> _Training:
            wrote = desk.advice.for_me(plan.scope)
            lines = len(desk.noticing.all(plan.scope))
            if not wrote:
                return _Training(plan.scope, lead, lines)
            return _Training(plan.scope, lead, lines, wrote[0].who, wrote[0].written_at[:10])

        self._page.jobs.start(self, work, self._show)

    def _show(self, training: _Training) -> None:
        self._scope = training.scope
        lead = training.lead
        self.who.setText(
            self.tr("You are in training with {}").format(lead) if lead else self.tr("You are in training")
        )
        if training.wrote:
            day = day_in_words(training.wrote_on, year=False)
            self.said.setText(
                self.tr("{} wrote to you on {}: for you alone, and yours to keep.").format(training.wrote, day)
            )
        elif training.lines:
            count = self.tr("One line") if training.lines == 1 else self.tr("{} lines").format(training.lines)
            self.said.setText(self.tr("{} of yours, which nobody else reads.").format(count))
        else:
            self.said.setText(
                self.tr(
                    "Your notes count like everybody's once the lead includes them. What you see of how a review is "
                    "done has a page of its own, for you alone."
                )
            )
        self.card.show()
