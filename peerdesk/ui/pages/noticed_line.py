"""A line of what somebody noticed, and the card on which the lead's words stand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.desk.advice import FromLead
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.evidence import Jotting
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.kept import KeptBox
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph


class NoticedLine(QWidget):
    """When, and the words, which are changed where they stand.

    Signals:
        changed: the Jotting as it was shown, and its new words; "" takes it away.
    """

    changed = Signal(object, str)

    def __init__(self, theme: Theme, jotting: Jotting) -> None:
        """Show a line."""
        super().__init__()
        self.jotting = jotting
        at = jotting.seen_at[-5:]
        self.words = KeptBox(theme, self.tr("What I noticed at {}").format(at), 1)
        self.words.show_value(jotting.text)
        self.delete = Button(theme, "", "trash-2", "quiet", name=self.tr("Delete the line of {}").format(at))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        time = Label(theme, at, "caption", "soft", figures=True)
        time.setFixedHeight(theme.px("control"))
        row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignTop)
        self.words.given.connect(lambda text: self.changed.emit(self.jotting, text))
        self.delete.clicked.connect(lambda: self.changed.emit(self.jotting, ""))

    def show_jotting(self, jotting: Jotting) -> None:
        """Show what it says now; what is being typed stays."""
        self.jotting = jotting
        self.words.show_value(jotting.text)


def from_lead_card(theme: Theme, page: QWidget, one: FromLead) -> Card:
    """Return a card with what the lead wrote, or that it was closed to an earlier badge."""
    card = Card(theme)
    who = one.who or page.tr("the lead")
    head = page.tr("From {who}, {day}. You keep this; only the two of you can read it.")
    card.body.addWidget(
        Paragraph(theme, head.format(who=who, day=day_in_words(one.written_at[:10])), "caption", "soft")
    )
    gone = page.tr(
        "{} wrote you two lines, closed to the badge that you had before. This laptop cannot open them: ask to have "
        "them written again."
    )
    words = Paragraph(theme, one.text if one.opens else gone.format(who), "reading")
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    card.body.addWidget(words)
    card.setAccessibleName(f"{head.format(who=who, day='')} {words.text()}")
    return card
