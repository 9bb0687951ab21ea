"""Whether a note is about somebody's safety: asked once, and held back on this laptop until it is answered "no"."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.receipts import Receipt
from peerdesk.domain.evidence import Answer, Jotting, Note
from peerdesk.domain.safety_check import About, Match, SafetyCheck, mark_of
from peerdesk.intake.safety_check import read_safety_check
from peerdesk.storage.asked import Asked, put_asked, read_asked
from peerdesk.storage.departure import first_sealed_at
from peerdesk.storage.kept_lately import Kept, Mark, is_past, kept_about, kept_since
from peerdesk.storage.passages import read_passages
from peerdesk.storage.people import read_people
from peerdesk.storage.reading import read_one
from peerdesk.storage.settings import put_setting, read_setting
from peerdesk.storage.staying import NO, SAFETY, WAITS, YES, pictures_of, staying

MATCHED = "matched"
"""What rows are called that remember which words "no" was said about, a hash each."""

_LOOKED = "safety.looked"
_OWN_PATTERNS = "safeguarding.toml"
_VALUES = {"note": Note, "answer": Answer, "jotting": Jotting}

Step = Callable[[], object]


@dataclass(frozen=True)
class Left:
    """That words had left before it was asked.

    Attributes:
        at: when a file with them was made, `YYYY-MM-DDTHH:MM:SSZ`.
        arrived: names of those who sent word that it arrived.
    """

    at: str
    arrived: tuple[str, ...]


@dataclass(frozen=True)
class HeldNote:
    """A note, answer or private line that is held back.

    Attributes:
        texts: the words that were asked about; for what somebody held back themselves, all of it. The newest first.
        about: whose card to show: a child's, or about an adult in school.
        is_answered: it is about somebody's safety; else the question waits.
        seen_at: local, `YYYY-MM-DDTHH:MM`; "" if it was deleted since.
        left: where its words had gone before.
    """

    record_id: str
    scope: str
    kind: str
    texts: tuple[str, ...]
    about: About
    is_answered: bool
    seen_at: str = ""
    where: str = ""
    left: tuple[Left, ...] = ()


@dataclass(frozen=True)
class _Further:
    """What was found in the next things that were kept, and how far that is."""

    found: tuple[tuple[Kept, tuple[Match, ...]], ...]
    until: Mark


class Safety:
    """Looks at what was kept, remembers what was answered, and knows what is held back."""

    def __init__(self, acting: Acting, folder: Path, phrases: Path) -> None:
        """Look on one desk.

        Args:
            acting: the desk's own.
            folder: of the desk; a file of patterns there is the partnership's own and is used instead.
            phrases: the patterns that PeerDesk brings.
        """
        self._acting, self._own, self._phrases = acting, folder / _OWN_PATTERNS, phrases

    @cached_property
    def check(self) -> SafetyCheck:
        """What is looked for; read when it is first needed.

        Raises:
            DataFileError: the partnership's own file cannot be read, or something in it is not known.
        """
        return read_safety_check(self._own if self._own.is_file() else self._phrases)

    def look_over(self, step: Step = lambda: None) -> bool:
        """Look at what was kept since it was last looked at, a few hundred at once; say whether anything waits now.

        Args:
            step: called between; what it raises ends the work, and it goes on from there another time.

        Raises:
            DataFileError: as `check`.
        """
        while (further := self._ahead()) is not None:
            with self._acting.sessions.write.begin() as session:
                self._note(session, further)
            step()
        with self._acting.look() as session:
            return any(one.answer == WAITS for one in read_asked(session, SAFETY))

    def look_over_in(self, session: Session) -> None:
        """Look at all of it in a transaction, before anything leaves."""
        while is_past(session, self._mark(session), self._acting.identity.key_id):
            self._note(session, self._look_further(session))

    def held(self, scope: str) -> list[HeldNote]:
        """Return what is held back in a review, what waits for its answer first, each as it was seen."""
        with self._acting.look() as session:
            answers = self._roots(session)
            found = [one for root, answer in answers.items() if (one := self._held_note(session, root, answer))]
        mine = [one for one in found if one.scope == scope]
        return sorted(mine, key=lambda one: (one.is_answered, one.seen_at))

    def held_back(self) -> Mapping[str, bool]:
        """Return what is held back by its id, and whether that is answered; what belongs to it likewise."""
        with self._acting.look() as session:
            roots = self._roots(session)
            records = staying(session).records if roots else frozenset[str]()
        rest = all(answer == YES for answer in roots.values())
        return {one: roots.get(one, YES if rest else WAITS) == YES for one in records}

    def say_no(self, shown: HeldNote) -> None:
        """Keep that it is about learning: it leaves as everything does, and these words are not asked about again."""
        with self._acting.sessions.write.begin() as session:
            for one in self._rows(session, shown.record_id):
                put_asked(session, Asked(SAFETY, one.about, one.mark, NO, self._acting.stamp()))
            for match in (match for text in shown.texts for match in self.check.matches(text)):
                for mark in _marks_of(match):
                    put_asked(session, Asked(MATCHED, shown.record_id, mark, NO, self._acting.stamp()))

    def say_yes(self, record_id: str) -> None:
        """Keep that it is about somebody's safety: asked, or as the person says unasked."""
        with self._acting.sessions.write.begin() as session:
            rows = self._rows(session, record_id) or self._unasked(session, record_id)
            for one in rows:
                put_asked(session, Asked(SAFETY, one.about, one.mark, YES, self._acting.stamp()))

    def is_waiting(self) -> bool:
        """Say whether anything waits for an answer."""
        with self._acting.look() as session:
            return WAITS in self._roots(session).values()

    def _ahead(self) -> _Further | None:
        """Look at the next few without holding up anybody who writes; None if there are none."""
        with self._acting.look() as session:
            if is_past(session, self._mark(session), self._acting.identity.key_id):
                return self._look_further(session)
        return None

    def _look_further(self, session: Session) -> _Further:
        kept, until = kept_since(session, self._mark(session), self._acting.identity.key_id)
        found = ((one, self.check.matches(one.text)) for one in kept)
        return _Further(tuple((one, matches) for one, matches in found if matches), until)

    def _note(self, session: Session, further: _Further) -> None:
        for one, matches in further.found:
            self._ask(session, one, matches)
        put_setting(session, _LOOKED, f"{further.until.seq} {further.until.entry_id}")

    def _ask(self, session: Session, one: Kept, matches: Iterable[Match]) -> None:
        mark, rows = mark_of(one.text), read_asked(session, SAFETY)
        if any(row.mark == mark and row.answer == NO for row in rows):
            return
        if any(row.about == one.about and row.answer != NO for row in rows):
            return  # it is held back already
        if self._is_new(session, one.about, matches):
            put_asked(session, Asked(SAFETY, one.about, mark, WAITS, self._acting.stamp()))

    def _is_new(self, session: Session, record_id: str, matches: Iterable[Match]) -> bool:
        """Say whether anything is in a text that "no" was not said about: another pattern, or another word of one."""
        known = {row.mark for row in read_asked(session, MATCHED, record_id)}
        return any(mark not in known for match in matches for mark in _marks_of(match))

    def _mark(self, session: Session) -> Mark:
        seq, _, entry_id = read_setting(session, _LOOKED).partition(" ")
        return Mark(int(seq), entry_id) if seq else Mark()

    def _rows(self, session: Session, record_id: str) -> list[Asked]:
        return [one for one in read_asked(session, SAFETY, record_id) if one.answer in (WAITS, YES)]

    def _unasked(self, session: Session, record_id: str) -> list[Asked]:
        """Return what is asked of a record that nobody asked about: all that it says."""
        texts = kept_about(session, [record_id])
        return [Asked(SAFETY, record_id, mark_of(texts[0].text if texts else ""), WAITS, "")]

    def _roots(self, session: Session) -> dict[str, str]:
        """Return what is held back for itself, with its answer; yes stands before waiting."""
        rows = [one for one in read_asked(session, SAFETY) if one.answer in (WAITS, YES)]
        return {one.about: one.answer for one in sorted(rows, key=lambda one: one.answer)}

    def _held_note(self, session: Session, record_id: str, answer: str) -> HeldNote | None:
        kept = kept_about(session, [record_id]) or []
        pictured = [one for one in self._pictured(session, record_id) if one.text]
        texts, about = self._texts(session, record_id, [*kept, *pictured])
        if not texts:
            return None
        own = next(iter(kept), pictured[0] if pictured else None)
        if own is None:
            return None
        shown = read_one(session, _VALUES.get(own.kind, Note), record_id)
        return HeldNote(
            record_id,
            own.scope,
            own.kind,
            texts,
            about,
            answer == YES,
            getattr(shown, "seen_at", ""),
            getattr(shown, "where", ""),
            self.left(session, own.scope, record_id),
        )

    def _pictured(self, session: Session, record_id: str) -> list[Kept]:
        """Return what stands below the pictures of a note."""
        ids = pictures_of(session, [record_id])
        return kept_about(session, ids) if ids else []

    def _texts(self, session: Session, record_id: str, kept: Iterable[Kept]) -> tuple[tuple[str, ...], About]:
        """Return the texts to show, the newest first, without those of which a newer one says as much; and of whom."""
        known = {row.mark for row in read_asked(session, MATCHED, record_id)}
        everything, texts = list(kept), list[str]()
        for one in everything:
            fresh = {mark for match in self.check.matches(one.text) for mark in _marks_of(match)} - known
            if fresh:
                known |= fresh
                texts.append(one.text)
        if not texts:
            texts = [one.text for one in everything[:1]]
        abouts = {asked.about for text in texts if (asked := self.check.asks(text)) is not None}
        return tuple(texts), "adult" if "adult" in abouts else "child"

    def left(self, session: Session, scope: str, record_id: str) -> tuple[Left, ...]:
        """Return when words of a record left in files for the team before it was asked about, oldest first."""
        sealed_at = first_sealed_at(session, record_id)
        if not sealed_at:
            return ()
        asked_at = min((row.at for row in self._rows(session, record_id)), default=self._acting.stamp())
        names = {one.key_id: one.name for one in read_people(session)}
        return tuple(
            Left(one.at, tuple(names.get(Receipt.from_bytes(each.encode()).by, "") for each in one.receipts))
            for one in read_passages(session, scope)
            if one.way == "out" and one.kind == "team" and sealed_at <= one.at < asked_at
        )


def _marks_of(match: Match) -> list[str]:
    """Return what stands for the words of a match where an answer is remembered: hashes, and no words."""
    return [hashlib.sha256(f"{match.pattern_id}|{word}".encode()).hexdigest() for word in match.words]
