"""Bringing in what somebody sent: everything is checked, then it is a union, in one transaction (PROTOCOL 11)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from peerdesk.domain.canonical import MalformedError, from_bytes, to_bytes
from peerdesk.domain.entries import MAX_WORDS_BYTES, Entry, Revision, Words, read_entry, read_words, to_words
from peerdesk.domain.grammar import is_id, is_name
from peerdesk.domain.seals import NAMESPACE, Seal, read_seal
from peerdesk.errors import BadSignatureError
from peerdesk.export.package.reader import OpenedPackage
from peerdesk.keys.badge import Badge
from peerdesk.keys.signing import verify
from peerdesk.storage.attachments import put_attachment
from peerdesk.storage.entries import add_entries, add_seals, add_words, settle
from peerdesk.storage.people import Person, put_person, read_person
from peerdesk.storage.projection import project
from peerdesk.storage.reading import count_two_versions, wanted_pictures
from peerdesk.storage.standing import count_standings, rights_in


@dataclass(frozen=True)
class BroughtIn:
    """What came of bringing in a package.

    Attributes:
        new: entries that were not here, by kind; statements under "rights".
        same: entries that were here already.
        by: new notes, by the name of whoever wrote them.
        two_versions: records of which two versions stand after it.
        withheld: fields of new revisions whose words did not come.
        waiting: entries that wait for something that did not come.
        held: entries by somebody who has no right in this review.
        records: ids of the records that say something new.
        kinds: their kinds.
    """

    new: Mapping[str, int]
    same: int
    by: Mapping[str, int]
    two_versions: int
    withheld: int
    waiting: int
    held: int
    records: frozenset[str] = field(default=frozenset(), repr=False)
    kinds: frozenset[str] = frozenset()

    @property
    def new_in_all(self) -> int:
        """How many entries were new."""
        return sum(self.new.values())


def bring_in(session: Session, package: OpenedPackage, *, confirmed: bool, met_at: str) -> BroughtIn:
    """Add all that a package holds and the desk lacks.

    Args:
        session: an open transaction; the caller commits, or rolls back after having looked.
        package: every byte of it was checked; what it says is checked here.
        confirmed: the sender's badge is; if they lead the review, they vouch for the badges that came along.
        met_at: now, for badges that were not known.

    Raises:
        MalformedError: something in it is against the grammar, or belongs to another review.
    """
    scope = package.info.scope
    entries = [_in_scope(read_entry(line), scope) for line in package.entries()]
    seals = list(_true_seals(package, scope))
    scopes = add_seals(session, seals)
    arrival = add_entries(session, entries)
    later = settle(session, scopes)
    rights = rights_in(session, scope)
    leads = rights is not None and rights.role_of(package.sender) == "lead"
    _meet(session, package, vouched=confirmed and leads, met_at=met_at)
    words = list(_words(package))
    touched = arrival.touched | later.touched | add_words(session, words)
    by_kind = project(session, touched)
    _keep_pictures(session, package, scope)
    fresh = [entry for entry in entries if entry.entry_id in arrival.new]
    standings = count_standings(session, scope)
    return BroughtIn(
        new=Counter(entry.kind if isinstance(entry, Revision) else "rights" for entry in fresh),
        same=len(entries) - len(fresh),
        by=_notes_by_name(session, fresh),
        two_versions=count_two_versions(session, scope),
        withheld=_withheld(fresh, words),
        waiting=standings.get("waiting", 0),
        held=standings.get("held", 0),
        records=frozenset(touched),
        kinds=frozenset(by_kind),
    )


def _in_scope(entry: Entry, scope: str) -> Entry:
    if entry.scope != scope:
        raise MalformedError("an entry of another review")
    return entry


def _true_seals(package: OpenedPackage, scope: str) -> Iterator[tuple[Seal, str]]:
    """Yield the seals whose signature holds under the key that they name; the others have no effect."""
    for line in package.seals():
        value = from_bytes(line)
        if not isinstance(value, dict) or set(value) != {"seal", "signature"}:
            raise MalformedError("no seal with its signature")
        seal = read_seal(to_bytes(value["seal"]))
        signature = value["signature"]
        if not isinstance(signature, str) or seal.scope != scope:
            raise MalformedError("a seal of another review, or one that nobody signed")
        try:
            signer = verify(signature, NAMESPACE, seal.line)
        except BadSignatureError:
            continue
        if signer.key_id == seal.author:
            yield seal, signature


def _words(package: OpenedPackage) -> Iterator[tuple[str, str, Words]]:
    for line in package.words():
        match from_bytes(line):
            case {"entry": str(entry), "field": str(name), "words": words, **rest} if not rest:
                if not (is_id(entry) and is_name(name)):
                    raise MalformedError("words of no field")
                yield entry, name, to_words(words) if len(line) <= MAX_WORDS_BYTES else read_words(to_bytes(words))
            case _:
                raise MalformedError("no words of a field")


def _meet(session: Session, package: OpenedPackage, *, vouched: bool, met_at: str) -> None:
    """Keep the badges that came along; the lead's word confirms them."""
    for line in package.badges():
        badge = Badge.from_bytes(line)
        person = Person(badge.key.key_id, badge.name, line, met_at, "lead" if vouched else "")
        put_person(session, person)


def _keep_pictures(session: Session, package: OpenedPackage, scope: str) -> None:
    """Keep the attachments that words in view name; the others are nobody's."""
    wanted = wanted_pictures(session, scope)
    if wanted.keys() & set(package.attachment_hashes):
        for sha256, content in package.attachments():
            if sha256 in wanted:
                put_attachment(session, content, wanted[sha256])


def _notes_by_name(session: Session, fresh: list[Entry]) -> dict[str, int]:
    authors = Counter(
        entry.author
        for entry in fresh
        if isinstance(entry, Revision) and entry.kind == "note" and entry.record_id == entry.entry_id
    )
    by_name: Counter[str] = Counter()
    for author, count in authors.items():
        person = read_person(session, author)
        by_name[person.name if person else ""] += count
    return by_name


def _withheld(fresh: list[Entry], words: list[tuple[str, str, Words]]) -> int:
    there = {(entry_id, name) for entry_id, name, _ in words}
    return sum(
        (entry.entry_id, name) not in there for entry in fresh if isinstance(entry, Revision) for name in entry.fields
    )
