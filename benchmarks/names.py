"""How many planted names the guard finds in 200 notes, how often it alarms where there is none, and how long it takes.

`python -m benchmarks names`. The notes lie in tests/data, as reviewers type them; every name is invented. A page is
40 lines.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

from peerdesk.domain.names import NameGuard
from peerdesk.intake.name_words import read_name_guard
from peerdesk.intake.spelling import Speller
from peerdesk.paths import resources

LINES_A_PAGE, WORDS_A_LINE = 40, 10
DATA = Path(__file__).parents[1] / "tests" / "data"
TEAM = {"Anita": "a reviewer", "Tom": "a reviewer", "Bryony": "a reviewer", "Marek": "a reviewer"}
_PLANTED = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True)
class Note:
    """A note, and where the planted names stand in it."""

    text: str
    names: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Figure:
    """Found of planted, in per cent; alarms on a page of 40 lines; milliseconds of computing for all lines, and one."""

    name: str
    lines: int
    names: int
    found: int
    per_cent: float
    false_alarms: int
    a_page: float
    ms: float
    ms_a_line: float


def guard() -> NameGuard:
    """Return the guard as a review has it whose team is that of the practice."""
    framework = tomllib.loads((resources() / "frameworks" / "core_enquiry.toml").read_text(encoding="utf-8"))["words"]
    own = (*framework["not_names"], *framework["shorthand"], "Wrenholt")
    return read_name_guard(resources() / "names", resources() / "spelling" / "en_GB.dic", TEAM, own)


def notes(file: str) -> list[Note]:
    """Return the notes of a file of tests/data, whose lines that begin with # are for its reader."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return [_note(line) for line in lines if not line.startswith("#")]


def missed(note: Note, looking: NameGuard) -> list[str]:
    """Return the planted names of which a word is not found."""
    spans = [(one.start, one.end) for one in looking.find(note.text)]
    return [
        note.text[start:end]
        for start, end in note.names
        if not any(first <= start and end <= last for first, last in spans)
    ]


def false_alarms(note: Note, looking: NameGuard) -> list[str]:
    """Return what is found where no name was planted."""
    return [
        one.words
        for one in looking.find(note.text)
        if not any(one.start < end and start < one.end for start, end in note.names)
    ]


def texts(name: str) -> Iterator[str]:
    """Yield each text of the practice school’s file."""

    def within(value: Any) -> Iterator[str]:
        if isinstance(value, str) and " " in value:
            yield value
        elif isinstance(value, dict | list):
            for one in value.values() if isinstance(value, dict) else value:
                yield from within(one)

    yield from within(tomllib.loads((resources() / "demo" / f"{name}.toml").read_text(encoding="utf-8")))


def run() -> list[Figure]:
    looking = guard()
    with_names, without = notes("notes_with_names.txt"), notes("notes_without_names.txt")
    figures = [
        _figure("200 notes", with_names, looking),
        _figure("the same in small letters", [Note(one.text.lower(), one.names) for one in with_names], looking),
        _figure("nobody named", without, looking),
        _figure("400 notes, time alone", [*with_names, *with_names], looking),
    ]
    for file in ("report", "findings", "notes"):
        figures.append(
            _figure(f"the practice’s {file}, the team alone named", [_of_practice(one) for one in texts(file)], looking)
        )
    speller = Speller(resources() / "spelling" / "en_GB")
    took = _ms(lambda: [speller.misspelt(one.text) for one in (*with_names, *with_names)])
    return [*figures, Figure("400 notes, spelling", 400, 0, 0, 0.0, 0, 0.0, took, took / 400)]


def _note(line: str) -> Note:
    spans, text = [], ""
    for at, part in enumerate(_PLANTED.split(line)):
        if at % 2:
            spans.append((len(text), len(text) + len(part)))
        text += part
    return Note(text, tuple(spans))


def _of_practice(text: str) -> Note:
    """Return a text in which the team’s own names are expected."""
    names = re.finditer("|".join(TEAM), text)
    return Note(text, tuple(one.span() for one in names))


def _figure(name: str, chosen: Sequence[Note], looking: NameGuard) -> Figure:
    planted = sum(len(one.names) for one in chosen)
    found = planted - sum(len(missed(one, looking)) for one in chosen)
    wrong = sum(len(false_alarms(one, looking)) for one in chosen)
    lines = sum(max(1, round(len(one.text.split()) / WORDS_A_LINE)) for one in chosen)
    per_cent = 100 * found / planted if planted else 0.0
    took = _ms(lambda: [looking.find(one.text) for one in chosen])
    return Figure(name, lines, planted, found, per_cent, wrong, wrong / lines * LINES_A_PAGE, took, took / lines)


def _ms(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return (process_time() - began) * 1000


if __name__ == "__main__":
    asked = guard()
    for file in ("notes_with_names.txt", "notes_without_names.txt"):
        for note in notes(file):
            if wrong := missed(note, asked) + false_alarms(note, asked):
                print(wrong, "|", note.text)
