"""A whole review in files that other programs read: no lock-in."""

import json
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.looking import Looking
from peerdesk.domain.coded import CodedReview, Coding, code_review
from peerdesk.domain.everything import Table, gather_tables, read_aloud
from peerdesk.domain.evidence import Advice, Answer, Jotting, Note
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.outcome import Citation, Finding
from peerdesk.domain.review import Activity, KeptFramework, Member, Question, Review
from peerdesk.errors import PeerDeskError
from peerdesk.files import write_whole
from peerdesk.storage.people import read_people
from peerdesk.storage.reading import read_all
from peerdesk.storage.staying import staying

SUFFIXES = (".json", ".xlsx", ".qdpx", ".qdc")


class NothingToTakeError(PeerDeskError):
    """There is no such review here, or the file is asked for in a form that PeerDesk does not write."""


class TakingOut:
    """Writes all that a desk knows of a review, but what is held back and what is closed to two people."""

    def __init__(self, acting: Acting, looking: Looking, look_over: Callable[[], object] = lambda: None) -> None:
        """Take out of one desk.

        Args:
            acting: the desk's own.
            looking: knows the words of look-fors.
            look_over: finds out first what has to stay (`Safety.look_over`).
        """
        self._acting, self._looking, self._look_over = acting, looking, look_over

    def write(self, scope: str, out: Path, *, only_me: bool = False) -> Path:
        """Write a review in the form that the file's ending names, whole or not at all.

        Args:
            scope: of the review.
            out: ends in `.json` or `.xlsx` (every record), `.qdpx` (notes and codes) or `.qdc` (codes).
            only_me: private lines go along; they are in `.json` and `.xlsx` only.

        Raises:
            NothingToTakeError: the review is not here, or the ending is none of `SUFFIXES`.
            FileNotWrittenError: the folder cannot be written, or the disk is full.
        """
        self._look_over()
        match out.suffix.lower():  # what writes a form is loaded with its first file, not at the start
            case ".json":
                tables = self._tables(scope, only_me=only_me)
                said = {one.kind: [dict(zip(one.columns, row, strict=True)) for row in one.rows] for one in tables}
                whole = json.dumps({"form": 1, **said}, ensure_ascii=False, indent=1).encode()
            case ".xlsx":
                from peerdesk.export.workbook import write_workbook

                tables = self._tables(scope, only_me=only_me)
                title = next(row[0] for one in tables if one.kind == "review" for row in one.rows)
                whole = write_workbook(title, read_aloud(tables))
            case ".qdpx":
                from peerdesk.export.refi import write_project

                whole = write_project(self.coded(scope))
            case ".qdc":
                from peerdesk.export.refi import write_codebook

                whole = write_codebook(self.coded(scope).codes)
            case other:
                raise NothingToTakeError(
                    f"PeerDesk does not write files that end in “{other}”.", f"Choose one of {', '.join(SUFFIXES)}."
                )
        write_whole(out, whole, only_me=True)
        return out

    def coded(self, scope: str) -> CodedReview:
        """Return a review as coded texts.

        Raises:
            NothingToTakeError: it is not here.
        """
        with self._acting.look() as session:
            review = _review(session, scope)
            stay = staying(session).records
            kept = next(iter(read_all(session, KeptFramework, scope)), None)
            return code_review(
                Coding(
                    review,
                    read_all(session, Member, scope),
                    read_all(session, Question, scope),
                    read_all(session, Activity, scope),
                    [one for one in read_all(session, Note, scope) if one.record_id not in stay],
                    [one for one in read_all(session, Answer, scope) if one.record_id not in stay and one.text],
                    read_all(session, Finding, scope),
                    [one for one in read_all(session, Citation, scope) if one.note not in stay],
                    self._looking.words_in(kept),
                )
            )

    def _tables(self, scope: str, *, only_me: bool) -> tuple[Table, ...]:
        with self._acting.look() as session:
            _review(session, scope)
            stay = staying(session).records
            left_out = {Advice} if only_me else {Advice, Jotting}
            records = {
                name: [one for one in read_all(session, kind.value, scope) if one.record_id not in stay]
                for name, kind in KINDS.items()
                if kind.value not in left_out
            }
            names = {one.key_id: one.name for one in read_people(session)}
        names[self._acting.identity.key_id] = self._acting.identity.badge.name
        return gather_tables(records, names)


def _review(session: Session, scope: str) -> Review:
    review = next(iter(read_all(session, Review, scope)), None)
    if review is None:
        raise NothingToTakeError("This review is not on this laptop.", "Bring in its briefing first.")
    return review
