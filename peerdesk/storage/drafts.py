"""What is being typed, kept in the encrypted file so that a crash takes nothing."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from peerdesk.storage.erasing import is_about_erased
from peerdesk.storage.schema import DraftRow


@dataclass(frozen=True)
class Draft:
    """Typed, and not kept yet.

    Attributes:
        place: where it is typed ("now.line", "section:<id>").
        context: what the page needs to offer it again: the activity, and the revisions that were shown.
        typed_at: `YYYY-MM-DDTHH:MM:SSZ`.
    """

    place: str
    text: str
    context: str
    typed_at: str


def put_draft(session: Session, draft: Draft) -> None:
    """Keep a draft in its place of the one before; an empty one, and one about what was erased since, is taken away."""
    session.execute(delete(DraftRow).where(DraftRow.place == draft.place))
    if draft.text and not is_about_erased(session, draft.place, draft.context):
        session.add(DraftRow(place=draft.place, text=draft.text, context=draft.context, typed_at=draft.typed_at))


def read_drafts(session: Session) -> list[Draft]:
    """Return all drafts, by place."""
    rows = session.scalars(select(DraftRow).order_by(DraftRow.place))
    return [Draft(row.place, row.text, row.context, row.typed_at) for row in rows]
