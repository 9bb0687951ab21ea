"""What the report page shows, looked up in one job, and what it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.replies import Owed
from peerdesk.desk.reports import SignOff
from peerdesk.desk.unkept import Unkept
from peerdesk.domain.citations import cited_in
from peerdesk.domain.editions import corrects
from peerdesk.domain.first_words import begin_question, begin_sharing
from peerdesk.domain.heads_words import answers_in_words
from peerdesk.domain.material import ReportMaterial, in_order
from peerdesk.domain.outcome import Edition, Finding, Reply, Section
from peerdesk.domain.report_checks import ReportText, counted, quick_checks
from peerdesk.domain.stands_on import stands_on
from peerdesk.ui.report.citable import Citable, citable
from peerdesk.ui.report.outline import Part, outline_of
from peerdesk.ui.report.texts import texts_of
from peerdesk.ui.widgets.cited_text import number_all


@dataclass(frozen=True)
class ReportLook:
    """All that the report page shows.

    Attributes:
        numbers: of all cited notes.
        notes: that the report may cite; nobody but the lead is told of them.
        signed: the newest sign-off, or None.
        heard: what the head said of the findings, a sentence each.
        owed: what she let go and no statement lets go yet.
        to_look_at: loose ends, each a question.
        can_begin: there are agreed findings, and sections that are empty.
        drafts: what was typed and never kept, by its place.
        editions: the report as it was handed over, the oldest first.
        findings: all of them.
        texts: of the report, as they are read.
    """

    plan: ReviewPlan
    parts: tuple[Part, ...]
    numbers: Mapping[str, int]
    notes: tuple[Citable, ...]
    signed: SignOff | None
    replies: tuple[Reply, ...]
    heard: tuple[str, ...]
    owed: Owed | None
    to_look_at: tuple[str, ...]
    can_begin: bool
    drafts: Mapping[str, Unkept]
    editions: tuple[Edition, ...] = ()
    findings: tuple[Finding, ...] = ()
    texts: tuple[ReportText, ...] = ()

    @property
    def corrects(self) -> bool:
        """Say whether what goes out next corrects a report that was final, and nobody has said what changed."""
        return corrects(self.editions, stale=self.signed is None or self.signed.stale)

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
    numbers = number_all(material.numbers, texts)
    here = [one.record_id for one in material.notes]
    texts_read = tuple(texts_of(scope, parts, findings, numbers, here))
    in_it = [plan.review, *plan.questions, *sections, *findings]
    return ReportLook(
        plan=plan,
        parts=parts,
        numbers=numbers,
        notes=citable(material.notes, numbers, plan.members) if plan.my_role == "lead" else (),
        signed=desk.reports.last_sign_off(scope),
        replies=tuple(desk.replies.all(scope)),
        heard=answers_in_words(desk.replies.words(scope), findings),
        owed=desk.replies.owed(scope),
        to_look_at=counted(quick_checks(texts_read, findings, in_it)),
        can_begin=bool(_beginnings(parts, findings)),
        drafts={one.place: one for one in desk.unkept.all() if one.kind == "section"},
        editions=tuple(desk.editions.all(scope)),
        findings=tuple(findings),
        texts=texts_read,
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
