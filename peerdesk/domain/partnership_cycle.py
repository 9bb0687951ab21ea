"""The cycle of a partnership: people and their training, five dates a school, and who took part in a review.

Values of records of a partnership's scope (docs/decisions/0026). Days are `YYYY-MM-DD`, "" for not said; what names
another record holds its record id, "" for none.
"""

from dataclasses import dataclass
from typing import Literal

from peerdesk.domain.review import Record

PartIn = Literal["lead", "deputy", "reviewer", "shadow", "governor", "champion"]
TrainedFor = Literal["review", "lead", "champion", "governor"]
Step = Literal["data_sharing", "review", "workshop", "impact", "champions"]

STEPS: tuple[Step, ...] = ("data_sharing", "review", "champions", "workshop", "impact")
"""The five dates of a school's cycle, in the order in which they come; each has a day planned and a day done."""


@dataclass(frozen=True, kw_only=True)
class Colleague(Record):
    """Somebody of the partnership: who reviews, leads, champions, or is being trained for it.

    Attributes:
        school: record id of the school where they work.
        post: what they do there ("headteacher").
        key: the name of their key, "" for who has no PeerDesk.
        resting: they are not to be asked at present.
    """

    name: str = ""
    school: str = ""
    post: str = ""
    key: str = ""
    resting: bool = False


@dataclass(frozen=True, kw_only=True)
class Training(Record):
    """A session of training: the first, or a refresher."""

    title: str = ""
    what: Literal["training", "refresher"] = "training"
    trained_for: TrainedFor = "review"
    days: tuple[str, ...] = ()
    place: str = ""
    led_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Attendance(Record):
    """A link: somebody is to come to a session, and came or did not; "" is not known yet."""

    training: str = ""
    colleague: str = ""
    came: Literal["yes", "in part", "no", ""] = ""


@dataclass(frozen=True, kw_only=True)
class Readiness(Record):
    """Somebody is signed off as ready.

    Attributes:
        ready_to: what for.
        signed_by: who said so, by name; signed_on: when; until: by when it is to be looked at again, or "".
        words: what they did well and what they were told to try, for the two of them and the coordinators.
    """

    colleague: str = ""
    ready_to: TrainedFor = "review"
    signed_by: str = ""
    signed_on: str = ""
    until: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Cycle(Record):
    """A school's way through one cycle.

    Attributes:
        year: the school year of its review, "2026/27".
        data_sharing_planned … champions_done: the five dates, planned and done. `champions` is the day by which, and
            on which, the Improvement Champions were assigned. A review of several days stands with its first.
        moved_because: why a date is another one than was planned at first.
        review: scope of the review, if it was done with PeerDesk and is in the record, or "".
        virtual: it is done by video.
    """

    school: str = ""
    year: str = ""
    data_sharing_planned: str = ""
    data_sharing_done: str = ""
    review_planned: str = ""
    review_done: str = ""
    champions_planned: str = ""
    champions_done: str = ""
    workshop_planned: str = ""
    workshop_done: str = ""
    impact_planned: str = ""
    impact_done: str = ""
    moved_because: str = ""
    review: str = ""
    virtual: bool = False


@dataclass(frozen=True, kw_only=True)
class Part(Record):
    """A link: somebody takes part in a school's cycle. A champion who was on the team is said, and not refused.

    Attributes:
        part: theirs.
        agreed: they have said yes.
    """

    cycle: str = ""
    colleague: str = ""
    part: PartIn = "reviewer"
    agreed: bool = False


@dataclass(frozen=True, kw_only=True)
class KeptReport(Record):
    """The report of a review that was done without PeerDesk. That it took place the cycle says.

    Attributes:
        title: of the document, as it is named.
        document: SHA-256 of the file that is kept; it is shown to nobody but as far as it is released.
        released: how much of it the head released, and so what others may see.
        word: the head's words about that, or how she gave them; word_on: when; taken_by: who took them down.
    """

    cycle: str = ""
    title: str = ""
    document: str = ""
    released: Literal["nothing", "themes", "summary", "report"] = "nothing"
    word: str = ""
    word_on: str = ""
    taken_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Evaluation(Record):
    """What the head, or one of the team, says of the review itself, a week later.

    Attributes:
        voice: whose it is; no name.
        worth: how worth the time it was, as they chose it.
        helped: what helped most; change: what they would do otherwise.
    """

    cycle: str = ""
    voice: Literal["head", "team", "champion"] = "head"
    said_on: str = ""
    worth: Literal["well worth it", "worth it", "partly", "not worth it", ""] = ""
    helped: str = ""
    change: str = ""


@dataclass(frozen=True, kw_only=True)
class HalfTerm(Record):
    """A half-term: by these actions are due, and not by days.

    Attributes:
        name: "2026/27 spring 1", as actions name it.
        local_authority: three digits, where its days differ from the others'; "" for all.
    """

    name: str = ""
    begins_on: str = ""
    ends_on: str = ""
    local_authority: str = ""


@dataclass(frozen=True, kw_only=True)
class ClosedDays(Record):
    """Days on which nobody is to be visited.

    Attributes:
        school: whose days these are; "" for all.
    """

    what: Literal["holiday", "INSET", "tests", "other"] = "holiday"
    title: str = ""
    begins_on: str = ""
    ends_on: str = ""
    school: str = ""
