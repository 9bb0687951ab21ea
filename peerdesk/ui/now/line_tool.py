"""The line as a tool: for walks, passing talk, meetings and documents, and one key away in all others."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.notes.notes_view import NotesView
from peerdesk.ui.notes.rows import NoteRow
from peerdesk.ui.now.composer import Composer
from peerdesk.ui.now.kept import Kept
from peerdesk.ui.now.strip import asker_for
from peerdesk.ui.now.tools import Place, Tool
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.paragraph import Paragraph

_EARLIER_LEAST = 200


class LineTool(Tool):
    """The card with the line, and below it its echo and, when they are asked for, the earlier notes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self._more = False
        self.composer = Composer(theme)
        self.word = self.tr("The line")
        self.way = way = Button(theme, " ", "arrow-left-right", "quiet")
        self.primary = self.composer.keep
        self.kept = Kept(theme)
        self.start = Paragraph(
            theme, self.tr("The day starts with one line. Type what you see or hear, and press Enter."), tone="soft"
        )
        self.start.hide()
        self.earlier_button = Button(theme, self.tr("Show earlier notes"), "eye", "quiet")
        self.earlier = NotesView(theme, self.tr("Earlier notes"))
        self.earlier.setMinimumHeight(_EARLIER_LEAST)
        self.earlier.hide()
        self.below = QWidget()
        self._lay_out(theme, self.below, way)
        self.composer.list_requested.connect(self._to_earlier)
        self.composer.activity_requested.connect(self.activity_requested)
        self.earlier.left_upwards.connect(self.left)
        self.earlier_button.clicked.connect(self.more_requested)

    @override
    def show_place(self, place: Place) -> None:
        before, self.place = self.place, place
        composer, activity = self.composer, place.activity
        if before is None or before.plan.scope != place.plan.scope:
            composer.slots.primary_school = "secondary" not in place.plan.review.school_phase.lower()
        composer.show_members(place.plan.members, place.me)
        composer.show_place(tuple(place.plan.questions), activity, place.heard)
        if before is None or _id(before) != _id(place):
            composer.show_asker(asker_for(activity, place.me))

    def show_notes(self, rows: Sequence[NoteRow], *, is_begun: bool) -> None:
        """Show what was noted earlier; where nothing was noted yet, say how the day starts."""
        was_empty = not self.earlier.notes_model.rows()
        self.earlier.notes_model.show_rows(rows if self._more else ())
        if was_empty:
            self.earlier.to_newest()
        self.start.setVisible(not is_begun and self.kept.row is None)

    @override
    def regions(self) -> list[QWidget]:
        return [self.earlier]

    @override
    def first_focus(self) -> QWidget:
        return self.composer.line

    @override
    def type_here(self, event: QKeyEvent) -> None:
        self.composer.type_here(event)

    @override
    def has_begun(self) -> bool:
        return self.composer.typed().begun

    @override
    def mark_quote(self) -> None:
        self.composer.mark_quote()

    @override
    def show_details(self) -> None:
        self.composer.show_details(not self.composer.details.isVisible())

    @override
    def show_slim(self, slim: bool) -> None:
        self.composer.show_slim(slim)

    @override
    def show_more(self, shown: bool) -> None:
        self._more = shown
        self.earlier.setVisible(shown)
        self.earlier_button.setText(self.tr("Hide earlier notes") if shown else self.tr("Show earlier notes"))
        if not shown:
            self.earlier.notes_model.show_rows(())

    def _to_earlier(self) -> None:
        if self.earlier.isVisible():
            self.earlier.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self, theme: Theme, below: QWidget, way: Button) -> None:
        above = QVBoxLayout(self)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self.composer)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        column.addWidget(self.kept)
        column.addWidget(self.start)
        ways = Flow(self.tr("More"))
        for button in (self.earlier_button, way):
            ways.flow.addWidget(button)
        column.addWidget(ways)
        column.addWidget(self.earlier, 1)


def _id(place: Place) -> str:
    return place.activity.record_id if place.activity else ""
