"""Entries written by hand, as another program or somebody with bad intent would write them."""

from collections.abc import Iterable, Mapping
from itertools import count

from peerdesk.desk.desk import Desk
from peerdesk.desk.packages import _seal_line
from peerdesk.domain.canonical import Value, to_bytes
from peerdesk.domain.entries import Entry, Revision, Statement, Words, write_revision, write_statement
from peerdesk.domain.seals import NAMESPACE, write_seal
from peerdesk.export.package.contents import PackageInfo
from peerdesk.keys.signing import PrivateKey
from peerdesk.storage.departure import Leaving
from tests.people import Parcel

WHEN = "2025-10-14T11:00:00Z"


class Pen:
    """Writes as somebody, in one review, past all that the program would refuse."""

    def __init__(self, desk: Desk, scope: str) -> None:
        self.private: PrivateKey = desk.identity.private
        self.badge = desk.people.mine
        self.scope = scope
        self.words: dict[tuple[str, str], Words] = {}
        self._salts = count(1)

    def _salt(self) -> str:
        return f"{self.badge.key.key_id[:16]}{next(self._salts):016x}"

    def revise(
        self,
        said: Mapping[str, Value],
        *parents: Revision,
        kind: str = "note",
        record: str | None = None,
        ends: tuple[str, str] | None = None,
        deleted: bool = False,
        scope: str | None = None,
        at: str = WHEN,
    ) -> Revision:
        """Write the first revision of a record, or one on others."""
        words = {name: Words(self._salt(), value) for name, value in said.items()}
        revision = write_revision(
            scope=scope or self.scope,
            kind=kind,
            record=record or (parents[0].record_id if parents else None),
            fields=words,
            parents=[one.entry_id for one in parents],
            author=self.badge.key.key_id,
            written_at=at,
            ends=ends,
            deleted=deleted,
        )
        self.words |= {(revision.entry_id, name): one for name, one in words.items()}
        return revision

    def state(self, kind: str, /, at: str = WHEN, **says: Value) -> Statement:
        return write_statement(
            scope=self.scope,
            kind=kind,
            says={**says, "nonce": self._salt()},
            author=self.badge.key.key_id,
            written_at=at,
        )

    def seal(self, *entries: Entry, author: str | None = None, scope: str | None = None) -> bytes:
        """Sign that these are one's own, or somebody else's."""
        seal = write_seal(
            scope or self.scope, author or self.badge.key.key_id, None, WHEN, [one.entry_id for one in entries]
        )
        return _seal_line(seal.line, self.private.sign(NAMESPACE, seal.line))

    def parcel(
        self, *entries: Entry, seals: Iterable[bytes] | None = None, words: bool = True, lines: Iterable[bytes] = ()
    ) -> Parcel:
        """Send entries, sealed if nothing else is said, with the words that this pen has of them."""
        ids = {one.entry_id for one in entries}
        said = tuple((entry, name, one) for (entry, name), one in self.words.items() if words and entry in ids)
        info = PackageInfo(
            package_id="0" * 32, kind="team", scope=self.scope, sender=self.badge.key.key_id, made_at=WHEN
        )
        sealed = (self.seal(*entries),) if seals is None else tuple(seals)
        everything = (*(one.line for one in entries), *lines)
        return Parcel(info, self.badge.to_bytes(), Leaving(everything, said, ()), sealed)


def as_line(value: Mapping[str, Value]) -> bytes:
    return to_bytes(dict(value))
