"""What the page of now looks at on the desk, in one job."""

from dataclasses import dataclass
from datetime import datetime

from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import Jotting, Note


@dataclass(frozen=True)
class Sight:
    """One look at a review.

    Attributes:
        plan: None if the review is not here.
        drafts: place, text, context and local time ("10:42") of what was typed and not kept.
    """

    plan: ReviewPlan | None
    notes: list[Note]
    jottings: list[Jotting]
    drafts: list[tuple[str, str, str, str]]


def look(desk: Desk, scope: str) -> Sight:
    """Look at a review. Reads the file, so it is called in a job."""
    plan = desk.plan.look(scope)
    if plan is None:
        return Sight(None, [], [], [])
    drafts = [(one.place, one.text, one.context, _clock(one.typed_at)) for one in desk.capture.drafts()]
    return Sight(plan, desk.capture.notes(scope), desk.capture.jottings(scope), drafts)


def _clock(stamp: str) -> str:
    return f"{datetime.fromisoformat(stamp).astimezone():%H:%M}" if stamp else ""
