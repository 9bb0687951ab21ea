from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.changes import Changes
from peerdesk.ui.commands import find_clashes
from peerdesk.ui.dialogs.palette import Palette
from peerdesk.ui.dialogs.safeguarding import SafeguardingCard
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_controls, find_faults
from tests.ui.example import NOON, Day, ExamplePage, make_window

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Day) -> MainWindow:
    window = make_window(theme, jobs, day)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.show_page("notes")
    return window


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def seen(window: MainWindow) -> ExamplePage:
    page = window.current_page()
    assert isinstance(page, ExamplePage)
    return page


def test_a_page_is_built_when_it_is_first_shown_and_only_then(window: MainWindow, day: Day) -> None:
    assert day.built == ["notes"]
    first = window.show_page("home")
    window.show_page("notes")
    assert window.show_page("home") is first
    assert day.built == ["notes", "home"]


def test_a_page_that_is_made_ahead_waits_until_a_person_goes_there(window: MainWindow, day: Day) -> None:
    before = seen(window)
    made = window.make_page("home")
    assert isinstance(made, ExamplePage)
    assert (window.current_page(), made.looked, day.wired) == (before, 0, ["notes"])
    assert window.show_page("home") is made
    window.show_page("notes")
    window.show_page("home")
    assert (day.built, day.wired, made.looked) == (["notes", "home"], ["notes", "home"], 1)


def test_a_person_goes_to_pages_by_key_and_starts_where_the_page_starts(window: MainWindow, day: Day) -> None:
    press(Qt.Key.Key_3, CTRL)
    assert day.built == ["notes", "share"]
    assert QApplication.focusWidget() is seen(window).line
    assert window.rail.current() is not None


def test_arrows_in_the_rail_change_the_page_at_once(window: MainWindow, day: Day) -> None:
    row = window.rail.current()
    assert row is not None
    row.setFocus()
    press(Qt.Key.Key_Down)
    assert day.built == ["notes", "share"]


def test_f6_goes_round_the_parts_of_the_window(window: MainWindow) -> None:
    page = seen(window)
    visited = []
    for _ in range(4):
        visited.append(QApplication.focusWidget())
        press(Qt.Key.Key_F6)
    assert visited == [page.line, page.box, window.rail.current(), window.top_bar.saved]
    assert QApplication.focusWidget() is page.line
    press(Qt.Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is window.top_bar.saved


def test_ctrl_enter_does_the_page_s_main_act(window: MainWindow) -> None:
    press(Qt.Key.Key_Return, CTRL)
    assert seen(window).acted == 1
    seen(window).keep.setEnabled(False)
    press(Qt.Key.Key_Return, CTRL)
    assert seen(window).acted == 1


def test_keys_of_a_page_sleep_while_another_is_seen(window: MainWindow) -> None:
    notes = seen(window)
    window.show_page("share")
    press(Qt.Key.Key_J, CTRL)
    assert (notes.split, seen(window).split) == (0, 1)


def test_changes_reach_seen_pages_now_and_hidden_ones_when_they_are_shown(window: MainWindow) -> None:
    notes = seen(window)
    window.show_page("share")
    share = seen(window)
    before = (notes.looked, share.looked)
    window.on_changes(Changes(frozenset({"1"}), frozenset({"note"})))
    assert (notes.looked, share.looked) == (before[0], before[1] + 1)
    window.show_page("notes")
    assert notes.looked == before[0] + 1


def test_a_page_does_not_look_again_for_what_it_does_not_show(window: MainWindow) -> None:
    before = seen(window).looked
    window.on_changes(Changes(frozenset({"1"}), frozenset({"finding"})))
    assert seen(window).looked == before


def test_an_act_of_a_page_says_that_it_is_saved(window: MainWindow) -> None:
    window.top_bar.saved.setText("")
    seen(window).keep.click()
    assert window.top_bar.saved.text() == "Saved on this laptop"
    press(Qt.Key.Key_S, CTRL)
    assert window.toast.text().startswith("Everything is saved, ")


def test_from_the_second_sitting_on_it_is_not_said_where(window: MainWindow) -> None:
    assert window.top_bar.saved.text() == "Saved on this laptop"
    window.top_bar.show_known()
    assert window.top_bar.saved.text() == "Saved"
    seen(window).keep.click()
    assert window.top_bar.saved.text() == "Saved"


def test_nothing_moves_while_somebody_types(window: MainWindow) -> None:
    window.top_bar.show_known()
    window.on_changes(Changes())
    QCoreApplication.sendPostedEvents(None, 0)
    stands = window.top_bar.clock.geometry(), window.top_bar.saved.geometry()
    window.show_keeping()
    QCoreApplication.sendPostedEvents(None, 0)
    assert window.top_bar.saved.text() == "Keeping…"
    assert (window.top_bar.clock.geometry(), window.top_bar.saved.geometry()) == stands


def test_what_could_not_be_saved_is_said_in_the_same_place(window: MainWindow) -> None:
    window.show_not_saved("the disk is full")
    assert window.top_bar.saved.text() == "Not kept: the disk is full"
    seen(window).keep.click()  # that a record was kept says nothing of what is typed
    assert window.top_bar.saved.text() == "Not kept: the disk is full"


def test_ctrl_z_undoes_typing_first_and_then_the_last_act(window: MainWindow, day: Day) -> None:
    for field in (seen(window).line, seen(window).box):
        field.setFocus()
        before = day.undone
        QTest.keyClicks(field, "a")
        press(Qt.Key.Key_Z, CTRL)
        assert day.undone == before
        press(Qt.Key.Key_Z, CTRL)
        assert day.undone == before + 1


def test_the_toast_offers_undo_and_takes_no_focus(window: MainWindow, day: Day, qtbot: QtBot) -> None:
    seen(window).toast_requested.emit("Note kept with question 2.", True)
    assert window.toast.isVisible()
    assert QApplication.focusWidget() is seen(window).line
    with qtbot.waitSignal(window.toast.undo_requested):
        window.toast.undo.click()
    assert day.undone == 1
    assert not window.toast.isVisible()


def test_safeguarding_is_one_act_away_whatever_lies_over_the_page(window: MainWindow) -> None:
    press(Qt.Key.Key_K, CTRL)
    assert window.findChild(Palette) is not None
    press(Qt.Key.Key_S, CTRL | SHIFT)
    card = window.findChild(SafeguardingCard)
    assert card is not None
    assert card.isVisible()
    press(Qt.Key.Key_S, CTRL | SHIFT)
    assert len(window.findChildren(SafeguardingCard)) == 1


def test_the_safeguarding_button_is_there_at_every_size(window: MainWindow, theme: Theme) -> None:
    theme.choose(Choice("light", contrast=False, scale=2.0))
    window.resize(1280, 720)
    button = window.top_bar.safeguarding
    assert button.isVisible()
    assert window.rect().contains(button.geometry())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.findChild(SafeguardingCard) is not None


@pytest.mark.parametrize(
    ("scale", "width", "height"), [(1.0, 1093, 614), (1.25, 1093, 614), (1.5, 1280, 720), (2.0, 1280, 720)]
)
def test_the_window_fits_common_screens(
    window: MainWindow, theme: Theme, scale: float, width: int, height: int
) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    window.resize(width, height)
    assert window.minimumSizeHint().width() <= width
    assert window.minimumSizeHint().height() <= height
    assert (window.width(), window.height()) == (width, height)


def test_a_page_that_is_not_seen_does_not_widen_the_window(window: MainWindow) -> None:
    window.show_page("home").setMinimumWidth(3000)
    window.show_page("notes")
    window.show_page("home")
    assert window.minimumSizeHint().width() > 3000
    window.show_page("notes")
    assert window.minimumSizeHint().width() <= 1093


def test_a_slim_window_shows_icons_and_still_says_the_words(window: MainWindow) -> None:
    wide = window.rail.width()
    window.resize(900, 614)
    assert window.rail.width() < wide
    assert not window.top_bar.finder.isVisible()
    row = window.rail.current()
    assert row is not None
    assert (row.accessibleName(), row.toolTip()) == ("Notes", "Notes")


def test_a_person_makes_text_larger_by_key(window: MainWindow, theme: Theme) -> None:
    press(Qt.Key.Key_Equal, CTRL)
    assert theme.scale == 1.1
    press(Qt.Key.Key_Minus, CTRL)
    press(Qt.Key.Key_Minus, CTRL)
    assert theme.scale == 1.0


def test_no_key_is_bound_twice_or_belongs_to_somebody_else(window: MainWindow) -> None:
    assert find_clashes(window.commands()) == []
    assert len({command.name for command in window.commands()}) == len(window.commands())


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_a_role_and_room_for_a_finger(window: MainWindow, theme: Theme, scale: float) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    window.say("Note kept.", undoable=True)
    assert len(find_controls(window)) > 10
    assert find_faults(window) == []


def test_tab_goes_from_the_page_to_the_rail_to_the_bar_and_back(window: MainWindow) -> None:
    stops: list[QWidget] = []
    for _ in range(30):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in stops:
            break
        stops.append(focused)
        press(Qt.Key.Key_Tab)
    page = seen(window)
    parts = [
        "page" if page.isAncestorOf(stop) else "rail" if window.rail.isAncestorOf(stop) else "bar" for stop in stops
    ]
    changes = [part for at, part in enumerate(parts) if at == 0 or part != parts[at - 1]]
    assert changes[:3] == ["page", "rail", "bar"]
    assert parts.count("rail") == 1


def test_the_clock_and_the_title_say_where_and_when(window: MainWindow) -> None:
    assert window.top_bar.clock.text() == f"{NOON.astimezone():%H:%M}"
    assert window.windowTitle().startswith("Saltmarsh")
    window.top_bar.show_time(NOON + timedelta(minutes=1))
    assert window.top_bar.clock.text() == f"{(NOON + timedelta(minutes=1)).astimezone():%H:%M}"


def test_practice_is_said_and_seen(window: MainWindow, theme: Theme) -> None:
    assert not window.top_bar.practice.isVisible()
    real = window.grab().toImage()
    theme.set_practice(True)
    assert window.top_bar.practice.isVisible()
    practice = window.grab().toImage()
    places = [(x, y) for x in range(5, 1280, 50) for y in range(5, 720, 50)]
    differ = sum(real.pixelColor(*at) != practice.pixelColor(*at) for at in places)
    assert differ > 0.95 * len(places)


def test_closing_the_window_ends_what_runs(window: MainWindow, jobs: JobRunner) -> None:
    def endless(progress: object) -> None:
        while True:
            progress.step(0, 0)  # type: ignore[attr-defined]

    jobs.start(window, endless, lambda _: None)
    window.close()
    assert not jobs.busy


def test_long_work_shows_a_bar_with_a_way_to_stop_it(window: MainWindow, jobs: JobRunner, qtbot: QtBot) -> None:
    def endless(progress: object) -> None:
        while True:
            progress.step(3, 12, "Bringing in Tom's notes")  # type: ignore[attr-defined]

    jobs.start(window, endless, lambda _: None, label="Bringing in")
    assert not window.progress.isVisible()
    qtbot.waitUntil(window.progress.isVisible, timeout=20_000)
    assert find_faults(window.progress) == []
    window.progress.cancel.click()
    assert jobs.wait_idle()
    assert not window.progress.isVisible()


def test_quick_work_shows_no_bar(window: MainWindow, jobs: JobRunner, qtbot: QtBot) -> None:
    jobs.start(window, lambda _: None, lambda _: None)
    assert jobs.wait_idle()
    qtbot.wait(350)
    assert not window.progress.isVisible()
