"""Several desks, packages in any order, clones, restored laptops, clocks that lie: then all meet.

PEERDESK_SCHEDULES=500 tries more of them.
"""

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, precondition, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.desk.acting import ErasedError, NotYoursError
from peerdesk.desk.desk import Desk
from peerdesk.desk.undoing import ChangedSinceError, NothingToUndoError
from peerdesk.domain.evidence import Note
from peerdesk.domain.outcome import Finding, Way
from peerdesk.storage.erasing import erased_in
from peerdesk.storage.schema import EntryRow
from tests.people import DAN, LEAD, PARTS, Parcel, Team, pack, start_team, take
from tests.storage.by_hand import check_by_hand, rebuilt_rows_of, rows_of, words_in

SCHEDULES = int(os.environ.get("PEERDESK_SCHEDULES", "8"))
WORDS = st.sampled_from(["", "Pairs talk.", "Two read aloud.", "Nobody waits.", "e\u0301t\u00e9", "x" * 300])
PEOPLE = st.sampled_from([LEAD, *PARTS])
SOME = st.integers(0, 2**16)
REFUSALS = (ErasedError, NotYoursError, ChangedSinceError, NothingToUndoError)


@cache
def first_team() -> tuple[tempfile.TemporaryDirectory[str], Team]:
    """Begin once; each schedule works on copies."""
    folder = tempfile.TemporaryDirectory()
    return folder, start_team(Path(folder.name) / "laptops")


class Schedules(RuleBasedStateMachine):
    """Acts of people who do not know of each other, and what travels between them."""

    parcels = Bundle("parcels")

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.team = first_team()[1].copy(Path(self.folder.name) / "laptops")
        self.scope = self.team.scope
        self.given: list[Parcel] = []
        self.copies: dict[str, Path] = {}
        self.shown: dict[str, tuple[list[Note], list[Finding]]] = {}
        self.ever: set[tuple[str, str]] = set()

    def desk(self, who: str, other: int) -> Desk:
        """Return somebody's laptop, or the copy of it if there is one."""
        twin = f"{who} again"
        return self.team.desks[twin if other % 2 and twin in self.team.desks else who]

    def act(self, desk: Desk, work: Callable[[Desk], object]) -> None:
        """Do something that may be refused; then nothing is changed."""
        with desk.acting.look() as session:
            before = words_in(session)
        try:
            work(desk)
            refused = False
        except REFUSALS:
            refused = True
        with desk.acting.look() as session:
            after = words_in(session)
        assert not refused or after == before
        self.ever |= after

    def notes(self, who: str, desk: Desk, old: int) -> list[Note]:
        """Return the notes as they are, or as they were when the person last looked."""
        return self.shown[who][0] if old % 3 == 0 and who in self.shown else desk.capture.notes(self.scope)

    def findings(self, who: str, desk: Desk, old: int) -> list[Finding]:
        return self.shown[who][1] if old % 3 == 0 and who in self.shown else desk.findings.all(self.scope)

    @rule(who=PEOPLE, some=SOME, text=WORDS)
    def keep(self, who: str, some: int, text: str) -> None:
        questions = [one for bit, one in enumerate(self.team.questions) if some >> bit & 1]
        self.act(self.desk(who, some), lambda desk: desk.capture.keep_note(self.scope, text=text, questions=questions))

    @rule(who=PEOPLE, some=SOME)
    def look(self, who: str, some: int) -> None:
        desk = self.desk(who, some)
        self.shown[who] = desk.capture.notes(self.scope), desk.findings.all(self.scope)

    @rule(who=PEOPLE, some=SOME, text=WORDS, starred=st.booleans())
    def change_note(self, who: str, some: int, text: str, starred: bool) -> None:
        desk = self.desk(who, some)
        if notes := self.notes(who, desk, some):
            said = {"text": text} if some % 5 else {"starred": starred, "where": text}
            self.act(desk, lambda desk: desk.capture.change_note(notes[some % len(notes)], **said))

    @rule(who=PEOPLE, some=SOME)
    def link_and_unlink(self, who: str, some: int) -> None:
        desk = self.desk(who, some)
        if notes := self.notes(who, desk, some):
            questions = [one for bit, one in enumerate(self.team.questions) if some >> bit & 1]
            self.act(desk, lambda desk: desk.capture.change_note(notes[some % len(notes)], questions=questions))

    @rule(who=PEOPLE, some=SOME)
    def delete_note(self, who: str, some: int) -> None:
        desk = self.desk(who, some)
        if notes := self.notes(who, desk, some):
            self.act(desk, lambda desk: desk.capture.delete(notes[some % len(notes)]))

    @rule(who=PEOPLE, some=SOME, text=WORDS)
    def find(self, who: str, some: int, text: str) -> None:
        desk = self.desk(who, some)
        cited = [one.record_id for one in desk.capture.notes(self.scope)][: some % 3]
        self.act(desk, lambda desk: desk.findings.add(self.scope, notes=cited, title=text))

    @rule(who=PEOPLE, some=SOME, text=WORDS)
    def change_finding(self, who: str, some: int, text: str) -> None:
        desk = self.desk(who, some)
        if findings := self.findings(who, desk, some):
            one = findings[some % len(findings)]
            said = {"text": text} if some % 2 else {"title": text, "agreed": True}
            self.act(desk, lambda desk: desk.findings.change(one, **said))

    @rule(who=PEOPLE, some=SOME)
    def cite_uncite_or_delete(self, who: str, some: int) -> None:
        desk = self.desk(who, some)
        findings, cited = self.findings(who, desk, some), desk.findings.citations(self.scope)
        notes = desk.capture.notes(self.scope)
        if some % 3 == 0 and cited:
            self.act(desk, lambda desk: desk.findings.uncite(cited[some % len(cited)]))
        elif some % 3 == 1 and findings and notes:
            way: Way = "for" if some % 2 else "against"
            one = notes[some % len(notes)].record_id
            self.act(desk, lambda desk: desk.findings.cite(findings[some % len(findings)], [one], way))
        elif findings:
            self.act(desk, lambda desk: desk.findings.delete(findings[some % len(findings)]))

    @rule(who=PEOPLE, some=SOME)
    def undo(self, who: str, some: int) -> None:
        self.act(self.desk(who, some), lambda desk: desk.keeping.undo())

    @rule(who=st.sampled_from([LEAD, DAN]), some=SOME)
    def include(self, who: str, some: int) -> None:
        desk = self.desk(who, some)
        waiting = [one for one in desk.capture.notes(self.scope) if one.marked]
        self.act(desk, lambda desk: desk.findings.include(waiting[: 1 + some % 3]))

    @rule(who=PEOPLE, text=WORDS)
    def jot(self, who: str, text: str) -> None:
        self.team.desks[who].capture.keep_jotting(self.scope, text)

    @rule(who=PEOPLE, year=st.sampled_from([1970, 2025, 2099]))
    def set_clock(self, who: str, year: int) -> None:
        self.team.clocks[who].at = datetime(year, 1, 1, tzinfo=UTC)

    @rule(target=parcels, who=PEOPLE, some=SOME)
    def give(self, who: str, some: int) -> Parcel:
        self.given.append(pack(self.desk(who, some), self.scope))
        return self.given[-1]

    @rule(who=PEOPLE, some=SOME, parcel=parcels)
    def merge(self, who: str, some: int, parcel: Parcel) -> None:
        self.take_twice(self.desk(who, some), parcel, 1 + some % 9)

    @rule(who=PEOPLE, some=SOME, parcel=consumes(parcels))
    def merge_a_part(self, who: str, some: int, parcel: Parcel) -> None:
        chance = Random(some)
        self.take_twice(
            self.desk(who, some),
            parcel.only(
                lines=lambda _: chance.random() < 0.7,
                words=lambda _: chance.random() < 0.7,
                seals=lambda _: chance.random() < 0.7,
            ),
            1 + some % 9,
        )

    def take_twice(self, desk: Desk, parcel: Parcel, at_once: int) -> None:
        take(desk, parcel, at_once)
        before = desk.keeping.digest()
        again = take(desk, parcel)
        assert not again.new
        assert not again.records
        assert desk.keeping.digest() == before
        with desk.acting.sessions.write() as session:  # never committed
            assert rows_of(session) == rebuilt_rows_of(session)

    @rule(who=PEOPLE)
    def copy(self, who: str) -> None:
        if who not in self.copies:
            self.copies[who] = self.team.desks[who].keeping.back_up()

    @precondition(lambda self: self.copies)
    @rule(who=PEOPLE)
    def clone(self, who: str) -> None:
        if who in self.copies and f"{who} again" not in self.team.desks:
            self.put_back(who, restore=False)

    def put_back(self, who: str, *, restore: bool) -> None:
        folder = Path(self.folder.name) / f"copy{len(list(Path(self.folder.name).iterdir()))}"
        if restore:
            self.lose(who)
        self.team.put_back(who if restore else f"{who} again", self.copies.pop(who), folder)

    def lose(self, who: str) -> None:
        """Forget what was on one laptop alone: it goes with it."""
        desk = self.team.desks.pop(who)
        with desk.acting.look() as session:
            lost, erased = words_in(session), erased_on(session)
        for other in self.team.desks.values():
            with other.acting.look() as session:
                lost -= words_in(session)
        lost -= {(entry, name) for parcel in self.given for entry, name, _ in parcel.leaving.words}
        self.ever -= lost | erased  # if nobody else knows of its erasures, nor has the words any more
        self.shown.pop(who, None)
        self.team.desks[who] = desk
        desk.close()

    def teardown(self) -> None:
        if not hasattr(self, "team"):
            return
        try:
            self.all_meet()
        finally:
            self.team.close()
            self.folder.cleanup()

    def all_meet(self) -> None:
        desks = list(self.team.desks.values())
        for parcel in self.given:
            take(desks[-1], parcel)
        self.team.meet()
        digests = {desk.keeping.digest() for desk in desks}
        assert len(digests) == 1, "all hold the same, so all say the same"
        for desk in desks:
            with desk.acting.sessions.write() as session:  # never committed
                words, erased = words_in(session), erased_on(session)
                assert self.ever - erased <= words, "every word ever kept is on every desk"
                assert not words & erased, "no erased word is on a desk that knows of the erasure"
                check_by_hand(session)
                assert rows_of(session) == rebuilt_rows_of(session)


def erased_on(session: Session) -> set[tuple[str, str]]:
    """Return for which field of which revision the words are erased."""
    scopes = set(session.scalars(select(EntryRow.scope)))
    records = [one for one in session.scalars(select(EntryRow.record_id)) if one is not None]
    return {(entry, name) for entry, names in erased_in(session, scopes, records).items() for name in names}


class WithLosses(Schedules):
    """The same, and laptops are restored from old copies, and words erased for good."""

    @precondition(lambda self: self.copies)
    @rule(who=PEOPLE)
    def restore(self, who: str) -> None:
        if who in self.copies:
            self.lose(who)
            self.put_back(who, restore=True)

    @rule(who=PEOPLE, some=SOME, text=WORDS)
    def erase(self, who: str, some: int, text: str) -> None:
        desk = self.desk(who, some)
        if notes := self.notes(who, desk, some):
            self.act(desk, lambda desk: erase(desk, notes[some % len(notes)], text if some % 2 else None))


def erase(desk: Desk, note: Note, text: str | None) -> None:
    """Erase as `desk.erasing` does, without the fresh copy, which takes its time."""
    with desk.acting.act("erase for good") as act:
        keep = None if text is None else act.say_anew(note, text=text)
        act.state(note.scope, "erase", record=note.record_id, fields=["text"] if keep else ["*"], keep=keep)


for machine in (Schedules, WithLosses):
    machine.TestCase.settings = settings(
        max_examples=(SCHEDULES + 1) // 2,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
test_no_word_is_lost_in_any_schedule = Schedules.TestCase
test_any_schedule_ends_in_one_digest = WithLosses.TestCase
