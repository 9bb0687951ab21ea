"""Saving what can be read of a damaged file, as plain text and pictures that open without PeerDesk."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peerdesk.domain.canonical import Value
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.entries import Revision
from peerdesk.domain.seals import NAMESPACE, AnySeal
from peerdesk.errors import BadgeError, BadSignatureError, PeerDeskError
from peerdesk.files import write_whole
from peerdesk.keys.badge import Badge
from peerdesk.keys.signing import verify
from peerdesk.storage.people import Person
from peerdesk.storage.rescue import Rescued, pages_that_open
from peerdesk.storage.rescue import rescue as read_file

NOTES, PICTURES, LOST = "notes.txt", "pictures", "what-could-not-be-read.txt"
_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


class NothingToRescueError(PeerDeskError):
    """No page of the file can be read with the keys that there are."""


@dataclass(frozen=True)
class Saved:
    """What was written. Numbers of records, pictures, and pages of the file that could not be read."""

    folder: Path
    records: int
    pictures: int
    lost_pages: int


def rescue(file: Path, keys: Sequence[bytes], out: Path) -> Saved:
    """Write all readable text and pictures of a desk's file into a folder. The file itself is only read.

    What is written lies open: anybody who has the folder can read it.

    Args:
        file: a desk, or a copy of one, however damaged.
        keys: that may open it.
        out: the folder; made if it is not there. Files of these names in it are replaced.

    Raises:
        NothingToRescueError: nothing of it can be read.
        FileNotWrittenError: the folder cannot be written.
    """
    found = _read(file, keys)
    try:
        (out / PICTURES).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PeerDeskError(
            "PeerDesk cannot write in this folder.", "Name another folder.", detail=str(error)
        ) from error
    for sha256, (media_type, content) in found.attachments.items():
        write_whole(out / PICTURES / f"{sha256[:16]}{_ENDINGS.get(media_type, '.bin')}", content, only_me=True)
    records = _by_record(found)
    write_whole(out / NOTES, "\n".join(_notes(found, records)).encode(), only_me=True)
    write_whole(out / LOST, "\n".join(_lost(found)).encode(), only_me=True)
    return Saved(out, len(records), len(found.attachments), found.lost_pages[0])


def verified(file: Path, keys: Sequence[bytes]) -> Rescued:
    """Read all that can be read of a desk's file, and leave out signatures and badges that do not hold.

    Args:
        file: a desk, or a copy of one, however damaged; it is only read.
        keys: that may open it.

    Raises:
        NothingToRescueError: nothing of it can be read.
    """
    found = _read(file, keys)
    found.seals = [one for one in found.seals if _holds(*one)]
    found.people = [one for one in found.people if _is_badge_of(one)]
    return found


def _read(file: Path, keys: Sequence[bytes]) -> Rescued:
    try:
        found = read_file(file, max(keys, key=lambda one: pages_that_open(file, one)))
    except OSError as error:
        raise _nothing(str(error)) from error
    if found.is_empty:
        raise _nothing(str(file))
    return found


def _holds(seal: AnySeal, signature: str) -> bool:
    try:
        return verify(signature, NAMESPACE, seal.line).key_id == seal.author
    except BadSignatureError:
        return False


def _is_badge_of(person: Person) -> bool:
    try:
        return Badge.from_bytes(person.badge).key.key_id == person.key_id
    except BadgeError:
        return False


def _by_record(found: Rescued) -> dict[str, list[Revision]]:
    records: dict[str, list[Revision]] = defaultdict(list)
    for entry in found.entries.values():
        if isinstance(entry, Revision):
            records[entry.record_id].append(entry)
    return records


def _notes(found: Rescued, records: dict[str, list[Revision]]) -> Iterable[str]:
    scopes: dict[str, list[list[Revision]]] = defaultdict(list)
    for each in records.values():
        each.sort(key=lambda one: (one.written_at, one.entry_id), reverse=True)
        scopes[each[0].scope].append(each)
    for scope in sorted(scopes):
        yield from (f"REVIEW {_school(found, scopes[scope])}", "=" * 40, "")
        for each in sorted(scopes[scope], key=lambda one: (one[0].kind, one[-1].written_at)):
            yield from _record(found, each)
    if found.drafts:
        yield from ("TYPED AND NOT KEPT YET", "=" * 40, "")
        yield from (f"{draft.typed_at}  {draft.place}\n{draft.text}\n" for draft in found.drafts.values())
    if found.loose:
        yield from ("WORDS OF WHICH NOBODY CAN TELL WHO WROTE THEM", "=" * 40, "")
        yield from (f"{name}: {_text(words.value)}\n" for name, words in found.loose if _text(words.value))


def _record(found: Rescued, revisions: list[Revision]) -> Iterable[str]:
    """Say a record, its newest words first; a link says nothing in words."""
    said = []
    for one in revisions:
        lines = [
            f"  {name}: {_text(words.value)}"
            for name in sorted(one.fields)
            if (words := found.words.get((one.entry_id, name))) is not None and _text(words.value)
        ]
        gone = sum((one.entry_id, name) not in found.words for name in one.fields)
        if lines or gone or one.deleted:
            who = found.names.get(one.author, one.author[:12])
            said += [f"{one.written_at}  {who}{'  (deleted)' if one.deleted else ''}", *lines]
            said += [f"  ({gone} of its words could not be read)"] if gone else []
    if said:
        yield from (f"{revisions[0].kind.upper()} {revisions[0].record_id[:12]}", *said, "")


def _school(found: Rescued, records: list[list[Revision]]) -> str:
    """Name a review by its school and day, as far as these could be read."""
    said: dict[str, Value] = {}
    for one in (one for each in records if each[0].kind == "review" for one in reversed(each)):
        said |= {
            name: found.words[one.entry_id, name].value for name in one.fields if (one.entry_id, name) in found.words
        }
    name = str(said.get("school_name") or "of a school whose name could not be read")
    days = said.get("days")
    return f"{name}, {day_in_words(str(days[0]))}" if isinstance(days, list) and days else name


def _lost(found: Rescued) -> Iterable[str]:
    lost, pages = found.lost_pages
    wordless = sum(
        (one.entry_id, name) not in found.words
        for one in found.entries.values()
        if isinstance(one, Revision)
        for name in one.fields
    )
    yield f"Of {pages:,} pages of the file {lost:,} could not be read."
    yield f"Of what is listed in {NOTES}, {wordless:,} words are not in the file: lost with a page, or never sent."
    yield f"{len(found.loose):,} words were found of which nobody can tell who wrote them."
    parents = {parent for one in found.entries.values() if isinstance(one, Revision) for parent in one.parents}
    yield f"{len(parents - found.entries.keys()):,} earlier versions are known of, and are gone."
    yield ""


def _text(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return ", ".join(f"{name} {_text(one)}" for name, one in value.items())
    return "" if value is None else str(value).replace("\n", "\n    ")


def _nothing(detail: str) -> NothingToRescueError:
    return NothingToRescueError(
        "Nothing of this file can be read on this laptop.",
        "Look for a copy of your notes: beside them, or on the stick for the second copy.",
        detail=detail,
    )
