"""What the report page shows, looked up in one job, and what it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.reports import SignOff
from peerdesk.desk.unkept import Unkept
from peerdesk.domain.citations import cited_in
from peerdesk.domain.first_words import begin_question, begin_sharing
from peerdesk.domain.loose_ends import loose_ends
from peerdesk.domain.material import ReportMaterial, in_order
from peerdesk.domain.outcome import Finding, Reply, Section
from peerdesk.domain.stands_on import stands_on
from peerdesk.ui.report.outline import Part, outline_of
from peerdesk.ui.widgets.cited_text import number_all


@dataclass(frozen=True)
class ReportLook:
    """All that the report page shows.

    Attributes:
        numbers: of all cited notes.
        signed: the newest sign-off, or None.
        to_look_at: loose ends, each a question.
        can_begin: there are agreed findings, and sections that are empty.
        drafts: what was typed and never kept, by its place.
    """

    plan: ReviewPlan
    parts: tuple[Part, ...]
    numbers: Mapping[str, int]
    signed: SignOff | None
    replies: tuple[Reply, ...]
    to_look_at: tuple[str, ...]
    can_begin: bool
    drafts: Mapping[str, Unkept]

    @property
    def leads(self) -> bool:
        """Say whether this desk's person writes the report."""
        return self.plan.my_role == "lead"

    @property
    def lead(self) -> str:
        """Name of whoever leads the review."""
        return next((one.name for one in self.plan.members if one.role == "lead"), "")


def look_at_report(desk: Desk, scope: str) -> ReportLook | None:
    """Look at everything that the page shows; None if the review is not on this desk. Reads the file."""
    plan = desk.plan.look(scope)
    if plan is None:
        return None
    sections, findings, material = desk.reports.sections(scope), desk.findings.all(scope), desk.reports.material(scope)
    parts = outline_of(plan, sections, material.outline)
    texts = [*(one.text for one in sections), *(one.text for one in findings)]
    return ReportLook(
        plan=plan,
        parts=parts,
        numbers=number_all(material.numbers, texts),
        signed=desk.reports.last_sign_off(scope),
        replies=tuple(desk.reports.replies(scope)),
        to_look_at=loose_ends(sections, findings, [plan.review, *plan.questions, *sections, *findings]),
        can_begin=bool(_beginnings(parts, findings)),
        drafts={one.place: one for one in desk.unkept.all() if one.kind == "section"},
    )


def keep_section(
    desk: Desk, scope: str, part: Part, shown: Section | None, text: str
) -> tuple[Changes, Section | None]:
    """Keep the words of a part: begin its section, or change it as it was shown; return it as it is then.

    Where the section still says what was shown, the change follows the newest revision; where somebody else changed
    it, these words stand beside theirs as a second version.
    """
    if shown is None:
        given = {"question": part.question, "title": part.title, "text": text}
        section_id, changes = desk.reports.add_section(scope, part.place, **given)
    else:
        section_id, now = shown.record_id, desk.plan.one(Section, shown.record_id)
        same = isinstance(now, Section) and now.text == shown.text
        changes = desk.reports.change_section(now if same and isinstance(now, Section) else shown, text=text)
    after = desk.plan.one(Section, section_id)
    return changes, after if isinstance(after, Section) else None


def begin_from_findings(desk: Desk, scope: str) -> tuple[Changes, int]:
    """Fill the sections that are empty from the findings that all agreed; return how many were filled."""
    look = look_at_report(desk, scope)
    if look is None:
        return Changes(), 0
    begun: list[tuple[Section | None, dict[str, str]]] = []
    material = desk.reports.material(scope)
    findings = [one for one in in_order(material.findings) if one.agreed]
    for part in _beginnings(look.parts, findings):
        if part.place == "sharing":
            text = begin_sharing(findings, material.citations)
        else:
            own = [one for one in findings if one.question == part.question and one.kind != "worth_sharing"]
            text = begin_question(own, material.citations, _stands_on(own, material))
        if text:
            new = {"place": part.place, "question": part.question, "title": part.title}
            begun.append((part.section, {"text": text} if part.section else {**new, "text": text}))
    return (desk.reports.begin_sections(scope, begun), len(begun)) if begun else (Changes(), 0)


def _stands_on(findings: list[Finding], material: ReportMaterial) -> str:
    """Return what several findings stand on together, each note counted once."""
    own = {one.record_id for one in findings}
    notes = dict.fromkeys(note for one in findings for note in cited_in(one.text))
    notes |= dict.fromkeys(c.note for c in material.citations if c.finding in own and c.way == "for")
    together = replace(findings[0], record_id="", text=f"[[{' '.join(notes)}]]")
    return stands_on(material.cited_for(together), material.thin)


def _beginnings(parts: tuple[Part, ...], findings: list[Finding]) -> list[Part]:
    """Return the parts that are empty and have agreed findings to begin from."""
    agreed = [one for one in findings if one.agreed]
    questions = {one.question for one in agreed if one.kind != "worth_sharing"}
    sharing = any(one.kind == "worth_sharing" for one in agreed)
    return [
        part
        for part in parts
        if not part.is_written
        and ((part.place == "question" and part.question in questions) or (part.place == "sharing" and sharing))
    ]
