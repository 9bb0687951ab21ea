"""All that was said in a conversation, under what was asked: everybody's, in the order in which it was heard."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from peerdesk.domain.conversation import Stop, by_prompt
from peerdesk.domain.evidence import Answer
from peerdesk.domain.review import Member
from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.notes.words import note_words
from peerdesk.ui.now.guide_way import Way
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.words import paint_line

_TIME, _PAD = 48, 8
_SIGNS_OF_CHOICE = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
Meta = tuple[tuple[str, str], ...]


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Guide", text)


@dataclass(frozen=True)
class AnswerRow:
    """An answer, or the prompt over several (then `answer` is None).

    Attributes:
        meta: icon ("" for none) and word of what stands below the text.
    """

    key: str
    text: str
    time: str = ""
    meta: Meta = ()
    answer: Answer | None = None


class AnswerWords:
    """Says answers in the words of one team."""

    def __init__(self, members: Sequence[Member], me: str, way: Way) -> None:
        """Prepare; `me` is the record id of this desk's person."""
        self._names = {one.record_id: one for one in members}
        self._by_key = {one.key: one for one in members if one.key}
        self._me, self._stops, self._talk, self._held = me, way.stops, way.talk, way.held

    def rows(self) -> list[AnswerRow]:
        """Return what was said under each prompt that has any of it."""
        rows = list[AnswerRow]()
        said = by_prompt(self._stops, self._talk.answers)
        for stop in self._stops:
            if said[stop.prompt]:
                rows.append(AnswerRow(f"prompt:{stop.prompt}", self.heading(stop)))
                rows += [self.row(one) for one in said[stop.prompt]]
        return rows

    def heading(self, stop: Stop) -> str:
        """Return what a prompt is called over its answers."""
        if stop.kind == "close":
            return tr("What came up, and at the close")
        return f"{stop.number}  {stop.text}"

    def row(self, answer: Answer, *, prompt: bool = False) -> AnswerRow:
        """Return the row of an answer; `prompt`: it is the echo, before anybody's eyes."""
        text = tr("Its words are not on this laptop.") if "text" in answer.unreadable else answer.text
        stop = next((one for one in self._stops if one.prompt == answer.prompt and one.number), None)
        meta = (
            not prompt and self._stays(answer),
            prompt and stop and ("", tr("to {}").format(stop.number)),
            answer.said_by and ("", answer.said_by),
            answer.tally and ("", tr("{} of {}").format(*answer.tally)),
            bool(answer.follow_up) and ("corner-down-right", self._follow_up(answer)),
            ("", self._who(answer)),
            answer.record_id in self._talk.notes and ("notebook-pen", tr("is a note")),
            bool(answer.two_versions) and ("columns-2", tr("two versions")),
        )
        kept = tuple(one for one in meta if one and one[1])
        return AnswerRow(answer.record_id, text, answer.seen_at[-5:], kept, answer)

    def _stays(self, answer: Answer) -> tuple[str, str]:
        """Return what is said of an answer that is held back, in the words of Notes; "" of others."""
        words, answered = note_words(), self._held.get(answer.record_id)
        if answered is None:
            return ("", "")
        return ("shield", words.safety_held if answered else words.safety_waits)

    def _follow_up(self, answer: Answer) -> str:
        stop = next((one for one in self._stops if one.prompt == answer.prompt), None)
        at = int(answer.follow_up) - 1 if answer.follow_up.isdecimal() else -1
        return stop.follow_ups[at] if stop and 0 <= at < len(stop.follow_ups) else ""

    def _who(self, answer: Answer) -> str:
        """Return who asked, and who wrote it down where that is not oneself."""
        wrote = self._by_key.get(answer.author)
        asked = self._names.get(answer.asked_by)
        parts = [
            tr("{} asked").format(asked.name) if asked else "",
            tr("written by {}").format(self._name(wrote)) if wrote and wrote.record_id != self._me else "",
        ]
        return ", ".join(filter(None, parts))

    def _name(self, member: Member) -> str:
        return tr("{} (in training)").format(member.name) if member.role == "shadow" else member.name


class _AnswersModel(RowsModel[AnswerRow]):
    """Prompts cannot be chosen."""

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        row = self.row_at(index) if index.isValid() else None
        return super().flags(index) if row and row.answer else Qt.ItemFlag.ItemIsEnabled


class _AnswersDelegate(RowsDelegate[AnswerRow]):
    """Paints time, text, and what belongs to it; prompts bold."""

    @override
    def measure(self, row: AnswerRow, width: int) -> int:
        theme = self.theme
        if row.answer is None:
            wide = width - 2 * theme.gap(_PAD)
            return self.words.height(row.text, "body", wide, bold=True) + 2 * theme.gap(_PAD)
        meta = theme.line("caption") if row.meta else 0
        return self.words.height(row.text, "body", self._room(width)) + meta + 2 * theme.gap(6)

    @override
    def guess(self, row: AnswerRow, width: int) -> int:
        meta = self.theme.line("caption") if row.meta else 0
        return self.words.guess(row.text, "body", self._room(width)) + meta + 2 * self.theme.gap(6)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        row = model.row_at(index) if isinstance(model, _AnswersModel) else None
        if row is not None and row.answer is None:
            option = QStyleOptionViewItem(option)
            option.state &= ~_SIGNS_OF_CHOICE
        super().paint(painter, option, index)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: AnswerRow, said: str) -> None:
        theme = self.theme
        if row.answer is None:
            inside = rect.adjusted(theme.gap(_PAD), theme.gap(_PAD), -theme.gap(_PAD), 0)
            self.words.paint(painter, inside, row.text, "body", bold=True)
            return
        left, top = theme.gap(_PAD) + theme.px(_TIME), rect.y() + theme.gap(6)
        time = QRect(theme.gap(_PAD), top, theme.px(_TIME), theme.line("body"))
        paint_line(painter, time, theme, row.time, "caption", "soft", figures=True)
        text = QRect(left, top, self._room(rect.width()), rect.height())
        top += self.words.paint(painter, text, row.text)
        self._paint_meta(painter, QRect(left, top, text.width(), theme.line("caption")), row)

    def _paint_meta(self, painter: QPainter, rect: QRect, row: AnswerRow) -> None:
        theme, x = self.theme, rect.x()
        side = theme.px("icon_small")
        for icon, word in row.meta:
            if x >= rect.right() - side:
                return
            if icon:
                paint_icon(painter, QRect(x, rect.y() + (rect.height() - side) // 2, side, side), theme, icon, "soft")
                x += side + 4
            room = QRect(x, rect.y(), rect.right() - x, rect.height())
            x += paint_line(painter, room, theme, word, "caption", "soft") + theme.gap(12)

    def _room(self, width: int) -> int:
        theme = self.theme
        return max(80, min(width - theme.px(_TIME) - 3 * theme.gap(_PAD), theme.px(theme.fixed("width.measure"))))


class AnswersView(RowsView[AnswerRow]):
    """The list. Enter changes an answer, N makes a note of it, Delete takes it out; letters go to the line.

    Signals:
        change_requested, note_requested, delete_requested: an Answer.
        left: Up on the first row, or Escape.
    """

    change_requested = Signal(object)
    note_requested = Signal(object)
    delete_requested = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        self._answers_model = _AnswersModel(self._spoken, lambda row: row.key)
        super().__init__(theme, self._answers_model, _AnswersDelegate(theme), "", parent)
        self.setAccessibleName(self.tr("What was said so far"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(lambda _: self._tell(self.change_requested.emit))

    def rows(self) -> tuple[AnswerRow, ...]:
        """Return what is shown."""
        return self._answers_model.rows()

    def show_rows(self, rows: Sequence[AnswerRow]) -> None:
        """Show these; what is being read stays."""
        self._answers_model.show_rows(rows)

    def to_prompt(self, prompt: str) -> None:
        """Bring what was said to a prompt into view."""
        self.scrollTo(self._answers_model.index_of(f"prompt:{prompt}"), QAbstractItemView.ScrollHint.PositionAtTop)

    def go_to(self, record: str) -> bool:
        """Go to an answer; say whether it is here."""
        here = self._answers_model.index_of(record).isValid()
        if here:
            self.choose([record])
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return here

    def answer(self) -> Answer | None:
        """Return the answer that the keys are on."""
        row = self.current_row()
        return row.answer if row else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell(self.change_requested.emit)
        elif key == Qt.Key.Key_Delete:
            self._tell(self.delete_requested.emit)
        elif event.text().lower() == "n":
            self._tell(self.note_requested.emit)
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and self.currentIndex().row() <= 1):
            self.left.emit()
        elif event.text().strip() and event.text().isprintable():
            event.ignore()  # the page gives it to the line
        else:
            super().keyPressEvent(event)

    def _tell(self, told: object) -> None:
        answer = self.answer()
        if answer is not None and callable(told):
            told(answer)

    def _spoken(self, row: AnswerRow) -> str:
        if row.answer is None:
            return self.tr("Prompt: {}").format(row.text)
        return ", ".join(filter(None, (row.time, row.text, *(word for _, word in row.meta))))
