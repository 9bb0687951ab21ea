"""Questions of one's own for one conversation, prepared with the activity: what the guide does not have."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.domain.evidence import OwnPrompt
from peerdesk.domain.review import Activity
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.kept import KeptLine
from peerdesk.ui.widgets.paragraph import Paragraph

_ASK = "ask"


class OwnPrompts(QWidget):
    """A line a question, and an empty one for the next; Enter adds it, and the line is empty again.

    Whoever is in the team prepares questions, the lead or not; each changes their own.
    """

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make it without an activity."""
        super().__init__()
        self._theme, self._acts = theme, acts
        self._activity: Activity | None = None
        self.rows: dict[str, PromptRow] = {}
        self.add = KeptLine(
            theme, self.tr("Ask something of your own"), self.tr("A question that the guide does not ask, then Enter")
        )
        self.hint = Paragraph(theme, self.tr("They stand after the guide's own when you are there."), "caption", "soft")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap("xs"))
        self._column.addWidget(self.add)
        self._column.addWidget(self.hint)
        self.add.given.connect(self._on_add)
        acts.drafts.watch(self.add, lambda: (self._activity.record_id if self._activity else "", _ASK))

    def show_activity(self, activity: Activity) -> None:
        """Show what is asked besides the guide in a conversation."""
        if self._activity is None or self._activity.record_id != activity.record_id:
            self._activity = activity
            self._show(())
        self._activity = activity
        talk, scope, record_id = self._acts.desk.conversation, activity.scope, activity.record_id
        self._acts.look(lambda: talk.look(scope, record_id).prompts, lambda found: self._on_seen(record_id, found))

    def _on_seen(self, activity: str, prompts: Sequence[OwnPrompt]) -> None:
        if self._activity is not None and self._activity.record_id == activity:
            self._show(prompts)

    def _show(self, prompts: Sequence[OwnPrompt]) -> None:
        wanted = {one.record_id: one for one in prompts}
        for gone in [one for one in self.rows if one not in wanted]:
            row = self.rows.pop(gone)
            row.hide()
            row.deleteLater()
        for at, (record_id, prompt) in enumerate(wanted.items()):
            row = self.rows.get(record_id) or PromptRow(self._theme, self._acts)
            if record_id not in self.rows:
                self.rows[record_id] = row
                self._column.insertWidget(at, row)
            row.show_prompt(prompt, at + 1)

    def _on_add(self, text: str) -> None:
        activity, talk = self._activity, self._acts.desk.conversation
        if activity is None or not text:
            return
        about = activity.questions[0] if len(activity.questions) == 1 else ""
        place = self._acts.drafts.place_of(activity.record_id, _ASK)
        typed = self.add.text()

        def work() -> Changes:
            return talk.ask(activity.scope, activity.record_id, text, question=about, draft_place=place)[1]

        def done() -> None:
            if self.add.text() == typed:
                self.add.mark_given()
                self.add.show_value("")

        self._acts.run(work, done)


class PromptRow(QWidget):
    """One question, changed in place, and the way to take it out."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make it without a question."""
        super().__init__()
        self._acts = acts
        self.prompt: OwnPrompt | None = None
        self.words = KeptLine(theme, "")
        self.remove = Button(theme, "", "trash-2", "quiet", name=self.tr("Take this question out"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("xs"))
        row.addWidget(self.words, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.words.given.connect(self._on_given)
        self.remove.clicked.connect(self._on_remove)
        acts.drafts.watch(
            self.words, lambda: (self.prompt.record_id if self.prompt else "", "text"), lambda: self.prompt
        )

    def show_prompt(self, prompt: OwnPrompt, number: int) -> None:
        """Show a question; somebody else's is only read."""
        self.prompt = prompt
        mine = prompt.author == self._acts.desk.identity.key_id
        self.words.setAccessibleName(self.tr("Question of your own {}").format(number))
        self.words.setReadOnly(not mine)
        self.remove.setVisible(mine)
        self.words.show_value(prompt.text)

    def _on_given(self, text: str) -> None:
        if self.prompt is None:
            return
        if text:
            self._acts.change(self.prompt, text=text)
        else:
            self._on_remove()

    def _on_remove(self) -> None:
        prompt, talk = self.prompt, self._acts.desk.conversation
        if prompt is not None:
            self._acts.run(
                lambda: talk.delete(prompt), lambda: self._acts.say_undoable(self.tr("The question is out."))
            )
