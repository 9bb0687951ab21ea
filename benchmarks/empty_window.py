"""The least that PySide6 can do, to measure ours against: `python -m benchmarks.empty_window`."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.own_figures import memory_mb, say


def main() -> None:
    app = QApplication([])
    window = QWidget()
    window.resize(1280, 800)

    def end() -> None:
        say(at=time.time(), cpu_ms=time.process_time() * 1000, memory_mb=memory_mb())
        app.quit()

    window.show()
    QTimer.singleShot(0, end)
    app.exec()


if __name__ == "__main__":
    main()
