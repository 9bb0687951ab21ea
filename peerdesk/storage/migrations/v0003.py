"""What a reviewer's day needs: answers, questions of one's own, look-fors, advice; and what was asked of whoever typed.

The tables of notes and private lines are only computed from what was said, so they are made anew and empty;
`projection.renew` fills them.
"""

from typing import Any

from alembic.operations import Operations
from sqlalchemy import Boolean, Column, String, Text

from peerdesk.storage.migrations.v0001 import record_table

_GROW = {
    "note": "text made_of_it sign source voice where year subject tally present activity seen_at observed_by asked_by"
    " starred? answer look_for",
    "jotting": "text seen_at about",
}
_BEGIN = {
    "answer": "activity guide prompt follow_up text quote? said_by tally seen_at observed_by asked_by",
    "prompt": "activity text question",
    "look": "look_for question state activity seen_at observed_by",
    "advice": "member closed",
}


def upgrade(op: Operations) -> None:
    """Make two tables of what is said now anew and four more, and one of what was asked."""
    for name in _GROW:
        op.drop_table(name)
    for name, columns in {**_GROW, **_BEGIN}.items():
        record_table(op, name, *map(_column, columns.split()))
    op.create_index("ix_note_seen_at", "note", ["seen_at"])
    op.create_index("ix_answer_activity", "answer", ["activity"])
    op.create_index("ix_prompt_activity", "prompt", ["activity"])
    op.create_table(
        "asked",
        Column("what", String(16), primary_key=True, nullable=False),
        Column("about", String(64), primary_key=True, nullable=False),
        Column("mark", String(200), primary_key=True, nullable=False),
        Column("answer", String(16), nullable=False),
        Column("at", String(20), nullable=False),
    )


def _column(name: str) -> Column[Any]:
    """Return a column of text; a question mark at the end stands for yes or no."""
    return Column(name.removesuffix("?"), Boolean() if name.endswith("?") else Text(), nullable=False)
