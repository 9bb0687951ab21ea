"""Recovery words: made, typed back, printed, changed; and what the vault has of the desk's key."""

import io
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from peerdesk.desk.acting import Acting
from peerdesk.desk.at_hand import AtHand
from peerdesk.desk.header import Header, read_header, write_header
from peerdesk.desk.sign_out import SignOut, read_sign_out
from peerdesk.files import write_whole
from peerdesk.keys.earlier import earlier_keys
from peerdesk.keys.passphrase import RECOVERY_BYTES, make_phrase, plain_phrase
from peerdesk.keys.recovery import make_box


@dataclass(frozen=True)
class RecoveryState:
    """How far the recovery words have come. Days are `YYYY-MM-DD`.

    Attributes:
        confirmed_on: the words that open the notes were typed back on this day; "" if there are none.
        waiting_since: words were made on this day and not typed back yet; "" if there are none.
    """

    confirmed_on: str
    waiting_since: str


class Recovery:
    """Keeps a way into the notes for the day on which this computer has none."""

    def __init__(self, acting: Acting, folder: Path, at_hand: AtHand) -> None:
        """Keep it for one desk.

        Args:
            acting: the desk's own.
            folder: of the desk.
            at_hand: what opens it.
        """
        self._acting, self._folder, self._at_hand = acting, folder, at_hand

    def state(self) -> RecoveryState:
        """Return how far the words have come."""
        boxes = self._header().boxes
        confirmed, waiting = boxes.confirmed, boxes.waiting
        return RecoveryState(confirmed.confirmed_on if confirmed else "", waiting.made_on if waiting else "")

    def make_words(self) -> str:
        """Make eight words, to be shown once: PeerDesk does not keep them. Earlier ones hold until `confirm`.

        Raises:
            FileNotWrittenError: the folder cannot be written; earlier words hold.
        """
        words = make_phrase(secrets.token_bytes(RECOVERY_BYTES))
        header = self._header()
        box = make_box(self._key, words, self._today())
        write_header(self._folder, replace(header, boxes=header.boxes.with_new(box)))
        return words

    def confirm(self, words: str) -> None:
        """Note that a person typed the new words back; from now on they, and no earlier ones, open the notes.

        Raises:
            NoRecoveryWordsError: no new words wait for this.
            WrongPassphraseError: these are other words; new and earlier ones stay as they are.
            FileNotWrittenError: the folder cannot be written.
        """
        header = self._header()
        write_header(self._folder, replace(header, boxes=header.boxes.confirm(words, self._key, self._today())))

    def write_sheet(self, words: str, out: Path, fonts: Path) -> Path:
        """Write the words on a sheet to be printed, as PDF.

        Args:
            words: as they were made, or typed again; they must open the notes.
            out: the file; it opens the notes as the words do.
            fonts: the folder with the typeface.

        Raises:
            NoRecoveryWordsError: none were made.
            WrongPassphraseError: these are other words.
            FileNotWrittenError: it cannot be written there.
        """
        _, box = self._header().boxes.open(words)
        pdf = io.BytesIO()
        owner = self._acting.identity.badge.name
        from peerdesk.export.sheet import RecoverySheet, write_sheet  # the typesetter is loaded when somebody prints

        write_sheet(RecoverySheet(tuple(plain_phrase(words).split()), owner, box.made_on), pdf, fonts)
        write_whole(out, pdf.getvalue(), only_me=True)
        return out

    def is_key_kept(self) -> bool:
        """Say whether the vault has the desk's key now. It may ask the person to unlock it, so this may take long.

        Raises:
            PeerDeskError: what the vault says if it is locked or absent.
        """
        return self._at_hand.opened.vault.read(self._header().desk_id) == self._key

    def sign_out(self) -> SignOut:
        """Return what is known of the vault and sign-outs."""
        with self._acting.look() as session:
            return read_sign_out(session)

    def copy_keys(self) -> tuple[bytes, ...]:
        """Return the keys that open copies of this desk: its own, then those that it had before, the newest first."""
        return (self._key, *earlier_keys(self._header().earlier, self._key))

    @property
    def _key(self) -> bytes:
        return self._at_hand.opened.key

    def _header(self) -> Header:
        return read_header(self._folder)

    def _today(self) -> str:
        return self._acting.now().astimezone().date().isoformat()
