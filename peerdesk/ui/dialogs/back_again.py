"""After a copy took the place of a damaged file: what came from where, to read and to copy."""

from collections import Counter

from PySide6.QtWidgets import QApplication, QWidget

from peerdesk.desk.mending import InPlace
from peerdesk.ui.copies_words import count_words, when_words
from peerdesk.ui.dialogs.bringing_back import ComingList, rows_of
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title


class BackAgainSheet(Sheet):
    """From the copy, from the damaged file, what could not be read, and where that file is now."""

    def __init__(self, parent: QWidget, placed: InPlace) -> None:
        """Tell of one desk that is open again."""
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("Your notes are open again"), width=720)
        self._placed = placed
        self.from_copy = Paragraph(theme, self._copy_said())
        self.from_file = Paragraph(theme, self._file_said())
        self.list = ComingList(theme, self.tr("What was read from the damaged file"))
        self.loose = Paragraph(theme, self._loose_said(), tone="develop")
        self.aside = Paragraph(theme, self._aside_said(), "caption", "soft")
        self.copy_words = Button(theme, self.tr("Copy these words"))
        close = Button(theme, self.tr("Go on"), kind="primary")
        close.setDefault(True)
        self.content.addWidget(make_title(theme, self.tr("Your notes are open again"), "circle-check"))
        for widget in (self.from_copy, self.from_file, self.list, self.loose, self.aside):
            self.content.addWidget(widget)
        self.foot.addWidget(self.copy_words)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.list.show_coming(rows_of(placed.rescued, placed.typed, placed.loose))
        for paragraph in (self.from_file, self.loose, self.aside):
            paragraph.setVisible(bool(paragraph.text()))
        self.copy_words.setVisible(bool(placed.loose))
        self.copy_words.clicked.connect(lambda: QApplication.clipboard().setText("\n\n".join(placed.loose)))
        close.clicked.connect(self.accept)
        close.setFocus()

    def _copy_said(self) -> str:
        placed = self._placed
        if placed.made_at is None:
            return self.tr("The file with your notes was sound, and stayed. What belongs beside it is there again.")
        return self.tr("From the copy of {when}: {what}.").format(
            when=when_words(placed.made_at), what=count_words(placed.shown)
        )

    def _file_said(self) -> str:
        placed = self._placed
        if placed.aside is None:
            return ""
        counts = Counter(one.kind for one in placed.rescued)
        lost, pages = placed.lost_pages
        if not pages:
            return self.tr("From the damaged file: nothing of it could be read.")
        said = self.tr("From the damaged file, besides that: {}.").format(count_words(counts))
        if placed.typed:
            said += " " + self.tr("What you were typing is offered again where you typed it.")
        how = self.tr("{lost} of its {pages} pages could not be read.")
        return f"{said} {how.format(lost=f'{lost:,}', pages=f'{pages:,}')}"

    def _loose_said(self) -> str:
        if not self._placed.loose:
            return ""
        return self.tr(
            "Of the words marked “Without its place” nobody can tell where they belong. They are only in the file set "
            "aside: copy them, and type them in where you know they belong."
        )

    def _aside_said(self) -> str:
        aside = self._placed.aside
        return "" if aside is None else self.tr("The damaged file is kept: {}").format(aside)
