"""The school of the review that a page shows, as far as its words may name one person."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject

from peerdesk.desk.desk import Desk
from peerdesk.domain.coaching import mark_of
from peerdesk.domain.review import Review
from peerdesk.domain.small_school import PointsAtOne, find_pointing, is_small
from peerdesk.ui.jobs import JobRunner

Looked = TypeVar("Looked")


class SmallSchool(QObject):
    """Answers for one page. It says nothing before the page has looked, and nothing of a school that is not small."""

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QObject) -> None:
        """Answer for a page; `show_review` says of which review."""
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._review: Review | None = None

    def look(self, look_at: Callable[[Desk, str], Looked], scope: str) -> Looked:
        """Look at a review for a page, and read what is needed here; work of a job."""
        self._desk.plan_words.read_all()
        self._desk.waving.look()
        return look_at(self._desk, scope)

    def show_review(self, review: Review | None) -> None:
        """Answer for this review from now on."""
        self._review = review

    def find(self, place: str, text: str) -> Sequence[PointsAtOne]:
        """Return what points at one person in a text that stands at a place, without what was left there."""
        review = self._review
        if review is None or not is_small(review):
            return ()
        found = find_pointing(text, review, self._desk.plan_words.one_person)
        return [one for one in found if _mark(place, one) not in self._desk.waving.marks]

    def leave(self, place: str, one: PointsAtOne) -> None:
        """Let these words rest at this place, for good."""
        waving, mark = self._desk.waving, _mark(place, one)
        waving.marks |= {mark}
        self._jobs.start(self, lambda _: waving.wave(mark), lambda _: None)


def _mark(place: str, one: PointsAtOne) -> str:
    return mark_of(f"one person, {place}", one.words.casefold())
