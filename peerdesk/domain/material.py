"""What a report is made from, and the small sentences that all of its parts share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from peerdesk.domain.citations import cited_in, number_evidence, show_citations
from peerdesk.domain.dates import day_in_words, days_in_words
from peerdesk.domain.evidence import Note
from peerdesk.domain.framework import Characteristic, OutlinePart, Place, ThinRule
from peerdesk.domain.outcome import Citation, Finding, Moderation, Reply, ReportState, Section, Way
from peerdesk.domain.review import Activity, Member, PreviousAction, Question, Record, Review
from peerdesk.domain.stands_on import FIRM, CitedNote, joined

STATE_LINES: dict[ReportState, str] = {
    "on the day": "On the day · draft for the headteacher to check",
    "for checking": "For checking · not final until the school has answered",
    "final": "Final report",
}
_RELEASED = {"themes": "its themes", "summary": "the summary", "report": "this report"}
_TEAM = ("lead", "deputy", "reviewer", "governor")
_TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame revd rev".split())  # noqa: SIM905

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What became another in a report that was final already: the day, `YYYY-MM-DD`, and the lead's words."""

    on: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ReportMaterial:
    """All that a report may say. The caller leaves out what is marked, held or private.

    Attributes:
        thin: when a finding has too little to stand on, as the review's framework has it.
        outline: the framework's parts of a report, with their headings.
        steps, characteristics: of the framework's scale; empty where it has none.
        numbered: evidence is cited by its number; governors read it without.
        signed_on: the day on which the lead signed, `YYYY-MM-DD`, or "".
        reply: what the head answered, or None.
        corrections: since the report was first final, oldest first.
        logo: the school's, a PNG made anew by `intake.logos`; empty if there is none.
        practice: nothing of it is real.
    """

    review: Review
    members: tuple[Member, ...] = ()
    questions: tuple[Question, ...] = ()
    activities: tuple[Activity, ...] = ()
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    citations: tuple[Citation, ...] = ()
    sections: tuple[Section, ...] = ()
    previous_actions: tuple[PreviousAction, ...] = ()
    state: ReportState = "on the day"
    thin: ThinRule = FIRM
    outline: tuple[OutlinePart, ...] = ()
    steps: tuple[str, ...] = ()
    characteristics: tuple[Characteristic, ...] = ()
    moderations: tuple[Moderation, ...] = ()
    numbered: bool = True
    signed_on: str = ""
    reply: Reply | None = None
    corrections: tuple[Correction, ...] = ()
    logo: bytes = b""
    practice: bool = False

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each cited note, from 1, in reading order; what only a moderation stands on comes last."""
        found = number_evidence(
            in_order(self.sections),
            in_order(self.findings),
            self.citations,
            self.notes,
            [question.record_id for question in in_order(self.questions)],
            in_order(self.previous_actions),
        )
        known = {note.record_id for note in self.notes}
        for note_id in (one for moderation in self.moderations for one in moderation.evidence):
            if note_id in known:
                found.setdefault(note_id, len(found) + 1)
        return found

    @property
    def dates(self) -> str:
        """The days of the review in words."""
        return days_in_words(self.review.days)

    @property
    def title(self) -> str:
        """The name of the document."""
        return f"Peer review at {self.review.school_name or 'the school'}"

    def heading(self, place: Place, usual: str) -> str:
        """Return the heading of a part of the report: the framework's, or the usual one."""
        return next((part.title for part in self.outline if part.place == place), usual)

    def show(self, text: str) -> str:
        """Return text with the numbers of its citations."""
        return show_citations(text, self.numbers if self.numbered else {})

    def at(self, place: str, question: str = "") -> list[Section]:
        """Return the sections of a place, and of a question if one is named, that say something."""
        return [
            section
            for section in in_order(self.sections)
            if section.place == place and question in ("", section.question) and section.text.strip()
        ]

    def findings_of(self, question: str) -> list[Finding]:
        """Return a question's findings in their order."""
        return [finding for finding in in_order(self.findings) if finding.question == question]

    def cited_for(self, finding: Finding) -> list[CitedNote]:
        """Return what a finding stands on: what its text cites and what is linked to it, each once."""
        return self._cited({*cited_in(finding.text), *self._linked(finding, "for")})

    def cited_against(self, finding: Finding) -> list[CitedNote]:
        """Return what points the other way."""
        return self._cited(self._linked(finding, "against"))

    def numbers_against(self, finding: Finding) -> list[int]:
        """Return the numbers of what points the other way, from the smallest."""
        return sorted(self.numbers[i] for i in self._linked(finding, "against") if i in self.numbers)

    def _linked(self, finding: Finding, way: Way) -> set[str]:
        return {c.note for c in self.citations if c.finding == finding.record_id and c.way == way}

    def _cited(self, note_ids: set[str]) -> list[CitedNote]:
        training = {member.record_id for member in self.members if member.role == "shadow"}
        found = sorted((n for n in self.notes if n.record_id in note_ids), key=lambda n: (n.seen_at, n.record_id))
        return [CitedNote(n.source, n.voice, n.observed_by, n.observed_by in training) for n in found]


def in_order(records: Sequence[AnyRecord]) -> list[AnyRecord]:
    """Return siblings as people see them: by order, then id; what has no order comes last."""
    return sorted(records, key=lambda record: (not record.order, record.order, record.record_id))


def given_name(name: str) -> str:
    """Return the given name of a reviewer: a report names nobody in full."""
    words = name.split()
    plain = [word for word in words if word.strip(".").casefold() not in _TITLES]
    return plain[0] if plain and (len(plain) > 1 or plain == words) else " ".join(words)


def team_line(members: Sequence[Member]) -> str:
    """Return "Anita, Tom and Bryony; Marek, in training", the lead first; "" for nobody."""
    ranked = sorted(in_order(members), key=lambda member: member.role not in ("lead", "deputy"))
    team = joined([given_name(m.name) for m in ranked if m.role in _TEAM and m.name])
    training = joined([given_name(m.name) for m in ranked if m.role == "shadow" and m.name])
    return "; ".join(part for part in (team, f"{training}, in training" if training else "") if part)


def what_happens_now(material: ReportMaterial) -> str:
    """Return what comes next and when, as far as days are set; the final report asks nothing more."""
    review, said = material.review, []
    if material.state != "final" and review.check_by:
        said.append(f"Tell us by **{day_in_words(review.check_by, year=False)}** what is inaccurate or missing.")
    if material.state != "final" and review.report_by:
        said.append(f"You will have the final report by **{day_in_words(review.report_by, year=False)}**.")
    if review.workshop_on:
        said.append(f"The improvement workshop is on **{day_in_words(review.workshop_on, year=False)}**.")
    said.append(_to_the_partnership(material))
    return " ".join(said)


def _to_the_partnership(material: ReportMaterial) -> str:
    """Return what the partnership gets: what the head decided, as a final report knows it."""
    reply = material.reply
    if material.state != "final" or reply is None or not reply.what:
        return "Nothing goes to the partnership, except that the review took place, until you decide what does."
    if reply.what == "nothing":
        return "Nothing goes to the partnership, except that the review took place, as you decided."
    return f"The partnership is told that the review took place, and gets {_RELEASED[reply.what]}, as you decided."


def evidence_line(material: ReportMaterial, *, goes: bool = True) -> str:
    """Return how much evidence there is and, if that is asked, when the working notes go."""
    number = len(material.notes)
    used = f"We used {number} {'piece' if number == 1 else 'pieces'} of evidence."
    if not goes or not material.review.notes_go_on:
        return used
    day = day_in_words(material.review.notes_go_on, year=False).split(" ", 1)[-1]
    return f"{used} Our working notes will be deleted on {day}."
