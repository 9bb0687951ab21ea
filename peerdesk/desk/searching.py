"""Finding again what somebody said: words in, records out, with what to mark in them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peerdesk.desk.acting import Acting
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.matches import Matches, Snippet, Span, look_for, make_snippet
from peerdesk.domain.query import Term, read_query
from peerdesk.domain.review import Record
from peerdesk.storage.reading import read_some
from peerdesk.storage.search import SEARCHED, Hit, find, read_ids

MOST_FOUND, MOST_NARROWED = 50, 10_000


@dataclass(frozen=True)
class Found:
    """A record that holds what was looked for.

    Attributes:
        kind: of the record ("note", "section", …).
        spans: what to mark, by attribute of the record; attributes in which nothing was found are not in it.
        snippet: one line around the first thing that was found.
    """

    kind: str
    record: Record
    spans: Mapping[str, tuple[Span, ...]]
    snippet: Snippet


class Search:
    """Finds words in what is on this desk, everybody's; one's own private lines too."""

    def __init__(self, acting: Acting) -> None:
        """Search one desk."""
        self._acting = acting

    def find(self, words: str, scope: str = "", limit: int = MOST_FOUND) -> list[Found]:
        """Return what holds all the words and passes the filters, the best first.

        Best is what holds most of the words just as they were typed; then the report, findings and the plan before
        notes, and the newest of each. Where more is found than the limit, it is the newest of it.

        Args:
            words: as typed: words, the last of which may be unfinished, "words together", beginnings*, and the filters
                `by:`, `q:`, `kind:`, `day:` and `sign:`.
            scope: of one review, or "" for all.
            limit: how many at most.
        """
        query = read_query(words, self._acting.here()[:10])
        with self._acting.look() as session:
            hits = find(session, query, scope, limit, me=self._acting.identity.key_id)
            seqs: dict[str, list[int]] = defaultdict(list)
            for hit in hits:
                seqs[hit.kind].append(hit.seq)
            records = {kind: read_some(session, KINDS[kind].value, each) for kind, each in seqs.items()}
        found = [_look(hit, records[hit.kind].get(hit.seq), query.terms) for hit in hits]
        newest_first = sorted((one for one in found if one is not None), key=lambda one: _time(one[1]), reverse=True)
        return [one for _, one in sorted(newest_first, key=lambda one: one[0])]

    def ids(self, words: str, scope: str) -> frozenset[str]:
        """Return the ids of all records of a review that hold the words: for a page that narrows what it shows."""
        query = read_query(words, self._acting.here()[:10])
        with self._acting.look() as session:
            hits = find(session, query, scope, MOST_NARROWED, me=self._acting.identity.key_id)
            return read_ids(session, hits)


_PLACE = {kind: place for place, kind in enumerate(reversed(SEARCHED))}


def _look(hit: Hit, record: Record | None, terms: Sequence[Term]) -> tuple[tuple[int, int], Found] | None:
    """Return a record with its place among the found; None if the terms only stand in it across two fields."""
    if record is None:
        return None
    said = {name: str(getattr(record, name)) for name in SEARCHED[hit.kind]}
    matches = {name: look_for(terms, one) for name, one in said.items()}
    if not set(range(len(terms))) <= _union(matches, "begun"):
        return None
    spans = {name: one.spans for name, one in matches.items() if one.spans}
    shown = next(iter(spans), next((name for name, one in said.items() if one), SEARCHED[hit.kind][0]))
    first = spans[shown][0][0] if shown in spans else 0
    found = Found(hit.kind, record, spans, make_snippet(terms, said[shown], first))
    return (-len(_union(matches, "whole")), _PLACE[hit.kind]), found


def _union(matches: Mapping[str, Matches], what: str) -> set[int]:
    return {number for one in matches.values() for number in getattr(one, what)}


def _time(found: Found) -> str:
    return str(getattr(found.record, "seen_at", "") or found.record.first_written_at)
