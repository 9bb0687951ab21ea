"""The school in context: empty, full, with others, and what is asked about a sheet of the school's own."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk, start_here
from peerdesk.ui.pages.context import ContextPage
from peerdesk.ui.theme import Theme
from tools.pictures_of_the_day import Keys

_AT = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)
_DATA = Path(__file__).parent.parent / "tests" / "data"
_SCHOOL = "900001"


@cache
def context_desk(*, full: bool = True) -> Desk:
    """Return the desk of a lead with a school chosen, and with the figures of some years."""
    desk = start_here(Path(mkdtemp()) / "desk", Keys(), "Anita Shah", lambda: _AT)
    desk.plan.import_schools(_DATA / "register" / "all_columns.csv")
    school = desk.plan.school(_SCHOOL)
    assert school is not None
    scope, _ = desk.plan.begin(**dict[str, Any](school.for_review), days=("2027-03-09",))
    if full:
        for file in sorted((_DATA / "results").iterdir()):
            desk.in_context.store.bring_in(file)
        desk.keeping.put_setting(f"context.others.{scope}", "900012 900020 900030")
        figures, _ = desk.in_context.of_review((), _SCHOOL, "899")
        assert figures is not None
        desk.in_context.keep(scope, figures, frozenset({"ks2.rwm.expected"}))
    return desk


def show_context(theme: Theme, *, full: bool = True, whose: str = "school", measure: str = "") -> QWidget:
    """Show the page."""
    window = build_window(context_desk(full=full), theme, lambda: _AT, list)
    window.show()
    window.jobs.wait_idle()
    page = window.show_page("context")
    window.jobs.wait_idle()
    assert isinstance(page, ContextPage)
    page.whose.show_value(whose)
    page.whose.picked.emit(whose)
    if measure:
        page.measure.show_value(measure)
    window.jobs.wait_idle()
    return window


def show_own_sheet(theme: Theme) -> QWidget:
    """Show what is asked about a sheet."""
    window = show_context(theme)
    file = Path(mkdtemp()) / "Phonics 2026.csv"
    file.write_text("URN,Year 1,Met the standard,Boys met\n900001,28,82%,75%\n899,3900,80%,77%\n")
    page = window.findChild(ContextPage)
    assert page is not None
    page.bringing.look_at(file, "2025/26")
    page.jobs.wait_idle()
    return window


CONTEXT: Mapping[str, Callable[[Theme], QWidget]] = {
    "context": show_context,
    "context-empty": partial(show_context, full=False),
    "context-progress": partial(show_context, measure="ks2.reading.progress"),
    "context-together": partial(show_context, whose="together"),
    "context-sheet": show_own_sheet,
}
