"""What stands in a part is known after each key, and no key reads more than the lines that it changed."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerdesk.domain.section_text import Line, text_of
from peerdesk.ui.report import standing_lines
from peerdesk.ui.report.formed_document import lines_in
from peerdesk.ui.report.formed_text import FormedText
from peerdesk.ui.theme import Theme

BEGUN = "### What works\n\n*Talk* comes first [[a]].\n\n- One\n- **Two** \N{GRINNING FACE}\n\nThe end."
KEY = Qt.Key


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> FormedText:
    field = FormedText(theme, "What works well")
    qtbot.addWidget(field)
    return field


def go_to(field: FormedText, at: int, to: int) -> None:
    cursor, end = field.textCursor(), field.document().characterCount()
    cursor.setPosition(at % end)
    cursor.setPosition(to % end, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


def paste(field: FormedText) -> None:
    field.insertFromMimeData(field.createMimeDataFromSelection())


ACTS: list[Callable[[FormedText], object]] = [
    lambda field: QTest.keyClick(field, KEY.Key_X),
    lambda field: QTest.keyClicks(field, "- so *this* "),
    lambda field: QTest.keyClick(field, KEY.Key_Return),
    lambda field: QTest.keyClick(field, KEY.Key_Backspace),
    lambda field: QTest.keyClick(field, KEY.Key_Delete),
    lambda field: field.switch_voice(bold=True),
    lambda field: field.switch_kind("bullet"),
    lambda field: field.switch_kind("heading"),
    lambda field: field.cite("b"),
    lambda field: field.show_typed("Other words.\n\n- And a list"),
    lambda field: field.selectAll(),
    FormedText.undo,
    FormedText.redo,
    FormedText.cut,
    paste,
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80), st.sampled_from(ACTS)), max_size=12))
def test_they_are_those_of_the_whole_document(
    field: FormedText, done: list[tuple[int, int, Callable[[FormedText], object]]]
) -> None:
    field.document().clear()
    field.mark_kept(field.text())
    field.show_kept(BEGUN, {"a": 1, "b": 2})
    for at, to, act in done:
        go_to(field, at, to)
        act(field)
        assert list(field._standing.lines()) == lines_in(field.document())
        assert field._written() == text_of(lines_in(field.document()))


def test_a_key_reads_the_line_it_is_typed_in(field: FormedText, monkeypatch: pytest.MonkeyPatch) -> None:
    field.show_kept("\n\n".join(f"Line {at} says *more* [[a]]." for at in range(300)), {"a": 1})
    go_to(field, 4000, 4000)
    read: list[Line] = []

    def counted(*asked: object) -> list[Line]:
        found = lines_in(*asked)  # type: ignore[arg-type]
        read.extend(found)
        return found

    monkeypatch.setattr(standing_lines, "lines_in", counted)
    for key in (KEY.Key_X, KEY.Key_Space, KEY.Key_Backspace):
        read.clear()
        QTest.keyClick(field, key)
        assert len(read) == 1
    assert field.text().count("Line") == 300
