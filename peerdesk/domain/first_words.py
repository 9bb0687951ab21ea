"""How a section of the report begins: the team's own findings in order; from then on it is the lead's text."""

from collections.abc import Iterator, Sequence

from peerdesk.domain.citations import cited_in
from peerdesk.domain.outcome import Citation, Finding, FindingKind, Way

_HEADINGS: dict[str, tuple[FindingKind, ...]] = {
    "What works well": ("works_well",),
    "What we wondered about": ("think_about", "question"),
}


def begin_question(findings: Sequence[Finding], citations: Sequence[Citation], stands_on: str) -> str:
    """Return the text of a question's section, as sections are written; "" if there is nothing to begin from.

    Args:
        findings: of the question, agreed, in order; what is worth sharing has a section of its own.
        citations: all that there are; what a finding only lists is cited at the end of its words.
        stands_on: what all of it stands on, in words.
    """
    parts: list[str] = []
    for heading, kinds in _HEADINGS.items():
        found = [one for one in findings if one.kind in kinds]
        if found:
            parts.append(f"### {heading}")
        parts += [paragraph for one in found for paragraph in _finding(one, citations)]
    if parts and stands_on:
        parts.append(f"*This section stands on {stands_on}.*")
    return "\n\n".join(parts)


def begin_sharing(findings: Sequence[Finding], citations: Sequence[Citation]) -> str:
    """Return the text of the section on what is worth sharing; "" if nothing is."""
    found = [one for one in findings if one.kind == "worth_sharing"]
    return "\n\n".join(paragraph for one in found for paragraph in _finding(one, citations))


def begin_finding(finding: Finding, citations: Sequence[Citation]) -> str:
    """Return the paragraphs that a finding brings to a section."""
    return "\n\n".join(_finding(finding, citations))


def _finding(finding: Finding, citations: Sequence[Citation]) -> Iterator[str]:
    title = finding.title.strip().replace("*", "")
    said = [f"*{title}*" if title else "", finding.text.strip()]
    if listed := _listed(finding, citations, "for"):
        said.append(listed)
    if finding.caution.strip():
        said.append(f"We hold this lightly: {finding.caution.strip()}")
    if listed := _listed(finding, citations, "against"):
        said.append(f"Points the other way: {listed}.")
    yield " ".join(part for part in said if part)
    if finding.wondering.strip():
        yield f"*We wondered:* {finding.wondering.strip()}"


def _listed(finding: Finding, citations: Sequence[Citation], way: Way) -> str:
    """Return a bracket of the notes that a finding lists and its text does not cite."""
    told = set(cited_in(finding.text))
    notes = [c.note for c in citations if c.finding == finding.record_id and c.way == way and c.note not in told]
    return f"[[{' '.join(notes)}]]" if notes else ""
