"""Notes parted and joined: which words and marks go where."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peerdesk.domain.citations import replace_cited
from peerdesk.domain.evidence import Note
from peerdesk.domain.outcome import Finding, Section
from peerdesk.domain.review import PreviousAction, Record

_WITH_BOTH = (
    "sign",
    "source",
    "voice",
    "where",
    "year",
    "subject",
    "present",
    "activity",
    "seen_at",
    "observed_by",
    "asked_by",
    "starred",
    "answer",
    "look_for",
)
_AS_FIRST_SAID = ("voice", "year", "subject", "present", "tally", "activity", "asked_by", "answer", "look_for")
_CITES: Mapping[type[Record], tuple[str, ...]] = {
    Finding: ("text", "caution", "wondering"),
    Section: ("text",),
    PreviousAction: ("what_we_saw",),
}


def second_part(note: Note, text: str) -> dict[str, Any]:
    """Return what the second of two parts of a note says: all but its pictures, its tally and what we make of it."""
    return {"text": text, **{name: value for name in _WITH_BOTH if (value := getattr(note, name))}}


def joined(notes: Sequence[Note]) -> dict[str, Any]:
    """Return what one note says that takes the place of several, given in the order in which they were seen.

    Words of all stand one below the other. Where the notes say different things of the question the one note is
    unsure; for what can be said once only, the first that says it is heard.
    """
    return {
        "text": "\n".join(filter(None, (note.text.strip() for note in notes))),
        "made_of_it": " ".join(filter(None, (note.made_of_it.strip() for note in notes))),
        "where": "; ".join(dict.fromkeys(filter(None, (note.where for note in notes)))),
        "sign": _sign([note.sign for note in notes if note.sign != "noted"]),
        "starred": any(note.starred for note in notes),
        **{name: _first([getattr(note, name) for note in notes]) for name in _AS_FIRST_SAID},
    }


def cites_instead(record: Record, old: Iterable[str], new: str) -> dict[str, Any]:
    """Return the fields of a record that cite one of these notes, citing another in its place; {} if none does."""
    gone = frozenset(old)
    said: dict[str, Any] = {name: _instead(getattr(record, name), gone, new) for name in _CITES.get(type(record), ())}
    if isinstance(record, PreviousAction):
        said["evidence"] = tuple(dict.fromkeys(new if one in gone else one for one in record.evidence))
    return {name: value for name, value in said.items() if value != getattr(record, name)}


def _sign(signs: Sequence[str]) -> str:
    return signs[0] if len(set(signs)) == 1 else "unsure" if signs else "noted"


def _first(values: Sequence[Any]) -> Any:
    return next(filter(None, values), values[0])


def _instead(text: str, gone: frozenset[str], new: str) -> str:
    return replace_cited(text, lambda note_id: new if note_id in gone else note_id)
