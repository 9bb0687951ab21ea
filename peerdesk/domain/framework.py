"""What a partnership reviews by: themes, enquiry questions, look-fors, guides, a day, an outline and words.

A framework is data. This module says what a whole one is; a review keeps the version that it was written in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from peerdesk.domain.data_table import DataTable
from peerdesk.domain.review import SOURCES, VOICES, ActivityKind, Source, Voice
from peerdesk.errors import FrameworkError

ScaleKind: TypeAlias = Literal["none", "levels", "estimates"]
SCALE_KINDS: tuple[ScaleKind, ...] = get_args(ScaleKind)
ACTIVITY_KINDS: tuple[ActivityKind, ...] = get_args(ActivityKind)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How a framework grades: not at all, by levels, or by estimates. `steps` go from first to last."""

    kind: ScaleKind
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Theme:
    """One of the parts that a framework divides a school's life into."""

    theme_id: str
    name: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Characteristic:
    """One of the parts of a theme that a school can look at by itself.

    Attributes:
        levels: what each step of the scale looks like, in the steps' order; empty if the framework does not say.
    """

    characteristic_id: str
    theme: str
    name: str
    about: str = ""
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExampleQuestion:
    """An enquiry question that a school can take as it is or make its own. `evidence` says what would answer it."""

    question_id: str
    theme: str
    text: str
    characteristic: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class LookFor:
    """Something that a stranger can see, hear or count in a day.

    Attributes:
        question: id of the example question that it helps with, or "".
        characteristic: id of the characteristic that it belongs to, or "".
        where: where one might come upon it.
        do_not_conclude: what it does not show; follows "Do not conclude"; "" if nothing is likely.
    """

    look_for_id: str
    theme: str
    text: str
    question: str = ""
    characteristic: str = ""
    where: str = ""
    do_not_conclude: str = ""


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """Something to ask; it takes several answers. `question` is the id of an example question, or ""."""

    text: str
    question: str = ""
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Guide:
    """How to hold a conversation with one kind of people.

    Attributes:
        minutes: for planning; nobody reads it out.
        opening: words to say before the first prompt.
        reminders: for the reviewer alone.
    """

    guide_id: str
    title: str
    voice: Voice
    minutes: int
    opening: str
    prompts: tuple[Prompt, ...]
    close: str
    before: str = ""
    reminders: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DayPart:
    """An activity of the default days; `day` counts from 1, `start` and `end` are local, `HH:MM`.

    Attributes:
        joint: which colleague of the school takes part, or "".
    """

    title: str
    kind: ActivityKind
    start: str
    end: str
    voice: Voice | Literal[""] = ""
    source: Source | Literal[""] = ""
    guide: str = ""
    day: int = 1
    place: str = ""
    joint: str = ""


@dataclass(frozen=True, kw_only=True)
class OutlinePart:
    """A part of the report: where it stands (see `Section.place`) and its heading."""

    place: str
    title: str


@dataclass(frozen=True, kw_only=True)
class JudgingWords:
    """Words that judge or claim too much, why, and what one can write instead."""

    words: tuple[str, ...]
    why: str
    instead: str


@dataclass(frozen=True, kw_only=True)
class ThinRule:
    """When a finding has too little to stand on to be said without a doubt; fewer than any of them is thin."""

    notes: int
    sources: int
    voices: int
    reviewers: int
    words: str

    def holds(self, notes: int, sources: int, voices: int, reviewers: int) -> bool:
        """Answer whether a finding on so many notes, kinds of evidence, voices and reviewers is thin."""
        found = (notes, sources, voices, reviewers)
        return any(
            one < least
            for one, least in zip(found, (self.notes, self.sources, self.voices, self.reviewers), strict=True)
        )


@dataclass(frozen=True, kw_only=True)
class Framework:
    """One version of a framework, whole and checked.

    Attributes:
        language: a BCP 47 tag.
        of: whether a school or a partnership is looked at.
        not_asked: what nobody may ask to see or hear in such a review, in whole sentences.
        shorthand: words that spelling accepts; not_names: capitals that are nobody at the school.
    """

    framework_id: str
    version: str
    language: str
    title: str
    about: str
    scale: Scale
    themes: tuple[Theme, ...]
    questions: tuple[ExampleQuestion, ...]
    look_fors: tuple[LookFor, ...]
    guides: tuple[Guide, ...]
    day: tuple[DayPart, ...]
    outline: tuple[OutlinePart, ...]
    judging_words: tuple[JudgingWords, ...]
    thin: ThinRule
    of: Literal["school", "partnership"] = "school"
    characteristics: tuple[Characteristic, ...] = ()
    not_asked: tuple[str, ...] = ()
    shorthand: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()


def from_mapping(values: Mapping[str, object]) -> Framework:
    """Make a framework of what a file says.

    Raises:
        FrameworkError: something is missing, misspelt, twice there, or names what is not there; says where.

    Source:
        resources/frameworks/core_enquiry.toml is the example to write others by.
    """
    top = DataTable(values, "the framework", FrameworkError).only(
        "id", "version", "language", "title", "about", "scale", "of", "theme", "characteristic", "question",
        "look_for", "guide", "day", "outline", "judging", "thin", "not_asked", "words",
    )  # fmt: skip
    themes = tuple(_theme(row) for row in top.tables("theme"))
    if not themes:
        raise top.refusal("there is no “theme”.")
    known_themes = _ids(top, "theme", (theme.theme_id for theme in themes))
    scale = _scale(top.table("scale"))
    characteristics = tuple(_characteristic(row, known_themes, scale) for row in top.tables("characteristic"))
    parts = known_themes, _ids(top, "characteristic", (one.characteristic_id for one in characteristics))
    questions = tuple(_question(row, *parts) for row in top.tables("question"))
    known = _ids(top, "question", (question.question_id for question in questions))
    look_fors = tuple(_look_for(row, *parts, known) for row in top.tables("look_for"))
    _ids(top, "look_for", (look_for.look_for_id for look_for in look_fors))
    guides = tuple(_guide(row, known) for row in top.tables("guide"))
    known_guides = _ids(top, "guide", (guide.guide_id for guide in guides))
    return Framework(
        framework_id=top.text("id"),
        version=top.text("version"),
        language=top.text("language"),
        title=top.text("title"),
        about=top.text("about", ""),
        scale=scale,
        themes=themes,
        questions=questions,
        look_fors=look_fors,
        guides=guides,
        day=tuple(_day_part(row, known_guides) for row in top.tables("day")),
        outline=tuple(_outline_part(row) for row in top.tables("outline")),
        judging_words=tuple(_judging_words(row) for row in top.tables("judging")),
        thin=_thin_rule(top.table("thin")),
        of=top.choice("of", ("school", "partnership"), "school"),
        characteristics=characteristics,
        not_asked=top.texts("not_asked"),
        **_words(top.table("words", needed=False)),
    )


def _ids(top: DataTable, name: str, ids: Iterable[str]) -> frozenset[str]:
    """Return the ids, each of which may be there once only."""
    seen: set[str] = set()
    for number, one in enumerate(ids, start=1):
        if one in seen:
            raise top.tables(name)[number - 1].refusal(f"“{one}” is the id of an earlier one too.")
        seen.add(one)
    return frozenset(seen)


def _known(row: DataTable, name: str, ids: frozenset[str], default: str | None = None) -> str:
    """Return the id that a row names; "" only where that is the default."""
    given = row.text(name, default)
    if given and given not in ids:
        raise row.refusal(f"there is no {name} “{given}” in this framework.")
    return given


def _scale(row: DataTable) -> Scale:
    row.only("kind", "steps")
    scale = Scale(kind=row.choice("kind", SCALE_KINDS), steps=row.texts("steps"))
    if (scale.kind == "none") == bool(scale.steps):
        raise row.refusal("“steps” belong to levels and estimates, and only to them.")
    return scale


def _theme(row: DataTable) -> Theme:
    row.only("id", "name", "about")
    return Theme(theme_id=row.text("id"), name=row.text("name"), about=row.text("about", ""))


def _characteristic(row: DataTable, themes: frozenset[str], scale: Scale) -> Characteristic:
    row.only("id", "theme", "name", "about", "levels")
    levels = row.texts("levels")
    if levels and len(levels) != len(scale.steps):
        raise row.refusal(f"“levels” has {len(levels)} lines, and the scale {len(scale.steps)} steps.")
    return Characteristic(
        characteristic_id=row.text("id"),
        theme=_known(row, "theme", themes),
        name=row.text("name"),
        about=row.text("about", ""),
        levels=levels,
    )


def _question(row: DataTable, themes: frozenset[str], characteristics: frozenset[str]) -> ExampleQuestion:
    row.only("id", "theme", "characteristic", "text", "evidence")
    return ExampleQuestion(
        question_id=row.text("id"),
        theme=_known(row, "theme", themes),
        text=row.text("text"),
        characteristic=_known(row, "characteristic", characteristics, ""),
        evidence=row.text("evidence", ""),
    )


def _look_for(
    row: DataTable, themes: frozenset[str], characteristics: frozenset[str], questions: frozenset[str]
) -> LookFor:
    row.only("id", "theme", "characteristic", "question", "text", "where", "do_not_conclude")
    return LookFor(
        look_for_id=row.text("id"),
        theme=_known(row, "theme", themes),
        question=_known(row, "question", questions, ""),
        characteristic=_known(row, "characteristic", characteristics, ""),
        text=row.text("text"),
        where=row.text("where", ""),
        do_not_conclude=row.text("do_not_conclude", ""),
    )


def _guide(row: DataTable, questions: frozenset[str]) -> Guide:
    row.only("id", "title", "voice", "minutes", "before", "opening", "prompt", "close", "reminders")
    return Guide(
        guide_id=row.text("id"),
        title=row.text("title"),
        voice=row.choice("voice", VOICES),
        minutes=row.number("minutes"),
        before=row.text("before", ""),
        opening=row.text("opening"),
        prompts=tuple(
            Prompt(
                text=prompt.only("text", "question", "follow_ups").text("text"),
                question=_known(prompt, "question", questions, ""),
                follow_ups=prompt.texts("follow_ups"),
            )
            for prompt in row.tables("prompt")
        ),
        close=row.text("close"),
        reminders=row.texts("reminders"),
    )


def _day_part(row: DataTable, guides: frozenset[str]) -> DayPart:
    row.only("title", "kind", "day", "start", "end", "voice", "source", "guide", "place", "joint")
    return DayPart(
        title=row.text("title"),
        kind=row.choice("kind", ACTIVITY_KINDS),
        start=row.text("start"),
        end=row.text("end"),
        voice=row.choice("voice", ("", *VOICES), ""),
        source=row.choice("source", ("", *SOURCES), ""),
        guide=_known(row, "guide", guides, ""),
        day=row.number("day", 1),
        place=row.text("place", ""),
        joint=row.text("joint", ""),
    )


def _outline_part(row: DataTable) -> OutlinePart:
    row.only("place", "title")
    return OutlinePart(place=row.text("place"), title=row.text("title"))


def _judging_words(row: DataTable) -> JudgingWords:
    row.only("words", "why", "try")
    words = row.texts("words")
    if not words:
        raise row.refusal("“words” is missing.")
    return JudgingWords(words=words, why=row.text("why"), instead=row.text("try"))


def _thin_rule(row: DataTable) -> ThinRule:
    row.only("notes", "sources", "voices", "reviewers", "words")
    return ThinRule(
        notes=row.number("notes"),
        sources=row.number("sources"),
        voices=row.number("voices"),
        reviewers=row.number("reviewers"),
        words=row.text("words"),
    )


def _words(row: DataTable) -> Mapping[str, tuple[str, ...]]:
    row.only("shorthand", "not_names")
    return {name: row.texts(name) for name in ("shorthand", "not_names")}
