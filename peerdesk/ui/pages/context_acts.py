"""Bringing figures in: a file that is known by itself, or one that a person has to say something about."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from peerdesk.desk.context import ResultsCame, ResultsStore
from peerdesk.domain.figures import Place
from peerdesk.domain.own_sheet import ColumnsSaid, Sheet
from peerdesk.errors import NoYearError, UnknownSheetError
from peerdesk.ui import messages
from peerdesk.ui.dialogs.choosing import ask_file
from peerdesk.ui.dialogs.own_sheet import OwnSheetSheet, YearSheet
from peerdesk.ui.page import Page

_ODD_SHOWN = 2


class BringingIn(QObject):
    """Asks for files of figures and takes them in, each as a job that can be stopped."""

    def __init__(self, page: Page, store: ResultsStore, came: Callable[[], object]) -> None:
        """Bring in for a page; `came` is called when something is there."""
        super().__init__(page)
        self._page, self._store, self._came = page, store, came
        self.place = Place("")

    def ask(self) -> None:
        """Ask for a file."""
        kinds = self.tr("Results and spreadsheets (*.csv *.zip *.xlsx)")
        ask_file(self._page, self.tr("A file of results, as it was downloaded"), kinds, self.bring_in)

    def bring_in(self, file: Path, year: str = "") -> None:
        """Take in a file; one that is not known by itself is asked about."""

        def refused(error: Exception) -> None:
            if isinstance(error, UnknownSheetError):
                self.look_at(file, year)
            elif isinstance(error, NoYearError):
                sheet = YearSheet(self._page, file)
                sheet.said.connect(self.bring_in)
                sheet.open_over()
            else:
                messages.show_failure(self._page, error)

        self._page.jobs.start(
            self._page,
            lambda progress: self._store.bring_in(file, progress.step, year=year),
            self._on_came,
            refused,
            label=self.tr("Bringing in figures"),
        )

    def look_at(self, file: Path, year: str = "") -> None:
        """Ask what the columns of a sheet are."""

        def show(seen: tuple[Sheet, ColumnsSaid | None]) -> None:
            sheet = OwnSheetSheet(self._page, file, *seen, year)
            sheet.said.connect(self._bring_in_sheet)
            sheet.open_over()

        self._page.jobs.start(self._page, lambda _: self._store.look_at_sheet(file), show)

    def _bring_in_sheet(self, file: Path, said: ColumnsSaid, year: str) -> None:
        work = partial(self._store.bring_in_sheet, file, said, self.place, year)
        self._page.jobs.start(
            self._page, lambda progress: work(progress.step), self._on_came, label=self.tr("Bringing in figures")
        )

    def _on_came(self, came: ResultsCame) -> None:
        said = [self.tr("{}, {}: {:,} rows are here.").format(came.subject, ", ".join(came.years), came.rows)]
        said += [self.tr("Row {}: {}").format(one.row, one.message) for one in came.findings[:_ODD_SHOWN]]
        if len(came.findings) > _ODD_SHOWN:
            said.append(self.tr("So it is with {} rows more.").format(len(came.findings) - _ODD_SHOWN))
        self._page.toast_requested.emit(" ".join(said), False)
        self._came()
