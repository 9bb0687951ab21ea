"""What the table shows: looked up in one job, handed out as frozen values."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.swaps import RestOfDay
from peerdesk.desk.unkept import Unkept
from peerdesk.domain.citations import cited_in
from peerdesk.domain.contradictions import Contradiction, find_contradictions
from peerdesk.domain.coverage import QuestionCoverage, look_at_coverage
from peerdesk.domain.evidence import Note
from peerdesk.domain.groupings import Grouping, propose_groupings
from peerdesk.domain.looking import say_note
from peerdesk.domain.material import ReportMaterial
from peerdesk.domain.naming import named
from peerdesk.domain.outcome import Citation, Finding, FindingKind
from peerdesk.domain.stands_on import count_evidence, stands_on
from peerdesk.ui.table.rows import CitedRow, FindingRow, NoteRow
from peerdesk.ui.table.standing import StandingLook, look_at_standing
from peerdesk.ui.widgets.cited_text import number_all

ELSEWHERE = "elsewhere"
"""In place of a question: for findings that stand on none of the plan."""


@dataclass(frozen=True)
class TableLook:
    """All that the table shows.

    Attributes:
        findings: by question, in their order; what stands on none of the plan, if there is any, by ELSEWHERE.
        contradictions: what does not fit together, by question.
        rest: what was promised and not done, and what could still be done today.
        groupings: by question, notes that could stand together.
        standing: where the school stands; None where the framework has no scale.
        numbers: of all cited notes; those of the report first.
        drafts: what was typed and never kept, by its place.
    """

    plan: ReviewPlan
    notes: tuple[NoteRow, ...]
    findings: Mapping[str, tuple[FindingRow, ...]]
    coverage: tuple[QuestionCoverage, ...]
    contradictions: tuple[Contradiction, ...]
    rest: RestOfDay
    groupings: Mapping[str, tuple[Grouping, ...]]
    standing: StandingLook | None
    numbers: Mapping[str, int]
    drafts: Mapping[str, Unkept]

    @property
    def open_findings(self) -> list[Finding]:
        """All findings that say something and are not agreed yet."""
        rows = [row for found in self.findings.values() for row in found]
        return [row.finding for row in rows if row.says_something and not row.finding.agreed]

    def row_of(self, note_id: str) -> NoteRow | None:
        """Return a note as the table shows it."""
        return next((row for row in self.notes if row.note.record_id == note_id), None)


def look_at_table(desk: Desk, scope: str) -> TableLook | None:
    """Look at everything that the table shows; None if the review is not on this desk. Reads the file."""
    plan = desk.plan.look(scope)
    if plan is None:
        return None
    notes, findings = desk.capture.notes(scope), desk.findings.all(scope)
    citations, material = desk.findings.citations(scope), desk.reports.material(scope)
    standings = desk.moderations.all(scope)
    texts = [text for one in findings for text in (one.text, one.caution, one.wondering, one.dissent)]
    texts += [one.reasons for one in standings]
    linked = [f"[[{one}]]" for one in (*(each.note for each in citations), *(n for m in standings for n in m.evidence))]
    numbers = number_all(material.numbers, [*texts, *linked])
    by_question = _by_question(plan, findings)
    labels = _labels(plan, by_question)
    cited = _cited(findings, citations)
    look_fors = desk.looking.words(plan)
    rows = tuple(_note_rows(plan, notes, numbers, labels, cited, look_fors))
    by_id = {row.note.record_id: row for row in rows}
    coverage = look_at_coverage(plan.questions, notes, plan.members)
    used = {note for one in cited.values() for note in one}
    agreed = {one.finding for one in desk.feedback.other_words(scope)}
    return TableLook(
        plan=plan,
        notes=rows,
        findings={
            question: tuple(
                replace(
                    _finding_row(one, labels[one.record_id], by_id, cited, material), reworded=one.record_id in agreed
                )
                for one in found
            )
            for question, found in by_question.items()
        },
        coverage=coverage,
        contradictions=find_contradictions(plan.questions, notes),
        rest=desk.swaps.look(plan, notes, coverage),
        groupings={one.record_id: propose_groupings(one.record_id, notes, used, look_fors) for one in plan.questions},
        standing=look_at_standing(desk.days.framework(plan), plan, standings, rows),
        numbers=numbers,
        drafts={one.place: one for one in desk.unkept.all() if one.kind in ("finding", "moderation")},
    )


def keep_finding(desk: Desk, shown: Finding, **fields: object) -> tuple[Changes, Finding | None]:
    """Change a finding as it was shown, and look at it again; what others changed meanwhile stays as theirs.

    Where a field still says what was shown, the change follows the newest revision; where somebody else changed that
    very field, it stands beside theirs as a second version.
    """
    now = desk.plan.one(Finding, shown.record_id)
    same = isinstance(now, Finding) and all(getattr(now, name) == getattr(shown, name) for name in fields)
    changes = desk.findings.change(now if same and isinstance(now, Finding) else shown, **fields)
    after = desk.plan.one(Finding, shown.record_id)
    return changes, after if isinstance(after, Finding) else None


def _by_question(plan: ReviewPlan, findings: list[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {one.record_id: [] for one in plan.questions}
    others: list[Finding] = []
    for one in findings:
        found.get(one.question, others).append(one)
    return found | ({ELSEWHERE: others} if others else {})


def _labels(plan: ReviewPlan, by_question: Mapping[str, list[Finding]]) -> dict[str, str]:
    places = [*enumerate((one.record_id for one in plan.questions), 1), (0, ELSEWHERE)]
    return {
        finding.record_id: f"{number}.{at}"
        for number, place in places
        for at, finding in enumerate(by_question.get(place, ()), 1)
    }


def _cited(findings: list[Finding], citations: list[Citation]) -> dict[str, dict[str, Citation | None]]:
    """Return, by finding, the notes that it cites, with the link where there is one."""
    cited: dict[str, dict[str, Citation | None]] = defaultdict(dict)
    for finding in findings:
        cited[finding.record_id] = dict.fromkeys(cited_in(finding.text), None)
    for citation in citations:
        cited[citation.finding][citation.note] = citation
    return cited


def _note_rows(
    plan: ReviewPlan,
    notes: list[Note],
    numbers: Mapping[str, int],
    labels: Mapping[str, str],
    cited: Mapping[str, Mapping[str, Citation | None]],
    look_fors: Mapping[str, str],
) -> list[NoteRow]:
    names = {one.record_id: named(one) for one in plan.members}
    titles = {one.record_id: one.title for one in plan.activities}
    where: dict[str, list[str]] = defaultdict(list)
    for finding, label in labels.items():
        for note in cited[finding]:
            where[note].append(label)
    return [
        NoteRow(
            note,
            say_note(note, look_fors),
            numbers.get(note.record_id, 0),
            names.get(note.observed_by, ""),
            titles.get(note.activity, ""),
            ", ".join(where[note.record_id]),
        )
        for note in notes
    ]


def _finding_row(
    finding: Finding,
    label: str,
    notes: Mapping[str, NoteRow],
    cited: Mapping[str, Mapping[str, Citation | None]],
    material: ReportMaterial,
) -> FindingRow:
    in_text = set(cited_in(finding.text))
    rows = [
        CitedRow(notes[note], citation.way if citation else "for", citation, note in in_text)
        for note, citation in cited[finding.record_id].items()
        if note in notes
    ]
    rows.sort(key=lambda row: (row.way == "against", row.row.number))
    return FindingRow(
        finding,
        label,
        tuple(rows),
        stands_on(material.cited_for(finding), material.thin),
        count_evidence(material.cited_against(finding)),
        len(cited[finding.record_id]) - len(rows),
    )


def kind_of(notes: Sequence[Note]) -> FindingKind:
    """Return the kind that a new finding most likely is, by the signs of its notes; the person changes it freely."""
    signs = [note.sign for note in notes]
    if signs.count("not_yet") > signs.count("yes"):
        return "think_about"
    return "question" if "unsure" in signs and "yes" not in signs else "works_well"
