"""Two lines for somebody in training: written by the lead, closed to the two of them, kept by who gets them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from peerdesk.desk.advice import ToTrainee
from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.overriding import override
from peerdesk.ui import messages
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.page import Page
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.kept import KeptBox
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.room import Room
from peerdesk.ui.widgets.sheet import Sheet, make_title

_MOST = 2_000  # letters: two lines, said generously


def ask_two_lines(page: Page, desk: Desk, scope: str, member: str = "") -> None:
    """Ask over a page for lines to a member; without one, to whoever is in training if that is one person.

    Args:
        page: learns what was changed.
        desk: the lead's.
        scope: of the review.
        member: record id; "" for the only one.
    """

    def show(trainees: list[ToTrainee]) -> None:
        wanted = [one for one in trainees if not member or one.member.record_id == member]
        if not wanted:
            page.toast_requested.emit(page.tr("Nobody is in training in this review."), False)
        elif len(wanted) > 1:
            page.go_requested.emit("plan")
            page.toast_requested.emit(page.tr("Several are in training: choose under Team."), False)
        else:
            _open(page, desk, wanted[0])

    page.jobs.start(page, lambda _: desk.advice.to_trainees(scope), show)


def _open(page: Page, desk: Desk, shown: ToTrainee) -> None:
    sheet = TwoLinesSheet(page.theme, page, shown, partial(FieldDrafts, desk, page.jobs, "advice"))
    name = shown.member.name

    def keep(text: str, place: str) -> None:
        said = page.tr("Kept for {}. It goes along with what you give the others.").format(name)
        gone = page.tr("Taken back.")

        def done(changes: Changes) -> None:
            sheet.drafts.settle()
            sheet.accept()
            page.changed.emit(changes)
            page.toast_requested.emit(said if text else gone, bool(changes.undo_label))

        def failed(error: Exception) -> None:
            sheet.keep.setEnabled(True)
            messages.show_failure(page, error)

        page.jobs.start(sheet, lambda _: desk.advice.give(shown, text, draft_place=place), done, failed)

    sheet.answered.connect(keep)
    sheet.open_over()


class TwoLinesSheet(Sheet):
    """Asks for the lines, and says who will read them.

    Signals:
        answered: the lines ("" takes them back), and the place of their draft.
    """

    answered = Signal(str, str)

    def __init__(
        self, theme: Theme, parent: QWidget, shown: ToTrainee, drafts: Callable[[QObject], FieldDrafts]
    ) -> None:
        """Ask for lines to somebody, on what stands already."""
        name = shown.member.name
        title = self.tr("Two lines for {}").format(name)
        super().__init__(theme, parent, title, width=560)
        self._shown = shown
        self.typed = Offer(theme, "history", wraps=True)
        self.words = KeptBox(theme, title, 4)  # what stands already is no draft
        self.words.show_value(shown.text)
        self.words.setPlaceholderText(self.tr("what you did well today, and one thing to try next time"))
        self.keep = Button(theme, self.tr("Keep"), kind="primary")
        self.keep.setEnabled(shown.has_badge)
        cancel = Button(theme, self.tr("Cancel"))
        why = self.tr(
            "{} reads this and keeps it; nobody else can, on any laptop. It goes along with what you give the others."
        )
        self.content.addWidget(make_title(theme, title, "graduation-cap"))
        self.content.addWidget(Paragraph(theme, why.format(name), tone="soft"))
        self.standing = Paragraph(theme, self._said(shown), bold=True)
        self.standing.setVisible(bool(self.standing.text()))
        for part in (self.standing, self.typed, self.words):
            self.content.addWidget(part)
        self.foot.addStretch()
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.keep)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.drafts = drafts(self)
        self.drafts.watch(self.words, lambda: (shown.member.record_id, "text"), lambda: shown.advice)
        self._room = Room(self.words, self.words.toPlainText, _MOST)
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._on_keep)
        self.drafts.taken_up.connect(self.drafts.take)
        self.drafts.offered.connect(self.place)
        self.drafts.show_in(self.typed)
        self.words.setFocus()

    def _said(self, shown: ToTrainee) -> str:
        name = shown.member.name
        if not shown.has_badge:
            return self.tr("The badge of {} is not on this laptop yet: add it on this list first.").format(name)
        if shown.standing == "earlier badge":
            return self.tr("{} has another badge since you wrote this. Keep it again, so that it can be read.").format(
                name
            )
        return ""

    def _on_keep(self) -> None:
        if self._room.fits():
            self.keep.setEnabled(False)
            self.answered.emit(self.words.toPlainText().strip(), self.drafts.places()[0])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keep.click()
        else:
            super().keyPressEvent(event)
