"""Notes get a column that is worked out of their words, row by row; on SQLite their table is written anew for it."""

from typing import Any, Literal

from sqlalchemy import Column, Integer, column, select, table, update

NOTE = table("note", column("seq"), column("text"), column("length"))


def upgrade(op: Any) -> None:
    here = op.get_bind()
    with op.batch_alter_table("note", recreate=how(here)) as batch:
        batch.add_column(Column("length", Integer(), nullable=False, server_default="0"))
    op.create_index("ix_note_length", "note", ["length"])
    for row in here.execute(select(NOTE.c.seq, NOTE.c.text)).all():
        here.execute(update(NOTE).where(NOTE.c.seq == row.seq).values(length=len(row.text)))


def how(here: Any) -> Literal["always", "auto"]:
    return "always" if here.dialect.name == "sqlite" else "auto"
