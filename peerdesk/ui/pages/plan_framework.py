"""Which framework a review is written in: a choice, and what it means to change it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.frameworks import Shelf
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.framework import Framework
from peerdesk.domain.review import KeptFramework
from peerdesk.overriding import override
from peerdesk.ui.dialogs.framework_whole import WholeFrameworkSheet
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.kept import KeptChoice
from peerdesk.ui.widgets.paragraph import Paragraph


class FrameworkChoice(KeptChoice):
    """The frameworks at hand, and before them the one that a review keeps, if that is another."""

    def __init__(self, theme: Theme, name: str) -> None:
        """Offer nothing yet."""
        super().__init__(theme, name)
        self._frameworks: dict[str, Framework] = {}

    def show_shelf(self, shelf: Shelf, kept: KeptFramework | None = None) -> None:
        """Offer what is at hand; a review that keeps none goes by the first, the core enquiry."""
        self._frameworks = {one.name: one.framework for one in shelf.frameworks}
        words = [(name, _said(one.title, one.version)) for name, one in self._frameworks.items()]
        now = _name(kept) if kept else words[0][0] if words else ""
        if kept is not None and now not in self._frameworks:
            words.insert(0, (now, _said(kept.title, kept.version)))
        self.show_choices(words)
        self.show_value(now)

    def chosen(self) -> Framework | None:
        """Return the framework that is chosen; None for one that only the review has."""
        return self._frameworks.get(self.value())


class FrameworkRow(QWidget):
    """The choice on the plan, and a sentence under it."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Offer nothing before `show_plan`."""
        super().__init__()
        self._acts = acts
        self._shelf: Shelf | None = None
        self._plan: ReviewPlan | None = None
        self.choice = FrameworkChoice(theme, self.tr("Framework"))
        self.sentence = Paragraph(theme, "", "caption", "soft")
        self.look = Button(theme, self.tr("Read it…"), kind="link")
        self.all = Button(theme, self.tr("All frameworks…"), kind="link")
        self.setFocusProxy(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.sentence)
        ways = QHBoxLayout()
        ways.setSpacing(theme.gap("m"))
        ways.addWidget(self.look)
        ways.addWidget(self.all)
        ways.addStretch()
        column.addLayout(ways)
        self.choice.given.connect(self._on_given)
        self.look.clicked.connect(self._read)
        self.all.clicked.connect(lambda: acts.go("frameworks"))

    def show_plan(self, plan: ReviewPlan) -> None:
        """Show in which framework a review is written."""
        self._plan = plan
        kept, library = plan.framework, self._acts.desk.frameworks
        if kept is None:
            said = self.tr("The review keeps the framework as it is on the day on which you choose it.")
        elif library.can_read(kept):
            said = self.tr("The review keeps it as it is now, whatever becomes of it elsewhere.")
        else:
            said = self.tr("It was written by a later PeerDesk. Until you have that one, the core enquiry stands in.")
        self.sentence.setText(said)
        if self._shelf is not None:
            self._on_shelf(self._shelf)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._acts.look(self._acts.desk.frameworks.shelf, self._on_shelf)

    def _on_shelf(self, shelf: Shelf) -> None:
        self._shelf = shelf
        if self._plan is not None:
            self.choice.show_shelf(shelf, self._plan.framework)

    def _on_given(self) -> None:
        framework, plan = self.choice.chosen(), self._plan
        if framework is None or plan is None:
            return
        desk, scope = self._acts.desk, plan.scope
        counted: list[int] = []

        def work() -> Changes:
            counted.append(desk.capture.count(scope))
            return desk.plan.take_up(scope, framework)

        def done() -> None:
            said = self.tr("The review is written in “{}” from now on.").format(framework.title)
            if counted[0]:
                said += " " + self.tr("What was noted stays as it is. Look whether the questions still belong to it.")
            self._acts.say(said)

        self._acts.run(work, done)

    def _read(self) -> None:
        if self._plan is not None:
            WholeFrameworkSheet(self, self._acts.desk.frameworks.of_review(self._plan.framework)).open_over()


def _name(kept: KeptFramework) -> str:
    return f"{kept.framework_id}@{kept.version}"


def _said(title: str, version: str) -> str:
    return f"{title} · {version}"
