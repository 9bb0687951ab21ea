"""Adding what comes in parts: entries and their words are added, and shown, while both are at hand.

However it is cut into parts, the tables are the same in the end: a record that is not all in one part is looked at
again when everything is there, and so is what stood before (`Arriving.finish`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from peerdesk.domain.authority import Standing
from peerdesk.domain.entries import Entry, Revision, Statement
from peerdesk.domain.records import Placed
from peerdesk.domain.seals import AnySeal
from peerdesk.storage.base import among, ask_among
from peerdesk.storage.chunks import chunks
from peerdesk.storage.entries import add_entries, add_kept_words, add_seals, fitting, put_words, what_is_here
from peerdesk.storage.erasing import erasures_in
from peerdesk.storage.first_rows import project_new
from peerdesk.storage.holding import hold_scopes
from peerdesk.storage.projection import project
from peerdesk.storage.schema import EntryRow
from peerdesk.storage.standing import WAITING, Arrival, Candidate, settle_scope, waiting_in

WORDS_AT_ONCE = 5_000
LISTED_IN_MEMORY = 40_000
_ROW_OF = "SELECT entry_id, seq FROM entry WHERE entry_id IN"


class Arriving:
    """Adds entries of one scope, and their words, part by part; its seals are there before, then its statements.

    Attributes:
        arrival: what came of it so far.
        kinds: of the records that are shown anew.
    """

    def __init__(self, session: Session, scope: str) -> None:
        """Begin in an open transaction; the caller commits. On a server nobody else writes to the scope meanwhile."""
        hold_scopes(session, [scope])
        self._session, self._scope = session, scope
        self._to_project: set[str] = set()
        self._listed: dict[str, str] = {}
        self.arrival = Arrival()
        self.kinds: set[str] = set()

    def here(self, ids: Iterable[str]) -> dict[str, set[str]]:
        """Return which of these entries are here, each with the fields whose words are."""
        return what_is_here(self._session, ids)

    def add_seals(self, seals: Iterable[tuple[AnySeal, str]]) -> bool:
        """Add all seals that are not here, with their signatures; say whether there were any."""
        return bool(add_seals(self._session, self._remembered(seals)))

    def add_statements(self, statements: Sequence[Entry]) -> None:
        """Add all statements that are not here: after that, rights are what they will be."""
        if statements:
            self._note(add_entries(self._session, statements))

    def add(self, entries: Sequence[Entry], words: Mapping[str, Sequence[tuple[str, bytes]]]) -> None:
        """Add entries that are not here, and words of these and of others: field and line `[salt, value]` by entry."""
        came = Arrival(new={one.entry_id for one in entries})
        begun = self._begun(entries)
        candidates = {one.entry_id: Candidate(one, here=False, seq=None) for one in entries}
        before = self._session.scalar(select(func.max(EntryRow.seq))) or 0
        if candidates:
            settle_scope(self._session, self._scope, candidates, came, more_comes=True, listed=self._listed)
        kept = self._keep(before, entries, words)
        placed = [
            Placed(one.entry, one.depth, cast(Standing, one.standing))
            for one in candidates.values()
            if isinstance(one.entry, Revision) and one.standing != WAITING and one.entry.record_id in begun
        ]
        self.kinds |= project_new(self._session, placed, kept)
        self.arrival.touched |= came.touched & begun
        came.touched -= begun
        self._note(came)

    def finish(self, words: Iterable[tuple[str, str, bytes]], *, sealed: bool) -> None:
        """Let in what still waited, add the words that are left, and show what is not shown yet.

        Args:
            words: that came apart from their entries: entry, field and line.
            sealed: seals came too, for which something may have waited.
        """
        if self.arrival.new or sealed:
            later = Arrival(stated=self.arrival.stated)
            settle_scope(self._session, self._scope, waiting_in(self._session, self._scope), later)
            self._note(later)
        for part in chunks(words, WORDS_AT_ONCE):
            self._to_project |= add_kept_words(self._session, part)
        self.kinds |= set(project(self._session, self._to_project))
        self.arrival.touched |= self._to_project

    def _remembered(self, seals: Iterable[tuple[AnySeal, str]]) -> Iterator[tuple[AnySeal, str]]:
        """Remember what they list, as far as that is not much, so that the file need not be asked again."""
        for seal, signature in seals:
            if len(self._listed) < LISTED_IN_MEMORY and seal.scope == self._scope:
                self._listed.update(dict.fromkeys(seal.entries, seal.author))
            yield seal, signature

    def _note(self, came: Arrival) -> None:
        self._to_project |= came.touched
        self.arrival.take_in(came)

    def _begun(self, entries: Iterable[Entry]) -> set[str]:
        """Return the records of which nothing is here yet, and nothing is erased."""
        records = {one.record_id for one in entries if isinstance(one, Revision)}
        records -= among(self._session, EntryRow.record_id, records)
        return records - erasures_in(self._session, [self._scope]).keys()

    def _numbers(self, before: int, entry_ids: Collection[str], of: int) -> dict[str, int]:
        """Return the rows of these entries, which came just now and are so many among all that came."""
        if len(entry_ids) * 3 < of:
            return {bytes(one).hex(): seq for one, seq in ask_among(self._session, _ROW_OF, entry_ids)}
        came = select(EntryRow.entry_id, EntryRow.seq).where(EntryRow.seq > before)
        return {row.entry_id: row.seq for row in self._session.execute(came)}

    def _keep(
        self, before: int, entries: Sequence[Entry], words: Mapping[str, Sequence[tuple[str, bytes]]]
    ) -> dict[str, dict[str, bytes]]:
        """Keep words; return those of the entries that came just now, as rows after `before`."""
        erased = erasures_in(self._session, [self._scope])
        kept = {
            one.entry_id: fitting(one.fields, one.author, words[one.entry_id])
            for one in entries
            if not isinstance(one, Statement) and one.entry_id in words and one.record_id not in erased
        }
        seqs = self._numbers(before, kept.keys(), len(entries))
        lines = [(seqs[entry_id], name, line) for entry_id, said in kept.items() for name, line in said.items()]
        put_words(self._session, lines)
        others = ((one, *said) for one, several in words.items() if one not in kept for said in several)
        self._to_project |= add_kept_words(self._session, others)
        return kept
