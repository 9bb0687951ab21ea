"""Changing what opens one's notes: what it does, and the recovery words that go on to open them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from peerdesk.overriding import override
from peerdesk.ui.dialogs.eight_words import EightWords
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title


class RelockSheet(Sheet):
    """Stays open, with what was typed, until it is done; while it is being done it cannot be closed."""

    def __init__(self, parent: QWidget, given: Callable[["RelockSheet"], object], *, has_words: bool) -> None:
        """Ask.

        Args:
            parent: any widget of the window to cover.
            given: called when the person goes on; it then calls `end()` or `refuse(sentence)`.
            has_words: recovery words are in use, so they must be typed.
        """
        theme = theme_of(parent)
        title = parent.tr("Change what opens your notes")
        super().__init__(theme, parent, title, width=600)
        self._given, self._working = given, False
        self.words = EightWords(theme)
        self.words.setVisible(has_words)
        self.change_button = Button(theme, self.tr("Change it"), kind="primary")
        self.change_button.setDefault(True)
        self.change_button.setEnabled(not has_words)
        self.close_button = Button(theme, self.tr("Not now"), kind="quiet")
        self.content.addWidget(make_title(theme, title, "lock"))
        for sentence, tone in self._sentences(has_words=has_words):
            self.content.addWidget(Paragraph(theme, sentence, tone=tone))
        self.content.addWidget(self.words)
        self.foot.addStretch()
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.change_button)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.words.typed.connect(self.change_button.setEnabled)
        self.change_button.clicked.connect(self._on_change)
        self.close_button.clicked.connect(self.reject)
        (self.words if has_words else self.change_button).setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why these words do not do, and let the person try again."""
        self._set_working(working=False)
        self.words.refuse(sentence)
        self.place()

    def end(self) -> None:
        """Close, since it is done or cannot be done."""
        self._set_working(working=False)
        self.accept()

    @override
    def reject(self) -> None:
        if not self._working:
            super().reject()

    def _sentences(self, *, has_words: bool) -> list[tuple[str, str]]:
        what = self.tr(
            "Do this after the laptop was in other hands. Your notes are written anew, so that what opened them "
            "until now opens them no longer, and a copy is made. Nothing that you wrote changes."
        )
        if has_words:
            how = self.tr("Type your recovery words: they go on to open your notes. It takes a moment.")
        else:
            how = self.tr("You have no recovery words yet. Write them down afterwards. It takes a moment.")
        return [(what, "ink"), (how, "soft")]

    def _on_change(self) -> None:
        self._set_working(working=True)
        self._given(self)

    def _set_working(self, *, working: bool) -> None:
        self._working = working
        self.change_button.setEnabled(not working)
        self.close_button.setEnabled(not working)
        self.words.setEnabled(not working)
