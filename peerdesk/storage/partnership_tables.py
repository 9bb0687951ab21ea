"""Tables of what a partnership says of itself: one a kind, made after its value (`domain/partnership*.py`).

They are wide and plain: text, lists and yes or no. What pages look records up by has an index.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast, get_origin, get_type_hints

from sqlalchemy import Boolean, Text
from sqlalchemy.orm import MappedColumn, mapped_column

from peerdesk.domain.kinds import KINDS, Kind
from peerdesk.domain.review import Record
from peerdesk.storage.base import Base
from peerdesk.storage.columns import Id, Several
from peerdesk.storage.record_columns import RecordColumns

_KINDS: Mapping[str, tuple[str, ...]] = {
    "partnership": (),
    "protocol": (),
    "school": (),
    "school_group": (),
    "membership": ("school", "group"),
    "office": (),
    "target": (),
    "capacity": (),
    "funding": (),
    "development_visit": (),
    "provider": (),
    "colleague": (),
    "training": (),
    "attendance": ("training", "colleague"),
    "readiness": ("colleague",),
    "cycle": ("school",),
    "part": ("cycle", "colleague"),
    "kept_report": ("cycle",),
    "evaluation": ("cycle",),
    "half_term": (),
    "closed_days": (),
    "planned_action": ("cycle", "school"),
    "check_in": ("action",),
    "impact": ("cycle",),
    "champion_entry": ("colleague",),
    "offer": ("school",),
    "want": ("school",),
    "support_request": (),
    "support": (),
    "case_study": (),
    "learning_set": (),
    "set_school": ("learning_set", "school"),
    "quote": (),
    "maturity": ("school",),
    "health_check": (),
    "health_answer": ("health_check",),
    "group_figures": (),
    "meeting": (),
    "decision": ("meeting",),
}
"""Each kind of a partnership, and the columns that have an index."""


def _table_of(kind: Kind, indexed: tuple[str, ...]) -> type[RecordColumns]:
    """Return the table that a value's attributes fill; what all records share is not said again."""
    hints = get_type_hints(kind.value)
    shared = {one.name for one in fields(Record)}
    columns = {
        one.name: _column(hints[one.name], is_end=one.name in kind.ends, index=one.name in indexed)
        for one in fields(kind.value)
        if one.name not in shared
    }
    said = {"__tablename__": kind.name, "__doc__": kind.value.__doc__, "__module__": __name__, **columns}
    return cast(type[RecordColumns], type(f"{kind.value.__name__}Row", (RecordColumns, Base), said))


def _column(hint: Any, *, is_end: bool, index: bool) -> MappedColumn[Any]:
    if hint is bool:
        return mapped_column(Boolean, nullable=False)
    of = Id if is_end else Several if get_origin(hint) is tuple else Text
    return mapped_column(of, nullable=False, index=index or None)


PARTNERSHIP_TABLES: Mapping[str, type[RecordColumns]] = {
    name: _table_of(KINDS[name], indexed) for name, indexed in _KINDS.items()
}
