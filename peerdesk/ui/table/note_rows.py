"""Notes as rows at the table: what was seen first, then in a smaller voice where, how and by whom."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from peerdesk.domain.evidence import Note
from peerdesk.domain.review import Source
from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.marks import SIGN_TONES, SIGN_WORDS, paint_mark
from peerdesk.ui.table.rows import NoteRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.words import paint_line

SOURCE_WORDS: dict[Source, str] = {
    "observation": "Observation",
    "work": "Work",
    "talk": "Talk",
    "document": "Document",
    "data": "Data",
}
SOURCE_ICONS: dict[Source, str] = {
    "observation": "eye",
    "work": "book-open",
    "talk": "message-circle",
    "document": "file-text",
    "data": "table-2",
}
NOT_INCLUDED = "not included yet"


def say_note(row: NoteRow) -> str:
    """Return all of a row in words, as a screen reader says it."""
    note = row.note
    parts = (
        "To the table" if note.starred else "",
        SIGN_WORDS[note.sign],
        row.text,
        f"What we make of it: {note.made_of_it}" if note.made_of_it else "",
        SOURCE_WORDS[note.source],
        _beside(row),
    )
    return ". ".join(part.rstrip(".") for part in parts if part)


def where_of(note: Note) -> str:
    """Return where a note is from, as its writer said it: "Y5 English 26/27", "leaders"."""
    return note.where or (f"Y{note.year}" if note.year[:1].isdigit() else note.year) or note.voice


def _beside(row: NoteRow) -> str:
    cited = f"cited in {row.cited_in}" if row.cited_in else ""
    parts = (where_of(row.note), row.who, NOT_INCLUDED if row.note.marked else "", cited)
    return " · ".join(part for part in parts if part)


class NoteDelegate(RowsDelegate[NoteRow]):
    """Paints sign, text, what we make of it, and a line about where it is from; `large` for three pairs of eyes."""

    large = False

    def __init__(self, theme: Theme) -> None:
        """Paint in a theme."""
        super().__init__(theme)

    @override
    def measure(self, row: NoteRow, width: int) -> int:
        inside = self._inside(QRect(0, 0, width, 0))
        height = self.words.height(row.text, self._role, inside.width())
        if row.note.made_of_it:
            height += self.words.height(row.note.made_of_it, "body", inside.width() - self._inset)
        return height + self.theme.line("caption") + 2 * self.theme.gap("s")

    @override
    def guesses(self, rows: Sequence[NoteRow], width: int) -> list[int]:
        inside = self._inside(QRect(0, 0, width, 0)).width()
        high, made = self.words.guesser(self._role, inside), self.words.guesser("body", inside - self._inset)
        rest = self.theme.line("caption") + 2 * self.theme.gap("s")
        return [high(one.text) + (made(one.note.made_of_it) if one.note.made_of_it else 0) + rest for one in rows]

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: NoteRow, said: str) -> None:
        theme, note, inside = self.theme, row.note, self._inside(rect)
        self._paint_sign(painter, rect, note)
        if note.starred:
            side, gap = theme.px("icon_small"), theme.gap("s")
            star = QRect(rect.right() - gap - side, inside.top() + (theme.line(self._role) - side) // 2, side, side)
            paint_icon(painter, star, theme, "star", "accent")
        inside.setTop(inside.top() + self.words.paint(painter, inside, row.text, self._role))
        if note.made_of_it:
            side = theme.px("icon_small")
            paint_icon(
                painter, QRect(inside.x(), inside.y() + theme.px(3), side, side), theme, "corner-down-right", "soft"
            )
            made = inside.adjusted(self._inset, 0, 0, 0)
            inside.setTop(inside.top() + self.words.paint(painter, made, note.made_of_it, "body", "soft"))
        self._paint_beside(painter, QRect(inside.x(), inside.y(), inside.width(), theme.line("caption")), row)

    @property
    def _role(self) -> str:
        return "title" if self.large else "body"

    @property
    def _inset(self) -> int:
        return self.theme.px(22)

    def _inside(self, rect: QRect) -> QRect:
        gap, star = self.theme.gap("s"), self.theme.px("icon_small")
        return rect.adjusted(gap + self.theme.px(24), gap, -2 * gap - star, -gap)

    def _paint_sign(self, painter: QPainter, rect: QRect, note: Note) -> None:
        theme = self.theme
        side, line = theme.px("mark"), theme.line(self._role)
        top = rect.y() + theme.gap("s") + (line - side) // 2
        mark = QRect(rect.x() + theme.gap("s") + theme.px(4), top, side, side)
        paint_mark(painter, mark.toRectF(), note.sign, theme.colour(SIGN_TONES[note.sign]))

    def _paint_beside(self, painter: QPainter, rect: QRect, row: NoteRow) -> None:
        theme, side = self.theme, self.theme.px("icon_small")
        icon = QRect(rect.x(), rect.y() + (rect.height() - side) // 2, side, side)
        paint_icon(painter, icon, theme, SOURCE_ICONS[row.note.source], "soft")
        words = f"{SOURCE_WORDS[row.note.source]} · {_beside(row)}".rstrip(" ·")
        paint_line(painter, rect.adjusted(side + theme.gap(6), 0, 0, 0), theme, words, "caption", "soft")
