"""What the system says, taken apart: messages made up as Windows documents them; a bus that is not there."""

import gc
import weakref

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from peerdesk.ui.session.logind import Logind
from peerdesk.ui.session.screen_saver import ScreenSaver
from peerdesk.ui.session.windows import WindowsSession, read_message

SESSION_CHANGE, POWER, QUERY_END, END = 0x02B1, 0x0218, 0x0011, 0x0016


@pytest.mark.parametrize(
    ("message", "word", "said"),
    [
        (SESSION_CHANGE, 7, ("away", "session")),
        (SESSION_CHANGE, 8, ("back", "session")),
        (SESSION_CHANGE, 2, ("away", "session")),
        (SESSION_CHANGE, 1, ("back", "session")),
        (SESSION_CHANGE, 4, ("away", "session")),
        (SESSION_CHANGE, 3, ("back", "session")),
        (SESSION_CHANGE, 6, ("away", "sleep")),
        (POWER, 4, ("away", "sleep")),
        (POWER, 7, ("back", "sleep")),
        (POWER, 18, ("back", "sleep")),
        (QUERY_END, 0, ("away", "sleep")),
        (END, 0, ("back", "sleep")),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_windows_says_that_the_person_is_away_or_back(message: int, word: int, said: tuple[str, str]) -> None:
    session = WindowsSession()
    heard: list[tuple[str, str]] = []
    session.away.connect(lambda why: heard.append(("away", why)))
    session.back.connect(lambda why: heard.append(("back", why)))
    session.hear(message, word)
    assert heard == [said]


@pytest.mark.parametrize(
    ("message", "word"), [(0x000F, 0), (SESSION_CHANGE, 5), (SESSION_CHANGE, 9), (POWER, 10), (END, 1), (0x0100, 7)]
)
def test_what_is_no_matter_of_ours_means_nothing(message: int, word: int) -> None:
    assert read_message(message, word) is None


def test_without_a_bus_there_is_silence(qtbot: QtBot) -> None:
    nowhere = QDBusConnection("a bus that nobody made")
    for source in (Logind(nowhere), ScreenSaver(nowhere)):
        with qtbot.assertNotEmitted(source.away), qtbot.assertNotEmitted(source.back):
            source.listen()
            source.let_go()


def test_without_logind_there_is_silence(address: str, qtbot: QtBot) -> None:
    bus = QDBusConnection.connectToBus(address, address)
    logind = Logind(bus)
    with qtbot.assertNotEmitted(logind.away):
        logind.listen()
        qtbot.wait(50)
    QDBusConnection.disconnectFromBus(address)


def test_nothing_that_was_asked_keeps_who_asked(address: str, qtbot: QtBot) -> None:
    """Who asked owns the question: kept alive by it alone, the two would take each other down twice."""
    bus = QDBusConnection.connectToBus(address, f"{address} again")
    logind = Logind(bus)
    logind.listen()
    gone = weakref.ref(logind)
    del logind
    gc.collect()
    assert gone() is None
    qtbot.wait(50)  # the answers come, to nobody
    QDBusConnection.disconnectFromBus(f"{address} again")
