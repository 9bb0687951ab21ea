"""What a review sends to whom, and by when: derived from its plan, so that nobody keeps a list by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from peerdesk.domain.dates import day_in_words
from peerdesk.domain.review import Review

Item: TypeAlias = Literal["page", "reply sheet", "report", "final", "notes", "partnership"]
WORDS: dict[Item, str] = {
    "page": "The page for the head",
    "reply sheet": "The reply sheet",
    "report": "The report for checking",
    "final": "The final report",
    "notes": "My notes",
    "partnership": "What the head let go",
}
_TO: dict[Item, str] = {"notes": "the lead reviewer", "partnership": "the partnership"}
HEAD = "the head"


@dataclass(frozen=True)
class Sending:
    """One thing that is to leave.

    Attributes:
        by: `YYYY-MM-DD`, or "" where no day is set.
    """

    item: Item
    to: str
    by: str

    @property
    def words(self) -> str:
        """What it is."""
        return WORDS[self.item]

    @property
    def short(self) -> str:
        """What it is, where it is said beside to whom it goes: "the page"."""
        words = self.words.removesuffix(f" for {self.to}")
        return words[0].lower() + words[1:]

    def due(self, today: str) -> str:
        """Return by when, in words; a day that has passed is said, and blames nobody."""
        if not self.by:
            return "when it is ready"
        if self.by == today:
            return "today"
        said = day_in_words(self.by, year=False)
        return f"by {said}" if self.by > today else f"was due on {said}"


def sendings_of(review: Review, role: str) -> Iterator[Sending]:
    """Yield what somebody in a role sends, in the order of the days; nothing for who has no part."""
    day = review.days[-1] if review.days else ""
    if role == "lead":
        yield Sending("page", HEAD, day)
        yield Sending("report", HEAD, review.check_by)
        yield Sending("reply sheet", HEAD, review.check_by)
        yield Sending("final", HEAD, review.report_by)
        yield Sending("partnership", _TO["partnership"], "")
    elif role:
        yield Sending("notes", _TO["notes"], day)
