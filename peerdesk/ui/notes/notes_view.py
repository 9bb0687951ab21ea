"""The list of notes: how its rows are measured, painted and spoken."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.marks import SIGN_TONES, SIGN_WORDS, paint_mark
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.notes.rows import NoteRow, readable
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.words import paint_line

_TIME, _MARK, _TEXT, _PAD, _INSET = 44, 56, 80, 8, 22
_SIGNS_OF_CHOICE = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
_SIGN_KEYS = {"+": "yes", "-": "not_yet", "?": "unsure"}


class NotesModel(RowsModel[NoteRow]):
    """Headings cannot be chosen."""

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        row = self.row_at(index) if index.isValid() else None
        return super().flags(index) if row and not row.is_heading else Qt.ItemFlag.ItemIsEnabled


class NotesDelegate(RowsDelegate[NoteRow]):
    """Paints time, sign, text, what we make of it, and what belongs to it.

    Attributes:
        edited: name of the row that is being changed, and how many pixels its editor takes.
    """

    def __init__(self, theme: Theme) -> None:
        """Prepare to paint."""
        super().__init__(theme)
        self.edited: tuple[str, int] = ("", 0)

    def gutter(self) -> int:
        """Return the pixels at the left where times stand."""
        return self.theme.px(_TIME) + self.theme.gap("s")

    @override
    def measure(self, row: NoteRow, width: int) -> int:
        theme = self.theme
        if row.is_heading:
            return theme.px(46)
        if row.key == self.edited[0]:
            return self.edited[1]
        room = self._room(width)
        height = self.words.height(readable(row.text), "body", room) + theme.line("caption")
        if row.made_of_it:
            height += self.words.height(readable(row.made_of_it), "body", room - theme.px(_INSET))
        return height + 2 * theme.gap(_PAD) + 2

    @override
    def guesses(self, rows: Sequence[NoteRow], width: int) -> list[int]:
        theme, high = self.theme, self.words.guesser("body", self._room(width))
        heading, rest = theme.px(46), theme.line("caption") + 2 * theme.gap(_PAD) + 2
        return [
            high(readable(row.text)) + (high(readable(row.made_of_it)) if row.made_of_it else 0) + rest
            if row.note or row.jotting  # to ask `is_heading` of 10,000 rows takes longer
            else heading
            for row in rows
        ]

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        row = model.row_at(index) if isinstance(model, NotesModel) else None
        if row is not None and row.key == self.edited[0]:
            return  # its editor lies there
        if row is not None and row.is_heading:
            option = QStyleOptionViewItem(option)
            option.state &= ~_SIGNS_OF_CHOICE
        if row is not None:  # time stands outside what is chosen
            top, wide = option.rect.y() + self._first_line(row), self.theme.px(_TIME)
            time = QRect(option.rect.x(), top, wide, self.theme.line("body"))
            right = Qt.AlignmentFlag.AlignRight
            paint_line(painter, time, self.theme, row.time, "caption", "soft", figures=True, align=right)
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(self.gutter(), 0, 0, 0)
        super().paint(painter, inside, index)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: NoteRow, said: str) -> None:
        if row.is_heading:
            self._paint_heading(painter, rect, row)
            return
        theme = self.theme
        left = rect.x() - self.gutter()
        top = rect.y() + theme.gap(_PAD)
        side = theme.px("mark")
        mark = QRectF(left + theme.px(_MARK) + 4, top + (theme.line("body") - side) / 2, side, side)
        paint_mark(painter, mark, row.sign, theme.colour(SIGN_TONES[row.sign]))
        text = QRect(left + theme.px(_TEXT) + 4, top, self._room(rect.right() + 1 - left), rect.height())
        top += self.words.paint(painter, text, readable(row.text))
        if row.made_of_it:
            top += self._paint_made_of_it(painter, QRect(text.x(), top, text.width(), 0), readable(row.made_of_it))
        self._paint_meta(painter, QRect(text.x(), top + 2, text.width(), theme.line("caption")), row)

    def _paint_heading(self, painter: QPainter, rect: QRect, row: NoteRow) -> None:
        theme = self.theme
        line = QRect(rect.x() + theme.gap("xs"), rect.y(), rect.width() - theme.gap("s"), rect.height())
        taken = paint_line(painter, line, theme, row.text, bold=True)
        rest = line.adjusted(taken + theme.gap(12), 1, 0, 1)
        if rest.width() > theme.px(40):
            paint_line(painter, rest, theme, row.about, "caption", "soft")
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.x(), rect.bottom(), rect.right(), rect.bottom())

    def _paint_made_of_it(self, painter: QPainter, rect: QRect, text: str) -> int:
        theme, inset = self.theme, self.theme.px(_INSET)
        side = theme.px("icon_small")
        y = rect.y() + (theme.line("body") - side) // 2
        paint_icon(painter, QRect(rect.x(), y, side, side), theme, "corner-down-right", "soft")
        return self.words.paint(painter, rect.adjusted(inset, 0, 0, 0), text, "body", "soft")

    def _paint_meta(self, painter: QPainter, rect: QRect, row: NoteRow) -> None:
        theme, x = self.theme, rect.x()
        side, gap = theme.px("icon_small"), theme.gap(12)
        for icon, word in row.meta:
            if x >= rect.right() - side:
                return
            if icon:
                paint_icon(painter, QRect(x, rect.y() + (rect.height() - side) // 2, side, side), theme, icon, "soft")
                x += side + 4
            room = QRect(x, rect.y(), rect.right() - x, rect.height())
            x += paint_line(painter, room, theme, word, "caption", "soft") + gap

    def _first_line(self, row: NoteRow) -> int:
        theme = self.theme
        return (theme.px(46) - theme.line("body")) // 2 if row.is_heading else theme.gap(_PAD)

    def _room(self, width: int) -> int:
        theme = self.theme
        return max(80, min(width - theme.px(_TEXT) - theme.gap("m"), theme.px(theme.fixed("width.measure"))))


class NotesView(RowsView[NoteRow]):
    """The list. Signs are compared as text, for they lie on other keys elsewhere.

    Signals:
        sign_typed: "yes", "not_yet" or "unsure".
        star_typed: `*`.
        left_upwards: Up on the first row.
        pasted: Paste, in the list.
    """

    sign_typed = Signal(str)
    star_typed = Signal()
    left_upwards = Signal()
    pasted = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        self.notes_model = NotesModel(self._spoken, lambda row: row.key)
        self.delegate = NotesDelegate(theme)
        super().__init__(theme, self.notes_model, self.delegate, name, parent)

    def notes_or_current(self) -> list[NoteRow]:
        """Return the chosen rows, or the one the keys are on."""
        current, chosen = self.current_row(), self.chosen_rows()
        rows = chosen if current in chosen else [current]
        return [row for row in rows if row is not None and not row.is_heading]

    def switch_choice(self) -> None:
        """Choose the row the keys are on, or not."""
        if self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle)

    def to_newest(self) -> None:
        """Show the end of the day."""
        rows = self.notes_model.rows()
        if rows:
            newest = self.notes_model.index(len(rows) - 1, 0)
            self.selectionModel().setCurrentIndex(newest, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(newest)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text in _SIGN_KEYS:
            self.sign_typed.emit(_SIGN_KEYS[text])
        elif text == "*":
            self.star_typed.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() == Qt.Key.Key_Up and self._is_first():
            self.left_upwards.emit()
        elif text and text.isprintable() and text != " ":
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _is_first(self) -> bool:
        rows, at = self.notes_model.rows(), self.currentIndex().row()
        return all(row.is_heading for row in rows[: max(at, 0)])

    def _spoken(self, row: NoteRow) -> str:
        if row.is_heading:
            return ", ".join(filter(None, (row.time, row.text, row.about)))
        words = [
            row.time,
            SIGN_WORDS[row.sign],
            readable(row.text),
            readable(row.made_of_it),
            *(word for _, word in row.meta),
        ]
        return ". ".join(filter(None, words))
