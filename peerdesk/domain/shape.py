"""From what a record's fields say to its frozen value: input from outside is believed only after it is checked."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from peerdesk.domain.canonical import Value
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.records import RecordLook
from peerdesk.domain.review import Contact, Record

Reader = Callable[[Value], Any]


class _UnsoundError(Exception):
    """A value is not of the type that its field has."""


def to_value(kind: str, look: RecordLook, **shared: Any) -> Record:
    """Return a record's frozen value; a field that says nothing, or not what its type allows, has its default.

    Args:
        kind: one of `kinds.KINDS`.
        look: what the record says in one view.
        shared: record_id, scope, author, first_written_at, marked; for a link its two ends by name.
    """
    readable = {name: field.value for name, field in look.fields.items() if field.readable}
    said, unreadable = to_attributes(kind, readable, look.fields.keys() - readable.keys())
    two_versions = [name for name, field in look.fields.items() if not field.settled]
    if look.delete_conflict:
        two_versions.append("deleted")
    return KINDS[kind].value(**said, **shared, tips=look.tips, two_versions=tuple(two_versions), unreadable=unreadable)


def to_attributes(
    kind: str, said: Mapping[str, Value], lacking: Collection[str] = ()
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the attributes that fields give a record, and the names of those that cannot be read.

    Args:
        kind: one of `kinds.KINDS`; fields that this version does not know are left out.
        said: the values of the fields whose words are here.
        lacking: the fields whose words are not.
    """
    readers, attributes = _readers(kind), dict[str, Any]()
    unreadable = [name for name in lacking if name in readers]
    for name, value in said.items():
        reader = readers.get(name)
        if value is not None and reader is not None:
            try:
                attributes[name] = reader(value)
            except _UnsoundError:
                unreadable.append(name)
    return attributes, tuple(sorted(unreadable))


def to_fields(kind: str, changes: Mapping[str, Any]) -> dict[str, Value]:
    """Return the values that a revision writes for changed attributes of a record; "" and () are said as null.

    Raises:
        KeyError: the kind has no such field.
    """
    readers = _readers(kind)
    return {name: _plain(value) for name, value in changes.items() if readers[name] is not None}


@cache
def _readers(kind: str) -> Mapping[str, Reader]:
    value_class = KINDS[kind].value
    hints = get_type_hints(value_class)
    names = {*KINDS[kind].field_names}
    defaults: dict[str, Field[Any]] = {one.name: one for one in fields(value_class)}
    for name in names:
        if defaults[name].default is MISSING and defaults[name].default_factory is MISSING:
            raise TypeError(f"{kind}.{name} needs a default: a field may say nothing")
    return {name: _reader(hints[name]) for name in sorted(names)}


def _reader(hint: Any) -> Reader:
    origin, args = get_origin(hint), get_args(hint)
    if hint is str or hint is bool:
        return lambda value: _typed(value, hint)
    if origin is tuple:
        return lambda value: tuple(_typed(one, args[0]) for one in _typed(value, list))
    if origin is Literal:
        return lambda value: _one_of(value, args)
    if hint == Mapping[str, Contact]:
        return _contacts
    allowed = tuple(one for part in args for one in get_args(part))  # a union of Literals
    return lambda value: _one_of(value, allowed)


def _typed(value: Any, wanted: Any) -> Any:
    if type(value) is not wanted:
        raise _UnsoundError
    return value


def _one_of(value: Value, allowed: tuple[Any, ...]) -> Value:
    if value not in allowed:
        raise _UnsoundError
    return value


def _contacts(value: Value) -> Mapping[str, Contact]:
    found = {}
    for who, contact in _typed(value, dict).items():
        inner = _typed(contact, dict)
        found[who] = Contact(name=_typed(inner.get("name", ""), str), place=_typed(inner.get("place", ""), str))
    return found


def _plain(value: Any) -> Value:
    if isinstance(value, tuple | list):
        return [*value] or None
    if isinstance(value, Mapping):
        return {who: {"name": one.name, "place": one.place} for who, one in value.items()} or None
    return None if value == "" else value
