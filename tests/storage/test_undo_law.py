"""Whatever three people do, undo of everything returns what was said first, and redo of everything what was said last.

Each step says what was said at that step, after restarts too; what is worked out of the entries is what it would be if
it were worked out anew. PEERDESK_SCHEDULES=500 tries more.
"""

import io
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from PIL import Image
from sqlalchemy import func, select

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.capture import Capture
from peerdesk.desk.desk import Desk
from peerdesk.desk.undoing import ChangedSinceError, NothingToUndoError
from peerdesk.intake.pictures import read_picture
from peerdesk.storage.drafts import Draft
from peerdesk.storage.schema import ActRow
from tests.people import BEN, CARA, LEAD, Team, start_team
from tests.storage.by_hand import check_by_hand
from tests.storage.made_anew import worked_out, worked_out_anew

LAWS = int(os.environ.get("PEERDESK_SCHEDULES", "2"))
WORDS = st.sampled_from(["", "Pairs talk.", "Two read aloud.", "e\u0301t\u00e9", "x" * 300])
WHO, SOME = st.sampled_from([LEAD, BEN, CARA]), st.integers(0, 2**16)


@cache
def first_team() -> tuple[tempfile.TemporaryDirectory[str], Team]:
    folder = tempfile.TemporaryDirectory()
    return folder, start_team(Path(folder.name) / "laptops")


@cache
def picture(number: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 16), (40 * number, 0, 0)).save(out, "PNG")
    return out.getvalue()


class UndoLaw(RuleBasedStateMachine):
    """`said` holds what a desk said after each act since something was last brought in; `at` is where it is now."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.team = first_team()[1].copy(Path(self.folder.name) / "laptops")
        self.scope = self.team.scope
        self.said = {who: [self.says(who)] for who in self.team.desks}
        self.at = dict.fromkeys(self.team.desks, 0)
        self.drafts: dict[str, dict[str, str]] = {who: {} for who in self.team.desks}

    def says(self, who: str) -> str:
        return self.team.desks[who].keeping.digest().says

    def last_act(self, who: str) -> int:
        with self.team.desks[who].acting.look() as session:
            return session.scalar(select(func.max(ActRow.seq))) or 0

    def act(self, who: str, work: Callable[[Desk], object]) -> None:
        before = self.last_act(who)
        try:
            work(self.team.desks[who])
        except NotYoursError:
            assert self.says(who) == self.said[who][self.at[who]]
            return
        if self.last_act(who) > before:
            self.said[who] = [*self.said[who][: self.at[who] + 1], self.says(who)]
            self.at[who] += 1
        assert self.says(who) == self.said[who][self.at[who]]

    def step(self, who: str, by: int) -> None:
        keeping = self.team.desks[who].keeping
        (keeping.undo if by < 0 else keeping.redo)()
        self.at[who] += by
        assert self.says(who) == self.said[who][self.at[who]]

    @rule(who=WHO, some=SOME, text=WORDS)
    def keep(self, who: str, some: int, text: str) -> None:
        questions = [one for bit, one in enumerate(self.team.questions) if some >> bit & 1]
        self.act(who, lambda desk: desk.capture.keep_note(self.scope, text=text, questions=questions))

    @rule(who=WHO, some=SOME, text=WORDS)
    def change_link_or_delete_a_note(self, who: str, some: int, text: str) -> None:
        if notes := self.team.desks[who].capture.notes(self.scope):
            one = notes[some % len(notes)]
            questions = [one for bit, one in enumerate(self.team.questions) if some >> bit & 1]
            acts: list[Callable[[Desk], object]] = [
                lambda desk: desk.capture.change_note(one, text=text, starred=bool(some % 2)),
                lambda desk: desk.capture.change_note(one, questions=questions),
                lambda desk: desk.capture.change_notes(notes[:3], where=text),
                lambda desk: desk.capture.delete(one),
                lambda desk: Capture(desk.acting, read_picture).add_picture(one, picture(some % 5), "wall.png", text),
            ]
            self.act(who, acts[some % len(acts)])

    @rule(who=WHO, some=SOME, text=WORDS)
    def find(self, who: str, some: int, text: str) -> None:
        cited = [one.record_id for one in self.team.desks[who].capture.notes(self.scope)][: some % 3]
        self.act(who, lambda desk: desk.findings.add(self.scope, notes=cited, title=text))

    @rule(who=WHO, some=SOME, text=WORDS)
    def change_cite_or_delete_a_finding(self, who: str, some: int, text: str) -> None:
        desk = self.team.desks[who]
        findings, cited = desk.findings.all(self.scope), desk.findings.citations(self.scope)
        notes = [one.record_id for one in desk.capture.notes(self.scope)][:2]
        if some % 4 == 0 and cited:
            self.act(who, lambda desk: desk.findings.uncite(cited[some % len(cited)]))
        elif findings:
            one = findings[some % len(findings)]
            acts: list[Callable[[Desk], object]] = [
                lambda desk: desk.findings.change(one, text=text, agreed=bool(some % 2)),
                lambda desk: desk.findings.cite(one, notes, "against"),
                lambda desk: desk.findings.delete(one),
            ]
            self.act(who, acts[some % len(acts)])

    @rule(who=WHO, some=SOME, text=WORDS)
    def write_a_section(self, who: str, some: int, text: str) -> None:
        sections = self.team.desks[who].reports.sections(self.scope)
        if sections and some % 2:
            self.act(who, lambda desk: desk.reports.change_section(sections[some % len(sections)], text=text))
        else:
            question = self.team.questions[some // 2 % 2]
            self.act(who, lambda desk: desk.reports.add_section(self.scope, "question", question=question, text=text))

    @rule(who=WHO, some=SOME, text=WORDS)
    def plan(self, who: str, some: int, text: str) -> None:
        kind = ("activity", "question", "action")[some % 3]
        self.act(who, lambda desk: desk.plan.add(self.scope, kind, **{"title" if some % 3 == 0 else "text": text}))

    @rule(who=WHO, text=WORDS)
    def jot(self, who: str, text: str) -> None:
        self.act(who, lambda desk: desk.capture.keep_jotting(self.scope, text))

    @rule(who=WHO, place=st.sampled_from(["now.line", "plan:purpose"]), text=WORDS)
    def type_a_draft(self, who: str, place: str, text: str) -> None:
        self.act(who, lambda desk: put_down(desk, Draft(place, text, "", desk.acting.stamp())))
        self.drafts[who][place] = text

    @rule(who=WHO, year=st.sampled_from([1970, 2025, 2099]))
    def set_clock(self, who: str, year: int) -> None:
        self.team.clocks[who].at = datetime(year, 1, 1, tzinfo=UTC)

    @rule(who=WHO)
    def restart(self, who: str) -> None:
        desk = self.team.desks[who]
        desk.close()
        self.team.open(who, desk.folder)

    @precondition(lambda self: any(self.at.values()))
    @rule(who=WHO, steps=st.integers(1, 6))
    def undo(self, who: str, steps: int) -> None:
        for _ in range(min(steps, self.at[who])):
            self.step(who, -1)

    @rule(who=WHO, steps=st.integers(1, 6))
    def redo(self, who: str, steps: int) -> None:
        for _ in range(min(steps, len(self.said[who]) - 1 - self.at[who])):
            self.step(who, 1)

    @rule(giver=WHO, taker=WHO)
    def hand(self, giver: str, taker: str) -> None:
        if giver != taker:
            self.team.hand(self.team.desks[giver], self.team.desks[taker])
            self.said[taker], self.at[taker] = [self.says(taker)], 0

    @rule(who=WHO, most=st.integers(1, 8))
    def back_and_forth(self, who: str, most: int) -> None:
        """Undo also what was done before something was brought in, as far as it goes; redo leads back."""
        keeping, before, undone = self.team.desks[who].keeping, self.says(who), 0
        try:
            for _ in range(most):
                keeping.undo()
                undone += 1
        except (ChangedSinceError, NothingToUndoError):
            pass
        for _ in range(undone):
            keeping.redo()
        assert self.says(who) == before

    def teardown(self) -> None:
        if not hasattr(self, "team"):
            return
        try:
            for who in self.team.desks:
                self.all_the_way(who)
        finally:
            self.team.close()
            self.folder.cleanup()

    def all_the_way(self, who: str) -> None:
        self.must_be_as_made_anew(who)
        while self.at[who]:
            self.step(who, -1)
        self.must_be_as_made_anew(who)
        self.restart(who)
        while self.at[who] < len(self.said[who]) - 1:
            self.step(who, 1)
        self.must_be_as_made_anew(who)
        typed = {one.place: one.text for one in self.team.desks[who].capture.drafts()}
        assert typed == {place: text for place, text in self.drafts[who].items() if text}

    def must_be_as_made_anew(self, who: str) -> None:
        with self.team.desks[who].acting.sessions.write() as session:  # never committed
            check_by_hand(session)
            assert worked_out(session) == worked_out_anew(session)


def put_down(desk: Desk, draft: Draft) -> None:
    desk.capture.keep_draft(draft.place, draft.text)


UndoLaw.TestCase.settings = settings(
    max_examples=LAWS, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
test_undo_of_everything_says_the_first_and_redo_the_last = UndoLaw.TestCase
