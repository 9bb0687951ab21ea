"""The look-fors of one question, under a heading that folds them away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.looking import Group
from peerdesk.ui.notes.rows import short_name
from peerdesk.ui.now.checklist_row import LookForRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph


class GroupRows(QWidget):
    """A question and its rows.

    Signals:
        folded: the heading was pressed.
    """

    folded = Signal()

    def __init__(self, theme: Theme, group: Group, rows: Sequence[LookForRow], parent: QWidget | None = None) -> None:
        """Show a group; `rows` are those that no filter hides."""
        super().__init__(parent)
        self.group, self.rows = group, tuple(rows)
        self._theme = theme
        self.heading = Button(theme, "", "chevron-down", "quiet")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignLeft)
        for row in self.rows:
            self.column.addWidget(row)
        self.nothing = Paragraph(theme, "", "caption", "soft")
        if not group.look_fors:
            self.nothing.setText(self.tr("The framework has no look-fors for this question."))
        self.column.addWidget(self.nothing)
        self.heading.clicked.connect(self.folded)

    def show_state(self, *, folded: bool, looked_at: int | None) -> None:
        """Fold or unfold, and say how many were looked at; None where that is not to be seen."""
        count = len(self.group.look_fors)
        said = str(count) if looked_at is None else self.tr("{} of {} looked at").format(looked_at, count)
        name = short_name(self.group.number, self.group.question)
        self.heading.setText(f"{name} · {said}" if count else name)
        self.heading.set_icon("chevron-right" if folded else "chevron-down")
        self.heading.setToolTip(self.group.question.text)
        self.heading.setAccessibleDescription(self.tr("Folded away") if folded else self.tr("Unfolded"))
        for row in self.rows:
            row.setVisible(not folded)
        self.nothing.setVisible(not folded and not count)
