"""PySide6 6.12.0 takes one reference to None with each call that returns nothing: docs/decisions/0003."""

import sys

from PySide6.QtCore import QObject


def test_calls_into_qt_leave_none_alone() -> None:
    thing, before = QObject(), sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 500
