"""The report looked at as a whole before it goes out, and what somebody said of it: leave it."""

from collections.abc import Iterable, Sequence

from peerdesk.desk.acting import Acting
from peerdesk.desk.reports import Reports
from peerdesk.desk.safety import Safety
from peerdesk.desk.waving import Waving
from peerdesk.desk.wording import ReviewWords, Wording, without_left
from peerdesk.domain.coaching import mark_of
from peerdesk.domain.evidence import Picture
from peerdesk.domain.kinds import OF_A_REVIEW
from peerdesk.domain.outcome import HeadsWord, ReportState
from peerdesk.domain.report_checks import (
    Check,
    ReportText,
    in_state,
    of_findings,
    of_notes,
    of_pictures,
    of_records,
    of_words,
)
from peerdesk.domain.safety_check import SafetyCheck
from peerdesk.domain.wording import Reader, WordMark, apart
from peerdesk.storage.reading import read_all

_MOST_KNOWN = 300
_KIND_NAMES = {kind.value.__name__: kind.name for kind in OF_A_REVIEW.values()}


class ReportChecks:
    """Asks; nothing that it finds stops anybody."""

    def __init__(self, acting: Acting, reports: Reports, wording: Wording, safety: Safety, waving: Waving) -> None:
        """Look on one desk."""
        self._acting, self._reports, self._wording = acting, reports, wording
        self._safety, self._waving = safety, waving
        self._known: dict[tuple[Reader, str], tuple[WordMark, ...]] = {}  # what was found in a text the last time

    def look(
        self, scope: str, texts: Sequence[ReportText], state: ReportState = "final", *, spelling: bool = False
    ) -> tuple[Check, ...]:
        """Return what is worth a second look in a state of the report, but what somebody left as it is.

        Args:
            scope: of the review.
            texts: of the report, as they are read.
            state: on the day nothing is asked but what could do harm.
            spelling: look at spelling too; that starts another process.
        """
        words = self._wording.of_review(scope)
        if words is None:
            return ()
        found: list[Check] = []
        for text in texts:
            found += _safety(text, self._safety.check)
            found += of_words(text, self._marks(text, words, spelling=spelling))
            found += of_notes(text)
        found += self._of_review(scope)
        left = self._waving.look()
        return in_state((one for one in found if one.word is not None or _mark(one) not in left), state)

    def leave(self, scope: str, check: Check) -> None:
        """Let a question rest: names and spelling in the whole review, all else at its place."""
        if check.word is not None:
            self._wording.leave(scope, check.place, check.word)
        else:
            self._waving.wave(_mark(check))

    def _marks(self, text: ReportText, words: ReviewWords, *, spelling: bool) -> Iterable[WordMark]:
        said, reader = text.read, words.with_team if text.with_team else words.reader
        if (reader, said) not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[reader, said] = reader.look(said)
        marks = [*self._known[reader, said]]
        if spelling:
            marks += self._wording.spelling.look(said, words.accepted)
        return without_left([one for one in apart(marks) if one.sure], text.place, words.left)

    def _of_review(self, scope: str) -> list[Check]:
        material = self._reports.material(scope)
        with self._acting.look() as session:
            pictures = read_all(session, Picture, scope)
            heard = read_all(session, HeadsWord, scope)
        in_it = [material.review, *material.questions, *material.findings, *material.sections]
        return [
            *of_records([*in_it, *material.previous_actions, *material.moderations], _KIND_NAMES),
            *of_findings(material.findings, heard),
            *of_pictures(pictures, material.numbers),
        ]


def _safety(text: ReportText, check: SafetyCheck) -> Iterable[Check]:
    """Yield the lines of a text that may be about somebody's safety."""
    at = 0
    for line in text.read.split("\n"):
        if check.asks(line) is not None:
            yield Check("safety", text.about, line, at, at + len(line))
        at += len(line) + 1


def _mark(check: Check) -> str:
    return mark_of(f"report, {check.kind}", check.said_of)
