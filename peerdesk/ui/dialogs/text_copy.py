"""A readable copy of one's own notes: what is in it is said before it leaves."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from peerdesk.desk.desk import Desk
from peerdesk.desk.text_copies import TextCopy
from peerdesk.ui.dialogs.choosing import ask_folder
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title
from peerdesk.ui.widgets.tick import Tick


def offer_text_copy(page: QWidget, desk: Desk, jobs: JobRunner, scope: str) -> None:
    """Show what a copy of one's notes would hold, over a page's window; it is written if the person says where."""

    def show(copy: TextCopy) -> None:
        sheet = TextCopySheet(page, copy)
        sheet.folder_chosen.connect(write)
        sheet.open_over()

    def write(sheet: TextCopySheet, folder: Path) -> None:
        only_me = sheet.only_me.isChecked()
        jobs.start(sheet, lambda _: desk.text_copies.write(sheet.copy, folder, only_me=only_me), sheet.show_done)

    jobs.start(page, lambda _: desk.text_copies.look(scope), show)


class TextCopySheet(Sheet):
    """How many notes, that names are in it, that nothing protects it, and where it is to go.

    Signals:
        folder_chosen: this sheet, and the folder.
    """

    folder_chosen = Signal(object, object)

    def __init__(self, parent: QWidget, copy: TextCopy) -> None:
        """Show what a copy would hold."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("A readable copy of your notes"))
        self.copy = copy
        notes, alone = len(copy.notes), len(copy.jottings)
        self.content.addWidget(make_title(theme, self.tr("A readable copy of your notes"), "file-text"))
        said = self.tr("1 note") if notes == 1 else self.tr("{} notes").format(notes)
        self.content.addWidget(
            Paragraph(theme, self.tr("It holds {} of yours, as plain text.").format(said), bold=True)
        )
        why = self.tr("Nothing protects it: whoever has the file can read it. The names that you wrote are in it.")
        self.content.addWidget(Paragraph(theme, why))
        ask = (
            self.tr("With the {} lines marked “only me”")
            if alone != 1
            else self.tr("With the {} line marked “only me”")
        )
        self.only_me = Tick(theme, ask.format(alone))
        self.only_me.setVisible(bool(alone))
        self.content.addWidget(self.only_me)
        self.done_words = Paragraph(theme, "", tone="soft")
        self.done_words.hide()
        self.content.addWidget(self.done_words)
        self.close_button = Button(theme, self.tr("Close"))
        self.choose = Button(theme, self.tr("Choose a folder…"), kind="primary")
        self.choose.setEnabled(bool(notes or alone))
        self.foot.addStretch()
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.choose)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.close_button.clicked.connect(self.reject)
        self.choose.clicked.connect(self._choose)

    def show_done(self, path: Path) -> None:
        """Say where the copy is."""
        self.done_words.setText(self.tr("Written: {}").format(path))
        self.done_words.show()
        self.close_button.setFocus()
        self.place()

    def _choose(self) -> None:
        ask_folder(self, self.tr("Where the copy goes"), lambda folder: self.folder_chosen.emit(self, folder))
