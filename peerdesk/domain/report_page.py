"""The one page for the headteacher, as left on the day: the lead's words, or else the findings in short."""

from collections import Counter
from collections.abc import Iterator, Sequence

from peerdesk.domain.document import Block, Callout, Document, Heading, Paragraph, Run, Text, plain, runs_of
from peerdesk.domain.material import (
    ReportMaterial,
    evidence_line,
    in_order,
    team_line,
    what_happens_now,
)
from peerdesk.domain.outcome import Section
from peerdesk.domain.report_standing import state_line
from peerdesk.domain.review import Question
from peerdesk.domain.section_text import blocks_of
from peerdesk.domain.stands_on import joined, number_in_words

_ACTION_WORDS = {
    "done": "done",
    "partly done": "partly done",
    "replaced by the school": "replaced by the school",
    "not yet": "not yet done",
    "": "not looked at",
}


def compose_page(material: ReportMaterial) -> Document:
    """Return the summary: a page of the lead's sections, filled from the findings where she wrote none."""
    written = material.at("page")
    asked = [question.record_id for question in in_order(material.questions)]
    blocks = [
        Paragraph((Run(_standing(material), bold=True),)),
        *(block for s in written if not s.question and not s.title for block in blocks_of(material.show(s.text))),
        *(b for number, q in enumerate(in_order(material.questions), 1) for b in _question(material, number, q)),
        *_rest(material, [s for s in written if s.title and s.question not in asked]),
        Paragraph((Run(_team(material), italic=True),), tone="caption"),
    ]
    return Document(
        title=material.title,
        school=material.review.school_name,
        dates=material.dates,
        state=material.state,
        state_line=state_line(material),
        author=team_line(material.members),
        blocks=tuple(blocks),
        practice=material.practice,
    )


def _standing(material: ReportMaterial) -> str:
    if material.state == "final":
        return "Summary for the headteacher."
    return "Summary for the headteacher. Draft for you to check: nothing here is final until you have."


def _team(material: ReportMaterial) -> str:
    team = team_line(material.members)
    said = f"{evidence_line(material)} Not made for appraisal, and not to be used in it."
    return f"{team}. {said}" if team else said


def _question(material: ReportMaterial, number: int, question: Question) -> Iterator[Block]:
    yield Heading(1, f"{number} {question.text}")
    if own := material.at("page", question.record_id):
        for section in own:
            yield from blocks_of(material.show(section.text))
    else:
        yield Paragraph(_in_short(material, question))


def _in_short(material: ReportMaterial, question: Question) -> Text:
    findings = material.findings_of(question.record_id)
    well = [f.title for f in findings if f.kind == "works_well"]
    others = [f for f in findings if f.kind in ("think_about", "question")]
    runs: list[Run] = [Run(f"{' '.join(well)} ", italic=True)] if well else []
    runs.extend(Run(f"{f.title} ") for f in others if f.title)
    if wondered := [f.wondering for f in findings if f.wondering]:
        runs += [Run("What we wondered: ", italic=True), *runs_of(material.show(" ".join(wondered)))]
    return tuple(runs) or plain("We have written nothing about this question yet.")


def _rest(material: ReportMaterial, written: Sequence[Section]) -> Iterator[Block]:
    said = {section.title.split(" ", 1)[0].casefold() for section in written}
    for section in written:
        yield from _with_title(section.title, material.show(section.text))
    for title, text in _composed(material).items():
        if text and title.split(" ", 1)[0].casefold() not in said:
            yield from _with_title(title, text)


def _composed(material: ReportMaterial) -> dict[str, str]:
    offered = [f.title for f in in_order(material.findings) if f.kind == "worth_sharing" and f.title]
    return {
        "Since the last review": _actions_in_words(material),
        "Worth sharing, if you agree": " ".join(offered),
        "What happens now": what_happens_now(material),
    }


def _actions_in_words(material: ReportMaterial) -> str:
    states = Counter(_ACTION_WORDS[action.state] for action in material.previous_actions)
    if not states:
        return ""
    told = [f"{number_in_words(n)} {'is' if n == 1 else 'are'} {state}" for state, n in states.items()]
    total = states.total()
    return f"Of {number_in_words(total)} action{'' if total == 1 else 's'}, {joined(told)}."


def _with_title(title: str, text: str) -> Iterator[Block]:
    blocks = blocks_of(text)
    words = blocks[0].text if blocks and isinstance(blocks[0], Paragraph) else ()
    said = (Run(title, bold=True), Run(" – "), *words) if words else (Run(title, bold=True),)
    yield Callout(said) if title.casefold().startswith("what happens") else Paragraph(said)
    yield from blocks[1:] if words else blocks
