"""What the head answers, and what she lets go to the partnership: taken down on her behalf, by a signed statement."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Act, Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.reports import NotReadyError, Reports
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.kinds import RELEASES, Release
from peerdesk.domain.material import in_order
from peerdesk.domain.outcome import Finding, HeadsWord, Reply
from peerdesk.domain.releases import released, standing
from peerdesk.domain.reply_answers import FindingAnswer, HeadsAnswer, SheetLook, look_at_sheet
from peerdesk.domain.reply_sheet import ASKED, compose_reply_sheet
from peerdesk.domain.review import Record
from peerdesk.intake.reply_sheets import read_file
from peerdesk.intake.reply_worker import read_apart
from peerdesk.storage.attachments import media_type_of, put_attachment, read_attachment
from peerdesk.storage.departure import statements_in
from peerdesk.storage.reading import read_all

_WITHOUT_FINDINGS: frozenset[Release] = frozenset({"nothing", "themes"})
_ABOUT = ("recognise", "missed")


@dataclass(frozen=True)
class Returned:
    """A sheet that came back; nothing of it is kept yet.

    Attributes:
        name: of the file.
        document: its bytes, to be kept with the answer.
        look: what is on it.
    """

    name: str
    document: bytes
    look: SheetLook


@dataclass(frozen=True)
class Owed:
    """That the head let something go which no statement lets go yet.

    Attributes:
        what: she let go.
        answered_on: `YYYY-MM-DD`.
        signed: the report is signed, so it can be let go now.
        kept_back: the findings that she did not want to go, or wanted left out, and that are in the report still.
    """

    what: Release
    answered_on: str
    signed: bool
    kept_back: tuple[Finding, ...]


class Replies:
    """Takes down answers."""

    def __init__(self, acting: Acting, reports: Reports) -> None:
        """Take them down on one desk; `reports` says what is in the report, and what is signed."""
        self._acting, self._reports = acting, reports

    def read(self, scope: str, path: Path) -> Returned:
        """Return what is on a sheet that came back; nothing is written.

        Raises:
            ReplySheetError: it is none, of another review, or cannot be read safely.
            NotReadyError: there is no such review here.
        """
        data = read_file(path)
        filled = read_apart(data, path.name)
        material = self._reports.material(scope, "for checking")
        sheet = compose_reply_sheet(material, each_finding=True)
        here = self._acting.here()[:10]
        look = look_at_sheet(material, sheet, filled.ticked, filled.written, filled.beside, here)
        return Returned(path.name, data, self._with_earlier(scope, data, look))

    def keep(self, scope: str, answer: HeadsAnswer, *, taken_by: str = "", document: bytes = b"") -> Changes:
        """Take down what the head answered, in one act; what she said before is replaced and stays in its history.

        What she lets go is stated at once where the report is signed and she kept no finding back; else it is owed.

        Args:
            scope: of the review.
            answer: hers.
            taken_by: record id of the member who heard or received it.
            document: her reply sheet or letter, if there is one.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        signed = self._reports.last_sign_off(scope)
        day = answer.day or self._acting.here()[:10]
        with self._acting.act("take down the head's answer") as act:
            sha256 = put_attachment(act.session, document, media_type_of(document)) if document else ""
            about = {"taken_by": taken_by, "document": sha256}
            act.add(scope, "reply", words=_words_of(answer), what=answer.what, answered_on=day, **about)
            before = read_all(act.session, HeadsWord, scope)
            for one in answer.findings:
                _keep_finding(act, scope, one, before, {"heard_on": day, **about})
            for asked in _ABOUT:
                if words := answer.words.get(asked, ""):
                    _keep_words(act, scope, asked, words, before, {"heard_on": day, **about})
            kept_back = {one.record_id for one in self._kept_back(act.session, scope, answer.findings)}
            if signed and answer.what and (answer.what in _WITHOUT_FINDINGS or not kept_back):
                _release(act, scope, signed.signoff_id, answer.what, sha256)
        return act.changes

    def asked(self, scope: str) -> list[tuple[str, list[Finding]]]:
        """Return what the head is asked about: each question with its findings, in the order of the sheet."""
        material = self._reports.material(scope, "for checking")
        found = ((one.text, material.findings_of(one.record_id)) for one in in_order(material.questions))
        return [(question, findings) for question, findings in found if findings]

    def all(self, scope: str) -> list[Reply]:
        """Return what the head answered, oldest first."""
        with self._acting.look() as session:
            return _replies(session, scope)

    def words(self, scope: str) -> list[HeadsWord]:
        """Return what the head said of findings and at the end, oldest first."""
        with self._acting.look() as session:
            return sorted(read_all(session, HeadsWord, scope), key=lambda one: one.first_written_at)

    def records(self, scope: str) -> list[Record]:
        """Return all that was taken down of her answers: of what an erasure may be asked."""
        said = [one for one in self.words(scope) if one.says or one.travels or one.document]
        return [*self.all(scope), *said]

    def document(self, reply: Reply) -> bytes | None:
        """Return the bytes of the sheet or letter that an answer was read from, None if there is none here."""
        with self._acting.look() as session:
            return read_attachment(session, reply.document) if reply.document else None

    def owed(self, scope: str) -> Owed | None:
        """Return what the head let go and no statement lets go yet: not signed then, or signed anew since."""
        signed = self._reports.last_sign_off(scope)
        with self._acting.look() as session:
            last = _last(session, scope)
            if last is None or not last.what or last.what == "nothing":
                return None
            stands = released(statements_in(session, scope, "release"))
            covered = signed is not None and signed.signoff_id in stands.signoffs
            if covered and RELEASES.index(stands.what) >= RELEASES.index(last.what):
                return None
            kept_back = tuple(self._kept_back(session, scope))
        return Owed(last.what, last.answered_on, signed is not None, kept_back)

    def let_go(self, scope: str) -> Changes:
        """State that what the head let go last may go to the partnership, as the report is signed now.

        Raises:
            NotReadyError: it is not signed, or she let nothing go.
            NotYoursError: this desk's person may not say so.
        """
        signed = self._reports.last_sign_off(scope)
        if signed is None:
            raise NotReadyError("The report is not signed yet.", "Sign it first, then let it go.")
        with self._acting.act("let it go to the partnership") as act:
            last = _last(act.session, scope)
            if last is None or not last.what:
                raise NotReadyError("The head has let nothing go yet.", "Take down her answer first.")
            _release(act, scope, signed.signoff_id, last.what, last.document)
        return act.changes

    def _kept_back(self, session: Session, scope: str, fresh: Iterable[FindingAnswer] = ()) -> list[Finding]:
        """Return the findings of the report that the head keeps back, what she says now before what she said."""
        kept = {one.finding for one in read_all(session, HeadsWord, scope) if _keeps_back(one)}
        for answer in fresh:
            kept = kept | {answer.finding} if _keeps_back(answer) else kept - {answer.finding}
        return [one for one in read_all(session, Finding, scope, for_report=True) if one.record_id in kept]

    def _with_earlier(self, scope: str, data: bytes, look: SheetLook) -> SheetLook:
        sha256 = hashlib.sha256(data).hexdigest()
        same = next((one for one in self.all(scope) if one.document == sha256), None)
        if same is None:
            return look
        on = day_in_words(same.answered_on, year=False)
        said = f"This very file was kept already: her answer of {on}."
        return SheetLook(look.answer, (said, *look.unclear), look.each, look.could_be_read)


def _keeps_back(said: HeadsWord | FindingAnswer) -> bool:
    return said.travels == "no" or said.says == "leave out"


def _keep_finding(
    act: Act, scope: str, said: FindingAnswer, before: Iterable[HeadsWord], about: dict[str, str]
) -> None:
    """Say anew what an earlier answer said of a finding; what she said in conversation stays beside it."""
    fields = {"says": said.says, "words": said.words, "travels": said.travels, **about}
    earlier = [one for one in before if one.finding == said.finding and (one.says or one.travels or one.document)]
    if earlier:
        act.change(max(earlier, key=lambda one: (one.first_written_at, one.record_id)), **fields)
    else:
        act.add(scope, "heard", finding=said.finding, about="finding", **fields)


def _keep_words(
    act: Act, scope: str, asked: str, words: str, before: Iterable[HeadsWord], about: dict[str, str]
) -> None:
    earlier = [one for one in before if one.about == asked]
    if any(one.words == words for one in earlier):
        return
    if from_a_sheet := [one for one in earlier if one.document]:
        act.change(max(from_a_sheet, key=lambda one: (one.first_written_at, one.record_id)), words=words, **about)
    else:
        act.add(scope, "heard", about=asked, words=words, **about)


def _release(act: Act, scope: str, signoff: str, what: Release, word: str) -> None:
    before = sorted(one.entry_id for one in standing(statements_in(act.session, scope, "release")))
    replaces = {"replaces": before} if before else {}
    act.state(scope, "release", signoff=signoff, what=what, word=word or None, **replaces)


def _replies(session: Session, scope: str) -> list[Reply]:
    return sorted(read_all(session, Reply, scope), key=lambda one: (one.first_written_at, one.record_id))


def _last(session: Session, scope: str) -> Reply | None:
    """Return the last answer that says what may go."""
    return next((one for one in reversed(_replies(session, scope)) if one.what), None)


def _words_of(answer: HeadsAnswer) -> str:
    said = [f"{question} {words}" for asked, question in ASKED.items() if (words := answer.words.get(asked))]
    return "\n".join([*said, *([f"({answer.who})"] if answer.who else [])])
