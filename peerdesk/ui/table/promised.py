"""What was promised and is not here: a question about each, and a line for why it was moved."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.promises import Promise
from peerdesk.domain.review import Activity
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.kept import KeptLine
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph


class PromisedRow(QWidget):
    """One activity. The line keeps what is typed over refreshes.

    Signals:
        said: why it did not take place, or "" to take that back; the Activity as it was shown comes first.
    """

    said = Signal(object, str)

    def __init__(self, theme: Theme, promise: Promise, drafts: FieldDrafts) -> None:
        """Ask about a promise."""
        super().__init__()
        self._activity: Activity = promise.activity
        self.words = Paragraph(theme, promise.question)
        self.why = KeptLine(theme, "", self.tr("Moved, because…"))
        self.why.setMaximumWidth(theme.px(theme.fixed("width.measure")))
        self.why.given.connect(lambda words: self.said.emit(self._activity, words))
        drafts.watch(self.why, lambda: (self._activity.record_id, "not_done"), lambda: self._activity)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(self.words)
        column.addWidget(self.why)

    def show_promise(self, promise: Promise, *, writable: bool) -> None:
        """Show what is known of it now; whoever may not change the plan only reads."""
        self._activity = promise.activity
        self.words.setText(promise.question)
        self.words.set_tone("soft" if promise.activity.not_done else "ink")
        self.why.setAccessibleName(self.tr("Why “{}” did not take place").format(promise.activity.title))
        self.why.show_value(promise.activity.not_done)
        self.why.setVisible(writable)


class Promised(QWidget):
    """All of them, under one heading; nothing at all where everything took place.

    Signals:
        said: as a row's.
    """

    said = Signal(object, str)

    def __init__(self, theme: Theme, drafts: Callable[[QWidget], FieldDrafts]) -> None:
        """Ask about nothing yet; `drafts` makes the journal of the lines."""
        super().__init__()
        self._theme = theme
        self.drafts = drafts(self)
        self.drafts.taken_up.connect(self.drafts.take)
        self.rows: dict[str, PromisedRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap("s"))
        self._column.addWidget(Label(theme, self.tr("Planned, and nothing here from it"), bold=True, elided=True))
        self.hide()

    def show_promises(self, promises: tuple[Promise, ...], *, writable: bool) -> None:
        """Show these; a line in which somebody is typing stays as long as its activity does."""
        wanted = {one.activity.record_id: one for one in promises}
        for gone in [one for one in self.rows if one not in wanted]:
            row = self.rows.pop(gone)
            row.why.let_go()
            row.hide()
            row.deleteLater()
        for at, (key, promise) in enumerate(wanted.items(), 1):
            if key not in self.rows:
                row = self.rows[key] = PromisedRow(self._theme, promise, self.drafts)
                row.said.connect(self.said)
            self.rows[key].show_promise(promise, writable=writable)
            self._column.insertWidget(at, self.rows[key])
        self.setVisible(bool(promises))
