"""Where the school stands, characteristic by characteristic, where the review's framework has a scale."""

from collections.abc import Iterable
from typing import Any

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.domain.order import last_key
from peerdesk.domain.outcome import Moderation
from peerdesk.storage.reading import read_all, read_one


class Moderations:
    """Keeps the team's view beside the school's own. Nothing here is ever added up."""

    def __init__(self, acting: Acting) -> None:
        """Keep on one desk."""
        self._acting = acting

    def all(self, scope: str) -> list[Moderation]:
        """Return what the team says of each characteristic, in order."""
        with self._acting.look() as session:
            return read_all(session, Moderation, scope)

    def one(self, record_id: str) -> Moderation | None:
        """Return one of them as it is now."""
        with self._acting.look() as session:
            return read_one(session, Moderation, record_id)

    def begin(self, scope: str, characteristic: str, **fields: Any) -> tuple[str, Changes]:
        """Begin to say where the school stands on a characteristic; return the record's id.

        Where it was begun meanwhile, what is said now goes into that: a desk never holds two by its own hand.
        """
        with self._acting.act("say where the school stands") as act:
            known = read_all(act.session, Moderation, scope)
            there = next((one for one in known if one.characteristic == characteristic), None)
            if there is not None:
                act.change(there, **fields)
                record_id = there.record_id
            else:
                order = last_key([one.order for one in known])
                record_id = act.add(scope, "moderation", order=order, characteristic=characteristic, **fields)
        return record_id, act.changes

    def change(self, shown: Moderation, **fields: Any) -> Changes:
        """Change what is said of a characteristic as it was shown."""
        with self._acting.act("say where the school stands") as act:
            act.change(shown, **fields)
        return act.changes

    def cite(self, shown: Moderation, notes: Iterable[str]) -> Changes:
        """Let it stand on notes as well; each is named once."""
        return self.change(shown, evidence=tuple(dict.fromkeys((*shown.evidence, *notes))))

    def uncite(self, shown: Moderation, note: str) -> Changes:
        """Take a note out of what it stands on."""
        return self.change(shown, evidence=tuple(one for one in shown.evidence if one != note))

    def delete(self, shown: Moderation) -> Changes:
        """Take away all that is said of a characteristic; undo brings it back."""
        with self._acting.act("take out where the school stands") as act:
            act.delete(shown)
        return act.changes
