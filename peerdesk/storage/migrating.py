"""Bringing the tables of an older desk to this version: a copy first, then all steps or none."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, inspect, select, update

from peerdesk.storage.base import NAMES
from peerdesk.storage.failures import NewerDeskError
from peerdesk.storage.schema import VersionRow

STEPS: tuple[str, ...] = ("0001",)
"""Versions of the tables, the oldest first; each has a module `migrations/v<version>.py` that is never changed."""

Upgrade = Callable[[Any], None]


def version_in(connection: Connection) -> str | None:
    """Return the version of the tables, or None if there are none yet."""
    if not inspect(connection).has_table(VersionRow.__tablename__):
        return None
    return connection.execute(select(VersionRow.version_num)).scalar()


def migrate(
    engine: Engine,
    back_up: Callable[[str], object],
    steps: Sequence[str] = STEPS,
    upgrades: Mapping[str, Upgrade] | None = None,
) -> None:
    """Bring a desk to the newest version, or leave it as it was.

    Args:
        engine: of a desk that has tables; SQLite or PostgreSQL.
        back_up: called once, with the version found, before the first byte is written.
        steps: all versions, the oldest first.
        upgrades: what each does; None takes the modules of `migrations/`.

    Raises:
        NewerDeskError: a later PeerDesk wrote this desk; nothing was touched.
        StorageError: the copy cannot be made; nothing was touched.
    """
    with engine.begin() as connection:  # BEGIN IMMEDIATE: changes of the schema roll back too
        found = version_in(connection)
        if found == steps[-1]:
            return
        if found is None or found not in steps:
            raise NewerDeskError(
                "A newer PeerDesk wrote these notes.", "Install the newer PeerDesk, then open them again."
            )
        back_up(found)
        _upgrade(connection, steps[steps.index(found) + 1 :], upgrades)
        connection.execute(update(VersionRow).values(version_num=steps[-1]))


def _upgrade(connection: Connection, steps: Sequence[str], upgrades: Mapping[str, Upgrade] | None) -> None:
    from alembic.migration import MigrationContext  # a start that has nothing to do does not wait for it
    from alembic.operations import Operations

    names = {"target_metadata": MetaData(naming_convention=NAMES)}
    op = Operations(MigrationContext.configure(connection, opts=names))
    for version in steps:
        if upgrades is not None:
            upgrades[version](op)
        else:
            import_module(f"peerdesk.storage.migrations.v{version}").upgrade(op)
