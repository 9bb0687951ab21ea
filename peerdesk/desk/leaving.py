"""What goes into each kind of package: entries and words by the table of kinds, files for a team, documents."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from peerdesk.desk.vouching import has_part
from peerdesk.domain.evidence import Picture
from peerdesk.domain.kinds import PackageKind, briefing_kinds
from peerdesk.domain.outcome import Edition
from peerdesk.domain.releases import released
from peerdesk.domain.review import Member
from peerdesk.errors import PeerDeskError
from peerdesk.keys.badge import Badge
from peerdesk.storage.attachments import has_attachment, read_attachment
from peerdesk.storage.departure import Leaving, for_briefing, for_partnership, for_team, statements_in
from peerdesk.storage.people import read_person
from peerdesk.storage.reading import read_all, wanted_documents
from peerdesk.storage.standing import rights_in
from peerdesk.storage.staying import staying


class MissingDocumentError(PeerDeskError):
    """A document that is to go along is not there."""


class NotReleasedError(PeerDeskError):
    """A document is to go to the partnership that is not the report which the head released."""


def choose(session: Session, scope: str, kind: PackageKind, *, notes: bool = True) -> Leaving:
    """Return the entries, words and seals that a package of a kind holds; a team's with everybody's `notes` or not."""
    if kind == "team":
        return for_team(session, scope, notes=notes)
    if kind == "briefing":
        return for_briefing(session, scope, briefing_kinds())
    return for_partnership(session, scope)


def attachments(
    session: Session, scope: str, kind: PackageKind, *, notes: bool = True
) -> Mapping[str, Callable[[], bytes]]:
    """Return the files that a review's words name, each read when it is asked for; only a team gets any.

    Args:
        session: an open transaction.
        scope: of the review.
        kind: of the package.
        notes: with the pictures of notes; what the head sent and the logo go either way.
    """
    if kind != "team":
        return {}
    named = wanted_documents(session, scope)
    if notes:
        stay = staying(session).records
        shown = [one for one in read_all(session, Picture, scope) if one.sha256 and one.record_id not in stay]
        named |= {one.sha256 for one in shown}
    here = sorted(sha256 for sha256 in named if has_attachment(session, sha256))
    return {sha256: partial(_must_read, session, sha256) for sha256 in here}


def documents(
    session: Session, scope: str, kind: PackageKind, paths: Sequence[Path]
) -> Mapping[str, Callable[[], bytes]]:
    """Return documents by the name that they have in a package; each is read when it is asked for.

    Raises:
        MissingDocumentError: one is not where it was.
        NotReleasedError: it would go to the partnership and is not the signed report that the head released.
    """
    for path in paths:
        if not path.is_file():
            raise MissingDocumentError(
                f"“{path.name}” is not there any more.", "Make it again, then try again.", detail=str(path)
            )
    if kind != "partnership":
        return {_name_of(path): path.read_bytes for path in paths}
    reports = _released_reports(session, scope)
    found: dict[str, Callable[[], bytes]] = {}
    for path in paths:
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() not in reports:
            raise NotReleasedError(
                f"“{path.name}” is not the report that the head released.",
                "Give only the signed report, once the head has released all of it.",
            )
        found["report.pdf"] = partial(bytes, content)
    return found


def team_badges(session: Session, scope: str) -> list[Badge]:
    """Return the badges of everybody on the team whose badge is here, one's own among them.

    Whoever has a part was put on the list by a lead, confirmed or not; whose part ended gets nothing any more.
    """
    rights = rights_in(session, scope)
    found = []
    for one in read_all(session, Member, scope):
        person = read_person(session, one.key) if one.key else None
        ended = rights is not None and rights.ended_at(one.key)
        if person is not None and not ended and (person.confirmed_how or has_part(session, scope, one.key)):
            found.append(Badge.from_bytes(person.badge))
    return found


def _released_reports(session: Session, scope: str) -> set[str]:
    let_out = released(statements_in(session, scope, "release"))
    if let_out.what != "report":
        return set()
    signed = [one for one in statements_in(session, scope, "signoff") if one.entry_id in let_out.signoffs]
    handed_over = read_all(session, Edition, scope)  # with the head's answer, which may come after the signature
    final = {one.pdf for one in handed_over if one.state == "final" and one.signoff in let_out.signoffs}
    return {one.says["pdf"] for one in signed} | final - {""}


def _name_of(path: Path) -> str:
    """Return the name that a document has in the package: small letters, so that it is one everywhere."""
    words = re.sub("[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:40].strip("-")
    return f"document-{words}{path.suffix.lower()}"


def _must_read(session: Session, sha256: str) -> bytes:
    content = read_attachment(session, sha256)
    assert content is not None  # noqa: S101 - looked for in this same transaction
    return content
