"""What is known of one measure: a chart, the table under it, year by year, what to hold in mind, where it is from."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.chart import chart_of
from peerdesk.domain.context import Part, Row
from peerdesk.domain.context_document import HONEST, LEGEND, cells_of, headers_of
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.dot_chart import DotChart
from peerdesk.ui.widgets.figures_table import FiguresTable
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn


class ContextView(ScrollColumn):
    """Shows a part of the figures."""

    def __init__(self, theme: Theme) -> None:
        """Make an empty view."""
        super().__init__(theme)
        self.title = Paragraph(theme, "", "reading", bold=True)
        self.about = Paragraph(theme, "", "caption", "soft")
        self.by_group, self.by_year = _Rows(theme), _Rows(theme)
        self.cautions = Paragraph(theme, "")
        self.sources = Paragraph(theme, "", "caption", "soft")
        self.body.addWidget(self.title)
        self.body.addWidget(self.about)
        self.body.addWidget(self.by_group)
        self.body.addWidget(self.cautions)
        self.body.addWidget(self.by_year)
        self.body.addWidget(self.sources)
        self.body.addStretch()

    def show_part(self, part: Part) -> None:
        """Show what is known of another measure."""
        self.title.setText(part.title)
        self.by_group.show_rows(part, part.by_group, part.year)
        self.by_year.setVisible(bool(part.by_year))
        if part.by_year:
            self.by_year.show_rows(part, part.by_year, self.tr("All pupils, year by year"))
        self.cautions.setText("\n".join(part.cautions))
        self.cautions.setVisible(bool(part.cautions))
        self.sources.setText("\n".join([self.tr("From:"), *part.sources, "", f"{HONEST} {LEGEND}"]))
        self.verticalScrollBar().setValue(0)

    def show_about(self, words: str) -> None:
        """Say what the register says of the school."""
        self.about.setText(words)
        self.about.setVisible(bool(words))


class _Rows(QWidget):
    """A chart with its table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._heading = Label(theme, "", "caption", "soft", bold=True)
        self.chart, self.table = DotChart(theme), FiguresTable(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        for widget in (self._heading, self.chart, self.table):
            column.addWidget(widget)

    def show_rows(self, part: Part, rows: Sequence[Row], heading: str) -> None:
        self._heading.setText(heading)
        self.chart.show_chart(chart_of(part, rows))
        self.table.show_rows(f"{part.title}, {heading}", headers_of(part), [cells_of(part, row) for row in rows])
