"""The pages beside the text: as they will be printed, with what is being typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from peerdesk.desk.live_report import Pages, Pixels
from peerdesk.errors import PeerDeskError
from peerdesk.overriding import override
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.paragraph import Paragraph

_PAUSE_MS, _SCROLLED_MS = 30, 40
_A4 = (595.0, 842.0)


@dataclass(frozen=True)
class _Drawn:
    pages: Pages
    at: int | None
    pixels: Mapping[int, Pixels]


class LivePages(LaneColumn):
    """A column of pages; those that are seen are drawn, a moment after the last key.

    Attributes:
        times: how often pages were composed and shown.
    """

    def __init__(
        self, theme: Theme, jobs: JobRunner, gather: Callable[[], Callable[[], Pages]], parent: QWidget | None = None
    ) -> None:
        """Make a column without pages.

        Args:
            theme: the window's.
            jobs: off the window's thread, pages are composed and drawn.
            gather: takes what is typed now, and returns how to compose it.
        """
        super().__init__(theme, parent)
        self._theme, self._jobs, self._gather = theme, jobs, gather
        self._pages: Pages | None = None
        self._sheets: list[_PageImage] = []
        self._fresh: set[int] = set()  # which of them show what the pages say
        self.told = Paragraph(theme, "")
        self.told.hide()
        self._said = ""
        self.times = 0
        self.body.addWidget(self.told)
        self._go_to, self._at_work, self._again = "", False, False
        self._land_on: int | None = None
        self._landing = self._timer(_SCROLLED_MS, self._land)
        self._pause, self._scrolled = self._timer(_PAUSE_MS, self._compose), self._timer(_SCROLLED_MS, self._draw)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._landing.start())
        self.verticalScrollBar().valueChanged.connect(lambda _: self._scrolled.start())
        theme.changed.connect(self.follow)
        self.setAccessibleName(self.tr("The pages as they will be printed"))

    def follow(self) -> None:
        """Something was typed, or kept: compose again, a moment after the last of it."""
        if self.isVisible():
            self._pause.start()

    def go_to(self, words: str) -> None:
        """Bring the page into view on which these words stand, once it is there."""
        self._go_to = words
        self.follow()

    def say(self, text: str) -> None:
        """Say something of the pages above them; "" says nothing any longer."""
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self._said = text

    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._sheets)

    def _timer(self, pause_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=pause_ms)
        timer.timeout.connect(then)
        return timer

    def _compose(self) -> None:
        if self._at_work:
            self._again = True
            return
        work, words, wanted, width = self._gather(), self._go_to, self._seen(), self._pixels_wide()
        self._at_work, self._go_to = True, ""

        def compose(_: object) -> _Drawn:
            pages = work()
            at = pages.find(words) if words else None
            first = wanted if at is None else range(at, at + len(wanted) + 1)
            return _Drawn(pages, at, pages.draw(first, width))

        self._jobs.start(self, compose, self._on_composed, self._on_not_composed)

    def _on_composed(self, drawn: _Drawn) -> None:
        self.say(self._said)
        self._pages, self._fresh = drawn.pages, set(drawn.pixels)
        while len(self._sheets) > len(drawn.pages.sizes):
            gone = self._sheets.pop()
            self.body.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, size in enumerate(drawn.pages.sizes):
            if number == len(self._sheets):
                self._sheets.append(_PageImage(self._theme, self))
                self.body.addWidget(self._sheets[number])
            self._sheets[number].set_size(size, self.tr("Page {} of {}").format(number + 1, len(drawn.pages.sizes)))
        self._show(drawn.pixels)
        if drawn.at is not None:
            self._land_on = drawn.at
            self._landing.start()
        self.times += 1
        self._on_ended()
        self._scrolled.start()

    def _land(self) -> None:
        """Go to a page, once those above it have their places: with each of them the bar is told of more."""
        at, bar = self._land_on, self.verticalScrollBar()
        if at is not None and at < len(self._sheets) and bar.maximum() > 0:
            self.body.activate()
            bar.setValue(self._sheets[at].y())
            if bar.value() == min(self._sheets[at].y(), bar.maximum()) and (at == 0 or bar.value()):
                self._land_on = None

    def _on_not_composed(self, error: Exception) -> None:
        """Say why the pages stay as they were; it comes again with each key, so no sheet is opened for it."""
        self._on_ended()
        if not isinstance(error, PeerDeskError):
            raise error
        self.told.setText(f"{error.message} {error.remedy}")
        self.told.show()

    def _on_ended(self) -> None:
        self._at_work = False
        if self._again:
            self._again = False
            self._pause.start()

    def _draw(self) -> None:
        """Draw what is seen and does not show yet what the pages say."""
        pages, width = self._pages, self._pixels_wide()
        lacking = [one for one in self._seen() if one not in self._fresh]
        if pages is None or not lacking or self._at_work:
            return

        def work(_: object) -> _Drawn:
            return _Drawn(pages, None, pages.draw(lacking, width))

        def done(drawn: _Drawn) -> None:
            if drawn.pages is self._pages:
                self._fresh |= set(drawn.pixels)
                self._show(drawn.pixels)

        self._jobs.start(self, work, done)

    def _show(self, pixels: Mapping[int, Pixels]) -> None:
        for number, one in pixels.items():
            self._sheets[number].show_pixels(one)

    def _seen(self) -> range:
        """Return the numbers of the pages that are in view; before there are any, of those that might be."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        seen = [at for at, one in enumerate(self._sheets) if one.y() < bottom and one.y() + one.height() > top]
        return range(seen[0], seen[-1] + 1) if seen else range(2)

    def _pixels_wide(self) -> int:
        return max(1, round((self.viewport().width() - self._lane) * self.devicePixelRatioF()))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow()  # what was asked for while nobody saw them was left

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fresh.clear()
            self._scrolled.start()


class _PageImage(QWidget):
    """One page, as wide as its place."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._image, self._size = theme, QImage(), _A4
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_size(self, size: tuple[float, float], name: str) -> None:
        self.setAccessibleName(name)
        if size != self._size:
            self._size = size
            self.updateGeometry()

    def show_pixels(self, drawn: Pixels) -> None:
        image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB888)
        self._image = image.copy()  # the bytes may go
        self.update()

    @override
    def heightForWidth(self, width: int) -> int:
        return round(width * self._size[1] / self._size[0])

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(420), self.heightForWidth(self._theme.px(420)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.rect(), Qt.GlobalColor.white)  # paper is white in any light
            if not self._image.isNull():
                painter.drawImage(self.rect(), self._image)
            painter.setPen(self._theme.colour("line"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
