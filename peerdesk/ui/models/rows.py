"""A list model that holds frozen rows and fetches nothing."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from peerdesk.overriding import override

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowsModel(QAbstractListModel, Generic[Row]):
    """Rows in, roles out. `words` is what a screen reader says of a row, `key` names it over refreshes.

    Attributes:
        times: how often other rows were shown; rows that say the same as those before are no others.
    """

    def __init__(self, words: Callable[[Row], str], key: Callable[[Row], str]) -> None:
        """Start without rows."""
        super().__init__()
        self._words, self._key = words, key
        self._rows: tuple[Row, ...] = ()
        self.times = 0

    def rows(self) -> tuple[Row, ...]:
        """Return all rows in order."""
        return self._rows

    def row_at(self, index: Index) -> Row | None:
        """Return the row at an index, None for the index of nothing."""
        return self._rows[index.row()] if index.isValid() else None

    def key_of(self, row: Row) -> str:
        """Return what names a row."""
        return self._key(row)

    def index_of(self, key: str) -> QModelIndex:
        """Return where the row of that name is; an index of nothing if it is not here."""
        for at, row in enumerate(self._rows):
            if self._key(row) == key:
                return self.index(at, 0)
        return QModelIndex()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows. Only what differs is told to views, so what is being read and what is chosen stay."""
        old, new = self._rows, tuple(rows)
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        gone, come = len(old) - head - tail, len(new) - head - tail
        self.times += bool(gone or come)
        if gone == come and self._same_keys(old[head : head + gone], new[head : head + come]):
            self._rows = new
            if gone:
                self.dataChanged.emit(self.index(head, 0), self.index(head + gone - 1, 0))
            return
        if gone:
            self.beginRemoveRows(_NOWHERE, head, head + gone - 1)
            self._rows = old[:head] + old[head + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(_NOWHERE, head, head + come - 1)
            self._rows = new
            self.endInsertRows()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(self._rows[index.row()])
        return None

    def _same_keys(self, old: Sequence[Row], new: Sequence[Row]) -> bool:
        return all(self._key(a) == self._key(b) for a, b in zip(old, new, strict=True))


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how many rows both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a is not b and a != b:  # most rows are the very same; comparing what they say takes long
            break
        count += 1
    return count
