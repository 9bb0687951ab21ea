"""A readable copy of one's own notes, as plain text: shown before it leaves, and said to be unprotected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from peerdesk.desk.acting import Acting
from peerdesk.domain.evidence import Jotting, Note
from peerdesk.domain.note_text import Around, to_text
from peerdesk.domain.review import Activity, KeptFramework, Member, Question, Review
from peerdesk.errors import PeerDeskError
from peerdesk.files import write_whole
from peerdesk.storage.reading import read_all
from peerdesk.storage.staying import staying


class NoNotesError(PeerDeskError):
    """There is nothing to copy."""


@dataclass(frozen=True)
class TextCopy:
    """What a copy would hold.

    Attributes:
        notes: that this desk's person wrote or saw, in the order of *seen*.
        jottings: their private lines; they are in the copy only if asked for.
        name: of the file.
    """

    around: Around
    notes: tuple[Note, ...]
    jottings: tuple[Jotting, ...]
    name: str


class TextCopies:
    """Looks at what a text copy would hold, and writes it."""

    def __init__(
        self,
        acting: Acting,
        look_over: Callable[[], object] = lambda: None,
        look_fors: Callable[[KeptFramework | None], Mapping[str, str]] = lambda _: {},
    ) -> None:
        """Copy from one desk.

        Args:
            acting: the desk's own.
            look_over: finds out first what has to stay (`Safety.look_over`).
            look_fors: answers the words of a framework's look-fors by id (`Looking.words_in`).
        """
        self._acting, self._look_over, self._look_fors = acting, look_over, look_fors

    def look(self, scope: str) -> TextCopy:
        """Return what a copy would hold: nothing that is held back.

        Raises:
            NoNotesError: the review is not here.
        """
        self._look_over()
        me = self._acting.identity.key_id
        with self._acting.look() as session:
            review = next(iter(read_all(session, Review, scope)), None)
            if review is None:
                raise NoNotesError("There is no review yet.", "Open the briefing, or begin a review, first.")
            members = read_all(session, Member, scope)
            mine = {one.record_id for one in members if one.key == me}
            around = Around(
                review,
                read_all(session, Question, scope),
                read_all(session, Activity, scope),
                members,
                self._acting.identity.badge.name,
                self._look_fors(next(iter(read_all(session, KeptFramework, scope)), None)),
            )
            stay = staying(session).records
            notes = [one for one in read_all(session, Note, scope) if one.author == me or one.observed_by in mine]
            notes = [one for one in notes if one.record_id not in stay]
            jottings = [one for one in read_all(session, Jotting, scope) if one.record_id not in stay]
            jottings.sort(key=lambda one: one.seen_at)
        return TextCopy(around, tuple(notes), tuple(jottings), _name(around))

    def write(self, copy: TextCopy, out: Path, *, only_me: bool = False) -> Path:
        """Write a copy, whole or not at all; only the person themselves may read it on this computer.

        It begins with a byte order mark and its lines end as Windows ends them: every Notepad shows it right.

        Args:
            copy: as it was shown.
            out: the file, or a folder that is there: then under the copy's own name.
            only_me: the private lines are in it too.

        Raises:
            NoNotesError: there is nothing in it.
            FileNotWrittenError: the folder cannot be written, or the disk is full.
        """
        jottings = copy.jottings if only_me else ()
        if not (copy.notes or jottings):
            raise NoNotesError("You have no notes in this review yet.", "Take one first.")
        path = out / copy.name if out.is_dir() else out
        text = to_text(copy.around, copy.notes, jottings)
        write_whole(path, text.replace("\n", "\r\n").encode("utf-8-sig"), only_me=True)
        return path


def _name(around: Around) -> str:
    said = f"{around.review.school_name} notes of {around.writer}"
    return "".join(one if one.isalnum() else " " for one in said).strip().replace("  ", " ") + ".txt"
