"""Light or dark, strong contrast, size of text: chosen once, kept on the desk."""

import json

from PySide6.QtCore import QObject, Slot

from peerdesk.desk.desk import Desk
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import SCALES, Choice, Theme

LOOK = "look"


class KeptLook(QObject):
    """Puts on what was chosen earlier, and keeps what is chosen now."""

    def __init__(self, theme: Theme, desk: Desk, jobs: JobRunner, parent: QObject) -> None:
        """Begin to keep; `parent` is the window."""
        super().__init__(parent)
        self._theme, self._desk, self._jobs = theme, desk, jobs
        self._kept = theme.choice
        theme.changed.connect(self._on_changed)

    def put_on(self) -> None:
        """Put on what was chosen earlier on this desk."""
        keeping = self._desk.keeping

        def done(text: str) -> None:
            self._kept = to_choice(text)
            self._theme.choose(self._kept)

        self._jobs.start(self, lambda _: keeping.setting(LOOK), done)

    @Slot()
    def _on_changed(self) -> None:
        choice, keeping = self._theme.choice, self._desk.keeping
        if choice != self._kept:
            self._kept = choice
            self._jobs.start(self, lambda _: keeping.put_setting(LOOK, to_text(choice)), lambda _: None)


def to_text(choice: Choice) -> str:
    """Return a choice as it is kept."""
    return json.dumps({"scheme": choice.scheme, "contrast": choice.contrast, "scale": choice.scale})


def to_choice(text: str) -> Choice:
    """Return a choice that was kept; what is not understood follows the system."""
    try:
        said = json.loads(text)
        scheme, contrast, scale = said["scheme"], said["contrast"], said["scale"]
    except (ValueError, KeyError, TypeError):
        return Choice()
    known = scheme in ("system", "light", "dark") and contrast in (None, True, False) and scale in SCALES
    return Choice(scheme, contrast, scale) if known else Choice()
