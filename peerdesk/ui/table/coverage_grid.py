"""Coverage as a grid: a question a row; kinds, voices or reviewers as columns. A table also to those who hear it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from peerdesk.domain.coverage import By, Cell, QuestionCoverage
from peerdesk.overriding import override
from peerdesk.ui.marks import SIGN_TONES, paint_mark
from peerdesk.ui.table.coverage_words import column_word, name_question, say_cell, tell_cell
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.words import paint_line

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SOME, _MANY = 3, 5  # notes in a cell from which its ground is a shade deeper


class CoverageModel(QAbstractTableModel):
    """Rows in, roles out."""

    def __init__(self) -> None:
        """Start without questions."""
        super().__init__()
        self._rows: tuple[QuestionCoverage, ...] = ()
        self._names: Mapping[str, str] = {}
        self._columns: list[str] = []
        self.by: By = "kind"

    def show_rows(self, rows: Sequence[QuestionCoverage], by: By, names: Mapping[str, str]) -> None:
        """Show these questions, with kinds, voices or reviewers as columns; `names` are the team's by record id."""
        self.beginResetModel()
        self._rows, self.by, self._names = tuple(rows), by, names
        cells = self._rows[0].by(by) if self._rows else ()
        self._columns = [column_word(by, cell.key, names) for cell in cells]
        self.endResetModel()

    def cell_at(self, index: Index) -> Cell | None:
        """Return the cell at an index."""
        return self._rows[index.row()].by(self.by)[index.column()] if index.isValid() else None

    def told_at(self, index: Index) -> str:
        """Return all that is known of a cell, in words."""
        cell = self.cell_at(index)
        return tell_cell(self._rows[index.row()], self.by, cell, self._names) if cell else ""

    def question_at(self, index: Index) -> str:
        """Return the id of the question of a row."""
        return self._rows[index.row()].question.record_id

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        cell = self.cell_at(index)
        if role in (Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole):
            return self.told_at(index)
        told = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return say_cell(cell) if cell and role in told else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal:
            told = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return self._columns[section] if role in told else None
        row = self._rows[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return name_question(row.question, row.number)
        return row.question.text if role == Qt.ItemDataRole.ToolTipRole else None


class CoverageDelegate(QStyledItemDelegate):
    """Paints a cell: how many, by whom, and which way; a dashed edge and a word where there is nothing."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Paint in a theme."""
        super().__init__(parent)
        self._theme = theme

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        cell = model.cell_at(index) if isinstance(model, CoverageModel) else None
        if cell is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(2, 2, -2, -2)
        self._paint_ground(painter, rect, cell)
        if cell.count:
            self._paint_counts(painter, rect, cell)
        else:
            centre = Qt.AlignmentFlag.AlignHCenter
            paint_line(painter, rect, self._theme, self.tr("none"), "caption", "soft", align=centre)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_frame(painter, rect, "accent", 2)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        theme = self._theme
        if not cell.count:
            self._paint_frame(painter, rect, "edge", 1, dashed=True)
            return
        deep = 1 + (cell.count >= _SOME) + (cell.count >= _MANY)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"heat_{deep}"))
        painter.drawRoundedRect(QRectF(rect), theme.fixed("radius.medium"), theme.fixed("radius.medium"))
        if theme.contrast:
            self._paint_frame(painter, rect, "edge", 1)

    def _paint_frame(self, painter: QPainter, rect: QRect, tone: str, width: int, *, dashed: bool = False) -> None:
        pen = QPen(self._theme.colour(tone), width)
        if dashed:
            pen.setDashPattern([3, 4])
        radius, inset = self._theme.fixed("radius.medium"), width / 2
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)

    def _paint_counts(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        theme, gap = self._theme, self._theme.gap("s")
        inside = rect.adjusted(gap, theme.gap("xs"), -gap, -theme.gap("xs"))
        top = QRect(inside.x(), inside.y(), inside.width(), theme.line("title"))
        taken = paint_line(painter, top, theme, str(cell.count), "title", bold=True, figures=True)
        right = Qt.AlignmentFlag.AlignRight
        rest = top.adjusted(taken + gap, 0, 0, 0)
        paint_line(painter, rest, theme, " ".join(cell.initials), "caption", "soft", align=right)
        side, line = theme.px(10), theme.line("caption")
        x, y = inside.x(), inside.bottom() - line
        for sign, count in cell.signs:
            needed = side + 3 + QFontMetrics(theme.font("caption", figures=True)).horizontalAdvance(str(count))
            if x + needed > inside.right() + 1:  # what has no room is in the words below the grid
                return
            mark = QRect(x, y + (line - side) // 2, side, side)
            paint_mark(painter, mark.toRectF(), sign, theme.colour(SIGN_TONES[sign]))
            room = QRect(x + side + 3, y, inside.right() - x - side, line)
            x += side + 3 + paint_line(painter, room, theme, str(count), "caption", figures=True) + theme.gap("s")


class CoverageGrid(QTableView):
    """The grid, as high as its rows. Arrows go from cell to cell, Enter or a click opens one.

    Signals:
        opened: a cell was opened: the question's id, and the key of the column.
        told: all that is known of the cell that the keys are on.
    """

    opened = Signal(str, str)
    told = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a grid without questions."""
        super().__init__(parent)
        self._theme = theme
        self._model = CoverageModel()
        self.setModel(self._model)
        self.setItemDelegate(CoverageDelegate(theme, self))
        self.setAccessibleName(self.tr("What there is on each question"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across, upright = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        upright.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for header in (across, upright):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setMinimumSectionSize(1)
        self.clicked.connect(self._on_opened)
        self.activated.connect(self._on_opened)
        theme.changed.connect(self._fit)

    def show_rows(self, rows: Sequence[QuestionCoverage], by: By, names: Mapping[str, str]) -> None:
        """Show what there is on each question; the cell that the keys are on stays."""
        at = self.currentIndex()
        row, column = max(at.row(), 0), max(at.column(), 0)
        self._model.show_rows(rows, by, names)
        self._fit()
        if rows:
            last = self._model.columnCount() - 1
            self.setCurrentIndex(self._model.index(min(row, len(rows) - 1), min(column, last)))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.told.emit(self._model.told_at(current))

    def _on_opened(self, index: QModelIndex) -> None:
        cell = self._model.cell_at(index)
        if cell is not None:
            self.opened.emit(self._model.question_at(index), cell.key)

    def _fit(self) -> None:
        theme, rows = self._theme, self._model.rowCount()
        names = [str(self._model.headerData(row, Qt.Orientation.Vertical)) for row in range(rows)]
        metrics = QFontMetrics(theme.font("caption"))
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0) + 3 * theme.gap("xs")
        self.verticalHeader().setFixedWidth(min(widest, theme.px(150)))
        self.verticalHeader().setDefaultSectionSize(theme.px(64))
        self.horizontalHeader().setFixedHeight(theme.px("row"))
        self.setFixedHeight(theme.px("row") + rows * theme.px(64) + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self.height())
