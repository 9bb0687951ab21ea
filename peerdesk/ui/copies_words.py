"""What people call a copy of their notes: its hour, why it was made, where it lies, how it is, and what it holds."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from peerdesk.desk.copies import Copy
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.stands_on import joined

_MB, _KB = 1_000_000, 1_000
_TIES = ("link", "citation", "rights")


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Copies", text)


def day_words(at: datetime) -> str:
    """Return the day here: "Tuesday 9 March 2027"."""
    return day_in_words(at.astimezone().date().isoformat())


def when_words(at: datetime) -> str:
    """Return "10:42 on Tuesday 9 March 2027", by the clock here."""
    return tr("{time} on {day}").format(time=f"{at.astimezone():%H:%M}", day=day_words(at))


def why_words(copy: Copy) -> str:
    """Return why a copy was made; "" if nobody can tell any more."""
    return {
        "asked": tr("you asked for it"),
        "start": tr("when PeerDesk was started"),
        "hour": tr("an hour had gone by"),
        "bringing-in": tr("before something was brought in"),
        "bringing-back": tr("before a copy was brought back"),
        "relock": tr("what opens your notes was changed"),
        "format": tr("before a newer PeerDesk changed the form of the file"),
    }.get(copy.why, "")


def where_words(copy: Copy) -> str:
    """Return where a copy lies."""
    return tr("on {}").format(copy.place) if copy.removable else tr("on this laptop")


def size_words(size_bytes: int) -> str:
    """Return "1.4 MB", or "96 KB" below a megabyte."""
    return f"{size_bytes / _MB:,.1f} MB" if size_bytes >= _MB else f"{max(1, round(size_bytes / _KB))} KB"


def how_words(copy: Copy) -> tuple[str, str, str]:
    """Return how a copy is: icon, word, tone."""
    if not copy.sound:
        return "circle-alert", tr("Damaged"), "develop"
    if copy.checked:
        return "circle-check", tr("Sound: read to its end"), "strength"
    return "circle-dashed", tr("Sound when it was made"), "soft"


def kind_word(kind: str) -> str:
    """Return what one record of a kind is called at the head of a row."""
    return {
        "note": tr("Note"),
        "finding": tr("Finding"),
        "section": tr("Part of the report"),
        "question": tr("Question"),
        "activity": tr("Activity"),
        "member": tr("Somebody on the team list"),
        "action": tr("Action of the last review"),
        "review": tr("Review"),
        "reply": tr("Answer of the school"),
        "heard": tr("Words of the head"),
        "moderation": tr("Where the school stands"),
        "edition": tr("Report that was handed over"),
        "answer": tr("Answer in a conversation"),
        "prompt": tr("Question of your own"),
        "jotting": tr("Line for you alone"),
        "attachment": tr("Picture"),
        "look": tr("State of a look-for"),
        "advice": tr("Lines for somebody in training"),
    }.get(kind, "")


def count_words(counts: Mapping[str, int]) -> str:
    """Return "41 notes, 6 findings and 2 questions"; "nothing" for none."""
    ties = sum(count for kind, count in counts.items() if kind in _TIES)
    said = [(counts.get(kind, 0), one, more) for kind, one, more in _counted()]
    said.append((ties, tr("tie between them"), tr("ties between them")))
    return joined([f"{count:,} {one if count == 1 else more}" for count, one, more in said if count]) or tr("nothing")


def _counted() -> list[tuple[str, str, str]]:
    """Return kinds in the order in which they are told, with the word for one and for more."""
    return [
        ("note", tr("note"), tr("notes")),
        ("finding", tr("finding"), tr("findings")),
        ("section", tr("part of the report"), tr("parts of the report")),
        ("reply", tr("answer of the school"), tr("answers of the school")),
        ("heard", tr("word of the head"), tr("words of the head")),
        ("moderation", tr("view of where the school stands"), tr("views of where the school stands")),
        ("edition", tr("report that was handed over"), tr("reports that were handed over")),
        ("review", tr("review"), tr("reviews")),
        ("question", tr("question"), tr("questions")),
        ("activity", tr("activity"), tr("activities")),
        ("member", tr("person on the team list"), tr("people on the team list")),
        ("action", tr("action of the last review"), tr("actions of the last review")),
        ("look", tr("state of a look-for"), tr("states of look-fors")),
        ("advice", tr("word to somebody in training"), tr("words to somebody in training")),
        ("answer", tr("answer in a conversation"), tr("answers in conversations")),
        ("prompt", tr("question of your own"), tr("questions of your own")),
        ("jotting", tr("line for you alone"), tr("lines for you alone")),
        ("attachment", tr("picture"), tr("pictures")),
        ("picture", tr("picture's file"), tr("pictures' files")),
    ]
