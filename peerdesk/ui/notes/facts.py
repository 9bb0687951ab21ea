"""What stands behind a note, in words: when and where it was seen, by whom, and what it was made of."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.evidence import Answer, Note
from peerdesk.domain.looking import words_of
from peerdesk.domain.review import Activity
from peerdesk.ui.notes.rows import RowMaker


@dataclass(frozen=True)
class Fact:
    """A name and what is said; screen readers hear both."""

    name: str
    said: str


def facts_of(note: Note, plan: ReviewPlan, maker: RowMaker) -> list[Fact]:
    """Return what is known without looking further; what nobody said is left out."""
    activity = next((one for one in plan.activities if one.record_id == note.activity), None)
    asked = next((maker.name_of(one) for one in plan.members if one.record_id == note.asked_by), "")
    said = (
        (_tr("In"), activity.title if activity else ""),
        (_tr("Joint with"), activity.joint_with if activity else ""),
        (_tr("Noted by"), maker.who(note)),
        (_tr("Asked by"), asked),
        (_tr("Evidence"), ": ".join(filter(None, (note.source.capitalize(), note.voice)))),
        (_tr("Where, who"), note.where),
        (_tr("Year"), year_name(note.year) if note.year else ""),
        (_tr("Subject"), note.subject),
        (_tr("Present"), _tr("{} of {} on roll").format(*note.present) if len(note.present) > 1 else ""),
        (_tr("Counted"), _tr("{} of {}").format(*note.tally) if len(note.tally) > 1 else ""),
    )
    return [Fact(name, value) for name, value in said if value]


def origins_of(desk: Desk, plan: ReviewPlan, note: Note) -> list[Fact]:
    """Return what a note was made of: the answer, and the look-for that it counts. Reads the file: a job's work."""
    facts = []
    answer = desk.plan.one(Answer, note.answer) if note.answer else None
    if isinstance(answer, Answer):
        who = ", ".join(filter(None, (answer.seen_at[-5:], answer.said_by)))
        facts.append(Fact(_tr("From an answer"), f"{who}: {answer.text}" if who else answer.text))
    framework = desk.frameworks.of_review(plan.framework) if note.look_for else None
    look_for = (
        next((one for one in framework.look_fors if one.look_for_id == note.look_for), None) if framework else None
    )
    if look_for is not None:
        facts.append(Fact(_tr("Looked for"), words_of(look_for)))
    return facts


def activity_name(activity: Activity) -> str:
    """Return what an activity is called where one is chosen: "09:05 Learning walk"."""
    return f"{activity.time[0][-5:]} {activity.title}" if activity.time else activity.title


def year_name(year: str) -> str:
    """Return a year group as reviewers say it: "Y4", "Reception", "Y3-4"."""
    return {"N": _tr("Nursery"), "R": _tr("Reception")}.get(year) or f"Y{year}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("notes", text)
