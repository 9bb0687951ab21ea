"""The fields of one row of a framework: a line, a box or a choice for each column, each kept when it is left."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.framework_copies import Copy, CopyRow
from peerdesk.domain.framework_comparing import title_of
from peerdesk.domain.framework_forms import Column, Form
from peerdesk.domain.framework_reading import MAX_ID, MAX_LINE
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.framework_words import column_word
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets import fields
from peerdesk.ui.widgets.kept import KeptBox, KeptChoice, KeptLine

Field = KeptLine | KeptBox | KeptChoice
_SHOWN = 60  # letters of the name of something that is chosen


class FrameworkFields(QWidget):
    """Fields for the columns of one sheet.

    Signals:
        given: somebody left a field with other words: column, words.
    """

    given = Signal(str, str)

    def __init__(self, theme: Theme, form: Form, drafts: FieldDrafts, place: Callable[[], str]) -> None:
        """Lay the fields out.

        Args:
            theme: for their sizes.
            form: the sheet.
            drafts: journals what is typed.
            place: names the row that is shown.
        """
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._form = form
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.gap("s"), 0)
        rows = fields.Form(theme)
        column.addWidget(rows)
        column.addStretch()
        for one in form.columns:
            field = self.fields[one.name] = _field(theme, one)
            rows.add(column_word(one), field, "" if one.kind == "names" else one.hint)
            field.given.connect(lambda words, name=one.name: self.given.emit(name, words))
            if not isinstance(field, KeptChoice):
                drafts.watch(field, lambda name=one.name: (place(), name))  # type: ignore[misc]

    def show_row(self, row: CopyRow, copy: Copy, *, another: bool) -> None:
        """Show what a row says; `another` than before, so that what is typed belongs elsewhere."""
        for one in self._form.columns:
            field, words = self.fields[one.name], row.cells.get(one.name, "")
            if isinstance(field, KeptChoice):
                field.show_choices(_choices(one, copy, words))
            elif another:
                field.let_go()
            field.show_value(words)


def _field(theme: Theme, column: Column) -> Field:
    name = column_word(column)
    match column.kind:
        case "text" | "lines":
            return KeptBox(theme, name, 2)
        case "choice" | "names":
            return KeptChoice(theme, name)
        case _:
            return KeptLine(theme, name, most=MAX_ID if column.name in ("id", "version") else MAX_LINE)


def _choices(column: Column, copy: Copy, now: str) -> list[tuple[str, str]]:
    """Return what can be chosen; what is chosen now is among it even if it is nothing any more."""
    if column.kind == "choice":
        said = {word: word.replace("_", " ") for word in column.choices}
    else:
        said = {row.cells.get("id", ""): _known_by(row.cells) for row in copy.sheets[column.names]}
        said.pop("", None)
    if now and now not in said:
        said[now] = now
    return [*([] if column.needed and now else [("", "–")]), *said.items()]


def _known_by(cells: Mapping[str, str]) -> str:
    words = title_of({name: said for name, said in cells.items() if name != "id"})
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    return f"{cells.get('id', '')} · {shown}" if shown else cells.get("id", "")
