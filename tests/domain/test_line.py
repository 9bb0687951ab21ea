"""The quick line: ten lines as they were typed, every rule, and the laws that hold for any line."""

import time
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.line import Line, LineContext, as_text, context_of, read_line
from peerdesk.domain.review import Activity, ActivityKind, Question, Source, Voice


def question(number: int, short_name: str) -> Question:
    return Question(record_id=f"id{number}", scope="", author="", first_written_at="", short_name=short_name)


def activity(kind: ActivityKind, *questions: str, voice: Voice = "pupils", source: Source | None = None) -> Activity:
    return Activity(
        record_id="a",
        scope="",
        author="",
        first_written_at="",
        kind=kind,
        questions=questions,
        voice=voice if kind == "conversation" else "",
        source=source or "",
    )


Q1, Q2, Q3 = questions = question(1, "Talk to writing"), question(2, "History"), question(3, "Subject leaders")
WALK = context_of(questions, activity("walk", "id1"))
EARLY_YEARS = context_of(questions, activity("walk", "id1"))
PLAYGROUND = context_of(questions, activity("passing"))
PUPILS = context_of(questions, activity("conversation", "id1", "id2"))
LEADERS = context_of(questions, activity("conversation", "id3", voice="leaders"))
BOOKS = context_of(questions, activity("work", "id1", "id2"))
DOCUMENTS = context_of(questions, activity("documents"))


def said(line: Line) -> dict[str, object]:
    """What was understood, without what is as it would be for an empty line of a walk."""
    nothing = read_line("", replace(WALK, default_questions=()))
    fields = ("sign", "source", "voice", "questions", "year", "subject", "where", "present", "tally", "quote")
    return {name: getattr(line, name) for name in fields if getattr(line, name) != getattr(nothing, name)}


@pytest.mark.parametrize(
    ("typed", "context", "text", "understood"),
    [
        (
            "y5 eng 26/27 say it tweak it say it again. no prompting. 4/5 pairs nr me changed a word first #q1 +",
            WALK,
            "say it tweak it say it again. no prompting. 4/5 pairs nr me changed a word first",
            {
                "sign": "yes",
                "questions": ("id1",),
                "year": "5",
                "subject": "English",
                "where": "Y5 English 26/27",
                "present": (26, 27),
            },
        ),
        (
            "back table 3 chn + TA, TA says sentence chn write it. whose sentence #q1 -",
            WALK,
            "back table 3 chn + TA, TA says sentence chn write it. whose sentence",
            {"sign": "not_yet", "questions": ("id1",)},
        ),
        (
            "y4 28/30 talk time 40s (timed) abt half not started -",
            WALK,
            "talk time 40s (timed) abt half not started",
            {"sign": "not_yet", "questions": ("id1",), "year": "4", "where": "Y4 28/30", "present": (28, 30)},
        ),
        (
            'same room display drafts w green changes, post its, "i changed it cos nobody says parched" +',
            WALK,
            'same room display drafts w green changes, post its, "i changed it cos nobody says parched"',
            {"sign": "yes", "questions": ("id1",), "source": "work", "quote": True},
        ),
        (
            "lovely talk but abt the puppet not the story ?",
            WALK,
            "lovely talk but abt the puppet not the story",
            {"sign": "unsure", "questions": ("id1",)},
        ),
        ("snack songs nothing for us", EARLY_YEARS, "snack songs nothing for us", {}),
        (
            'TA pg: "were told not to give them the sentence but if i dont theres nothing in the book '
            '& its the book gets looked at" q1',
            PLAYGROUND,
            '"were told not to give them the sentence but if i dont theres nothing in the book '
            '& its the book gets looked at"',
            {
                "questions": ("id1",),
                "source": "talk",
                "voice": "support staff",
                "where": "TA, playground",
                "quote": True,
            },
        ),
        (
            'y4 p "im scared of getting it wrong when its hands up but not w my partner"',
            PUPILS,
            '"im scared of getting it wrong when its hands up but not w my partner"',
            {"source": "talk", "voice": "pupils", "year": "4", "where": "Y4 pupil", "quote": True},
        ),
        (
            "y4 hist egypt 5 lessons lots sticking in 1 longer piece timeline 1/6",
            BOOKS,
            "egypt 5 lessons lots sticking in 1 longer piece timeline 1/6",
            {"source": "work", "year": "4", "subject": "history", "where": "Y4 history", "tally": (1, 6)},
        ),
        (
            '"ask me in july" laughs. then no i dont know',
            LEADERS,
            '"ask me in july" laughs. then no i dont know',
            {"questions": ("id3",), "source": "talk", "voice": "leaders", "quote": True},
        ),
    ],
)
def test_ten_lines_as_first_typed(typed: str, context: LineContext, text: str, understood: dict[str, object]) -> None:
    line = read_line(typed, context)
    assert line.text == text
    assert said(line) == understood


def test_what_was_understood_stands_on_chips_in_order() -> None:
    line = read_line("y5 eng 26/27 say it again #q1 @t * +", WALK)
    assert [(mark.shown, mark.taken) for mark in line.marks] == [
        ("Y5", True),
        ("English", True),
        ("26 of 27 here", True),
        ("Q1 Talk to writing", True),
        ("talk", True),
        ("to the table", True),
        ("yes, here", True),
    ]
    assert line.starred


@pytest.mark.parametrize(
    "typed",
    [
        "3 + 4 makes 7",
        "neat - but thin",
        "3 chn + TA",
        "Why?",
        "in C#",
        "a@b",
        "talk at q1 tables",
        "q4",
        "#q9",
        "# @ ^",
        "#wri?",
        "@zebra",
        "^14",
        "y14",
        "#q1?",
        "TA says the sentence, chn write it",
        "head sets the scene",
        "reading corner used",
        "R we there yet",
        "4/5 pairs changed a word",
        "half of them 3/6",
        'the 5" ruler',
        "on their display's",
        "",
    ],
)
def test_what_is_not_certain_stays_text(typed: str) -> None:
    line = read_line(typed, replace(WALK, default_questions=()))
    assert line.text == typed
    assert [mark for mark in line.marks if mark.taken] == []
    assert said(line) == ({"source": "work"} if "display" in typed else {})


@pytest.mark.parametrize("mark", ["#q2", "#2", "q2", "Q2", "#Q2", "#his", "#HISTORY"])
def test_a_question_by_number_or_by_name(mark: str) -> None:
    line = read_line(f"x {mark}", WALK)
    assert (line.text, line.questions) == ("x", ("id2",))


def test_several_questions_stand_in_their_order_and_none_is_a_decision() -> None:
    assert read_line("x #lead q1 #3", WALK).questions == ("id1", "id3")
    assert read_line("x #0", WALK).questions == ()
    assert read_line("x", WALK).questions == ("id1",)
    assert read_line("nothing for our qs #q2", WALK).questions == ("id2",)
    assert read_line("x", PUPILS).questions == ()


@pytest.mark.parametrize(
    ("mark", "source"),
    [
        ("@o", "observation"),
        ("@w", "work"),
        ("@t", "talk"),
        ("@Talk", "talk"),
        ("@d", "document"),
        ("@doc", "document"),
        ("@da", "data"),
        ("@book", "work"),
    ],
)
def test_a_source_by_its_beginning(mark: str, source: str) -> None:
    assert read_line(f"x {mark}", WALK).source == source
    assert read_line(f'"as they said" {mark}', LEADERS).source == source


@pytest.mark.parametrize(
    ("mark", "voice"),
    [("@p", "pupils"), ("@tas", "support staff"), ("@te", "teachers"), ("@gov", "governors"), ("@parents", "parents")],
)
def test_a_voice_is_talk(mark: str, voice: str) -> None:
    line = read_line(f"x {mark}", WALK)
    assert (line.voice, line.source, line.where) == (voice, "talk", "")


@pytest.mark.parametrize(
    ("mark", "year", "where"),
    [
        ("^5", "5", "Y5"),
        ("^y5", "5", "Y5"),
        ("^r", "R", "Reception"),
        ("^n", "N", "nursery"),
        ("^3-4", "3-4", "Y3-4"),
        ("^Y3/4", "3-4", "Y3-4"),
        ("^ks2", "3-6", "KS2"),
    ],
)
def test_a_year(mark: str, year: str, where: str) -> None:
    line = read_line(f"x {mark}", WALK)
    assert (line.year, line.where) == (year, where)


def test_the_last_of_a_kind_wins() -> None:
    line = read_line("y5 eng x ^6 @t @w + -", WALK)
    assert (line.year, line.where, line.source, line.sign) == ("6", "Y6 English", "work", "not_yet")
    assert line.text == "x"


def test_the_activitys_voice_is_heard_in_talk_only() -> None:
    assert read_line("x", LEADERS).voice == "leaders"
    assert read_line("x @o", LEADERS).voice == ""


def test_a_display_is_work_where_something_was_seen() -> None:
    assert read_line("green changes on the display", WALK).source == "work"
    assert read_line("told us about the display", LEADERS).source == "talk"
    assert read_line("says what is on display", DOCUMENTS).source == "document"


def test_only_me() -> None:
    assert read_line("count to three first @me", WALK).only_me
    assert not read_line("count to three first", WALK).only_me


def test_what_we_make_of_it_follows_a_tab() -> None:
    line = read_line("3 books the same #q1 -\tmodel? TA? both ?", BOOKS)
    assert (line.text, line.made_of_it, line.sign) == ("3 books the same", "model? TA? both ?", "not_yet")


@pytest.mark.parametrize(
    ("typed", "text", "where", "voice"),
    [
        ("Y4: long pause", "long pause", "Y4", ""),
        ("R 25/26 story table", "story table", "Reception 25/26", ""),
        ("reception eng story table", "story table", "Reception English", ""),
        ("y3/4 hist map", "map", "Y3-4 history", ""),
        ("pg: y6 play leaders sort it out", "y6 play leaders sort it out", "playground", ""),
        ("HT: noisy and i like it", "noisy and i like it", "head", "leaders"),
        ("Y6 ps: roads, aqueducts", "roads, aqueducts", "Y6 pupils", "pupils"),
        ("chn “adding to that”", "“adding to that”", "pupils", "pupils"),
        ("y6 play leaders sort it out", "y6 play leaders sort it out", "Y6", ""),
        ("y4 history lots of sticking", "y4 history lots of sticking", "Y4 history", ""),
        ("y4 p says it is easy", "y4 p says it is easy", "Y4", ""),
        ("y5 eng", "y5 eng", "Y5 English", ""),
        ('y5 "tweak it"', 'y5 "tweak it"', "Y5", ""),
    ],
)
def test_the_beginning_is_taken_only_where_it_is_no_sentence(typed: str, text: str, where: str, voice: str) -> None:
    line = read_line(typed, WALK)
    assert (line.text, line.where, line.voice) == (text, where, voice)


def test_two_numbers_are_presence_in_a_lesson_and_a_tally_in_books() -> None:
    assert read_line("y5 5/6 past spelling", WALK).present == (5, 6)
    books = read_line("y5 5/6 past spelling", BOOKS)
    assert (books.present, books.tally, books.text) == ((), (5, 6), "y5 5/6 past spelling")
    assert read_line("y5 5/6 past spelling @w", WALK).tally == (5, 6)
    assert read_line("past spelling 5/6 @o", BOOKS).tally == ()


def test_a_tally_is_one_pair_of_numbers_or_the_last_word() -> None:
    assert read_line("in 5/6 books", BOOKS).tally == (5, 6)
    assert read_line("5/6 here, 2/6 there.", BOOKS).tally == ()
    assert read_line("5/6 here, there (2/6).", BOOKS).tally == (2, 6)
    assert read_line("on 9/3", BOOKS).tally == ()
    assert read_line("0/0", BOOKS).tally == ()


def test_quotes() -> None:
    assert read_line('"ask me"', WALK).source == "talk"
    assert read_line('"ask me"', BOOKS).source == "work"
    assert read_line('policy: "are not withdrawn"', DOCUMENTS).source == "document"
    assert read_line('"half a quote', WALK).quote is False
    assert read_line('"the display is ours"', WALK).source == "talk"
    assert read_line("TA: like the display", WALK).source == "talk"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (r"marks it \+", "marks it +"),
        (r"marks it \\+", r"marks it \+"),
        (r"marks it #q1 \+ -", "marks it #q1 +"),
        (r"\y5 eng 26/27 say it", "y5 eng 26/27 say it"),
        (r"\"so\" they say", r"\"so\" they say".replace("\\", "", 1)),
        (r"C:\new \o/", r"C:\new \o/"),
        (r"\display", "display"),
    ],
)
def test_a_backslash_makes_text(typed: str, text: str) -> None:
    line = read_line(typed, WALK)
    assert line.text == text
    assert {mark.kind for mark in line.marks} <= {"plain", "sign"}


VOCABULARY = [
    *("#q1", "#2", "q3", "#0", "#hist", "@t", "@w", "@me", "@p", "^5", "^r", "+", "-", "?", "*"),
    *("y5", "y4", "R", "p", "TA", "TA:", "pg:", "eng", "hist", "26/27", "1/6", "4/5", "display", "nothing for us"),
    *('"ask', 'me"', '"half', "\\+", "\\y5", "\\1/6", '\\"no"', "\\", "chn", "Why?", "books", ",", ":", "\t"),
]
contexts = st.sampled_from([WALK, PUPILS, BOOKS, DOCUMENTS, LineContext()])
lines = st.text() | st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join)


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@given(lines, contexts)
def test_no_letter_is_lost_or_made_up(typed: str, context: LineContext) -> None:
    line = read_line(typed, context)
    taken = "".join(typed[mark.start : mark.end] for mark in line.marks if mark.taken)
    assert letters(line.text) + letters(line.made_of_it) + letters(taken) == letters(typed)
    assert all(mark.shown or mark.kind == "plain" for mark in line.marks)
    starts = [mark.start for mark in line.marks]
    assert starts == sorted(set(starts))


@given(lines.filter(lambda typed: "\\" not in typed), contexts)
def test_what_is_kept_has_no_marks_at_its_end_any_more(typed: str, context: LineContext) -> None:
    kept = read_line(typed, context).text
    assert kept.endswith(read_line(kept, context).text)
    assert kept == kept.strip()


@given(lines.filter(lambda typed: "\\" not in typed), contexts, st.data())
def test_backspace_turns_any_chip_back_into_text(typed: str, context: LineContext, data: st.DataObject) -> None:
    marks = read_line(typed, context).marks
    if not marks:
        return
    mark = data.draw(st.sampled_from(marks))
    again = read_line(as_text(typed, mark), context)
    assert typed[mark.start : mark.end] in again.text
    assert (mark.start, "plain") in [(other.start, other.kind) for other in again.marks]
    assert mark.start + 1 not in [other.start for other in again.marks]


@pytest.mark.parametrize(
    "piece", ["a", "q1 ", '" ', '"a', "“ ", "\\", "\\ ", "#", "y5 ", "1/6 ", "display ", "+ ", "nothing "]
)
def test_a_line_of_a_hundred_thousand_letters_is_read_at_once(piece: str) -> None:
    typed = piece * (100_000 // len(piece))
    began = time.perf_counter()
    read_line(typed, BOOKS)
    read_line(f"y5 {typed} +", WALK)
    assert time.perf_counter() - began < 2
