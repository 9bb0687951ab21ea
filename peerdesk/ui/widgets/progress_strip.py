"""What is being worked on, how far it is, and a way to stop it."""

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.floating import MARGIN, paint_ground
from peerdesk.ui.widgets.label import Label

PATIENCE_MS = 300  # what is quicker needs no bar
_WIDTH = 420
_INSIDE = 4  # pixels from the edge inwards where the ground is plain


class ProgressStrip(QWidget):
    """Follows a JobRunner; appears at the bottom of the page for work that takes a moment."""

    def __init__(self, theme: Theme, jobs: JobRunner, parent: QWidget) -> None:
        """Make a strip that is seen only while something takes long."""
        super().__init__(parent)
        self._theme, self._page, self._jobs = theme, parent, jobs
        self._label = Label(theme, elided=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.cancel = Button(theme, self.tr("Cancel"), kind="quiet")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._label)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN + 16, MARGIN + 8, MARGIN + 8, MARGIN + 8)
        row.addLayout(words, 1)
        row.addWidget(self.cancel)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PATIENCE_MS)
        self._clock.timeout.connect(self._appear)
        self.cancel.clicked.connect(jobs.cancel)
        jobs.started.connect(self._on_started)
        jobs.reported.connect(self._on_reported)
        jobs.ended.connect(self._on_ended)
        self.hide()

    def place(self) -> None:
        """Stand at the bottom centre of the parent."""
        page, height = self._page, self.sizeHint().height()
        width = min(self._theme.px(_WIDTH), page.width())
        self.setGeometry((page.width() - width) // 2, page.height() - height - 12, width, height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ground = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        with QPainter(self) as painter:
            if ground.adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE).contains(event.rect()):  # the bar moves, no more
                painter.fillRect(event.rect(), self._theme.colour("sheet"))
            else:
                paint_ground(painter, QRectF(ground), self._theme)

    def _on_started(self, label: str) -> None:
        said = label or self.tr("One moment")
        self._label.setText(said)
        self._bar.setAccessibleName(said)
        self._bar.setRange(0, 0)
        if not self.isVisible():
            self._clock.start()

    def _on_reported(self, done: int, total: int, label: str) -> None:
        if label:
            self._label.setText(label)
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_ended(self) -> None:
        if not self._jobs.busy:
            self._clock.stop()
            self.hide()

    def _appear(self) -> None:
        self.place()
        self.show()
        self.raise_()
