"""What is raw in a note, and what only counts: who may have which after the day (decision 0019)."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from peerdesk.domain.review import Review

WITHOUT_NOTES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"note": ("observed_by", "sign", "source", "voice"), "attachment": ()}
)
"""Of these kinds only the words of these fields: what coverage counts, and nothing that anybody said or did."""

DAYS_KEPT = 14


def notes_go_on(review: Review) -> date | None:
    """Return the day on which others' notes go from a colleague's laptop; None while no day of the visit is set.

    It is the review's own date, or fourteen days after its last day.
    """
    try:
        if review.notes_go_on:
            return date.fromisoformat(review.notes_go_on)
        return date.fromisoformat(max(review.days)) + timedelta(days=DAYS_KEPT) if review.days else None
    except ValueError:
        return None  # typed in another PeerDesk, as no day
