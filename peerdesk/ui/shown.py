"""Windows that are meant to be seen by others, with nothing on them that is not."""

from PySide6.QtWidgets import QApplication, QWidget

_SHOWN = "shown to others"


def show_to_others(window: QWidget) -> None:
    """Say of a window that it is for others to look at, for as long as it is seen."""
    window.setProperty(_SHOWN, True)


def is_shown_to_others() -> bool:
    """Answer whether somebody looks at such a window now."""
    return any(window.isVisible() and window.property(_SHOWN) for window in QApplication.topLevelWidgets())
