"""Looks at the texts of one page that others will read, beside everything else, and shows what it found quietly."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from peerdesk.desk.desk import Desk
from peerdesk.desk.spelling import Spelling
from peerdesk.desk.wording import ReviewWords, mark_at, without_left
from peerdesk.domain.wording import KINDS, MarkKind, WordMark, apart
from peerdesk.errors import Cancelled, DataFileError
from peerdesk.overriding import override
from peerdesk.ui import messages
from peerdesk.ui.commands import Command
from peerdesk.ui.jobs import JobRunner, Progress
from peerdesk.ui.page import Page
from peerdesk.ui.proofing.card import MarkCard
from peerdesk.ui.proofing.look_line import LookLine
from peerdesk.ui.proofing.looking import Looked, Looking, Text
from peerdesk.ui.proofing.marked_field import Field, MarkedField, Standing
from peerdesk.ui.proofing.words import described, tr
from peerdesk.ui.widgets.announce import announce

Found = TypeVar("Found")
_PAUSE_MS = 500  # after the last key: nobody is told in the middle of a word


@dataclass
class _Watched:
    """A field, where its text stands, and what was found in it.

    Attributes:
        place: names the text where words may be left.
        looked: what was found, by the text in which it was; None before the first look.
    """

    marked: MarkedField
    place: Callable[[], str]
    kinds: Collection[MarkKind]
    with_team: bool
    line: LookLine | None
    looked: Looked | None = None
    marks: list[WordMark] = field(default_factory=list)


class Proofreader(QObject):
    """One for a page. Nothing is looked at before the page has said of which review, nor where nobody may write."""

    def __init__(self, desk: Desk, page: Page) -> None:
        """Watch no field yet."""
        super().__init__(page)
        self._desk, self._page = desk, page
        self._runner = JobRunner(messages.show_failure)
        self._runner.setParent(self)
        self._found: ReviewWords | None = None
        self._words: ReviewWords | None = None
        self._fields: list[_Watched] = []
        self._card: MarkCard | None = None
        self._looking = Looking()
        self._spells = self._told = False
        self._trouble: DataFileError | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look_now)
        page.installEventFilter(self)

    # What the page asks

    def look(self, look_at: Callable[[Desk, str], Found], scope: str) -> Found:
        """Look at a review for the page, and at what is known of its words; work of a job."""
        try:
            self._found = self._desk.wording.of_review(scope)
        except DataFileError as error:  # what was written is shown all the same, without marks
            self._found, self._trouble = None, error
        return look_at(self._desk, scope)

    def show_review(self, scope: str) -> None:
        """Look at the texts of this review from now on, as far as `look` has read of it; "" for none."""
        found = self._found if self._found is not None and self._found.scope == scope else None
        trouble, self._trouble = self._trouble, None
        if trouble is not None and not self._told:
            self._told = True
            self._page.toast_requested.emit(trouble.message, False)
        if found is not self._words:
            self._words = found
            for one in self._there():
                one.looked = None
        self.look_soon()

    def watch(
        self,
        field: Field,
        place: Callable[[], str],
        *,
        kinds: Collection[MarkKind] = KINDS,
        with_team: bool = False,
        line: LookLine | None = None,
    ) -> None:
        """Look at a field whenever what it says has changed.

        Args:
            field: of the page.
            place: names its text where words may be left.
            kinds: of marks.
            with_team: the names of the team's own people are expected in it.
            line: says how many marks there are, of this field and others.
        """
        marked = MarkedField(self._page.theme, field)
        watched = _Watched(marked, place, kinds, with_team, line)
        self._fields.append(watched)
        marked.typed.connect(self._on_typed)
        marked.seen.connect(self._on_seen)
        marked.asked.connect(partial(self._show_card, watched))
        marked.changed.connect(partial(self._say, watched))
        if line is not None and not any(one.line is line for one in self._fields[:-1]):
            line.clicked.connect(lambda: self.go_on(line))

    def commands(self, prefix: str, group: str) -> list[Command]:
        """Return what can be done here by key and in the palette."""
        words = tr("Go to the next word that is worth a second look")
        return [Command(f"{prefix}.look_word", words, group, self.go_on, "F7", "eye")]

    def go_on(self, line: LookLine | None = None) -> None:
        """Show the next mark after the caret, with its card; after the last one the first."""
        self._start_spelling()
        fields = [one for one in self._there() if line in (None, one.line) and one.marked.field.isVisible()]
        focused = QApplication.focusWidget()
        at = next((at for at, one in enumerate(fields) if one.marked.field is focused), -1)
        here = fields[at].marked.field.textCursor().position() if at >= 0 else 0
        order = [*fields[max(at, 0) :], *fields[: max(at, 0)], *fields[at : at + 1]]
        for number, one in enumerate(order):
            standing = one.marked.next_after(here if at >= 0 and number == 0 else 0)
            if standing is not None:
                self._show_card(one, standing)
                return
        announce(self._page, tr("There is no word to look at here."))
        self._page.toast_requested.emit(tr("There is no word to look at here."), False)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:  # what nobody sees need not be looked at, and the window may be going
            self._pause.stop()
            self._runner.cancel()
        return super().eventFilter(watched, event)

    # When it looks

    def look_soon(self) -> None:
        """Look once nobody has typed for a moment."""
        self._pause.start()

    def look_now(self) -> None:
        """Look at every text in sight that says something else than when it was last looked at."""
        words = self._words
        if words is None:
            return
        due = [one for one in self._there() if one.marked.field.isVisible() and self._is_due(one)]
        for one in due:
            if one.marked.field.isReadOnly():
                one.marked.show_marks(())
        fields = [one for one in due if not one.marked.field.isReadOnly()]
        if not fields:
            return
        self._runner.cancel()
        texts = [Text(one.marked.text(), tuple(one.kinds), one.with_team) for one in fields]
        self._start(fields, texts, words, None)
        if self._spells:
            self._start(fields, texts, words, self._desk.wording.spelling)

    def _start(
        self, fields: Sequence[_Watched], texts: Sequence[Text], words: ReviewWords, spelling: Spelling | None
    ) -> None:
        def work(progress: Progress) -> Sequence[Looked]:
            return self._looking.look(texts, words, spelling, progress.step)

        self._runner.start(self, work, partial(self._on_looked, fields), self._on_not_looked)

    def _is_due(self, one: _Watched) -> bool:
        looked = one.looked
        return looked is None or looked.text != one.marked.text() or (self._spells and not looked.spelt)

    def _on_looked(self, fields: Sequence[_Watched], found: Sequence[Looked]) -> None:
        for one, looked in zip(fields, found, strict=True):
            if isValid(one.marked) and one.marked.text() == looked.text:
                one.looked = looked
                self._mark(one)

    def _on_not_looked(self, error: Exception) -> None:
        if isinstance(error, DataFileError):  # nobody who writes is stopped for it
            self._page.toast_requested.emit(error.message, False)
        elif not isinstance(error, Cancelled):
            messages.show_failure(self._page, error)

    def _on_typed(self) -> None:
        self._runner.cancel()
        self._start_spelling()

    def _on_seen(self) -> None:
        focused = QApplication.focusWidget()
        if any(one.marked.field is focused for one in self._there()):
            self._start_spelling()
        else:
            self.look_soon()

    def _start_spelling(self) -> None:
        """Look at spelling too, from the first time that somebody composes here: a dictionary takes much memory."""
        self._spells = True
        self.look_soon()

    # What it shows

    def _mark(self, one: _Watched) -> None:
        words, looked = self._words, one.looked
        if words is not None and looked is not None:
            marks = without_left(looked.marks, one.place(), words.left)
            # Whether such a word is a name or a slip is said once the dictionary was asked.
            one.marked.show_marks([mark for mark in apart(marks) if mark.sure or looked.spelt])

    def _say(self, one: _Watched) -> None:
        one.marks = [standing.mark for standing in one.marked.standing()]
        one.marked.describe(described(one.marks))
        if one.line is not None:
            one.line.show_marks([mark for other in self._there() if other.line is one.line for mark in other.marks])

    def _show_card(self, one: _Watched, standing: Standing) -> None:
        if self._card is not None:
            self._card.close_card(by_key=False)
        view = one.marked.field
        view.setFocus(Qt.FocusReason.PopupFocusReason)

        def around() -> QRect:
            inside = one.marked.show_mark(standing)
            _bring_into_sight(view.viewport(), inside)
            return QRect(view.viewport().mapTo(self._page.window(), inside.topLeft()), inside.size())

        card = MarkCard(self._page.theme, self._page, standing.mark, around)
        self._card = card
        card.chosen.connect(partial(one.marked.say_instead, standing))
        card.left.connect(partial(self._leave, one, standing))
        card.added.connect(partial(self._add, standing.mark))
        card.on_requested.connect(self.go_on)
        card.closed.connect(partial(self._on_closed, card, view))
        card.open()
        if standing.mark.kind == "spelling":
            self._suggest(card, standing.mark)

    def _suggest(self, card: MarkCard, mark: WordMark) -> None:
        spelling = self._desk.wording.spelling

        def work(_: Progress) -> Sequence[str]:
            return spelling.suggest(mark.words)

        self._runner.start(card, work, card.show_suggestions, self._on_not_looked)

    def _on_closed(self, card: MarkCard, view: QWidget, by_key: bool) -> None:
        if self._card is card:
            self._card = None
        if by_key and isValid(view):
            view.setFocus(Qt.FocusReason.PopupFocusReason)

    def _leave(self, one: _Watched, standing: Standing) -> None:
        words, place, mark = self._words, one.place(), standing.mark
        if words is None:
            return
        self._words = words.with_left(mark_at(place, mark))
        self._page.jobs.start(self, lambda _: self._desk.wording.leave(words.scope, place, mark), lambda _: None)
        self._mark_all()

    def _add(self, mark: WordMark) -> None:
        words = self._words
        if words is None:
            return
        self._words = words.with_accepted(mark.words)
        self._page.jobs.start(self, lambda _: self._desk.wording.add_word(mark.words), lambda _: None)
        for other in self._there():
            if other.looked is not None:
                other.looked = other.looked.without_spelling(mark.words)
        self._mark_all()
        self._page.toast_requested.emit(tr("“{}” is right from now on, on this laptop.").format(mark.words), False)

    def _mark_all(self) -> None:
        for one in self._there():
            if one.looked is not None and one.looked.text == one.marked.text():
                self._mark(one)

    def _there(self) -> list[_Watched]:
        self._fields = [one for one in self._fields if isValid(one.marked) and isValid(one.marked.field)]
        return self._fields


def _bring_into_sight(view: QWidget, words: QRect) -> None:
    """Scroll whatever a field stands in until words of it are seen, with room for a card below."""
    at = view.parentWidget()
    while at is not None:
        inside = at.widget() if isinstance(at, QScrollArea) else None
        if isinstance(at, QScrollArea) and inside is not None:
            point = view.mapTo(inside, words.center())
            at.ensureVisible(point.x(), point.y(), 0, at.viewport().height() // 3)
        at = at.parentWidget()
