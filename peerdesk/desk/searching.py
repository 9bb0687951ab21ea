"""Finding again what somebody said: words in, records out, with what to mark in them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.domain.completing import Values
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.matches import Snippet, Span, look_for, make_snippet
from peerdesk.domain.query import Query, Term, read_query
from peerdesk.domain.review import Member, Question, Record, Review
from peerdesk.storage.finding import Hit, Said, count_in, find, read_around, read_ids, read_said
from peerdesk.storage.reading import read_all, read_scopes, read_some
from peerdesk.storage.search import SEARCHED

MOST_FOUND, MOST_NARROWED, MOST_COUNTED = 50, 10_000, 1_000
MOST_OF_A_KIND, MOST_NOTES = 5, 30
"""Of one kind that stand in an answer: notes, and anything else."""


@dataclass(frozen=True)
class Found:
    """A record that holds what was looked for. What to mark is looked for when it is asked for.

    Attributes:
        said: its words, id and place.
        terms: that were looked for.
        who: name of who saw or wrote it; "" if this laptop does not know.
        where: activity, note or question that it belongs to, in words.
        school: of its review.
    """

    said: Said
    terms: tuple[Term, ...]
    who: str = ""
    where: str = ""
    school: str = ""

    @property
    def kind(self) -> str:
        """Of the record ("note", "section", …)."""
        return self.said.kind

    @property
    def record_id(self) -> str:
        """Of the record."""
        return self.said.record_id

    @cached_property
    def spans(self) -> Mapping[str, tuple[Span, ...]]:
        """What to mark, by field; fields in which nothing was found are not in it."""
        marks = {name: look_for(self.terms, one) for name, one in self.said.fields.items() if one}
        return {name: one for name, one in marks.items() if one}

    @cached_property
    def snippet(self) -> Snippet:
        """One line around the first thing that was found."""
        fields, spans = self.said.fields, self.spans
        shown = next(iter(spans), next((name for name, one in fields.items() if one), ""))
        return make_snippet(self.terms, fields.get(shown, ""), spans.get(shown, ()))


def stands_at(kind: str, record_id: str, scope: str, about: str = "") -> Found:
    """Return where a record stands, as if it had been looked for; a finding is `about` a question."""
    return Found(Said(kind, record_id, scope, {}, author="", at="", about=about), ())


@dataclass(frozen=True)
class Group:
    """What was found of one kind: how much, and the best of it.

    Attributes:
        more: there may be more than was counted.
    """

    kind: str
    count: int
    found: tuple[Found, ...]
    more: bool = False


@dataclass(frozen=True)
class Answer:
    """What a search comes to.

    Attributes:
        groups: report, findings and the plan before notes.
        query: as it was understood.
        hidden: how many records the filters alone keep away; asked only where nothing is found.
        looked_through: how many records of each kind there are, up to MOST_COUNTED; asked only where nothing is found.
    """

    groups: tuple[Group, ...]
    query: Query
    hidden: int = 0
    looked_through: Mapping[str, int] | None = None

    @property
    def count(self) -> int:
        """How much was found."""
        return sum(group.count for group in self.groups)


class Search:
    """Finds words in what is on this desk, everybody's; one's own private lines too."""

    def __init__(self, acting: Acting) -> None:
        """Search one desk."""
        self._acting = acting

    def find(self, words: str, scope: str = "", limit: int = MOST_FOUND) -> list[Found]:
        """Return what holds all the words and passes the filters, the best first.

        Best is what holds the words just as they were typed; then the report, findings and the plan before notes, and
        the newest of each. Where more is found than the limit, it is the newest of it.

        Args:
            words: as typed: words, the last of which may be unfinished, "words together", beginnings*, and the filters
                `by:`, `q:`, `kind:`, `day:` and `sign:`.
            scope: of one review, or "" for all.
            limit: how many at most.
        """
        query = self._read(words)
        with self._acting.look() as session:
            return self._tell(session, self._best(session, query, scope, limit), query)

    def answer(self, words: str, scope: str = "") -> Answer:
        """Return what is found, by kind, the best of each; where nothing is, what was looked through."""
        query = self._read(words)
        me = self._acting.identity.key_id
        with self._acting.look() as session:
            hits = self._best(session, query, scope, MOST_COUNTED)
            counts = Counter(hit.kind for hit in hits)
            taken = {hit: hits[hit] for kind in counts for hit in _first_of(kind, hits)}
            found = self._tell(session, taken, query)
            groups = tuple(
                Group(
                    kind, counts[kind], tuple(one for one in found if one.kind == kind), counts.total() == MOST_COUNTED
                )
                for kind in reversed(SEARCHED)
                if kind in counts
            )
            if groups or not (query.terms or query.has_filters):
                return Answer(groups, query)
            hidden = find(session, query.without_filters(), scope, MOST_COUNTED, me=me) if query.has_filters else []
            return Answer((), query, len(hidden), count_in(session, scope, MOST_COUNTED))

    def records(self, words: str, scope: str = "", limit: int = MOST_FOUND) -> list[Record]:
        """Return what `find` finds, as the records that it is."""
        query = self._read(words)
        with self._acting.look() as session:
            hits = self._best(session, query, scope, limit)
            found = self._tell(session, hits, query)
            kinds = {hit.kind for hit in hits}
            read = [read_some(session, KINDS[kind].value, _seqs(kind, hits)) for kind in kinds]
        by_id = {one.record_id: one for records in read for one in records.values()}
        return [by_id[one.record_id] for one in found]

    def ids(self, words: str, scope: str) -> frozenset[str]:
        """Return the ids of all records of a review that hold the words: for a page that narrows what it shows."""
        with self._acting.look() as session:
            return read_ids(session, self._find(session, self._read(words), scope, MOST_NARROWED))

    def values(self, scope: str = "") -> Values:
        """Return what may follow a filter: people, questions and days of one review, or of all."""
        with self._acting.look() as session:
            scopes = [scope] if scope else read_scopes(session)
            members = [one.name for each in scopes for one in read_all(session, Member, each)]
            questions = [one.short_name or one.text for each in scopes for one in read_all(session, Question, each)]
            days = [day for each in scopes for one in read_all(session, Review, each) for day in one.days]
        return Values(tuple(dict.fromkeys(members)), tuple(dict.fromkeys(questions)), tuple(sorted(set(days))))

    def _read(self, words: str) -> Query:
        return read_query(words, self._acting.here()[:10])

    def _find(self, session: Session, query: Query, scope: str, limit: int) -> list[Hit]:
        return find(session, query, scope, limit, me=self._acting.identity.key_id)

    def _best(self, session: Session, query: Query, scope: str, limit: int) -> dict[Hit, bool]:
        """Return what is found, what holds the words whole first; of each hit whether it does."""
        hits, whole = self._find(session, query, scope, limit), query.whole()
        if whole == query:
            return dict.fromkeys(hits, True)
        best = dict.fromkeys(self._find(session, whole, scope, limit), True)
        return dict(islice((best | {hit: False for hit in hits if hit not in best}).items(), limit))

    def _tell(self, session: Session, hits: Mapping[Hit, bool], query: Query) -> list[Found]:
        """Return the found records with the names of what is around them: the best first, the newest of the same."""
        said = read_said(session, hits)
        around = read_around(session, said.values())
        found = {
            hit: Found(
                one,
                query.terms,
                around.names.get(one.seen_by) or around.names.get(one.author, ""),
                around.titles.get(one.about, ""),
                around.schools.get(one.scope, ""),
            )
            for hit, one in said.items()
        }
        newest = sorted(filter(found.__contains__, hits), key=lambda hit: said[hit].at, reverse=True)
        return [found[hit] for hit in sorted(newest, key=lambda hit: (not hits[hit], _PLACE[hit.kind]))]


_PLACE = {kind: place for place, kind in enumerate(reversed(SEARCHED))}


def _seqs(kind: str, hits: Iterable[Hit]) -> list[int]:
    return [hit.seq for hit in hits if hit.kind == kind]


def _first_of(kind: str, hits: Iterable[Hit]) -> list[Hit]:
    most = MOST_NOTES if kind == "note" else MOST_OF_A_KIND
    return [hit for hit in hits if hit.kind == kind][:most]
