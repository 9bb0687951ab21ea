"""Recovery words: shown once, written down, printed if one likes, and typed back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from peerdesk.desk.recovery import Recovery, RecoveryState
from peerdesk.domain.dates import day_in_words
from peerdesk.errors import WrongPassphraseError
from peerdesk.ui import messages
from peerdesk.ui.dialogs.choosing import ask_new_pdf
from peerdesk.ui.dialogs.eight_words import EightWords
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import Theme, theme_of
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_COLUMNS = 2


class RecoverySheet(Sheet):
    """Goes from why to the words, to typing them back; closed anywhere, what was made waits for the next time.

    Signals:
        changed: how far the words have come is another now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget, jobs: JobRunner, recovery: Recovery, fonts: Path, state: RecoveryState) -> None:
        """Begin where the words stand.

        Args:
            parent: any widget of the window to cover.
            jobs: runs what touches the disk.
            recovery: of the desk.
            fonts: the folder with the typeface, for the sheet to print.
            state: how far the words have come.
        """
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("Your recovery words"), width=640)
        self._jobs, self._recovery, self._fonts = jobs, recovery, fonts
        self._words = ""
        self._go: Callable[[], object] = self.reject
        self._turn: Callable[[], object] = self.reject
        self.sentence = Paragraph(theme, "", "reading")
        self.shown = WordGrid(theme)
        self.typed = EightWords(theme)
        self.told = Paragraph(theme, "", tone="soft")
        self.turn_button = Button(theme, kind="quiet")
        self.close_button = Button(theme, self.tr("Not now"), kind="quiet")
        self.go_button = Button(theme, kind="primary")
        self.go_button.setDefault(True)
        self._build()
        self._show_beginning(state)

    def _build(self) -> None:
        self.content.addWidget(make_title(self.theme, self.tr("Your recovery words"), "lock"))
        for part in (self.sentence, self.shown, self.typed, self.told):
            self.content.addWidget(part)
        self.foot.addWidget(self.turn_button)
        self.foot.addStretch()
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.go_button)
        self.set_gaps(self.theme.gap("l"), self.theme.gap("m"))
        self.go_button.clicked.connect(lambda: self._go())
        self.turn_button.clicked.connect(lambda: self._turn())
        self.close_button.clicked.connect(self.reject)
        self.typed.typed.connect(self.go_button.setEnabled)

    # The steps

    def _show_beginning(self, state: RecoveryState) -> None:
        make = self.tr("Make new words")
        if state.waiting_since:
            day = day_in_words(state.waiting_since)
            said = self.tr("Words were made on {}, and not typed back yet. Have your sheet at hand.").format(day)
            told = self.tr("If the sheet is lost, make new words: those take their place.")
            self._show(said, told, (self.tr("Type them back"), self._show_typing), (make, "", self._make))
        elif state.confirmed_on:
            day = day_in_words(state.confirmed_on)
            said = self.tr("You typed your words back on {}. They open your notes.").format(day)
            told = self.tr(
                "If your sheet is lost, or somebody saw it, make new words. Until you have typed the new ones back "
                "the old ones hold. Copies that were carried elsewhere before still open with the old ones."
            )
            self._show(said, told, (make, self._make))
        else:
            said = self.tr("Eight words that open your notes when this laptop is lost, or has forgotten you.")
            told = self.tr(
                "You see them once: PeerDesk does not keep them. Have a pen and paper at hand, and nobody who looks on."
            )
            self._show(said, told, (self.tr("Show me the words"), self._make))

    def _show_words(self) -> None:
        said = self.tr("Write these down, with their numbers.")
        told = self.tr("Keep the sheet at home or in the school's safe: not in the laptop's bag, not as a photograph.")
        turn = (self.tr("Save the sheet to print…"), "printer", self._ask_file)
        self._show(said, told, (self.tr("They are written down"), self._show_typing), turn, part=self.shown)
        announce(self, self.shown.accessibleName())

    def _show_typing(self) -> None:
        said = self.tr("Type them back, from your sheet.")
        told = self.tr("That is how you know that they can be read. Until then they wait, and you can do it later.")
        turn = (self.tr("Show the words again"), "eye", self._show_words) if self._words else None
        self._show(said, told, (self.tr("These are the words"), self._confirm), turn, part=self.typed)
        self.go_button.setEnabled(self.typed.are_there())
        self.typed.setFocus()

    def _show_end(self) -> None:
        self._words = ""
        self.shown.show_words(())
        day = day_in_words(self._recovery.state().confirmed_on)
        said = self.tr("Confirmed on {}. From now on these words, and no earlier ones, open your notes.").format(day)
        told = self.tr("If you saved the sheet as a file, print it, then delete the file: it opens your notes.")
        self._show(said, told, (self.tr("Close"), self.accept))
        self.close_button.hide()
        announce(self, said)

    def _show(
        self,
        said: str,
        told: str,
        go: tuple[str, Callable[[], object]],
        turn: tuple[str, str, Callable[[], object]] | None = None,
        part: QWidget | None = None,
    ) -> None:
        """Show a step: what is said, and softly told; what the buttons say and do; the part in the middle."""
        self.sentence.setText(said)
        self.told.setText(told)
        for one in (self.shown, self.typed):
            one.setVisible(one is part)
        text, self._go = go
        self.go_button.setText(text)
        self.go_button.setEnabled(True)
        self.turn_button.setVisible(turn is not None)
        if turn is not None:
            text, icon, self._turn = turn
            self.turn_button.setText(text)
            if icon:
                self.turn_button.set_icon(icon)
        self.go_button.setFocus()
        self.place()

    # What is done

    def _make(self) -> None:
        def done(words: str) -> None:
            self._words = words
            self.shown.show_words(words.split())
            self.changed.emit()
            self._show_words()

        self.go_button.setEnabled(False)
        self._jobs.start(self, lambda _: self._recovery.make_words(), done, self._on_failed)

    def _confirm(self) -> None:
        words = self.typed.field.text()

        def done(_: None) -> None:
            self.changed.emit()
            self._show_end()

        self.go_button.setEnabled(False)
        self._jobs.start(self, lambda _: self._recovery.confirm(words), done, self._on_failed)

    def _ask_file(self) -> None:
        title, name = self.tr("Where the sheet is to be saved"), self.tr("Recovery words.pdf")
        ask_new_pdf(self, title, None, name, self.save_sheet)

    def save_sheet(self, file: Path) -> None:
        """Write the sheet, to be printed."""
        words = self._words

        def done(path: Path) -> None:
            said = self.tr("Saved: {}. Print it, then delete the file: whoever has it can open your notes.")
            self.told.setText(said.format(path.name))
            self.place()
            announce(self, self.told.text())

        self._jobs.start(self, lambda _: self._recovery.write_sheet(words, file, self._fonts), done)

    def _on_failed(self, error: Exception) -> None:
        self.go_button.setEnabled(True)
        if isinstance(error, WrongPassphraseError):
            self.typed.refuse(str(error))
            self.place()
        else:
            messages.show_failure(self, error)


class WordGrid(QWidget):
    """Words with their numbers, down one column and then the next, large enough to copy by hand."""

    def __init__(self, theme: Theme) -> None:
        """Make it without words."""
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.gap("s"), 0, theme.gap("s"))
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(theme.gap("xs"))
        column.addLayout(self._grid)

    def show_words(self, words: list[str] | tuple[str, ...]) -> None:
        """Show these, and no others."""
        for old in self.findChildren(Label):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        rows = -(-len(words) // _COLUMNS)
        said = [f"{number}. {word}" for number, word in enumerate(words, 1)]
        for at, text in enumerate(said):
            label = Label(self._theme, text, "display", bold=True, parent=self)
            self._grid.addWidget(label, at % rows, at // rows)
        self.setAccessibleName(", ".join(said))
