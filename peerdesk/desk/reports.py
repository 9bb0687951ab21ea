"""The report: its sections, the page for the head, the full report, sign-off and the head's answer."""

import hashlib
import io
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.frameworks import Library
from peerdesk.desk.practice_mark import is_practice
from peerdesk.domain.document import Document
from peerdesk.domain.evidence import Note
from peerdesk.domain.kinds import Release
from peerdesk.domain.material import ReportMaterial
from peerdesk.domain.order import last_key
from peerdesk.domain.outcome import Citation, Finding, Reply, ReportState, Section
from peerdesk.domain.releases import standing
from peerdesk.domain.report import compose_report
from peerdesk.domain.report_page import compose_page
from peerdesk.domain.review import Activity, KeptFramework, Member, PreviousAction, Question, Record, Review
from peerdesk.errors import PeerDeskError
from peerdesk.files import write_whole
from peerdesk.storage.attachments import put_attachment
from peerdesk.storage.departure import statements_in
from peerdesk.storage.reading import read_all
from peerdesk.storage.staying import staying

Item = TypeVar("Item", bound=Record)


class NotReadyError(PeerDeskError):
    """The report cannot be signed off yet."""


@dataclass(frozen=True)
class SignOff:
    """That the lead signed what the report says.

    Attributes:
        signoff_id: id of the statement.
        at: when, by the lead's clock.
        pdf: SHA-256 of the report as a file.
        stale: something in the report changed since.
    """

    signoff_id: str
    at: str
    pdf: str
    stale: bool


class Reports:
    """Writes the report."""

    def __init__(self, acting: Acting, frameworks: Library, look_over: Callable[[], object] = lambda: None) -> None:
        """Write on one desk, each review in its framework.

        Args:
            acting: the desk's own.
            frameworks: that a review may be written in.
            look_over: finds out, before anything is composed, what has to stay (`Safety.look_over`).
        """
        self._acting, self._frameworks, self._look_over = acting, frameworks, look_over

    def material(self, scope: str, state: ReportState = "on the day") -> ReportMaterial:
        """Return all that the report may say: nothing that is marked, held, held back or private.

        Raises:
            NotReadyError: there is no such review here.
        """
        self._look_over()
        with self._acting.look() as session:
            return self._material(session, scope, state)

    def sections(self, scope: str) -> list[Section]:
        """Return the sections that the lead has begun, in order."""
        with self._acting.look() as session:
            return read_all(session, Section, scope)

    def add_section(self, scope: str, place: str, **fields: Any) -> tuple[str, Changes]:
        """Begin a section at a place of the report (`domain/review.py: Section`)."""
        with self._acting.act("begin a section") as act:
            order = last_key([one.order for one in read_all(act.session, Section, scope)])
            section_id = act.add(scope, "section", **{"place": place, "order": order, **fields})
        return section_id, act.changes

    def begin_sections(self, scope: str, begun: Iterable[tuple[Section | None, Mapping[str, Any]]]) -> Changes:
        """Fill several sections at once: one act.

        Args:
            scope: of the review.
            begun: each section as it was shown, or None for one that is not there yet, and what it is to say.
        """
        with self._acting.act("begin from the findings") as act:
            orders = [one.order for one in read_all(act.session, Section, scope)]
            for shown, said in begun:
                if shown is None:
                    orders.append(last_key(orders))
                    act.add(scope, "section", **{"order": orders[-1], **said})
                else:
                    act.change(shown, **said)
        return act.changes

    def change_section(self, shown: Section, **fields: Any) -> Changes:
        """Change a section as it was shown."""
        with self._acting.act("write the report") as act:
            act.change(shown, **fields)
        return act.changes

    def page(self, scope: str) -> Document:
        """Compose the one-page summary."""
        return self._marked(compose_page(self.material(scope)))

    def report(self, scope: str, state: ReportState) -> Document:
        """Compose the full report."""
        return self._marked(compose_report(self.material(scope, state)))

    def _marked(self, document: Document) -> Document:
        return replace(document, practice=is_practice(self._acting))

    def write_page(self, scope: str, out: Path, fonts: Path) -> Path:
        """Write the page for the head as a PDF.

        Raises:
            ReportTooLongError: it does not fit one page.
            PeerDeskError: the file cannot be written.
        """
        document = self.page(scope)
        write_whole(out, _pdf(document, fonts, compact=True))
        return out

    def write_report(self, scope: str, out: Path, fonts: Path, state: ReportState) -> Path:
        """Write the full report as a PDF.

        Raises:
            PeerDeskError: the file cannot be written.
        """
        write_whole(out, _pdf(self.report(scope, state), fonts, compact=False))
        return out

    def sign_off(self, scope: str, fonts: Path) -> tuple[str, Changes]:
        """Sign what the report says now; return the statement's id.

        It names the hash of the final PDF, the revisions that stand in it, and the evidence by its numbers.

        Raises:
            NotReadyError: something in it stands in two versions, or its words are not here.
            NotYoursError: this desk's person does not lead the review.
        """
        material = self.material(scope, "final")
        covered = [material.review, *material.questions, *material.findings, *material.sections]
        covered += [*material.previous_actions, *material.citations]
        if open_ones := [one for one in covered if one.two_versions or one.unreadable]:
            raise NotReadyError(
                f"{len(open_ones)} of the things in the report stand in two versions, or have no words here.",
                "Settle them first, then sign off.",
            )
        pdf = hashlib.sha256(_pdf(self._marked(compose_report(material)), fonts, compact=False)).hexdigest()
        numbered = sorted(material.numbers, key=lambda note: material.numbers[note])
        with self._acting.act("sign off") as act:
            before = [one.entry_id for one in standing(statements_in(act.session, scope, "signoff"))]
            signoff = act.state(
                scope, "signoff", pdf=pdf, covers=_tips(covered), numbers=numbered, **_in_place_of(before)
            )
        return signoff, act.changes

    def last_sign_off(self, scope: str) -> SignOff | None:
        """Return the sign-off that stands, and whether the report still says what was signed; None if there is none.

        Where two were made at once, it is the one of what the report says now.
        """
        with self._acting.look() as session:
            return self._sign_off_of(session, scope)

    def take_reply(
        self, scope: str, *, words: str, what: Release, taken_by: str, document: bytes = b"", media_type: str = ""
    ) -> Changes:
        """Take down what the head answered, and record what she released, naming it.

        Args:
            scope: of the review.
            words: hers.
            what: how much may go to the partnership.
            taken_by: record id of the member who heard or received it.
            document: her reply sheet or letter, if there is one.
            media_type: of the document.

        Raises:
            NotReadyError: nothing is signed off yet, so there is nothing to release.
        """
        with self._acting.act("take down the head's answer") as act:
            signed = self._sign_off_of(act.session, scope)
            if signed is None:
                raise NotReadyError(
                    "The report is not signed off yet.", "Sign it off first, then take down the answer."
                )
            sha256 = put_attachment(act.session, document, media_type) if document else ""
            act.add(
                scope,
                "reply",
                words=words,
                what=what,
                taken_by=taken_by,
                document=sha256,
                answered_on=self._acting.here()[:10],
            )
            before = [one.entry_id for one in standing(statements_in(act.session, scope, "release"))]
            act.state(
                scope, "release", signoff=signed.signoff_id, what=what, word=sha256 or None, **_in_place_of(before)
            )
        return act.changes

    def replies(self, scope: str) -> list[Reply]:
        """Return what the head answered, oldest first."""
        with self._acting.look() as session:
            return sorted(read_all(session, Reply, scope), key=lambda one: one.first_written_at)

    def _material(self, session: Session, scope: str, state: ReportState) -> ReportMaterial:
        reviews = read_all(session, Review, scope, for_report=True)
        if not reviews:
            raise NotReadyError("This review is not on this laptop.", "Bring in its briefing first.")
        framework = self._frameworks.of_review(next(iter(read_all(session, KeptFramework, scope)), None))
        stay = staying(session).records
        return ReportMaterial(
            review=reviews[0],
            members=tuple(read_all(session, Member, scope, for_report=True)),
            questions=tuple(read_all(session, Question, scope, for_report=True)),
            activities=tuple(read_all(session, Activity, scope, for_report=True)),
            notes=tuple(_leaving(read_all(session, Note, scope, for_report=True), stay)),
            findings=tuple(read_all(session, Finding, scope, for_report=True)),
            citations=tuple(_leaving(read_all(session, Citation, scope, for_report=True), stay)),
            sections=tuple(read_all(session, Section, scope, for_report=True)),
            previous_actions=tuple(read_all(session, PreviousAction, scope, for_report=True)),
            state=state,
            thin=framework.thin,
            outline=framework.outline,
        )

    def _sign_off_of(self, session: Session, scope: str) -> SignOff | None:
        signed = standing(statements_in(session, scope, "signoff"))
        if not signed:
            return None
        material = self._material(session, scope, "final")
        now = [material.review, *material.questions, *material.findings, *material.sections]
        now += [*material.previous_actions, *material.citations]
        tips = set(_tips(now))
        found = [
            SignOff(one.entry_id, one.written_at, one.says["pdf"], set(one.says["covers"]) != tips) for one in signed
        ]
        return max(found, key=lambda one: (not one.stale, one.at, one.signoff_id))


def _leaving(records: Iterable[Item], stay: Collection[str]) -> list[Item]:
    """Return the records that may be said outside this laptop."""
    return [one for one in records if one.record_id not in stay]


def _in_place_of(before: Iterable[str]) -> dict[str, list[str]]:
    """Return what a statement says that replaces others; nothing if it is the first."""
    replaced = sorted(before)
    return {"replaces": replaced} if replaced else {}


def _tips(records: list[Any]) -> list[str]:
    return sorted({tip for one in records for tip in one.tips})


def _pdf(document: Document, fonts: Path, *, compact: bool) -> bytes:
    out = io.BytesIO()
    from peerdesk.export.report.pdf import write_pdf  # the typesetter is loaded when somebody prints, not at the start

    write_pdf(document, out, fonts, compact=compact)
    return out.getvalue()
