"""What the head says at each step: a list, and a field that keeps with Enter. It stands on the page, or at the side."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.outcome import HeadsWord
from peerdesk.ui.feedback.heard_row import HeardLine
from peerdesk.ui.feedback.hers import HersField
from peerdesk.ui.feedback.looking import HeardRow, Step
from peerdesk.ui.theme import Theme
from peerdesk.ui.unkept_words import shortened
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.paragraph import Paragraph

_NAMED = 70  # letters of a message: enough to know it
_LAST = 3  # of what was said, where the head can see it


class WordsPanel(QWidget):
    """What is being typed stays with the step at which it was begun, wherever the lead is meanwhile.

    Signals:
        kept: keep words: the Step that they are about, and the words.
        changed_to: a HeadsWord says this now.
        taken_out: a HeadsWord may go.
        led: a HeadsWord led to other words.
        stepped: go on (1) or back (-1).
        escaped: leave the field.
        line_made: a HeardLine that the page may journal.
    """

    kept = Signal(object, str)
    changed_to = Signal(object, str)
    taken_out = Signal(object)
    led = Signal(object)
    stepped = Signal(int)
    escaped = Signal()
    line_made = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a panel that is about nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._step: Step | None = None
        self._typed_at: Step | None = None
        self._journaled: Step | None = None
        self._quiet, self._writable = False, False
        self._lines: dict[str, HeardLine] = {}
        self.about = Paragraph(theme, "", "caption", "soft")
        self.trouble = Paragraph(theme, "", "caption", "alert")
        self.trouble.hide()
        self.field = HersField(theme, self.tr("What the head says"))
        self.field.setPlaceholderText(self.tr("What the head says; Enter keeps it"))
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.gap("s"))
        self.none = Paragraph(theme, "", "caption", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        for one in (self.about, self.field, self.trouble, self.none):
            column.addWidget(one)
        column.addLayout(self.list)
        column.addStretch(1)
        self.field.entered.connect(self._on_entered)
        self.field.textChanged.connect(self._on_typed)
        self.field.stepped.connect(self.stepped)
        self.field.escaped.connect(self.escaped)

    def show_step(self, step: Step, *, writable: bool) -> None:
        """Be about a step from now on; words that are begun stay with the step before until they are kept."""
        self._step, self._writable = step, writable
        self._show()

    def set_quiet(self, quiet: bool) -> None:
        """Show the words alone, since the head can see them; or who wrote them too, and what can be done."""
        self._quiet = quiet
        for one in [*self._lines]:
            self._drop(one)
        self._show()

    def set_open(self, shown: bool) -> None:
        """Let somebody write, or nobody."""
        self.field.setVisible(shown)
        self._show_about()

    def typed_step(self) -> Step | None:
        """Return what is typed now is about; the step that is shown if nothing is."""
        return self._typed_at or self._step

    def journaled_step(self) -> Step | None:
        """Return what was typed last is about, also once the field is empty again."""
        return self._journaled or self._step

    def on_kept(self, words: str) -> None:
        """Take note that words are kept; what was typed behind them since stays."""
        typed = self.field.toPlainText()
        self.trouble.hide()
        self.field.setPlainText(typed[len(words) :].lstrip() if typed.startswith(words) else typed.strip())
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        if not self.field.toPlainText():
            self._typed_at = self._journaled = None
        self._show()

    def show_trouble(self, said: str) -> None:
        """Say that something is not kept; it stays where it is typed."""
        self.trouble.setText(said)
        self.trouble.show()
        announce(self.trouble, said)

    def take_up(self, step: Step, words: str) -> None:
        """Put words into the field that were typed at a step and never kept."""
        self._typed_at = self._journaled = step
        self.field.setPlainText(words)
        self.field.setFocus()
        self._show()

    def _on_typed(self) -> None:
        if self.field.toPlainText().strip():
            self._typed_at = self._journaled = self._typed_at or self._step
        else:
            self._typed_at = None
        self._show_about()

    def _on_entered(self) -> None:
        words, step = self.field.toPlainText().strip(), self.typed_step()
        if words and step is not None and self.field.room.fits():
            self.kept.emit(step, words)

    def _show(self) -> None:
        step = self._step
        if step is None:
            return
        self._show_about()
        rows = step.heard[-_LAST:] if self._quiet else step.heard
        self._show_rows(rows, leads_on=step.finding is not None)
        self.none.setVisible(not step.heard and not self._quiet)
        self.none.setText(self.tr("Nothing is written down here yet."))

    def _show_about(self) -> None:
        step = self.typed_step()
        title = shortened(step.title, _NAMED) if step is not None else ""
        self.about.setText(self.tr("About: {}").format(title))
        self.field.setAccessibleDescription(self.about.text())
        is_elsewhere = step is not None and self._step is not None and step.key != self._step.key
        self.about.setVisible(self.field.isVisibleTo(self) and (is_elsewhere or not self._quiet))

    def _show_rows(self, rows: Sequence[HeardRow], *, leads_on: bool) -> None:
        ids = [row.word.record_id for row in rows]
        for gone in [one for one in self._lines if one not in ids]:
            self._drop(gone)
        for at, row in enumerate(rows):
            line = self._lines.get(row.word.record_id)
            if line is None or not _is_same(line, row):
                if line is not None:
                    self._drop(row.word.record_id)
                line = self._make(row, leads_on)
            self.list.insertWidget(at, line)

    def _make(self, row: HeardRow, leads_on: bool) -> HeardLine:
        line = HeardLine(self._theme, row, quiet=self._quiet, writable=self._writable, leads_on=leads_on)
        word: HeadsWord = row.word
        self._lines[word.record_id] = line
        line.given.connect(lambda words: self.changed_to.emit(line.row.word, words))
        line.taken_out.connect(lambda: self.taken_out.emit(line.row.word))
        line.led.connect(lambda: self.led.emit(line.row.word))
        self.line_made.emit(line)
        return line

    def _drop(self, record_id: str) -> None:
        line = self._lines.pop(record_id)
        line.hide()
        line.deleteLater()


def _is_same(line: HeardLine, row: HeardRow) -> bool:
    """Say whether a line can stay: it shows these words, or is only told which revision they are of."""
    field = line.field
    if field is None:
        return line.row == row
    field.show_value(row.word.words)
    line.row = row
    return True
