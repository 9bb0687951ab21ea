"""The search box: type, see what is found at once, press Enter to go there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from peerdesk.desk.searching import Answer
from peerdesk.domain.completing import Completion, Values, all_filters, complete
from peerdesk.overriding import override
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.search.found_list import BoxList
from peerdesk.ui.search.rows import BoxRow, rows_of, rows_of_completions, rows_of_earlier
from peerdesk.ui.search.words import say_answer
from peerdesk.ui.theme import Theme
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.picture import Picture
from peerdesk.ui.widgets.sheet import Sheet

Ask = Callable[[str, bool], Answer]
"""Looks for words: as typed, and whether in all reviews. Called off the window's thread."""

_WIDTH, _BESIDES = 720, 150  # pixels of the box, and those that field, foot and margins take, at 100 % text
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CTRL = Qt.KeyboardModifier.ControlModifier


class SearchBox(Sheet):
    """One field and what is found; focus stays in the field.

    Signals:
        picked: a Found that the person wants to see.
        narrow_requested: the words, to narrow the list of notes to them.
    """

    picked = Signal(object)
    narrow_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        jobs: JobRunner,
        ask: Ask,
        values: Callable[[bool], Values],
        *,
        everywhere: bool,
        one_is_open: bool,
    ) -> None:
        """Make a box that has looked for nothing yet.

        Args:
            theme: the look.
            parent: any widget of the window.
            jobs: runs the looking.
            ask: looks for words.
            values: returns what filters may be given, of all reviews or of one; called off the window's thread.
            everywhere: begin with all reviews.
            one_is_open: there is a review that can be looked through by itself.
        """
        super().__init__(theme, parent, self.tr("Find words"), _WIDTH, high=True)
        self._jobs, self._asks, self._values_of = jobs, ask, values
        self._values = Values()
        self._earlier: Sequence[str] = ()
        self.everywhere, self._one_is_open = everywhere, one_is_open
        self._answer: Answer | None = None
        self._busy, self._first_key = False, ""
        self._build()
        self._wire()
        self._show_scope()
        self._show()

    def show_earlier(self, earlier: Sequence[str]) -> None:
        """Offer what was looked for before."""
        self._earlier = earlier
        self._show()

    def words(self) -> str:
        """Return what is looked for."""
        return self.field.text()

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self.field = QLineEdit()
        self.field.setProperty("kind", "bare")
        self.field.setAccessibleName(self.tr("Find words"))
        self.field.setPlaceholderText(self.tr("Words that somebody wrote"))
        self.field.setMinimumHeight(theme.px(44))
        leave_out(self.field, "search")
        self.scope = Button(theme, "", kind="quiet")
        self.scope.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.says = Paragraph(theme, "", "body", "soft")
        self.list = BoxList(theme, self.tr("What was found"))
        self.hint = Label(theme, "", "caption", "soft", elided=True)
        head = QHBoxLayout()
        head.setContentsMargins(theme.gap(16), 0, theme.gap("s"), 0)
        head.setSpacing(theme.gap("m"))
        head.addWidget(Picture(theme, "search"))
        head.addWidget(self.field, 1)
        head.addWidget(self.scope)
        said = QHBoxLayout()
        said.setContentsMargins(theme.gap(16), theme.gap("s"), theme.gap(16), theme.gap("s"))
        said.addWidget(self.says)
        self._said = QWidget()
        self._said.setLayout(said)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.gap(16), 0, theme.gap("m"), 0)
        foot.addWidget(self.hint)
        self.content.addLayout(head)
        self.content.addWidget(make_hairline())
        self.content.addWidget(self._said)
        self.content.addWidget(self.list)
        self.content.addWidget(make_hairline())
        self.content.addLayout(foot)
        self.content.setSpacing(theme.gap("xs"))
        self.set_gaps(4, 2)
        self.setFocusProxy(self.field)

    def _wire(self) -> None:
        self.field.textChanged.connect(lambda _: self._on_typed())
        self.field.cursorPositionChanged.connect(lambda *_: self._show())
        self.field.installEventFilter(self)
        self.scope.clicked.connect(self._switch_scope)
        self.list.clicked.connect(lambda _: self._take_current())
        self._jobs.start(self, lambda _: self._values_of(self.everywhere), self._on_values)

    # What it looks for

    def _on_typed(self) -> None:
        if not self.words().strip():
            self._answer = None
        self._show()
        self._look()

    def _look(self) -> None:
        """Look for what is typed now. What is typed while that goes on waits, and only the last of it is asked."""
        words, everywhere = self.words(), self.everywhere
        if self._busy or not words.strip():
            return

        def done(answer: Answer) -> None:
            self._busy = False
            if (words, everywhere) == (self.words(), self.everywhere):
                self._answer = answer
                self._show()
                announce(self.list, say_answer(answer, everywhere=everywhere))
            else:
                self._look()

        def failed(error: Exception) -> None:
            self._busy = False
            self.says.setText(str(error))
            self._said.show()
            self.place()

        self._busy = True
        self._jobs.start(self, lambda _: self._asks(words, everywhere), done, failed)

    def _on_values(self, values: Values) -> None:
        self._values = values
        self._show()

    def _switch_scope(self) -> None:
        if self._one_is_open:
            self.everywhere = not self.everywhere
            self._answer = None
            self._show_scope()
            self._look()
            self._jobs.start(self, lambda _: self._values_of(self.everywhere), self._on_values)

    # What it shows

    def _show_scope(self) -> None:
        self.scope.setText(self.tr("All reviews") if self.everywhere else self.tr("This review"))
        self.scope.setEnabled(self._one_is_open)
        said = [self.tr("Enter goes there"), self.tr("Tab takes a filter")]
        if self._one_is_open:
            said += [self.tr("Ctrl F: this review or all"), self.tr("Ctrl Enter: narrow Notes to it")]
        self.hint.setText(" · ".join([*said, self.tr("Esc goes back")]))

    def _show(self) -> None:
        rows = self._rows()
        before = self.list.current_row()
        self.list.box_model.show_rows(rows)
        if before is None or before.key not in {row.key for row in rows} or before.key == self._first_key:
            self.list.go_to_first()
        first = next((row.key for row in rows if not row.is_heading), "")
        self._first_key = first
        said = self._sentence()
        self.says.setText(said)
        self._said.setVisible(bool(said))
        self.place()

    def _rows(self) -> list[BoxRow]:
        typed = self.words()[: self.field.cursorPosition()]
        if not self.words().strip():
            return [
                *rows_of_earlier(self._earlier),
                *rows_of_completions(all_filters(self.words()), self.tr("Narrow it")),
            ]
        rows = rows_of_completions(complete(typed, self._values), self.tr("Narrow it to"))
        return rows + (rows_of(self._answer, many_schools=self.everywhere) if self._answer else [])

    def _sentence(self) -> str:
        answer = self._answer
        if answer is None:
            return ""
        if not answer.groups:
            return say_answer(answer, everywhere=self.everywhere)
        return self.tr("Only the beginning of it was looked for: it is too long.") if answer.query.cut else ""

    @override
    def place(self) -> None:
        said = self._said.sizeHint().height() if self._said.isVisibleTo(self) else 0
        room = self.window().height() - self.theme.px(_BESIDES) - said
        self.list.setFixedHeight(max(0, min(self.list.wanted_height(), room)))
        super().place()

    # What a person does

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & _CTRL)
        if key in _MOVES:
            self.list.keyPressEvent(event)
            announce(self.list, str(self.list.currentIndex().data() or ""))
        elif key in _ENTER and control:
            self._narrow()
        elif key in _ENTER:
            self._take_current()
        elif key == Qt.Key.Key_Tab:
            self._take_completion()
        elif key == Qt.Key.Key_F and control:
            self._switch_scope()
        else:
            return False
        return True

    def _narrow(self) -> None:
        if self._one_is_open and self.words().strip():
            words = self.words()
            self.accept()
            self.narrow_requested.emit(words)

    def _take_current(self) -> None:
        row = self.list.current_row()
        if row is None:
            return
        if row.completion is not None:
            self._put(row.completion)
        elif row.words:
            self.field.setText(row.words)
        elif row.found is not None:
            self.accept()
            self.picked.emit(row.found)

    def _take_completion(self) -> None:
        """Take the filter that the keys are on, else the first that is offered."""
        current = self.list.current_row()
        offered = [row for row in self.list.box_model.rows() if row.completion is not None]
        row = current if current in offered else next(iter(offered), None)
        if row is not None and row.completion is not None:
            self._put(row.completion)

    def _put(self, completion: Completion) -> None:
        text, cursor = self.field.text(), self.field.cursorPosition()
        words = completion.words + (" " if completion.ended else "")
        self.field.setText(text[: completion.start] + words + text[cursor:].lstrip())
        self.field.setCursorPosition(completion.start + len(words))
