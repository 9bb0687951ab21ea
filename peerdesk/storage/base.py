"""What all tables share."""

from typing import Any

from sqlalchemy import Insert, MetaData, insert
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints have names, so that a migration can speak of them on either database."""


class Base(DeclarativeBase):
    """The mother of all tables."""

    metadata = MetaData(naming_convention=NAMES)


def insert_rows(table: type[Any]) -> Insert:
    """Return how to insert plain rows: without what mapped objects need, which costs more than the database itself."""
    return insert(table.__table__)
