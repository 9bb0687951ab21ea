"""A review as tools for qualitative analysis know it: texts, a book of codes, and which words bear which code."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from peerdesk.domain.citations import show_citations
from peerdesk.domain.evidence import SIGNS, Answer, Note, Sign
from peerdesk.domain.outcome import Citation, Finding
from peerdesk.domain.review import SOURCES, VOICES, Activity, Member, Question, Review, Source
from peerdesk.domain.shorthand import SIGN_WORDS

_SOURCE_WORDS: Mapping[Source, str] = {
    "observation": "Observation",
    "work": "Look at work",
    "talk": "Conversation",
    "document": "Document",
    "data": "Figures",
}
_SAID = "said"


@dataclass(frozen=True)
class Code:
    """A code and those under it.

    Attributes:
        code_id: the same for the same code of the same review, whenever it is taken out.
        codable: words can bear it; a heading over others is not.
    """

    code_id: str
    name: str
    about: str = ""
    codable: bool = True
    codes: tuple["Code", ...] = ()


@dataclass(frozen=True)
class Passage:
    """Some words of a text.

    Attributes:
        passage_id: record id of the note or answer.
        start, end: where they stand, in letters of the text; the end is the place after the last.
        codes: ids of the codes that they bear.
        made_of_it: what was made of it, or "".
        user: id of whoever saw or heard it, or "".
        at: `YYYY-MM-DDTHH:MM`, local; "" if it is not known.
    """

    passage_id: str
    start: int
    end: int
    codes: tuple[str, ...]
    made_of_it: str = ""
    user: str = ""
    at: str = ""


@dataclass(frozen=True)
class CodedText:
    """What was noted in one activity, in the order in which it was seen.

    Attributes:
        text_id: record id of the activity, or of the review for what was noted in none.
        kind: of the activity, or "".
        day: `YYYY-MM-DD`, or "".
    """

    text_id: str
    name: str
    kind: str
    day: str
    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class CodedReview:
    """A review with its codes. `users` are names by id."""

    review_id: str
    name: str
    users: Mapping[str, str]
    codes: tuple[Code, ...]
    texts: tuple[CodedText, ...]


@dataclass(frozen=True)
class Coding:
    """What a review is coded from: records of one review, none of which has to stay.

    Attributes:
        look_fors: words of the framework's look-fors by id.
    """

    review: Review
    members: Sequence[Member]
    questions: Sequence[Question]
    activities: Sequence[Activity]
    notes: Sequence[Note]
    answers: Sequence[Answer] = ()
    findings: Sequence[Finding] = ()
    citations: Sequence[Citation] = ()
    look_fors: Mapping[str, str] = field(default_factory=dict)


def code_review(coding: Coding) -> CodedReview:
    """Return a review as coded texts: one an activity, what was noted in none of them last."""
    review = coding.review
    return CodedReview(
        review.scope,
        " ".join(filter(None, (review.school_name, *review.days[:1]))),
        {one.record_id: one.name for one in coding.members if one.name},
        tuple(_apart(_codes(coding), set())),
        tuple(_texts(coding)),
    )


def _codes(coding: Coding) -> Iterator[Code]:
    questions = [Code(one.record_id, one.short_name or one.text, one.text) for one in coding.questions]
    yield from _heading("questions", "Enquiry questions", questions)
    yield from _heading(
        "signs", "How it bears on the question", [Code(f"sign {one}", SIGN_WORDS[one]) for one in SIGNS]
    )
    kinds = [Code(f"source {one}", _SOURCE_WORDS[one]) for one in SOURCES]
    yield from _heading("sources", "Kind of evidence", [*kinds, Code(_SAID, "Said in a conversation")])
    yield from _heading("voices", "Whose voice", [Code(f"voice {one}", one.capitalize()) for one in VOICES])
    used = dict.fromkeys(one.look_for for one in coding.notes if one.look_for)
    look_fors = [Code(f"look-for {one}", one, coding.look_fors.get(one, "")) for one in used]
    yield from _heading("look-fors", "Looked for", look_fors)
    yield Code("starred", "For the table", "Starred while it was noted.")
    yield from _heading("findings", "Findings", [_of_finding(one) for one in coding.findings])


def _heading(code_id: str, name: str, codes: Sequence[Code]) -> Iterator[Code]:
    if codes:
        yield Code(code_id, name, codable=False, codes=tuple(codes))


def _of_finding(finding: Finding) -> Code:
    name, about = finding.title or "A finding without a title", show_citations(finding.text, {})
    against = Code(_against(finding.record_id), f"Points the other way: {name}")
    return Code(finding.record_id, name, about, codes=(against,))


def _apart(codes: Iterable[Code], taken: set[str]) -> Iterator[Code]:
    """Yield the codes with a name each that no other has: some tools know codes by nothing else."""
    for code in codes:
        names = chain([code.name], (f"{code.name} ({number})" for number in count(2)))
        name = next(one for one in names if one.casefold() not in taken)
        taken.add(name.casefold())
        yield replace(code, name=name, codes=tuple(_apart(code.codes, taken)))


def _against(finding_id: str) -> str:
    return f"{finding_id} against"


def _texts(coding: Coding) -> Iterator[CodedText]:
    cited: dict[str, list[str]] = {}
    for one in coding.citations:
        cited.setdefault(one.note, []).append(one.finding if one.way == "for" else _against(one.finding))
    by_activity: dict[str, list[Note | Answer]] = {}
    told: tuple[Note | Answer, ...] = (*coding.notes, *coding.answers)
    for said in told:
        by_activity.setdefault(said.activity, []).append(said)
    known = {one.record_id for one in coding.activities}
    for activity in coding.activities:
        noted = by_activity.get(activity.record_id, [])
        yield _text(activity.record_id, activity.title, activity.kind, activity.time[:1], noted, cited)
    rest = [one for activity_id, noted in by_activity.items() if activity_id not in known for one in noted]
    if rest:
        yield _text(coding.review.scope, "Noted in no activity", "", (), rest, cited)


def _text(
    text_id: str,
    title: str,
    kind: str,
    begins: Sequence[str],
    told: Iterable[Note | Answer],
    cited: Mapping[str, Sequence[str]],
) -> CodedText:
    text, passages = "", []
    for one in sorted(told, key=lambda one: (one.seen_at, one.record_id)):
        where = one.said_by if isinstance(one, Answer) else one.where
        head = "  ".join(filter(None, (one.seen_at[-5:], where)))
        text += f"{head}\n" if head else ""
        passages.append(_passage(one, len(text), cited))
        text += f"{one.text}\n\n"
    day = begins[0][:10] if begins else next((one.at[:10] for one in passages), "")
    return CodedText(text_id, title, kind, day, text, tuple(passages))


def _passage(said: Note | Answer, start: int, cited: Mapping[str, Sequence[str]]) -> Passage:
    codes: list[str] = [_SAID]
    made_of_it = ""
    if isinstance(said, Note):
        made_of_it = said.made_of_it
        codes = [*said.questions, _of_sign(said.sign), f"source {said.source}"]
        codes += [f"voice {said.voice}"] if said.voice else []
        codes += [f"look-for {said.look_for}"] if said.look_for else []
        codes += ["starred"] if said.starred else []
        codes += cited.get(said.record_id, ())
    return Passage(
        said.record_id, start, start + len(said.text), tuple(codes), made_of_it, said.observed_by, said.seen_at
    )


def _of_sign(sign: Sign) -> str:
    return f"sign {sign}"
