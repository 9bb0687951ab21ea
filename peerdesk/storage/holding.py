"""One at a time: on a server several write at once, each to a scope of its own; in a file only one writes anyway.

What is held is let go of when the transaction ends, however it ends: nobody waits for who was killed. Scopes come
before what all scopes share, and several scopes in one order, so that no two can wait for each other (PROTOCOL 11.3).
"""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from peerdesk.storage.schema import APPLICATION_ID

_TABLES, _SHARED = APPLICATION_ID << 16, (APPLICATION_ID << 16) + 1
_SIGN = 1 << 63


def hold_scopes(session: Session, scopes: Iterable[str]) -> None:
    """Wait until nobody else writes to these reviews or partnerships, and let nobody begin."""
    if _is_server(session.connection()):
        for scope in sorted(set(scopes)):
            _hold(session.connection(), (int(scope[:16], 16) ^ _SIGN) - _SIGN)  # 64 bits with a sign


def hold_shared(session: Session) -> None:
    """Wait for those who write what all scopes share: badges, pictures, settings. Not for long: it comes last."""
    if _is_server(session.connection()):
        _hold(session.connection(), _SHARED)


def hold_tables(connection: Connection) -> None:
    """Wait for whoever makes the tables or brings them to another version."""
    if _is_server(connection):
        _hold(connection, _TABLES)


def _is_server(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _hold(connection: Connection, number: int) -> None:
    connection.execute(select(func.pg_advisory_xact_lock(number)))
