"""Many lines as many notes: a list to be looked at, in which each can be left out, joined or changed, then kept."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.line import LineContext
from peerdesk.domain.many_lines import to_lines
from peerdesk.overriding import override
from peerdesk.ui.now.many_row import EnterField, ManyRow
from peerdesk.ui.theme import theme_of
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.journal import Journal
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

MOST_SHOWN = 200  # rows at a time; what is more follows when these are kept


class ManySheet(Sheet):
    """The lines, a field for one more, and Keep. What is in it is journaled until it is kept.

    Signals:
        keep_requested: keep the rows that are ticked.
    """

    keep_requested = Signal()

    def __init__(self, parent: QWidget, context: Callable[[], LineContext], saw: str) -> None:
        """Hold no line yet.

        Args:
            parent: any widget of the window.
            context: answers what is known before a word is typed.
            saw: who saw them ("Tom saw it; you write it."), "" for oneself.
        """
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Many lines"), width=820)
        self._context = context
        self.rows: list[ManyRow] = []
        self.rest: list[str] = []
        self.content.addWidget(make_title(theme, self.tr("Many lines"), "list-checks"))
        if saw:
            self.content.addWidget(Paragraph(theme, saw, bold=True))
        how = self.tr("Each line becomes a note. Untick what is none; join up what belongs together.")
        self.content.addWidget(Paragraph(theme, how, tone="soft"))
        self._rows = QWidget()
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.gap("xs"))
        self.content.addWidget(self._rows)
        self.more = EnterField()
        leave_out(self.more, "with its line")
        self.more.setAccessibleName(self.tr("One more line"))
        self.more.setPlaceholderText(self.tr("Type, paste or listen: Enter begins the next line"))
        self.content.addWidget(self.more)
        self.count = Label(theme, "", "caption", "soft", elided=True)
        self.later = Button(theme, self.tr("Later"))
        self.keep = Button(theme, self.tr("Keep"), kind="primary")
        self.foot.addWidget(self.count, 1)
        self.foot.addWidget(self.later)
        self.foot.addWidget(self.keep)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.journal = Journal(self, self.text)
        self.more.returnPressed.connect(self._on_more)
        self.more.textEdited.connect(self._on_typed)
        self.later.clicked.connect(self.reject)
        self.keep.clicked.connect(self.keep_requested)
        self._show_count()

    def text(self) -> str:
        """Return all that stands in it, a line each; nothing that is only left out is missing."""
        lines = [row.field.text() for row in self.rows] + [*self.rest, self.more.text()]
        return "\n".join(line for line in lines if line.strip())

    def left_out(self) -> list[int]:
        """Return which lines of `text` are not ticked."""
        return [at for at, row in enumerate(self._filled()) if not row.tick.isChecked()]

    def chosen(self) -> list[ManyRow]:
        """Return the rows that are to be kept."""
        return [row for row in self._filled() if row.tick.isChecked()]

    def add_lines(self, lines: Sequence[str], left_out: Sequence[int] = ()) -> None:
        """Add lines below those that are there."""
        room = max(0, MOST_SHOWN - len(self.rows))
        for at, line in enumerate(lines[:room]):
            row = ManyRow(self.theme, len(self.rows) + 1, line, self._context)
            row.tick.setChecked(at not in left_out)
            row.edited.connect(self._on_edited)
            row.join_requested.connect(lambda row=row: self._join(row))
            row.field.returnPressed.connect(lambda row=row: self._go_on(row))
            self.rows.append(row)
            self._list.addWidget(row)
            row.show()  # what is not shown yet takes no room
        self.rest += lines[room:]
        self._on_edited()
        self._fit()

    def next_lines(self) -> None:
        """Begin anew with the lines that had no room."""
        for row in self.rows:
            self._take_away(row)
        lines, self.rows, self.rest = self.rest, [], []
        self.add_lines(lines)
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keep.click()
        else:
            super().keyPressEvent(event)

    def _filled(self) -> list[ManyRow]:
        return [row for row in self.rows if row.field.text().strip()]

    def _on_typed(self, text: str) -> None:
        if len(text.splitlines()) > 1:  # pasted
            self._on_more()
        self._on_edited()

    def _on_more(self) -> None:
        """Make lines of what stands in the last field; Enter in an empty one goes on to Keep."""
        lines = to_lines(self.more.text())
        self.more.clear()
        if lines:
            self.add_lines(lines)
        else:
            self.keep.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_edited(self) -> None:
        self._show_count()
        self.journal.note()

    def _go_on(self, row: ManyRow) -> None:
        after = self.rows.index(row) + 1
        (self.rows[after].field if after < len(self.rows) else self.more).setFocus(Qt.FocusReason.TabFocusReason)

    def _join(self, row: ManyRow) -> None:
        """Put a line behind the one above; the keys are on that one then."""
        at = self.rows.index(row)
        above = self.rows[at - 1]
        above.field.setText(" ".join(filter(None, (above.field.text().strip(), row.field.text().strip()))))
        above.show_chips()
        above.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rows.remove(row)
        self._take_away(row)
        announce(above, above.field.text())
        self._on_edited()
        self._fit()

    def _take_away(self, row: ManyRow) -> None:
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _fit(self) -> None:
        self._list.activate()
        self.content.invalidate()
        self.place()

    def _show_count(self) -> None:
        notes, out = len(self.chosen()), len(self._filled()) - len(self.chosen())
        said = [self.tr("Left out: {}").format(out)] if out else []
        said += [self.tr("To follow: {}").format(len(self.rest))] if self.rest else []
        self.count.setText(" · ".join(said))
        self.keep.setText(self.tr("Keep 1 note") if notes == 1 else self.tr("Keep {} notes").format(notes))
        self.keep.setEnabled(bool(notes))
