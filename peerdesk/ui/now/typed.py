"""What is being typed, with all that was chosen around it: the state of the line, without a widget."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from peerdesk.domain.evidence import Sign
from peerdesk.domain.line import Line, LineContext, read_line
from peerdesk.domain.marks import Mark, MarkKind
from peerdesk.domain.review import Activity, Source, Voice

FIELD_OF: dict[MarkKind, str] = {
    "sign": "sign",
    "question": "questions",
    "source": "source",
    "voice": "voice",
    "year": "year",
    "star": "starred",
    "only me": "only_me",
}
"""Which choice a mark of a kind takes the place of."""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What was chosen by click or key instead of being typed; None for what was not."""

    sign: Sign | None = None
    questions: tuple[str, ...] | None = None
    source: Source | None = None
    voice: Voice | None = None
    year: str | None = None
    where: str | None = None
    starred: bool | None = None
    only_me: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Typed:
    """All that would be lost if the laptop were dropped now.

    Attributes:
        activity: id of the activity in which it was begun, or "".
        text: the line with its marks.
        made_of_it: what we make of it.
        seen: "HH:MM" if it was seen at another time than now, else "".
        observed_by: id of the member who saw it, "" for oneself.
        asked_by: id of the member who asked, or "".
    """

    activity: str = ""
    text: str = ""
    made_of_it: str = ""
    chosen: Chosen = field(default_factory=Chosen)
    seen: str = ""
    observed_by: str = ""
    asked_by: str = ""

    @property
    def begun(self) -> bool:
        """Whether there is a letter in it."""
        return bool(self.text.strip() or self.made_of_it.strip())


def understand(typed: Typed, context: LineContext) -> Line:
    """Return what would be kept if Enter were pressed now: the line, then what was chosen around it."""
    line = read_line(typed.text, context)
    says = {name: value for name, value in asdict(typed.chosen).items() if value is not None}
    if says.get("voice"):
        says.setdefault("source", "talk")
    line = replace(line, made_of_it=typed.made_of_it.strip(), **says)
    return line if line.source == "talk" else replace(line, voice="")


def closing_marks(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks that end a line, the last first."""
    closing: list[Mark] = []
    end = len(text.rstrip())
    for mark in reversed(marks):
        if not mark.taken or mark.kind == "plain" or text[mark.end : end].strip():
            break
        closing.append(mark)
        end = mark.start
    return closing


def without_marks(text: str, marks: Sequence[Mark], kind: MarkKind) -> str:
    """Return a line without the marks of a kind that stand at its end: something else was chosen."""
    for mark in closing_marks(text, marks):
        if mark.kind == kind:
            text = text[: mark.start].rstrip() + text[mark.end :]
    return text


def give_way(chosen: Chosen, before: Sequence[Mark], after: Sequence[Mark]) -> Chosen:
    """Return the choices that still hold when these marks were typed: the newest word wins."""
    known = {(mark.kind, mark.value) for mark in before}
    fresh = {mark.kind for mark in after if (mark.kind, mark.value) not in known}
    gone: dict[str, Any] = {FIELD_OF[kind]: None for kind in fresh if kind in FIELD_OF}
    if fresh & {"voice", "year", "place", "subject", "present"}:
        gone["where"] = None
    return replace(chosen, **gone) if gone else chosen


def when_seen(seen: str, activity: Activity | None, here: str) -> str:
    """Return when something was seen, local: at a time ("HH:MM") of the activity's day, "" for now (`here`)."""
    if not seen:
        return here
    day = activity.time[0] if activity and activity.time else here
    return f"{day[:10]}T{seen}"


def to_jotting(line: Line) -> str:
    """Return what a private line is to say."""
    said = ": ".join(filter(None, (line.where, line.text)))
    return "\n".join(filter(None, (said, line.made_of_it)))


def to_fields(typed: Typed, line: Line) -> dict[str, Any]:
    """Return what a note is to say, by attribute of Note; what is empty is left out."""
    says = {
        name: getattr(line, name)
        for name in ("text", "made_of_it", "sign", "source", "voice", "where", "year", "subject", "present", "tally")
    }
    says |= {"activity": typed.activity, "observed_by": typed.observed_by, "asked_by": typed.asked_by}
    if line.starred:
        says["starred"] = True
    return {name: value for name, value in says.items() if value}


def to_context(typed: Typed, scope: str) -> str:
    """Return what a draft has to remember beside its text."""
    said = {**asdict(typed), "scope": scope}
    del said["text"]
    return json.dumps(said)


def from_draft(text: str, context: str) -> tuple[str, Typed]:
    """Return the scope of a draft, and what was being typed; what is not understood is left out."""
    said: dict[str, Any] = json.loads(context) if context else {}
    chosen: dict[str, Any] = {
        one.name: tuple(value) if isinstance(value, list) else value
        for one in fields(Chosen)
        if (value := said.get("chosen", {}).get(one.name)) is not None
    }
    words = {name: str(said.get(name, "")) for name in ("activity", "made_of_it", "seen", "observed_by", "asked_by")}
    return str(said.get("scope", "")), Typed(text=text, chosen=Chosen(**chosen), **words)
