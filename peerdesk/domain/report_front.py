"""What stands before the numbered chapters of a report: cover, corrections, the lead's opening, all of it in short."""

from peerdesk.domain.dates import day_in_words
from peerdesk.domain.document import Block, Cover, Figure, Heading, Paragraph, Run, Table, Text, plain, runs_of
from peerdesk.domain.material import ReportMaterial, evidence_line, in_order, team_line
from peerdesk.domain.outcome import ReportState
from peerdesk.domain.report_findings import own_words
from peerdesk.domain.report_standing import not_for_appraisal, standing_words
from peerdesk.domain.review import Question

_SHORT = "In short"
_STATES: dict[ReportState, str] = {
    "on the day": "On the day: a draft",
    "for checking": "For checking",
    "final": "Final report",
}


def cover_of(material: ReportMaterial) -> Cover:
    """Return the cover: who and what, how far the text has come, and what it must not be used for."""
    team, school = team_line(material.members), material.review.school_name
    lines = (f"The team: {team}" if team else "", material.review.partnership, evidence_line(material, goes=False))
    logo = Figure(material.logo, school or "The school") if material.logo else None
    return Cover(
        tuple(filter(None, lines)), _STATES[material.state], standing_words(material), not_for_appraisal(material), logo
    )


def what_changed(material: ReportMaterial) -> list[Block]:
    """Return what became another since the report was final, before anything else; nothing before that."""
    if material.state != "final" or not material.corrections:
        return []
    rows = tuple((plain(day_in_words(one.on)), runs_of(material.show(one.words))) for one in material.corrections)
    said = "This report was final before. Since then it was corrected; this is the newest text."
    return [
        Heading(1, "What changed since the final report"),
        Paragraph(plain(said)),
        Table(("Day", "What changed"), rows, widths=(0.3, 0.7)),
    ]


def opening_of(material: ReportMaterial) -> list[Block]:
    """Return the lead's opening words; nothing if there are none."""
    written = material.at("opening")
    if not written:
        return []
    return [Heading(1, written[0].title or material.heading("opening", _SHORT)), *own_words(material, "opening")]


def in_short(material: ReportMaterial) -> list[Block]:
    """Return question by question what the page says of it, or else the titles of its findings; nothing for nothing.

    Where the lead's opening is itself called so, it is the summary.
    """
    told = [(question, _of(material, question)) for question in in_order(material.questions)]
    opened = opening_of(material)
    if not any(words for _, words in told) or (opened and opened[0] == Heading(1, _SHORT)):
        return []
    asked = [
        block for question, words in told if words for block in (Paragraph((Run(question.text, bold=True),)), *words)
    ]
    return [Heading(1, _SHORT), *asked]


def _of(material: ReportMaterial, question: Question) -> list[Block]:
    if own := list(own_words(material, "page", question.record_id)):
        return own
    titles = [finding.title.strip() for finding in material.findings_of(question.record_id) if finding.title.strip()]
    said: Text = plain(" ".join(title if title[-1] in ".?!…" else f"{title}." for title in titles))
    return [Paragraph(said)] if said else []
