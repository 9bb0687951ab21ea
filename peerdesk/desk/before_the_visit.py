"""What the school brings to its review: what it says of itself, and what its last review left to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.glancing import read_of
from peerdesk.desk.plan import Plan, ReviewPlan
from peerdesk.desk.plan_words import PlanWords
from peerdesk.domain.citations import show_citations
from peerdesk.domain.dates import days_in_words
from peerdesk.domain.outcome import Finding
from peerdesk.domain.plan_sheets import PlanRows, PlanSheet
from peerdesk.domain.review import PreviousAction, Review
from peerdesk.errors import PeerDeskError
from peerdesk.intake.plan_tables import read_plan_table
from peerdesk.storage.reading import read_all


@dataclass(frozen=True)
class Left:
    """Something that an earlier review left to do.

    Attributes:
        fields: of the PreviousAction that it becomes.
        wondered: it is what the team wondered, and nobody has made an action of it.
    """

    fields: Mapping[str, Any]
    wondered: bool = False

    @property
    def text(self) -> str:
        """What is to be done."""
        return str(self.fields["text"])


@dataclass(frozen=True)
class LeftInFile:
    """What an earlier review left to do, as a file says that somebody sent; nothing of the file is brought in.

    Attributes:
        sender: the name on the badge of who made the file.
    """

    review: Review
    sender: str
    left: Sequence[Left]


class NoReviewInFileError(PeerDeskError):
    """A file that somebody sent has no review that can be read here."""


class BeforeTheVisit:
    """Takes in what the school brings, from tables and from earlier reviews."""

    def __init__(self, acting: Acting, plan: Plan, words: PlanWords) -> None:
        """Take in on one desk."""
        self._acting, self._plan, self._words = acting, plan, words

    def read_table(self, plan: ReviewPlan, sheet: PlanSheet, path: Path) -> PlanRows:
        """Return what a table says, before anything is kept.

        Raises:
            PlanSheetError: it cannot be read or meant; says the row and the column.
        """
        return read_plan_table(path, sheet, self._words.framework_of(plan))

    def bring_in(self, plan: ReviewPlan, sheet: PlanSheet, path: Path) -> tuple[PlanRows, Changes]:
        """Take in a table, whole or not at all, after what is there already: one act.

        Rows whose words are there already are passed over, so a table may be brought in twice.

        Raises:
            PlanSheetError: it cannot be read or meant; nothing was taken in.
            NotYoursError: this desk's person does not lead the review.
        """
        found = self.read_table(plan, sheet, path)
        known = {one.text for one in (plan.self_views if sheet == "self_view" else plan.actions)}
        fresh = tuple(row for row in found.rows if row["text"] not in known)
        changes = self._plan.add_several(plan.scope, sheet, fresh) if fresh else Changes()
        return PlanRows(fresh, found.noticed), changes

    def write_template(self, plan: ReviewPlan, sheet: PlanSheet, path: Path) -> Path:
        """Write a table for the school to fill in.

        Raises:
            FileNotWrittenError: the folder cannot be written, or the disk is full.
        """
        from peerdesk.export.plan_template import write_plan_template  # the writer is loaded when it is needed

        write_plan_template(path, sheet, self._words.framework_of(plan))
        return path

    def earlier(self, scope: str) -> list[Review]:
        """Return the other reviews on this desk: those of the same school first, the latest visit first."""
        reviews = self._plan.reviews()
        here = next((one for one in reviews if one.scope == scope), None)
        others = [one for one in reviews if one.scope != scope]
        return sorted(others, key=lambda one: here is None or not _is_same_school(one, here))

    def left_by(self, earlier: Review, plan: ReviewPlan) -> list[Left]:
        """Return what an earlier review left to do, without what the plan has already.

        These are its actions that were not done, then what its team wondered.
        """
        with self._acting.look() as session:
            return _left(session, earlier, plan)

    def left_in(self, path: Path, plan: ReviewPlan) -> LeftInFile:
        """Return what an earlier review left to do, out of a file that was given for it; nothing is brought in.

        Raises:
            NoReviewInFileError: there is no review in it, or it is the one that is planned.
            PeerDeskError: it is no such file, was made for others, or is damaged.
        """

        def read(session: Session, scope: str) -> tuple[Review, list[Left]] | None:
            reviews = read_all(session, Review, scope)
            return (reviews[0], _left(session, reviews[0], plan)) if reviews and scope != plan.scope else None

        sender, found = read_of(self._acting, path, read)
        if found is None:
            raise NoReviewInFileError(
                "There is no earlier review in this file.", "Ask last year’s lead for the notes or the briefing of it."
            )
        return LeftInFile(found[0], sender, found[1])

    def take(self, scope: str, left: Sequence[Left]) -> Changes:
        """Take over what an earlier review left, after what is there already: one act."""
        return self._plan.add_several(scope, "action", [one.fields for one in left])


def _left(session: Session, earlier: Review, plan: ReviewPlan) -> list[Left]:
    """Return what an earlier review left: its actions that were not done, then what its team wondered."""
    agreed = days_in_words(earlier.days)
    known = {one.text for one in plan.actions}
    left = [
        Left({"text": one.text, "agreed_on": one.agreed_on, "owner": one.owner, "due": one.due})
        for one in read_all(session, PreviousAction, earlier.scope)
        if one.state not in ("done", "replaced by the school")
    ]
    wondered = (show_citations(one.wondering, {}).strip() for one in read_all(session, Finding, earlier.scope))
    left += [Left({"text": text, "agreed_on": agreed}, wondered=True) for text in wondered if text]
    return [one for one in left if one.text and one.text not in known]


def _is_same_school(one: Review, other: Review) -> bool:
    if one.school_urn and other.school_urn:
        return one.school_urn == other.school_urn
    return bool(one.school_name) and one.school_name.casefold() == other.school_name.casefold()
