"""What a review says now: the frozen values that pages, reports and exports read.

One class a kind of record. Each is what `record.look` made of the record's revisions, so it can always be
computed again; none is ever written back. Field names are those of the revisions (docs/PACKAGE.md lists them).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Source = Literal["observation", "work", "talk", "document", "data"]
Voice = Literal["pupils", "teachers", "support staff", "leaders", "governors", "parents"]
Role = Literal["lead", "deputy", "reviewer", "shadow", "governor", "host", "champion", "facilitator"]
ActivityKind = Literal["walk", "conversation", "work", "documents", "meeting", "passing"]
WayOfVisiting = Literal["in school", "virtual", "hybrid"]
Photographs = Literal["nothing", "displays", "work without names"]

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
        logo: SHA-256 of the school's logo, for the cover of its report, or "".
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
    logo: str = ""
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
        not_done: why it did not take place ("moved, because the class was at the pantomime"), or "".
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
    not_done: str = ""


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
