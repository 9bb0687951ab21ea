"""Pictures of what a person sees while the notes are locked, and of the settings."""

import time
from datetime import datetime

from PySide6.QtWidgets import QWidget

from peerdesk.desk.desk import Desk
from peerdesk.ui import messages
from peerdesk.ui.door import make_door
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.locked import LockedPage
from peerdesk.ui.session.own_lock import OwnLock
from peerdesk.ui.session.settings import SettingsSheet
from peerdesk.ui.theme import Theme


def show_locked(theme: Theme, at: datetime) -> QWidget:
    """Show what is seen instead of the notes."""
    jobs = JobRunner(messages.show_failure)
    return make_door(theme, jobs, LockedPage(theme, jobs), lambda: at)


def show_settings(window: MainWindow, desk: Desk) -> QWidget:
    """Show the settings over a window on a desk."""
    SettingsSheet(window, desk, OwnLock(time.monotonic, window)).open_over()
    return window
