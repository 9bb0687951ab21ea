"""The chapters of a report that tell what was found: question by question, and what is worth sharing."""

from collections import Counter
from collections.abc import Iterator

from peerdesk.domain.document import Block, Heading, Paragraph, Run, Table, Text, plain, runs_of
from peerdesk.domain.framework import ThinRule
from peerdesk.domain.material import ReportMaterial, in_order
from peerdesk.domain.outcome import Finding, FindingKind
from peerdesk.domain.review import ActivityKind, Question
from peerdesk.domain.section_text import blocks_of
from peerdesk.domain.stands_on import count_evidence, joined, number_in_words, stands_on

KIND_WORDS: dict[FindingKind, str] = {
    "works_well": "Works well",
    "think_about": "To think about",
    "question": "A question for the school",
    "worth_sharing": "Worth sharing",
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


def own_words(material: ReportMaterial, place: str, question: str = "") -> Iterator[Block]:
    """Yield what the lead wrote for a place of the report, and for a question if one is named."""
    for section in material.at(place, question):
        yield from blocks_of(material.show(section.text))


def question_chapter(material: ReportMaterial, question: Question) -> list[Block]:
    """Return the chapter of a question: the lead's words and what each finding stands on, or else the findings."""
    blocks: list[Block] = [Heading(1, question.text)]
    words = list(own_words(material, "question", question.record_id))
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
    if not findings:
        return
    rows = tuple(
        (_named(material, finding), runs_of(_for(material, finding)), runs_of(_against(material, finding) or "–"))
        for finding in findings
    )
    yield Heading(2, "What each finding stands on")
    yield Table(("Finding", "Stands on", "Points the other way"), rows, widths=(0.42, 0.34, 0.24))


def _named(material: ReportMaterial, finding: Finding) -> Text:
    """Return a finding's kind and sentence, and who of the team sees it otherwise."""
    label = KIND_WORDS[finding.kind]
    sentence = (Run(f"{label}: ", bold=True), *runs_of(material.show(finding.title)))
    said: Text = sentence if finding.title else (Run(label, bold=True),)
    return (*said, Run(" "), *_dissent(material, finding)) if finding.dissent.strip() else said


def _dissent(material: ReportMaterial, finding: Finding) -> Text:
    return (Run("One of us sees this otherwise: ", italic=True), *runs_of(material.show(finding.dissent)))


def _says_what_we_did(words: list[Block]) -> bool:
    first = words[0] if words else None
    return isinstance(first, Paragraph) and first.text[0].text.casefold().startswith("what we did")


def _finding(material: ReportMaterial, finding: Finding) -> Iterator[Block]:
    yield Heading(2, finding.title or KIND_WORDS[finding.kind], label=KIND_WORDS[finding.kind])
    yield from blocks_of(material.show(finding.text), 3)
    if finding.dissent.strip():
        yield Paragraph(_dissent(material, finding))
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
    against = _against(material, finding)
    other = f" *Points the other way:* {against}." if against else ""
    return f"*Stands on* {_for(material, finding)}.{other}"


def _for(material: ReportMaterial, finding: Finding) -> str:
    thin = _OFFER if finding.kind == "worth_sharing" else material.thin
    return stands_on(material.cited_for(finding), thin)


def _against(material: ReportMaterial, finding: Finding) -> str:
    """Return what points the other way, and by which numbers; "" for nothing."""
    against = count_evidence(material.cited_against(finding))
    numbers = ", ".join(map(str, material.numbers_against(finding))) if material.numbered else ""
    return f"{against} [{numbers}]" if against and numbers else against


def sharing_chapter(material: ReportMaterial) -> list[Block]:
    """Return what the school could show others; nothing if nothing was found."""
    words = list(own_words(material, "sharing"))
    offered = [f for q in in_order(material.questions) for f in material.findings_of(q.record_id)]
    blocks = words or [b for f in offered if f.kind == "worth_sharing" for b in _finding(material, f)]
    heading = Heading(1, material.heading("sharing", "Worth sharing, if you agree"))
    return [heading, *blocks] if blocks else []


def _what_we_did(material: ReportMaterial, question: Question) -> str:
    noted = {n.activity for n in material.notes if question.record_id in n.questions}
    kinds = Counter(
        one.kind
        for one in material.activities
        if not one.not_done and (question.record_id in one.questions or one.record_id in noted)
    )
    return activities_in_words(kinds)


def activities_in_words(kinds: Counter[ActivityKind]) -> str:
    """Return "We made three visits to lessons and had a meeting."; "" for nothing."""
    told = [
        f"{verb} {'a' if kinds[kind] == 1 else number_in_words(kinds[kind])} {one if kinds[kind] == 1 else many}"
        for kind, (verb, one, many) in _ACTIVITY_WORDS.items()
        if kinds[kind]
    ]
    return f"We {joined(told)}." if told else ""
