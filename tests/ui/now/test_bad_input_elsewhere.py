"""What nobody meant to type, outside of the line: in a conversation, in a tally, and while a note is put right."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.ui.field_drafts import write_all_now
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults
from tests.ui.now.hands import KEY, show_now
from tests.ui.now.test_bad_input import CTRL, LONG_TEXTS, hold
from tests.ui.pages.review_desk import Pages, show_in_window
from tests.ui.pages.wrenholt import DAY, Wrenholt

SMALL, LID = (1093, 614), "back table 3 chn + TA, TA says the sen"
ODD = {
    "emoji": ("all of them \N{SMILING FACE WITH SMILING EYES}\N{THUMBS UP SIGN}\U0001f3fd", None),
    "right to left": ("שלום she says, twice", None),
    "turned round": ("a\u202eb\u2066c\u202c turned round", "abc turned round"),
    "accents": ("café first", "café first"),
}
CONTROLS = "bell \u0007 and \u001b[31m escape\u0000"
TABLE = '09:20\tY5 English\t26/27\tpairs talk\r\n09:25\t\t\t"one says ""no"", then waits"\r\n'


@dataclass
class Place:
    """A field, the page that it stands on, and how what it keeps is read back.

    Attributes:
        kept: answers the words that are on disk, the newest last.
    """

    pages: Pages
    field: Callable[[], QWidget]
    kept: Callable[[], list[str]]

    def text(self) -> str:
        field = self.field()
        if isinstance(field, QLineEdit):
            return field.text()
        assert isinstance(field, QPlainTextEdit | QTextEdit)
        return field.toPlainText()

    def paste(self, text: str) -> None:
        data = QMimeData()
        data.setText(text)
        data.setHtml(f"<table><tr><td>{text[:20]}</td></tr></table>")
        QGuiApplication.clipboard().setMimeData(data)
        self.field().setFocus()
        self.pages.press((KEY.Key_A, CTRL), (KEY.Key_V, CTRL))

    def enter(self) -> None:
        self.pages.press(KEY.Key_Return)


def in_guide(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> Place:
    day.clock.set("10:50")
    now = show_now(qtbot, theme, jobs, day)
    now.press(KEY.Key_Return)  # past the opening words

    def kept() -> list[str]:
        said = day.desk.conversation.look(day.scope, day.ids["a6"]).answers
        return [one.text for one in said if one.prompt != "opening"]

    return Place(now, lambda: now.page.guide.card.line, kept)


def in_tally(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> Place:
    day.clock.set("11:25")
    now = show_now(qtbot, theme, jobs, day)
    now.type("Y5+Y6, 6 writing books")
    now.press(KEY.Key_Return)
    field = now.page.tally.rows[0].field
    return Place(now, lambda: field, lambda: [one.text for one in day.notes() if one.look_for])


def in_notes(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> Place:
    first = {"activity": day.ids["a2"], "seen_at": f"{DAY}T09:08"}
    note, _ = day.desk.capture.keep_note(day.scope, text="say it again", **first)
    page = NotesPage(day.desk, jobs, theme)
    page.show_review(day.scope)
    pages = show_in_window(qtbot, theme, jobs, page)
    page.list.setFocus()
    page.list.choose([note])
    pages.press(KEY.Key_Return)
    return Place(pages, lambda: page.editing.editor.text, lambda: [one.text for one in day.notes()])


PLACES = {"guide": in_guide, "tally": in_tally, "notes": in_notes}


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme, jobs: JobRunner, asked: Wrenholt) -> Place:
    return PLACES[request.param](qtbot, theme, jobs, asked)


@pytest.fixture(autouse=True)
def plain_look(theme: Theme) -> Iterator[None]:
    yield
    theme.choose(Choice("light", contrast=False))


@pytest.mark.parametrize(("name", "scale"), [("words", 1.0), ("one word", 2.0), ("emoji", 1.0), ("right to left", 2.0)])
def test_a_hundred_thousand_letters_stay_every_one_and_so_does_the_layout(
    place: Place, theme: Theme, name: str, scale: float
) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    place.pages.window.resize(*SMALL)
    text = unicodedata.normalize("NFC", LONG_TEXTS[name].strip())
    place.paste(text)
    assert place.text() == text
    place.pages.settle()
    assert find_faults(place.pages.page) == []
    assert place.pages.window.size().toTuple() == SMALL
    place.enter()
    assert place.kept()[-1:] == [text]
    least = place.pages.window.minimumSizeHint().toTuple()
    assert (least[0] <= SMALL[0], least[1] <= SMALL[1]) == (True, True), least


@pytest.mark.parametrize("name", ODD)
def test_every_letter_is_kept_but_those_that_would_deceive(place: Place, name: str) -> None:
    typed, kept = ODD[name]
    place.paste(typed)
    place.enter()
    assert place.kept()[-1:] == [unicodedata.normalize("NFC", kept or typed)]


def test_what_no_text_may_hold_does_no_harm(place: Place) -> None:
    place.paste(CONTROLS)
    place.enter()
    (kept,) = place.kept()[-1:]
    assert " ".join(kept.split()).replace(" [31m", "[31m") == "bell and[31m escape".replace(" [31m", "[31m")
    assert kept.replace("\t", "").replace("\n", "").isprintable()


def test_a_table_from_a_spreadsheet_keeps_each_of_its_words(place: Place) -> None:
    place.paste(TABLE)
    place.enter()
    kept = next(iter(place.kept()[-1:]), "") + place.text()  # a tally asks first whether it is 26 of 27
    for words in ("09:20", "Y5 English", "26/27", "pairs talk", "09:25", "no", "then waits"):
        assert words in kept
    assert "<td>" not in kept


def test_enter_held_down_keeps_it_once(place: Place) -> None:
    before = len(place.kept())
    place.paste("pairs talk")
    hold(KEY.Key_Return)
    place.pages.settle()
    hold(KEY.Key_Return)
    place.pages.settle()
    kept = place.kept()
    assert kept.count("pairs talk") == 1, kept
    assert len(kept) <= before + 1


def test_a_lid_that_is_closed_in_mid_word_loses_no_letter(place: Place, asked: Wrenholt) -> None:
    place.field().setFocus()
    place.pages.press((KEY.Key_A, CTRL))
    place.pages.type(LID)
    assert write_all_now(place.pages.window)  # as the window does when the system is about to sleep
    assert any(LID in one.text or LID in one.context for one in asked.desk.drafts.all())
