"""Putting what was rescued from a damaged file into a desk: a union, as any other (PROTOCOL 7.3)."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Words
from peerdesk.storage.attachments import has_attachment, put_attachment
from peerdesk.storage.drafts import Draft, put_draft, read_drafts
from peerdesk.storage.entries import add_entries, add_seals, add_words, settle
from peerdesk.storage.people import put_person
from peerdesk.storage.projection import project
from peerdesk.storage.rescue import Rescued
from peerdesk.storage.schema import WordsRow


def pour(session: Session, found: Rescued, me: str) -> None:
    """Add all that was rescued and the desk lacks.

    What its own person wrote, and no seal that was found lists, counts as not sealed yet: at worst it is sealed twice.
    What others wrote, and whose seal is lost, waits until it is brought in again.

    Args:
        session: an open transaction; the caller commits.
        found: its seals are verified.
        me: key of whose desk this is.
    """
    sealed = {entry_id for seal, _ in found.seals for entry_id in seal.entries}
    entries = found.entries.values()
    mine = [one for one in entries if one.author == me and one.entry_id not in sealed]
    scopes = add_seals(session, found.seals)
    touched = add_entries(session, [one for one in entries if one.author != me or one.entry_id in sealed]).touched
    touched |= add_entries(session, mine, here=True).touched
    touched |= settle(session, scopes | {one.scope for one in mine}).touched
    touched |= add_words(session, ((entry_id, name, said) for (entry_id, name), said in found.words.items()))
    for sha256, (media_type, content) in found.attachments.items():
        if not has_attachment(session, sha256):
            put_attachment(session, content, media_type)
    project(session, touched)
    for person in found.people:
        put_person(session, person)
    for draft in newer_drafts(session, found.drafts.values()):
        put_draft(session, draft)


def loose_in(session: Session, loose: Iterable[tuple[str, Words]]) -> list[str]:
    """Return the texts of those loose words that are nowhere in this desk."""
    lines = {said.line(): said.value for _, said in loose if isinstance(said.value, str) and said.value.strip()}
    here = set(session.scalars(select(WordsRow.line))) if lines else set()
    return [str(value) for line, value in lines.items() if line not in here]


def newer_drafts(session: Session, drafts: Iterable[Draft]) -> list[Draft]:
    """Return those that were typed later than what is typed in their place on this desk."""
    typed_at = {draft.place: draft.typed_at for draft in read_drafts(session)}
    return [draft for draft in drafts if draft.typed_at > typed_at.get(draft.place, "")]
