"""What all tables share that say what records say now (`tables.py`, `partnership_tables.py`)."""

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from peerdesk.storage.columns import Id, Several


class RecordColumns:
    """What all projected tables share.

    Attributes:
        for_team: the team sees this row.
        for_report: the report, the record and partnership packages see this row.
    """

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Index, ...]:  # noqa: N805 - declared on the class
        """Index what every page asks for: one scope, in order, and how many the team sees of it."""
        return (Index(None, "scope", "order", "for_team"), Index(None, "record_id"))

    seq: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(Id)
    scope: Mapped[str] = mapped_column(Id)
    for_team: Mapped[bool]
    for_report: Mapped[bool]
    author: Mapped[str] = mapped_column(Id)
    first_written_at: Mapped[str] = mapped_column(String(20))
    tips: Mapped[tuple[str, ...]] = mapped_column(Several)
    two_versions: Mapped[tuple[str, ...]] = mapped_column(Several)
    unreadable: Mapped[tuple[str, ...]] = mapped_column(Several)
    order: Mapped[str] = mapped_column(Text)
