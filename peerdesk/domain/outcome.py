"""What the team makes of its evidence, and what the school answers."""

from dataclasses import dataclass
from typing import Literal

from peerdesk.domain.review import Record

FindingKind = Literal["works_well", "think_about", "question", "worth_sharing"]
Way = Literal["for", "against"]
Recognises = Literal["recognise", "not quite", "leave out"]
ReportState = Literal["on the day", "for checking", "final"]


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
        dissent: what one of the team sees otherwise, and why; told as part of the finding, or "".
        agreed: by all of us.
    """

    question: str = ""
    kind: FindingKind = "works_well"
    title: str = ""
    text: str = ""
    wondering: str = ""
    caution: str = ""
    dissent: str = ""
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
class Reply(Record):
    """What the head answered, taken down by whoever heard or received it."""

    words: str = ""
    answered_on: str = ""
    taken_by: str = ""
    what: Literal["nothing", "themes", "summary", "report", ""] = ""
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class HeadsWord(Record):
    """What the head said of one finding, or at the end of the conversation.

    Attributes:
        finding: record id, or "" for what is about none of them.
        about: "finding", "page" for the page as a whole, "recognise" for whether she recognises her school, or
            "missed" for what the team has missed.
        says: of a finding, as on the reply sheet; "" if she only spoke about it.
        words: hers.
        travels: whether this finding may go to the partnership, where she was asked of each; "" if she was not.
        heard_on: `YYYY-MM-DD`.
        taken_by: record id of the member who heard or received it.
        document: SHA-256 of the reply sheet that it was read from, or "".
    """

    finding: str = ""
    about: Literal["finding", "page", "recognise", "missed"] = "finding"
    says: Recognises | Literal[""] = ""
    words: str = ""
    travels: Literal["yes", "no", ""] = ""
    heard_on: str = ""
    taken_by: str = ""
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class Moderation(Record):
    """Where the school stands on one characteristic, as the team sees it beside the school's own view.

    Attributes:
        characteristic: id of a characteristic of the framework.
        school_level, level: steps of the framework's scale: the school's own, and the one that both agreed on;
            "" while there is none.
        team_level: the team's.
        reasons: why, in words.
        evidence: record ids of the notes that it stands on.
    """

    characteristic: str = ""
    school_level: str = ""
    team_level: str = ""
    level: str = ""
    reasons: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Edition(Record):
    """The report as it was handed over once; a correction of a final report is an edition of its own.

    Attributes:
        state: that it was in.
        handed_on: `YYYY-MM-DD`, when it left.
        check_by: by when the head was asked to check it, or "".
        what_changed: since the edition before, in the lead's words; "" for the first.
        pdf: SHA-256 of the file that left.
        document: SHA-256 of the same file where it is kept here, or "".
        signoff: id of the sign-off that it was made under, or "".
    """

    state: ReportState = "on the day"
    handed_on: str = ""
    check_by: str = ""
    what_changed: str = ""
    pdf: str = ""
    document: str = ""
    signoff: str = ""
