"""What there is and what is missing: in words, as a grid, and as questions for the afternoon."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.domain.coverage import QuestionCoverage
from peerdesk.ui.marks import SIGN_TONES, SIGN_WORDS
from peerdesk.ui.table.coverage_grid import CoverageGrid, name_question
from peerdesk.ui.table.mark import Mark
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.paragraph import Paragraph


class CoveragePane(LaneColumn):
    """Sentences first, then the grid, then what could still be done.

    Signals:
        opened: a cell was opened: the question's id and the kind of evidence.
    """

    opened = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a pane without questions."""
        super().__init__(theme, parent)
        self._theme = theme
        self._shown: tuple[QuestionCoverage, ...] | None = None
        self.grid = CoverageGrid(theme)
        self.grid.opened.connect(self.opened)
        self._words, self._ideas = QVBoxLayout(), QVBoxLayout()
        for part in (self._words, self._ideas):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(theme.gap("xs"))
        self.body.setSpacing(theme.gap("m"))
        self.body.addLayout(self._words)
        self.body.addWidget(self.grid)
        self.body.addWidget(_make_key(theme))
        self.body.addLayout(self._ideas)
        self.body.addStretch()

    def show_rows(self, rows: Sequence[QuestionCoverage]) -> None:
        """Show what there is on each question."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        _clear(self._words)
        _clear(self._ideas)
        for row in rows:
            self._add(self._words, name_question(row.question, row.number), " ".join(row.sentences))
        ideas = [idea for row in rows for idea in row.suggestions]
        if ideas:
            self._ideas.addWidget(Label(self._theme, self.tr("What could still be done"), bold=True))
            for idea in ideas:
                self._ideas.addWidget(self._paragraph(idea))
        self.grid.show_rows(rows)

    def _add(self, column: QVBoxLayout, name: str, words: str) -> None:
        column.addWidget(Label(self._theme, name, bold=True, elided=True))
        column.addWidget(self._paragraph(words))
        column.addSpacing(self._theme.gap("xs"))

    def _paragraph(self, words: str) -> Paragraph:
        paragraph = Paragraph(self._theme, words)
        paragraph.setMaximumWidth(self._theme.px(self._theme.fixed("width.measure")))
        return paragraph


def _make_key(theme: Theme) -> QWidget:
    """Return what the signs and letters in the grid mean."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.gap("xs"))
    for sign in SIGN_TONES:
        row.addWidget(Mark(theme, sign))
        row.addWidget(Label(theme, SIGN_WORDS[sign], "caption", "soft", elided=True))
        row.addSpacing(theme.gap("s"))
    row.addWidget(Label(theme, line.tr("Letters: who noted it"), "caption", "soft", elided=True), 1)
    return line


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
