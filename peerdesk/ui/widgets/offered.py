"""What waits to be offered on a page that shows many records, and the journal of what is typed there meanwhile."""

from collections.abc import Mapping

from peerdesk.desk.desk import Desk
from peerdesk.desk.unkept import Unkept
from peerdesk.ui.widgets.draft_offer import BESIDE


class Offered:
    """Knows which older drafts wait for an answer; what is typed beside them never takes their place."""

    def __init__(self, desk: Desk) -> None:
        """Know of none yet."""
        self._desk = desk
        self._waiting: dict[str, Unkept] | None = None

    def waiting(self, found: Mapping[str, Unkept]) -> Mapping[str, Unkept]:
        """Return what waits, by place: what the first look found, for that of later looks is being typed now."""
        if self._waiting is None:
            self._waiting = dict(found)
        return self._waiting

    def journal(self, place: str, text: str, shown: str) -> None:
        """Put on disk what is typed; an older draft stays as it is until it is answered."""
        self._desk.drafts.put(place + BESIDE if place in (self._waiting or {}) else place, text, shown)

    def answer(self, one: Unkept, taken: bool) -> None:
        """Take an offer's answer: what was left goes, what was taken up is typed again in its own place."""
        (self._waiting or {}).pop(one.place, None)
        if not taken or one.place.endswith(BESIDE):
            self._desk.drafts.put(one.place, "")
