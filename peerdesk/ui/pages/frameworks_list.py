"""Frameworks as a list: copies that are not finished, those that came with PeerDesk, the person's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

from peerdesk.desk.framework_copies import Copy
from peerdesk.desk.frameworks import Shelf, Shelved
from peerdesk.errors import PeerDeskError
from peerdesk.overriding import override
from peerdesk.ui.framework_words import about_words
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.words import paint_line

Spoilt: TypeAlias = tuple[Path, PeerDeskError]


@dataclass(frozen=True)
class FrameworkRow:
    """A row: a framework, a copy that is not finished, or a file that cannot be read."""

    key: str
    title: str
    about: str
    origin: str
    of: Shelved | Copy | Spoilt


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("FrameworksList", text)


def rows_of(shelf: Shelf, copies: Sequence[Copy]) -> list[FrameworkRow]:
    """Return the rows, in order."""
    rows = [
        FrameworkRow(
            f"copy {copy.name}",
            copy.title or tr("Without a title"),
            tr("version {}").format(copy.version or "?"),
            tr("not finished"),
            copy,
        )
        for copy in copies
    ]
    rows += [
        FrameworkRow(
            str(one.file),
            one.framework.title,
            about_words(one.framework),
            tr("your own") if one.own else tr("came with PeerDesk"),
            one,
        )
        for one in shelf.frameworks
    ]
    rows += [FrameworkRow(str(one[0]), one[0].name, one[1].message, tr("cannot be read"), one) for one in shelf.spoilt]
    return rows


class _FrameworkDelegate(RowsDelegate[FrameworkRow]):
    """Title and where it comes from; below, what it is."""

    @override
    def measure(self, row: FrameworkRow, width: int) -> int:
        return self.theme.line("body") + self.theme.line("caption") + self.theme.gap("s") * 2

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: FrameworkRow, said: str) -> None:
        theme, gap = self.theme, self.theme.gap(12)
        line = QRect(rect.left() + gap, rect.top() + theme.gap("s"), rect.width() - 2 * gap, theme.line("body"))
        used = paint_line(painter, line, theme, row.origin, "caption", "soft", align=Qt.AlignmentFlag.AlignRight)
        paint_line(painter, line.adjusted(0, 0, -used - gap, 0), theme, row.title, bold=True)
        below = QRect(line.left(), line.bottom() + 1, line.width(), theme.line("caption"))
        paint_line(painter, below, theme, row.about, "caption", "soft")


class FrameworksList(RowsView[FrameworkRow]):
    """One row can be chosen.

    Signals:
        chosen: another row is chosen, or none.
        opened: Enter or a double click.
    """

    chosen = Signal()
    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        self.rows_model = RowsModel[FrameworkRow](_said, lambda row: row.key)
        super().__init__(theme, self.rows_model, _FrameworkDelegate(theme), "", parent)
        self.setAccessibleName(self.tr("Frameworks"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def show_rows(self, rows: Sequence[FrameworkRow], wanted: str = "") -> None:
        """Show these; `wanted` is chosen, else what was chosen stays so, else the first."""
        before = next((row.key for row in self.chosen_rows()), "")
        keys = [row.key for row in rows]
        self.rows_model.show_rows(list(rows))
        keep = next((key for key in (wanted, before, *keys) if key in keys), "")
        if keep:
            self.choose([keep])
        self.chosen.emit()

    def chosen_row(self) -> FrameworkRow | None:
        """Return the row that is chosen."""
        return next(iter(self.chosen_rows()), None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def _said(row: FrameworkRow) -> str:
    return ", ".join((row.title, row.about, row.origin))
