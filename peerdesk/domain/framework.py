"""What a partnership reviews by: themes, enquiry questions, look-fors, guides, a day, an outline and words.

A framework is data. This module says what a whole one is; `framework_reading` makes one of a file, `framework_writing`
a file of one. A review keeps the version that it was written in.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from peerdesk.domain.review import ActivityKind, Source, Voice

ScaleKind: TypeAlias = Literal["none", "levels", "estimates"]
Of: TypeAlias = Literal["school", "partnership"]
Place: TypeAlias = Literal["opening", "last_review", "question", "sharing", "how"]
OnlyOn: TypeAlias = Literal["first", "last"]
SCALE_KINDS: tuple[ScaleKind, ...] = get_args(ScaleKind)
OF: tuple[Of, ...] = get_args(Of)
PLACES: tuple[Place, ...] = get_args(Place)
ONLY_ON: tuple[OnlyOn, ...] = get_args(OnlyOn)
ACTIVITY_KINDS: tuple[ActivityKind, ...] = get_args(ActivityKind)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How a framework grades: not at all, by levels, or by estimates. `steps` go from first to last."""

    kind: ScaleKind
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Theme:
    """One of the parts that a framework divides a school's life into."""

    theme_id: str
    name: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Characteristic:
    """One of the parts of a theme that a school can look at by itself.

    Attributes:
        levels: what each step of the scale looks like, in the steps' order; empty if the framework does not say.
    """

    characteristic_id: str
    theme: str
    name: str
    about: str = ""
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExampleQuestion:
    """An enquiry question that a school can take as it is or make its own. `evidence` says what would answer it."""

    question_id: str
    theme: str
    text: str
    characteristic: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class LookFor:
    """Something that a stranger can see, hear or count in a day.

    Attributes:
        question: id of the example question that it helps with, or "".
        characteristic: id of the characteristic that it belongs to, or "".
        where: where one might come upon it.
        do_not_conclude: what it does not show; follows "Do not conclude"; "" if nothing is likely.
    """

    look_for_id: str
    theme: str
    text: str
    question: str = ""
    characteristic: str = ""
    where: str = ""
    do_not_conclude: str = ""


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """Something to ask; it takes several answers. `question` is the id of an example question, or ""."""

    text: str
    question: str = ""
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Guide:
    """How to hold a conversation with one kind of people.

    Attributes:
        minutes: for planning; nobody reads it out.
        opening: words to say before the first prompt.
        reminders: for the reviewer alone.
    """

    guide_id: str
    title: str
    voice: Voice
    minutes: int
    opening: str
    prompts: tuple[Prompt, ...]
    close: str
    before: str = ""
    reminders: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DayPart:
    """An activity of the default days; `day` counts from 1, `start` and `end` are local, `HH:MM`.

    Attributes:
        joint: which colleague of the school takes part, or "".
        only_on: "first" or "last" for what a visit of several days has on that day only; "" for each day.
    """

    title: str
    kind: ActivityKind
    start: str
    end: str
    voice: Voice | Literal[""] = ""
    source: Source | Literal[""] = ""
    guide: str = ""
    day: int = 1
    place: str = ""
    joint: str = ""
    only_on: OnlyOn | Literal[""] = ""


@dataclass(frozen=True, kw_only=True)
class OutlinePart:
    """A part of the report: where it stands (see `Section.place`) and its heading."""

    place: Place
    title: str


@dataclass(frozen=True, kw_only=True)
class JudgingWords:
    """Words that judge or claim too much, why, and what one can write instead."""

    words: tuple[str, ...]
    why: str
    instead: str


@dataclass(frozen=True, kw_only=True)
class ThinRule:
    """When a finding has too little to stand on to be said without a doubt; fewer than any of them is thin."""

    notes: int
    sources: int
    voices: int
    reviewers: int
    words: str

    def holds(self, notes: int, sources: int, voices: int, reviewers: int) -> bool:
        """Answer whether a finding on so many notes, kinds of evidence, voices and reviewers is thin."""
        found = (notes, sources, voices, reviewers)
        return any(
            one < least
            for one, least in zip(found, (self.notes, self.sources, self.voices, self.reviewers), strict=True)
        )


@dataclass(frozen=True, kw_only=True)
class Framework:
    """One version of a framework, whole and checked.

    Attributes:
        language: a BCP 47 tag.
        of: whether a school or a partnership is looked at.
        not_asked: what nobody may ask to see or hear in such a review, in whole sentences.
        shorthand: words that spelling accepts; not_names: capitals that are nobody at the school.
    """

    framework_id: str
    version: str
    language: str
    title: str
    about: str
    scale: Scale
    themes: tuple[Theme, ...]
    questions: tuple[ExampleQuestion, ...]
    look_fors: tuple[LookFor, ...]
    guides: tuple[Guide, ...]
    day: tuple[DayPart, ...]
    outline: tuple[OutlinePart, ...]
    judging_words: tuple[JudgingWords, ...]
    thin: ThinRule
    of: Of = "school"
    characteristics: tuple[Characteristic, ...] = ()
    not_asked: tuple[str, ...] = ()
    shorthand: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
