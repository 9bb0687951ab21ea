"""The work on one question: notes at the left; at the right the findings, or where the school stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from peerdesk.ui.table.findings_pane import FindingsPane
from peerdesk.ui.table.notes_pane import NotesPane
from peerdesk.ui.table.standing_pane import StandingPane
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.tabs import Tabs

_NOTES = 45  # of 100 parts of the page, while notes and findings stand side by side


class WorkPane(QWidget):
    """Side by side, or one at a time where there is no room; large, for three pairs of eyes, unless told otherwise."""

    def __init__(self, theme: Theme) -> None:
        """Make it without notes."""
        super().__init__()
        self.notes, self.findings, self.standing = NotesPane(theme), FindingsPane(theme), StandingPane(theme)
        self.question = Paragraph(theme, "", "reading", bold=True)
        sides = [("notes", self.tr("Notes")), ("findings", self.tr("Findings"))]
        self.sides = Tabs(theme, sides, self.tr("Which side"))
        self.right = QStackedWidget()
        self.right.addWidget(self.findings)
        self.right.addWidget(self.standing)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.notes)
        self._splitter.addWidget(self.right)
        self._splitter.setStretchFactor(0, _NOTES)
        self._splitter.setStretchFactor(1, 100 - _NOTES)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        for part in (self.question, self.sides):
            column.addWidget(part)
        column.addWidget(self._splitter, 1)
        self._slim = False
        self.sides.picked.connect(lambda _: self.show_side())
        self.set_large(True)
        self.show_side()

    def show_right(self, *, standing: bool) -> None:
        """Show where the school stands at the right, or the findings."""
        self.right.setCurrentWidget(self.standing if standing else self.findings)
        self.sides.set_word("findings", self.tr("Levels") if standing else self.tr("Findings"))

    def show_side(self, side: str = "") -> None:
        """Show what there is room for; `side` names which one where there is room for one."""
        if side:
            self.sides.show_value(side)
        self.sides.setVisible(self._slim)
        self.notes.setVisible(not self._slim or self.sides.value() == "notes")
        self.right.setVisible(not self._slim or self.sides.value() == "findings")

    def set_slim(self, slim: bool) -> None:
        """Show one side at a time, or both again."""
        self._slim = slim
        self.notes.set_slim(slim)
        self.show_side()

    def set_large(self, large: bool) -> None:
        """Write everything larger, or no longer."""
        for pane in (self.notes, self.findings, self.standing):
            pane.set_large(large)

    def share(self, width: int) -> None:
        """Give each side its part of the page's width."""
        self._splitter.setSizes([width * _NOTES // 100, width * (100 - _NOTES) // 100])
