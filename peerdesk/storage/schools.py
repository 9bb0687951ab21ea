"""The register of schools, kept so that one is found while its name is being typed."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, fields
from itertools import islice
from pathlib import Path

from sqlalchemy import URL, Engine, MetaData, String, Text, create_engine, delete, insert, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from peerdesk.domain.school import School
from peerdesk.storage.base import NAMES
from peerdesk.storage.failures import StorageError

BATCH = 1_000


class RegisterBase(DeclarativeBase):
    """The register is public, and large: it has a file of its own, so that no copy of a desk carries it along."""

    metadata = MetaData(naming_convention=NAMES)


class SchoolRow(RegisterBase):
    """One establishment. `folded` holds a space before each word that it is found by, in plain small letters."""

    __tablename__ = "school"

    urn: Mapped[str] = mapped_column(String(8), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    laestab: Mapped[str] = mapped_column(String(7))
    phase: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    street: Mapped[str] = mapped_column(Text)
    locality: Mapped[str] = mapped_column(Text)
    town: Mapped[str] = mapped_column(Text)
    county: Mapped[str] = mapped_column(Text)
    postcode: Mapped[str] = mapped_column(Text)
    local_authority: Mapped[str] = mapped_column(Text)
    low_age: Mapped[int | None]
    high_age: Mapped[int | None]
    pupils: Mapped[int | None]
    opened_on: Mapped[str] = mapped_column(String(10))
    closed_on: Mapped[str] = mapped_column(String(10))
    folded: Mapped[str] = mapped_column(Text)


def open_register(path: Path) -> Engine:
    """Open the file of the register, making it if there is none.

    Raises:
        StorageError: the folder cannot be written, or the file is something else.
    """
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        RegisterBase.metadata.create_all(engine)
    except (OSError, DatabaseError) as error:
        engine.dispose()
        raise StorageError(
            "PeerDesk cannot keep its list of schools here.",
            "Check that the folder can be written and that the disk is not full, then try again.",
            detail=str(error),
        ) from error
    return engine


def what_is_unsound(path: Path) -> str:
    """Return what SQLite finds wrong with the file of a register, in its words; "" if nothing."""
    try:
        engine = open_register(path)
        with engine.connect() as connection:
            said = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
            connection.execute(select(SchoolRow).limit(1)).all()
        engine.dispose()
    except (StorageError, DatabaseError) as error:
        return str(getattr(error, "detail", error))
    return " ".join(one for one in said if one != "ok")


def put_schools(session: Session, schools: Iterable[School]) -> int:
    """Keep schools; one whose URN is here already is replaced.

    Args:
        session: an open transaction; the caller commits.
        schools: read a thousand at a time, so it may be a whole register.

    Returns:
        How many were kept.
    """
    count = 0
    rest = iter(schools)
    while batch := {school.urn: school for school in islice(rest, BATCH)}:
        session.execute(delete(SchoolRow).where(SchoolRow.urn.in_(batch)))
        session.execute(insert(SchoolRow), [asdict(school) | {"folded": _fold(school)} for school in batch.values()])
        count += len(batch)
    return count


def find_school(session: Session, urn: str) -> School | None:
    """Return the school with this URN, None if the register here has none."""
    row = session.get(SchoolRow, urn.strip())
    return _to_school(row) if row else None


def search_schools(session: Session, words: str, limit: int = 20) -> tuple[School, ...]:
    """Return schools of which each typed word begins some word of the name, place, postcode or number.

    Open schools come first, then those whose name begins with what was typed, then by name.

    Args:
        session: an open transaction.
        words: as typed so far; accents, capitals and apostrophes do not count. Nothing typed finds nothing.
        limit: at most so many.
    """
    typed = _words(words)
    if not typed:
        return ()
    begins = SchoolRow.folded.startswith(f" {' '.join(typed)}", autoescape=True)
    found = (
        select(SchoolRow)
        .where(*(SchoolRow.folded.contains(f" {word}", autoescape=True) for word in typed))
        .order_by(SchoolRow.closed_on != "", ~begins, SchoolRow.folded, SchoolRow.urn)
        .limit(limit)
    )
    return tuple(_to_school(row) for row in session.scalars(found))


def _words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", re.sub(r"['’.]", "", plain.casefold()))


def _fold(school: School) -> str:
    """Return the words of a school, the name's first; a postcode also in one piece."""
    parts = (school.name, school.locality, school.town, school.postcode, school.postcode.replace(" ", ""))
    return " " + " ".join([*_words(" ".join(parts)), school.urn, school.laestab])


def _to_school(row: SchoolRow) -> School:
    return School(**{field.name: getattr(row, field.name) for field in fields(School)})
