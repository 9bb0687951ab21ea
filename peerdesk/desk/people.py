"""Badges: one's own, those that were met, and how each was confirmed."""

from pathlib import Path

from peerdesk.desk.acting import Acting
from peerdesk.errors import PeerDeskError
from peerdesk.keys.badge import Badge, same_words, words_of
from peerdesk.storage.people import Person, put_person, read_people, read_person


class WordsDifferError(PeerDeskError):
    """The six words that were typed are not those of the badge."""


class People:
    """Keeps badges."""

    def __init__(self, acting: Acting) -> None:
        """Keep badges on one desk."""
        self._acting = acting

    @property
    def mine(self) -> Badge:
        """One's own badge."""
        return self._acting.identity.badge

    def words(self, key_id: str) -> str:
        """Return the six words of a badge, to be read aloud."""
        return " ".join(words_of(key_id))

    def all(self) -> list[Person]:
        """Return everybody whose badge is here, by name."""
        with self._acting.look() as session:
            return read_people(session)

    def person(self, key_id: str) -> Person | None:
        """Return who has this key, if their badge is here."""
        with self._acting.look() as session:
            return read_person(session, key_id)

    def add(self, badge: Badge, *, typed_words: str = "", vouched: bool = False) -> Person:
        """Keep a badge.

        Args:
            badge: it has been read, so its own signature holds.
            typed_words: the six words as the person heard them; all six must fit.
            vouched: the lead of a confirmed review brought it.

        Raises:
            WordsDifferError: words were typed and they are not this badge's.
        """
        key_id = badge.key.key_id
        if typed_words and not same_words(typed_words, key_id):
            raise WordsDifferError(
                "These are not the words of this badge.",
                "Listen again, and type all six; if they differ, don't use it.",
            )
        how = "words" if typed_words else "lead" if vouched else ""
        with self._acting.sessions.write.begin() as session:
            put_person(session, Person(key_id, badge.name, badge.to_bytes(), self._acting.stamp(), how))
            kept = read_person(session, key_id)
        assert kept is not None  # noqa: S101 - it was just put there
        return kept

    def read_file(self, path: Path) -> Badge:
        """Return the badge of a file.

        Raises:
            BadgeError: it is no badge.
            PeerDeskError: it cannot be read.
        """
        try:
            return Badge.from_bytes(path.read_bytes())
        except OSError as error:
            raise PeerDeskError(
                "This badge cannot be read.", "Check that the file is still there, then try again.", detail=str(error)
            ) from error

    def write_file(self, folder: Path) -> Path:
        """Write one's own badge into a folder, to be given to others; return where it is.

        Raises:
            PeerDeskError: the folder cannot be written.
        """
        path = folder / self.mine.file_name
        try:
            path.write_bytes(self.mine.to_bytes())
        except OSError as error:
            raise PeerDeskError(
                "Your badge cannot be written there.", "Choose another folder, then try again.", detail=str(error)
            ) from error
        return path
