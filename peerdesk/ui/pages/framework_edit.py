"""Changing a copy of a framework: part by part, row by row, each field kept when it is left."""

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.desk import Desk
from peerdesk.desk.framework_copies import Copy, CopyRow, new_row
from peerdesk.desk.frameworks import Shelved
from peerdesk.domain.framework_comparing import title_of
from peerdesk.domain.framework_forms import FORM_OF, FORMS, Form
from peerdesk.domain.framework_sheets import SheetError
from peerdesk.overriding import override
from peerdesk.ui import messages
from peerdesk.ui.commands import Command
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.framework_words import column_word, sheet_word
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.page import Page
from peerdesk.ui.pages.framework_fields import FrameworkFields
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.kept import KeptChoice
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.title_row import TitleRow

_LIST = 260  # pixels of the list beside the fields
_ANY = 16_777_215  # Qt's own word for no limit


class FrameworkEditPage(Page):
    """Tabs for the parts, a list of rows, and the fields of the row that is chosen."""

    title = "Change a framework"

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the page; it shows nothing before `show_copy`."""
        super().__init__(theme, jobs, parent)
        self._desk = desk
        self.copy: Copy | None = None
        self._form = FORMS[0]
        self._key = ""
        self.drafts = FieldDrafts(desk, jobs, "framework", self)
        self.typed = Offer(theme, "history", wraps=True)
        parts = [(form.name, sheet_word(form.name)) for form in FORMS]
        self.parts = Tabs(theme, parts, self.tr("Parts of the framework"), wraps=True)
        self._model = RowsModel[CopyRow](_said, lambda row: row.key)
        self.list = RowsView(theme, self._model, RowsDelegate[CopyRow](theme), self.tr("Rows of this part"))
        self.list.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.part_choice = KeptChoice(theme, self.tr("Part of the framework"), parts)
        self.row_choice = KeptChoice(theme, self.tr("Row of this part"))
        self.add = Button(theme, self.tr("Add"), "plus")
        self.take_out = Button(theme, "", "trash-2", "quiet", name=self.tr("Take this row out"))
        self.up = Button(theme, "", "chevron-up", "quiet", name=self.tr("Move this row up"))
        self.down = Button(theme, "", "chevron-down", "quiet", name=self.tr("Move this row down"))
        self.hint = Paragraph(theme, "", "caption", "soft")
        self.trouble = Paragraph(theme, "", tone="develop")
        self.fields = FrameworkFields(theme, self._form, self.drafts, self._place)
        self.later = Button(theme, self.tr("Go on later"), kind="quiet")
        self.finish = Button(theme, self.tr("Keep this version"), kind="primary")
        self.primary = self.finish
        self._rows = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._scroll = ScrollColumn(theme)
        self._build()
        self._wire()

    def show_copy(self, copy: Copy) -> None:
        """Show a copy, from its first part."""
        self.copy = copy
        self.trouble.hide()
        self.show_part(FORMS[0].name)
        self.drafts.show_in(self.typed, self._name_of)

    def show_part(self, name: str, row: int = 0) -> None:
        """Show a part, and one of its rows, counted from 0."""
        self._form = FORM_OF[name]
        self.parts.show_value(name)
        self.part_choice.show_value(name)
        self.hint.setText("" if self._form.single else self._form.hint)
        self._rows.setVisible(not self._form.single)
        self._fit()
        before, self._key = self.fields, ""
        self.fields = FrameworkFields(self.theme, self._form, self.drafts, self._place)
        self.fields.given.connect(self._on_given)
        self._scroll.body.replaceWidget(before, self.fields)
        before.hide()
        before.deleteLater()
        rows = self._shown()
        self._show_rows(rows[min(row, len(rows) - 1)].key if rows else "")

    @override
    def commands(self) -> list[Command]:
        group = self.tr("Framework")
        return [
            Command("framework.add", self.tr("Add a row"), group, self.add.click, "Ctrl+Shift+A", "plus"),
            Command("framework.up", self.tr("Move this row up"), group, partial(self._move, -1), "Ctrl+Shift+Up"),
            Command("framework.down", self.tr("Move this row down"), group, partial(self._move, 1), "Ctrl+Shift+Down"),
        ]

    @override
    def first_focus(self) -> QWidget | None:
        return next(iter(self.fields.fields.values()), None)

    @override
    def regions(self) -> list[QWidget]:
        return [self.parts, self.list, self.part_choice]

    def _build(self) -> None:
        theme = self.theme
        acts = QHBoxLayout()
        acts.setSpacing(theme.gap("xs"))
        for button in (self.add, self.up, self.down, self.take_out):
            acts.addWidget(button)
        acts.addStretch()
        beside = QVBoxLayout(self._rows)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.list, 1)
        beside.addLayout(acts)
        self._scroll.body.addWidget(self.fields)
        self._both.setSpacing(theme.gap("m"))
        self._both.addWidget(self._rows)
        self._both.addWidget(self._scroll, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l"), theme.gap("s"))
        page.setSpacing(theme.gap("s"))
        page.addWidget(TitleRow(theme, self.title, None, [self.later, self.finish]))
        choices = QHBoxLayout()
        choices.setSpacing(theme.gap("s"))
        choices.addWidget(self.part_choice, 1)
        choices.addWidget(self.row_choice, 2)
        page.addLayout(choices)
        for widget in (self.typed, self.parts, self.hint, self.trouble):
            page.addWidget(widget)
        page.addLayout(self._both, 1)
        self.trouble.hide()

    def _wire(self) -> None:
        self.parts.picked.connect(lambda name: self.show_part(name))
        self.part_choice.given.connect(lambda name: self.show_part(name))
        self.row_choice.given.connect(lambda key: self.list.choose([key]))
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._on_chosen())
        self.add.clicked.connect(self._on_add)
        self.take_out.clicked.connect(self._on_take_out)
        self.up.clicked.connect(partial(self._move, -1))
        self.down.clicked.connect(partial(self._move, 1))
        self.later.clicked.connect(lambda: self.go_requested.emit("frameworks"))
        self.finish.clicked.connect(self._on_finish)
        self.drafts.taken_up.connect(self._take_up)
        self.theme.changed.connect(self._fit)

    @override
    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        """Where there is little room, choose part and row from lists that open."""
        slim = self.theme.is_slim(self.window().width())
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.TopToBottom if slim else direction.LeftToRight)
        self._rows.setMinimumWidth(0 if slim else self.theme.px(_LIST))
        self._rows.setMaximumWidth(_ANY if slim else self.theme.px(_LIST))
        for roomy in (self.parts, self.list):
            roomy.setVisible(not slim)
        self.hint.setVisible(not slim and not self._form.single)
        self.part_choice.setVisible(slim)
        self.row_choice.setVisible(slim and not self._form.single)

    # What is shown

    def _shown(self) -> Sequence[CopyRow]:
        return self.copy.sheets[self._form.name] if self.copy else ()

    def _place(self) -> str:
        return f"{self.copy.name}.{self._form.name}.{self._key}" if self.copy and self._key else ""

    def _show_rows(self, key: str) -> None:
        """Show the rows of the part, and choose one."""
        self._list_rows(key)
        self._show_row(key)

    def _list_rows(self, key: str) -> None:
        rows = list(self._shown())
        self._model.show_rows(rows)
        self.row_choice.show_choices([(row.key, _said(row)) for row in rows])
        self.row_choice.show_value(key)
        self.list.choose([key])

    def _on_chosen(self) -> None:
        row = next(iter(self.list.chosen_rows()), None)
        if row is not None and row.key != self._key:
            self._show_row(row.key)

    def _show_row(self, key: str) -> None:
        row = next((row for row in self._shown() if row.key == key), None)
        another, self._key = key != self._key, key if row else ""
        self.row_choice.show_value(self._key)
        self.fields.setVisible(row is not None)
        for button in (self.take_out, self.up, self.down):
            button.setEnabled(row is not None)
        if row is not None and self.copy is not None:
            self.fields.show_row(row, self.copy, another=another)

    # What a person does

    def _on_given(self, column: str, words: str) -> None:
        if self.copy is not None and self._key:
            self._keep(self.copy.with_cell(self._form.name, self._key, column, words), self._key)

    def _keep(self, copy: Copy, key: str) -> None:
        """Keep the copy as it is now, and show that."""
        self.copy = copy
        self._list_rows(key)

        def done(_: None) -> None:
            if self.copy is copy:
                self._show_row(self._key)

        self.jobs.start(self, lambda _: self._desk.framework_copies.keep(copy), done)

    def _on_add(self) -> None:
        if self.copy is None:
            return
        rows = list(self._shown())
        at = next((at for at, row in enumerate(rows) if row.key == self._key), len(rows) - 1) + 1
        fresh = new_row(_beginning(self._form, self.copy, rows[at - 1] if rows else None))
        self._keep(self.copy.with_rows(self._form.name, [*rows[:at], fresh, *rows[at:]]), fresh.key)
        self._show_row(fresh.key)
        empty = (one.name for one in self._form.columns if one.needed and not fresh.cells.get(one.name))
        self.fields.fields[next(empty, self._form.columns[0].name)].setFocus()

    def _on_take_out(self) -> None:
        rows = list(self._shown())
        at = next((at for at, row in enumerate(rows) if row.key == self._key), -1)
        if self.copy is None or at < 0:
            return
        before, left = self.copy, [*rows[:at], *rows[at + 1 :]]
        key = left[min(at, len(left) - 1)].key if left else ""
        self._keep(self.copy.with_rows(self._form.name, left), key)
        self._show_row(key)
        self._offer_back(before, rows[at])

    def _offer_back(self, before: Copy, row: CopyRow) -> None:
        """Offer to put a row back that was taken out."""

        def back() -> None:
            self.typed.offer("", ())
            self._keep(before, row.key)
            self._show_row(row.key)

        said = self.tr("“{}” is taken out.").format(title_of(row.cells) or self.tr("An empty row"))
        self.typed.offer(said, [(self.tr("Put it back"), back)])

    def _move(self, step: int) -> None:
        rows = list(self._shown())
        at = next((at for at, row in enumerate(rows) if row.key == self._key), -1)
        if self.copy is not None and at >= 0 and 0 <= at + step < len(rows):
            rows[at], rows[at + step] = rows[at + step], rows[at]
            self._keep(self.copy.with_rows(self._form.name, rows), self._key)

    def _on_finish(self) -> None:
        copy = self.copy
        if copy is None:
            return

        def done(kept: Shelved) -> None:
            self.copy = None
            said = self.tr("“{title}”, version {version}, is among your frameworks.")
            framework = kept.framework
            self.toast_requested.emit(said.format(title=framework.title, version=framework.version), False)
            self.go_requested.emit("frameworks")

        self.trouble.hide()
        self.jobs.start(self, lambda _: self._desk.framework_copies.finish(copy), done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        """Show what cannot be meant where it stands."""
        if not isinstance(error, SheetError):
            messages.show_failure(self, error)
            return
        column = FORM_OF[error.sheet].by_name.get(error.column)
        where = " · ".join(filter(None, (sheet_word(error.sheet), column_word(column) if column else "")))
        self.trouble.setText(f"{where}: {error.sentence}")
        self.trouble.show()
        announce(self.trouble, self.trouble.text())
        self.show_part(error.sheet, max(0, error.row - 1))
        field = self.fields.fields.get(error.column)
        if field is not None:
            field.setFocus()
            self._scroll.ensureWidgetVisible(field)

    # What was typed and not kept

    def _name_of(self, place: str) -> str:
        return self.tr("this framework") if self.copy and place.startswith(f"framework:{self.copy.name}.") else ""

    def _take_up(self, place: str, words: str) -> None:
        """Put words back into the field in which they were typed."""
        _, sheet, key = place.split(":")[1].split(".")
        rows = [row.key for row in self.copy.sheets[sheet]] if self.copy else []
        if key in rows:
            self.show_part(sheet, rows.index(key))
            self.drafts.take(place, words)


def _said(row: CopyRow) -> str:
    return title_of(row.cells) or "…"


def _beginning(form: Form, copy: Copy, before: CopyRow | None) -> dict[str, str]:
    """Return what a fresh row says: a free id, and what it needs and shares with the row before."""
    cells: dict[str, str] = {}
    for column in form.columns:
        if column.name == "id":
            cells["id"] = _free_id(form, [row.cells.get("id", "") for row in copy.sheets[form.name]])
        elif column.needed and column.kind in ("choice", "names"):
            first = column.choices[:1] or [row.cells.get("id", "") for row in copy.sheets.get(column.names, ())[:1]]
            cells[column.name] = before.cells.get(column.name, "") if before else next(iter(first), "")
    return cells


def _free_id(form: Form, taken: Sequence[str]) -> str:
    """Return the id after the last one: L25 after L24, else a word with a number."""
    found = re.fullmatch(r"(.*?)(\d+)", taken[-1]) if taken else None
    stem, number = (found[1], int(found[2])) if found else (f"{form.name.rstrip('s')}-", 0)
    return next(name for at in range(number + 1, number + len(taken) + 2) if (name := f"{stem}{at}") not in taken)
