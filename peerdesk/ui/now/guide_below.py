"""Below the guide: the echo of the last answer, what was put aside, and, when it is asked for, all that was said."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.conversation import Talk
from peerdesk.domain.evidence import OwnPrompt
from peerdesk.ui.notes.rows import NoteRow
from peerdesk.ui.now.guide_list import AnswersView, AnswerWords
from peerdesk.ui.now.kept import Kept
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph

_LEAST = 200


class GuideBelow(QWidget):
    """Only the echo, until somebody asks for more: pupils and staff can read screens."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.echo = Kept(theme)
        self.note = Button(theme, self.tr("Make it a note"), "notebook-pen", "quiet")
        self.offer = Offer(theme, "history")
        self.more = Button(theme, self.tr("Show what was said"), "eye", "quiet")
        self.way = Button(theme, " ", "arrow-left-right", "quiet")
        self.reminders = Paragraph(theme, "", "caption", "soft")
        self.take_out = Button(theme, self.tr("Take this question out"), "trash-2", "quiet")
        self.keys = Label(
            theme,
            self.tr("Enter changes an answer, N makes it a note, Del takes it out."),
            "caption",
            "soft",
            elided=True,
        )
        self.list = AnswersView(theme)
        self.list.setMinimumHeight(_LEAST)
        acts = Flow(self.tr("What can be done with what was said"))
        for button in (self.note, self.more, self.way, self.take_out):
            acts.flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        for part in (self.echo, self.offer, acts, self.keys):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(self.reminders)
        self.take_out.hide()
        self.note.hide()
        self.reminders.hide()
        self.show_list(shown=False)

    def show_talk(self, words: AnswerWords, talk: Talk, *, shown: bool) -> None:
        """Show what the desk says: the echo follows its answer; the list is filled while it is seen."""
        row = self.echo.row
        if row is not None and row.key:
            answer = next((one for one in talk.answers if one.record_id == row.key), None)
            said = words.row(answer, prompt=True) if answer else None
            self.echo.follow(NoteRow(row.key, said.time, said.text, sign="noted", meta=said.meta) if said else None)
        row = self.echo.row
        self.note.setVisible(row is not None and bool(row.key) and row.key not in talk.notes)
        self.show_list(shown=shown)
        self.list.show_rows(words.rows() if shown else ())

    def show_reminders(self, reminders: Sequence[str]) -> None:
        """Show what the reviewer alone is to bear in mind; nothing hides it."""
        self.reminders.setText("\n".join(f"– {one}" for one in reminders))
        self.reminders.setVisible(bool(reminders))

    def show_own(self, own: OwnPrompt | None) -> None:
        """Offer to take out a question of one's own that nobody answered; None for none."""
        self.take_out.setVisible(own is not None)

    def show_list(self, *, shown: bool) -> None:
        """Show what was said, or hide it."""
        self.list.setVisible(shown)
        self.keys.setVisible(shown)
        self.more.setText(self.tr("Hide what was said") if shown else self.tr("Show what was said"))
