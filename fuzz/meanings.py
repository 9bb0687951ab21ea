"""Entries that are rightly built, hashed, sealed and sent by people of the team, and say what nobody would say."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fuzz.bags import signed_again
from fuzz.mutations import ODD_TEXT, ODD_VALUES
from fuzz.seeds import Seed
from peerdesk.domain.canonical import MalformedError, Value, from_bytes, to_bytes
from peerdesk.domain.entries import Entry, Revision, Words, read_entry, write_revision, write_statement
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.seals import NAMESPACE, write_seal
from peerdesk.keys.signing import PrivateKey
from tests.people import BEN

TIMES = ("0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2025-10-14T10:00:00Z", "9999-12-31T23:59:59Z")
ROLES = ("lead", "reviewer", "shadow", "coordinator", "emperor")


class Forger:
    """Writes such entries, on top of those of a seed and of its own earlier ones."""

    def __init__(self, seed: Seed, chance: random.Random) -> None:
        self._seed, self._chance = seed, chance
        self._stranger = PrivateKey.from_seed(chance.randbytes(32))
        self._known: list[Entry] = [read_entry(line) for line in seed.files["data/entries.jsonl"].splitlines()]

    def bag(self) -> dict[str, bytes]:
        """Return a bag with one to four of them, rightly signed by Ben."""
        made: list[tuple[Entry, Mapping[str, Words], PrivateKey]] = []
        for _ in range(self._chance.choice((1, 1, 2, 4))):
            key = self._chance.choice((*self._seed.keys.values(), self._seed.keys[BEN], self._stranger))
            try:
                made.append((*self._chance.choice(self._ways)(key), key))
            except MalformedError:
                continue  # the grammar itself has no place for it: that is tried where lines are spoilt
            self._known.append(made[-1][0])
        seals = []
        for entry, _, key in made:
            wrong = self._chance.random() < 0.05
            listed = [entry.entry_id, *([self._id()] if self._chance.random() < 0.1 else [])]
            seal = write_seal(entry.scope, key.public.key_id, None, self._time(), listed)
            signature = (self._stranger if wrong else key).sign(NAMESPACE, seal.line)
            seals.append(to_bytes({"seal": from_bytes(seal.line), "signature": signature}))
        words = [
            to_bytes({"entry": entry.entry_id, "field": name, "words": [one.salt, one.value]})
            for entry, said, _ in made
            for name, one in said.items()
            if self._chance.random() < 0.95
        ]
        more = {
            "data/entries.jsonl": [entry.line for entry, _, _ in made],
            "data/words.jsonl": words,
            "data/seals.jsonl": seals,
        }
        files = {
            name: data + b"".join(one + b"\n" for one in more.get(name, ())) for name, data in self._seed.files.items()
        }
        return signed_again(files, self._seed.keys[BEN])

    @property
    def _ways(self) -> Sequence[Callable[[PrivateKey], tuple[Entry, Mapping[str, Words]]]]:
        return (self._edit, self._edit, self._first, self._first, self._link, self._statement)

    def _edit(self, key: PrivateKey) -> tuple[Entry, Mapping[str, Words]]:
        """Edit a record that is there, on parents that it has, or on others."""
        shown = self._chance.choice([one for one in self._known if isinstance(one, Revision)])
        said = self._fields(shown.kind)
        parents = (
            [shown.entry_id] if self._chance.random() < 0.8 else [self._id() for _ in range(self._chance.randrange(4))]
        )
        return self._revision(key, shown.kind, shown.record_id, said, parents, None), said

    def _first(self, key: PrivateKey) -> tuple[Entry, Mapping[str, Words]]:
        kind = self._chance.choice((*KINDS, *KINDS, "unheard_of"))
        said = self._fields(kind)
        return self._revision(key, kind, None, said, [], None), said

    def _link(self, key: PrivateKey) -> tuple[Entry, Mapping[str, Words]]:
        kind = self._chance.choice(("link", "citation", "note", "unheard_of"))
        said = self._fields(kind) if self._chance.random() < 0.5 else {}
        parents = [] if self._chance.random() < 0.7 else [self._id()]
        return self._revision(key, kind, None, said, parents, (self._id(), self._id())), said

    def _revision(
        self,
        key: PrivateKey,
        kind: str,
        record: str | None,
        said: Mapping[str, Words],
        parents: Sequence[str],
        ends: tuple[str, str] | None,
    ) -> Revision:
        return write_revision(
            scope=self._seed.scope,
            kind=kind,
            record=record,
            fields=said,
            parents=parents,
            author=key.public.key_id,
            written_at=self._time(),
            ends=ends,
            deleted=self._chance.random() < 0.15,
        )

    def _statement(self, key: PrivateKey) -> tuple[Entry, Mapping[str, Words]]:
        ids, nonce = [self._id() for _ in range(self._chance.randrange(4))], self._chance.randbytes(16).hex()
        some = self._chance.choice((None, self._id()))
        says: Mapping[str, Mapping[str, Value]] = {
            "grant": {"key": self._author(), "role": self._chance.choice(ROLES), "under": some},
            "end": {"grant": self._id(), "keeps": ids},
            "admit": {"entries": ids},
            "erase": {"record": self._id(), "fields": self._chance.choice((["*"], ["text"], [])), "keep": some},
            "signoff": {"pdf": self._id(), "covers": ids, "numbers": ids},
            "release": {"signoff": self._id(), "what": self._chance.choice(("report", "nothing")), "word": some},
        }
        kind = self._chance.choice(tuple(says))
        written = write_statement(
            scope=self._seed.scope,
            kind=kind,
            says={**says[kind], "nonce": nonce},
            author=key.public.key_id,
            written_at=self._time(),
        )
        return written, {}

    def _fields(self, kind: str) -> Mapping[str, Words]:
        names = [*(KINDS[kind].field_names if kind in KINDS else ()), "order", "unheard_of"]
        chosen = self._chance.sample(names, min(len(names), self._chance.choice((1, 1, 2, 5))))
        said = dict[str, Words]()
        for name in chosen:
            words = Words(self._chance.randbytes(16).hex(), self._value())
            try:
                words.line()
            except MalformedError:
                continue
            said[name] = words
        return said or {"text": Words("0" * 32, "plain")}

    def _value(self) -> Any:
        match self._chance.randrange(5):
            case 0:
                return self._chance.choice(ODD_TEXT)
            case 1:
                return self._id()
            case 2:
                return [self._chance.choice((self._id(), *ODD_VALUES)) for _ in range(self._chance.randrange(4))]
        return self._chance.choice(ODD_VALUES)

    def _id(self) -> str:
        if self._chance.random() < 0.1:
            return self._chance.randbytes(32).hex()
        one = self._chance.choice(self._known)
        return one.record_id if isinstance(one, Revision) and self._chance.random() < 0.5 else one.entry_id

    def _author(self) -> str:
        key = self._chance.choice((*self._seed.keys.values(), self._stranger))
        return key.public.key_id

    def _time(self) -> str:
        return self._chance.choice(TIMES)
