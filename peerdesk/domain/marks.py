"""Marks in the quick line: what counts at its end, at its beginning and in between.

At the *end*, marks count as long as they are the last words: `#q2 q1 @talk ^5 + *`. At the *beginning*, room and
numbers ("y5 eng 26/27") or who speaks ("y4 p", "TA pg:"). In *between*, a quote, a tally of work, "display", "nothing
for us". A backslash before any of them makes it text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal, NamedTuple

from peerdesk.domain.review import Question
from peerdesk.domain.shorthand import (
    PLACES,
    SHORT_SUBJECTS,
    SIGN_KEYS,
    SIGN_WORDS,
    SOURCE_WORDS,
    SPEAKERS,
    SUBJECTS,
    read_count,
    read_source,
    read_voice,
    read_year,
)

MarkKind = Literal[
    "sign",
    "question",
    "source",
    "voice",
    "year",
    "subject",
    "place",
    "present",
    "tally",
    "quote",
    "star",
    "only me",
    "plain",
]

QUOTE = re.compile(r"(?<!\S)(?P<plain>\\*+)[(\[]?[\"“][^\"“”]++[\"”]")
WORK = re.compile(r"(?<!\S)(?P<plain>\\*+)displays?\b", re.IGNORECASE)
NO_QUESTION = re.compile(r"(?<!\S)(?P<plain>\\*+)nothing for (?:us|our (?:qs|questions))\b", re.IGNORECASE)


_WORD = re.compile(r"\S+")
LONG = 4_000
"""Letters at either end of a text in which marks are looked for: nobody types so many into one line."""
MOST_CLOSING = 24
"""Marks that may end a line: a text that is pasted must not become thousands of chips."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that was understood: painted where it stands, and shown as a chip.

    Attributes:
        start: where it begins in what was typed, counted in characters.
        end: just after it.
        kind: what it sets; "plain" is a backslash that makes what follows it text.
        shown: the word on the chip; "" for "plain".
        value: what it sets, as records say it; "26/27" for two numbers.
        taken: it is left out of the text that is kept.
    """

    start: int
    end: int
    kind: MarkKind
    shown: str
    value: str
    taken: bool


class Word(NamedTuple):
    """A word of the line: where it stands, and as it was typed."""

    start: int
    end: int
    text: str


class _Meaning(NamedTuple):
    kind: MarkKind
    shown: str
    value: str


def to_words(typed: str) -> list[Word]:
    """Return what stands between spaces; of a text that is longer than any line, what begins and what ends it."""
    if len(typed) <= 2 * LONG:
        found = [*_WORD.finditer(typed)]
    else:
        found = [*_WORD.finditer(typed, 0, LONG), *_WORD.finditer(typed, len(typed) - LONG)]
    return [Word(*match.span(), match.group()) for match in found]


def read_closing(words: Sequence[Word], questions: Sequence[Question]) -> tuple[Mark, ...]:
    """Return the run of marks that ends the line; no more of them than anybody types."""
    marks: list[Mark] = []
    for word in words[: -MOST_CLOSING - 1 : -1]:
        bare = word.text.lstrip("\\")
        meaning = _closing_meaning(bare, questions)
        if meaning is None:
            break
        marks.append(_mark(word, meaning, taken=True))
        if marks[-1].kind == "plain":
            break
    return tuple(reversed(marks))


def read_opening(words: Sequence[Word], *, counted: bool) -> tuple[Mark, ...]:
    """Return where it was, or who speaks, from the beginning of the line.

    It is taken out of the text only where it can hardly be part of a sentence: before a colon, before a quote if it
    names a speaker, or when a year is followed by an abbreviated subject or by how many were present.

    Args:
        words: those before the marks at the end.
        counted: two numbers after a year are who was present; in a look at work they would be a tally.
    """
    run, plain = _run(words, counted=counted)
    ended = bool(run) and words[len(run) - 1].text.endswith(":")
    spoken = _is_quoted(words[len(run) :]) and any(mark.kind == "voice" for mark in run)
    if not (ended or spoken):
        run = [*takewhile(lambda mark: mark.kind in ("year", "subject", "present"), run)]
    typed = {mark.kind: word.text.rstrip(",") for word, mark in zip(words, run, strict=False)}
    room = "present" in typed or typed.get("subject", "").lower() in SHORT_SUBJECTS
    if not (ended or spoken or room) and not re.match(r"yr?\d", typed.get("year", ""), re.IGNORECASE):
        return plain
    taken = (ended or spoken or room) and len(run) < len(words)
    return (*(replace(mark, taken=taken) for mark in run), *plain)


def read_quotes(typed: str, start: int, end: int) -> tuple[tuple[Mark, ...], str]:
    """Return the first quote between two places, and what stands there with all quotes blanked out.

    Nothing else is read in what somebody said. The places in the blanked text are those in what was typed.
    """
    found = [match for match in QUOTE.finditer(typed, start, end) if any(map(str.isalnum, match[0]))]
    plain = [_match_mark(match, QUOTED) for match in found if match["plain"]]
    quotes = [match for match in found if not match["plain"]]
    pieces, place = [" " * start], start
    for match in quotes:
        pieces += [typed[place : match.start()], " " * len(match[0])]
        place = match.end()
    pieces.append(typed[place:end])
    return (*(_match_mark(match, QUOTED) for match in quotes[:1]), *plain), "".join(pieces)


def read_display(blanked: str) -> tuple[Mark, ...]:
    """Return the first word that says that pupils' work hangs there."""
    found = WORK.search(blanked)
    return (_match_mark(found, _Meaning("source", SOURCE_WORDS["work"], "work")),) if found else ()


def read_no_question(blanked: str) -> tuple[Mark, ...]:
    """Return the words that say that a line is about none of the questions."""
    found = NO_QUESTION.search(blanked)
    return (_match_mark(found, NO_QUESTION_MEANT),) if found else ()


def read_tally(words: Sequence[Word]) -> tuple[Mark, ...]:
    """Return "1/6" where it is the only one of its kind, or the last word."""
    counts = [(word, count) for word in words if (count := read_count(word.text.strip("\\([.,;:)]!")))]
    if not counts or (len(counts) > 1 and counts[-1][0] is not words[-1]):
        return ()
    word, (found, of) = counts[-1]
    return (_mark(word, _Meaning("tally", f"{found} of {of}", f"{found}/{of}"), taken=False),)


def _mark(word: Word, meaning: _Meaning, *, taken: bool) -> Mark:
    if word.text.startswith("\\"):
        return Mark(word.start, word.start + 1, "plain", "", "", taken=True)
    return Mark(word.start, word.end, meaning.kind, meaning.shown, meaning.value, taken)


def _match_mark(match: re.Match[str], meaning: _Meaning) -> Mark:
    return _mark(Word(match.start(), match.end(), match[0]), meaning, taken=False)


def _closing_meaning(word: str, questions: Sequence[Question]) -> _Meaning | None:
    if sign := SIGN_KEYS.get(word):
        return _Meaning("sign", SIGN_WORDS[sign], sign)
    if word == "*":
        return _Meaning("star", "to the table", "yes")
    if re.fullmatch(r"q\d{1,2}", word, re.IGNORECASE | re.ASCII):
        return _question(word, questions)
    match word[:1]:
        case "#":
            return _question(word[1:], questions)
        case "@":
            return _source_or_voice(word[1:])
        case "^":
            year = read_year(word[1:])
            return _Meaning("year", year[1], year[0]) if year else None
    return None


def _question(word: str, questions: Sequence[Question]) -> _Meaning | None:
    """Return the question of a number, or the only one that has a word of its short name begin so."""
    if word == "0":
        return NO_QUESTION_MEANT
    if number := re.fullmatch(r"q?(\d{1,2})", word, re.IGNORECASE | re.ASCII):
        meant = [at for at in range(len(questions)) if at + 1 == int(number[1])]
    else:
        begun = f" {word}".casefold() if word else "?"
        meant = [at for at, question in enumerate(questions) if begun in f" {question.short_name}".casefold()]
    if len(meant) != 1:
        return None
    question = questions[meant[0]]
    return _Meaning("question", f"Q{meant[0] + 1} {question.short_name}".rstrip(), question.record_id)


def _source_or_voice(word: str) -> _Meaning | None:
    if word.lower() == "me":
        return _Meaning("only me", "only me", "yes")
    if source := read_source(word):
        return _Meaning("source", SOURCE_WORDS[source], source)
    if voice := read_voice(word):
        return _Meaning("voice", voice, voice)
    return None


def _run(words: Sequence[Word], *, counted: bool) -> tuple[list[Mark], tuple[Mark, ...]]:
    """Return what the beginning may mean, each kind once, and the backslash that ended it, if one did."""
    run: list[Mark] = []
    for word in words:
        seen = {mark.kind for mark in run}
        meaning = _opening_meaning(word.text.lstrip("\\").rstrip(",:"), counted=counted, dated="year" in seen)
        if meaning is None or meaning.kind in seen:
            break
        mark = _mark(word, meaning, taken=True)
        if mark.kind == "plain":
            return run, (mark,)
        run.append(mark)
        if word.text.endswith(":"):
            break
    return run, ()


def _opening_meaning(word: str, *, counted: bool, dated: bool) -> _Meaning | None:
    """Return what a word at the beginning may mean; subject and numbers only after a year."""
    small = word.lower()
    if dated and (subject := SUBJECTS.get(small)):
        return _Meaning("subject", subject, subject)
    if dated and counted and (count := read_count(word)):
        return _Meaning("present", f"{count[0]} of {count[1]} here", f"{count[0]}/{count[1]}")
    if not word[:1].isdigit() and (year := read_year(word)):
        return _Meaning("year", year[1], year[0])
    if speaker := SPEAKERS.get(small):
        return _Meaning("voice", speaker.noun, speaker.voice)
    if place := PLACES.get(small):
        return _Meaning("place", place, place)
    return None


def _is_quoted(words: Sequence[Word]) -> bool:
    return bool(words) and words[0].text.startswith(('"', "“"))


QUOTED = _Meaning("quote", "quote", "")
NO_QUESTION_MEANT = _Meaning("question", "no question", "")
