"""How words that were never kept are spoken of: when they were typed, where, and what became of that place."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from peerdesk.desk.unkept import Unkept
from peerdesk.domain.dates import day_in_words
from peerdesk.ui.plan_field_words import name_field

_SHOWN = 160  # letters: enough to know it again
_KNOWN_BY = (
    "now",
    "note",
    "finding",
    "plan",
    "picture",
    "third",
    "section",
    "tally",
    "advice",
    "alt",
    "heard",
    "hers",
    "promise",
)  # a title says more than the kind


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("UnkeptWords", text)


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
    known_by = one.title or _parts().get(one.field, "") if one.kind in _KNOWN_BY and one.title != one.school else ""
    title = f" “{shortened(known_by, 40)}”" if known_by else ""
    named = name_field(one.field) if one.kind == "plan" else ""
    field = f", {named}" if named else ""
    place = f"{_places().get(one.kind, one.kind)}{title}{field}"
    return ", ".join(filter(None, (place[:1].upper() + place[1:], one.school)))


def meanwhile(one: Unkept, now: datetime) -> str:
    """Return what became of the place since, in a sentence; "" if it is as it was."""
    if one.standing == "gone":
        return tr("That place is no longer there; the words are.")
    if one.standing == "changed":
        said = (
            tr("It was changed meanwhile by {who}, {when}.")
            if one.changed_by
            else tr("It was changed meanwhile, {when}.")
        )
        return said.format(who=one.changed_by, when=when(one.changed_at, now))
    return ""


def _places() -> Mapping[str, str]:
    return {
        "now": tr("the line on Now"),
        "plan": tr("the plan"),
        "note": tr("a note"),
        "finding": tr("a finding"),
        "section": tr("the report"),
        "new": tr("New review"),
        "answer": tr("the head’s answer"),
        "correction": tr("what changed in the report"),
        "picture": tr("what a picture shows"),
        "third": tr("two versions, and a third"),
        "unplanned": tr("Something else…"),
        "who": tr("who said it"),
        "tally": tr("a tally"),
        "framework": tr("a framework"),
        "advice": tr("two lines for"),
        "alt": tr("what a picture shows"),
        "noticed": tr("What I noticed"),
        "jotting": tr("What I noticed"),
        "heard": tr("what the head said"),
        "moderation": tr("where the school stands"),
        "promise": tr("why it did not take place"),
        "hers": tr("what the head said"),
    }


def _parts() -> Mapping[str, str]:
    since, worth = tr("Since the last review"), tr("Worth sharing")
    return {
        "opening": tr("To the school"),
        "last_review": since,
        "sharing": worth,
        "how": tr("How the review was done"),
        "page:thanks": tr("To begin with"),
        "page:since": since,
        "page:worth": worth,
        "page:what": tr("What happens now"),
    }
