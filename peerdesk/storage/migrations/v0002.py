"""What comes before the visit: the framework, the school's own view, its figures, and more of the plan.

The tables are only computed from what was said, so those that grow are made anew and empty; `projection.renew` fills
them.
"""

from typing import Any

from alembic.operations import Operations
from sqlalchemy import Boolean, Column, Text

from peerdesk.storage.migrations.v0001 import record_table

_GROW = {
    "review": "school_name school_urn school_address school_phase days purpose partnership check_by report_by"
    " workshop_on notes_go_on contacts school_ages school_roll school_authority way link one_class? one_person"
    " photographs invites exceptions",
    "member": "name role school key training",
    "question": "text short_name theme characteristic example evidence self_view action research",
    "activity": "title kind time place who scribe joint_with questions voice source planned? guide link",
    "action": "text state what_we_saw evidence agreed_on owner due",
}
_BEGIN = {
    "framework": "framework_id version title body",
    "self_view": "characteristic text level evidence",
    "context": "title year source body",
    "letter": "arrival cars access asks",
}


def upgrade(op: Operations) -> None:
    """Make the tables of the plan anew, and three more."""
    for name in _GROW:
        op.drop_table(name)
    for name, columns in {**_GROW, **_BEGIN}.items():
        record_table(op, name, *map(_column, columns.split()))


def _column(name: str) -> Column[Any]:
    """Return a column of text; a question mark at the end stands for yes or no."""
    return Column(name.removesuffix("?"), Boolean() if name.endswith("?") else Text(), nullable=False)
