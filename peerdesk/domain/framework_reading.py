"""A framework from what a file says: whole and checked, or refused with the place of what cannot be meant.

`resources/schemas/framework.schema.json` says the same of a mapping's shape to those who have no PeerDesk.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from peerdesk.domain.canonical import clean_text
from peerdesk.domain.data_table import DataTable
from peerdesk.domain.framework import (
    ACTIVITY_KINDS,
    OF,
    ONLY_ON,
    PLACES,
    SCALE_KINDS,
    Characteristic,
    DayPart,
    ExampleQuestion,
    Framework,
    Guide,
    JudgingWords,
    LookFor,
    OutlinePart,
    Prompt,
    Scale,
    Theme,
    ThinRule,
)
from peerdesk.domain.review import SOURCES, VOICES
from peerdesk.errors import FrameworkError

MAX_ROWS = 400
"""Of one kind in one framework."""
MAX_LETTERS, MAX_LINE, MAX_ID = 8_000, 1_000, 64
"""Letters of a text, of a line in a list, of an id."""
MAX_BYTES = 240_000
"""Of a whole framework as JSON, so that a review can keep it."""

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TOP = (
    "id", "version", "language", "title", "about", "scale", "of", "theme", "characteristic", "question",
    "look_for", "guide", "day", "outline", "judging", "thin", "not_asked", "words",
)  # fmt: skip


def from_mapping(values: Mapping[str, object]) -> Framework:
    """Make a framework of what a file says.

    Raises:
        FrameworkError: something is missing, misspelt, twice there, or names what is not there; says where.

    Source:
        docs/FRAMEWORKS.md
    """
    return from_table(DataTable(values, "the framework", FrameworkError))


def from_json(text: str) -> Framework:
    """Make a framework of the JSON in which a review keeps it.

    Raises:
        FrameworkError: it is no JSON, or no framework.
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as reason:
        raise not_readable(str(reason)) from reason
    if not isinstance(values, dict):
        raise not_readable("no object")
    return from_mapping(values)


def not_readable(detail: str) -> FrameworkError:
    """Make the error for what is no framework at all."""
    return FrameworkError(
        "This is not written in the form of a framework.", "Ask whoever made it for a copy that opens.", detail=detail
    )


def from_table(top: DataTable) -> Framework:
    """Make a framework of a table, which says where each of its parts stands.

    Raises:
        FrameworkError: as `from_mapping`.
    """
    top.only(*_TOP)
    scale = _scale(top.table("scale"))
    theme_rows = _rows(top, "theme")
    if not theme_rows:
        raise top.refusal("there is no “theme”.", "theme")
    themes = tuple(_theme(row) for row in theme_rows)
    known = {"theme": _ids(theme_rows, (one.theme_id for one in themes))}
    rows = _rows(top, "characteristic")
    characteristics = tuple(_characteristic(row, known, scale) for row in rows)
    known["characteristic"] = _ids(rows, (one.characteristic_id for one in characteristics))
    rows = _rows(top, "question")
    questions = tuple(_question(row, known) for row in rows)
    known["question"] = _ids(rows, (one.question_id for one in questions))
    rows = _rows(top, "look_for")
    look_fors = tuple(_look_for(row, known) for row in rows)
    _ids(rows, (one.look_for_id for one in look_fors))
    rows = _rows(top, "guide")
    guides = tuple(_guide(row, known) for row in rows)
    known["guide"] = _ids(rows, (one.guide_id for one in guides))
    return Framework(
        framework_id=_id(top, "id"),
        version=_id(top, "version"),
        language=_exact(top, "language", _LANGUAGE, "a language such as en-GB"),
        title=_line(top, "title"),
        about=_text(top, "about", ""),
        scale=scale,
        themes=themes,
        questions=questions,
        look_fors=look_fors,
        guides=guides,
        day=tuple(_day_part(row, known) for row in _rows(top, "day")),
        outline=_outline(_rows(top, "outline")),
        judging_words=tuple(_judging_words(row) for row in _rows(top, "judging")),
        thin=_thin_rule(top.table("thin")),
        of=top.choice("of", OF, "school"),
        characteristics=characteristics,
        not_asked=_lines(top, "not_asked"),
        **_words(top.table("words", needed=False)),
    )


def _rows(top: DataTable, name: str) -> tuple[DataTable, ...]:
    """Return the tables of a name, of which there may be only so many."""
    rows = top.tables(name)
    if len(rows) > MAX_ROWS:
        raise top.refusal(f"there are more than {MAX_ROWS} of “{name}”.", name)
    return rows


def _ids(rows: Iterable[DataTable], ids: Iterable[str]) -> frozenset[str]:
    """Return the ids, each of which may be there once only."""
    seen: set[str] = set()
    for row, one in zip(rows, ids, strict=True):
        if one in seen:
            raise row.refusal(f"“{one}” is the id of an earlier one too.", "id")
        seen.add(one)
    return frozenset(seen)


def _text(row: DataTable, name: str, default: str | None = None, most: int = MAX_LETTERS) -> str:
    """Return words as they can be kept; no default means that there must be some."""
    given = row.text(name, default)
    if len(str(row.values.get(name, ""))) > most:
        raise row.refusal(f"“{name}” has more than {most:,} letters.", name)
    cleaned = clean_text(given).strip()
    if default is None and not cleaned:
        raise row.refusal(f"“{name}” is empty.", name)
    return cleaned


def _line(row: DataTable, name: str, default: str | None = None, most: int = MAX_LINE) -> str:
    """Return words that stand on one line."""
    line = _text(row, name, default, most)
    if "\n" in line:
        raise row.refusal(f"“{name}” ought to be one line.", name)
    return line


def _id(row: DataTable, name: str) -> str:
    return _line(row, name, most=MAX_ID)


def _lines(row: DataTable, name: str) -> tuple[str, ...]:
    """Return a list of lines that say something; empty if it is not there."""
    given = row.texts(name)
    lines = tuple(clean_text(one).strip() for one in given)
    if any(not one or "\n" in one or len(raw) > MAX_LINE for one, raw in zip(lines, given, strict=True)):
        raise row.refusal(f"each of “{name}” ought to be one line, not empty, of {MAX_LINE:,} letters at most.", name)
    if len(lines) > MAX_ROWS:
        raise row.refusal(f"there are more than {MAX_ROWS} of “{name}”.", name)
    return lines


def _exact(row: DataTable, name: str, form: re.Pattern[str], what: str) -> str:
    """Return words of a certain form."""
    row.text(name)
    given = str(row.values[name])
    if not form.fullmatch(given):
        raise row.refusal(f"“{name}” cannot be “{given}”; it is {what}.", name)
    return given


def _number(row: DataTable, name: str, least: int, most: int, default: int | None = None) -> int:
    given = row.number(name, default)
    if not least <= given <= most:
        raise row.refusal(f"“{name}” ought to be from {least} to {most}.", name)
    return given


def _known(row: DataTable, name: str, known: Mapping[str, frozenset[str]], default: str | None = None) -> str:
    """Return the id that a row names; "" only where that is the default."""
    given = _line(row, name, default, MAX_ID)
    if given and given not in known[name]:
        raise row.refusal(f"there is no {name} “{given}” in this framework.", name)
    return given


def _scale(row: DataTable) -> Scale:
    row.only("kind", "steps")
    scale = Scale(kind=row.choice("kind", SCALE_KINDS), steps=_lines(row, "steps"))
    if (scale.kind == "none") == bool(scale.steps):
        raise row.refusal("“steps” belong to levels and estimates, and only to them.", "steps")
    if len(set(scale.steps)) < len(scale.steps):
        raise row.refusal("two of the “steps” have one name.", "steps")
    return scale


def _theme(row: DataTable) -> Theme:
    row.only("id", "name", "about")
    return Theme(theme_id=_id(row, "id"), name=_line(row, "name"), about=_text(row, "about", ""))


def _characteristic(row: DataTable, known: Mapping[str, frozenset[str]], scale: Scale) -> Characteristic:
    row.only("id", "theme", "name", "about", "levels")
    levels = _lines(row, "levels")
    if levels and len(levels) != len(scale.steps):
        raise row.refusal(f"“levels” has {len(levels)} lines, and the scale {len(scale.steps)} steps.", "levels")
    return Characteristic(
        characteristic_id=_id(row, "id"),
        theme=_known(row, "theme", known),
        name=_line(row, "name"),
        about=_text(row, "about", ""),
        levels=levels,
    )


def _question(row: DataTable, known: Mapping[str, frozenset[str]]) -> ExampleQuestion:
    row.only("id", "theme", "characteristic", "text", "evidence")
    return ExampleQuestion(
        question_id=_id(row, "id"),
        theme=_known(row, "theme", known),
        text=_text(row, "text"),
        characteristic=_known(row, "characteristic", known, ""),
        evidence=_text(row, "evidence", ""),
    )


def _look_for(row: DataTable, known: Mapping[str, frozenset[str]]) -> LookFor:
    row.only("id", "theme", "characteristic", "question", "text", "where", "do_not_conclude")
    return LookFor(
        look_for_id=_id(row, "id"),
        theme=_known(row, "theme", known),
        question=_known(row, "question", known, ""),
        characteristic=_known(row, "characteristic", known, ""),
        text=_text(row, "text"),
        where=_text(row, "where", ""),
        do_not_conclude=_text(row, "do_not_conclude", ""),
    )


def _guide(row: DataTable, known: Mapping[str, frozenset[str]]) -> Guide:
    row.only("id", "title", "voice", "minutes", "before", "opening", "prompt", "close", "reminders")
    return Guide(
        guide_id=_id(row, "id"),
        title=_line(row, "title"),
        voice=row.choice("voice", VOICES),
        minutes=_number(row, "minutes", 1, 600),
        before=_text(row, "before", ""),
        opening=_text(row, "opening"),
        prompts=tuple(
            _prompt(replace(prompt, place=f"{row.place}, {prompt.place}"), known) for prompt in _rows(row, "prompt")
        ),
        close=_text(row, "close"),
        reminders=_lines(row, "reminders"),
    )


def _prompt(row: DataTable, known: Mapping[str, frozenset[str]]) -> Prompt:
    row.only("text", "question", "follow_ups")
    return Prompt(
        text=_text(row, "text"),
        question=_known(row, "question", known, ""),
        follow_ups=_lines(row, "follow_ups"),
    )


def _day_part(row: DataTable, known: Mapping[str, frozenset[str]]) -> DayPart:
    row.only("title", "kind", "day", "start", "end", "voice", "source", "guide", "place", "joint", "only_on")
    part = DayPart(
        title=_line(row, "title"),
        kind=row.choice("kind", ACTIVITY_KINDS),
        start=_exact(row, "start", _CLOCK, "a time such as 09:05"),
        end=_exact(row, "end", _CLOCK, "a time such as 09:05"),
        voice=row.choice("voice", ("", *VOICES), ""),
        source=row.choice("source", ("", *SOURCES), ""),
        guide=_known(row, "guide", known, ""),
        day=_number(row, "day", 1, 10, 1),
        place=_line(row, "place", ""),
        joint=_line(row, "joint", ""),
        only_on=row.choice("only_on", ("", *ONLY_ON), ""),
    )
    if part.end <= part.start:
        raise row.refusal(f"“end” ought to come after {part.start}.", "end")
    return part


def _outline(rows: Iterable[DataTable]) -> tuple[OutlinePart, ...]:
    parts: dict[str, OutlinePart] = {}
    for row in rows:
        row.only("place", "title")
        part = OutlinePart(place=row.choice("place", PLACES), title=_line(row, "title"))
        if part.place in parts:
            raise row.refusal(f"“{part.place}” is there already; a report has it once.", "place")
        parts[part.place] = part
    return tuple(parts.values())


def _judging_words(row: DataTable) -> JudgingWords:
    row.only("words", "why", "try")
    words = _lines(row, "words")
    if not words:
        raise row.refusal("“words” is missing.", "words")
    return JudgingWords(words=words, why=_text(row, "why"), instead=_text(row, "try"))


def _thin_rule(row: DataTable) -> ThinRule:
    row.only("notes", "sources", "voices", "reviewers", "words")
    return ThinRule(
        notes=_number(row, "notes", 0, 99),
        sources=_number(row, "sources", 0, 99),
        voices=_number(row, "voices", 0, 99),
        reviewers=_number(row, "reviewers", 0, 99),
        words=_line(row, "words"),
    )


def _words(row: DataTable) -> Mapping[str, tuple[str, ...]]:
    row.only("shorthand", "not_names")
    return {name: _lines(row, name) for name in ("shorthand", "not_names")}
