"""A chart of dots on the screen: calm, told apart by shape and not by colour alone, and said in words as a whole."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from peerdesk.domain.chart import Chart, ChartRow
from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.words import paint_line

_MARK = 4.5  # pixels from the middle of a mark to its edge, at 100 % text
_LABELS = 0.34  # share of the width that the rows' words may take
_WIDEST = 760


class DotChart(QWidget):
    """A row for each group or year, a mark for each place. Its table stands under it and says the same."""

    def __init__(self, theme: Theme) -> None:
        """Make a chart of nothing."""
        super().__init__()
        self._theme = theme
        self._chart: Chart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_chart(self, chart: Chart | None) -> None:
        """Show another chart, or nothing."""
        self._chart = chart
        self.setVisible(chart is not None)
        self.setAccessibleName(chart.alt if chart else "")
        self.setMaximumWidth(self._theme.px(_WIDEST))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        rows = len(self._chart.rows) if self._chart else 0
        return QSize(self._theme.px(480), (rows + 2) * self._row())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        chart = self._chart
        if chart is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_legend(painter, chart)
            self._paint_axis(painter, chart)
            for at, row in enumerate(chart.rows, 1):
                self._paint_row(painter, chart, row, at * self._row())

    def _row(self) -> int:
        return self._theme.line("body") + self._theme.px(2)

    def _plot(self) -> QRectF:
        left = self.width() * _LABELS
        return QRectF(left, self._row(), self.width() - left - self._theme.px(24), self.height() - 2 * self._row())

    def _x(self, chart: Chart, value: float) -> float:
        plot = self._plot()
        return plot.left() + plot.width() * chart.share(value)

    def _paint_legend(self, painter: QPainter, chart: Chart) -> None:
        mark, metrics = self._theme.px(14), QFontMetrics(self._theme.font("caption"))
        names = [metrics.horizontalAdvance(name) + 1 for name in chart.series]
        beside = mark + self._theme.gap("m")
        room = self.width() - len(names) * beside
        most = max(names) if sum(names) <= room else max(room // len(names), self._theme.px(40))
        wide = sum(min(name, most) + beside for name in names)
        x = min(self._plot().left(), max(0.0, self.width() - wide))
        for at, (name, width) in enumerate(zip(chart.series, names, strict=True)):
            self._mark(painter, at, QPointF(x + mark / 2, self._row() / 2))
            rect = QRect(round(x) + mark + 2, 0, min(width, most), self._row())
            paint_line(painter, rect, self._theme, name, "caption", "soft")
            x += mark + min(width, most) + self._theme.gap("m")

    def _paint_axis(self, painter: QPainter, chart: Chart) -> None:
        plot, theme = self._plot(), self._theme
        for step in chart.steps:
            x = round(self._x(chart, step)) + 0.5
            painter.setPen(QPen(theme.colour("edge" if step == 0 else "line"), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            rect = QRect(round(x) - theme.px(30), round(plot.bottom()), theme.px(60), self._row())
            said = chart.step_words(step)
            paint_line(painter, rect, theme, said, "caption", "soft", figures=True, align=Qt.AlignmentFlag.AlignHCenter)

    def _paint_row(self, painter: QPainter, chart: Chart, row: ChartRow, top: int) -> None:
        rect = QRect(0, top, round(self._plot().left()) - self._theme.gap("m"), self._row())
        paint_line(painter, rect, self._theme, row.words)
        y = top + self._row() / 2
        if row.low is not None and row.high is not None:
            painter.setPen(QPen(self._theme.colour("accent"), 1.2))
            painter.drawLine(QPointF(self._x(chart, row.low), y), QPointF(self._x(chart, row.high), y))
        for at, value in reversed(list(enumerate(row.values))):
            if value is not None:
                self._mark(painter, at, QPointF(self._x(chart, value), y))

    def _mark(self, painter: QPainter, kind: int, at: QPointF) -> None:
        """Draw a filled circle, a hollow square or an upright line."""
        size, theme = _MARK * self._theme.scale, self._theme
        if kind == 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(at, size, size)
        elif kind == 1:
            painter.setPen(QPen(theme.colour("ink"), 1.4))
            painter.setBrush(theme.colour("paper"))
            painter.drawRect(QRectF(at.x() - size + 1, at.y() - size + 1, 2 * size - 2, 2 * size - 2))
        else:
            painter.setPen(QPen(theme.colour("soft"), 2.4))
            painter.drawLine(QPointF(at.x(), at.y() - 1.4 * size), QPointF(at.x(), at.y() + 1.4 * size))
