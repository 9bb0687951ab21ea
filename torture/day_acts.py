"""What people do on a review day, one act a function: chance says to what, and with which words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from peerdesk.desk.desk import Desk
from peerdesk.domain.entries import Statement
from peerdesk.domain.evidence import Note
from peerdesk.storage.departure import statements_in
from peerdesk.storage.schema import EntryRow
from sqlalchemy import select

TEXTS = ("Pairs talk.", "Two read aloud.", "Nobody waits.", "e\u0301t\u00e9", "x" * 300, "7/12 books, dated")


@dataclass
class Laptop:
    """Somebody at a laptop.

    Attributes:
        shown: the notes as they were when the person last looked.
    """

    desk: Desk
    scope: str
    questions: tuple[str, ...]
    chance: Random
    shown: list[Note] = field(default_factory=list)

    def notes(self) -> list[Note]:
        """Return the notes as they are, or now and then as they were."""
        if self.shown and self.chance.random() < 0.3:
            return self.shown
        self.shown = self.desk.capture.notes(self.scope)
        return self.shown

    def text(self) -> str:
        """Return some words."""
        return self.chance.choice(TEXTS)

    def some_questions(self) -> list[str]:
        """Return none, some or all of the questions."""
        return [one for one in self.questions if self.chance.random() < 0.5]


def keep(one: Laptop) -> None:
    one.desk.capture.keep_note(one.scope, text=one.text(), questions=one.some_questions())


def change(one: Laptop) -> None:
    if notes := one.notes():
        said = {"text": one.text()} if one.chance.random() < 0.7 else {"starred": True, "where": one.text()}
        one.desk.capture.change_note(one.chance.choice(notes), **said)


def link(one: Laptop) -> None:
    if notes := one.notes():
        one.desk.capture.change_note(one.chance.choice(notes), questions=one.some_questions())


def delete(one: Laptop) -> None:
    if notes := one.notes():
        one.desk.capture.delete(one.chance.choice(notes))


def jot(one: Laptop) -> None:
    one.desk.capture.keep_jotting(one.scope, one.text())


def find(one: Laptop) -> None:
    cited = [note.record_id for note in one.notes()[: one.chance.randrange(3)]]
    one.desk.findings.add(one.scope, notes=cited, question=one.questions[0], title=one.text())


def change_finding(one: Laptop) -> None:
    if findings := one.desk.findings.all(one.scope):
        one.desk.findings.change(one.chance.choice(findings), title=one.text(), agreed=one.chance.random() < 0.5)


def uncite(one: Laptop) -> None:
    if cited := one.desk.findings.citations(one.scope):
        one.desk.findings.uncite(one.chance.choice(cited))


def undo(one: Laptop) -> None:
    one.desk.keeping.undo()


def include(one: Laptop) -> None:
    one.desk.findings.include([note for note in one.notes() if note.marked][:2])


def change_plan(one: Laptop) -> None:
    plan = one.desk.plan.look(one.scope)
    assert plan is not None
    if plan.activities and one.chance.random() < 0.6:
        one.desk.plan.change(one.chance.choice(plan.activities), title=one.text()[:40], who=())
    else:
        one.desk.plan.unplanned(one.scope, "playground, TA")


def write_section(one: Laptop) -> None:
    sections = one.desk.reports.sections(one.scope)
    if sections:
        one.desk.reports.change_section(one.chance.choice(sections), text=one.text())
    else:
        one.desk.reports.add_section(one.scope, "page", text=one.text())


def erase(one: Laptop) -> None:
    """Erase as `desk.erasing` does, without the fresh copy, which takes its time."""
    if one.chance.random() < 0.5 or not (notes := one.notes()):
        return
    note = one.chance.choice(notes)
    with one.desk.acting.act("erase for good") as act:
        keep_id = act.say_anew(note, text=one.text()) if one.chance.random() < 0.5 else None
        act.state(note.scope, "erase", record=note.record_id, fields=["text"] if keep_id else ["*"], keep=keep_id)


def end_a_right(one: Laptop) -> None:
    """Now and then somebody leaves the team: what they wrote so far is kept."""
    if one.chance.random() < 0.8:
        return
    with one.desk.acting.look() as session:
        grants: list[Statement] = statements_in(session, one.scope, "grant")
        grant = one.chance.choice(grants)
        written = select(EntryRow.entry_id).where(EntryRow.author == grant.says["key"], EntryRow.scope == one.scope)
        keeps = sorted(session.scalars(written.where(EntryRow.standing != "waiting")))
    with one.desk.acting.act("end a right") as act:
        act.state(one.scope, "end", grant=grant.entry_id, keeps=keeps)


ACTS: tuple[Callable[[Laptop], None], ...] = (
    *(keep, keep, keep, keep, change, change, link, delete, jot, find, change_finding, uncite),
    *(undo, include, change_plan, write_section, erase, end_a_right),
)
