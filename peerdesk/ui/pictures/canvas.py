"""A picture before it is kept: parts of it are covered, it is cropped, looked at closer; by mouse, pen or keys."""

from typing import ClassVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from peerdesk.domain.picture_shape import ALL, Box
from peerdesk.overriding import override
from peerdesk.ui.pictures.boxes import corner_at, is_at_edge, paint_in_hand, paint_left_out
from peerdesk.ui.pictures.covering import CROP, Covering
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.words import paint_line

_COVER = QColor(52, 52, 52)  # as it will be in the picture
_STEP, _FINE = 0.02, 0.004  # of a side, by one press
_LEAST_DRAG = 6
_CLOSEST, _CLOSER = 8.0, 1.25
_NEW = Box(0.4, 0.4, 0.6, 0.6)
_NEW_CROP = Box(0.1, 0.1, 0.9, 0.9)


class PictureCanvas(QWidget):
    """Shows a picture as it will be kept, and lets it be covered and cropped.

    Signals:
        reshaped: what would be kept, or what is chosen, is another.
    """

    reshaped = Signal()

    _ARROWS: ClassVar[dict[Qt.Key, tuple[int, int]]] = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, -1),
        Qt.Key.Key_Down: (0, 1),
    }

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme = theme
        self.covering = Covering()
        self._image = QImage()
        self._fitted = QPixmap()
        self._said = ""
        self._zoom, self._middle = 1.0, QPointF(0.5, 0.5)
        self._from: QPointF | None = None  # where a drag began, in shares
        self._grip: tuple[Box, int, int] | None = None  # the box as it was, and which corner is held; (0, 0) moves it
        self._drawn: Box | None = None  # a cover while it is drawn
        self._drags = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("The picture"))
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_image(self, image: QImage) -> None:
        """Show a picture."""
        self._image, self._fitted, self._said = image, QPixmap(), ""
        self._tell()

    def say(self, text: str) -> None:
        """Say something in the picture's place, while there is none."""
        self._said = text
        self.setAccessibleDescription(text)
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._image.isNull()

    def add_cover(self) -> None:
        """Cover a part in the middle of what is seen; it is then moved and sized."""
        if self.has_picture:
            side = 1 / self._zoom
            x, y = self._middle.x() - side / 2, self._middle.y() - side / 2
            corners = [(x + _NEW.left * side, y + _NEW.top * side), (x + _NEW.right * side, y + _NEW.bottom * side)]
            self.covering.add(Box.between(*corners))
            self._begin()

    def crop(self) -> None:
        """Take hold of the part that is kept."""
        if self.has_picture:
            if self.covering.shape.crop == ALL:
                self.covering.crop(_NEW_CROP)
            else:
                self.covering.choose(CROP)
            self._begin()

    def undo(self) -> None:
        """Take a step back."""
        self.covering.undo()
        self._tell()

    def closer(self, times: float) -> None:
        """Look closer, or from farther away."""
        self._look_at(self._middle, self._zoom * times)

    # Keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key(event.key())
        if not self.has_picture:
            super().keyPressEvent(event)
        elif keys in self._ARROWS:
            self._go(*self._ARROWS[keys], event.modifiers())
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.covering.redo()
            self._tell()
        elif not self._do(keys, event.text()):
            super().keyPressEvent(event)

    def _do(self, key: Qt.Key, text: str) -> bool:
        """Do what a single key asks for; say whether it asks for anything."""
        covering = self.covering
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            covering.remove()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            covering.choose_next(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Escape and covering.chosen is not None:
            covering.choose(None)
        elif key == Qt.Key.Key_Insert or text.lower() == "c":
            self.add_cover()
            return True
        elif text in ("+", "=", "-", "0"):
            self._look_at(self._middle, 1.0 if text == "0" else self._zoom * (1 / _CLOSER if text == "-" else _CLOSER))
        else:
            return False
        self._tell()
        return True

    def _go(self, right: int, down: int, modifiers: Qt.KeyboardModifier) -> None:
        """Move or size what is chosen; without that, go over the picture."""
        by = _FINE if modifiers & Qt.KeyboardModifier.ControlModifier else _STEP
        box = self.covering.box
        if box is None:
            self._look_at(self._middle + QPointF(right, down) * 0.1 / self._zoom, self._zoom)
            return
        sizes = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        made = box.grown(right * by, down * by) if sizes else box.moved(right * by, down * by)
        self.covering.change(made, "size" if sizes else "move")
        self._bring_into_sight(made)
        self._tell()

    # Mouse and pen

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.has_picture:
            return
        at = event.position()
        self._from, self._drags = self._share(at), self._drags + 1
        corner = self._corner_at(at)
        if corner is None and not self._is_in_crop(at):
            self._choose_at(at)
        box = self.covering.box
        self._grip = (box, *(corner or (0, 0))) if box is not None else None
        self._tell()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            corner = self._corner_at(event.position())
            shapes = Qt.CursorShape
            slanted = shapes.SizeFDiagCursor if corner and corner[0] == corner[1] else shapes.SizeBDiagCursor
            over = self._cover_at(event.position()) is not None or self._is_in_crop(event.position())
            self.setCursor(slanted if corner else shapes.SizeAllCursor if over else shapes.CrossCursor)
            return
        here = self._share(event.position())
        if self._grip is not None:
            self.covering.change(self._pulled(*self._grip, here), ("drag", self._drags))
            self._tell()
        else:
            moved = self._place(here) - self._place(self._from)
            far = max(abs(moved.x()), abs(moved.y())) >= _LEAST_DRAG
            self._drawn = Box.between(_pair(self._from), _pair(here)) if far or self._drawn else None
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawn is not None:
            self.covering.add(self._drawn)
        self._from = self._grip = self._drawn = None
        self._tell()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._look_at(self._share(event.position()), self._zoom * _CLOSER ** (turned.y() / 120))
        elif self._zoom > 1:
            self._look_at(self._middle - QPointF(turned.x(), turned.y()) / (1200 * self._zoom), self._zoom)
        else:
            event.ignore()
            return
        event.accept()

    def _pulled(self, box: Box, across: int, upright: int, here: QPointF) -> Box:
        """Return a box that is held at a corner, or in its middle, and pulled to a point."""
        start = self._from or here
        if not across:
            return box.moved(here.x() - start.x(), here.y() - start.y())
        fixed = (box.right if across < 0 else box.left, box.bottom if upright < 0 else box.top)
        return Box.between(fixed, _pair(here))

    def _corner_at(self, at: QPointF) -> tuple[int, int] | None:
        """Return which corner of the chosen box is under a point."""
        box = self.covering.box
        return corner_at(self._rect(box), at) if box is not None else None

    def _cover_at(self, at: QPointF) -> int | None:
        here = _pair(self._share(at))
        covers = self.covering.shape.covers
        return next((number for number in reversed(range(len(covers))) if covers[number].holds(here)), None)

    def _is_in_crop(self, at: QPointF) -> bool:
        """Say whether a point is in the part that is kept while that is in hand, and on no cover."""
        covering = self.covering
        is_inside = covering.chosen == CROP and covering.shape.crop.holds(_pair(self._share(at)))
        return is_inside and self._cover_at(at) is None

    def _choose_at(self, at: QPointF) -> None:
        """Choose the cover at a point, or the part that is kept by its edge; else nothing."""
        cover, crop = self._cover_at(at), self.covering.shape.crop
        by_edge = cover is None and crop != ALL and is_at_edge(self._rect(crop), at)
        self.covering.choose(CROP if by_edge else cover)

    # Where things are

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitted = QPixmap()

    def _fit(self) -> QRectF:
        """Return where the whole picture lies, larger than this if it is looked at closely."""
        image, room = QSize(self._image.size()), self.rect().adjusted(1, 1, -1, -1)
        scaled = image.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        width, height = scaled.width() * self._zoom, scaled.height() * self._zoom
        left = room.center().x() + 0.5 - self._middle.x() * width
        top = room.center().y() + 0.5 - self._middle.y() * height
        return QRectF(left, top, width, height)

    def _share(self, at: QPointF) -> QPointF:
        whole = self._fit()
        x, y = (at.x() - whole.left()) / whole.width(), (at.y() - whole.top()) / whole.height()
        return QPointF(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))

    def _place(self, share: QPointF) -> QPointF:
        whole = self._fit()
        return QPointF(whole.left() + share.x() * whole.width(), whole.top() + share.y() * whole.height())

    def _rect(self, box: Box) -> QRectF:
        return QRectF(self._place(QPointF(box.left, box.top)), self._place(QPointF(box.right, box.bottom)))

    def _look_at(self, middle: QPointF, zoom: float) -> None:
        self._zoom = min(max(zoom, 1.0), _CLOSEST)
        half = 0.5 / self._zoom
        self._middle = QPointF(min(max(middle.x(), half), 1 - half), min(max(middle.y(), half), 1 - half))
        self.update()

    def _bring_into_sight(self, box: Box) -> None:
        if not QRectF(self.rect()).contains(self._rect(box).center()):
            self._look_at(QPointF((box.left + box.right) / 2, (box.top + box.bottom) / 2), self._zoom)

    # What is said and painted

    def _begin(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _tell(self) -> None:
        said = self._state()
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            if self.hasFocus():
                announce(self, said)
        self.update()
        self.reshaped.emit()

    def _state(self) -> str:
        shape, box, chosen = self.covering.shape, self.covering.box, self.covering.chosen
        if box is None or chosen is None:
            many = len(shape.covers)
            said = self.tr("1 cover") if many == 1 else self.tr("{} covers").format(many)
            return said + (self.tr(", cropped") if shape.crop != ALL else "")
        what = (
            self.tr("The part that is kept")
            if chosen == CROP
            else self.tr("Cover {} of {}").format(chosen + 1, len(shape.covers))
        )
        where = self.tr("{left} % from the left, {top} % from the top, {width} % wide, {height} % high")
        shares = {"left": box.left, "top": box.top, "width": box.width, "height": box.height}
        return f"{what}: {where.format(**{name: round(100 * share) for name, share in shares.items()})}"

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(420), self._theme.px(320))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.colour("desk"))
            if not self.has_picture:
                rect = self.rect().adjusted(16, 0, -16, 0)
                paint_line(painter, rect, self._theme, self._said, tone="soft", align=Qt.AlignmentFlag.AlignHCenter)
                return
            painter.setClipRect(self.rect())
            self._paint_picture(painter)
            self._paint_boxes(painter)

    def _paint_picture(self, painter: QPainter) -> None:
        whole = self._fit()
        if self._zoom > 1:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(whole, self._image)
            return
        ratio = self.devicePixelRatioF()
        size = (whole.size() * ratio).toSize()
        if self._fitted.size() != size:
            keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._fitted = QPixmap.fromImage(self._image.scaled(size, keep, smooth))
            self._fitted.setDevicePixelRatio(ratio)
        painter.drawPixmap(whole.topLeft(), self._fitted)

    def _paint_boxes(self, painter: QPainter) -> None:
        shape = self.covering.shape
        drawn = (*shape.covers, self._drawn) if self._drawn is not None else shape.covers
        for one in drawn:
            painter.fillRect(self._rect(one), _COVER)
            painter.setPen(QPen(QColor(255, 255, 255, 160), 1.0))
            painter.drawRect(self._rect(one))
        if shape.crop != ALL:
            paint_left_out(painter, self._fit(), self._rect(shape.crop))
        box = self.covering.box
        if box is not None:
            paint_in_hand(painter, self._rect(box), self._theme.colour("accent"))


def _pair(at: QPointF) -> tuple[float, float]:
    return at.x(), at.y()
