"""Choosing among the pictures of a phone or card: what is not chosen is neither kept nor copied."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStorageInfo, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.desk.desk import Desk
from peerdesk.desk.pictures import Listed, camera_folders, list_pictures
from peerdesk.overriding import override
from peerdesk.ui.dialogs.choosing import ask_folder
from peerdesk.ui.jobs import JobRunner, Progress
from peerdesk.ui.pictures.phone_list import PhoneList, PhoneRow, key_of, row_of
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_AROUND = 240  # pixels at 100 % of all but the list
_LEAST = 160
_SOON_MS = 60  # after scrolling


def places() -> list[Path]:
    """Return where a phone or card may be plugged in."""
    mounted = [Path(one.rootPath()) for one in QStorageInfo.mountedVolumes() if one.isReady() and not one.isRoot()]
    lent = [one for user in Path("/run/user").glob("*/gvfs") for one in user.glob("*")]
    return [*mounted, *lent]


class PhoneSheet(Sheet):
    """Shows the pictures of a folder, small.

    Signals:
        chosen: the paths of what was chosen, the oldest first.
    """

    chosen = Signal(list)

    def __init__(self, theme: Theme, parent: QWidget, desk: Desk, jobs: JobRunner, folder: Path | None = None) -> None:
        """Look into a folder, or for a phone or card that is plugged in."""
        super().__init__(theme, parent, self.tr("Pictures from a phone"), width=860)
        self._desk, self._jobs, self._folder = desk, jobs, folder
        self._small: dict[str, QPixmap] = {}
        self._reading = False
        self._build()
        self._wire()
        self.look(folder)

    def look(self, folder: Path | None) -> None:
        """List the pictures of a folder; of the first phone or card that is found, if none is named."""

        def work(progress: Progress) -> tuple[Path | None, list[Listed]]:
            where = folder or next(iter(camera_folders(places())), None)
            return where, list_pictures(where, lambda count: progress.step(count, 0)) if where else []

        self.where.setText(self.tr("Looking…"))
        self._jobs.start(self, work, lambda found: self._show(*found), label=self.tr("Looking at the phone"))

    def _show(self, where: Path | None, found: Sequence[Listed]) -> None:
        self.list.rows.show_rows([row_of(one) for one in found])
        self.list.setVisible(bool(found))
        if where is None:
            said = self.tr(
                "No phone or card is seen here. Plug it in, unlock it and let it be read, or choose a folder."
            )
        elif not found:
            said = self.tr("There are no pictures in “{}”.").format(where.name)
        else:
            many, place = self._count(len(found)), f"{where.parent.name}/{where.name}"
            said = self.tr("{} in “{}”, the newest first").format(many, place)
        self.where.setText(said)
        self.where.updateGeometry()
        self.place()
        if found:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.setCurrentIndex(self.list.rows.index(0, 0))
            self.list.clearSelection()
        self._show_count()
        self._soon.start()

    def _build(self) -> None:
        theme = self.theme
        why = self.tr(
            "Only what you choose is kept, each after you have looked at it. Nothing else is copied from the phone, "
            "and the phone still has all of them: what the school does not want there you delete on it yourself."
        )
        self.where = Paragraph(theme, "", "caption", "soft")
        self.list = PhoneList(theme, self.tr("Pictures from a phone"))
        self.other = Button(theme, self.tr("Another folder…"), "folder-open", "link")
        self.count = Label(theme, "", "caption", "soft", elided=True)
        self.take = Button(theme, self.tr("Look at them"), kind="primary")
        cancel = Button(theme, self.tr("Cancel"))
        across = QHBoxLayout()
        across.addWidget(self.where, 1)
        across.addWidget(self.other)
        for part in (make_title(theme, self.tr("Pictures from a phone"), "smartphone"), Paragraph(theme, why)):
            self.content.addWidget(part)
        self.content.addLayout(across)
        self.content.addWidget(self.list)
        self.foot.addWidget(self.count, 1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.take)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self.list.hide()
        cancel.clicked.connect(self.reject)

    def _wire(self) -> None:
        self.take.clicked.connect(self._take)
        self.other.clicked.connect(lambda: ask_folder(self, self.tr("Pictures from a phone"), self.look))
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_count())
        self.list.doubleClicked.connect(self._on_double_clicked)
        self.list.verticalScrollBar().valueChanged.connect(lambda _: self._soon.start())
        self._soon.timeout.connect(self._read_next)

    def _show_count(self) -> None:
        many = len(self.list.selectedIndexes())
        self.take.setEnabled(bool(many))
        self.count.setText(self.tr("{} chosen").format(many) if many else "")

    def _count(self, many: int) -> str:
        return self.tr("1 picture") if many == 1 else self.tr("{} pictures").format(many)

    def _on_double_clicked(self) -> None:
        self.list.selectionModel().select(self.list.currentIndex(), self.list.selectionModel().SelectionFlag.Select)
        self._take()

    def _take(self) -> None:
        paths = [row.listed.path for row in self.list.chosen()]
        if paths:
            self.accept()
            self.chosen.emit(paths)

    # Small pictures, one after the other, of what is in sight

    def _read_next(self) -> None:
        row = None if self._reading else self.list.wanted(self._small)
        if row is None:
            return
        self._reading = True
        path, pictures = row.listed.path, self._desk.pictures
        self._jobs.start(
            self, lambda _: pictures.glance(path), lambda jpeg: self._on_read(row, jpeg), lambda _: self._on_read(row)
        )

    def _on_read(self, row: PhoneRow, jpeg: bytes = b"") -> None:
        picture = QPixmap()
        if jpeg:
            picture.loadFromData(jpeg)
        self._small[key_of(row)] = picture
        self._reading = False
        self.list.show_small(self._small)
        self._read_next()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take.click()
        else:
            super().keyPressEvent(event)

    @override
    def place(self) -> None:
        """Give the list the room that the window has."""
        self.list.setFixedHeight(max(_LEAST, self.window().height() - self.theme.px(_AROUND)))
        super().place()
