"""The quick line: what a reviewer typed, and what PeerDesk understood of it before Enter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, cast

from peerdesk.domain.evidence import Sign
from peerdesk.domain.marks import (
    LONG,
    Mark,
    MarkKind,
    read_closing,
    read_display,
    read_no_question,
    read_opening,
    read_quotes,
    read_tally,
    to_words,
)
from peerdesk.domain.review import Activity, ActivityKind, Question, Source, Voice

SOURCE_OF: Mapping[ActivityKind, Source] = MappingProxyType(
    {
        "walk": "observation",
        "passing": "observation",
        "conversation": "talk",
        "meeting": "talk",
        "work": "work",
        "documents": "document",
    }
)


@dataclass(frozen=True, kw_only=True)
class LineContext:
    """What is known before a word is typed.

    Attributes:
        questions: the review's, in their order; the first is Q1.
        default_questions: ids, for a line that names none.
        source: kind of evidence, for a line that names none.
        voice: whose voice is heard where the evidence is talk.
    """

    questions: tuple[Question, ...] = ()
    default_questions: tuple[str, ...] = ()
    source: Source = "observation"
    voice: Voice | Literal[""] = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """What would be kept if Enter were pressed now.

    Attributes:
        text: what was seen or heard: as typed, without what was taken out of its beginning and end.
        made_of_it: what follows a tab, as typed.
        questions: ids, in the questions' order.
        where: "Y5 English 26/27", "Y4 pupil", "TA, playground", or "".
        present: present, on roll; empty if not said.
        tally: found, looked at; empty if not said.
        starred: to be brought to the table.
        quote: somebody's own words are in it.
        only_me: it never leaves the laptop.
        marks: in the order in which they were typed.
    """

    text: str
    made_of_it: str
    sign: Sign
    source: Source
    voice: Voice | Literal[""]
    questions: tuple[str, ...]
    year: str
    subject: str
    where: str
    present: tuple[int, ...]
    tally: tuple[int, ...]
    starred: bool
    quote: bool
    only_me: bool
    marks: tuple[Mark, ...]


def context_of(questions: Sequence[Question], activity: Activity | None) -> LineContext:
    """Return what an activity says about its notes. Its one question is theirs; of several none is."""
    if activity is None:
        return LineContext(questions=tuple(questions))
    return LineContext(
        questions=tuple(questions),
        default_questions=activity.questions if len(activity.questions) == 1 else (),
        source=activity.source or SOURCE_OF[activity.kind],
        voice=activity.voice,
    )


def as_text(typed: str, mark: Mark) -> str:
    """Return what was typed with one mark turned back into text, as Backspace on its chip does."""
    return f"{typed[: mark.start]}\\{typed[mark.start :]}"


def read_line(typed: str, context: LineContext) -> Line:
    """Understand a line, finished or not. What is not certain stays text, and no letter is lost."""
    said, _, made_of_it = typed.partition("\t")
    marks = _read_marks(said, context)
    by_kind = {mark.kind: mark for mark in marks}  # the last of a kind wins
    value = {kind: mark.value for kind, mark in by_kind.items()}
    source = _source(by_kind, context)
    return Line(
        text=_without_taken(said, marks),
        made_of_it=made_of_it.strip(),
        sign=cast(Sign, value.get("sign", "noted")),
        source=source,
        voice=cast(Voice, value["voice"]) if "voice" in value else context.voice if source == "talk" else "",
        questions=_questions(marks, context),
        year=value.get("year", ""),
        subject=value.get("subject", ""),
        where=_where(said, by_kind),
        present=_numbers(value.get("present", "")),
        tally=_numbers(value.get("tally", "")),
        starred="star" in by_kind,
        quote="quote" in by_kind,
        only_me="only me" in by_kind,
        marks=marks,
    )


def _read_marks(said: str, context: LineContext) -> tuple[Mark, ...]:
    words = to_words(said)
    closing = read_closing(words, context.questions)
    words = words[: len(words) - len(closing)]
    base = next((mark.value for mark in reversed(closing) if mark.kind == "source"), context.source)
    opening = read_opening(words, counted=base != "work" and "observation" in (base, context.source))
    words = words[len(opening) :]
    if not words:
        return (*opening, *closing)
    between, blanked = read_quotes(said, words[0].start, min(words[-1].end, words[0].start + LONG))
    found = (*opening, *between, *read_no_question(blanked), *closing)
    if base == "observation" and not any(mark.kind in ("voice", "source") for mark in found):
        found += read_display(blanked)
    if _source({mark.kind: mark for mark in found}, context) == "work":
        found += read_tally(words)
    return tuple(sorted({mark.start: mark for mark in found}.values(), key=lambda mark: mark.start))


def _source(by_kind: Mapping[MarkKind, Mark], context: LineContext) -> Source:
    """Return the kind of evidence: as marked, else talk if somebody speaks, else the activity's."""
    if "source" in by_kind:
        return cast(Source, by_kind["source"].value)
    if "voice" in by_kind or ("quote" in by_kind and context.source == "observation"):
        return "talk"
    return context.source


def _questions(marks: Sequence[Mark], context: LineContext) -> tuple[str, ...]:
    named = [mark.value for mark in marks if mark.kind == "question"]
    if not named:
        return context.default_questions
    return tuple(question.record_id for question in context.questions if question.record_id in named)


def _where(said: str, by_kind: Mapping[MarkKind, Mark]) -> str:
    """Say where it was or who spoke, as the beginning of the line does; its end may correct the year."""
    shown = {kind: mark.shown for kind, mark in by_kind.items() if not said.startswith("@", mark.start)}
    if "present" in by_kind:
        shown["present"] = by_kind["present"].value
    room = " ".join(shown[kind] for kind in ("year", "subject", "present", "voice") if kind in shown)
    return ", ".join(part for part in (room, shown.get("place", "")) if part)


def _numbers(value: str) -> tuple[int, ...]:
    return tuple(int(number) for number in value.split("/")) if value else ()


def _without_taken(said: str, marks: Sequence[Mark]) -> str:
    pieces: list[str] = []
    place = 0
    for mark in marks:
        if mark.taken:
            pieces.append(said[place : mark.start])
            place = mark.end
    return "".join([*pieces, said[place:]]).strip()
