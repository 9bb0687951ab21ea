"""Beginning a review: which school, which days, in which framework."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.schools import Imported
from peerdesk.domain.dates import days_in_words, read_days, working_days_after
from peerdesk.domain.school import School
from peerdesk.ui import messages
from peerdesk.ui.dialogs.choosing import ask_file
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner, Progress
from peerdesk.ui.pages.plan_acts import CHECK_AFTER, REPORT_AFTER, PlanActs
from peerdesk.ui.pages.plan_framework import FrameworkChoice
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.kept import KeptLine, plain
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.school_field import SchoolField
from peerdesk.ui.widgets.sheet import Sheet, make_title
from peerdesk.ui.widgets.tick import Tick

_ODD_SHOWN = 3  # odd rows of a register that are named


class NewReviewSheet(Sheet):
    """A few fields; all else is planned on the Plan page.

    Signals:
        begun: the review is on this laptop; its scope.
    """

    begun = Signal(str)

    def __init__(self, parent: QWidget, acts: PlanActs, jobs: JobRunner) -> None:
        """Ask; what is typed is journaled until the review is begun."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("New review"), width=560)
        self._acts, self._jobs = acts, jobs
        self._school: School | None = None
        self.school = SchoolField(theme, self.tr("School"), self.tr("Its name, or its number in the register"))
        self.days = KeptLine(theme, self.tr("Days of the visit"), self.tr("9 and 10 March"))
        self.framework = FrameworkChoice(theme, self.tr("Framework"))
        self.answer = Paragraph(theme, "", tone="develop")
        self.answer.hide()
        self.begin = Button(theme, self.tr("Begin"), kind="primary")
        self.begin.setDefault(True)
        close = Button(theme, self.tr("Not now"), kind="quiet")
        self.bring_list = Button(theme, self.tr("Bring in the list of schools…"), kind="link")
        self.heads = Tick(theme, self.tr("with the headteachers’ names"))
        self.typed = Offer(theme, "history", wraps=True)
        self.drafts = FieldDrafts(acts.desk, jobs, "new", self)
        self.drafts.watch(self.school.line, lambda: ("review", "school"))
        self.drafts.watch(self.days, lambda: ("review", "days"))
        form = Form(theme)
        form.add(self.tr("School"), self.school)
        form.add(self.tr("Days"), self.days, self.tr("They can be set later."))
        form.add(self.tr("Framework"), self.framework, self.tr("What the review goes by. It can be changed later."))
        self.content.addWidget(make_title(theme, self.tr("New review"), "school"))
        why = self.tr("You lead it, on this laptop. Your team gets it from you as a briefing.")
        self.content.addWidget(Paragraph(theme, why, tone="soft"))
        self.content.addWidget(self.typed)
        self.content.addWidget(form)
        self.content.addWidget(self.answer)
        self.content.addWidget(self._lists())
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.foot.addWidget(self.begin)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.school.wanted.connect(self._find)
        self.school.picked.connect(self._on_picked)
        self.school.line.textEdited.connect(self._on_typed)
        self.begin.clicked.connect(self._on_begin)
        close.clicked.connect(self.reject)
        self.bring_list.clicked.connect(self._ask_list)
        self._enable()
        self.school.line.setFocus()
        self.drafts.taken_up.connect(self._take_up)
        self.drafts.offered.connect(self.place)
        self.drafts.show_in(self.typed)
        self._acts.look(acts.desk.frameworks.shelf, self.framework.show_shelf)

    def _lists(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bring_list)
        row.addWidget(self.heads)
        row.addStretch()
        return both

    def bring_in_list(self, file: Path) -> None:
        """Take in the register of schools as it was downloaded, and say how many there are and how old it is."""
        plan, heads = self._acts.desk.plan, self.heads.isChecked()

        def work(progress: Progress) -> Imported:
            return plan.import_schools(file, progress.step, heads=heads)

        def done(imported: Imported) -> None:
            said = [self.tr("{:,} schools are here now. Type a name.").format(imported.schools)]
            if imported.links:
                said.append(self.tr("{:,} links between them came too.").format(imported.links))
            odd = imported.findings
            said += [self.tr("Row {}: {}").format(one.row, one.message) for one in odd[:_ODD_SHOWN]]
            if len(odd) > _ODD_SHOWN:
                said.append(self.tr("So it is with {} rows more.").format(len(odd) - _ODD_SHOWN))
            self._say(" ".join([*said, imported.age(self._acts.today())]).strip())
            self.school.line.setFocus()

        self._jobs.start(self, work, done, label=self.tr("Bringing in the list of schools"))

    def _ask_list(self) -> None:
        title, kinds = (
            self.tr("The list of schools, as it was downloaded"),
            self.tr("Register of schools (*.csv *.zip)"),
        )
        ask_file(self, title, kinds, self.bring_in_list)

    def _find(self, words: str) -> None:
        def show(schools: list[School]) -> None:
            self.school.show_schools(schools)
            self.place()

        self._acts.look(lambda: self._acts.desk.plan.schools(words), show)

    def _take_up(self, place: str, words: str) -> None:
        self.drafts.take(place, words)
        self._enable()

    def _on_typed(self) -> None:
        self._school = None
        self._enable()

    def _on_picked(self, school: School) -> None:
        self._school = school
        self.drafts.write("review", "school", school.name)
        self._enable()
        self.place()
        self.days.setFocus()

    def _enable(self) -> None:
        self.begin.setEnabled(bool(self.school.line.text().strip()))

    def _on_begin(self) -> None:
        days = read_days(self.days.text(), self._acts.today())
        if self.days.text().strip() and not days:
            self._say(self.tr("It is not clear which days those are. Say them as 9 and 10 March 2027."))
            return
        self.days.setText(days_in_words(days))
        fields, desk, chosen = self._said(days), self._acts.desk, self.framework.chosen()
        self.begin.setEnabled(False)

        def work() -> tuple[str, Changes]:
            numbers = fields.get("school_ages", ""), fields.get("school_roll", "")
            likely = desk.plan_words.made_likely(*numbers) if all(numbers) else {}
            return desk.plan.begin(framework=chosen or desk.frameworks.core(), **fields, **likely)

        self._acts.look(work, self._on_begun, self._on_failed)

    def _said(self, days: tuple[str, ...]) -> dict[str, Any]:
        said: dict[str, Any] = {"school_name": plain(self.school.line.text()), "days": days}
        if days:
            said["check_by"] = working_days_after(days[-1], CHECK_AFTER)
            said["report_by"] = working_days_after(days[-1], REPORT_AFTER)
        school = self._school
        if school is not None:
            said |= {name: value for name, value in school.for_review.items() if name != "school_name"}
        return said

    def _on_begun(self, result: tuple[str, Changes]) -> None:
        scope, changes = result
        self.drafts.settle()
        self._acts.tell(changes)
        self.begun.emit(scope)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._enable()
        messages.show_failure(self, error)

    def _say(self, sentence: str) -> None:
        self.answer.setText(sentence)
        self.answer.show()
        self.days.setFocus()
        self.place()
