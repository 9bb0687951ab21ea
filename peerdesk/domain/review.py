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
Role = Literal["lead", "deputy", "reviewer", "shadow", "governor", "host", "champion", "facilitator"]
ActivityKind = Literal["walk", "conversation", "work", "documents", "meeting", "passing"]
FindingKind = Literal["works_well", "think_about", "question", "worth_sharing"]
Way = Literal["for", "against"]
ReportState = Literal["on the day", "for checking", "final"]
WayOfVisiting = Literal["in school", "virtual", "hybrid"]
Photographs = Literal["nothing", "displays", "work without names"]
LookState = Literal["widely", "in places", "looked, not today", "does not apply"]

SIGNS: tuple[Sign, ...] = ("yes", "not_yet", "unsure", "noted")
SOURCES: tuple[Source, ...] = ("observation", "work", "talk", "document", "data")
LOOK_STATES: tuple[LookState, ...] = ("widely", "in places", "looked, not today", "does not apply")
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
    """One visit to one school. Dates are `YYYY-MM-DD`; a day that is not set is "".

    Attributes:
        school_ages: "3-11"; school_roll: number of pupils in digits; school_authority: three digits of the local
            authority. "" for what is not known.
        purpose: what the review is for; an id of `resources/plan/purposes.toml`, or the lead's own words.
        way: in school, by video, or both; "" is in school.
        link: where a virtual visit meets.
        one_class: each year has one class, so that a year names its teacher.
        one_person: roles that one person holds here ("SENCO").
        photographs: what the school lets us photograph; "" is nothing.
        invites: which evidence the school invites us to look at.
        exceptions: "rule: reason" for each rule of the partnership that this review does not keep.
    """

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
    school_ages: str = ""
    school_roll: str = ""
    school_authority: str = ""
    way: WayOfVisiting | Literal[""] = ""
    link: str = ""
    one_class: bool = False
    one_person: tuple[str, ...] = ()
    photographs: Photographs | Literal[""] = ""
    invites: str = ""
    exceptions: tuple[str, ...] = ()
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    """By whom it is about: `child`, `adult`, `head`."""


@dataclass(frozen=True, kw_only=True)
class Member(Record):
    """One of the people of a review.

    Attributes:
        key: the name of their key, "" for who has no PeerDesk.
        training: what they were trained for, and when, as the lead says it.
        ended_why: why their part ended, as whoever ended it chose to say it; `vouching.Standing` reads it.
    """

    name: str = ""
    role: Role = "reviewer"
    school: str = ""
    key: str = ""
    training: str = ""
    ended_why: str = ""


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """An enquiry question that the school chose.

    Attributes:
        short_name: at most 16 letters; stands in chips and grids.
        theme: name or id of a theme of the framework.
        characteristic: id of a characteristic of the framework, or "".
        example: id of the framework's question that it was taken from, or ""; its look-fors and prompts go with it.
        evidence: what would answer it, as the school and the lead name it.
        self_view: record id of what the school says of itself, or "".
        action: record id of the previous action that it comes from, or "".
        research: what somebody names that was found out elsewhere, or "".
    """

    text: str = ""
    short_name: str = ""
    theme: str = ""
    characteristic: str = ""
    example: str = ""
    evidence: str = ""
    self_view: str = ""
    action: str = ""
    research: str = ""


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
        guide: id of the framework's guide for a conversation, or "".
        link: where a virtual activity meets, or "".
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
    guide: str = ""
    link: str = ""


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
    """An action point of the last review, and where it stands.

    Attributes:
        what_we_saw: in words; evidence: record ids of the notes that it stands on.
        agreed_on: when it was agreed, as it is said ("March 2026").
        owner: the role that answers for it; due: by when, as it was agreed.
    """

    text: str = ""
    state: Literal["done", "partly done", "replaced by the school", "not yet", ""] = ""
    what_we_saw: str = ""
    evidence: tuple[str, ...] = ()
    agreed_on: str = ""
    owner: str = ""
    due: str = ""


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
class KeptFramework(Record):
    """The framework that a review is written in, whole, in the version of its first day.

    Attributes:
        framework_id, version, title: of the framework.
        body: the framework as `domain/framework.py` reads it, one JSON object.
    """

    framework_id: str = ""
    version: str = ""
    title: str = ""
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class SelfView(Record):
    """What the school says of itself.

    Attributes:
        characteristic: id of a characteristic or theme of the framework, or "".
        text: the statement.
        level: a step of the framework's scale, or "".
        evidence: what it invites us to look at.
    """

    characteristic: str = ""
    text: str = ""
    level: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Context(Record):
    """Published or given figures of the school beside others, from one file and year.

    Attributes:
        title: what the figures are ("Key stage 2").
        year: school year they are of, "2018/19".
        source: the file that they were read from.
        body: the figures, one JSON object (docs/CONTEXT.md).
    """

    title: str = ""
    year: str = ""
    source: str = ""
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter(Record):
    """What the school's office needs to know of the team, in the lead's words; in no briefing, for it is about people.

    Attributes:
        arrival: when and where the team comes; cars: registrations; access: what somebody needs to move about.
        asks: what else the team asks for ("a room with a door").
    """

    arrival: str = ""
    cars: str = ""
    access: str = ""
    asks: str = ""


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
