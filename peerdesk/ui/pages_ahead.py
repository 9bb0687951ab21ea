"""Making the pages that nobody has seen yet, so that the first look at one is as quick as the next."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from peerdesk.overriding import override
from peerdesk.ui.jobs import Progress
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.session.idle import TOUCHES

LOOK_MS = 100
QUIET_S = 0.7  # of somebody who types it is a pause, in which a tenth of a second is not felt


class PagesAhead(QObject):
    """Loads and makes one page after the other, a step at a time, and only while nobody touches anything."""

    def __init__(
        self,
        window: MainWindow,
        pages: Sequence[str],
        modules: Sequence[str] = (),
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Begin once nobody has touched anything for a moment.

        Args:
            window: its pages are made.
            pages: by name; the module of each is called likewise.
            modules: of other pages, which are loaded but not made.
            clock: seconds that only grow.
        """
        super().__init__(window)
        self._window, self._clock, self._touched_at = window, clock, clock()
        self._steps: deque[Callable[[], object]] = deque()
        for name in pages:
            self._steps += (partial(self._load, name), partial(window.make_page, name))
        self._steps += [partial(self._load, name) for name in modules]
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._listen(on=True)

    def look(self) -> None:
        """Take the next step if this is a quiet moment; after the last one nothing is watched any more."""
        if not self._window.isVisible() or self._window.jobs.busy or self._clock() - self._touched_at < QUIET_S:
            return  # a window that was closed needs no page, and its theme may be gone
        self._listen(on=False)  # what a page tells its parts while it is made are thousands of events
        self._steps.popleft()()
        if self._steps:
            self._listen(on=True)
        else:
            self._timer.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self._touched_at = self._clock()
        return False

    def _listen(self, *, on: bool) -> None:
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self) if on else app.removeEventFilter(self)

    def _load(self, name: str) -> None:
        self._window.jobs.start(self._window, partial(_import_page, name), lambda _: None)


def _import_page(name: str, _: Progress) -> None:
    import_module(f"peerdesk.ui.pages.{name}")
