"""Ten lines as they were first typed on a review day: what is understood before Enter, what is kept, what they cost."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from peerdesk.domain.evidence import Note
from tests.ui.now.hands import KEY, Now
from tests.ui.pages.wrenholt import Wrenholt

CTRL = Qt.KeyboardModifier.ControlModifier
SCRIBED = (
    '"were told not to give them the sentence but if i dont theres nothing in the book & its the book gets looked at"'
)
SCARED = '"im scared of getting it wrong when its hands up but not w my partner"'
JULY = '"ask me in july" laughs. then no i dont know'
MARKS = ("#q1", "q1", "+", "-", "?")


@dataclass(frozen=True)
class Typed:
    """A line, what is seen of it before Enter, and what the note says that is not as it would be for an empty one.

    Attributes:
        chips: what the echo says was understood within the line.
        slots: question, source, where.
        who: it is asked whose words they are; nobody has to answer.
    """

    activity: str
    line: str
    text: str
    slots: tuple[str, str, str]
    sign: str = "noted"
    chips: tuple[str, ...] = ()
    who: bool = False
    kept: dict[str, Any] = field(default_factory=dict)


Q1, NONE, WHICH, NOWHERE = "# Q1 Planned talk", "# No question", "# Which question?", "^ Where, who"
TEN = (
    Typed(
        "a2",
        "y5 eng 26/27 say it tweak it say it again. no prompting. 4/5 pairs nr me changed a word first #q1 +",
        "say it tweak it say it again. no prompting. 4/5 pairs nr me changed a word first",
        (Q1, "@ Observation", "^ Y5 English 26/27"),
        "yes",
        ("Y5", "English", "26 of 27 here"),
        kept={
            "where": "Y5 English 26/27",
            "year": "5",
            "subject": "English",
            "present": (26, 27),
            "questions": ("q1",),
        },
    ),
    Typed(
        "a2",
        "back table 3 chn + TA, TA says sentence chn write it. whose sentence #q1 -",
        "back table 3 chn + TA, TA says sentence chn write it. whose sentence",
        (Q1, "@ Observation", NOWHERE),
        "not_yet",
        kept={"questions": ("q1",)},
    ),
    Typed(
        "a3",
        "y4 28/30 talk time 40s (timed) abt half not started -",
        "talk time 40s (timed) abt half not started",
        (Q1, "@ Observation", "^ Y4 28/30"),
        "not_yet",
        ("Y4", "28 of 30 here"),
        kept={"where": "Y4 28/30", "year": "4", "present": (28, 30), "questions": ("q1",)},
    ),
    Typed(
        "a3",
        'same room display drafts w green changes, post its, "i changed it cos nobody says parched" +',
        'same room display drafts w green changes, post its, "i changed it cos nobody says parched"',
        (Q1, "@ Work", NOWHERE),
        "yes",
        ("work", "quote"),
        who=True,
        kept={"source": "work", "questions": ("q1",)},
    ),
    Typed(
        "a2",
        "lovely talk but abt the puppet not the story ?",
        "lovely talk but abt the puppet not the story",
        (Q1, "@ Observation", NOWHERE),
        "unsure",
        kept={"questions": ("q1",)},
    ),
    Typed(
        "a4",
        "snack songs nothing for us",
        "snack songs nothing for us",
        (NONE, "@ Observation", NOWHERE),
        chips=("no question",),
    ),
    Typed(
        "a5",
        f"TA pg: {SCRIBED} q1",
        SCRIBED,
        (Q1, "@ Talk, support staff", "^ TA, playground"),
        chips=("TA", "playground", "quote"),
        kept={"source": "talk", "voice": "support staff", "where": "TA, playground", "questions": ("q1",)},
    ),
    Typed(
        "a6",
        f"y4 p {SCARED}",
        SCARED,
        (WHICH, "@ Talk, pupils", "^ Y4 pupil"),
        chips=("Y4", "pupil", "quote"),
        kept={"source": "talk", "voice": "pupils", "where": "Y4 pupil", "year": "4"},
    ),
    Typed(
        "a7",
        "y4 hist egypt 5 lessons lots sticking in 1 longer piece timeline 1/6",
        "egypt 5 lessons lots sticking in 1 longer piece timeline 1/6",
        (WHICH, "@ Work", "^ Y4 history"),
        chips=("Y4", "history", "1 of 6"),
        kept={"source": "work", "where": "Y4 history", "year": "4", "subject": "history", "tally": (1, 6)},
    ),
    Typed(
        "a8",
        JULY,
        JULY,
        ("# Q3 Subject leaders", "@ Talk, leaders", NOWHERE),
        chips=("quote",),
        who=True,
        kept={"source": "talk", "voice": "leaders", "questions": ("q3",)},
    ),
)


def go_to(now: Now, day: Wrenholt, activity: str) -> int:
    """Stand in an activity, with the line before one; return the keys that the line cost there."""
    if activity == "a5":
        now.press((KEY.Key_N, CTRL))
        now.type("Playground")
        now.enter()
        day.ids["a5"] = now.page._activity
    else:
        now.page.go_to(day.ids[activity])
        now.settle()
    return 0 if now.line.isVisible() else now.press((KEY.Key_T, CTRL))


def says(note: Note, day: Wrenholt) -> dict[str, Any]:
    """Return what a note says that an empty one does not."""
    names = ("where", "year", "subject", "present", "tally", "source", "voice", "questions", "made_of_it", "starred")
    told = {name: getattr(note, name) for name in names if getattr(note, name) not in ("", (), False, "observation")}
    by_id = {record_id: name for name, record_id in day.ids.items()}
    if "questions" in told:
        told["questions"] = tuple(by_id[one] for one in note.questions)
    return told


def new_note(day: Wrenholt, before: set[str]) -> Note:
    (note,) = [note for note in day.notes() if note.record_id not in before]
    return note


@pytest.mark.parametrize("one", TEN, ids=lambda one: one.line[:24])
def test_a_line_is_understood_before_enter_and_kept_as_it_was_understood(now: Now, day: Wrenholt, one: Typed) -> None:
    go_to(now, day, one.activity)
    before = {note.record_id for note in day.notes()}
    now.type(one.line)
    now.settle()
    composer = now.page.composer
    slots = composer.slots
    assert (slots.question.text(), slots.source.text(), slots.year.text()) == one.slots
    assert tuple(mark.shown for mark in composer.echo.marks()) == one.chips
    assert [sign for sign, chip in composer.signs.items() if chip.isChecked()] == [one.sign]
    assert composer.who.isVisible() == one.who
    now.enter()
    note = new_note(day, before)
    assert (note.text, note.sign) == (one.text, one.sign)
    assert says(note, day) == one.kept
    assert (note.activity, note.observed_by) == (day.ids[one.activity], day.ids["me"])
    assert now.line.text() == ""


@pytest.mark.parametrize("one", TEN, ids=lambda one: one.line[:24])
def test_a_note_in_a_known_activity_costs_its_text_and_two_keys_at_most(now: Now, day: Wrenholt, one: Typed) -> None:
    """Marks are keys; a mark of the question that the activity has already is one that nobody needs to type."""
    at_the_line = go_to(now, day, one.activity)
    before = {note.record_id for note in day.notes()}
    words = one.line.split(" ")
    marks = [word for at, word in enumerate(words) if word in MARKS and all(each in MARKS for each in words[at:])]
    known = () if one.activity == "a5" else ("#q1",)
    now.type(" ".join(words[: len(words) - len(marks)]))
    keys = at_the_line
    for mark in (mark for mark in marks if mark not in known):
        QTest.keyClicks(now.line, f" {mark}")
        keys += 1
    keys += now.press(KEY.Key_Return)
    assert keys <= 2
    note = new_note(day, before)
    assert (note.text, note.sign, says(note, day)) == (one.text, one.sign, one.kept)


def test_who_said_it_is_one_answer_beside_the_line(now: Now, day: Wrenholt) -> None:
    go_to(now, day, "a3")
    now.type('display, post its, "i changed it cos nobody says parched" +')
    now.settle()
    now.page.composer.who.field.setFocus()
    now.type("y4 p")
    now.enter()
    now.enter()
    (note,) = day.notes()
    assert (note.where, note.source, note.year, note.sign) == ("Y4 pupil", "work", "4", "yes")
    assert note.text.endswith('"i changed it cos nobody says parched"')
