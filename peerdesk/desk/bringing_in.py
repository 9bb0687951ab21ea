"""Bringing in what somebody sent: everything is checked, then it is a union, in one transaction (PROTOCOL 11)."""

import gc
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy.orm import Session

from peerdesk.desk.tally import Tally
from peerdesk.domain.canonical import MalformedError, from_bytes, to_kept_bytes
from peerdesk.domain.entries import Entry, read_entry, read_kept_entry, read_words
from peerdesk.domain.grammar import is_id, is_name
from peerdesk.domain.plain import plain_words
from peerdesk.domain.seals import NAMESPACE, AnySeal, UnknownSeal, to_seal
from peerdesk.errors import BadSignatureError, LimitError, PeerDeskError
from peerdesk.export.package.reader import OpenedPackage
from peerdesk.keys.badge import Badge
from peerdesk.keys.signing import verify
from peerdesk.storage.arriving import Arriving
from peerdesk.storage.attachments import media_type_of, put_attachment
from peerdesk.storage.chunks import chunks
from peerdesk.storage.people import Person, put_person, read_person
from peerdesk.storage.purging import purged_in
from peerdesk.storage.reading import count_two_versions, wanted_documents, wanted_pictures
from peerdesk.storage.standing import count_standings, count_unheard, rights_in

MOST_UNHEARD = 50_000
AT_ONCE = 4_000


class PurgedError(PeerDeskError):
    """The review was removed from here for good, and does not come back."""


@dataclass(frozen=True)
class BroughtIn:
    """What came of bringing in a package.

    Attributes:
        new: entries that were not here, by kind; statements under "rights".
        begun: records that were not here, by kind: however often one was changed before it came, it is one.
        changed: records that were here and say something new, by kind.
        same: entries that were here already.
        by: new notes, by the name of whoever wrote them.
        two_versions: records of which two versions stand after it.
        withheld: fields of new revisions whose words did not come.
        waiting: entries that wait for something that did not come.
        held: entries by somebody who has no right in this review.
        erased: records of which it erases words that are here.
        newer: things that a newer PeerDesk wrote and this one does not know: kept, passed on, and not shown.
        records: ids of the records that say something new.
        kinds: their kinds.
        unconfirmed: those named in `by` whose badge nobody has confirmed yet.
    """

    new: Mapping[str, int]
    begun: Mapping[str, int]
    changed: Mapping[str, int]
    same: int
    by: Mapping[str, int]
    two_versions: int
    withheld: int
    waiting: int
    held: int
    newer: int = 0
    erased: int = 0
    records: frozenset[str] = field(default=frozenset(), repr=False)
    kinds: frozenset[str] = frozenset()
    unconfirmed: frozenset[str] = frozenset()

    @property
    def new_in_all(self) -> int:
        """How many entries were new."""
        return sum(self.new.values())


def bring_in(
    session: Session,
    package: OpenedPackage,
    *,
    confirmed: bool,
    met_at: str,
    most_unheard: int = MOST_UNHEARD,
    at_once: int = AT_ONCE,
    pictures: bool = True,
) -> BroughtIn:
    """Add all that a package holds and the desk lacks.

    Args:
        session: an open transaction; the caller commits, or rolls back after having looked.
        package: every byte of it was checked; what it says is checked here.
        confirmed: the sender's badge is; if they lead the review, they vouch for the badges that came along.
        met_at: now, for badges that were not known.
        most_unheard: how many entries of one author may wait or be held on this desk.
        at_once: how many entries are in memory; what comes of it does not depend on that.
        pictures: keep them too; who only looks leaves them where they are.

    Raises:
        PurgedError: the review was removed from here for good.
        MalformedError: something in it is against the grammar, or belongs to another review.
        LimitError: more of one author's would wait or be held than a desk keeps.
    """
    scope = package.info.scope
    if scope in purged_in(session):
        raise PurgedError(
            "This review was removed from here for good.",
            "Nothing of it was brought in.",
        )
    tally, arriving = Tally(), Arriving(session, scope)
    sealed = arriving.add_seals(_true_seals(package, scope, tally))
    arriving.add_statements(_new_statements(package, arriving, scope))
    said = _Said(_words(package))
    for lines in chunks(package.entries(), at_once):
        with uncollected():
            _take(arriving, tally, said, scope, lines)
    arriving.finish(said.rest(tally), sealed=sealed)
    _hold_the_limit(session, tally.authors, most_unheard)
    rights = rights_in(session, scope)
    leads = rights is not None and rights.role_of(package.sender) == "lead"
    strange_badges = _meet(session, package, vouched=confirmed and leads, met_at=met_at)
    if pictures:
        _keep_pictures(session, package, scope)
    standings = count_standings(session, scope)
    by_name = _notes_by_name(session, tally.notes)
    return BroughtIn(
        new=tally.new,
        begun=tally.begun,
        changed=tally.changed,
        same=tally.same,
        by={name: count for name, (count, _) in by_name.items()},
        two_versions=count_two_versions(session, scope),
        withheld=tally.withheld,
        waiting=standings.get("waiting", 0),
        held=standings.get("held", 0),
        erased=len(arriving.arrival.erased),
        newer=strange_badges + tally.newer,
        records=frozenset(arriving.arrival.touched),
        kinds=frozenset(arriving.kinds),
        unconfirmed=frozenset(name for name, (_, confirmed) in by_name.items() if name and not confirmed),
    )


class _Said:
    """The words of a package, which stand in the order of its entries; what stands elsewhere is left for the end."""

    def __init__(self, words: Iterator[tuple[str, str, bytes]]) -> None:
        self._words = words
        self._next = next(words, None)

    def of(self, entries: Container[str], before: Container[str]) -> dict[str, list[tuple[str, bytes]]]:
        """Return the words up to the first of another entry than these, or than those that came before."""
        found: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
        one = self._next
        while one is not None and (one[0] in entries or one[0] in before):
            found[one[0]].append(one[1:])
            one = next(self._words, None)
        self._next = one
        return found

    def rest(self, tally: Tally) -> Iterator[tuple[str, str, bytes]]:
        """Yield the others."""
        while self._next is not None:
            entry_id, name, line = self._next
            tally.words({entry_id: [(name, line)]})
            yield self._next
            self._next = next(self._words, None)


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off looking for rings of dead objects: there are none in what is read here, and it takes a sixth longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _new_statements(package: OpenedPackage, arriving: Arriving, scope: str) -> list[Entry]:
    """Return the statements that are not here: they say who may what, so they come before all else."""
    lines = {sha256(line).hexdigest(): line for line in package.entries() if b'"t":"statement"' in line}
    here = arriving.here(lines)
    return [_in_scope(read_entry(line), scope) for entry_id, line in lines.items() if entry_id not in here]


def _take(arriving: Arriving, tally: Tally, said: _Said, scope: str, lines: Sequence[bytes]) -> None:
    """Add a part of the entries, with the words that stand beside them."""
    ids = [sha256(line).hexdigest() for line in lines]
    here = arriving.here(ids)
    fresh: dict[str, Entry] = {}
    for entry_id, line in zip(ids, lines, strict=True):
        entry = _in_scope(read_kept_entry(line) if entry_id in here else read_entry(line), scope)
        if entry_id not in here:
            fresh[entry_id] = entry
        tally.entry(entry, is_new=entry_id in fresh or entry_id in arriving.arrival.new)
    words = said.of({*ids}, arriving.arrival.new)
    tally.words(words)
    arriving.add([*fresh.values()], {one: lacking for one in words if (lacking := _lacking(words[one], here.get(one)))})


def _lacking(words: list[tuple[str, bytes]], here: Container[str] | None) -> list[tuple[str, bytes]]:
    return [one for one in words if one[0] not in here] if here else words


def _in_scope(entry: Entry, scope: str) -> Entry:
    if entry.scope != scope:
        raise MalformedError("an entry of another review")
    return entry


def _hold_the_limit(session: Session, authors: Iterable[str], most: int) -> None:
    """Refuse the package with which too much of an author would wait or be held; what is in or marked is unbounded."""
    for author, count in count_unheard(session, set(authors)).items():
        if count > most:
            raise LimitError(
                "This holds more by somebody who isn't on the team list than PeerDesk keeps.",
                "Ask the sender which of their colleagues wrote so much, and talk to the lead.",
                detail=f"{author}: {count}",
            )


def _true_seals(package: OpenedPackage, scope: str, tally: Tally) -> Iterator[tuple[AnySeal, str]]:
    """Yield the seals whose signature holds under the key that they name; the others have no effect."""
    for line in package.seals():
        value = from_bytes(line)
        if not isinstance(value, dict) or set(value) != {"seal", "signature"}:
            raise MalformedError("no seal with its signature")
        seal = to_seal(value["seal"], to_kept_bytes(value["seal"]))
        signature = value["signature"]
        if not isinstance(signature, str) or seal.scope != scope:
            raise MalformedError("a seal of another review, or one that nobody signed")
        try:
            signer = verify(signature, NAMESPACE, seal.line)
        except BadSignatureError:
            continue
        if signer.key_id == seal.author:
            tally.newer += isinstance(seal, UnknownSeal)
            yield seal, signature


def _words(package: OpenedPackage) -> Iterator[tuple[str, str, bytes]]:
    """Yield entry, field and line `[salt, value]` of words of the grammar; whether they fit is seen at their entry."""
    for line in package.words():
        yield plain_words(line) or _look_closely(line)


def _look_closely(line: bytes) -> tuple[str, str, bytes]:
    match from_bytes(line):
        case {"entry": str(entry), "field": str(name), "words": words, **rest} if not rest:
            if not (is_id(entry) and is_name(name)):
                raise MalformedError("words of no field")
            return entry, name, read_words(to_kept_bytes(words)).kept_line()
        case _:
            raise MalformedError("no words of a field")


def _meet(session: Session, package: OpenedPackage, *, vouched: bool, met_at: str) -> int:
    """Keep the badges that came along; the lead's word confirms them. Return how many are of a later version."""
    newer = 0
    for line in package.badges():
        match from_bytes(line):
            case {"badge": {"v": int(version)}} if version > 1:
                newer += 1
                continue
        badge = Badge.from_bytes(line)
        how = "lead" if vouched and badge.key.key_id != package.sender else ""  # nobody vouches for himself
        person = Person(badge.key.key_id, badge.name, line, met_at, how)
        put_person(session, person)
    return newer


def _keep_pictures(session: Session, package: OpenedPackage, scope: str) -> None:
    """Keep the attachments that words in view name; the others are nobody's."""
    wanted = dict.fromkeys(wanted_documents(session, scope), "") | wanted_pictures(session, scope)
    if wanted.keys() & set(package.attachment_hashes):
        for name, content in package.attachments():
            if name in wanted:
                put_attachment(session, content, wanted[name] or media_type_of(content))


def _notes_by_name(session: Session, authors: Mapping[str, int]) -> dict[str, tuple[int, bool]]:
    """Return how many new notes are whose, and whether their badge is confirmed."""
    by_name: dict[str, tuple[int, bool]] = {}
    for author, count in authors.items():
        person = read_person(session, author)
        name = person.name if person else ""
        before, sure = by_name.get(name, (0, True))
        by_name[name] = before + count, sure and person is not None and bool(person.confirmed_how)
    return by_name
