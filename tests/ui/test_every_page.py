"""Every page of the window and every sheet that a command opens, as a finger and a screen reader meet them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.practice import demo_day, start_practice
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.sheet import Sheet
from tests.people import Clock, Shelf
from tests.ui.accessibility import find_faults

AT = datetime(2027, 3, 9, 11, 20, tzinfo=UTC)
ROLES = QAccessible.Role
NEED_A_NAME = {
    *(ROLES.PushButton, ROLES.ButtonMenu, ROLES.CheckBox, ROLES.RadioButton, ROLES.EditableText, ROLES.ComboBox),
    *(ROLES.List, ROLES.Table, ROLES.Tree, ROLES.PageTab, ROLES.MenuItem, ROLES.Link, ROLES.Slider, ROLES.SpinBox),
    *(ROLES.Dialog, ROLES.ListItem),
}
MOST_ITEMS = 30  # of a list: what is true of them is true of the rest


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A whole day, as somebody's own review: nothing that the practice leaves out is missing."""
    desk = start_here(tmp_path_factory.mktemp("full") / "desk", Shelf(), "Amina Rahman", Clock(AT))
    start_practice(desk, demo_day())
    yield desk
    desk.close()


@pytest.fixture
def window(full: Desk, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    for system in (QFileDialog, QPrintDialog):
        monkeypatch.setattr(system, "open", lambda *_: None)
        monkeypatch.setattr(system, "show", lambda *_: None)
    window = build_window(full, theme, lambda: AT, list)
    qtbot.addWidget(window)
    window.resize(1093, 614)
    with qtbot.waitExposed(window):
        window.show()
    rest(window.jobs)
    return window


def rest(jobs: JobRunner) -> None:
    for _ in range(4):
        assert jobs.wait_idle()
        QApplication.sendPostedEvents(None, 0)


def unnamed(root: QWidget) -> list[str]:
    """Return what a screen reader would come upon and could not call by a name."""
    told = QAccessible.queryAccessibleInterface(root)
    return list(_unnamed(told)) if told is not None else ["nothing is told"]


def _unnamed(told: QAccessibleInterface) -> Iterator[str]:
    state = told.state()
    if state.invisible:
        return
    name = told.text(QAccessible.Text.Name).strip()
    if told.role() in NEED_A_NAME and not name:
        yield f"{told.role()} {type(told.object()).__name__ if told.object() else ''} in {_path(told)}"
    for at in range(min(told.childCount(), MOST_ITEMS)):
        child = told.child(at)
        if child is not None and child.isValid():
            yield from _unnamed(child)


def _path(told: QAccessibleInterface) -> str:
    names = list[str]()
    at: QAccessibleInterface | None = told.parent()
    while at is not None and at.object() is not None and len(names) < 4:
        names.append(type(at.object()).__name__)
        at = at.parent()
    return " in ".join(names)


def each_page(window: MainWindow) -> Iterator[str]:
    for name in window._entries:
        window.show_page(name)
        rest(window.jobs)
        yield name


def each_tool(window: MainWindow) -> Iterator[str]:
    """Now, in a walk, a conversation and a look at work, with all that can be unfolded."""
    page = window.show_page("now")
    rest(window.jobs)
    assert isinstance(page, NowPage)
    assert page._plan is not None
    kinds = {one.kind: one.record_id for one in page._plan.activities}
    for kind, activity in kinds.items():
        page.go_to(activity)
        page.tools.now.show_details()
        rest(window.jobs)
        yield kind
        page.tools.now.show_details()
        page._show_earlier(shown=True)
        page.checklist.show_unseen()
        rest(window.jobs)
        yield f"{kind}, unfolded"
        page.checklist.unseen.setChecked(False)
        page._show_earlier(shown=False)


def faults_of(window: MainWindow, walk: Callable[[MainWindow], Iterator[str]]) -> list[str]:
    return [f"{where}: {fault}" for where in walk(window) for fault in (*find_faults(window), *unnamed(window))]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("walk", [each_page, each_tool])
def test_every_control_of_every_page_has_a_name_and_room_for_a_finger(
    window: MainWindow, theme: Theme, walk: Callable[[MainWindow], Iterator[str]], scale: float
) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    assert faults_of(window, walk) == []


def test_every_sheet_that_a_command_opens_has_names_and_room_too(window: MainWindow) -> None:
    met, faults = set[str](), list[str]()
    for name in each_page(window):
        for command in [one for one in window.commands() if one.text.endswith("…") and one.enabled()]:
            if command.name in met or command.name in {"window.erase"}:
                continue
            met.add(command.name)
            command.act()
            rest(window.jobs)
            for sheet in [one for one in window.findChildren(Sheet) if one.isVisible()]:
                faults += [f"{command.name}: {fault}" for fault in (*find_faults(sheet), *unnamed(sheet))]
                sheet.reject()
                sheet.deleteLater()
            rest(window.jobs)
            if window.current_page() is not window._pages.get(name):
                window.show_page(name)
                rest(window.jobs)
    assert len(met) > 30
    assert faults == []
