"""A page asks the desk once when it is first shown, and what all notes say alike is in memory once."""

import pytest
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.now.sight import Asked, Sight, look
from peerdesk.ui.pages import now as page_module
from peerdesk.ui.theme import Theme
from tests.ui.now.hands import show_now
from tests.ui.pages.wrenholt import Wrenholt


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the reviews that the page looked at, a line for each look."""
    seen: list[str] = []

    def counted(desk: Desk, asked: Asked) -> Sight:
        seen.append(asked.scope)
        return look(desk, asked)

    monkeypatch.setattr(page_module, "look", counted)
    return seen


def test_the_review_is_read_once_when_the_page_is_first_shown(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, asked: Wrenholt, looks: list[str]
) -> None:
    now = show_now(qtbot, theme, jobs, asked)
    now.settle()
    assert looks == [asked.scope]


def test_another_review_is_read_at_once_while_the_page_is_seen(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, asked: Wrenholt, looks: list[str]
) -> None:
    now = show_now(qtbot, theme, jobs, asked)
    now.settle()
    now.page.show_review(asked.scope)
    now.settle()
    assert looks == [asked.scope] * 2


def test_what_notes_say_alike_is_in_memory_once(asked: Wrenholt) -> None:
    for text in ("books marked", "pupils explain", "talk in pairs"):
        asked.desk.capture.keep_note(asked.scope, text=text, activity=asked.ids["a2"])
    notes = asked.notes()
    assert len(notes) >= 3
    for name in ("scope", "author", "activity"):
        said = [getattr(one, name) for one in notes]
        assert len({id(one) for one in said}) == len(set(said))
