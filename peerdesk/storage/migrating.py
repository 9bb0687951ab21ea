"""Bringing the tables of an older desk to this version: a copy first, then all steps or none."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, inspect, select, update

from peerdesk.storage.base import NAMES
from peerdesk.storage.failures import NewerDeskError, StorageError
from peerdesk.storage.holding import hold_tables
from peerdesk.storage.schema import VersionRow

Upgrade = Callable[[Any], None]
Steps = Mapping[str, Upgrade]
"""What each version did to the tables of the one before it, the oldest first."""


def step_in(package: str, version: str) -> Upgrade:
    """Return the step that a package holds as `v<version>.py`; it is loaded when it is taken, and not before."""

    def upgrade(op: Any) -> None:
        import_module(f"{package}.v{version}").upgrade(op)

    return upgrade


STEPS: Steps = {one: step_in("peerdesk.storage.migrations", one) for one in ("0001", "0002", "0003", "0004", "0005")}
"""Those of PeerDesk; once released, none is ever changed."""


def newest(steps: Steps) -> str:
    """Return the version that the steps lead to."""
    return next(reversed([*steps]))


def version_in(connection: Connection) -> str | None:
    """Return the version of the tables, or None if there are none yet."""
    if not inspect(connection).has_table(VersionRow.__tablename__):
        return None
    return connection.execute(select(VersionRow.version_num)).scalar()


def migrate(engine: Engine, back_up: Callable[[str], object], steps: Steps = STEPS) -> None:
    """Bring a desk to the newest version, or leave it as it was.

    Args:
        engine: of a desk that has tables; SQLite or PostgreSQL.
        back_up: called once, with the version found, before the first byte is written.
        steps: of all versions.

    Raises:
        NewerDeskError: a later PeerDesk wrote this desk; nothing was touched.
        StorageError: the copy cannot be made, or a row would refer to one that is gone; nothing was touched.
    """
    with _writing_tables(engine) as connection:
        found = version_in(connection)
        if found == newest(steps):
            return
        if found is None or found not in steps:
            raise NewerDeskError(
                "A newer PeerDesk wrote these notes.", "Install the newer PeerDesk, then open them again."
            )
        back_up(found)
        versions = [*steps]
        _upgrade(connection, [steps[one] for one in versions[versions.index(found) + 1 :]])
        connection.execute(update(VersionRow).values(version_num=newest(steps)))
        _check_ends(connection)


@contextmanager
def _writing_tables(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a transaction that changes of the schema are part of (BEGIN IMMEDIATE on SQLite).

    SQLite is not to watch over what refers to what: with a table that is written anew it would silently take the rows
    of others that refer to it. It is told so outside of a transaction; the connection serves nothing else.

    Source:
        sqlite.org/lang_altertable.html, 7: Making Other Kinds Of Table Schema Changes
    """
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.detach()
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            hold_tables(connection)
            yield connection


def _upgrade(connection: Connection, upgrades: list[Upgrade]) -> None:
    from alembic.migration import MigrationContext  # a start that has nothing to do does not wait for it
    from alembic.operations import Operations

    names = {"target_metadata": MetaData(naming_convention=NAMES)}
    op = Operations(MigrationContext.configure(connection, opts=names))
    for upgrade in upgrades:
        upgrade(op)


def _check_ends(connection: Connection) -> None:
    """See that each row that another one refers to is still there; PostgreSQL has seen to it already."""
    if connection.dialect.name == "sqlite" and (lost := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
        raise StorageError(
            "Your notes cannot be brought to this version of PeerDesk; they are as they were.",
            "Go on with the version that you had, and tell us.",
            detail=str(lost),
        )
