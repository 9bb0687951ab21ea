"""How words that were never kept are spoken of: when they were typed, where, and what became of that place."""

from collections.abc import Mapping
from datetime import datetime

from peerdesk.desk.unkept import Unkept
from peerdesk.domain.dates import day_in_words

_SHOWN = 160  # letters: enough to know it again
_WHERE: Mapping[str, str] = {
    "now": "the line on Now",
    "plan": "the plan",
    "note": "a note",
    "finding": "a finding",
    "section": "the report",
    "new": "New review",
    "answer": "the head’s answer",
    "picture": "what a picture shows",
    "third": "two versions, and a third",
    "unplanned": "Something else…",
    "who": "who said it",
}
_KNOWN_BY = ("now", "note", "finding", "plan", "picture", "third", "section")  # a title says more than the kind
_PARTS: Mapping[str, str] = {
    "opening": "To the school",
    "last_review": "Since the last review",
    "sharing": "Worth sharing",
    "how": "How the review was done",
    "page:thanks": "To begin with",
    "page:since": "Since the last review",
    "page:worth": "Worth sharing",
    "page:what": "What happens now",
}


def when(stamp: str, now: datetime) -> str:
    """Return when something was typed: "10:42", with its day if that is not today."""
    at, today = datetime.fromisoformat(stamp).astimezone(), now.astimezone().date()
    return f"{at:%H:%M}" if at.date() == today else f"{at:%H:%M}, {day_in_words(at.date().isoformat(), year=False)}"


def shortened(text: str, most: int = _SHOWN) -> str:
    """Return words in one line, no longer than it takes to know them again."""
    words = " ".join(text.replace("\x1e", " ").split())
    return words if len(words) <= most else f"{words[:most]}…"


def where(one: Unkept) -> str:
    """Return the place in words: "a note: “Back table: TA says…”, Wrenholt"."""
    known_by = one.title or _PARTS.get(one.field, "") if one.kind in _KNOWN_BY and one.title != one.school else ""
    title = f" “{shortened(known_by, 40)}”" if known_by else ""
    field = f", {one.field.replace('_', ' ')}" if one.kind == "plan" else ""
    place = f"{_WHERE.get(one.kind, one.kind)}{title}{field}"
    return ", ".join(filter(None, (place[:1].upper() + place[1:], one.school)))


def meanwhile(one: Unkept, now: datetime) -> str:
    """Return what became of the place since, in a sentence; "" if it is as it was."""
    if one.standing == "gone":
        return "That place is no longer there; the words are."
    if one.standing == "changed":
        by = f" by {one.changed_by}" if one.changed_by else ""
        return f"It was changed meanwhile{by}, {when(one.changed_at, now)}."
    return ""
