"""The rail at the side of the window: the pages, in the order of the day."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.page import PageEntry
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.desk_ground import DeskGround
from peerdesk.ui.widgets.words import paint_line

_ICON_LEFT, _WORD_GAP, _BAR = 12, 9, 3


class Rail(DeskGround):
    """One row a page, an exclusive group: one Tab stop, arrows change the page at once.

    Signals:
        picked: a person chose the page of this name.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, entries: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        """Lay the rows out."""
        super().__init__(theme, "right", parent)
        self.setAccessibleName(self.tr("Pages"))
        self._group = QButtonGroup(self)
        self._rows: dict[str, RailButton] = {}
        self._slim = False
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        group = entries[0].group if entries else ""
        for entry in entries:
            if entry.group != group:
                self._column.addSpacing(8)
                group = entry.group
            row = RailButton(theme, entry)
            row.clicked.connect(lambda _=False, name=entry.name: self.picked.emit(name))
            self._group.addButton(row)
            self._column.addWidget(row)
            self._rows[entry.name] = row
            row.setHidden(entry.apart)
        self._column.addStretch()
        self._fit()
        theme.changed.connect(self._fit)

    def show_current(self, name: str) -> None:
        """Show which page is seen, without telling anybody."""
        for own, row in self._rows.items():
            row.setChecked(own == name)
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if own == name else Qt.FocusPolicy.ClickFocus)

    def show_row(self, name: str, *, shown: bool) -> None:
        """Show the row of a page that is not for everybody, or no longer."""
        self._rows[name].setVisible(shown)

    def current(self) -> QWidget | None:
        """Return the row of the page that is seen."""
        return self._group.checkedButton()

    def set_slim(self, slim: bool) -> None:
        """Show icons only, or icons and words."""
        self._slim = slim
        self._fit()

    def _fit(self) -> None:
        icon = self.theme.px("icon")
        self.setFixedWidth(icon + 2 * _ICON_LEFT + 16 if self._slim else max(self.fixed_width(), self._widest() + 8))
        self._column.setContentsMargins(0, 12, 8, 0)
        for row in self._rows.values():
            row.set_slim(self._slim)

    def fixed_width(self) -> int:
        """Return the width of the rail with words, in pixels."""
        return self.theme.fixed("width.rail")

    def _widest(self) -> int:
        return max((row.sizeHint().width() for row in self._rows.values()), default=0)


class RailButton(QAbstractButton):
    """A page's icon and word; the page that is seen has a sheet's ground and an accent bar."""

    def __init__(self, theme: Theme, entry: PageEntry) -> None:
        """Make the row of a page."""
        super().__init__()
        self._theme, self._icon, self._slim = theme, entry.icon, False
        self.setText(entry.word)
        self.setAccessibleName(entry.word)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_slim(self, slim: bool) -> None:
        """Show the icon only; the word then comes with the pointer."""
        self._slim = slim
        self.setToolTip(self.text() if slim else "")
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        theme = self._theme
        height = max(theme.px("icon") + 10, 32) if self._slim else theme.px("rail_row")
        word = 0 if self._slim else self.fontMetrics().horizontalAdvance(self.text()) + _WORD_GAP
        return QSize(2 * _ICON_LEFT + theme.px("icon") + word, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px("icon") + _ICON_LEFT, max(self._theme.px("icon") + 10, 32))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rect, here = self._theme, self.rect(), self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if here or self.underMouse():
                radius = theme.fixed("radius.medium")
                painter.setBrush(theme.colour("sheet" if here else "hover"))
                painter.drawRoundedRect(QRectF(rect).adjusted(-radius, 0, 0, 0), radius, radius)
            if here:
                painter.fillRect(QRect(0, 0, _BAR, rect.height()), theme.colour("accent"))
            side = theme.px("icon")
            icon = QRect(_ICON_LEFT, (rect.height() - side) // 2, side, side)
            paint_icon(painter, icon, theme, self._icon, "accent" if here else "soft")
            if not self._slim:
                word = rect.adjusted(icon.right() + 1 + _WORD_GAP, 0, -4, 0)
                paint_line(painter, word, theme, self.text(), tone="ink" if here else "soft")
