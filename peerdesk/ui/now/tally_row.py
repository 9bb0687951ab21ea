"""One look-for of the tally: its words, one line for "7/12", and what was counted of it here already."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QWidget

from peerdesk.domain.counting import Count, read_count_line
from peerdesk.domain.framework import LookFor
from peerdesk.domain.looking import Counted, not_concluded, say_tallies, words_of
from peerdesk.domain.many_lines import without_turns
from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.escape_field import EscapeField
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph


class CountField(EscapeField):
    """A line for a tally; Up and Down go to other rows.

    Signals:
        stepped: -1 or 1.
    """

    stepped = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class TallyRow(QWidget):
    """A look-for to be counted.

    Attributes:
        of: how many are looked at, 0 if that is not known: then "7" alone is no tally.
        changes: note that is being changed rather than another kept, or "".

    Signals:
        keep_requested: what is to be kept: a Count, or None for words alone.
        next_requested: Enter in an empty line.
        stepped: -1 or 1.
        left: Escape.
    """

    keep_requested = Signal(object)
    next_requested = Signal()
    stepped = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, look_for: LookFor, question: str, parent: QWidget | None = None) -> None:
        """Show a look-for of a question."""
        super().__init__(parent)
        self.look_for, self.question = look_for, question
        self.of, self.changes = 0, ""
        self._theme, self._is_open = theme, False
        self._kept: tuple[Counted, ...] = ()
        self.words = Paragraph(theme, words_of(look_for))
        self.field = CountField()
        self.field.setAccessibleName(words_of(look_for))
        self.echo = Paragraph(theme, "", "caption", "soft")
        self.about = Paragraph(theme, _about(look_for), "caption", "soft")
        self.asks = Offer(theme, "circle-alert", wraps=True)
        self.kept = Flow(self.tr("Counted already"))
        self._lay_out(theme)
        self._wire()
        self.show_counting(0)

    def count(self) -> Count | None:
        """Return the tally that is typed, None if there is none."""
        return read_count_line(without_turns(self.field.text()), self.of)

    def text(self) -> str:
        """Return what is typed besides the tally."""
        count = self.count()
        return count.words if count else " ".join(without_turns(self.field.text()).split())

    def show_counting(self, of: int) -> None:
        """Say how many are looked at; 0 for not known."""
        self.of = of
        self.field.setPlaceholderText(self.tr("how many of {}").format(of) if of else self.tr("7/12"))
        self._on_typed()

    def show_kept(self, kept: Sequence[Counted], *, is_open: bool) -> None:
        """Show what was counted here; `is_open`: the numbers may be seen although the row is not in hand."""
        self._is_open = is_open
        if tuple(kept) != self._kept:
            self._kept = tuple(kept)
            self.kept.empty()
            for one in kept:
                said = f"{one.found} of {one.of}"
                button = Button(self._theme, said, kind="link", name=self.tr("Change {}, {}").format(said, one.where))
                button.clicked.connect(lambda _=False, one=one: self.change(one))
                self.kept.flow.addWidget(button)
            if len(kept) > 1:
                self.kept.flow.addWidget(Label(self._theme, say_tallies(kept), "caption", "soft"))
        self.show_what_belongs()

    def change(self, counted: Counted) -> None:
        """Take up a tally that was kept, to be changed."""
        words = "" if counted.words == words_of(self.look_for) else counted.words
        self.changes = counted.note
        self.field.setText(f"{counted.found}/{counted.of} {words}".strip())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def ask(self, count: Count) -> None:
        """Ask about a tally that cannot be; what is typed stays."""
        said = self.tr("{} of {}: more than were looked at?").format(count.found, count.of)
        answers = [(self.tr("Keep it as words"), lambda: self.keep_requested.emit(None))]
        if count.of and count.turned.is_possible:
            turned = self.tr("Keep {} of {}").format(count.of, count.found)
            answers.insert(0, (turned, lambda: self.keep_requested.emit(count.turned)))
        else:
            said = self.tr("{} of {}: out of how many?").format(count.found, count.of)
        self.asks.offer(said, answers)

    def clear(self) -> None:
        """Begin anew: it is kept."""
        self.changes = ""
        self.field.clear()

    def show_what_belongs(self) -> None:
        """Show where to look and what not to conclude at the row in hand, and numbers where they may be seen."""
        focused = QApplication.focusWidget()
        in_hand = focused is not None and self.isAncestorOf(focused)
        self.about.setVisible(in_hand and bool(self.about.text()))
        self.kept.setVisible(bool(self._kept) and (in_hand or self._is_open))

    def _lay_out(self, theme: Theme) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.gap("xs"), 0, theme.gap("xs"))
        grid.setHorizontalSpacing(theme.gap("m"))
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, self.words.sizePolicy().verticalPolicy())
        self.field.setMinimumWidth(theme.px(110))
        grid.addWidget(self.words, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.field, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.about, 1, 0)
        grid.addWidget(self.echo, 1, 1)
        grid.addWidget(self.kept, 2, 0, 1, 2)
        grid.addWidget(self.asks, 3, 0, 1, 2)

    def _wire(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_enter)
        self.field.escape_pressed.connect(self.left)
        self.field.stepped.connect(self.stepped)

    def _on_typed(self) -> None:
        self.asks.offer("", ())
        count = self.count()
        if count is None:
            said = self.tr("words alone") if self.field.text().strip() else ""
        else:
            said = self.tr("{} of {}").format(count.found, count.of)
        if self.changes and self.field.text().strip():
            said = self.tr("{}, in place of what was kept").format(said)
        if not self.field.text():
            self.changes = ""
        self.echo.setText(said)
        self.echo.setVisible(bool(said))
        self.echo.updateGeometry()

    def _on_enter(self) -> None:
        if not self.field.text().strip():
            self.next_requested.emit()
            return
        count = self.count()
        if count is not None and not count.is_possible:
            self.ask(count)
        elif self.field.room.fits():
            self.keep_requested.emit(count)


def _about(look_for: LookFor) -> str:
    where = f"Where you might: {look_for.where}." if look_for.where else ""
    return " ".join(filter(None, (where, not_concluded(look_for))))
