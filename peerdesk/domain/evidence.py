"""What a reviewer keeps: notes, what people said, what was looked for, and what is for one pair of eyes only."""

from dataclasses import dataclass
from typing import Literal

from peerdesk.domain.review import Record, Source, Voice

Sign = Literal["yes", "not_yet", "unsure", "noted"]
LookState = Literal["widely", "in places", "looked, not today", "does not apply"]
SIGNS: tuple[Sign, ...] = ("yes", "not_yet", "unsure", "noted")
LOOK_STATES: tuple[LookState, ...] = ("widely", "in places", "looked, not today", "does not apply")


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """One piece of evidence: what was seen or heard, apart from what we make of it.

    Attributes:
        text: as kept, without marks.
        made_of_it: what we make of it; often "".
        where: room, year and group as the reviewer says it ("Y5 English 26/27", "Y6 pupil").
        year: "R", "N", "1"… "13", or several with a hyphen ("3-4"); "" if not said.
        tally: found, looked at ((1, 6) for "1 of 6"); empty if there is none.
        present: present, on roll; empty if not said.
        activity: record id, or "".
        seen_at: local, `YYYY-MM-DDTHH:MM`.
        observed_by: record id of the member who saw or heard it.
        asked_by: record id of the member who asked, or "".
        questions: record ids of the questions it is linked to, in the questions' order.
        pictures: hashes of attachments, oldest first.
        answer: record id of the answer that it was made of, or "".
        look_for: id of the framework's look-for that it counts or describes, or "".
    """

    text: str = ""
    made_of_it: str = ""
    sign: Sign = "noted"
    source: Source = "observation"
    voice: Voice | Literal[""] = ""
    where: str = ""
    year: str = ""
    subject: str = ""
    tally: tuple[int, ...] = ()
    present: tuple[int, ...] = ()
    activity: str = ""
    seen_at: str = ""
    observed_by: str = ""
    asked_by: str = ""
    starred: bool = False
    answer: str = ""
    look_for: str = ""
    questions: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Link(Record):
    """A note bears on a question."""

    note: str = ""
    question: str = ""


@dataclass(frozen=True, kw_only=True)
class Picture(Record):
    """A picture kept with a note. `alt` says in words what it shows."""

    note: str = ""
    sha256: str = ""
    media_type: str = ""
    alt: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer(Record):
    """What somebody said in a conversation, under what was asked; no evidence yet, until a note is made of it.

    Attributes:
        activity: record id.
        guide: id of the framework's guide, or "".
        prompt: number of the guide's prompt ("3"), record id of a question of one's own (`OwnPrompt`), "opening" for
            the tick that the opening words were said, or "" for what nobody asked.
        follow_up: number of the prompt's follow-up that it answers ("1"), or "".
        text: as kept, without marks.
        quote: they are the speaker's own words.
        said_by: by role ("Y4 pupil"), or "".
        tally: found, asked ((3, 6) for "3 of 6"); empty if there is none.
        seen_at: local, `YYYY-MM-DDTHH:MM`.
        observed_by, asked_by: record ids of members; the one who listened, the one who asked, or "".
    """

    activity: str = ""
    guide: str = ""
    prompt: str = ""
    follow_up: str = ""
    text: str = ""
    quote: bool = False
    said_by: str = ""
    tally: tuple[int, ...] = ()
    seen_at: str = ""
    observed_by: str = ""
    asked_by: str = ""


@dataclass(frozen=True, kw_only=True)
class OwnPrompt(Record):
    """Something to ask in one conversation that the guide does not have. `question` is a record id, or ""."""

    activity: str = ""
    text: str = ""
    question: str = ""


@dataclass(frozen=True, kw_only=True)
class Look(Record):
    """How far something that was looked for was there, in one place, as one person saw it.

    Attributes:
        look_for: id of the framework's look-for.
        question: record id of the enquiry question that it was looked at for, or "".
        state: "" is the default: not looked yet.
        activity: record id, or "".
        seen_at: local, `YYYY-MM-DDTHH:MM`.
        observed_by: record id of a member.
    """

    look_for: str = ""
    question: str = ""
    state: LookState | Literal[""] = ""
    activity: str = ""
    seen_at: str = ""
    observed_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Advice(Record):
    """Two lines from the lead to somebody in training, for the two of them alone.

    Attributes:
        member: record id.
        closed: what was written, encrypted to the badges of both (`keys/for_two.py`); text that others carry unread.
    """

    member: str = ""
    closed: str = ""


@dataclass(frozen=True, kw_only=True)
class Jotting(Record):
    """Only me: a private line that is never sealed and never leaves the laptop.

    Attributes:
        about: "noticed" for what somebody in training noticed of how it is done, else "".
    """

    text: str = ""
    seen_at: str = ""
    about: str = ""
