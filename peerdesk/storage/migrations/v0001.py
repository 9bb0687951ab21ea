"""The tables as the first version made them, written down for ever."""

from typing import Any

from alembic.operations import Operations
from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint


def upgrade(op: Operations) -> None:
    """Make the tables of what was said, and those that pages query; the index of words is made by `search.create`."""
    _make_kept(op)
    _make_shown(op)


def _make_kept(op: Operations) -> None:
    op.create_table(
        "act",
        Column("seq", Integer(), primary_key=True, nullable=False),
        Column("label", String(80), nullable=False),
        Column("entries", Text(), nullable=False),
        Column("undone", Boolean(), nullable=False),
    )
    op.create_table(
        "attachment_bytes",
        Column("sha256", LargeBinary(32), primary_key=True, nullable=False),
        Column("media_type", String(64), nullable=False),
        Column("content", LargeBinary(), nullable=False),
    )
    op.create_table(
        "draft",
        Column("place", String(200), primary_key=True, nullable=False),
        Column("text", Text(), nullable=False),
        Column("context", Text(), nullable=False),
        Column("typed_at", String(20), nullable=False),
    )
    op.create_table(
        "entry",
        Column("seq", Integer(), primary_key=True, nullable=False),
        Column("entry_id", LargeBinary(32), nullable=False),
        Column("t", String(9), nullable=False),
        Column("scope", LargeBinary(32), nullable=False),
        Column("kind", String(32), nullable=False),
        Column("record_id", LargeBinary(32), nullable=True),
        Column("author", LargeBinary(32), nullable=False),
        Column("depth", Integer(), nullable=False),
        Column("standing", String(7), nullable=False),
        Column("here", Boolean(), nullable=False),
        Column("line", LargeBinary(), nullable=False),
        UniqueConstraint("entry_id"),
    )
    op.create_index("ix_entry_record_id", "entry", ["record_id"])
    op.create_index("ix_entry_scope_t_kind", "entry", ["scope", "t", "kind"])
    op.create_index("ix_entry_standing_scope", "entry", ["standing", "scope"])
    op.create_table(
        "passage",
        Column("seq", Integer(), primary_key=True, nullable=False),
        Column("package_id", String(64), nullable=False),
        Column("scope", LargeBinary(32), nullable=False),
        Column("way", String(3), nullable=False),
        Column("kind", String(16), nullable=False),
        Column("person", LargeBinary(32), nullable=False),
        Column("at", String(20), nullable=False),
        Column("manifest_hash", LargeBinary(32), nullable=False),
        Column("counts", Text(), nullable=False),
        Column("receipt", Text(), nullable=False),
    )
    op.create_index("ix_passage_package_id", "passage", ["package_id"])
    op.create_table(
        "person",
        Column("key_id", LargeBinary(32), primary_key=True, nullable=False),
        Column("name", String(80), nullable=False),
        Column("badge", LargeBinary(), nullable=False),
        Column("met_at", String(20), nullable=False),
        Column("confirmed_how", String(32), nullable=False),
    )
    op.create_table(
        "seal",
        Column("seq", Integer(), primary_key=True, nullable=False),
        Column("seal_id", LargeBinary(32), nullable=False),
        Column("scope", LargeBinary(32), nullable=False),
        Column("author", LargeBinary(32), nullable=False),
        Column("line", LargeBinary(), nullable=False),
        Column("signature", Text(), nullable=False),
        UniqueConstraint("seal_id"),
    )
    op.create_index("ix_seal_scope", "seal", ["scope"])
    op.create_table(
        "setting",
        Column("name", String(64), primary_key=True, nullable=False),
        Column("value", Text(), nullable=False),
    )
    op.create_table(
        "sealed",
        Column("seq", Integer(), primary_key=True, nullable=False),
        Column("seal_seq", Integer(), ForeignKey("seal.seq"), nullable=False),
        Column("entry_id", LargeBinary(32), nullable=False),
    )
    op.create_index("ix_sealed_entry_id", "sealed", ["entry_id"])
    op.create_table(
        "thumbnail",
        Column(
            "sha256",
            LargeBinary(32),
            ForeignKey("attachment_bytes.sha256", ondelete="CASCADE"),
            primary_key=True,
            nullable=False,
        ),
        Column("content", LargeBinary(), nullable=False),
    )
    op.create_table(
        "words",
        Column("seq", Integer(), primary_key=True, nullable=False),
        Column("entry_seq", Integer(), ForeignKey("entry.seq"), nullable=False),
        Column("name", String(32), nullable=False),
        Column("line", LargeBinary(), nullable=False),
        UniqueConstraint("entry_seq", "name"),
    )


def _make_shown(op: Operations) -> None:
    record_table(
        op,
        "action",
        Column("text", Text(), nullable=False),
        Column("state", Text(), nullable=False),
        Column("what_we_saw", Text(), nullable=False),
    )
    record_table(
        op,
        "activity",
        Column("title", Text(), nullable=False),
        Column("kind", Text(), nullable=False),
        Column("time", Text(), nullable=False),
        Column("place", Text(), nullable=False),
        Column("who", Text(), nullable=False),
        Column("scribe", Text(), nullable=False),
        Column("joint_with", Text(), nullable=False),
        Column("questions", Text(), nullable=False),
        Column("voice", Text(), nullable=False),
        Column("source", Text(), nullable=False),
        Column("planned", Boolean(), nullable=False),
    )
    record_table(
        op,
        "attachment",
        Column("note", Text(), nullable=False),
        Column("sha256", Text(), nullable=False),
        Column("media_type", Text(), nullable=False),
        Column("alt", Text(), nullable=False),
    )
    op.create_index("ix_attachment_note", "attachment", ["note"])
    record_table(
        op,
        "citation",
        Column("finding", LargeBinary(32), nullable=False),
        Column("note", LargeBinary(32), nullable=False),
        Column("way", Text(), nullable=False),
    )
    op.create_index("ix_citation_finding", "citation", ["finding"])
    op.create_index("ix_citation_note", "citation", ["note"])
    record_table(
        op,
        "finding",
        Column("question", Text(), nullable=False),
        Column("kind", Text(), nullable=False),
        Column("title", Text(), nullable=False),
        Column("text", Text(), nullable=False),
        Column("wondering", Text(), nullable=False),
        Column("caution", Text(), nullable=False),
        Column("agreed", Boolean(), nullable=False),
    )
    record_table(
        op,
        "jotting",
        Column("text", Text(), nullable=False),
        Column("seen_at", Text(), nullable=False),
    )
    record_table(
        op,
        "link",
        Column("note", LargeBinary(32), nullable=False),
        Column("question", LargeBinary(32), nullable=False),
    )
    op.create_index("ix_link_note", "link", ["note"])
    record_table(
        op,
        "member",
        Column("name", Text(), nullable=False),
        Column("role", Text(), nullable=False),
        Column("school", Text(), nullable=False),
        Column("key", Text(), nullable=False),
    )
    record_table(
        op,
        "note",
        Column("text", Text(), nullable=False),
        Column("made_of_it", Text(), nullable=False),
        Column("sign", Text(), nullable=False),
        Column("source", Text(), nullable=False),
        Column("voice", Text(), nullable=False),
        Column("where", Text(), nullable=False),
        Column("year", Text(), nullable=False),
        Column("subject", Text(), nullable=False),
        Column("tally", Text(), nullable=False),
        Column("present", Text(), nullable=False),
        Column("activity", Text(), nullable=False),
        Column("seen_at", Text(), nullable=False),
        Column("observed_by", Text(), nullable=False),
        Column("asked_by", Text(), nullable=False),
        Column("starred", Boolean(), nullable=False),
    )
    op.create_index("ix_note_seen_at", "note", ["seen_at"])
    record_table(
        op,
        "question",
        Column("text", Text(), nullable=False),
        Column("short_name", Text(), nullable=False),
        Column("theme", Text(), nullable=False),
    )
    record_table(
        op,
        "reply",
        Column("words", Text(), nullable=False),
        Column("answered_on", Text(), nullable=False),
        Column("taken_by", Text(), nullable=False),
        Column("what", Text(), nullable=False),
        Column("document", Text(), nullable=False),
    )
    record_table(
        op,
        "review",
        Column("school_name", Text(), nullable=False),
        Column("school_urn", Text(), nullable=False),
        Column("school_address", Text(), nullable=False),
        Column("school_phase", Text(), nullable=False),
        Column("days", Text(), nullable=False),
        Column("purpose", Text(), nullable=False),
        Column("partnership", Text(), nullable=False),
        Column("check_by", Text(), nullable=False),
        Column("report_by", Text(), nullable=False),
        Column("workshop_on", Text(), nullable=False),
        Column("notes_go_on", Text(), nullable=False),
        Column("contacts", Text(), nullable=False),
    )
    record_table(
        op,
        "section",
        Column("place", Text(), nullable=False),
        Column("question", Text(), nullable=False),
        Column("title", Text(), nullable=False),
        Column("text", Text(), nullable=False),
    )


def record_table(op: Operations, name: str, *columns: Column[Any]) -> None:
    """Make a table of what records of one kind say."""
    op.create_table(
        name,
        *columns,
        Column("seq", Integer(), primary_key=True, nullable=False),
        Column("record_id", LargeBinary(32), nullable=False),
        Column("scope", LargeBinary(32), nullable=False),
        Column("for_team", Boolean(), nullable=False),
        Column("for_report", Boolean(), nullable=False),
        Column("author", LargeBinary(32), nullable=False),
        Column("first_written_at", String(20), nullable=False),
        Column("tips", Text(), nullable=False),
        Column("two_versions", Text(), nullable=False),
        Column("unreadable", Text(), nullable=False),
        Column("order", Text(), nullable=False),
    )
    op.create_index(f"ix_{name}_record_id", name, ["record_id"])
    op.create_index(f"ix_{name}_scope_order_for_team", name, ["scope", "order", "for_team"])
