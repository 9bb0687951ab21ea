"""Published results, by place and year, in a file of their own beside the register (docs/decisions/0008)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import (
    Engine,
    ForeignKey,
    LargeBinary,
    MetaData,
    String,
    Text,
    delete,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from peerdesk.domain.figures import Cells, Place
from peerdesk.storage.base import NAMES
from peerdesk.storage.failures import StorageError
from peerdesk.storage.public_file import public_engine

AT_ONCE = 500
"""Places whose figures are held in memory while a file is read."""


class ResultsBase(DeclarativeBase):
    """Results are public, and large: no copy of a desk carries them along."""

    metadata = MetaData(naming_convention=NAMES)


class SourceRow(ResultsBase):
    """A file that was brought in."""

    __tablename__ = "source"

    source_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    brought_in_at: Mapped[str] = mapped_column(String(20))


class PlaceRow(ResultsBase):
    """A school, an authority, or England, as a file names it."""

    __tablename__ = "place"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    authority: Mapped[str] = mapped_column(String(3))


class FiguresRow(ResultsBase):
    """All that a file says of a place in a year: figures by measure and group, one JSON object."""

    __tablename__ = "figures"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    year: Mapped[str] = mapped_column(String(7), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.source_id"), primary_key=True, index=True)
    earlier: Mapped[bool]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class SheetRow(ResultsBase):
    """What a person said of the columns of a sheet, remembered for sheets with the same headings."""

    __tablename__ = "sheet"

    known_as: Mapped[str] = mapped_column(String(32), primary_key=True)
    said: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True)
class Kept:
    """What a file says of a place in a year.

    Attributes:
        earlier: the file is of a later year and only repeats these.
        source_id: grows with each file that is brought in.
        cells: as they came out of JSON; `domain.figures.to_figure` makes figures of them.
    """

    code: str
    year: str
    earlier: bool
    source_id: int
    source: str
    subject: str
    cells: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Source:
    """A file that was brought in.

    Attributes:
        years: the school years that it says something of, the latest first.
        places: how many places it says something of.
    """

    source_id: int
    name: str
    subject: str
    brought_in_at: str
    years: tuple[str, ...]
    places: int


def open_results(path: Path) -> Engine:
    """Open the file of results, making it if there is none.

    Raises:
        StorageError: the folder cannot be written, or the file is something else.
    """
    engine = public_engine(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ResultsBase.metadata.create_all(engine)
    except (OSError, DatabaseError) as error:
        raise StorageError(
            "PeerDesk cannot keep results here.",
            "Check that the folder can be written and that the disk is not full, then try again.",
            detail=str(error),
        ) from error
    return engine


def what_is_unsound(path: Path) -> str:
    """Return what SQLite finds wrong with the file of results, in its words; "" if nothing."""
    engine = public_engine(path)
    try:
        with Session(engine) as session:
            said = [str(row[0]) for row in session.execute(text("PRAGMA integrity_check"))]
            for (body,) in session.execute(select(FiguresRow.body)):
                orjson.loads(body)
            session.execute(select(SourceRow).limit(1)).all()
    except (StorageError, DatabaseError, orjson.JSONDecodeError) as error:
        return str(error)
    finally:
        engine.dispose()
    return " ".join(one for one in said if one != "ok")


def begin_source(session: Session, name: str, subject: str, at: str) -> int:
    """Note a file; what a file of the same name and subject said before goes. Return its id."""
    before = list(
        session.scalars(select(SourceRow.source_id).where(SourceRow.name == name, SourceRow.subject == subject))
    )
    for source_id in before:
        drop_source(session, source_id)
    latest = session.scalar(select(func.max(SourceRow.source_id))) or 0
    source_id = max([latest, *before]) + 1
    session.execute(insert(SourceRow).values(source_id=source_id, name=name, subject=subject, brought_in_at=at))
    return source_id


def drop_source(session: Session, source_id: int) -> None:
    """Forget a file and what it said."""
    session.execute(delete(FiguresRow).where(FiguresRow.source_id == source_id))
    session.execute(delete(SourceRow).where(SourceRow.source_id == source_id))


class Putting:
    """Keeps what a file says, some hundreds of places at a time; rows of one place may come one by one."""

    def __init__(self, session: Session, source_id: int) -> None:
        """Put into an open transaction; the caller commits."""
        self._session, self._source_id = session, source_id
        self._places: dict[str, Place] = {}
        self._held: dict[tuple[str, str, bool], dict[str, dict[str, Any]]] = {}

    def put(self, place: Place, year: str, cells: Cells, *, earlier: bool) -> None:
        """Keep what a row says."""
        if place.code not in self._places and len(self._places) >= AT_ONCE:
            self.flush()
        self._places.setdefault(place.code, place)
        held = self._held.setdefault((place.code, year, earlier), {})
        for measure, groups in cells.items():
            held.setdefault(measure, {}).update(groups)

    def flush(self) -> None:
        """Write what is held."""
        if not self._held:
            return
        places = [{"code": one.code, "name": one.name, "authority": one.authority} for one in self._places.values()]
        put = upsert(PlaceRow)
        named = func.coalesce(func.nullif(put.excluded.name, ""), PlaceRow.name)
        under = func.coalesce(func.nullif(put.excluded.authority, ""), PlaceRow.authority)
        self._session.execute(
            put.on_conflict_do_update([PlaceRow.code], set_={"name": named, "authority": under}), places
        )
        rows = [
            {"code": code, "year": year, "source_id": self._source_id, "earlier": earlier, "body": orjson.dumps(cells)}
            for (code, year, earlier), cells in self._held.items()
        ]
        figures = upsert(FiguresRow)
        more = func.json_patch(FiguresRow.body, figures.excluded.body)
        key = [FiguresRow.code, FiguresRow.year, FiguresRow.source_id]
        self._session.execute(figures.on_conflict_do_update(key, set_={"body": more}), rows)
        self._places.clear()
        self._held.clear()


def read_figures(session: Session, codes: Sequence[str]) -> list[Kept]:
    """Return all that files say of some places, what counts less first: what is only repeated, then older files."""
    found = (
        select(FiguresRow, SourceRow.name, SourceRow.subject)
        .join(SourceRow, SourceRow.source_id == FiguresRow.source_id)
        .where(FiguresRow.code.in_(codes))
        .order_by(FiguresRow.earlier.desc(), FiguresRow.source_id)
    )
    return [
        Kept(row.code, row.year, row.earlier, row.source_id, name, subject, orjson.loads(row.body))
        for row, name, subject in session.execute(found)
    ]


def read_places(session: Session, codes: Iterable[str]) -> dict[str, Place]:
    """Return what files call some places, by code."""
    rows = session.scalars(select(PlaceRow).where(PlaceRow.code.in_(list(codes))))
    return {row.code: Place(row.code, row.name, row.authority) for row in rows}


def read_sources(session: Session) -> list[Source]:
    """Return the files that were brought in, the latest first."""
    counts = select(FiguresRow.source_id, FiguresRow.year, func.count().label("places")).group_by(
        FiguresRow.source_id, FiguresRow.year
    )
    years: dict[int, dict[str, int]] = {}
    for source_id, year, places in session.execute(counts):
        years.setdefault(source_id, {})[year] = places
    return [
        Source(
            row.source_id,
            row.name,
            row.subject,
            row.brought_in_at,
            tuple(sorted(years.get(row.source_id, {}), reverse=True)),
            max(years.get(row.source_id, {}).values(), default=0),
        )
        for row in session.scalars(select(SourceRow).order_by(SourceRow.source_id.desc()))
    ]


def remember_sheet(session: Session, known_as: str, said: str) -> None:
    """Remember what a person said of the columns of a sheet."""
    put = upsert(SheetRow).values(known_as=known_as, said=said)
    session.execute(put.on_conflict_do_update([SheetRow.known_as], set_={"said": said}))


def recall_sheet(session: Session, known_as: str) -> str:
    """Return what a person said of the columns of a sheet with these headings, "" if nobody did."""
    return session.scalar(select(SheetRow.said).where(SheetRow.known_as == known_as)) or ""
