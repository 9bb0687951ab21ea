"""What nobody meant to type: a whole document, a table, keys held down, letters that turn a line round."""

import unicodedata

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.domain.marks import MOST_CLOSING
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.now.composer import Composer
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults
from tests.ui.now.hands import KEY, Now, last, show_now
from tests.ui.pages.wrenholt import Wrenholt

CTRL = Qt.KeyboardModifier.ControlModifier
LONG = 100_000
LONG_TEXTS = {
    "words": "chn talk " * (LONG // 9),
    "one word": "x" * LONG,
    "marks": "q1 + " * (LONG // 5),
    "quotes": '"a b" ' * (LONG // 6),
    "backslashes": "\\" * LONG,
    "emoji": "\N{GRINNING FACE} " * (LONG // 2),
    "right to left": "\u05d0\u05d1 " * (LONG // 3),
    "accents": "a" + "\u0301" * LONG,
}


def paste(now: Now, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    now.line.setFocus()
    now.press((KEY.Key_V, CTRL))


def hold(key: Qt.Key, times: int = 20) -> None:
    """Hold a key down, as keyboards tell it, wherever the keys go meanwhile."""
    for at in range(times):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", autorep=at > 0)
        focused = QApplication.focusWidget()
        assert focused is not None
        QApplication.sendEvent(focused, event)


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_a_hundred_thousand_letters_are_kept_and_every_one_of_them(
    now: Now, day: Wrenholt, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []
    look = Composer._show

    def counted(composer: Composer) -> None:
        looks.append("")
        look(composer)

    monkeypatch.setattr(Composer, "_show", counted)
    text = unicodedata.normalize("NFC", LONG_TEXTS[name].strip())
    paste(now, LONG_TEXTS[name].strip())
    assert now.line.text() == text
    assert len(now.page.composer.understood().marks) <= MOST_CLOSING + 10
    assert len(looks) <= 3  # the page is shown anew once for what is pasted, however long it is
    now.enter()
    note = last(day)
    kept = f"{note.text} {' '.join(['q1 +'] * (MOST_CLOSING // 2))}" if name == "marks" else note.text
    assert kept == text
    assert now.line.text() == ""


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_very_long_text_leaves_the_layout_as_it_is(now: Now, theme: Theme, scale: float) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    now.window.resize(1093, 614)
    paste(now, LONG_TEXTS["words"])
    now.settle()
    assert now.line.height() <= 5 * theme.line("reading")
    assert find_faults(now.page) == []
    assert now.window.size().toTuple() == (1093, 614)
    now.enter()
    assert len(now.page.kept.text.text()) < 2_000
    least = now.window.minimumSizeHint()
    assert (least.width() <= 1093, least.height() <= 614) == (True, True), least


def test_a_table_from_a_spreadsheet_is_offered_as_a_note_a_row(now: Now, day: Wrenholt) -> None:
    data = QMimeData()
    data.setText('09:20\tY5 English\t26/27\tpairs talk\r\n09:25\t\t\t"one says ""no"", then waits"\r\n\t\t\t\r\n')
    data.setHtml("<table><tr><td>09:20</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(data)
    now.press((KEY.Key_V, CTRL))
    sheet = now.page.many.sheet
    assert sheet is not None
    assert [row.field.text() for row in sheet.rows] == [
        "09:20, Y5 English, 26/27, pairs talk",
        '09:25, one says "no", then waits',
    ]
    now.press((KEY.Key_Return, CTRL))
    assert [(note.seen_at[-5:], note.where, note.present, note.text) for note in day.notes()] == [
        ("09:20", "Y5 English 26/27", (26, 27), "pairs talk"),
        ("09:25", "", (), 'one says "no", then waits'),
    ]


def test_one_row_of_a_table_keeps_its_columns_apart(now: Now) -> None:
    paste(now, "Y5\t26/27\tpairs talk\n")
    assert now.line.text() == "Y5, 26/27, pairs talk"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("all of them \N{SMILING FACE WITH SMILING EYES}\N{THUMBS UP SIGN}\U0001f3fd clap", None),
        ("\u05e9\u05dc\u05d5\u05dd she says, twice", None),
        ("\u0645\u0631\u062d\u0628\u0627 #q1 +", "\u0645\u0631\u062d\u0628\u0627"),
        ("a\u202eb\u2066c\u202c turned round", "abc turned round"),
        ("bell \u0007 and \u001b[31m escape\u0000", "bell  and [31m escape"),
        ("cafe\u0301 first", "caf\u00e9 first"),
    ],
)
def test_every_letter_is_kept_but_those_that_would_deceive(
    now: Now, day: Wrenholt, typed: str, kept: str | None
) -> None:
    paste(now, typed)
    now.enter()
    assert last(day).text == (typed if kept is None else kept)


def test_enter_held_down_keeps_one_note_and_no_empty_ones(now: Now, day: Wrenholt) -> None:
    now.type("pairs talk")
    hold(KEY.Key_Return)
    now.settle()
    hold(KEY.Key_Return)
    now.settle()
    assert [note.text for note in day.notes()] == ["pairs talk"]


def test_escape_held_down_blanks_nothing(now: Now) -> None:
    now.type("pairs talk")
    hold(KEY.Key_Escape)
    now.settle()
    assert now.line.text() == "pairs talk"


def test_enter_held_down_among_many_lines_keeps_nothing(now: Now, day: Wrenholt) -> None:
    paste(now, "one\ntwo")
    sheet = now.page.many.sheet
    assert sheet is not None
    sheet.rows[0].field.setFocus()
    hold(KEY.Key_Return)
    now.settle()
    assert day.notes() == []


def test_a_lid_that_is_closed_in_mid_word_loses_no_letter(
    now: Now, day: Wrenholt, qtbot: QtBot, theme: Theme, jobs: JobRunner
) -> None:
    now.type("back table 3 chn + TA, TA says the sen")
    assert now.page.writing.drafts.place
    now.page.writing.drafts.journal_now()  # as the window does when the system is about to sleep
    day.desk.drafts.flush()
    again = show_now(qtbot, theme, jobs, day)
    again.settle()
    assert "TA says the sen" in again.page.draft_offer.text.text()
    again.line.setFocus()
    again.press(KEY.Key_Up)  # one key brings it back
    assert again.line.text() == "back table 3 chn + TA, TA says the sen"


def test_what_was_blanked_comes_back_by_one_key(now: Now, day: Wrenholt) -> None:
    now.type("he said the h-word -")
    now.press(KEY.Key_Escape, KEY.Key_Escape)
    assert now.line.text() == ""
    assert "h-word" not in now.page.draft_offer.text.text()  # whoever looks on sees nothing
    now.press(KEY.Key_Up)
    assert now.line.text() == "he said the h-word -"
    assert now.page.composer.signs["not_yet"].isChecked()
