"""Badges: one's own, those that were met, and how each was confirmed."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from peerdesk.desk.acting import Acting
from peerdesk.desk.vouching import HOLDS_FOR
from peerdesk.errors import PeerDeskError
from peerdesk.files import write_whole
from peerdesk.keys.allowed_signers import MAX_BYTES, LeftOut, from_allowed_signers, to_allowed_signers
from peerdesk.keys.badge import Badge, make_badge, same_words, words_of
from peerdesk.storage.people import Person, expect, put_person, read_people, read_person
from peerdesk.storage.settings import put_setting

BADGE = "identity.badge"
"""The setting that keeps one's own badge."""


class WordsDifferError(PeerDeskError):
    """The six words that were typed are not those of the badge."""


class NoListError(PeerDeskError):
    """The file is no list of keys that can be read."""


@dataclass(frozen=True)
class TakenIn:
    """What came of a list of keys.

    Attributes:
        confirmed: names of those whose badge is here.
        expected: names of those whose badge counts as confirmed when it comes.
        others: names of confirmed people who have another key here; nothing was changed for them.
        left_out: lines that count for nothing.
    """

    confirmed: tuple[str, ...]
    expected: tuple[str, ...]
    others: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


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
            raise say_words_differ()
        how = "words" if typed_words else "lead" if vouched else ""
        with self._acting.sessions.write.begin() as session:
            put_person(session, Person(key_id, badge.name, badge.to_bytes(), self._acting.stamp(), how))
            kept = read_person(session, key_id)
        assert kept is not None  # noqa: S101 - it was just put there
        return kept

    def renew_if_old(self) -> bool:
        """Make one's own badge anew, with the same key, once it is two years old; say whether it was."""
        mine, today = self.mine, self._acting.now().date()
        if today - date.fromisoformat(mine.made_on) <= HOLDS_FOR:
            return False
        fresh = make_badge(self._acting.identity.private, mine.name, today.isoformat())
        with self._acting.sessions.write.begin() as session:
            put_setting(session, BADGE, fresh.to_bytes().decode())
            put_person(session, Person(fresh.key.key_id, fresh.name, fresh.to_bytes(), self._acting.stamp(), "own"))
        self._acting.identity.badge = fresh
        return True

    def to_list(self) -> str:
        """Return the confirmed badges as OpenSSH keeps them, one's own among them."""
        return to_allowed_signers(Badge.from_bytes(one.badge) for one in self.all() if one.confirmed_how)

    def take_list(self, path: Path, now: datetime) -> TakenIn:
        """Confirm all whom a file of OpenSSH names, also those whose badge is yet to come.

        Somebody who is confirmed here with another key stays as they are: a changed key is asked about aloud.

        Args:
            path: of the file.
            now: the clock, aware.

        Raises:
            NoListError: it cannot be read, or names nobody.
        """
        try:
            with path.open("rb") as file:
                text = file.read(MAX_BYTES).decode()
        except (OSError, UnicodeDecodeError) as error:
            raise _no_list(str(error)) from error
        signers, left_out = from_allowed_signers(text, now)
        if not signers:
            raise _no_list(f"{len(left_out)} lines that count for nothing")
        with self._acting.sessions.write.begin() as session:
            known = {one.name: one.key_id for one in read_people(session) if one.confirmed_how}
            sound = [one for one in signers if known.get(one.name, one.key.key_id) == one.key.key_id]
            here = expect(session, [one.key.key_id for one in sound])
        return TakenIn(
            confirmed=tuple(one.name for one in sound if one.key.key_id in here),
            expected=tuple(one.name for one in sound if one.key.key_id not in here),
            others=tuple(one.name for one in signers if one not in sound),
            left_out=tuple(left_out),
        )

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
            FileNotWrittenError: the folder cannot be written; what lay there under that name is as it was.
        """
        path = folder / self.mine.file_name
        write_whole(path, self.mine.to_bytes())
        return path


def say_words_differ() -> WordsDifferError:
    """Return what stops words that are not those of a badge."""
    return WordsDifferError(
        "These are not the words of this badge.",
        "Listen again, and type all six; if they differ, don't use it.",
    )


def _no_list(detail: str) -> NoListError:
    return NoListError(
        "This is no list of badges that PeerDesk can read.",
        "Ask for a list as ssh-keygen reads it, with a name and an Ed25519 line for each person.",
        detail=detail,
    )
