"""A text beside another, with the words that only it has marked: underlined and bold, so not by colour alone."""

from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel

from peerdesk.domain.history import changed_words
from peerdesk.ui.theme import Theme


class MarkedWords(QLabel):
    """Words as they are, wrapped; screen readers hear them, then which only this text has."""

    def __init__(self, theme: Theme, text: str, other: str) -> None:
        """Show `text`, marked where `other` says something else."""
        super().__init__()
        pieces = [piece for piece in changed_words(other, text) if piece[0] != "gone"]
        shown = (f"<b><u>{escape(words)}</u></b>" if what == "new" else escape(words) for what, words in pieces)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setFont(theme.font("body"))
        self.setText("".join(shown).replace("\n", "<br>"))
        only = " … ".join(" ".join(words.split()) for what, words in pieces if what == "new")
        said = QCoreApplication.translate("MarkedWords", "{text} Only here: {only}") if only else "{text}"
        self.setAccessibleName(said.format(text=text, only=only))
