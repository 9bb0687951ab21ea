"""What somebody wrote that is about somebody's safety: large, to be copied by hand; erased once the school has it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from peerdesk.desk.safety import HeldNote
from peerdesk.overriding import override
from peerdesk.ui.dialogs.history import when_of
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Safety", text)


class SafetyQuestionSheet(Sheet):
    """Asks one question about one note, because the person wanted to answer it."""

    def __init__(self, parent: QWidget, note: HeldNote, yes: Callable[[], object], no: Callable[[], object]) -> None:
        """Ask; Esc leaves the question for later, and the note where it is."""
        theme = theme_of(parent)
        title = self.tr("Is this about somebody's safety?")
        super().__init__(theme, parent, title, width=600)
        self.content.addWidget(make_title(theme, title, "shield"))
        self.content.addWidget(Paragraph(theme, seen_words(note), "caption", "soft"))
        for text in note.texts:
            self.content.addWidget(Paragraph(theme, text, "reading"))
        for said in left_words(note):
            self.content.addWidget(Paragraph(theme, said))
        stays = self.tr("It stays on this laptop until you answer. Nobody else sees that you were asked.")
        self.content.addWidget(Paragraph(theme, stays, tone="soft"))
        self.later = Button(theme, self.tr("Not now"), kind="quiet")
        self.no = Button(theme, self.tr("No: it is about learning"))
        self.yes = Button(theme, self.tr("Yes: show me whom to tell"))
        self.foot.addWidget(self.later)
        self.foot.addStretch()
        self.foot.addWidget(self.no)
        self.foot.addWidget(self.yes)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.later.clicked.connect(self.reject)
        for button, act in ((self.no, no), (self.yes, yes)):
            button.clicked.connect(self.accept)
            button.clicked.connect(lambda _=False, act=act: act())
        self.later.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = {"y": self.yes, "n": self.no}.get(event.text().casefold())
        if pressed is not None and not event.isAutoRepeat():
            pressed.click()
        else:
            super().keyPressEvent(event)


class SafetyWordsSheet(Sheet):
    """Shows the words large. It says where they are, and that nothing is erased before the school has them."""

    def __init__(
        self, parent: QWidget, note: HeldNote, in_writing: Callable[[], object], no: Callable[[], object]
    ) -> None:
        """Show them; `in_writing` is called once the person says so, `no` if it is about learning after all."""
        theme = theme_of(parent)
        title = self.tr("For the school's form")
        super().__init__(theme, parent, title, width=760)
        self.content.addWidget(make_title(theme, title, "shield"))
        self.content.addWidget(Paragraph(theme, seen_words(note), "caption", "soft"))
        for text in note.texts:
            self.content.addWidget(Paragraph(theme, text, "display"))
        self.content.addWidget(make_hairline())
        for said in where_words(note):
            self.content.addWidget(Paragraph(theme, said))
        copy = self.tr(
            "Let the person who keeps it copy it onto the school's form, word for word, and sign it with you."
        )
        self.content.addWidget(Paragraph(theme, copy, tone="soft"))
        self.learning = Button(theme, self.tr("It is about learning after all"), kind="link")
        self.close_button = Button(theme, self.tr("Close"))
        self.in_writing = Button(theme, self.tr("They have it in writing…"), kind="primary")
        self.foot.addWidget(self.learning)
        self.foot.addStretch()
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.in_writing)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.close_button.clicked.connect(self.reject)
        for button, act in ((self.learning, no), (self.in_writing, in_writing)):
            button.clicked.connect(self.accept)
            button.clicked.connect(lambda _=False, act=act: act())
        self.close_button.setFocus()


class SafetyEraseSheet(Sheet):
    """Asks, once the school has it in writing, whether it is to go from this laptop; with what nobody can reach."""

    def __init__(self, parent: QWidget, note: HeldNote, erase: Callable[[], object]) -> None:
        """Ask."""
        theme = theme_of(parent)
        title = self.tr("Erase it from this laptop?")
        super().__init__(theme, parent, title, width=600)
        self.content.addWidget(make_title(theme, title, "trash-2"))
        sure = self.tr("Only if the school has it in writing, in the words that were said.")
        self.content.addWidget(Paragraph(theme, sure, bold=True))
        for said in self._sentences(note):
            self.content.addWidget(Paragraph(theme, said, tone="soft"))
        self.keep = Button(theme, self.tr("Keep it for now"))
        self.erase_button = Button(theme, self.tr("They have it: erase it"), "trash-2", "primary")
        self.foot.addStretch()
        self.foot.addWidget(self.keep)
        self.foot.addWidget(self.erase_button)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.keep.clicked.connect(self.reject)
        self.erase_button.clicked.connect(self.accept)
        self.erase_button.clicked.connect(lambda: erase())
        self.keep.setFocus()

    def _sentences(self, note: HeldNote) -> list[str]:
        return [
            self.tr("It goes with its past, its pictures and the answer it was made of, and where you are typing it."),
            self.tr("Older copies of your notes hold it. A fresh copy is made and checked first; then they go too."),
            *left_words(note),
            self.tr("Text copies, printed pages and PDFs that you made are yours to destroy: PeerDesk knows of none."),
            self.tr("There is no way back."),
        ]


def seen_words(note: HeldNote) -> str:
    """Return when it was seen, and where."""
    when = when_of(note.seen_at) if note.seen_at else ""
    return " · ".join(filter(None, (when, note.where)))


def where_words(note: HeldNote) -> list[str]:
    """Return where the words are now, and where they had gone before it was asked."""
    here = tr("These words are on this laptop. They are held back from everything that leaves it.")
    return [here, *left_words(note)]


def left_words(note: HeldNote) -> list[str]:
    """Return where words had gone before anybody asked; empty if nowhere."""
    said = []
    for one in note.left:
        sentence = tr("They had left before you were asked: in what you gave the team on {}.").format(when_of(one.at))
        if arrived := [name for name in one.arrived if name]:
            sentence += " " + tr("It arrived at: {}.").format(", ".join(arrived))
        said.append(sentence)
    return said


def count_words(waiting: int, held: int) -> Sequence[str]:
    """Return what stays on this laptop, a sentence for what waits and one for what was answered."""
    said = []
    if waiting == 1:
        said.append(tr("One note is waiting for your answer about safety. It stays on this laptop until you give it."))
    elif waiting:
        many = tr("{} notes are waiting for your answer about safety. They stay on this laptop until you give it.")
        said.append(many.format(waiting))
    if held == 1:
        said.append(tr("One note is about somebody's safety. It stays on this laptop."))
    elif held:
        said.append(tr("{} notes are about somebody's safety. They stay on this laptop.").format(held))
    return said
