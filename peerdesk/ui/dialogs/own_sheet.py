"""What the columns of a school's own spreadsheet are: said once, remembered for the next year's."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from peerdesk.domain.figures import read_year
from peerdesk.domain.measures import ALL, GROUPS, MEASURES, OWN
from peerdesk.domain.own_sheet import ColumnsSaid, Sheet
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.choice import Choice
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet as SheetOver
from peerdesk.ui.widgets.sheet import make_title

_WHOSE, _YEAR = "=whose", "=year"


class OwnSheetSheet(SheetOver):
    """A row for each column: what stands in it, what it measures, and of whom.

    Signals:
        said: the file, the ColumnsSaid, and the school year ("" where rows say theirs).
    """

    said = Signal(object, object, str)

    def __init__(self, parent: QWidget, file: Path, sheet: Sheet, before: ColumnsSaid | None, year: str = "") -> None:
        """Ask about the columns of a sheet; `before` is what was said of one like it."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("What are the columns?"), width=860)
        self._file, self._sheet = file, sheet
        self.measures: dict[str, Choice] = {}
        self.groups: dict[str, Choice] = {}
        self.year = QLineEdit(year)
        self.year.setPlaceholderText("2025/26")
        self.year.setAccessibleName(self.tr("School year"))
        self.answer = Paragraph(theme, "", tone="develop")
        self.answer.hide()
        self.go = Button(theme, self.tr("Bring in"), kind="primary")
        self.go.setDefault(True)
        close = Button(theme, self.tr("Not now"), kind="quiet")
        self.content.addWidget(make_title(theme, self.tr("What are the columns?"), "table-2"))
        why = self.tr("“{}” is a sheet of your own. What you say here is remembered for sheets with the same headings.")
        self.content.addWidget(Paragraph(theme, why.format(file.name), tone="soft"))
        form = Form(theme)
        form.add(self.tr("School year"), self.year, self.tr("As in 2025/26; leave it empty if a column says it."))
        self.content.addWidget(form)
        self.content.addWidget(self._columns(before))
        self.content.addWidget(self.answer)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.foot.addWidget(self.go)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        close.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)
        self.year.setFocus()

    def columns_said(self) -> ColumnsSaid:
        """Return what is said now."""
        chosen = {name: choice.value() for name, choice in self.measures.items()}
        columns = {
            name: (value, self.groups[name].value() or ALL)
            for name, value in chosen.items()
            if value and value not in (_WHOSE, _YEAR)
        }
        whose = next((name for name, value in chosen.items() if value == _WHOSE), "")
        years = next((name for name, value in chosen.items() if value == _YEAR), "")
        return ColumnsSaid(columns, whose, years)

    def _columns(self, before: ColumnsSaid | None) -> QWidget:
        theme, table = self.theme, QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.gap("s"))
        grid.setVerticalSpacing(theme.gap("xs"))
        for column, word in enumerate((self.tr("Column"), self.tr("It is"), self.tr("Of"))):
            grid.addWidget(Label(theme, word, "caption", "soft", elided=True), 0, column)
        groups = [(one.name, one.words) for one in GROUPS.values()]
        for row, heading in enumerate(self._sheet.headings, 1):
            shown = ", ".join(cells[heading] for cells in self._sheet.rows[:3] if cells.get(heading))
            measure = Choice(theme, self.tr("What “{}” is").format(heading), 260)
            measure.show_choices([("", self.tr("left out")), *self._offers(heading)])
            group = Choice(theme, self.tr("Of whom “{}” is").format(heading), 170)
            group.show_choices(groups)
            self.measures[heading], self.groups[heading] = measure, group
            self._recall(heading, before)
            grid.addWidget(Paragraph(theme, f"{heading}\n{shown}" if shown else heading), row, 0)
            grid.addWidget(measure, row, 1)
            grid.addWidget(group, row, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        return table

    def _offers(self, heading: str) -> Sequence[tuple[str, str]]:
        known = [(one.name, f"{one.subject}: {one.words}") for one in MEASURES.values() if one.unit != "words"]
        return [
            (_WHOSE, self.tr("whose row it is (a school’s number)")),
            (_YEAR, self.tr("the school year")),
            (OWN + heading, self.tr("a figure of its own: {}").format(heading)),
            *known,
        ]

    def _recall(self, heading: str, before: ColumnsSaid | None) -> None:
        """Show what was said before, or what the heading itself says."""
        if before is not None and heading in before.columns:
            measure, group = before.columns[heading]
            self.measures[heading].show_value(measure)
            self.groups[heading].show_value(group)
        elif heading == (before.whose if before else "") or (before is None and heading.strip().upper() == "URN"):
            self.measures[heading].show_value(_WHOSE)
        elif before is not None and heading == before.years:
            self.measures[heading].show_value(_YEAR)

    def _on_go(self) -> None:
        said, typed = self.columns_said(), self.year.text().strip()
        try:
            year = read_year(typed) if typed else ""
        except ValueError:
            self._say(self.tr("“{}” is no school year; say it as in 2025/26.").format(typed))
            return
        if not said.columns:
            self._say(self.tr("Say of at least one column what it is."))
        elif not year and not said.years:
            self._say(self.tr("Say the school year, as in 2025/26."))
        else:
            self.said.emit(self._file, said, year)
            self.accept()

    def _say(self, sentence: str) -> None:
        self.answer.setText(sentence)
        self.answer.show()
        self.place()


class YearSheet(SheetOver):
    """Of which school year a file is that does not say it.

    Signals:
        said: the file and the school year.
    """

    said = Signal(object, str)

    def __init__(self, parent: QWidget, file: Path) -> None:
        """Ask."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Which school year?"), width=480)
        self._file = file
        self.year = QLineEdit()
        self.year.setPlaceholderText("2025/26")
        self.go = Button(theme, self.tr("Bring in"), kind="primary")
        self.go.setDefault(True)
        self.answer = Paragraph(theme, self.tr("Nothing in “{}” says it.").format(file.name), tone="soft")
        form = Form(theme)
        form.add(self.tr("School year"), self.year)
        self.content.addWidget(make_title(theme, self.tr("Which school year?"), "calendar-days"))
        self.content.addWidget(self.answer)
        self.content.addWidget(form)
        close = Button(theme, self.tr("Not now"), kind="quiet")
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.foot.addWidget(self.go)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        close.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)
        self.year.setFocus()

    def _on_go(self) -> None:
        try:
            year = read_year(self.year.text())
        except ValueError:
            self.answer.setText(self.tr("Say the school year as in 2025/26."))
            return
        self.said.emit(self._file, year)
        self.accept()
