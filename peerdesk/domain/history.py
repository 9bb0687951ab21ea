"""The past of a record: who said what and when, field by field. Nothing that was written is ever gone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from peerdesk.domain.authority import Standing
from peerdesk.domain.canonical import Value
from peerdesk.domain.entries import Revision
from peerdesk.domain.records import Placed, Read, in_team_view, look

_Tips = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class HistoryLine:
    """What one revision did to one field.

    Attributes:
        when: `YYYY-MM-DDTHH:MM:SSZ`, what the writer's clock said.
        who: name of the writer's key, or of the writer once a desk has looked it up.
        field: its name; "" for the record itself, which was then deleted or brought back.
        before: what it said to the writer; None for nothing, or for words that are not here.
        after: what the writer said.
        standing: where the revision stands.
        deleted: the record was deleted by this.
        entry_id: the revision.
    """

    when: str
    who: str
    field: str
    before: Value
    after: Value
    standing: Standing
    deleted: bool
    entry_id: str


@dataclass(frozen=True)
class Settlement:
    """That somebody settled several versions of a field, or that they still stand.

    Attributes:
        field: its name.
        versions: name of the writer's key, when, and what was said; in the order of the revisions.
        who: name of the key of who settled it; "" while it is open.
        when: `YYYY-MM-DDTHH:MM:SSZ`; "" while it is open.
        value: what it says since.
    """

    field: str
    versions: tuple[tuple[str, str, Value], ...]
    who: str = ""
    when: str = ""
    value: Value = None


def settlements(placed: Sequence[Placed], read: Read) -> tuple[Settlement, ...]:
    """Return all fields of a record that ever had several versions, the newest first, those that are open before.

    Args:
        placed: all whole revisions of one record, in any order.
        read: finds words.
    """
    found: list[Settlement] = []
    by_id = {one.revision.entry_id: one.revision for one in placed}
    for one in _oldest_first(placed):
        revision = one.revision
        before = _shown_to(revision.parents, {}, placed) if len(revision.parents) > 1 else {}
        for name in sorted(revision.fields):
            versions = _distinct(before.get(name, ()), name, by_id, read)
            if len(versions) > 1:
                value = _said(read, revision, name)
                found.append(Settlement(name, versions, revision.author, revision.written_at, value))
    now = look(placed, read, in_team_view)
    for name, field in (now.fields if now else {}).items():
        versions = _distinct(field.tips, name, by_id, read)
        if len(versions) > 1 and name != "order":
            found.append(Settlement(name, versions))
    return tuple(reversed(found))


def history(placed: Sequence[Placed], read: Read) -> tuple[HistoryLine, ...]:
    """Return what was done to a record, the newest first; linear in its revisions but where two versions were settled.

    Args:
        placed: all whole revisions of one record, in any order.
        read: finds words.
    """
    lines: list[HistoryLine] = []
    shown: dict[str, _Tips] = {}
    gone: dict[str, bool] = {}
    for one in _oldest_first(placed):
        revision = one.revision
        before = _shown_to(revision.parents, shown, placed)
        shown[revision.entry_id] = {**before, **dict.fromkeys(revision.fields, (revision.entry_id,))}
        gone[revision.entry_id] = revision.deleted
        was_gone = bool(revision.parents) and all(gone.get(parent, False) for parent in revision.parents)
        if revision.deleted != was_gone:
            lines.append(_line(one, "", None, None))
        if not revision.deleted:
            for name in sorted(revision.fields):
                lines.append(_line(one, name, _value(before.get(name, ()), name, read), _said(read, revision, name)))
    return tuple(reversed(lines))


def before_deletion(placed: Sequence[Placed], read: Read) -> dict[str, Value]:
    """Return what the fields said that were emptied when the record was deleted, as undoing its beginning does."""
    shown: dict[str, _Tips] = {}
    emptied: dict[str, Value] = {}
    for one in _oldest_first(placed):
        revision = one.revision
        before = _shown_to(revision.parents, shown, placed)
        shown[revision.entry_id] = {**before, **dict.fromkeys(revision.fields, (revision.entry_id,))}
        for name in revision.fields:
            if revision.deleted:
                emptied[name] = _value(before.get(name, ()), name, read)
            else:
                emptied.pop(name, None)
    return {name: value for name, value in emptied.items() if value is not None}


def changed_words(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Return two texts as one run of pieces: ("same" | "gone" | "new", piece), whole words each."""
    one, other = re.findall(r"\S+\s*|\s+", before), re.findall(r"\S+\s*|\s+", after)
    pieces: list[tuple[str, str]] = []
    for what, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(("same", "".join(one[a:b])))
        else:
            pieces += [("gone", "".join(one[a:b])), ("new", "".join(other[c:d]))]
    return tuple((what, piece) for what, piece in pieces if piece)


def _distinct(
    tips: Sequence[str], name: str, by_id: Mapping[str, Revision], read: Read
) -> tuple[tuple[str, str, Value], ...]:
    """Return what several revisions say in a field, each value once; words that are not here say nothing."""
    found: list[tuple[str, str, Value]] = []
    for tip in tips:
        words = read(tip, name)
        if words is not None and words.value not in [value for *_, value in found]:
            found.append((by_id[tip].author, by_id[tip].written_at, words.value))
    return tuple(found)


def _oldest_first(placed: Sequence[Placed]) -> list[Placed]:
    return sorted(placed, key=lambda one: (one.depth, one.revision.entry_id))


def _shown_to(parents: Sequence[str], shown: Mapping[str, _Tips], placed: Sequence[Placed]) -> _Tips:
    """Return the tips of each field that the writer was shown."""
    if not parents:
        return {}
    if len(parents) == 1:
        return shown.get(parents[0], {})
    seen = look(_up_to(parents, placed), lambda *_: None, lambda _: True)
    return {name: field.tips for name, field in seen.fields.items()} if seen else {}


def _up_to(tips: Sequence[str], placed: Sequence[Placed]) -> list[Placed]:
    by_id = {one.revision.entry_id: one for one in placed}
    wanted, found = list(tips), dict[str, Placed]()
    while wanted:
        entry_id = wanted.pop()
        if entry_id not in found and entry_id in by_id:
            found[entry_id] = by_id[entry_id]
            wanted += by_id[entry_id].revision.parents
    return list(found.values())


def _value(tips: Sequence[str], name: str, read: Read) -> Value:
    return next((words.value for tip in tips if (words := read(tip, name)) is not None), None)


def _said(read: Read, revision: Revision, name: str) -> Value:
    words = read(revision.entry_id, name)
    return None if words is None else words.value


def _line(one: Placed, field: str, before: Value, after: Value) -> HistoryLine:
    revision = one.revision
    return HistoryLine(
        revision.written_at, revision.author, field, before, after, one.standing, revision.deleted, revision.entry_id
    )
