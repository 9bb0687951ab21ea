"""What reviewers' short forms stand for. Words only; `line` decides where they count."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from peerdesk.domain.evidence import Sign
from peerdesk.domain.review import SOURCES, VOICES, Source, Voice

SIGN_WORDS: Mapping[Sign, str] = MappingProxyType(
    {"yes": "yes, here", "not_yet": "not yet", "unsure": "unsure", "noted": "noted"}
)
SOURCE_WORDS: Mapping[Source, str] = MappingProxyType(
    {"observation": "observation", "work": "work", "talk": "talk", "document": "document", "data": "data"}
)
SIGN_KEYS: Mapping[str, Sign] = MappingProxyType({"+": "yes", "-": "not_yet", "?": "unsure"})

SOURCE_SYNONYMS: Mapping[str, Source] = MappingProxyType(
    {
        "seen": "observation",
        "book": "work",
        "books": "work",
        "display": "work",
        "said": "talk",
        "heard": "talk",
        "policy": "document",
        "plan": "document",
        "numbers": "data",
    }
)


class Speaker(NamedTuple):
    """Somebody who is quoted: what to call them, and whose voice it is."""

    noun: str
    voice: Voice


SPEAKERS: Mapping[str, Speaker] = MappingProxyType(
    {
        "p": Speaker("pupil", "pupils"),
        "pupil": Speaker("pupil", "pupils"),
        "ps": Speaker("pupils", "pupils"),
        "pupils": Speaker("pupils", "pupils"),
        "ch": Speaker("pupil", "pupils"),
        "chn": Speaker("pupils", "pupils"),
        "t": Speaker("teacher", "teachers"),
        "teacher": Speaker("teacher", "teachers"),
        "ect": Speaker("ECT", "teachers"),
        "ta": Speaker("TA", "support staff"),
        "tas": Speaker("TAs", "support staff"),
        "lsa": Speaker("LSA", "support staff"),
        "hlta": Speaker("HLTA", "support staff"),
        "ht": Speaker("head", "leaders"),
        "head": Speaker("head", "leaders"),
        "dht": Speaker("deputy head", "leaders"),
        "aht": Speaker("assistant head", "leaders"),
        "slt": Speaker("senior leaders", "leaders"),
        "senco": Speaker("SENCO", "leaders"),
        "gov": Speaker("governor", "governors"),
        "governor": Speaker("governor", "governors"),
        "cog": Speaker("chair of governors", "governors"),
        "parent": Speaker("parent", "parents"),
        "parents": Speaker("parents", "parents"),
    }
)

SHORT_SUBJECTS: Mapping[str, str] = MappingProxyType(
    {"eng": "English", "hist": "history", "geog": "geography", "sci": "science", "comp": "computing"}
)
"""Short enough that they hardly begin a sentence."""

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        **SHORT_SUBJECTS,
        **{full.lower(): full for full in SHORT_SUBJECTS.values()},
        **{full: full for full in ("reading", "writing", "phonics", "maths", "art", "music")},
        **{full.lower(): full for full in ("DT", "PE", "PSHE", "RSHE", "MFL")},
    }
)

PLACES: Mapping[str, str] = MappingProxyType({"pg": "playground"})

STAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "r": ("R", "Reception"),
        "rec": ("R", "Reception"),
        "reception": ("R", "Reception"),
        "n": ("N", "nursery"),
        "nursery": ("N", "nursery"),
        "ks1": ("1-2", "KS1"),
        "ks2": ("3-6", "KS2"),
        "lks2": ("3-4", "lower KS2"),
        "uks2": ("5-6", "upper KS2"),
    }
)


def read_year(word: str) -> tuple[str, str] | None:
    """Return a year as it is kept and as it is said, None if the word is none.

    "y5", "5", "yr5" and "Y3/4" are years, and so are the stages.
    """
    if stage := STAGES.get(word.lower()):
        return stage
    years = re.fullmatch(r"(?:yr?)?(1[0-3]|[1-9])(?:[-–/](1[0-3]|[1-9]))?", word, re.IGNORECASE | re.ASCII)
    if not years:
        return None
    kept = "-".join(year for year in years.groups() if year)
    return kept, f"Y{kept}"


def read_source(word: str) -> Source | None:
    """Return the first kind of evidence that begins with the word, or for which it is another word."""
    begun = next((source for source in SOURCES if word and source.startswith(word.lower())), None)
    return begun or SOURCE_SYNONYMS.get(word.lower())


def read_voice(word: str) -> Voice | None:
    """Return whose voice a word names: a speaker, or the beginning of a group of them."""
    if speaker := SPEAKERS.get(word.lower()):
        return speaker.voice
    return next((voice for voice in VOICES if word and voice.startswith(word.lower())), None)


def read_count(word: str) -> tuple[int, int] | None:
    """Return the two numbers of "26/27", None unless the first is at most the second."""
    numbers = re.fullmatch(r"(\d{1,3})/(\d{1,3})", word, re.ASCII)
    if not numbers:
        return None
    found, of = int(numbers[1]), int(numbers[2])
    return (found, of) if found <= of and of else None
