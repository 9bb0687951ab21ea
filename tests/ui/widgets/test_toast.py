from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.toast import Toast


def make_toast(qtbot: QtBot, theme: Theme) -> Toast:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(800, 600)
    with qtbot.waitExposed(page):
        page.show()
    toast = Toast(theme, page)
    toast.stays_ms = 40
    return toast


def test_it_goes_by_itself(qtbot: QtBot, theme: Theme) -> None:
    toast = make_toast(qtbot, theme)
    toast.say("Note kept.")
    assert toast.isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=20_000)


def test_it_stays_while_its_button_has_focus(qtbot: QtBot, theme: Theme) -> None:
    toast = make_toast(qtbot, theme)
    toast.say("Note kept.", undoable=True)
    toast.undo.setFocus()
    assert QApplication.focusWidget() is toast.undo
    qtbot.wait(120)
    assert toast.isVisible()


def test_the_newest_replaces_the_older_and_stands_inside_the_page(qtbot: QtBot, theme: Theme) -> None:
    toast = make_toast(qtbot, theme)
    toast.say("One.", undoable=True)
    toast.say("A very long sentence about what was done, " * 8)
    assert toast.text().startswith("A very long")
    assert not toast.undo.isVisible()
    assert toast.parentWidget().rect().contains(toast.geometry())  # type: ignore[union-attr]


def test_it_stays_eight_seconds(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    assert Toast(theme, page).stays_ms == 8000
