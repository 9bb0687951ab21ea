"""The head answers on the lead's laptop: her questions and nothing else, until the lead is back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.reply.answer_form import AnswerForm, Asked
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet

_WIDTH = 760  # pixels of the column at 100 % text


class OwnPage(Sheet):
    """Covers the whole window. Esc, or saying that one is done, leads to a page that only the lead goes on from.

    Signals:
        handed_back: the head is done; what is open is to be locked.
        taken_up: the lead is back; the HeadsAnswer.
    """

    handed_back = Signal()
    taken_up = Signal(object)

    def __init__(
        self, parent: QWidget, asked: Asked, lead: str, today: date, drafts: Callable[[QObject], FieldDrafts]
    ) -> None:
        """Ask the head; `lead` is the name of whoever's laptop it is."""
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("What do you say?"), width=_WIDTH)
        self._today = today
        self.drafts = drafts(self)
        self.form = AnswerForm(theme, asked, self.drafts, who=False)
        self.done_button = Button(theme, self.tr("I have finished"), kind="primary")
        self.back = Button(theme, self.tr("I am {}: go on").format(lead), kind="primary")
        self._build(lead)
        self.done_button.clicked.connect(self.hand_back)
        self.back.clicked.connect(self._on_back)

    def hand_back(self) -> None:
        """Show nothing of the answer any more, until the lead goes on."""
        if self._asking.isVisibleTo(self):
            for widget in (self._asking, self.done_button):
                widget.hide()
            for widget in (self._thanking, self.back):
                widget.show()
            self.back.setFocus()
            self.handed_back.emit()

    @override
    def reject(self) -> None:
        """Esc leads nowhere but to the lead."""
        self.hand_back()

    @override
    def place(self) -> None:
        window = self.window().rect()
        self.setGeometry(window)
        width = min(self.theme.px(_WIDTH), window.width())
        self._card.setGeometry(QRect((window.width() - width) // 2, 0, width, window.height()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.theme.colour("paper"))

    def _build(self, lead: str) -> None:
        theme = self.theme
        self._asking, self._thanking = QWidget(), QWidget()
        column = QVBoxLayout(self._asking)
        said = self.tr(
            "The report belongs to your school. Tick what you recognise, say what is not right, and what you would "
            "rather leave out. Leave open what you like: you can answer again later."
        )
        column.addWidget(Paragraph(theme, self.tr("What do you say?"), "display", bold=True))
        column.addWidget(Paragraph(theme, said, "reading"))
        column.addWidget(self.form)
        thanks = QVBoxLayout(self._thanking)
        thanks.addWidget(Paragraph(theme, self.tr("Thank you."), "display", bold=True))
        please = self.tr("Please give the laptop back to {}. What you said is kept when you have both looked at it.")
        thanks.addWidget(Paragraph(theme, please.format(lead), "reading"))
        self.content.addWidget(self._asking)
        self.content.addWidget(self._thanking)
        self.content.addStretch()
        self._thanking.hide()
        self.foot.addStretch()
        self.foot.addWidget(self.done_button)
        self.foot.addWidget(self.back)
        self.back.hide()
        self.set_gaps(theme.gap("l"), theme.gap("l"))

    def _on_back(self) -> None:
        answer = self.form.answer(self._today)
        self.drafts.settle()  # the next sheet journals it from here
        self.accept()
        self.taken_up.emit(answer)
