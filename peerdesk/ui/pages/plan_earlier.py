"""What an earlier review left to do, to be taken into this one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.before_the_visit import Left, LeftInFile
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.dates import days_in_words
from peerdesk.domain.review import Review
from peerdesk.ui.dialogs.choosing import ask_sent
from peerdesk.ui.messages import show_failure
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.theme import theme_of
from peerdesk.ui.unkept_words import shortened
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.combo import Combo
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title
from peerdesk.ui.widgets.tick import Tick

_LETTERS = 80  # of one of them; all of its words are said to screen readers and when it is pointed at


class EarlierSheet(Sheet):
    """Which review, then a tick for each thing it left; its actions are ticked, what its team wondered is not.

    A review that is not on this laptop comes out of a file that somebody sent; nothing else of the file is brought in.
    """

    def __init__(self, parent: QWidget, acts: PlanActs, plan: ReviewPlan, reviews: Sequence[Review]) -> None:
        """Ask; `reviews` are those on this laptop."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("From an earlier review"), width=680)
        self._acts, self._plan, self._reviews = acts, plan, {one.scope: one for one in reviews}
        self.ticks: list[tuple[Tick, Left]] = []
        self._in_files: dict[str, LeftInFile] = {}
        hint = self.tr(
            "There is no other review on this laptop. If last year’s lead gave you a file of it, open that: its "
            "actions are read, and nothing else of it is brought in."
        )
        self.hint = Paragraph(theme, hint, tone="soft")
        self.hint.setVisible(not reviews)
        self.review = Combo(theme)
        self.review.setAccessibleName(self.tr("Which review"))
        self.review.show_choices([(one.scope, _named(one, self.tr("a school"))) for one in reviews])
        self.review.show_value(reviews[0].scope if reviews else "")
        self.review.setVisible(bool(reviews))
        self.none = Paragraph(theme, self.tr("It left nothing that is not in this plan."), tone="soft")
        self.file = Button(theme, self.tr("From a file…"), "folder-open")
        self.take = Button(theme, self.tr("Take these"), kind="primary")
        self.cancel = Button(theme, self.tr("Cancel"), kind="quiet")
        self._column = QVBoxLayout()
        self.content.addWidget(make_title(theme, self.tr("From an earlier review"), "history"))
        self.content.addWidget(self.hint)
        self.content.addWidget(self.review)
        self.content.addLayout(self._column)
        self.content.addWidget(self.none)
        self.foot.addWidget(self.file)
        self.foot.addStretch()
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.take)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.review.activated.connect(lambda _: self._look())
        self.file.clicked.connect(lambda: ask_sent(self, self.read_file))
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._on_take)
        self._show(self.review.value(), [])
        self._look()

    def read_file(self, path: Path) -> None:
        """Read what the review in a file left, and show it."""
        before, plan = self._acts.desk.before, self._plan
        self._acts.look(lambda: before.left_in(path, plan), self._show_file, lambda error: show_failure(self, error))

    def _show_file(self, found: LeftInFile) -> None:
        scope, review = found.review.scope, found.review
        self._in_files[scope], self._reviews[scope] = found, review
        self.review.show_choices([(one.scope, self._named(one)) for one in self._reviews.values()])
        self.review.show_value(scope)
        self.review.show()
        self.hint.hide()
        self._show(scope, list(found.left))
        self.review.setFocus()

    def _named(self, review: Review) -> str:
        said = _named(review, self.tr("a school"))
        found = self._in_files.get(review.scope)
        return self.tr("{review} (from {who}’s file)").format(review=said, who=found.sender) if found else said

    def _look(self) -> None:
        scope = self.review.value()
        if scope in self._in_files:
            self._show(scope, list(self._in_files[scope].left))
        if scope in self._in_files or not scope:
            return
        before, earlier = self._acts.desk.before, self._reviews[scope]
        self._acts.look(lambda: before.left_by(earlier, self._plan), partial(self._show, scope))

    def _show(self, scope: str, left: list[Left]) -> None:
        if scope != self.review.value():
            return
        for tick, _ in self.ticks:
            self._column.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self.ticks = [(self._tick(one), one) for one in left]
        for tick, _ in self.ticks:
            self._column.addWidget(tick)
        self.none.setVisible(bool(scope) and not left)
        self._enable()
        self.place()

    def _tick(self, one: Left) -> Tick:
        words = self.tr("We wondered: {}").format(one.text) if one.wondered else one.text
        tick = Tick(self.theme, shortened(words, _LETTERS))
        tick.setAccessibleName(words)
        tick.setToolTip(words)
        tick.setChecked(not one.wondered)
        tick.toggled.connect(lambda _: self._enable())
        return tick

    def _enable(self) -> None:
        self.take.setEnabled(any(tick.isChecked() for tick, _ in self.ticks))

    def _on_take(self) -> None:
        chosen = [one for tick, one in self.ticks if tick.isChecked()]
        before, scope = self._acts.desk.before, self._plan.scope
        self._acts.run(lambda: before.take(scope, chosen))
        self.accept()


def _named(review: Review, otherwise: str) -> str:
    return ", ".join(filter(None, (review.school_name or otherwise, days_in_words(review.days))))
