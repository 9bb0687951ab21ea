"""What a partnership says of itself: its schools, groups, people, cycles, plans, what they share, and its meetings.

On a server, rows of records are numbered by the server from now on, so that several can write at the same moment.
"""

from typing import Any

from alembic.operations import Operations
from sqlalchemy import Boolean, Column, LargeBinary, Text

from peerdesk.storage.migrations.v0001 import record_table

_BEGIN = {
    "partnership": "name phase area memorandum agreed_on document foot",
    "protocol": "about seen_by group words",
    "school": "name urn earlier phase ages postcode local_authority state joined_on left_on pair",
    "school_group": "name kind parents begins_on ends_on virtual?",
    "membership": "school group begins_on ends_on",
    "office": "colleague group part begins_on ends_on",
    "target": "group text measure baseline due owner state became",
    "capacity": "group point level words said_on",
    "funding": "group title asked_on amount granted used_for document",
    "development_visit": "group visitor visited_on words next_steps document",
    "provider": "name gives reach",
    "colleague": "name school post key resting?",
    "training": "title what trained_for days place led_by",
    "attendance": "training# colleague# came",
    "readiness": "colleague ready_to signed_by signed_on until words",
    "cycle": "school year data_sharing_planned data_sharing_done review_planned review_done champions_planned"
    " champions_done workshop_planned workshop_done impact_planned impact_done moved_because review virtual?",
    "part": "cycle# colleague# part agreed?",
    "kept_report": "cycle title document released word word_on taken_by",
    "evaluation": "cycle voice said_on worth helped change",
    "half_term": "name begins_on ends_on local_authority",
    "closed_days": "what title begins_on ends_on school",
    "planned_action": "cycle school text about owner due notice state moved_because",
    "check_in": "action said_on said_by half_term state words",
    "impact": "cycle action looked_on words evidence document gains",
    "champion_entry": "colleague cycle written_on words next_step",
    "offer": "school topic text review consent_by consent_on ends_on",
    "want": "school topic text said_on ends_on",
    "support_request": "closed seen_by",
    "support": "giver taker topic agreed_on ends_on brokered_by became gains",
    "case_study": "school title background timeline aspiration impact gains consent_by consent_on",
    "learning_set": "title what priority led_by begins_on ends_on became",
    "set_school": "learning_set# school# colleague",
    "quote": "school text source published_on gains",
    "maturity": "school framework version characteristic school_level level said_on review shared_by",
    "health_check": "group what framework version begins_on ends_on next_steps",
    "health_answer": "health_check said_by dimension level words",
    "group_figures": "group title year source body",
    "meeting": "group what held_on place present words document",
    "decision": "meeting text owner due state became told_on",
}
_INDEXED = {
    "membership": "school group",
    "attendance": "training colleague",
    "readiness": "colleague",
    "cycle": "school",
    "part": "cycle colleague",
    "kept_report": "cycle",
    "evaluation": "cycle",
    "planned_action": "cycle school",
    "check_in": "action",
    "impact": "cycle",
    "champion_entry": "colleague",
    "offer": "school",
    "want": "school",
    "set_school": "learning_set school",
    "maturity": "school",
    "health_answer": "health_check",
    "decision": "meeting",
}
_NUMBERED = """
    note answer prompt attachment jotting member review action reply heard moderation activity question finding section
"""
"""Kinds whose rows this program numbered by itself before."""


def upgrade(op: Operations) -> None:
    """Make a table for each kind of a partnership, and let the server number on from where it is."""
    for name, columns in _BEGIN.items():
        record_table(op, name, *map(_column, columns.split()))
    for name, columns in _INDEXED.items():
        for column in columns.split():
            op.create_index(f"ix_{name}_{column}", name, [column])
    if op.get_bind().dialect.name == "postgresql":
        for name in _NUMBERED.split():
            last = f"(SELECT coalesce(max(seq), 0) + 1 FROM {name})"  # noqa: S608 - our own names
            op.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'seq'), {last}, false)")


def _column(name: str) -> Column[Any]:
    """Return a column of text; at the end of a name, ? stands for yes or no and # for an id."""
    of = Boolean() if name.endswith("?") else LargeBinary(32) if name.endswith("#") else Text()
    return Column(name.rstrip("?#"), of, nullable=False)
