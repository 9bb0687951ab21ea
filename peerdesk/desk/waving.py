"""What this desk's person has waved away: thoughts about a text that were seen and left. It is in no package."""

from peerdesk.desk.acting import Acting
from peerdesk.storage.settings import put_setting, read_setting

SETTING = "waved"
_MOST = 2000  # marks; the oldest go


class Waving:
    """Remembers marks, from which no text can be read.

    Attributes:
        marks: what was waved away, as far as it was looked up.
    """

    def __init__(self, acting: Acting) -> None:
        """Remember on one desk."""
        self._acting = acting
        self.marks: frozenset[str] = frozenset()

    def look(self) -> frozenset[str]:
        """Return what was waved away; from then on `marks` says it too."""
        with self._acting.look() as session:
            self.marks |= frozenset(read_setting(session, SETTING).split())
        return self.marks

    def wave(self, mark: str) -> None:
        """Wave a thought away."""
        self.marks |= {mark}
        with self._acting.sessions.write.begin() as session:
            marks = dict.fromkeys([*read_setting(session, SETTING).split(), mark])
            put_setting(session, SETTING, " ".join(list(marks)[-_MOST:]))
