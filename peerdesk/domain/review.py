"""What a review says now: the frozen values that pages, reports and exports read.

One class a kind of record. Each is what `record.look` made of the record's revisions, so it can always be
computed again; none is ever written back. Field names are those of the revisions (docs/PACKAGE.md lists them).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Sign = Literal["yes", "not_yet", "unsure", "noted"]
Source = Literal["observation", "work", "talk", "document", "data"]
Voice = Literal["pupils", "teachers", "support staff", "leaders", "governors", "parents"]
Role = Literal["lead", "deputy", "reviewer", "shadow", "governor", "host", "champion"]
ActivityKind = Literal["walk", "conversation", "work", "documents", "meeting", "passing"]
FindingKind = Literal["works_well", "think_about", "question", "worth_sharing"]
Way = Literal["for", "against"]
ReportState = Literal["on the day", "for checking", "final"]

SIGNS: tuple[Sign, ...] = ("yes", "not_yet", "unsure", "noted")
SOURCES: tuple[Source, ...] = ("observation", "work", "talk", "document", "data")
VOICES: tuple[Voice, ...] = ("pupils", "teachers", "support staff", "leaders", "governors", "parents")


@dataclass(frozen=True, kw_only=True)
class Record:
    """What all kinds share.

    Attributes:
        record_id: 64 hex digits.
        scope: id of the review's `found` statement, 64 hex digits.
        author: name of the key that wrote the first revision, 64 hex digits.
        first_written_at: what that writer's clock said, `YYYY-MM-DDTHH:MM:SSZ`; sorts lists for people.
        tips: the revisions that this is the sum of. An edit names them as its parents: they are what was shown.
        marked: a shadow wrote it and the lead has not included it.
        two_versions: names of fields (or "deleted") about which two laptops disagree.
        unreadable: names of fields whose words are not here (withheld or erased).
        order: fractional index among siblings; "" sorts last.
    """

    record_id: str
    scope: str
    author: str
    first_written_at: str
    tips: tuple[str, ...] = ()
    marked: bool = False
    two_versions: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    order: str = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom to tell about somebody's safety, and where that person is."""

    name: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Review(Record):
    """One visit to one school. Dates are `YYYY-MM-DD`; a day that is not set is ""."""

    school_name: str = ""
    school_urn: str = ""
    school_address: str = ""
    school_phase: str = ""
    days: tuple[str, ...] = ()
    purpose: str = ""
    partnership: str = ""
    check_by: str = ""
    report_by: str = ""
    workshop_on: str = ""
    notes_go_on: str = ""
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    """By whom it is about: `child`, `adult`, `head`."""


@dataclass(frozen=True, kw_only=True)
class Member(Record):
    """One of the people of a review. `key` is the name of their key, "" for who has no PeerDesk."""

    name: str = ""
    role: Role = "reviewer"
    school: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """An enquiry question that the school chose. `short_name`, at most 16 letters, stands in chips and grids."""

    text: str = ""
    short_name: str = ""
    theme: str = ""


@dataclass(frozen=True, kw_only=True)
class Activity(Record):
    """Something the team does in school.

    Attributes:
        time: start and end, local, `YYYY-MM-DDTHH:MM`; empty for what has no time yet.
        who: record ids of members.
        scribe: record id of the member who writes, or "".
        joint_with: which colleague of the school takes part ("deputy head"), or "".
        questions: record ids of the questions it is about; one makes notes about it without a mark.
        voice: whose voice a conversation hears.
        source: kind of evidence its notes are unless they say otherwise.
        planned: false for what just happened ("playground, TA").
    """

    title: str = ""
    kind: ActivityKind = "walk"
    time: tuple[str, ...] = ()
    place: str = ""
    who: tuple[str, ...] = ()
    scribe: str = ""
    joint_with: str = ""
    questions: tuple[str, ...] = ()
    voice: Voice | Literal[""] = ""
    source: Source | Literal[""] = ""
    planned: bool = True


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
    questions: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Link(Record):
    """A note bears on a question."""

    note: str = ""
    question: str = ""


@dataclass(frozen=True, kw_only=True)
class Citation(Record):
    """A link from a finding to a note: it stands on it, or the note points the other way."""

    finding: str = ""
    note: str = ""
    way: Way = "for"


@dataclass(frozen=True, kw_only=True)
class Finding(Record):
    """One idea about one question.

    Attributes:
        title: the sentence in bold.
        text: the paragraph; cites notes inline as `[[<note id>]]`, several in one bracket parted by spaces.
        wondering: the question it ends in, or "".
        caution: what to hold lightly and why ("it is three pupils and one topic"), or "".
        agreed: by all of us.
    """

    question: str = ""
    kind: FindingKind = "works_well"
    title: str = ""
    text: str = ""
    wondering: str = ""
    caution: str = ""
    agreed: bool = False


@dataclass(frozen=True, kw_only=True)
class Section(Record):
    """A part of the report, the lead's own words.

    Attributes:
        place: `page` (the one-page summary), `opening`, `last_review`, `question`, `sharing`, `how`.
        question: record id for `question` and for parts of the page; else "".
        text: paragraphs parted by empty lines; `*so*` is emphasis; "- " begins a bullet, "### " a small
            heading; cites as a finding does.
    """

    place: str = ""
    question: str = ""
    title: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class PreviousAction(Record):
    """An action point of the last review, and where it stands."""

    text: str = ""
    state: Literal["done", "partly done", "replaced by the school", "not yet", ""] = ""
    what_we_saw: str = ""


@dataclass(frozen=True, kw_only=True)
class Picture(Record):
    """A picture kept with a note. `alt` says in words what it shows."""

    note: str = ""
    sha256: str = ""
    media_type: str = ""
    alt: str = ""


@dataclass(frozen=True, kw_only=True)
class Reply(Record):
    """What the head answered, taken down by whoever heard or received it."""

    words: str = ""
    answered_on: str = ""
    taken_by: str = ""
    what: Literal["nothing", "themes", "summary", "report", ""] = ""
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class Jotting(Record):
    """Only me: a private line that is never sealed and never leaves the laptop."""

    text: str = ""
    seen_at: str = ""
