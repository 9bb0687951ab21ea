"""What is worth a second look in words that others will read, and what somebody said of it: leave it, add this word."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

from peerdesk.desk.acting import Acting
from peerdesk.desk.names import Names, name_mark
from peerdesk.desk.plan import Plan, ReviewPlan
from peerdesk.desk.plan_words import PlanWords
from peerdesk.desk.spelling import Spelling
from peerdesk.desk.waving import Waving
from peerdesk.domain.coaching import mark_of
from peerdesk.domain.small_school import find_pointing
from peerdesk.domain.wording import Reader, WordMark
from peerdesk.storage.asked import Asked, put_asked, read_asked

_EVERYWHERE = ""  # what a word is about that is right in any text of this desk


@dataclass(frozen=True)
class ReviewWords:
    """What is known of the words of one review.

    Attributes:
        reader: where the team's own names are worth a look, as in a finding.
        with_team: where they are expected, as in a letter that says who comes.
        accepted: words that spelling lets pass.
        left: marks that somebody left (`mark_at`).
    """

    scope: str
    reader: Reader
    with_team: Reader
    accepted: frozenset[str]
    left: frozenset[str]

    def with_left(self, mark: str) -> "ReviewWords":
        """Return the same, with one more mark that somebody left."""
        return replace(self, left=self.left | {mark})

    def with_accepted(self, word: str) -> "ReviewWords":
        """Return the same, with one more word that is right."""
        return replace(self, accepted=self.accepted | {word.casefold()})


class Wording:
    """Looks at words, and remembers what was said of them, on this desk alone."""

    def __init__(
        self, acting: Acting, plan: Plan, words: PlanWords, names: Names, waving: Waving, spelling: Spelling
    ) -> None:
        """Look on one desk."""
        self._acting, self._plan, self._words, self._names = acting, plan, words, names
        self._waving = waving
        self._last: tuple[object, ReviewWords] | None = None
        self.spelling = spelling

    def of_review(self, scope: str) -> ReviewWords | None:
        """Return what is known of the words of a review; None if it is not on this desk. Reads files at first.

        While nothing of it has changed it is the same object.
        """
        plan = self._plan.look(scope)
        if plan is None:
            return None
        with self._acting.look() as session:
            asked = [one for what in ("name", "word", "spelling") for one in read_asked(session, what)]
        here = [one for one in asked if one.about in (scope, _EVERYWHERE)]
        waved = self._waving.look()
        basis = (plan.review, tuple(plan.members), plan.framework, here, waved)
        if self._last is None or self._last[0] != basis:
            self._last = (basis, self._make(plan, here, waved))
        return self._last[1]

    def _make(self, plan: ReviewPlan, here: Sequence[Asked], waved: frozenset[str]) -> ReviewWords:
        framework = self._words.framework_of(plan)
        points = partial(find_pointing, review=plan.review, said=self._words.one_person)
        guard, expected = self._names.guard(plan), self._names.guard(plan, members_expected=True)
        known = [one.name for one in plan.members] + [one.mark for one in here if one.answer == "yes"]
        return ReviewWords(
            plan.scope,
            Reader(guard, framework.judging_words, points),
            Reader(expected, framework.judging_words, points),
            frozenset([*framework.shorthand, *framework.not_names, *self._names.own_words(plan), *known]),
            waved | {one.mark for one in here if one.answer == "leave"},
        )

    def let_go(self) -> None:
        """Keep nothing of what was looked at, and end the other process: the desk is locked."""
        self._last = None
        self._names.let_go()
        self.spelling.close()

    def leave(self, scope: str, place: str, mark: WordMark) -> None:
        """Let a mark rest: names and spelling in the whole review, other words at this place."""
        if mark.kind == "one person":
            self._waving.wave(mark_at(place, mark))
        else:
            self._put(Asked(mark.kind, scope, mark_at(place, mark), "leave", self._acting.stamp()))

    def add_word(self, word: str) -> None:
        """Take a word for right in all that is written on this desk."""
        self._put(Asked("spelling", _EVERYWHERE, word.casefold(), "yes", self._acting.stamp()))

    def _put(self, asked: Asked) -> None:
        with self._acting.sessions.write.begin() as session:
            put_asked(session, asked)


def mark_at(place: str, mark: WordMark) -> str:
    """Return a name for what a mark is about at a place, from which the words cannot be read."""
    words = mark.words.casefold()
    match mark.kind:
        case "name":
            return name_mark(words)
        case "spelling":
            return mark_of("spelling", words)
        case "one person" | "word":
            return mark_of(f"{mark.kind}, {place}", words)


def without_left(marks: Collection[WordMark], place: str, left: Collection[str]) -> list[WordMark]:
    """Return marks that nobody left; whoever left a name need not be told that no dictionary has it."""
    return [
        one
        for one in marks
        if mark_at(place, one) not in left and not (one.kind == "spelling" and name_mark(one.words) in left)
    ]
