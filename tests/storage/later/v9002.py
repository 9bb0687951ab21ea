"""Tables that others refer to are written anew; a new table with an index is filled from what was said."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, String, column, insert, select, table, text

from tests.storage.later.v9001 import how

WORDS = table("words", column("entry_seq"), column("line"))


def upgrade(op: Any) -> None:
    here = op.get_bind()
    for name in ("entry", "attachment_bytes"):
        with op.batch_alter_table(name, recreate=how(here)) as batch:
            batch.add_column(Column("size_bytes", Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE entry SET size_bytes = octet_length(line)")
    op.execute("UPDATE attachment_bytes SET size_bytes = octet_length(content)")
    mention = op.create_table(
        "mention",
        Column("seq", Integer(), primary_key=True, nullable=False),
        Column("entry_seq", Integer(), ForeignKey("entry.seq"), nullable=False),
        Column("word", String(40), nullable=False),
    )
    for row in here.execute(select(WORDS)).all():
        for word in sorted({one.decode()[:40] for one in bytes(row.line).split() if one.isascii()}):
            here.execute(insert(mention).values(entry_seq=row.entry_seq, word=word))
    op.create_index("ix_mention_word", "mention", ["word"])
    here.execute(text("UPDATE setting SET value = value || '' WHERE name NOT LIKE 'identity.%'"))
