"""What the feedback page shows, looked up in one job."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QCoreApplication

from peerdesk.desk.desk import Desk
from peerdesk.desk.names import NamesIn
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.unkept import Unkept
from peerdesk.domain.feedback import (
    MISSED,
    OPENING,
    RECOGNISE,
    Aside,
    FeedbackWords,
    Message,
    about_of,
    arranged,
    message_of,
    opening_lines,
    set_aside,
    spoken,
    usual_order,
)
from peerdesk.domain.material import ReportMaterial, team_line
from peerdesk.domain.naming import named
from peerdesk.domain.other_words import OtherWords
from peerdesk.domain.outcome import Finding, HeadsWord
from peerdesk.domain.stands_on import count_evidence, number_in_words, stands_on
from peerdesk.ui.widgets.cited_text import number_all

StepKind = Literal["opening", "message", "recognise", "missed"]


@dataclass(frozen=True)
class HeardRow:
    """Something that the head said, and who wrote it down."""

    word: HeadsWord
    who: str


@dataclass(frozen=True)
class Step:
    """One thing that is shown to the head, and what the team knows about it.

    Attributes:
        key: id of the finding, or "opening", "recognise", "missed".
        title: what is shown largest.
        lines: below it.
        finding, message: of a key message.
        aside: why it is not shown.
        stands_on: for the team's eyes.
        heard: what the head said here.
        changed: other words that were agreed.
    """

    key: str
    kind: StepKind
    title: str
    lines: tuple[str, ...] = ()
    finding: Finding | None = None
    message: Message | None = None
    aside: Aside = ""
    stands_on: str = ""
    heard: tuple[HeardRow, ...] = ()
    changed: tuple[OtherWords, ...] = ()


@dataclass(frozen=True)
class FeedbackLook:
    """All that the page shows.

    Attributes:
        steps: in the order in which they are shown; what is set aside comes last.
        asks_leave: the words in which leave is asked for.
        left_out: findings that the lead leaves out.
        numbers: of all cited notes, for who writes other words.
        names: messages in which a name is likely.
        drafts: what was typed and never kept, by its place.
    """

    plan: ReviewPlan
    steps: tuple[Step, ...]
    asks_leave: str
    leave: bool
    left_out: frozenset[str]
    numbers: Mapping[str, int]
    names: tuple[NamesIn, ...]
    drafts: Mapping[str, Unkept]

    @property
    def leads(self) -> bool:
        """Say whether this desk's person shows it to the head."""
        return self.plan.my_role == "lead"

    @property
    def takes_down(self) -> bool:
        """Say whether this desk's person may write down what the head says."""
        return self.plan.my_role in ("lead", "reviewer")

    @property
    def lead(self) -> str:
        """Name of whoever leads the review."""
        return next((one.name for one in self.plan.members if one.role == "lead"), "")

    @property
    def shown(self) -> tuple[Step, ...]:
        """What the head is shown, in order; nothing if there is no message."""
        shown = tuple(one for one in self.steps if not one.aside)
        return shown if any(one.kind == "message" for one in shown) else ()


def look_at_feedback(desk: Desk, scope: str) -> FeedbackLook | None:
    """Look at everything that the page shows; None if the review is not on this desk. Reads the file."""
    plan = desk.plan.look(scope)
    if plan is None:
        return None
    feedback, findings = desk.feedback, desk.findings.all(scope)
    messages, numbers = _message_steps(desk, plan, findings)
    rows, words = _heard_rows(plan, feedback.heard(scope)), feedback.words
    shown = [one for one in messages if not one.aside]
    gone = sorted(rows.keys() - {*(one.key for one in messages), RECOGNISE, MISSED})
    last = rows.get(MISSED, ()) + tuple(row for key in gone for row in rows[key])
    return FeedbackLook(
        plan=plan,
        steps=(
            Step(OPENING, "opening", words.opening, tuple(_opening(plan, words))),
            *(replace(one, heard=rows.get(one.key, ())) for one in shown),
            Step(RECOGNISE, "recognise", words.recognise, heard=rows.get(RECOGNISE, ())),
            Step(MISSED, "missed", words.missed, heard=last),
            *(replace(one, heard=rows.get(one.key, ())) for one in messages if one.aside),
        ),
        asks_leave=words.leave,
        leave=feedback.leave(scope),
        left_out=feedback.left_out(scope),
        numbers=numbers,
        names=tuple(feedback.names_in(plan, [one.message for one in shown if one.message is not None])),
        drafts={one.place: one for one in desk.unkept.all() if one.kind in ("heard", "hers", "finding")},
    )


def _message_steps(desk: Desk, plan: ReviewPlan, findings: Sequence[Finding]) -> tuple[list[Step], dict[str, int]]:
    """Return a step for each finding, in the order wished for, and the numbers of what they cite."""
    feedback, scope, material = desk.feedback, plan.scope, desk.reports.material(plan.scope)
    changed, by_id = _changed(feedback.other_words(scope)), {one.record_id: one for one in findings}
    held_back, left_out = feedback.held_back(scope), feedback.left_out(scope)
    usual = usual_order(findings, [one.record_id for one in plan.questions])
    steps = []
    for one in (by_id[record_id] for record_id in arranged(usual, feedback.order(scope))):
        message = message_of(one)
        steps.append(
            Step(
                key=one.record_id,
                kind="message",
                title=message.title,
                lines=(message.wondering,) if message.wondering else (),
                finding=one,
                message=message,
                aside=set_aside(one, held_back, left_out),
                stands_on=_basis(material, one),
                changed=changed.get(one.record_id, ()),
            )
        )
    return steps, number_all(material.numbers, [text for one in findings for text in (one.text, one.wondering)])


def _opening(plan: ReviewPlan, words: FeedbackWords) -> list[str]:
    many = len(plan.questions)
    asked = tr("one question") if many == 1 else tr("{} questions").format(number_in_words(many)) if many else ""
    said = {"school": plan.review.school_name, "team": team_line(plan.members), "questions": asked}
    return opening_lines(words, said)


def _heard_rows(plan: ReviewPlan, heard: Sequence[HeadsWord]) -> dict[str, tuple[HeardRow, ...]]:
    names = {one.record_id: named(one) for one in plan.members}
    keys = {one.key: named(one) for one in plan.members if one.key}
    found: dict[str, list[HeardRow]] = defaultdict(list)
    for one in spoken(heard):
        found[about_of(one)].append(HeardRow(one, names.get(one.taken_by) or keys.get(one.author, "")))
    return {about: tuple(rows) for about, rows in found.items()}


def _changed(others: Sequence[OtherWords]) -> dict[str, tuple[OtherWords, ...]]:
    found: dict[str, list[OtherWords]] = defaultdict(list)
    for one in others:
        found[one.finding].append(one)
    return {finding: tuple(rows) for finding, rows in found.items()}


def _basis(material: ReportMaterial, finding: Finding) -> str:
    said = tr("Stands on {}.").format(stands_on(material.cited_for(finding), material.thin))
    against = count_evidence(material.cited_against(finding))
    return f"{said} {tr('Points the other way: {}.').format(against)}" if against else said


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Feedback", text)
