"""Adding pictures to a note: files, what was copied or is dropped, a phone; each is looked at before it is kept."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from shiboken6 import isValid

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.pictures import ENDINGS
from peerdesk.domain.evidence import Note, Picture
from peerdesk.domain.picture_shape import Shape
from peerdesk.errors import PeerDeskError
from peerdesk.overriding import override
from peerdesk.ui import messages
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.choosing import ask_files
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner, Progress
from peerdesk.ui.notes.acts import NoteActs
from peerdesk.ui.notes.detail import Detail
from peerdesk.ui.notes.notes_view import NotesView
from peerdesk.ui.notes.pictures import KeptPicture
from peerdesk.ui.page import Page
from peerdesk.ui.pictures.phone_sheet import PhoneSheet
from peerdesk.ui.pictures.sheet import PictureSheet
from peerdesk.ui.pictures.sources import Source, from_files, from_given, has_pictures
from peerdesk.ui.soon import soon
from peerdesk.ui.theme import Theme

_DROPS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class Picturing(QObject):
    """Asks over a page for pictures of a note, shows each, and keeps it."""

    def __init__(self, page: Page, desk: Desk, jobs: JobRunner, theme: Theme, acts: NoteActs) -> None:
        """Ask over `page`; `acts` tells what was done."""
        super().__init__(page)
        self._page, self._desk, self._jobs, self._theme, self._acts = page, desk, jobs, theme, acts
        self._words = FieldDrafts(desk, jobs, "alt", self)
        self._view, detail = page.findChild(NotesView), page.findChild(Detail)
        if self._view is not None and detail is not None:
            self._view.viewport().setAcceptDrops(True)
            self._view.viewport().installEventFilter(self)
            detail.from_phone.clicked.connect(lambda: self._with_note(self.ask_phone))
            detail.picture_shown.connect(self._watch)

    def commands(self, here: str, has_note: Callable[[], bool]) -> list[Command]:
        """Return what can be done with pictures on a page called `here`."""
        tr = self.tr
        ask, phone = partial(self._with_note, self.ask), partial(self._with_note, self.ask_phone)
        return [
            Command("notes.picture", tr("Add a picture…"), here, ask, "", "image", has_note),
            Command("notes.phone", tr("Add pictures from a phone…"), here, phone, "", "smartphone", has_note),
            Command("notes.undescribed", tr("Next picture that nobody has described"), here, self._go_on, "", "image"),
        ]

    def of(self, note: Note | None) -> list[Picture]:
        """Return the pictures of a note. Reads the file, so it is called in a job."""
        return [one for one in self._desk.capture.pictures(note.scope) if one.note == note.record_id] if note else []

    def ask(self, note: Note) -> None:
        """Ask which files."""
        kinds = self.tr("Pictures ({})").format(" ".join(f"*{one}" for one in ENDINGS))
        ask_files(self._page, self.tr("Add a picture"), kinds, lambda paths: self.add(note, from_files(paths)))

    def ask_phone(self, note: Note) -> None:
        """Ask which pictures of a phone or card."""
        sheet = PhoneSheet(self._theme, self._page, self._desk, self._jobs)
        said = self.tr("Picture kept. The phone still has it.")
        sheet.chosen.connect(lambda paths: self.add(note, from_files(paths), said))
        sheet.open_over()

    def paste(self, note: Note) -> None:
        """Add what was copied, if there are pictures in it."""
        self.add(note, from_given(QGuiApplication.clipboard().mimeData(), self.tr("the picture you copied")))

    def add(self, note: Note, sources: Sequence[Source], said: str = "") -> None:
        """Show pictures one after the other, and keep those that are wanted with a note."""
        if sources:
            self._show(note, sources, 0, said or self.tr("Picture kept."))

    # One picture

    def _show(self, note: Note, sources: Sequence[Source], at: int, said: str) -> None:
        source = sources[at]
        drafts = partial(FieldDrafts, self._desk, self._jobs, "picture")
        of = (at + 1, len(sources))
        sheet = PictureSheet(self._theme, self._page, source.name, drafts, note.record_id, of=of)
        if at + 1 < len(sources):  # once this sheet has given focus back
            sheet.finished.connect(lambda _: soon(self, lambda: self._show(note, sources, at + 1, said)))
        pictures = self._desk.pictures
        self._jobs.start(sheet, lambda _: pictures.agreed(note.scope), sheet.show_agreed)

        def work(_: Progress) -> tuple[bytes, QImage]:
            content = source.read()
            seen = pictures.look(content, source.name)
            image = QImage(seen.bgrx, seen.width, seen.height, 4 * seen.width, QImage.Format.Format_RGB32)
            return content, image.copy()

        def done(read: tuple[bytes, QImage]) -> None:
            content, image = read
            sheet.answered.connect(
                lambda alt, shape: self._keep(note, Source(source.name, lambda: content), alt, shape, said, sheet)
            )
            sheet.show_image(image)

        def failed(error: Exception) -> None:
            if isinstance(error, PeerDeskError):
                sheet.show_trouble(f"{error.message} {error.remedy}")
            else:
                messages.show_failure(sheet, error)

        self._jobs.start(sheet, work, done, failed)
        sheet.open_over()

    def _keep(self, note: Note, source: Source, alt: str, shape: Shape, said: str, sheet: PictureSheet) -> None:
        places = sheet.drafts.places()

        def work(_: Progress) -> Changes:
            changes = self._desk.capture.add_picture(note, source.read(), source.name, alt, shape)
            for place in places:
                self._desk.drafts.put(place, "")
            return changes

        def done(changes: Changes) -> None:
            if isValid(sheet):
                sheet.drafts.settle()
                sheet.accept()
            self._acts.done.emit(changes, said)

        def failed(error: Exception) -> None:
            if isValid(sheet):
                sheet.set_busy(False)
            messages.show_failure(self._page, error)

        self._jobs.start(self._page, work, done, failed)

    # What pictures show

    def _watch(self, kept: KeptPicture) -> None:
        picture = kept.shown.picture
        if kept.words is None or picture is None:
            return
        self._words.watch(kept.words, lambda: (picture.record_id, "alt"), lambda: kept.shown.picture)
        kept.described.connect(self._describe)

    def _describe(self, picture: Picture, alt: str) -> None:
        pictures, drafts = self._desk.pictures, self._desk.drafts

        def work(_: Progress) -> Changes:
            changes = pictures.describe(picture, alt)
            drafts.put(f"alt:{picture.record_id}:alt", "")
            return changes

        self._jobs.start(self._page, work, lambda changes: self._acts.done.emit(changes, ""))

    def _go_on(self) -> None:
        """Go to the next note with a picture that nobody has described, from where the keys are."""
        view = self._view
        rows = [row for row in view.notes_model.rows() if row.note is not None and row.note.pictures] if view else []
        if view is None or not rows:
            self._page.toast_requested.emit(self.tr("There are no pictures among these notes."), False)
            return
        pictures, scope = self._desk.pictures, rows[0].note.scope if rows[0].note else ""

        def done(found: list[Picture]) -> None:
            keys = [row.key for row in view.notes_model.rows()]
            wanted = [keys.index(one.note) for one in found if one.note in keys]
            current = view.currentIndex().row()
            if wanted:
                view.choose([keys[min(wanted, key=lambda at: (at <= current, at))]])
            else:
                self._page.toast_requested.emit(self.tr("Each picture here says what it shows."), False)

        self._jobs.start(self._page, lambda _: pictures.undescribed(scope), done)

    # What is dropped

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DROPS and isinstance(event, QDragMoveEvent) and has_pictures(event.mimeData()):
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent) and has_pictures(event.mimeData()):
            event.acceptProposedAction()
            self._on_drop(event)
            return True
        return super().eventFilter(watched, event)

    def _on_drop(self, event: QDropEvent) -> None:
        if self._view is None:
            return
        row = self._view.notes_model.row_at(self._view.indexAt(event.position().toPoint()))
        if row is not None and row.note is not None:
            self._view.choose([row.key])
        given = from_given(event.mimeData(), self.tr("the picture you dropped"))
        self._with_note(lambda note: self.add(note, given))

    def _with_note(self, act: Callable[[Note], object]) -> None:
        row = self._view.current_row() if self._view is not None else None
        if row is not None and row.note is not None:
            act(row.note)
