"""What records say now, in typed tables that pages query. Computed from entries; can be thrown away and rebuilt.

Each row is what one record says in one or both of the views: the team's and the report's. They differ only while a
shadow's work, or edits to it, wait for the lead. Column names are those of the values in `domain/review.py`.
"""

from collections.abc import Mapping

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from peerdesk.domain.late import Late
from peerdesk.domain.review import Contact
from peerdesk.storage.base import Base
from peerdesk.storage.columns import Contacts, Id, Several
from peerdesk.storage.record_columns import RecordColumns


class ReviewRow(RecordColumns, Base):
    """One visit."""

    __tablename__ = "review"

    school_name: Mapped[str] = mapped_column(Text)
    school_urn: Mapped[str] = mapped_column(Text)
    school_address: Mapped[str] = mapped_column(Text)
    school_phase: Mapped[str] = mapped_column(Text)
    days: Mapped[tuple[str, ...]] = mapped_column(Several)
    purpose: Mapped[str] = mapped_column(Text)
    partnership: Mapped[str] = mapped_column(Text)
    check_by: Mapped[str] = mapped_column(Text)
    report_by: Mapped[str] = mapped_column(Text)
    workshop_on: Mapped[str] = mapped_column(Text)
    notes_go_on: Mapped[str] = mapped_column(Text)
    contacts: Mapped[Mapping[str, Contact]] = mapped_column(Contacts)
    school_ages: Mapped[str] = mapped_column(Text)
    school_roll: Mapped[str] = mapped_column(Text)
    school_authority: Mapped[str] = mapped_column(Text)
    way: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text)
    one_class: Mapped[bool]
    one_person: Mapped[tuple[str, ...]] = mapped_column(Several)
    photographs: Mapped[str] = mapped_column(Text)
    invites: Mapped[str] = mapped_column(Text)
    exceptions: Mapped[tuple[str, ...]] = mapped_column(Several)
    logo: Mapped[str] = mapped_column(Text)


class MemberRow(RecordColumns, Base):
    """One of the people of a review."""

    __tablename__ = "member"

    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    school: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    training: Mapped[str] = mapped_column(Text)


class QuestionRow(RecordColumns, Base):
    """An enquiry question."""

    __tablename__ = "question"

    text: Mapped[str] = mapped_column(Text)
    short_name: Mapped[str] = mapped_column(Text)
    theme: Mapped[str] = mapped_column(Text)
    characteristic: Mapped[str] = mapped_column(Text)
    example: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    self_view: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    research: Mapped[str] = mapped_column(Text)


class ActivityRow(RecordColumns, Base):
    """Something the team does in school."""

    __tablename__ = "activity"

    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    time: Mapped[tuple[str, ...]] = mapped_column(Several)
    place: Mapped[str] = mapped_column(Text)
    who: Mapped[tuple[str, ...]] = mapped_column(Several)
    scribe: Mapped[str] = mapped_column(Text)
    joint_with: Mapped[str] = mapped_column(Text)
    questions: Mapped[tuple[str, ...]] = mapped_column(Several)
    voice: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    planned: Mapped[bool]
    guide: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text)
    not_done: Mapped[str] = mapped_column(Text)


class NoteRow(RecordColumns, Base):
    """One piece of evidence; its questions and pictures are rows of their own."""

    __tablename__ = "note"

    text: Mapped[str] = mapped_column(Text)
    made_of_it: Mapped[str] = mapped_column(Text)
    sign: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    voice: Mapped[str] = mapped_column(Text)
    where: Mapped[str] = mapped_column(Text)
    year: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    tally: Mapped[tuple[int, ...]] = mapped_column(Several)
    present: Mapped[tuple[int, ...]] = mapped_column(Several)
    activity: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[str] = mapped_column(Text, index=True)
    observed_by: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(Text)
    starred: Mapped[bool]
    answer: Mapped[str] = mapped_column(Text)
    look_for: Mapped[str] = mapped_column(Text)


class LinkRow(RecordColumns, Base):
    """A note bears on a question."""

    __tablename__ = "link"

    note: Mapped[str] = mapped_column(Id, index=True)
    question: Mapped[str] = mapped_column(Id)


class CitationRow(RecordColumns, Base):
    """A finding stands on a note, or the note points the other way."""

    __tablename__ = "citation"

    finding: Mapped[str] = mapped_column(Id, index=True)
    note: Mapped[str] = mapped_column(Id, index=True)
    way: Mapped[str] = mapped_column(Text)


class FindingRow(RecordColumns, Base):
    """One idea about one question."""

    __tablename__ = "finding"

    question: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    wondering: Mapped[str] = mapped_column(Text)
    caution: Mapped[str] = mapped_column(Text)
    dissent: Mapped[str] = mapped_column(Text)
    agreed: Mapped[bool]


class SectionRow(RecordColumns, Base):
    """A part of the report."""

    __tablename__ = "section"

    place: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)


class PreviousActionRow(RecordColumns, Base):
    """An action point of the last review."""

    __tablename__ = "action"

    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    what_we_saw: Mapped[str] = mapped_column(Text)
    evidence: Mapped[tuple[str, ...]] = mapped_column(Several)
    agreed_on: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text)
    due: Mapped[str] = mapped_column(Text)


class PictureRow(RecordColumns, Base):
    """A picture kept with a note."""

    __tablename__ = "attachment"

    note: Mapped[str] = mapped_column(Text, index=True)
    sha256: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    alt: Mapped[str] = mapped_column(Text)


class ReplyRow(RecordColumns, Base):
    """What the head answered."""

    __tablename__ = "reply"

    words: Mapped[str] = mapped_column(Text)
    answered_on: Mapped[str] = mapped_column(Text)
    taken_by: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(Text)


class HeardRow(RecordColumns, Base):
    """What the head said of one finding, or at the end."""

    __tablename__ = "heard"

    finding: Mapped[str] = mapped_column(Text, index=True)
    about: Mapped[str] = mapped_column(Text)
    says: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    travels: Mapped[str] = mapped_column(Text)
    heard_on: Mapped[str] = mapped_column(Text)
    taken_by: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(Text)


class ModerationRow(RecordColumns, Base):
    """Where the school stands on one characteristic."""

    __tablename__ = "moderation"

    characteristic: Mapped[str] = mapped_column(Text)
    school_level: Mapped[str] = mapped_column(Text)
    team_level: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(Text)
    reasons: Mapped[str] = mapped_column(Text)
    evidence: Mapped[tuple[str, ...]] = mapped_column(Several)


class EditionRow(RecordColumns, Base):
    """The report as it was handed over once."""

    __tablename__ = "edition"

    state: Mapped[str] = mapped_column(Text)
    handed_on: Mapped[str] = mapped_column(Text)
    check_by: Mapped[str] = mapped_column(Text)
    what_changed: Mapped[str] = mapped_column(Text)
    pdf: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(Text)
    signoff: Mapped[str] = mapped_column(Text)


class FrameworkRow(RecordColumns, Base):
    """The framework that a review is written in."""

    __tablename__ = "framework"

    framework_id: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


class SelfViewRow(RecordColumns, Base):
    """What the school says of itself."""

    __tablename__ = "self_view"

    characteristic: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)


class ContextRow(RecordColumns, Base):
    """Figures of the school beside others."""

    __tablename__ = "context"

    title: Mapped[str] = mapped_column(Text)
    year: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


class LetterRow(RecordColumns, Base):
    """What the school's office needs to know."""

    __tablename__ = "letter"

    arrival: Mapped[str] = mapped_column(Text)
    cars: Mapped[str] = mapped_column(Text)
    access: Mapped[str] = mapped_column(Text)
    asks: Mapped[str] = mapped_column(Text)


class AnswerRow(RecordColumns, Base):
    """What somebody said in a conversation."""

    __tablename__ = "answer"

    activity: Mapped[str] = mapped_column(Text, index=True)
    guide: Mapped[str] = mapped_column(Text)
    prompt: Mapped[str] = mapped_column(Text)
    follow_up: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    quote: Mapped[bool]
    said_by: Mapped[str] = mapped_column(Text)
    tally: Mapped[tuple[int, ...]] = mapped_column(Several)
    seen_at: Mapped[str] = mapped_column(Text)
    observed_by: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(Text)


class PromptRow(RecordColumns, Base):
    """A question of one's own in a conversation."""

    __tablename__ = "prompt"

    activity: Mapped[str] = mapped_column(Text, index=True)
    text: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)


class LookRow(RecordColumns, Base):
    """How far something that was looked for was there."""

    __tablename__ = "look"

    look_for: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    activity: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[str] = mapped_column(Text)
    observed_by: Mapped[str] = mapped_column(Text)


class AdviceRow(RecordColumns, Base):
    """Two lines for somebody in training, closed to all others."""

    __tablename__ = "advice"

    member: Mapped[str] = mapped_column(Text)
    closed: Mapped[str] = mapped_column(Text)


class JottingRow(RecordColumns, Base):
    """Only me."""

    __tablename__ = "jotting"

    text: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text)


OF_A_REVIEW: Mapping[str, type[RecordColumns]] = {
    "review": ReviewRow,
    "member": MemberRow,
    "question": QuestionRow,
    "activity": ActivityRow,
    "note": NoteRow,
    "link": LinkRow,
    "attachment": PictureRow,
    "finding": FindingRow,
    "citation": CitationRow,
    "section": SectionRow,
    "action": PreviousActionRow,
    "reply": ReplyRow,
    "heard": HeardRow,
    "moderation": ModerationRow,
    "edition": EditionRow,
    "framework": FrameworkRow,
    "self_view": SelfViewRow,
    "context": ContextRow,
    "letter": LetterRow,
    "answer": AnswerRow,
    "prompt": PromptRow,
    "look": LookRow,
    "advice": AdviceRow,
    "jotting": JottingRow,
}


def _of_a_partnership() -> Mapping[str, type[RecordColumns]]:
    from peerdesk.storage.partnership_tables import PARTNERSHIP_TABLES  # made when one is asked for, as its kinds are

    return PARTNERSHIP_TABLES


TABLES: Mapping[str, type[RecordColumns]] = Late(OF_A_REVIEW, _of_a_partnership)
