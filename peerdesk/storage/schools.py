"""The register of schools, kept so that one is found while its name is being typed."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import chain
from operator import attrgetter
from pathlib import Path

from sqlalchemy import (
    ColumnElement,
    Engine,
    MetaData,
    String,
    Text,
    inspect,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from peerdesk.domain.school import FIELDS, LinkWay, School, SchoolLink
from peerdesk.domain.school import SchoolRow as SchoolValues
from peerdesk.storage.base import NAMES
from peerdesk.storage.chunks import chunks
from peerdesk.storage.failures import StorageError
from peerdesk.storage.public_file import public_engine
from peerdesk.storage.school_index import SchoolIndex, fold

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
    boys: Mapped[int | None]
    girls: Mapped[int | None]
    capacity: Mapped[int | None]
    fsm_percent: Mapped[str] = mapped_column(Text, server_default="")
    trust: Mapped[str] = mapped_column(Text, server_default="")
    federation: Mapped[str] = mapped_column(Text, server_default="")
    head: Mapped[str] = mapped_column(Text, server_default="")
    opened_on: Mapped[str] = mapped_column(String(10))
    closed_on: Mapped[str] = mapped_column(String(10))
    census_on: Mapped[str] = mapped_column(String(10), server_default="")
    changed_on: Mapped[str] = mapped_column(String(10), server_default="")
    folded: Mapped[str] = mapped_column(Text)


class SchoolLinkRow(RegisterBase):
    """What the register says of two schools."""

    __tablename__ = "school_link"

    urn: Mapped[str] = mapped_column(String(8), primary_key=True)
    other: Mapped[str] = mapped_column(String(8), primary_key=True)
    words: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    way: Mapped[str] = mapped_column(String(6))
    since: Mapped[str] = mapped_column(String(10))


def open_register(path: Path) -> Engine:
    """Open the file of the register, making it if there is none; one of an earlier PeerDesk gains what it lacks.

    Raises:
        StorageError: the folder cannot be written, or the file is something else.
    """
    engine = public_engine(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        RegisterBase.metadata.create_all(engine)
        _add_columns(engine)
    except (OSError, DatabaseError) as error:
        engine.dispose()
        raise StorageError(
            "PeerDesk cannot keep its list of schools here.",
            "Check that the folder can be written and that the disk is not full, then try again.",
            detail=str(error),
        ) from error
    return engine


def _add_columns(engine: Engine) -> None:
    here = {column["name"] for column in inspect(engine).get_columns("school")}
    for column in SchoolRow.__table__.columns:
        if column.name not in here:
            kind = column.type.compile(engine.dialect)
            said = "" if column.nullable else " NOT NULL DEFAULT ''"
            with engine.begin() as connection:
                connection.execute(text(f"ALTER TABLE school ADD COLUMN {column.name} {kind}{said}"))


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


def put_schools(session: Session, batches: Iterable[Sequence[SchoolValues]]) -> int:
    """Keep schools; one whose URN is here already is replaced.

    Args:
        session: an open transaction; the caller commits.
        batches: the attributes of schools, some hundreds at a time, so it may be a whole register.

    Returns:
        How many were kept.
    """
    names = [*FIELDS, "folded"]
    marks = ", ".join("?" * len(names))  # values go to the driver as they are: care for each would cost a second
    sql = f"INSERT OR REPLACE INTO school ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of our own fields
    connection, count = session.connection(), 0
    for batch in chunks(chain.from_iterable(batches), BATCH):
        connection.exec_driver_sql(sql, [(*school, folded) for school, folded in zip(batch, fold(batch), strict=True)])
        count += len(batch)
    return count


def put_links(session: Session, links: Iterable[SchoolLink]) -> int:
    """Keep what the register says of two schools each; return how many links were kept."""
    names = [field.name for field in fields(SchoolLink)]
    sql = f"INSERT OR REPLACE INTO school_link ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
    connection, count = session.connection(), 0
    for batch in chunks(links, BATCH):
        connection.exec_driver_sql(sql, list(map(attrgetter(*names), batch)))
        count += len(batch)
    return count


def forget_heads(session: Session) -> None:
    """Keep no headteacher's name any longer."""
    session.execute(update(SchoolRow).where(SchoolRow.head != "").values(head=""))


def last_changes(session: Session) -> dict[str, str]:
    """Return when the register last changed each school that is here, `YYYY-MM-DD`, by URN."""
    dated = select(SchoolRow.urn, SchoolRow.changed_on).where(SchoolRow.changed_on != "")
    return dict(session.execute(dated).all())


def find_school(session: Session, urn: str) -> School | None:
    """Return the school with this URN, None if the register here has none."""
    row = session.get(SchoolRow, urn.strip())
    return _to_school(row) if row else None


def find_schools(session: Session, urns: Sequence[str]) -> tuple[School, ...]:
    """Return the schools with these URNs, in their order; those that are not here are left out."""
    found = {
        row.urn: _to_school(row)
        for some in chunks(urns)
        for row in session.scalars(select(SchoolRow).where(SchoolRow.urn.in_(some)))
    }
    return tuple(found[urn] for urn in urns if urn in found)


def find_related(session: Session, school: School) -> tuple[School, ...]:
    """Return the other open schools at its postcode, of its federation or of its trust, and those linked to it."""
    same: list[ColumnElement[bool]] = [
        SchoolRow.urn.in_(select(SchoolLinkRow.other).where(SchoolLinkRow.urn == school.urn))
    ]
    for column, said in (
        (SchoolRow.postcode, school.postcode),
        (SchoolRow.federation, school.federation),
        (SchoolRow.trust, school.trust),
    ):
        if said:
            same.append(column == said)
    found = select(SchoolRow).where(or_(*same), SchoolRow.urn != school.urn, SchoolRow.closed_on == "")
    return tuple(_to_school(row) for row in session.scalars(found.order_by(SchoolRow.name, SchoolRow.urn)))


def find_links(session: Session, urn: str) -> tuple[SchoolLink, ...]:
    """Return what the register says of a school and others, the latest first."""
    found = select(SchoolLinkRow).where(SchoolLinkRow.urn == urn).order_by(SchoolLinkRow.since.desc())
    return tuple(_to_link(row) for row in session.scalars(found))


def read_index(session: Session) -> SchoolIndex:
    """Return what schools are found by: the open ones first, then by name."""
    lines = select(SchoolRow.folded, SchoolRow.urn).order_by(SchoolRow.folded, SchoolRow.urn)
    return SchoolIndex(
        *(session.execute(lines.where(shut)) for shut in (SchoolRow.closed_on == "", SchoolRow.closed_on != ""))
    )


def _to_school(row: SchoolRow) -> School:
    return School(**{name: getattr(row, name) for name in FIELDS})


def _to_link(row: SchoolLinkRow) -> SchoolLink:
    way: LinkWay = "before" if row.way == "before" else "after" if row.way == "after" else "other"
    return SchoolLink(row.urn, row.other, row.name, way, row.words, row.since)
