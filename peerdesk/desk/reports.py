"""The report: its sections, the page for the head, the full report, and the sign-off."""

import hashlib
import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.frameworks import Library
from peerdesk.desk.practice_mark import is_practice
from peerdesk.domain.document import Document
from peerdesk.domain.entries import Statement
from peerdesk.domain.evidence import Note
from peerdesk.domain.material import Correction, ReportMaterial, given_name
from peerdesk.domain.order import last_key
from peerdesk.domain.outcome import Citation, Edition, Finding, Moderation, Reply, ReportState, Section
from peerdesk.domain.releases import standing
from peerdesk.domain.report import compose_report
from peerdesk.domain.report_page import compose_page
from peerdesk.domain.review import Activity, KeptFramework, Member, PreviousAction, Question, Record, Review
from peerdesk.errors import PeerDeskError
from peerdesk.files import write_whole
from peerdesk.storage.attachments import read_attachment
from peerdesk.storage.departure import statements_in
from peerdesk.storage.reading import read_all
from peerdesk.storage.staying import staying

Item = TypeVar("Item", bound=Record)


class NotReadyError(PeerDeskError):
    """The report cannot be signed off yet."""


@dataclass(frozen=True)
class Signer:
    """Who signs inside a file, in their given name; 32 secret bytes of their own; and the time."""

    name: str
    secret: bytes = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class SignOff:
    """That the lead, or the deputy, signed what the report says.

    Attributes:
        signoff_id: id of the statement.
        at: when, by the signer's clock.
        pdf: SHA-256 of the report as a file.
        stale: something in the report changed since.
        by: record id of the member who signed; "" if nobody of the team has that key.
        changed: what stands in the report and says something else than what was signed.
        others: sign-offs that stand beside it, for two signed at once.
    """

    signoff_id: str
    at: str
    pdf: str
    stale: bool
    by: str = ""
    changed: tuple[Record, ...] = ()
    others: tuple["SignOff", ...] = ()


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
            material = self._material(session, scope, state)
            signed = self._sign_off_of(session, scope) if state == "final" else None
        if signed is not None and not signed.stale:
            day = datetime.fromisoformat(signed.at).astimezone().date().isoformat()
            material = replace(material, signed_on=day)
        return material

    def signer(self) -> Signer:
        """Return with what this desk's person signs inside a file, and when that is."""
        private, name = self._acting.identity.private, given_name(self._acting.identity.badge.name)
        return Signer(name, private.derive("signature inside a PDF"), self._acting.now())

    def chance(self, size: int) -> bytes:
        """Return so many bytes by chance."""
        return self._acting.random(size)

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
        material = replace(self.material(scope, "final"), signed_on=self._acting.here()[:10])
        covered = _covered(material)
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
            steps=framework.scale.steps,
            characteristics=framework.characteristics,
            moderations=tuple(read_all(session, Moderation, scope, for_report=True)),
            reply=max(read_all(session, Reply, scope), key=lambda one: one.first_written_at, default=None),
            logo=read_attachment(session, reviews[0].logo) or b"" if reviews[0].logo else b"",
            practice=is_practice(self._acting),
            corrections=tuple(
                Correction(on=one.handed_on, words=one.what_changed)
                for one in sorted(read_all(session, Edition, scope), key=lambda one: one.first_written_at)
                if one.what_changed
            ),
        )

    def _sign_off_of(self, session: Session, scope: str) -> SignOff | None:
        signed = standing(statements_in(session, scope, "signoff"))
        if not signed:
            return None
        material = self._material(session, scope, "final")
        members = {one.key: one.record_id for one in material.members if one.key}
        now = _covered(material)
        found = sorted(
            (_signed(one, now, members.get(one.author, "")) for one in signed),
            key=lambda one: (not one.stale, one.at, one.signoff_id),
        )
        return replace(found[-1], others=tuple(found[:-1]))


def _covered(material: ReportMaterial) -> list[Record]:
    """Return what a sign-off covers: all that the report says."""
    said = [material.review, *material.questions, *material.findings, *material.sections]
    return [*said, *material.previous_actions, *material.citations, *material.moderations]


def _signed(statement: Statement, now: Sequence[Record], by: str) -> SignOff:
    covers = set(statement.says["covers"])
    changed = tuple(one for one in now if not covers.issuperset(one.tips))
    stale = covers != set(_tips(now))
    return SignOff(statement.entry_id, statement.written_at, statement.says["pdf"], stale, by, changed)


def _leaving(records: Iterable[Item], stay: Collection[str]) -> list[Item]:
    """Return the records that may be said outside this laptop."""
    return [one for one in records if one.record_id not in stay]


def _in_place_of(before: Iterable[str]) -> dict[str, list[str]]:
    """Return what a statement says that replaces others; nothing if it is the first."""
    replaced = sorted(before)
    return {"replaces": replaced} if replaced else {}


def _tips(records: Iterable[Record]) -> list[str]:
    return sorted({tip for one in records for tip in one.tips})


def _pdf(document: Document, fonts: Path, *, compact: bool) -> bytes:
    out = io.BytesIO()
    from peerdesk.export.report.pdf import write_pdf  # the typesetter is loaded when somebody prints, not at the start

    write_pdf(document, out, fonts, compact=compact)
    return out.getvalue()
