"""One theme for all tests of the window, since fonts and sheet belong to the application; each test finds it plain.

Nor does anything stay on the clipboard: Qt would throw it away after Python has ended, and fall over what is Python's.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import show_failure
from peerdesk.ui.theme import Choice, Theme

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def only_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, RESOURCES, Choice("light", contrast=False))


@pytest.fixture
def theme(only_theme: Theme) -> Iterator[Theme]:
    yield only_theme
    only_theme.choose(Choice("light", contrast=False))
    only_theme.set_practice(False)
    QGuiApplication.clipboard().clear()


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[JobRunner]:
    runner = JobRunner(show_failure)
    yield runner
    runner.close()
