"""The report as it was handed over: each time it is kept, with its state, its date and its file."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.history import RecordHistory
from peerdesk.desk.reports import Reports
from peerdesk.domain.citations import show_citations
from peerdesk.domain.editions import TOLD, Difference, begun_at, is_open, is_told, said_at, taken_over
from peerdesk.domain.first_words import begin_finding
from peerdesk.domain.history import HistoryLine
from peerdesk.domain.material import in_order
from peerdesk.domain.outcome import Edition, Finding, ReportState, Section
from peerdesk.domain.review import Record, Review
from peerdesk.storage.attachments import put_attachment, read_attachment
from peerdesk.storage.reading import read_all

PDF = "application/pdf"
_ALL = 1_000  # lines of a history


@dataclass(frozen=True)
class FindingChanged:
    """A finding says something else than when a section was begun from it.

    Attributes:
        now: its paragraphs as a section would begin with them now.
        text: what the section would say.
    """

    section: Section
    finding: Finding
    before: str
    now: str
    text: str


class Editions:
    """Keeps what was handed over, and says what is another since."""

    def __init__(self, acting: Acting, reports: Reports, history: RecordHistory) -> None:
        """Work on one desk."""
        self._acting, self._reports, self._history = acting, reports, history

    def all(self, scope: str) -> list[Edition]:
        """Return what was handed over in a review, the oldest first."""
        with self._acting.look() as session:
            return _editions(session, scope)

    def correct(self, scope: str, what_changed: str) -> Changes:
        """Say what changes in a report that was final already: from then on it is printed, and signed with it.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        with self._acting.act("correct the report") as act:
            open_one = _open_correction(_editions(act.session, scope))
            today = self._acting.here()[:10]
            if open_one is not None:
                act.change(open_one, what_changed=what_changed, handed_on=today)
            else:
                act.add(scope, "edition", state="final", handed_on=today, what_changed=what_changed)
        return act.changes

    def keep(self, scope: str, state: ReportState, pdf: bytes) -> Changes:
        """Note that the report is handed over, and keep the file; the same file in the same state is noted once.

        Args:
            scope: of the review.
            state: that the file says.
            pdf: its bytes.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        sha256 = hashlib.sha256(pdf).hexdigest()
        signed = self._reports.last_sign_off(scope)
        with self._acting.act("hand the report over") as act:
            known = _editions(act.session, scope)
            review = next(iter(read_all(act.session, Review, scope)), None)
            said = {
                "handed_on": self._acting.here()[:10],
                "check_by": review.check_by if review is not None and state != "final" else "",
                "pdf": sha256,
                "document": put_attachment(act.session, pdf, PDF),
                "signoff": signed.signoff_id if signed and not signed.stale else "",
            }
            open_one = _open_correction(known) if state == "final" else None
            if open_one is not None:
                act.change(open_one, **said)
            elif (state, sha256) not in [(one.state, one.pdf) for one in known]:
                act.add(scope, "edition", state=state, **said)
        return act.changes

    def document(self, edition: Edition) -> bytes | None:
        """Return the file of an edition; None where it is on another laptop alone."""
        with self._acting.look() as session:
            return read_attachment(session, edition.document) if edition.document else None

    def differences(self, edition: Edition, since: Edition | None = None) -> tuple[Difference, ...]:
        """Return the parts and findings that say something else than when an edition was handed over.

        Args:
            edition: the earlier one.
            since: the later one; None for what the report says now.
        """
        found = []
        for kind, records in self._records(edition.scope).items():
            for one in records:
                lines = self._history.of(one.record_id, _ALL)
                before = said_at(lines, TOLD[kind], edition.first_written_at)
                after = said_at(lines, TOLD[kind], since.first_written_at if since else "9")
                if show_citations(before, {}) != show_citations(after, {}):
                    found.append(Difference(kind, one.record_id, before, after))  # type: ignore[arg-type]
        return tuple(found)

    def changed_findings(self, scope: str) -> list[FindingChanged]:
        """Return agreed findings that say something else than when the section of their question was begun."""
        material = self._reports.material(scope)
        agreed = [one for one in in_order(material.findings) if one.agreed and one.kind != "worth_sharing"]
        found = []
        for section in (one for one in material.sections if one.place == "question" and one.text.strip()):
            own = [one for one in agreed if one.question == section.question]
            at = begun_at(self._history.of(section.record_id, _ALL)) if own else ""
            for finding in own:
                before = _as_it_was(finding, self._history.of(finding.record_id, _ALL), at)
                if before is None or before == finding or is_told(finding, show_citations(section.text, {}), before):
                    continue
                was, now = (begin_finding(one, material.citations) for one in (before, finding))
                text = taken_over(section, was, now)
                if was != now and text != section.text:
                    found.append(FindingChanged(section, finding, was, now, text))
        return found

    def _records(self, scope: str) -> Mapping[str, Sequence[Record]]:
        """Return what is told, with what was deleted since."""
        with self._acting.look() as session:
            here: dict[str, list[Record]] = {
                "section": [*read_all(session, Section, scope)],
                "finding": [*read_all(session, Finding, scope)],
            }
        for gone in self._history.deleted(scope):
            if gone.kind in here:
                made: Callable[..., Record] = Section if gone.kind == "section" else Finding
                here[gone.kind].append(made(record_id=gone.record_id, scope=scope, author="", first_written_at=""))
        return here


def _editions(session: Session, scope: str) -> list[Edition]:
    return sorted(read_all(session, Edition, scope), key=lambda one: (one.first_written_at, one.record_id))


def _open_correction(editions: Sequence[Edition]) -> Edition | None:
    """Return the correction that was said and is not handed over yet."""
    return next((one for one in editions if is_open(one)), None)


def _as_it_was(finding: Finding, lines: Sequence[HistoryLine], at: str) -> Finding | None:
    """Return a finding with the words that it had at a time; None if it was not there."""
    then = {name: said_at(lines, (name,), at) for name in ("title", "text", "caution", "wondering")}
    if not any(then.values()):
        return None
    now = {name: getattr(finding, name).strip() for name in then}
    return finding if now == then else Finding(**{**vars(finding), **then})
