"""The report of a review: from what a desk holds to a document in reading order."""

from collections import Counter
from collections.abc import Callable, Iterator

from peerdesk.domain.citations import keep_citations, lost_citations, number_evidence, show_citations, with_evidence
from peerdesk.domain.document import (
    Block,
    Contents,
    Cover,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    plain,
    runs_of,
)
from peerdesk.domain.framework import PLACES, Place, ThinRule
from peerdesk.domain.material import (
    STATE_LINES,
    ReportMaterial,
    evidence_line,
    in_order,
    team_line,
    what_happens_now,
)
from peerdesk.domain.outcome import Finding, FindingKind
from peerdesk.domain.report_page import compose_page
from peerdesk.domain.review import ActivityKind, Question, Source
from peerdesk.domain.section_text import blocks_of
from peerdesk.domain.stands_on import count_evidence, joined, number_in_words, stands_on

__all__ = [
    "STATE_LINES",
    "ReportMaterial",
    "compose_page",
    "compose_report",
    "keep_citations",
    "lost_citations",
    "number_evidence",
    "show_citations",
]

KIND_WORDS: dict[FindingKind, str] = {
    "works_well": "Works well",
    "think_about": "To think about",
    "question": "A question for the school",
    "worth_sharing": "Worth sharing",
}
SOURCE_WORDS: dict[Source, str] = {
    "observation": "observation",
    "work": "look at work",
    "talk": "conversation",
    "document": "document",
    "data": "figures",
}
_ACTIVITY_WORDS: dict[ActivityKind, tuple[str, str, str]] = {
    "walk": ("made", "visit to lessons", "visits to lessons"),
    "conversation": ("held", "conversation", "conversations"),
    "work": ("took", "long look at pupils’ work", "long looks at pupils’ work"),
    "documents": ("read papers at", "sitting", "sittings"),
    "meeting": ("had", "meeting", "meetings"),
    "passing": ("stopped for", "talk in passing", "talks in passing"),
}

_OFFER = ThinRule(notes=0, sources=0, voices=0, reviewers=0, words="")  # an offer need not be sure


def evidence_by_kind(material: ReportMaterial) -> list[Block]:
    """Return the last chapter of a report for the school: the evidence as number and kind only."""
    kinds = {note.record_id: SOURCE_WORDS[note.source] for note in material.notes}
    listed = [(str(number), kinds[note_id].capitalize()) for note_id, number in material.numbers.items()]
    if not listed or not material.numbered:
        return []
    columns = 3 if len(listed) > 12 else 1
    listed += [("", "")] * (-len(listed) % columns)
    rows = tuple(
        tuple(plain(word) for pair in listed[at : at + columns] for word in pair)
        for at in range(0, len(listed), columns)
    )
    return [
        Heading(1, "The evidence, by number and kind"),
        Paragraph(
            plain(
                "A number in square brackets points to one piece of evidence. This list says of which kind it is. "
                "Who said it, where and when stays in the team’s working notes until they are deleted."
            )
        ),
        Table(("Number", "Kind") * columns, rows, widths=(1.0, 2.0) * columns),
    ]


def compose_report(
    material: ReportMaterial, evidence: Callable[[ReportMaterial], list[Block]] = evidence_by_kind
) -> Document:
    """Return the full report: cover, contents, chapters, and the evidence.

    Its first numbered chapter is what became of the last review; the lead's words before it bear no number.

    Args:
        material: what it may say.
        evidence: makes the last chapter.
    """
    chapters = [*_chapters(material), evidence(material)]
    blocks: list[Block] = [Cover(_cover_lines(material)), Contents(), PageBreak(), *_opening(material)]
    number = 0
    for chapter in chapters:
        for block in chapter:
            if isinstance(block, Heading) and block.level == 1:
                number += 1
                yielded: Block = Heading(1, f"{number} {block.text}")
            else:
                yielded = block
            blocks.append(yielded)
    return Document(
        title=material.title,
        school=material.review.school_name,
        dates=material.dates,
        state=material.state,
        state_line=STATE_LINES[material.state],
        author=team_line(material.members),
        blocks=tuple(blocks),
    )


def _chapters(material: ReportMaterial) -> list[list[Block]]:
    """Return the parts of the report in the order of the framework, then those that it does not name.

    The opening is none of them: it stands before all that is numbered.
    """
    parts: dict[Place, list[list[Block]]] = {
        "opening": [],
        "last_review": [_last_review(material)],
        "question": [_question(material, question) for question in in_order(material.questions)],
        "sharing": [_sharing(material)],
        "how": _how_and_now(material),
    }
    order = dict.fromkeys((*(part.place for part in material.outline), *PLACES))
    return [chapter for place in order for chapter in parts[place]]


def _how_and_now(material: ReportMaterial) -> list[list[Block]]:
    """Return how the review was done and what happens now: one chapter where the framework has a heading for it."""
    now = Paragraph(runs_of(what_happens_now(material)))
    if material.heading("how", ""):
        return [[*_how(material), Heading(2, "What happens now"), now]]
    return [[Heading(1, "What happens now"), now], _how(material)]


def _cover_lines(material: ReportMaterial) -> tuple[str, ...]:
    team = team_line(material.members)
    lines = (f"The team: {team}" if team else "", material.review.partnership, evidence_line(material))
    return tuple(line for line in lines if line)


def _opening(material: ReportMaterial) -> list[Block]:
    written = material.at("opening")
    return (
        [Heading(1, written[0].title or material.heading("opening", "In short")), *_own_words(material, "opening")]
        if written
        else []
    )


def _own_words(material: ReportMaterial, place: str, question: str = "") -> Iterator[Block]:
    for section in material.at(place, question):
        yield from blocks_of(material.show(section.text))


def _last_review(material: ReportMaterial) -> list[Block]:
    actions = in_order(material.previous_actions)
    rows = tuple(
        (
            plain(a.text),
            (Run((a.state or "not looked at").capitalize(), bold=True),),
            runs_of(material.show(with_evidence(a))),
        )
        for a in actions
    )
    table = [Table(("Action", "Where it stands", "What we saw"), rows, widths=(0.34, 0.18, 0.48))] if rows else []
    words = list(_own_words(material, "last_review"))
    heading = Heading(1, material.heading("last_review", "Since the last review"))
    return [heading, *words[:1], *table, *words[1:]] if table or words else []


def _question(material: ReportMaterial, question: Question) -> list[Block]:
    blocks: list[Block] = [Heading(1, question.text)]
    words = list(_own_words(material, "question", question.record_id))
    findings = [f for f in material.findings_of(question.record_id) if f.kind != "worth_sharing"]
    done = _what_we_did(material, question)
    if done and not _says_what_we_did(words):
        blocks.append(Paragraph((Run("What we did.", italic=True), Run(f" {done}"))))
    if words:
        return [*blocks, *words, *_stands_on(material, question)]
    for finding in findings:
        blocks.extend(_finding(material, finding))
    if not findings:
        blocks.append(Paragraph(plain("We have written nothing about this question yet.")))
    return blocks


def _stands_on(material: ReportMaterial, question: Question) -> Iterator[Block]:
    """Say of each finding what it stands on, where the lead has told the question in their own words."""
    findings = material.findings_of(question.record_id)
    if findings:
        yield Heading(2, "What each finding stands on")
    for finding in findings:
        label = KIND_WORDS[finding.kind].capitalize()
        yield Paragraph((Run(f"{label}: ", bold=True), *runs_of(material.show(finding.title))))
        yield Paragraph(runs_of(_basis(material, finding)), tone="caption")


def _says_what_we_did(words: list[Block]) -> bool:
    first = words[0] if words else None
    return isinstance(first, Paragraph) and first.text[0].text.casefold().startswith("what we did")


def _finding(material: ReportMaterial, finding: Finding) -> Iterator[Block]:
    yield Heading(2, finding.title or KIND_WORDS[finding.kind], label=KIND_WORDS[finding.kind])
    yield from blocks_of(material.show(finding.text), 3)
    if finding.caution:
        yield Paragraph((Run("We hold this lightly: ", italic=True), *runs_of(material.show(finding.caution))))
    if finding.wondering:
        yield Paragraph(
            (Run("We wondered: ", bold=True), *(_italic(run) for run in runs_of(material.show(finding.wondering))))
        )
    yield Paragraph(runs_of(_basis(material, finding)), tone="caption")


def _italic(run: Run) -> Run:
    return run if run.cite else Run(run.text, run.bold, italic=True)


def _basis(material: ReportMaterial, finding: Finding) -> str:
    thin = _OFFER if finding.kind == "worth_sharing" else material.thin
    said = f"*Stands on* {stands_on(material.cited_for(finding), thin)}."
    if against := count_evidence(material.cited_against(finding)):
        numbers = ", ".join(map(str, material.numbers_against(finding))) if material.numbered else ""
        said += (
            f" *Points the other way:* {against} [{numbers}]." if numbers else f" *Points the other way:* {against}."
        )
    return said


def _sharing(material: ReportMaterial) -> list[Block]:
    words = list(_own_words(material, "sharing"))
    offered = [f for q in in_order(material.questions) for f in material.findings_of(q.record_id)]
    blocks = words or [b for f in offered if f.kind == "worth_sharing" for b in _finding(material, f)]
    heading = Heading(1, material.heading("sharing", "Worth sharing, if you agree"))
    return [heading, *blocks] if blocks else []


def _what_we_did(material: ReportMaterial, question: Question) -> str:
    noted = {n.activity for n in material.notes if question.record_id in n.questions}
    kinds = Counter(a.kind for a in material.activities if question.record_id in a.questions or a.record_id in noted)
    return _activities_in_words(kinds)


def _activities_in_words(kinds: Counter[ActivityKind]) -> str:
    told = [
        f"{verb} {'a' if kinds[kind] == 1 else number_in_words(kinds[kind])} {one if kinds[kind] == 1 else many}"
        for kind, (verb, one, many) in _ACTIVITY_WORDS.items()
        if kinds[kind]
    ]
    return f"We {joined(told)}." if told else ""


def _how(material: ReportMaterial) -> list[Block]:
    blocks: list[Block] = [Heading(1, material.heading("how", "How the review was done"))]
    if words := list(_own_words(material, "how")):
        return [*blocks, *words]
    team = team_line(material.members)
    said = [
        f"The team was {team}." if team else "",
        _activities_in_words(Counter(a.kind for a in material.activities)),
        _joint(material),
        evidence_line(material),
    ]
    blocks.append(Paragraph(runs_of(" ".join(part for part in said if part))))
    return blocks


def _joint(material: ReportMaterial) -> str:
    joint = sum(bool(activity.joint_with) for activity in material.activities)
    if not joint:
        return ""
    times = "once" if joint == 1 else f"in {number_in_words(joint)} of these"
    return f"A colleague of the school came with us {times}."
