"""A step as the team sees it: what is shown, how we know, what it stands on, and where it can be changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from peerdesk.ui.feedback.looking import Step
from peerdesk.ui.feedback.steps_view import kind_words
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.wrapping import WrappingRow


class StepCard(Card):
    """One step.

    Signals:
        switch_requested: leave it out, or show it after all.
        words_requested: both agree other words.
        before_requested: show what it said before.
        table_requested, report_requested: go there.
    """

    switch_requested = Signal()
    words_requested = Signal()
    before_requested = Signal()
    table_requested = Signal()
    report_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(theme, "", parent)
        self.kind = Paragraph(theme, "", "caption", "soft")
        self.said = Paragraph(theme, "", "reading", bold=True)
        self.lines = Paragraph(theme, "", "body")
        self.more = Paragraph(theme, "", "body", "soft")
        self.know = Button(theme, self.tr("How we know"), kind="link")
        self.know.setCheckable(True)
        self.basis = Paragraph(theme, "", "caption", "soft")
        self.switch = Button(theme, "", kind="link")
        self.words = Button(theme, self.tr("We agreed other words"), kind="link")
        self.before = Button(theme, self.tr("What it said before"), "history", "link")
        self.table = Button(theme, self.tr("Table"), kind="link", name=self.tr("Go to this finding at the table"))
        self.report = Button(theme, self.tr("Report"), kind="link", name=self.tr("Go to this question in the report"))
        for one in (self.kind, self.said, self.lines, self.more, self.basis):
            self.body.addWidget(one)
        ways = WrappingRow(theme.gap("m"), self)
        for button in (self.know, self.words, self.before, self.switch, self.table, self.report):
            ways.add(button)
        self.body.addWidget(ways)
        self.know.toggled.connect(self._show_more)
        self.switch.clicked.connect(self.switch_requested)
        self.words.clicked.connect(self.words_requested)
        self.before.clicked.connect(self.before_requested)
        self.table.clicked.connect(self.table_requested)
        self.report.clicked.connect(self.report_requested)

    def show_step(self, step: Step, *, leads: bool, writable: bool) -> None:
        """Show a step.

        Args:
            step: where one is.
            leads: this desk's person shows it to the head.
            writable: this desk's person may agree other words.
        """
        message = step.message
        self.kind.setText(kind_words(step))
        self.said.setText(step.title or self.tr("It has no words yet."))
        self._say(self.lines, "\n".join(step.lines))
        self.more.setText("\n".join(message.more) if message is not None else "")
        self.know.setVisible(bool(self.more.text()))
        self._show_more()
        self._say(self.basis, step.stands_on)
        is_message = message is not None
        self.switch.setText(self.tr("Show it after all") if step.aside == "left out" else self.tr("Leave it out"))
        self.switch.setVisible(leads and is_message and step.aside in ("", "left out"))
        self.words.setVisible(writable and is_message)
        self.before.setVisible(bool(step.changed))
        self.table.setVisible(is_message)
        self.report.setVisible(is_message)

    def _show_more(self) -> None:
        self.more.setVisible(self.know.isChecked() and bool(self.more.text()))
        self.more.updateGeometry()

    def _say(self, paragraph: Paragraph, text: str) -> None:
        paragraph.setText(text)
        paragraph.setVisible(bool(text))
        paragraph.updateGeometry()
