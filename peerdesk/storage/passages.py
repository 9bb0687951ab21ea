"""What left this desk and what was brought in, with the receipts that both laptops keep."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from peerdesk.storage.schema import PassageRow


@dataclass(frozen=True)
class Passage:
    """One package that went out or came in.

    Attributes:
        person: name of the key of whoever sent it; on the way out, one's own.
        at: when it was written or brought in, by this laptop's clock.
        counts: of what it held and what of it was new.
        receipt: signed by whoever brought it in, in the order in which they came, a line each; "" until one is known.
    """

    package_id: str
    scope: str
    way: Literal["in", "out"]
    kind: str
    person: str
    at: str
    manifest_hash: str
    counts: Mapping[str, int]
    receipt: str = ""

    @property
    def receipts(self) -> tuple[str, ...]:
        """Each by itself, oldest first."""
        return tuple(self.receipt.splitlines())


def add_passage(session: Session, passage: Passage) -> None:
    """Note that something left or came."""
    session.add(
        PassageRow(
            package_id=passage.package_id,
            scope=passage.scope,
            way=passage.way,
            kind=passage.kind,
            person=passage.person,
            at=passage.at,
            manifest_hash=passage.manifest_hash,
            counts=json.dumps(dict(passage.counts), sort_keys=True),
            receipt=passage.receipt,
        )
    )


def read_passages(session: Session, scope: str) -> list[Passage]:
    """Return what left and what came, oldest first."""
    rows = session.scalars(select(PassageRow).where(PassageRow.scope == scope).order_by(PassageRow.at, PassageRow.seq))
    return [
        Passage(
            row.package_id,
            row.scope,
            "in" if row.way == "in" else "out",
            row.kind,
            row.person,
            row.at,
            row.manifest_hash,
            json.loads(row.counts),
            row.receipt,
        )
        for row in rows
    ]


def count_passages(session: Session) -> int:
    """Return how often something left or came, of any review."""
    return session.scalar(select(func.count()).select_from(PassageRow)) or 0


def put_receipt(session: Session, package_id: str, receipt: str) -> bool:
    """Keep a receipt for what this desk sent, beside others for the same; say whether it had sent that."""
    rows = session.scalars(select(PassageRow).where(PassageRow.package_id == package_id, PassageRow.way == "out")).all()
    for row in rows:
        if receipt not in row.receipt.splitlines():
            row.receipt = f"{row.receipt}\n{receipt}".strip()
    return bool(rows)
