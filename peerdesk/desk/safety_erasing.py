"""Erasing what is about somebody's safety, once the school has it in writing: words, drafts and copies."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Act, Acting
from peerdesk.desk.certificates import Certificate, Place, keep_certificate
from peerdesk.desk.changes import Changes
from peerdesk.desk.erasing import Erasing
from peerdesk.desk.safety import HeldNote, Safety
from peerdesk.domain.erasure import ALL
from peerdesk.domain.evidence import Answer, Jotting, Note, Picture
from peerdesk.domain.review import Record
from peerdesk.domain.safety_check import plain_words
from peerdesk.storage.asked import Asked, forget_asked, put_asked
from peerdesk.storage.drafts import Draft, put_draft, read_drafts
from peerdesk.storage.kept_lately import kept_about
from peerdesk.storage.people import read_people
from peerdesk.storage.reading import read_one
from peerdesk.storage.staying import GONE, SAFETY, belonging, kinds_of

_VALUES: dict[str, type[Record]] = {"note": Note, "answer": Answer, "jotting": Jotting, "attachment": Picture}
_SHORTEST = 12  # letters of a line by which a draft is known to hold it


class SafetyErasing:
    """Erases what is held back, and everything that belongs to it."""

    def __init__(self, acting: Acting, safety: Safety, erasing: Erasing) -> None:
        """Erase on one desk."""
        self._acting, self._safety, self._erasing = acting, safety, erasing

    def erase(self, shown: HeldNote) -> tuple[Certificate, Changes]:
        """Erase for good. The words go in one transaction; then a fresh copy is made, and the older ones go.

        Cut off between the two, the copies are still owed, and go at the next start. What never left leaves no trace
        at a colleague's; what had left is erased there when something comes that is given after this.

        Raises:
            StorageError: it is erased, but no fresh copy can be made; the older ones stay until one can.
        """
        with self._acting.act("erase for good") as act:
            certificate = self._erase(act, shown)
            keep_certificate(act.session, certificate)
        gone = self._erasing.clear()
        with self._acting.sessions.write.begin() as session:
            certificate = replace(certificate, copies_gone=tuple(one.name for one in gone))
            keep_certificate(session, certificate)
        return certificate, act.changes

    def _erase(self, act: Act, shown: HeldNote) -> Certificate:
        session, at = act.session, self._acting.stamp()
        kinds = kinds_of(session, belonging(session, [shown.record_id]), self._acting.identity.key_id)
        worded = sorted((one for one, kind in kinds.items() if kind in _VALUES), key=lambda one: one != shown.record_id)
        lines = [line for one in kept_about(session, worded) for line in one.text.splitlines()]
        for record_id in worded:
            record = read_one(session, _VALUES[kinds[record_id]], record_id)
            if record is not None:
                act.delete(record)
            act.state(shown.scope, "erase", record=record_id, fields=[ALL], keep=None)
        _drop_drafts(session, lines)
        forget_asked(session, kinds)
        for record_id in kinds:
            put_asked(session, Asked(SAFETY, record_id, "", GONE, at))
        by = self._acting.identity.badge.name
        return Certificate(shown.scope, shown.kind, tuple(worded), (ALL,), at, by, (), self._places(session, shown))

    def _places(self, session: Session, shown: HeldNote) -> tuple[Place, ...]:
        """Return where it may still be: only there where it left before it was asked about."""
        given = ((("team", one.at) for one in shown.left),) if shown.left else ()
        found = [place for at in given for place in self._erasing.places_given(session, shown.scope, at)]
        names = {one.key_id: one.name for one in read_people(session)}
        return tuple(replace(one, who=names.get(one.name, "")) for one in (*found, *self._erasing.places_beside()))


def _drop_drafts(session: Session, lines: Iterable[str]) -> None:
    """Take away what is being typed anywhere that holds one of these lines, or that one of them holds."""
    plain = [words for words in map(plain_words, lines) if len(words) >= _SHORTEST]
    for draft in read_drafts(session):
        typed = plain_words(draft.text)
        if any(one in typed or (len(typed) >= _SHORTEST and typed in one) for one in plain):
            put_draft(session, Draft(draft.place, "", "", ""))
