"""What a partnership asks of a team and this one does not keep: a sentence each, and a line for the reason."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.timetable import DaysLook
from peerdesk.domain.plan_rules import Unkept, with_reason
from peerdesk.domain.stands_on import joined
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_part import WIDTH, set_read_only
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.kept import KeptLine
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph


class RulesBox(QWidget):
    """Hidden while there is nothing to say. Nothing here stops anybody."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Say nothing yet."""
        super().__init__()
        self._theme, self._acts = theme, acts
        self._plan: ReviewPlan | None = None
        self._rows: dict[str, tuple[Paragraph, KeptLine]] = {}
        self.setMaximumWidth(theme.px(WIDTH))
        self._heading = Label(theme, self.tr("What your partnership asks"), bold=True)
        self._cluster = Paragraph(theme, "", tone="soft")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.gap("m"), 0, 0)
        self._column.setSpacing(theme.gap("xs"))
        self._column.addWidget(self._heading)
        self._column.addWidget(self._cluster)
        self.hide()

    def show_look(self, plan: ReviewPlan, look: DaysLook, editable: bool) -> None:
        """Show the rules that are not kept, and say where the team's schools lie if that is in several places."""
        self._plan = plan
        self._show_rows(look.unkept)
        set_read_only(self, not editable)
        several = len(look.authorities) > 1
        self._cluster.setText(
            self.tr(
                "The schools of this team lie in {}. Agree early who travels and who joins by video, and whose "
                "arrangements hold where they differ."
            ).format(joined(look.authorities))
        )
        self._cluster.setVisible(several)
        self._heading.setVisible(bool(self._rows))
        self.setVisible(several or bool(self._rows))

    def lines(self) -> dict[str, KeptLine]:
        """Return the lines for reasons by the rule's id."""
        return {rule_id: line for rule_id, (_, line) in self._rows.items()}

    def _show_rows(self, unkept: Sequence[Unkept]) -> None:
        wanted = {one.rule_id: one for one in unkept}
        for rule_id in [rule_id for rule_id in self._rows if rule_id not in wanted]:
            for gone in self._rows.pop(rule_id):
                gone.hide()
                gone.deleteLater()
        for at, (rule_id, one) in enumerate(wanted.items()):
            sentence, line = self._rows.get(rule_id) or self._add(rule_id)
            sentence.setText(one.sentence)
            line.setAccessibleDescription(one.sentence)
            line.show_value(one.reason)
            self._column.insertWidget(1 + 2 * at, sentence)
            self._column.insertWidget(2 + 2 * at, line)

    def _add(self, rule_id: str) -> tuple[Paragraph, KeptLine]:
        sentence = Paragraph(self._theme, "")
        line = KeptLine(self._theme, self.tr("Why it is otherwise here"), self.tr("Why it is otherwise here"))
        line.given.connect(partial(self._keep, rule_id))
        self._acts.drafts.watch(
            line,
            lambda: (self._plan.review.record_id if self._plan else "", f"exceptions.{rule_id}"),
            lambda: self._plan.review if self._plan else None,
        )
        self._rows[rule_id] = (sentence, line)
        return self._rows[rule_id]

    def _keep(self, rule_id: str, reason: str) -> None:
        if self._plan is not None:
            review = self._plan.review
            exceptions = with_reason(review, rule_id, reason)
            self._plan = replace(self._plan, review=replace(review, exceptions=exceptions))  # the next reason joins it
            self._acts.change(review, exceptions=exceptions)
