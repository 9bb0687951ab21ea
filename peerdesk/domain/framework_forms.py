"""A framework as tables of words: which sheets there are, and what each column is for.

Spreadsheets and the window's editor are both made of this; `framework_sheets` goes to and fro.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from peerdesk.domain.framework import ACTIVITY_KINDS, OF, ONLY_ON, PLACES, SCALE_KINDS
from peerdesk.domain.review import SOURCES, VOICES

ColumnKind: TypeAlias = Literal["line", "text", "lines", "number", "choice", "names"]
WORD_LISTS = ("judging", "shorthand", "not a name")


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Attributes:
        name: as files of other forms call it: "do_not_conclude".
        hint: what belongs there, in a few words.
        kind: one line, a text, a line for each of several, a whole number, one of a few words, or the id of a row of
            another sheet.
        choices: the few words.
        names: the sheet of which it holds an id.
        needed: a row without it says nothing.
    """

    name: str
    hint: str
    kind: ColumnKind = "line"
    choices: tuple[str, ...] = ()
    names: str = ""
    needed: bool = False

    @property
    def word(self) -> str:
        """What stands at its head: "do not conclude"."""
        return self.name.replace("_", " ")


@dataclass(frozen=True)
class Form:
    """A sheet: its name, what it is called in files of other forms, and its columns; `single` has one row."""

    name: str
    part: str
    hint: str
    columns: tuple[Column, ...]
    single: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}


_ID = Column(
    "id", "A short name that nothing else here has: inward, L1. It is for reference and seldom shown.", needed=True
)
_THEME = Column("theme", "The id of the theme that it belongs to.", "names", names="themes", needed=True)
_CHARACTERISTIC = Column("characteristic", "The id of a characteristic, or nothing.", "names", names="characteristics")
_QUESTION = Column(
    "question", "The id of the example question that it helps with, or nothing.", "names", names="questions"
)

FORMS: tuple[Form, ...] = (
    Form(
        "about",
        "",
        "What the framework is. One row.",
        (
            Column("id", "A short name that stays the same in each version: our-enquiry.", needed=True),
            Column(
                "version", "Of your choosing: 1, 2, 2027-1. Raise it each time you pass a changed one on.", needed=True
            ),
            Column("language", "The language it is written in: en-GB.", needed=True),
            Column("title", "What people call it.", needed=True),
            Column("of", "Whether a school is looked at, or a partnership.", "choice", OF),
            Column("about", "What it is for, in two or three sentences.", "text"),
            Column("not_asked", "What nobody may ask to see or hear; a whole sentence on each line.", "lines"),
        ),
        single=True,
    ),
    Form(
        "scale",
        "scale",
        "Whether anything is graded, and how. One row.",
        (
            Column("kind", "none, levels (of a characteristic) or estimates.", "choice", SCALE_KINDS, needed=True),
            Column("steps", "The steps from first to last, one on each line; nothing for none.", "lines"),
        ),
        single=True,
    ),
    Form(
        "themes",
        "theme",
        "The parts that a school’s life is divided into. At least one.",
        (_ID, Column("name", "What people call it.", needed=True), Column("about", "What belongs to it.", "text")),
    ),
    Form(
        "characteristics",
        "characteristic",
        "Parts of a theme that a school can look at by itself. May be left empty.",
        (
            _ID,
            _THEME,
            Column("name", "What people call it.", needed=True),
            Column("about", "What it is.", "text"),
            Column("levels", "What each step of the scale looks like, one on each line, in the steps’ order.", "lines"),
        ),
    ),
    Form(
        "questions",
        "question",
        "Enquiry questions that a school can take as they are, or make its own.",
        (
            _ID,
            _THEME,
            _CHARACTERISTIC,
            Column("text", "The question. It begins “To what extent”.", "text", needed=True),
            Column("evidence", "What would answer it.", "text"),
        ),
    ),
    Form(
        "look-fors",
        "look_for",
        "What a stranger can see, hear or count in a day. None names a person’s skill.",
        (
            _ID,
            _THEME,
            _CHARACTERISTIC,
            _QUESTION,
            Column("text", "What one might see or hear.", "text", needed=True),
            Column("where", "Where one might come upon it.", "text"),
            Column("do_not_conclude", "What it does not show. It follows the words “Do not conclude”.", "text"),
        ),
    ),
    Form(
        "guides",
        "guide",
        "How to hold a conversation with one kind of people. The prompts have a sheet of their own.",
        (
            _ID,
            Column("title", "What it is called: Pupils.", needed=True),
            Column("voice", "Whose voice is heard.", "choice", VOICES, needed=True),
            Column("minutes", "How long it takes, for planning.", "number", needed=True),
            Column("before", "What to see to beforehand.", "text"),
            Column("opening", "Words to say before the first prompt.", "text", needed=True),
            Column("close", "Words to say at the end.", "text", needed=True),
            Column("reminders", "For the reviewer alone, one on each line.", "lines"),
        ),
    ),
    Form(
        "prompts",
        "prompt",
        "What to ask, in the order in which it is asked. Each takes several answers.",
        (
            Column("guide", "The id of the guide that it belongs to.", "names", names="guides", needed=True),
            Column("text", "The prompt.", "text", needed=True),
            _QUESTION,
            Column("follow_ups", "What to ask if it helps, one on each line.", "lines"),
        ),
    ),
    Form(
        "day",
        "day",
        "The day as it usually is; each review changes it as it likes.",
        (
            Column("day", "1 for the first day, 2 for the second.", "number"),
            Column("start", "As 09:05.", needed=True),
            Column("end", "As 09:50.", needed=True),
            Column("title", "What is done.", needed=True),
            Column("kind", "What sort of activity it is.", "choice", ACTIVITY_KINDS, needed=True),
            Column("voice", "Whose voice is heard, or nothing.", "choice", VOICES),
            Column("source", "What kind of evidence its notes are, or nothing.", "choice", SOURCES),
            Column("guide", "The id of the guide for a conversation, or nothing.", "names", names="guides"),
            Column("place", "Where, or nothing."),
            Column("joint", "Which colleague of the school takes part, or nothing."),
            Column(
                "only_on",
                "first or last, for what a visit of several days has on that day only, such as feedback; or nothing.",
                "choice",
                ONLY_ON,
            ),
        ),
    ),
    Form(
        "outline",
        "outline",
        "The parts of the report from front to back, each once.",
        (
            Column("place", "Which part it is.", "choice", PLACES, needed=True),
            Column("title", "Its heading.", needed=True),
        ),
    ),
    Form(
        "words",
        "judging",
        "Words that judge or claim too much; words of your own that spelling accepts; capitals that are nobody’s name.",
        (
            Column("list", "Which of the three it is.", "choice", WORD_LISTS, needed=True),
            Column("words", "The words, one or several in a row, each on its own line.", "lines", needed=True),
            Column("why", "For judging words: why they judge.", "text"),
            Column("try", "For judging words: what one can write instead.", "text"),
        ),
    ),
    Form(
        "thin",
        "thin",
        "When a finding has too little to stand on: fewer than any of these. One row.",
        (
            Column("notes", "Notes at least.", "number", needed=True),
            Column("sources", "Kinds of evidence at least.", "number", needed=True),
            Column("voices", "Voices at least; 0 asks for none.", "number", needed=True),
            Column("reviewers", "Reviewers at least.", "number", needed=True),
            Column("words", "What is said of such a finding: thin, so held lightly.", needed=True),
        ),
        single=True,
    ),
)
FORM_OF: Mapping[str, Form] = {form.name: form for form in FORMS}
