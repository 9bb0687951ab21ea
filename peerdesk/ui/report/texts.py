"""The texts of the report as somebody reads them, and what the outline calls each thing in it."""

from collections.abc import Collection, Mapping, Sequence

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.citations import lost_citations, show_citations
from peerdesk.domain.outcome import Finding
from peerdesk.domain.report_checks import ReportText
from peerdesk.ui.report.outline import OURS, PAGE, Part

Words = Mapping[tuple[str, str], str]
_LETTERS = 50  # of a finding: enough to know it


def texts_of(
    scope: str, parts: Sequence[Part], findings: Sequence[Finding], numbers: Mapping[str, int], here: Collection[str]
) -> list[ReportText]:
    """Return what the report says; a question that nobody wrote about says its findings.

    Args:
        scope: of the review.
        parts: in the order of the outline.
        findings: all of them.
        numbers: of all notes that are cited.
        here: ids of the notes that the report may use.
    """
    known, texts, told = dict.fromkeys(here, 0), list[ReportText](), set[str]()
    for part in parts:
        section = part.section
        if section is not None and part.is_written:
            lost = frozenset(numbers[one] for one in lost_citations(section.text, known))
            about, place = ("section", section.record_id), f"{scope}:{part.key}"
            shown, ours = show_citations(section.text, numbers), part.place in OURS
            texts.append(ReportText(about, place, shown, part.place == "question", lost, ours))
            told |= {part.question} if part.place == "question" else set()
    for one in findings:
        if one.question not in told:
            said = "\n\n".join(each for each in (one.title, one.text, one.caution, one.wondering) if each)
            about, place = ("finding", one.record_id), f"finding:{one.record_id}"
            texts.append(ReportText(about, place, show_citations(said, numbers)))
    return texts


def words_of(plan: ReviewPlan, parts: Sequence[Part], findings: Sequence[Finding]) -> Words:
    """Return what the outline calls each thing of the report."""
    named = {("section", part.section.record_id): _name(part) for part in parts if part.section}
    named |= {("question", one.record_id): one.short_name or one.text for one in plan.questions}
    named |= {("finding", one.record_id): f"Finding: {(one.title or one.text)[:_LETTERS]}" for one in findings}
    return {**named, ("review", plan.review.record_id): "The plan"}


def _name(part: Part) -> str:
    return f"Page: {part.word}" if part.group == PAGE else part.word
