"""Getting out of a damaged file all that can still be proved to be what was written."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from peerdesk.domain.canonical import MalformedError
from peerdesk.domain.entries import Entry, Statement, Words, read_entry, read_words, words_hash
from peerdesk.domain.seals import AnySeal, read_seal
from peerdesk.storage.carving import Value, rows_in
from peerdesk.storage.drafts import Draft
from peerdesk.storage.pages import PAGE_BYTES, read_pages
from peerdesk.storage.people import Person

_ENTRY = 11
_ID_BYTES = 32


@dataclass
class Rescued:
    """What was found.

    Attributes:
        entries: by their ids; each is what its id says.
        words: by entry and field; each fits the header of its entry.
        loose: words of which the entry is lost: nobody can tell who wrote them, or of what.
        attachments: media type and bytes by hash; each is what its hash says.
        seals: with their signatures, which nobody has verified yet.
        people: whose badges were here; what is in a badge nobody has verified yet.
        lost_pages: how many of how many could not be read.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    words: dict[tuple[str, str], Words] = field(default_factory=dict)
    loose: list[tuple[str, Words]] = field(default_factory=list)
    attachments: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    seals: list[tuple[AnySeal, str]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    lost_pages: tuple[int, int] = (0, 0)

    @property
    def names(self) -> dict[str, str]:
        """Names of people, by their keys."""
        return {one.key_id: one.name for one in self.people}

    @property
    def is_empty(self) -> bool:
        """True if nothing of what a person wrote was found."""
        return not (self.entries or self.loose or self.attachments or self.drafts)


def rescue(path: Path, key: bytes) -> Rescued:
    """Read all that can be read of a file, without its indexes and without what pages show.

    Args:
        path: of the file, however damaged; it is only read.
        key: 32 bytes that opened it.
    """
    pages = read_pages(path, key)
    found = Rescued(lost_pages=(len(pages.lost), len(pages.lost) + len(pages.whole)))
    numbers: dict[int, list[Entry]] = defaultdict(list)
    said: list[tuple[int, str, Words]] = []
    for row_id, columns in rows_in(pages.whole):
        match columns:
            case [_, bytes(), *_, bytes(line)] if len(columns) == _ENTRY:
                _take_entry(found, numbers, row_id, line)
            case [_, int(entry_seq), str(name), bytes(line)]:
                _take_words(said, entry_seq, name, line)
            case [bytes(sha256), str(media_type), bytes(content)]:
                if hashlib.sha256(content).digest() == sha256:
                    found.attachments[sha256.hex()] = (media_type, content)
            case _:
                _take_others(found, columns)
    for entry_seq, name, words in said:
        _place(found, numbers[entry_seq], name, words)
    return found


def pages_that_open(path: Path, key: bytes) -> int:
    """Return how many bytes of a file are proved to be whole under a key; rows tell where nothing can be proved."""
    pages = read_pages(path, key)
    return len(pages.whole) * PAGE_BYTES if pages.proved else sum(1 for _ in rows_in(pages.whole))


def _take_entry(found: Rescued, numbers: dict[int, list[Entry]], row_id: int, line: bytes) -> None:
    try:
        entry = read_entry(line)
    except MalformedError:
        return
    found.entries[entry.entry_id] = entry
    numbers[row_id].append(entry)


def _take_words(said: list[tuple[int, str, Words]], entry_seq: int, name: str, line: bytes) -> None:
    try:
        said.append((entry_seq, name, read_words(line)))
    except MalformedError:
        return


def _take_others(found: Rescued, columns: list[Value]) -> None:
    match columns:
        case [bytes(key_id), str(name), bytes(badge), str(met_at), str(how)] if len(key_id) == _ID_BYTES:
            found.people.append(Person(key_id.hex(), name, badge, met_at, how))
        case [_, bytes(), bytes(), bytes(), bytes(line), str(signature)]:
            _take_seal(found, line, signature)
        case [str(place), str(text), str(context), str(typed_at)]:
            found.drafts[place] = Draft(place, text, context, typed_at)


def _take_seal(found: Rescued, line: bytes, signature: str) -> None:
    try:
        found.seals.append((read_seal(line), signature))
    except MalformedError:
        return


def _place(found: Rescued, entries: list[Entry], name: str, words: Words) -> None:
    """Put words where their entry says that they belong; without it they are loose."""
    for entry in entries:
        if not isinstance(entry, Statement) and entry.fields.get(name) == words_hash(words, entry.author, name):
            found.words[entry.entry_id, name] = words
            return
    found.loose.append((name, words))
