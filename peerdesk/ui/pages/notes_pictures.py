"""Adding a picture to a note: a file or what was copied, and what it shows in words."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from peerdesk.desk.desk import Desk
from peerdesk.domain.review import Note, Picture
from peerdesk.ui.dialogs.choosing import ask_file
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.notes.acts import NoteActs
from peerdesk.ui.notes.pictures import NAMES, PictureSheet, read_file, to_bytes
from peerdesk.ui.theme import Theme


class Picturing:
    """Asks over a page which picture and what it shows, then keeps it."""

    def __init__(self, page: QWidget, desk: Desk, jobs: JobRunner, theme: Theme, acts: NoteActs) -> None:
        """Ask over `page`; `acts` keeps."""
        self._page, self._desk, self._jobs, self._theme, self._acts = page, desk, jobs, theme, acts

    def of(self, note: Note | None) -> list[Picture]:
        """Return the pictures of a note. Reads the file, so it is called in a job."""
        return [one for one in self._desk.capture.pictures(note.scope) if one.note == note.record_id] if note else []

    def ask(self, note: Note) -> None:
        """Ask which file."""
        tr = self._page.tr
        ask_file(self._page, tr("Add a picture"), tr("Pictures ({})").format(" ".join(NAMES)), partial(self.add, note))

    def add(self, note: Note, path: Path) -> None:
        """Ask what a picture shows, then keep it with a note."""
        self._ask_alt(note, partial(read_file, path), path.name)

    def paste(self, note: Note) -> None:
        """Add the picture that was copied, if there is one."""
        image = QGuiApplication.clipboard().image()
        if not image.isNull():
            self._ask_alt(note, partial(to_bytes, image), self._page.tr("the picture you copied"))

    def _ask_alt(self, note: Note, read: Callable[[], bytes], name: str) -> None:
        drafts = partial(FieldDrafts, self._desk, self._jobs, "picture")
        sheet = PictureSheet(self._theme, self._page, name, drafts, note.record_id)
        said = self._page.tr("Picture kept.")
        places = sheet.drafts.places
        sheet.answered.connect(lambda alt: self._acts.add_picture(note, read, name, alt, said, places()))
        sheet.open_over()
