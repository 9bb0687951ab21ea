"""Bringing a copy back: what would come is looked up and shown, then one act does it. Nothing that is here goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.restoring import Missing, RestorePreview, restore, restore_preview
from peerdesk.overriding import override
from peerdesk.ui import messages
from peerdesk.ui.copies_words import count_words, kind_word
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import Theme, theme_of
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.sheet import Sheet, make_title
from peerdesk.ui.widgets.words import paint_line

_KIND_WIDTH = 170
_ROWS_SEEN = 7


@dataclass(frozen=True)
class Coming:
    """A row: what kind of thing, and its first words."""

    key: str
    kind: str
    words: str


def rows_of(missing: Sequence[Missing], typed: Sequence[str], loose: Sequence[str] = ()) -> list[Coming]:
    """Return a row for each thing that can be read; ties between things are counted, not shown."""
    rows = [Coming(f"draft {at}", tr("Typed, not kept yet"), text) for at, text in enumerate(typed)]
    rows += [Coming(one.record_id, _kind(one), one.words) for one in missing if kind_word(one.kind)]
    return rows + [Coming(f"loose {at}", tr("Without its place"), text) for at, text in enumerate(loose)]


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("BringingBack", text)


class ComingList(RowsView[Coming]):
    """What would come, or came: kind and first words, a line each; as high as what is in it."""

    def __init__(self, theme: Theme, name: str) -> None:
        """Make an empty list; `name` is what a screen reader calls it."""
        self.coming_model = RowsModel[Coming](lambda row: f"{row.kind}: {row.words}", lambda row: row.key)
        super().__init__(theme, self.coming_model, _ComingDelegate(theme), name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def show_coming(self, rows: Sequence[Coming], seen: int = _ROWS_SEEN) -> None:
        """Show these rows, so many of them at once."""
        self.coming_model.show_rows(rows)
        self.setFixedHeight(self._delegate.theme.px("row") * max(1, min(seen, len(rows))) + 4)
        self.setVisible(bool(rows))


class BringingBackSheet(Sheet):
    """Looks into one copy as soon as it is open.

    Signals:
        brought: something came back (a Changes).
        notes_requested: show the notes.
    """

    brought = Signal(object)
    notes_requested = Signal()

    def __init__(self, parent: QWidget, jobs: JobRunner, desk: Desk, copy: Path, what: str) -> None:
        """Ask about one copy.

        Args:
            parent: any widget of the window to cover.
            jobs: of the window.
            desk: it is open.
            copy: the file.
            what: what people call it: "The copy of 10:42 on Tuesday 9 March 2027, on this laptop".
        """
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("What a copy would bring back"), width=720)
        self._jobs, self._desk, self._copy = jobs, desk, copy
        self.summary = Paragraph(theme, self.tr("Looking into it…"), "reading")
        self.list = ComingList(theme, self.tr("What would come back"))
        self.stays = Paragraph(theme, "", tone="soft")
        self.damage = Paragraph(theme, "", tone="develop")
        self.bring = Button(theme, self.tr("Bring it back"), kind="primary")
        self.bring.setDefault(True)
        self.notes = Button(theme, self.tr("Go to the notes"))
        self.close_button = Button(theme, self.tr("Not now"), kind="quiet")
        self.content.addWidget(make_title(theme, self.tr("What a copy would bring back"), "history"))
        self.content.addWidget(Paragraph(theme, what, tone="soft"))
        for widget in (self.damage, self.summary, self.list, self.stays):
            self.content.addWidget(widget)
        self.foot.addStretch()
        for button in (self.close_button, self.notes, self.bring):
            self.foot.addWidget(button)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        for later in (self.list, self.stays, self.damage, self.bring, self.notes):
            later.hide()
        self.bring.clicked.connect(self._bring)
        self.close_button.clicked.connect(self.reject)
        self.notes.clicked.connect(self._go_to_notes)

    def look(self) -> None:
        """Look what would come; the sheet is open meanwhile."""
        desk, copy = self._desk, self._copy
        said = self.tr("Looking into a copy")
        self._jobs.start(self, lambda _: restore_preview(desk, copy), self._show, self._refuse, said)

    def _show(self, seen: RestorePreview) -> None:
        self._show_damage(seen)
        self.list.show_coming(rows_of(seen.missing, seen.typed, seen.loose))
        if seen.is_nothing:
            self.close_button.setText(self.tr("Close"))
            self._say(self.tr("All that is in this copy is here already. There is nothing to bring back."))
            self.close_button.setFocus()
            return
        self._say(self.tr("It would bring back what is missing here: {}.").format(_told(seen)))
        here = self.tr("Nothing that is here goes: both are put together. A copy of what is here is made first.")
        if seen.only_here:
            here += " " + self.tr("Only here, and staying: {}.").format(count_words(seen.only_here))
        if any(one.is_deleted for one in seen.missing):
            here += " " + self.tr("What was deleted in that copy comes as deleted, and can be brought back by itself.")
        self.stays.setText(here)
        self.stays.show()
        self.bring.show()
        self.bring.setFocus()
        self.place()

    def _show_damage(self, seen: RestorePreview) -> None:
        lost, pages = seen.lost_pages
        said = self.tr("This file is damaged. {lost} of its {pages} pages could not be read; this is what can be.")
        self.damage.setText(said.format(lost=f"{lost:,}", pages=f"{pages:,}"))
        self.damage.setVisible(bool(pages))

    def _bring(self) -> None:
        self._set_working(working=True)
        desk, copy = self._desk, self._copy
        said = self.tr("Bringing it back")
        self._jobs.start(self, lambda _: restore(desk, copy), self._on_brought, self._refuse, said)

    def _on_brought(self, changes: Changes) -> None:
        self._set_working(working=False)
        self.bring.hide()
        self.notes.show()
        self.close_button.setText(self.tr("Close"))
        self.stays.setText(self.tr("A copy of your notes as they were before is in the list."))
        self._say(self.tr("It is all here again. This came back:"))
        self.notes.setFocus()
        self.brought.emit(changes)

    def _refuse(self, error: Exception) -> None:
        self._set_working(working=False)
        self.reject()
        messages.show_failure(self.window(), error)

    def _go_to_notes(self) -> None:
        self.accept()
        self.notes_requested.emit()

    def _set_working(self, *, working: bool) -> None:
        self.bring.setEnabled(not working)
        self.close_button.setEnabled(not working)

    def _say(self, sentence: str) -> None:
        self.summary.setText(sentence)
        announce(self.summary, sentence)
        self.place()


class _ComingDelegate(RowsDelegate[Coming]):
    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: Coming, said: str) -> None:
        theme = self.theme
        gap, kinds = theme.gap("s"), min(theme.px(_KIND_WIDTH), rect.width() // 3)
        paint_line(painter, rect.adjusted(gap, 0, kinds - rect.width(), 0), theme, row.kind, "caption", "soft")
        paint_line(painter, rect.adjusted(kinds + gap, 0, -gap, 0), theme, row.words)


def _kind(one: Missing) -> str:
    word = kind_word(one.kind)
    if one.is_deleted:
        return tr("{}, deleted").format(word)
    return word if one.is_new else tr("{}, a change").format(word)


def _told(seen: RestorePreview) -> str:
    said = [count_words(seen.comes)] if seen.missing else []
    if seen.typed:
        said.append(tr("what was being typed"))
    return tr(", and ").join(said)
