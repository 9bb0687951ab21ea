"""The sheet on which the lead takes down the head's answer: from the paper, from what she said, or from her file."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from peerdesk.desk.replies import Returned
from peerdesk.domain.naming import named
from peerdesk.domain.reply_answers import HeadsAnswer
from peerdesk.domain.review import Member
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.reply.answer_form import AnswerForm, Asked
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.combo import Combo
from peerdesk.ui.widgets.fields import Form, TextBox
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.room import Room
from peerdesk.ui.widgets.sheet import Sheet, make_title

Kept = Callable[[HeadsAnswer, str, bytes], object]


class AnswerSheet(Sheet):
    """What is in a sheet that came back, or an empty one to type into; nothing is kept before "Keep it"."""

    def __init__(
        self,
        parent: QWidget,
        asked: Asked,
        members: Sequence[Member],
        me: str,
        today: date,
        kept: Kept,
        drafts: Callable[[QObject], FieldDrafts],
        returned: Returned | None = None,
    ) -> None:
        """Ask; the sheet stays open until the asker calls `end`.

        Args:
            parent: any widget of the window.
            asked: the findings, and what is asked of them.
            members: who may have heard it or received it.
            me: id of this desk's person among them.
            today: to understand a day without a year.
            kept: gets the answer, the listener's id, and the bytes of her file.
            drafts: makes what journals the words.
            returned: a sheet that came back.
        """
        theme = theme_of(parent)
        title = parent.tr("What is in it") if returned else parent.tr("The head’s answer")
        super().__init__(theme, parent, title, width=720)
        self._kept, self._today, self._returned = kept, today, returned
        self.heard_by = Combo(theme)
        for member in members:
            self.heard_by.addItem(named(member), member.record_id)
        self.heard_by.setCurrentIndex(max(self.heard_by.findData(me), 0))
        self.typed = Offer(theme, "history", wraps=True)
        self.drafts = drafts(self)
        self.form = AnswerForm(theme, asked, self.drafts)
        self.unclear = [Paragraph(theme, one) for one in (returned.look.unclear if returned else ())]
        self.go = Button(theme, self.tr("Keep it"), kind="primary")
        self.later = Button(theme, self.tr("Not now"), kind="quiet")
        self._rooms = [Room(box, box.toPlainText) for box in self._boxes()]
        self._build(title)
        self._wire()
        if returned is not None and not returned.look.answer.is_empty:
            self.form.show_answer(returned.look.answer)

    def end(self) -> None:
        """Close it: the answer is on disk, and nothing of it is to be offered again."""
        self.drafts.settle()
        self.accept()

    def set_busy(self, busy: bool) -> None:
        """Let it not be kept twice."""
        self.go.setEnabled(not busy)

    def _boxes(self) -> list[TextBox]:
        return [*(one.words for one in self.form.findings), *self.form.words.values()]

    def _build(self, title: str) -> None:
        theme = self.theme
        self.content.addWidget(make_title(theme, title, "message-circle"))
        if self._returned is not None:
            from_file = self.tr("From “{}”. Nothing is kept yet; what you keep is kept with the file.")
            by_hand = self.tr("In the head’s own hand, on this laptop. Nothing is kept yet.")
            said = from_file.format(self._returned.name) if self._returned.document else by_hand
            self.content.addWidget(Paragraph(theme, said, "body", "soft"))
        if self.unclear:
            self.content.addWidget(Label(theme, self.tr("To look at"), bold=True))
            for one in self.unclear:
                self.content.addWidget(one)
        self.content.addWidget(self.typed)
        self.content.addWidget(self.form)
        heard = Form(theme)
        heard.add(self.tr("Who heard or received it"), self.heard_by)
        self.content.addWidget(heard)
        self.foot.addStretch()
        self.foot.addWidget(self.later)
        self.foot.addWidget(self.go)
        self.go.setDefault(True)
        self.set_gaps(theme.gap("l"), theme.gap("m"))

    def _wire(self) -> None:
        self.go.clicked.connect(self._on_go)
        self.later.clicked.connect(self.reject)
        self.rejected.connect(self._let_go_of_what_is_in_the_file)
        self.drafts.taken_up.connect(self.drafts.take)
        self.drafts.offered.connect(self.place)
        self.drafts.show_in(self.typed)

    def _let_go_of_what_is_in_the_file(self) -> None:
        """Offer nothing again that the file still says."""
        if self._returned is not None and self.form.answer(self._today) == self._returned.look.answer:
            self.drafts.settle()

    def _on_go(self) -> None:
        if not all(room.fits() for room in self._rooms):
            return
        self.set_busy(True)
        document = self._returned.document if self._returned else b""
        self._kept(self.form.answer(self._today), self.heard_by.currentData() or "", document)
