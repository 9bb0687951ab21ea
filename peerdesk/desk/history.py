"""The past of a record, what was deleted, and two versions side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.domain.canonical import Value
from peerdesk.domain.history import HistoryLine, Settlement, before_deletion, history, settlements
from peerdesk.domain.kinds import JOTTING, KINDS
from peerdesk.domain.naming import named
from peerdesk.domain.records import FieldLook, RecordLook
from peerdesk.domain.review import Member, Record
from peerdesk.domain.shape import to_value
from peerdesk.errors import PeerDeskError
from peerdesk.storage.hidden import forked_records, hidden_records
from peerdesk.storage.people import read_people
from peerdesk.storage.projection import History, fallen_histories, histories, newest_history, short_histories
from peerdesk.storage.reading import read_all

BROUGHT_BACK_KINDS = (
    "note",
    JOTTING,
    "finding",
    "section",
    "question",
    "activity",
    "action",
    "answer",
    "prompt",
    "heard",
)
CLOSED = "advice"
"""Of this kind nobody is shown what it said: it is closed to two people."""
MOST_SHOWN = 200
_WORDS = ("text", "title", "words")
_CALLED = {"heard": "what the head said"}
"""Kinds that are not called as they are named."""


class NothingThereError(PeerDeskError):
    """There is no such record on this desk, or it is not deleted."""


@dataclass(frozen=True)
class Deleted:
    """Something that was deleted.

    Attributes:
        kind: "note", "finding" and so on.
        words: the first words that it said.
        when: `YYYY-MM-DDTHH:MM:SSZ`, when it was deleted.
        who: the name of who deleted it.
        tips: the revisions that are shown by this.
    """

    record_id: str
    kind: str
    words: str
    when: str
    who: str
    tips: tuple[str, ...]


@dataclass(frozen=True)
class Version:
    """What one laptop says in a field of which two versions stand.

    Attributes:
        value: as the record's class has it; whether it is deleted for the field "deleted".
        key: name of the key of who wrote it: two versions may be one person's, on two laptops.
    """

    value: Any
    who: str
    when: str
    key: str = ""


@dataclass(frozen=True)
class Settled:
    """Several versions of a field, open or settled.

    Attributes:
        words: the first words of the record that it is about.
        versions: what each laptop said.
        who: the name of who settled it; "" while it is open.
        value: what it says since, as the record's class has it.
    """

    record_id: str
    kind: str
    words: str
    field: str
    versions: tuple[Version, ...]
    who: str
    when: str
    value: Any


class RecordHistory:
    """Looks back, and brings back."""

    def __init__(self, acting: Acting) -> None:
        """Look back on one desk."""
        self._acting = acting

    def of(self, record_id: str, most: int = MOST_SHOWN) -> tuple[HistoryLine, ...]:
        """Return what was done to a record, the newest first, with the names of who did it.

        Args:
            record_id: of the record.
            most: how many of its newest revisions, if there are many.
        """
        with self._acting.look() as session:
            found = newest_history(session, record_id, most)
            names = _names(session, found.first.scope) if found else {}
        if found is None:
            return ()
        kind = found.kind
        return tuple(
            replace(
                line,
                who=names.get(line.who, ""),
                before=_attribute(kind, line.field, line.before),
                after=_attribute(kind, line.field, line.after),
            )
            for line in _newest(history(found.placed, found.read), found, most)
        )

    def deleted(self, scope: str) -> list[Deleted]:
        """Return what was deleted in a review, the newest first."""
        with self._acting.look() as session:
            ids = hidden_records(session, scope, BROUGHT_BACK_KINDS)
            names = _names(session, scope) if ids else {}
            found = [_deleted(one, names) for one in fallen_histories(session, ids)]
        return sorted(
            (one for one in found if one is not None), key=lambda one: (one.when, one.record_id), reverse=True
        )

    def bring_back(self, shown: Deleted) -> Changes:
        """Bring back what was deleted, with the words that it had.

        Raises:
            NothingThereError: it is not here.
        """
        with self._acting.act(f"bring back {_CALLED.get(shown.kind, f'a {shown.kind}')}") as act:
            found = _first_of(fallen_histories(act.session, [shown.record_id]))
            if found is None:
                raise NothingThereError("This is not on this laptop.", "Look at the list again.")
            first, words = found.first, before_deletion(found.placed, found.read)
            act.write_again((first.scope, found.kind, found.record_id, first.ends), words, shown.tips, False)
        return act.changes

    def write_back(self, shown: Record, field: str, value: Any) -> Changes:
        """Write an earlier value of a field as a new edit of the record as it was shown."""
        with self._acting.act("bring back earlier words") as act:
            act.change(shown, **{field: value})
        return act.changes

    def versions(self, record_id: str) -> Mapping[str, tuple[Version, ...]]:
        """Return, for each field of which two versions stand, what each laptop says, with who and when.

        Whether it is deleted stands under "deleted".
        """
        with self._acting.look() as session:
            found = _first_of(short_histories(session, [record_id]))
            said = found.look(lambda standing: standing != "held") if found else None
            if found is None or said is None:
                return {}
            names = _names(session, found.first.scope)
        open_ones = {
            name: _versions(found, name, field, names) for name, field in said.fields.items() if not field.settled
        }
        if said.delete_conflict:
            by_id = {one.revision.entry_id: one.revision for one in found.placed}
            open_ones["deleted"] = tuple(
                _version(by_id[tip].deleted, by_id[tip].author, by_id[tip].written_at, names) for tip in said.tips
            )
        return open_ones

    def all_versions(self, scope: str) -> list[Settled]:
        """Return all two versions that there ever were in a review: those that are open, then the newest first."""
        found: list[Settled] = []
        with self._acting.look() as session:
            ids = forked_records(session, scope)
            names = _names(session, scope) if ids else {}
            for one in histories(session, ids):
                if one.kind == CLOSED:
                    continue
                found += [_settled(one, each, names) for each in settlements(one.placed, one.read)]
        return sorted(found, key=lambda one: (not one.when, one.when, one.record_id, one.field), reverse=True)

    def settle(self, shown: Record, *, deleted: bool = False, **fields: Any) -> Changes:
        """Settle all versions of a record that were shown: one act.

        Args:
            shown: with its two versions.
            deleted: it is to be deleted.
            fields: what each field is to say.
        """
        with self._acting.act("settle two versions") as act:
            if deleted:
                act.delete(shown)
            else:
                act.change(shown, **fields)
        return act.changes


def _newest(lines: Sequence[HistoryLine], found: History, most: int) -> list[HistoryLine]:
    newest = sorted(found.placed, key=lambda one: (one.depth, one.revision.entry_id))[-most:]
    ids = {one.revision.entry_id for one in newest}
    return [line for line in lines if line.entry_id in ids]


def _first_of(found: Sequence[History]) -> History | None:
    return next(iter(found), None)


def _names(session: Session, scope: str) -> dict[str, str]:
    """Return whose key is whose: as the review's team says, else as their badge does."""
    names = {person.key_id: person.name for person in read_people(session)}
    return names | {one.key: named(one) for one in read_all(session, Member, scope) if one.key}


def _attribute(kind: str, name: str, value: Value) -> Any:
    """Return a field's value as the record's class has it; what is not sound as None."""
    if kind not in KINDS or value is None or name not in KINDS[kind].field_names:
        return value
    look = RecordLook((), {name: FieldLook((), (value,), True, True, ())}, False, False)
    made = to_value(kind, look, record_id="", scope="", author="", first_written_at="", **_no_ends(kind))
    return None if made.unreadable else getattr(made, name)


def _no_ends(kind: str) -> dict[str, str]:
    return dict.fromkeys(KINDS[kind].ends, "")


def _deleted(found: History, names: Mapping[str, str]) -> Deleted | None:
    said = found.look(lambda standing: standing != "held")
    if said is None or not said.deleted:
        return None
    by_id = {one.revision.entry_id: one.revision for one in found.placed}
    last = max((by_id[tip] for tip in said.tips), key=lambda one: (one.written_at, one.entry_id))
    emptied = before_deletion(found.placed, found.read)
    texts: Sequence[Value] = [
        emptied.get(name) or (said.fields[name].value if name in said.fields else None) for name in _WORDS
    ]
    words = next((text for text in texts if isinstance(text, str) and text), "")
    return Deleted(found.record_id, found.kind, words, last.written_at, names.get(last.author, ""), said.tips)


def _settled(found: History, one: Settlement, names: Mapping[str, str]) -> Settled:
    said = found.look(lambda standing: standing != "held")
    texts = [said.fields[name].value for name in _WORDS if said is not None and name in said.fields]
    versions = tuple(
        _version(_attribute(found.kind, one.field, value), who, when, names) for who, when, value in one.versions
    )
    words = next((text for text in texts if isinstance(text, str) and text), "")
    value = _attribute(found.kind, one.field, one.value)
    return Settled(found.record_id, found.kind, words, one.field, versions, names.get(one.who, ""), one.when, value)


def _versions(found: History, name: str, field: FieldLook, names: Mapping[str, str]) -> tuple[Version, ...]:
    by_id = {one.revision.entry_id: one.revision for one in found.placed}
    versions: list[Version] = []
    for tip in field.tips:
        words = found.read(tip, name)
        value = None if words is None else _attribute(found.kind, name, words.value)
        if words is not None and value not in [one.value for one in versions]:
            versions.append(_version(value, by_id[tip].author, by_id[tip].written_at, names))
    return tuple(versions)


def _version(value: Any, key: str, when: str, names: Mapping[str, str]) -> Version:
    return Version(value, names.get(key, ""), when, key)
