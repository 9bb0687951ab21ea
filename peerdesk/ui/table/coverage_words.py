"""What the grid of coverage says: its columns, its cells, and all that is known of one cell."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from peerdesk.domain.coverage import SEEN, By, Cell, QuestionCoverage
from peerdesk.domain.review import Question
from peerdesk.ui.marks import SIGN_WORDS
from peerdesk.ui.table.note_rows import SOURCE_WORDS


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Coverage", text)


def name_question(question: Question, number: int) -> str:
    """Return a question as tabs and headings name it: "2 History"."""
    return f"{number} {question.short_name}" if question.short_name else tr("Question {}").format(number)


def column_word(by: By, key: str, names: Mapping[str, str]) -> str:
    """Return the heading of a column; `names` are those of the team by record id."""
    if by == "kind":
        return SOURCE_WORDS[key]  # type: ignore[index]
    if by == "voice":
        return voice_word(key).capitalize()
    return names.get(key, "") or tr("Nobody named")


def voice_word(voice: str) -> str:
    """Return whose voice it is, within a sentence."""
    return tr("seen or read") if voice == SEEN else tr(voice)


def say_cell(cell: Cell) -> str:
    """Return a cell in words: "4 notes: 3 yes, here; 1 not yet; by A, T"."""
    if not cell.count:
        return tr("none")
    signs = "; ".join(f"{count} {SIGN_WORDS[sign].lower()}" for sign, count in cell.signs)
    return f"{_notes(cell.count)}: {signs}; by {', '.join(cell.initials) or tr('nobody named')}"


def tell_cell(row: QuestionCoverage, by: By, cell: Cell, names: Mapping[str, str]) -> str:
    """Return all that is known of a cell: which kinds, whose voices, and who of us."""
    head = f"{name_question(row.question, row.number)}, {column_word(by, cell.key, names).lower()}"
    if by == "reviewer":
        head = f"{name_question(row.question, row.number)}, {column_word(by, cell.key, names)}"
    if not cell.count:
        return tr("{}: no note yet.").format(head)
    parts = [tr("{}: {}").format(head, _notes(cell.count))]
    if by != "kind":
        parts.append(_listed([(SOURCE_WORDS[one].lower(), count) for one, count in cell.kinds]))
    if by != "voice":
        parts.append(_listed([(voice_word(one), count) for one, count in cell.voices]))
    if by != "reviewer":
        parts.append(_listed([(column_word("reviewer", one, names), count) for one, count in cell.people]))
    return ". ".join(parts) + "."


def _listed(counted: list[tuple[str, int]]) -> str:
    said = ", ".join(f"{word} {count}" for word, count in counted)
    return said[:1].upper() + said[1:]


def _notes(count: int) -> str:
    return tr("1 note") if count == 1 else tr("{} notes").format(count)
