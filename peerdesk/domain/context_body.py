"""Figures as a review keeps them: one record a file and year, which travels without the file (docs/CONTEXT.md)."""

from collections.abc import Iterable
from typing import Any, get_args

import orjson

from peerdesk.domain.context import Figures, Key
from peerdesk.domain.figures import ENGLAND, Figure, Place, Status
from peerdesk.domain.review import Context

FORMAT = 1
_STATES = get_args(Status)
_NOTHING: tuple[Any, ...] = (None,) * 7


def to_body(figures: Figures, measures: Iterable[str], year: str, source: str) -> str:
    """Return the figures of some measures, of one year and file, as a review keeps them; "" if there is none."""
    places = [[one.code, one.name, one.authority] for one in figures.places]
    number = {one.code: at for at, one in enumerate(figures.places)}
    wanted = set(measures)
    kept = [
        (number[code], measure, group, *_worth(figure))
        for (code, when, measure, group), figure in figures.found.items()
        if when == year and measure in wanted and figure.source == source
    ]
    kept.sort(key=lambda one: one[:3])
    said = {"format": FORMAT, "places": places, "schools": len(figures.schools), "figures": kept}
    return orjson.dumps(said).decode() if kept else ""


def from_contexts(contexts: Iterable[Context]) -> Figures | None:
    """Return the figures that a review keeps; None if it keeps none. What cannot be read is left out."""
    schools: dict[str, Place] = {}
    beside: dict[str, Place] = {}
    found: dict[Key, Figure] = {}
    for context in contexts:
        try:
            ours, others, figures = _read(context)
        except (ValueError, KeyError, TypeError, IndexError):
            continue
        schools |= {one.code: one for one in ours if one.code not in schools}
        beside |= {one.code: one for one in others if one.code not in beside}
        found |= figures
    ordered = sorted(beside.values(), key=lambda one: (one.code == ENGLAND, one.name))
    return Figures(tuple(schools.values()), tuple(ordered), found) if schools else None


def chosen_of(contexts: Iterable[Context]) -> frozenset[str]:
    """Return the measures that a review keeps."""
    figures = from_contexts(contexts)
    return frozenset(measure for _, _, measure, _ in figures.found) if figures else frozenset()


def _worth(figure: Figure) -> list[object]:
    said: list[object] = [
        figure.status,
        figure.value,
        figure.words,
        figure.cohort,
        figure.low,
        figure.high,
        figure.note,
    ]
    while said[-1] in (None, ""):
        said.pop()
    return said


def _read(context: Context) -> tuple[list[Place], list[Place], dict[Key, Figure]]:
    """Return schools, others and figures of a record.

    Raises:
        ValueError, KeyError, TypeError, IndexError: it was not written by this rule; somebody else's laptop sent it.
    """
    said: dict[str, Any] = orjson.loads(context.body)
    if said["format"] != FORMAT:
        raise ValueError(said["format"])
    places = [Place(*(_text(part) for part in one)) for one in said["places"]]
    found: dict[Key, Figure] = {}
    figures: list[list[Any]] = said["figures"]
    for at, measure, group, *worth in figures:
        status, value, words, cohort, low, high, note = (*worth, *_NOTHING)[: len(_NOTHING)]
        if status not in _STATES:
            raise ValueError(status)
        found[(places[at].code, context.year, _text(measure), _text(group))] = Figure(
            _text(measure),
            _text(group),
            context.year,
            _number(value),
            _text(words or ""),
            status,
            _number(low),
            _number(high),
            None if cohort is None else int(cohort),
            context.source,
            _text(note or ""),
        )
    schools = int(said["schools"])
    return places[:schools], places[schools:], found


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(said)
    return said


def _number(said: object) -> float | None:
    if said is None:
        return None
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise TypeError(said)
    return float(said)
