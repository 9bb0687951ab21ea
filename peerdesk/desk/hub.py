"""How far the lead has come with what colleagues bring: who is in, who is next, and what never came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.gaps import Gap
from peerdesk.domain.naming import named
from peerdesk.storage.gaps import gaps_in, last_sealed
from peerdesk.storage.passages import Passage

ROUND = timedelta(minutes=30)
"""Whoever came this much before the one who came last belongs to an earlier round: before lunch, not at lunch."""


@dataclass(frozen=True)
class Colleague:
    """Somebody on the team with a badge.

    Attributes:
        came_at: when something of theirs last came, by this laptop's clock, or, if somebody else passed it on, when
            they closed it, by theirs; "" if nothing ever did.
    """

    key: str
    name: str
    came_at: str


@dataclass(frozen=True)
class Hub:
    """How far the lead is.

    Attributes:
        colleagues: in the team's order.
        gaps: what never came, and whose laptop there seem to be two of.
    """

    colleagues: Sequence[Colleague]
    gaps: Sequence[Gap]

    @property
    def last_at(self) -> str:
        """When the last of them came; "" if nobody did."""
        return max((one.came_at for one in self.colleagues), default="")

    @property
    def there(self) -> tuple[Colleague, ...]:
        """Those who came in the last round."""
        return tuple(one for one in self.colleagues if self._is_in_round(one))

    @property
    def missing(self) -> tuple[Colleague, ...]:
        """Those who never came, or not in the last round."""
        return tuple(one for one in self.colleagues if not self._is_in_round(one))

    @property
    def is_whole(self) -> bool:
        """Say whether all that came is complete, and somebody came."""
        return bool(self.last_at) and all(gap.what == "twice" for gap in self.gaps)

    def _is_in_round(self, one: Colleague) -> bool:
        if not one.came_at:
            return False
        return datetime.fromisoformat(self.last_at) - datetime.fromisoformat(one.came_at) <= ROUND


def look_at_hub(
    desk: Desk, plan: ReviewPlan, passages: Sequence[Passage], names: Mapping[str, str], now: datetime
) -> Hub:
    """Look at what came to a lead's desk.

    Args:
        desk: the lead's.
        plan: of the review.
        passages: what left and what came.
        names: who has which key, as far as their badge is here.
        now: the clock, aware. A colleague's clock that is ahead of it is asked only if nothing else is known.
    """
    with desk.acting.look() as session:
        gaps, sealed = gaps_in(session, plan.scope), last_sealed(session, plan.scope)
    latest = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    came = {one.person: one.at for one in passages if one.way == "in" and one.kind == "team"}  # oldest first
    for author, at in sealed.items():
        if at <= latest or author not in came:
            came[author] = max(came.get(author, ""), min(at, latest))
    others = [one for one in plan.members if one.key in names and one.key != desk.identity.key_id]
    return Hub([Colleague(one.key, named(one), came.get(one.key, "")) for one in others], gaps)
