"""The lines of a field that somebody types in, of which only those are read anew that a key has changed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QTextEdit

from peerdesk.domain.section_text import Line
from peerdesk.ui.report.formed_document import lines_in

_A_LETTER = 2  # places of Qt's


class StandingLines:
    """What `lines_in` returns, kept from one key to the next: a part may be forty pages long."""

    def __init__(self, field: QTextEdit) -> None:
        """Read a field's document, and follow it. The field is asked for it each time: PySide may let go of it."""
        self._field = field
        self._read_all()
        field.document().contentsChange.connect(self._on_change)

    def lines(self) -> Sequence[Line]:
        """Return the lines as they stand now."""
        if self._field.document().revision() != self._at:  # a change is under way of which Qt has not told yet
            self._read_all()
        return self._lines

    def _read_all(self) -> None:
        document = self._field.document()
        self._lines, self._at = lines_in(document), document.revision()

    def _on_change(self, position: int, removed: int, added: int) -> None:
        """Read the line anew in which a letter came or went; all lines after more, of which Qt may tell too little."""
        document = self._field.document()
        block = document.findBlock(position)
        end = block.position() + block.length() - 1
        if removed + added > _A_LETTER or position + added > end or document.blockCount() != len(self._lines):
            self._read_all()
            return
        at = block.blockNumber()
        self._lines[at : at + 1] = lines_in(document, block.position(), end)
        self._at = document.revision()
