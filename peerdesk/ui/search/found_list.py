"""The list of the search box: how its rows are measured and painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from peerdesk.domain.matches import Span
from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.marks import SIGN_TONES, paint_mark
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.search.rows import BoxRow, say_row
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.words import paint_line

_PAD = 5
_STATES = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus


class BoxModel(RowsModel[BoxRow]):
    """Headings cannot be chosen."""

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        row = self.row_at(index) if index.isValid() else None
        return super().flags(index) if row and not row.is_heading else Qt.ItemFlag.ItemIsEnabled


class BoxList(RowsView[BoxRow]):
    """What was found, and what may be typed. Focus stays in the field above it."""

    def __init__(self, theme: Theme, name: str) -> None:
        """Make an empty list."""
        self.box_model = BoxModel(say_row, lambda row: row.key)
        self._painter = _BoxDelegate(theme)
        super().__init__(theme, self.box_model, self._painter, name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(RowsView.SelectionMode.SingleSelection)

    def wanted_height(self) -> int:
        """Return the pixels that all rows take."""
        return sum(self._painter.measure(row, self.width()) for row in self.box_model.rows())

    def go_to_first(self) -> None:
        """Choose the first row that can be chosen, and show the list from its top."""
        first = next((row.key for row in self.box_model.rows() if not row.is_heading), None)
        if first is not None:
            self.choose([first])
        self.verticalScrollBar().setValue(0)


class _BoxDelegate(RowsDelegate[BoxRow]):
    """A found row has its words in one line with what was found marked, and who, when and where below."""

    @override
    def measure(self, row: BoxRow, width: int) -> int:
        theme = self.theme
        if row.is_heading:
            return theme.line("caption") + 2 * theme.gap("s")
        if row.found is None:
            return theme.px("row")
        return theme.line("body") + (theme.line("caption") if row.about else 0) + 2 * theme.gap(_PAD)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        row = model.row_at(index) if isinstance(model, BoxModel) else None
        if row is not None and row.is_heading:
            option = QStyleOptionViewItem(option)
            option.state &= ~_STATES
        super().paint(painter, option, index)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: BoxRow, said: str) -> None:
        theme, gap = self.theme, self.theme.gap(12)
        inside = rect.adjusted(gap, 0, -gap, 0)
        if row.is_heading:
            self._paint_heading(painter, inside.adjusted(0, theme.gap("xs"), 0, 0), row)
        elif row.found is None:
            self._paint_offer(painter, inside, row)
        else:
            self._paint_found(painter, inside.adjusted(0, theme.gap(_PAD), 0, 0), row)

    def _paint_heading(self, painter: QPainter, rect: QRect, row: BoxRow) -> None:
        taken = paint_line(painter, rect, self.theme, row.text, "caption", "soft", bold=True)
        rest = rect.adjusted(taken + self.theme.gap("s"), 0, 0, 0)
        paint_line(painter, rest, self.theme, row.about, "caption", "soft", figures=True)

    def _paint_offer(self, painter: QPainter, rect: QRect, row: BoxRow) -> None:
        theme = self.theme
        if row.icon:
            side = theme.px("icon_small")
            icon = QRect(rect.x(), rect.y() + (rect.height() - side) // 2, side, side)
            paint_icon(painter, icon, theme, row.icon, "soft")
            rect = rect.adjusted(side + theme.gap("s"), 0, 0, 0)
        taken = paint_line(painter, rect, theme, row.text)
        rest = rect.adjusted(taken + theme.gap("m"), 0, 0, 0)
        paint_line(painter, rest, theme, row.about, "caption", "soft")

    def _paint_found(self, painter: QPainter, rect: QRect, row: BoxRow) -> None:
        theme = self.theme
        side, line = theme.px("mark" if row.sign else "icon_small"), theme.line("body")
        room = theme.px("icon_small")
        at = QRect(rect.x() + (room - side) // 2, rect.y() + (line - side) // 2, side, side)
        if row.sign:
            paint_mark(painter, QRectF(at), row.sign, theme.colour(SIGN_TONES[row.sign]))
        else:
            paint_icon(painter, at, theme, row.icon, "soft")
        words = rect.adjusted(room + theme.gap("s"), 0, 0, 0)
        paint_marked(painter, QRect(words.x(), words.y(), words.width(), line), theme, row.text, row.spans)
        below = QRect(words.x(), words.y() + line, words.width(), theme.line("caption"))
        paint_line(painter, below, theme, row.about, "caption", "soft")


def paint_marked(painter: QPainter, rect: QRect, theme: Theme, text: str, spans: tuple[Span, ...]) -> None:
    """Paint one line, elided at its end, with pieces of it bold on a ground of their own."""
    font = theme.font("body")
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    kept = len(shown) if shown == text else len(shown) - 1
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    ground, ink = QColor(theme.colour("accent")), theme.colour("accent")
    ground.setAlphaF(0.16)
    formats = []
    for start, end in spans:
        if start < kept:
            marked = QTextLayout.FormatRange()
            marked.start, marked.length = _units(shown, start), _units(shown[start:], min(end, kept) - start)
            marked.format = _look_of_mark(ground, ink)
            formats.append(marked)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width())
    layout.endLayout()
    painter.setPen(theme.colour("ink"))
    layout.draw(painter, QPointF(rect.x(), rect.y() + (rect.height() - line.height()) / 2))


def _look_of_mark(ground: QColor, ink: QColor) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(ground)
    look.setForeground(ink)
    look.setFontWeight(QFont.Weight.Bold)
    return look


def _units(text: str, letters: int) -> int:
    """Return how many UTF-16 units the first letters take: Qt counts so, and an emoji takes two."""
    return len(text[:letters].encode("utf-16-le")) // 2
