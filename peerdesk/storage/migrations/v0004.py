"""What the hour at the table and the way to the head need: her words, moderation, reports as they were handed over.

The tables that grow are only computed from what was said, so they are made anew and empty; `projection.renew` fills
them.
"""

from typing import Any

from alembic.operations import Operations
from sqlalchemy import Boolean, Column, Text

from peerdesk.storage.migrations.v0001 import record_table

_GROW = {
    "review": "school_name school_urn school_address school_phase days purpose partnership check_by report_by"
    " workshop_on notes_go_on contacts school_ages school_roll school_authority way link one_class? one_person"
    " photographs invites exceptions logo",
    "activity": "title kind time place who scribe joint_with questions voice source planned? guide link not_done",
    "finding": "question kind title text wondering caution dissent agreed?",
}
_BEGIN = {
    "heard": "finding about says words travels heard_on taken_by document",
    "moderation": "characteristic school_level team_level level reasons evidence",
    "edition": "state handed_on check_by what_changed pdf document signoff",
}


def upgrade(op: Operations) -> None:
    """Make three tables of what is said now anew, and three more."""
    for name in _GROW:
        op.drop_table(name)
    for name, columns in {**_GROW, **_BEGIN}.items():
        record_table(op, name, *map(_column, columns.split()))
    op.create_index("ix_heard_finding", "heard", ["finding"])


def _column(name: str) -> Column[Any]:
    """Return a column of text; a question mark at the end stands for yes or no."""
    return Column(name.removesuffix("?"), Boolean() if name.endswith("?") else Text(), nullable=False)
