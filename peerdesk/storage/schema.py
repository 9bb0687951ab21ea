"""The tables that hold what was said: entries, their words, seals, attachments, drafts and this desk's own settings."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from peerdesk.storage.base import Base
from peerdesk.storage.columns import Id

APPLICATION_ID = 0x50444B31
"""In the header of every desk file ("PDK1"), so that another program's file is not taken for one."""


class VersionRow(Base):
    """Which version of these tables a file has; the table and column that Alembic reads."""

    __tablename__ = "alembic_version"

    version_num: Mapped[str] = mapped_column(String(32), primary_key=True)


class EntryRow(Base):
    """One revision, statement or entry of a later version. Added, never changed but for what is computed of it.

    Attributes:
        t: `revision`, `statement`, or `unknown` for what a later version wrote.
        standing: `waiting` until it is whole, then `in`, `marked` or `held`; computed from all entries.
        depth: 1 + the deepest parent; 0 while it waits.
        here: written on this desk, and in no seal yet.
    """

    __tablename__ = "entry"
    __table_args__ = (Index(None, "scope", "t", "kind"), Index(None, "record_id"), Index(None, "standing", "scope"))

    seq: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(Id, unique=True)
    t: Mapped[str] = mapped_column(String(9))
    scope: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(32))
    record_id: Mapped[str | None] = mapped_column(Id)
    author: Mapped[str] = mapped_column(Id)
    depth: Mapped[int]
    standing: Mapped[str] = mapped_column(String(7))
    here: Mapped[bool]
    line: Mapped[bytes] = mapped_column(LargeBinary)


class WordsRow(Base):
    """What one field of one revision says. May be absent, and may go."""

    __tablename__ = "words"
    __table_args__ = (UniqueConstraint("entry_seq", "name"),)

    seq: Mapped[int] = mapped_column(primary_key=True)
    entry_seq: Mapped[int] = mapped_column(ForeignKey("entry.seq"))
    name: Mapped[str] = mapped_column(String(32))
    line: Mapped[bytes] = mapped_column(LargeBinary)


class SealRow(Base):
    """A seal whose signature was found to hold."""

    __tablename__ = "seal"

    seq: Mapped[int] = mapped_column(primary_key=True)
    seal_id: Mapped[str] = mapped_column(Id, unique=True)
    scope: Mapped[str] = mapped_column(Id, index=True)
    author: Mapped[str] = mapped_column(Id)
    line: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[str] = mapped_column(Text)


class SealedRow(Base):
    """A seal lists an entry, whether or not that entry is here."""

    __tablename__ = "sealed"
    __table_args__ = (Index(None, "entry_id"),)

    seq: Mapped[int] = mapped_column(primary_key=True)
    seal_seq: Mapped[int] = mapped_column(ForeignKey("seal.seq"))
    entry_id: Mapped[str] = mapped_column(Id)


class AttachmentRow(Base):
    """The bytes of a picture or document, by hash."""

    __tablename__ = "attachment_bytes"

    sha256: Mapped[str] = mapped_column(Id, primary_key=True)
    media_type: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ThumbnailRow(Base):
    """A small copy of a picture, made on this desk; goes when the picture goes."""

    __tablename__ = "thumbnail"

    sha256: Mapped[str] = mapped_column(Id, ForeignKey("attachment_bytes.sha256", ondelete="CASCADE"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class DraftRow(Base):
    """What is being typed, by the place where it is typed ("now.line", "section:<id>")."""

    __tablename__ = "draft"

    place: Mapped[str] = mapped_column(String(200), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    context: Mapped[str] = mapped_column(Text)
    typed_at: Mapped[str] = mapped_column(String(20))


class AskedRow(Base):
    """What PeerDesk asked about words that were kept here, once, and what the person said. Never in a package.

    Attributes:
        what: "safety", "name", "word" or "spelling".
        about: id of the record whose words it was, or "" for all of this desk.
        mark: SHA-256 of the text that was asked about for "safety", in hex; else the word itself.
        answer: "" while the question waits, else what was answered ("yes", "no", "leave").
        at: `YYYY-MM-DDTHH:MM:SSZ`.
    """

    __tablename__ = "asked"

    what: Mapped[str] = mapped_column(String(16), primary_key=True)
    about: Mapped[str] = mapped_column(String(64), primary_key=True)
    mark: Mapped[str] = mapped_column(String(200), primary_key=True)
    answer: Mapped[str] = mapped_column(String(16))
    at: Mapped[str] = mapped_column(String(20))


class SettingRow(Base):
    """What this desk keeps for itself: whose it is, how it looks. Never in the view, never in a package."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class PersonRow(Base):
    """A badge that this desk has met.

    Attributes:
        confirmed_how: "" until somebody compared the six words, or the lead vouched for it.
    """

    __tablename__ = "person"

    key_id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    badge: Mapped[bytes] = mapped_column(LargeBinary)
    met_at: Mapped[str] = mapped_column(String(20))
    confirmed_how: Mapped[str] = mapped_column(String(32))


class PassageRow(Base):
    """Something that left this desk or was brought in, with what both laptops keep of it."""

    __tablename__ = "passage"

    seq: Mapped[int] = mapped_column(primary_key=True)
    package_id: Mapped[str] = mapped_column(String(64), index=True)
    scope: Mapped[str] = mapped_column(Id)
    way: Mapped[str] = mapped_column(String(3))
    kind: Mapped[str] = mapped_column(String(16))
    person: Mapped[str] = mapped_column(Id)
    at: Mapped[str] = mapped_column(String(20))
    manifest_hash: Mapped[str] = mapped_column(Id)
    counts: Mapped[str] = mapped_column(Text)
    receipt: Mapped[str] = mapped_column(Text)


class ActRow(Base):
    """An act of this desk's person that can be undone: the revisions that it made, and those that undid it."""

    __tablename__ = "act"

    seq: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(80))
    entries: Mapped[str] = mapped_column(Text)
    undone: Mapped[bool]
