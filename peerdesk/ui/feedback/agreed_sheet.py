"""Other words for a key message, typed where both can read them: on the page, or before the head."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from peerdesk.domain.citations import cited_in
from peerdesk.domain.outcome import Finding
from peerdesk.overriding import override
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.cited_text import CitedText
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AgreedSheet(Sheet):
    """Begins with what the finding says now; Ctrl+Enter agrees.

    Signals:
        agreed: what is to be said, by attribute; those that are as before are among them.
    """

    agreed = Signal(dict)

    def __init__(
        self,
        parent: QWidget,
        finding: Finding,
        numbers: Mapping[str, int],
        because: str,
        *,
        before_head: bool,
        journal: Callable[[str, str, str], object],
    ) -> None:
        """Show what it says.

        Args:
            parent: any widget of the window to cover.
            finding: as it is now.
            numbers: of the notes that its text cites.
            because: what the head said that leads to this; "" if nobody wrote it down.
            before_head: the head reads along: the sentence and the wondering, larger, and no citations.
            journal: puts on disk what is typed: place, words, and the revisions that were shown.
        """
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Other words that we agree"), width=900 if before_head else 680)
        role = "display" if before_head else "reading"
        tr, second = self.tr, "title" if before_head else "body"
        called = tr("Key message") if before_head else tr("The finding in a sentence")
        self.fields = {
            "title": CitedText(theme, called, role, bold=True, one_line=True),
            "wondering": CitedText(theme, tr("What we wondered"), second, hint=tr("We wondered…")),
        }
        if before_head and cited_in(finding.wondering):
            del self.fields["wondering"]  # no number of a note is shown here
        elif not before_head:
            text = CitedText(theme, tr("What we saw and heard"), "body")
            self.fields = {"title": self.fields["title"], "text": text, "wondering": self.fields["wondering"]}
        self.content.addWidget(make_title(theme, tr("Other words that we agree"), "message-circle"))
        if because:
            self.content.addWidget(Paragraph(theme, tr("The head said: {}").format(because), tone="soft"))
        for name, field in self.fields.items():
            self.content.addWidget(Label(theme, field.accessibleName(), "caption", "soft"))
            self.content.addWidget(field)
            field.setProperty("kind", "")
            field.installEventFilter(self)
            field.show_kept(getattr(finding, name), numbers)
            field.journal_requested.connect(
                lambda words, name=name: journal(f"finding:{finding.record_id}:{name}", words, " ".join(finding.tips))
            )
            field.document().documentLayout().documentSizeChanged.connect(lambda _: self.place())
        self._add_foot()
        title = self.fields["title"]
        title.entered.connect(lambda: self.focusNextPrevChild(True))
        title.setFocus()

    def take_up(self, name: str, words: str) -> None:
        """Put words into a field that were typed earlier and never kept."""
        if name in self.fields:
            self.fields[name].show_typed(words)

    def _add_foot(self) -> None:
        theme = self.theme
        cancel = Button(theme, self.tr("Not now"), kind="quiet")
        cancel.clicked.connect(self.reject)
        self.agree = Button(theme, self.tr("We agree these words"), "check", "primary")
        self.agree.clicked.connect(self._on_agree)
        self.foot.addStretch()
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.agree)
        self.set_gaps(theme.gap("l"), theme.gap("m"))

    def _on_agree(self) -> None:
        said = {name: field.text().strip() for name, field in self.fields.items()}
        if not said["title"]:
            self.fields["title"].setFocus()
            return
        self.agreed.emit(said)
        self.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _agrees(event):
            self.agree.click()
            return True
        return super().eventFilter(watched, event)


def _agrees(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
