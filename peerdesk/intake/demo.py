"""A whole review day at a school that does not exist: to live through, to learn on and to test with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar, cast, get_args, get_type_hints

from peerdesk.domain.conversation import OPENING
from peerdesk.domain.data_table import DataTable
from peerdesk.domain.evidence import Answer, Jotting, Look, Note, OwnPrompt
from peerdesk.domain.outcome import Citation, Finding, HeadsWord, Reply, Section, Way
from peerdesk.domain.review import Activity, Contact, Member, PreviousAction, Question, Record, Review, SelfView
from peerdesk.intake.data_files import read_data_file

Value = TypeVar("Value", bound=Record)
WAYS: tuple[Way, ...] = get_args(Way)
_FILES = ("review", "conversations", "notes", "looks", "findings", "feedback", "report")


@dataclass(frozen=True, kw_only=True)
class DemoPicture:
    """A picture of the day: its file, the local id of the note that it belongs to, and what it shows in words."""

    note: str
    file: Path
    alt: str


@dataclass(frozen=True, kw_only=True)
class DemoDay:
    """The day, as values of a real review whose ids are local words: "a3", "n14", "q1", "anita".

    `author` is the local id of who writes the record; whoever puts the day on a desk gives out real ids and times.

    Attributes:
        notes: in the order in which things were seen.
        prompts: what the team asks besides its guides.
        answers: in the order in which they were heard.
        looks: in the order in which things were looked at.
        included: local ids of the notes by the colleague in training that the lead includes.
        heard: what the head said when the team sat down with her.
        logo: the school's, for the cover of the report.
    """

    review: Review
    people: tuple[Member, ...]
    questions: tuple[Question, ...]
    activities: tuple[Activity, ...]
    prompts: tuple[OwnPrompt, ...]
    answers: tuple[Answer, ...]
    notes: tuple[Note, ...]
    looks: tuple[Look, ...]
    pictures: tuple[DemoPicture, ...]
    jottings: tuple[Jotting, ...]
    included: tuple[str, ...]
    findings: tuple[Finding, ...]
    citations: tuple[Citation, ...]
    heard: tuple[HeadsWord, ...]
    self_views: tuple[SelfView, ...]
    previous_actions: tuple[PreviousAction, ...]
    sections: tuple[Section, ...]
    reply: Reply
    logo: Path


def read_demo(folder: Path) -> DemoDay:
    """Return the day that a folder holds: its plan, what was said, kept and looked for, what came of it, and pictures/.

    Raises:
        DataFileError: a file cannot be read, or says something that a review cannot hold, or names what is not there.
    """
    plan, said, evidence, looked, table, feedback, report = (read_data_file(folder / f"{name}.toml") for name in _FILES)
    people = tuple(_value(Member, row, "") for row in plan.tables("member"))
    lead = next((person.record_id for person in people if person.role == "lead"), "")
    day = plan.table("review").text("day")
    demo = DemoDay(
        review=_review(plan.table("review"), lead, day),
        people=people,
        questions=tuple(_value(Question, row, lead) for row in plan.tables("question")),
        activities=tuple(_activity(row, lead, day) for row in plan.tables("activity")),
        prompts=tuple(_value(OwnPrompt, row, row.text("by"), apart=("by",)) for row in said.tables("prompt")),
        answers=tuple(sorted((_seen(Answer, row, day) for row in said.tables("answer")), key=_when)),
        notes=tuple(sorted((_seen(Note, row, day) for row in evidence.tables("note")), key=_when)),
        looks=tuple(sorted((_seen(Look, row, day) for row in looked.tables("look")), key=_when)),
        pictures=tuple(_picture(row, folder / "pictures") for row in evidence.tables("picture")),
        jottings=tuple(_jotting(row, day) for row in evidence.tables("jotting")),
        included=table.texts("included"),
        findings=tuple(_value(Finding, row, lead, apart=WAYS) for row in table.tables("finding")),
        citations=tuple(_citations(table.tables("finding"), lead)),
        heard=tuple(_value(HeadsWord, row, lead) for row in feedback.tables("heard")),
        self_views=tuple(_value(SelfView, row, lead) for row in plan.tables("self_view")),
        previous_actions=tuple(_value(PreviousAction, row, lead) for row in plan.tables("previous_action")),
        sections=tuple(_value(Section, row, lead) for row in report.tables("section")),
        reply=_value(Reply, report.table("reply"), lead),
        logo=folder / "logo.png",
    )
    _check_names(demo, DataTable({}, f"“{folder.name}”"))
    return demo


def _value(kind: type[Value], row: DataTable, author: str, *, apart: Iterable[str] = (), **ours: object) -> Value:
    """Return a record of what a row says; `apart` are names that the row says to somebody else, `ours` are ready."""
    shared = {one.name for one in fields(Record)}
    known = {one.name: one.default for one in fields(kind) if one.name not in shared}
    row.only("id", *known, *apart)
    hints = get_type_hints(kind)
    said = {
        name: _fitting(row, name, hints[name], known[name])
        for name in row.values
        if name in known and name not in apart and name not in ours
    }
    values = cast("dict[str, Any]", said | ours)
    return kind(record_id=row.text("id", ""), scope="", author=author, first_written_at="", **values)


def _fitting(row: DataTable, name: str, hint: object, default: object) -> object:
    """Return what a row says under a name, of the sort that a record keeps there."""
    if isinstance(default, bool):
        return row.truth(name, default)
    if isinstance(default, tuple):
        return row.numbers(name) if get_args(hint)[0] is int else row.texts(name)
    words = tuple(_words(hint))
    return row.choice(name, words) if words else row.text(name)


def _words(hint: object) -> Iterator[str]:
    """Yield the words that a type allows; none if it allows any."""
    for part in get_args(hint):
        if isinstance(part, str):
            yield part
        else:
            yield from _words(part)


def _review(row: DataTable, lead: str, day: str) -> Review:
    contacts = row.table("contacts")
    return _value(
        Review,
        row,
        lead,
        apart=("day",),
        days=(day,),
        contacts={
            about: Contact(name=contacts.table(about).text("name"), place=contacts.table(about).text("place"))
            for about in contacts.values
        },
    )


def _activity(row: DataTable, lead: str, day: str) -> Activity:
    return _value(Activity, row, lead, time=tuple(f"{day}T{clock}" for clock in row.texts("time")))


def _seen(kind: type[Value], row: DataTable, day: str) -> Value:
    """Return what somebody saw or heard at a time of the day."""
    by = row.text("by")
    return _value(kind, row, by, apart=("by", "seen"), observed_by=by, seen_at=f"{day}T{row.text('seen')}")


def _when(seen: Answer | Note | Look) -> str:
    return seen.seen_at


def _jotting(row: DataTable, day: str) -> Jotting:
    return _value(Jotting, row, row.text("by"), apart=("by", "seen"), seen_at=f"{day}T{row.text('seen')}")


def _picture(row: DataTable, folder: Path) -> DemoPicture:
    row.only("note", "file", "alt")
    return DemoPicture(note=row.text("note"), file=folder / row.text("file"), alt=row.text("alt"))


def _citations(findings: Iterable[DataTable], lead: str) -> Iterator[Citation]:
    for row in findings:
        for way in WAYS:
            for note in row.texts(way):
                yield Citation(
                    record_id="", scope="", author=lead, first_written_at="", finding=row.text("id"), note=note, way=way
                )


def _check_names(demo: DemoDay, place: DataTable) -> None:
    """Raise DataFileError if a record names another that is not there, or two have one name."""
    there = [
        record.record_id
        for records in (
            *(demo.people, demo.questions, demo.activities),
            *(demo.prompts, demo.answers, demo.notes, demo.findings),
        )
        for record in records
    ]
    twice = sorted({name for name in there if there.count(name) > 1})
    if twice:
        raise place.refusal(f"“{twice[0]}” is the id of two things.")
    missing = sorted(set(_names(demo)) - set(there) - {""})
    if missing:
        raise place.refusal(f"“{missing[0]}” is named, and nothing has that id.")


def _names(demo: DemoDay) -> Iterator[str]:
    """Yield each id by which one record of the day names another."""
    for activity in demo.activities:
        yield from (*activity.who, activity.scribe, *activity.questions)
    for prompt in demo.prompts:
        yield from (prompt.author, prompt.activity, prompt.question)
    for answer in demo.answers:
        own = "" if answer.prompt.isdecimal() or answer.prompt == OPENING else answer.prompt
        yield from (answer.author, answer.asked_by, answer.activity, own)
    for note in demo.notes:
        yield from (note.author, note.asked_by, note.activity, note.answer, *note.questions)
    for look in demo.looks:
        yield from (look.author, look.activity, look.question)
    yield from (jotting.author for jotting in demo.jottings)
    yield from (picture.note for picture in demo.pictures)
    yield from demo.included
    for citation in demo.citations:
        yield from (citation.finding, citation.note)
    yield from (finding.question for finding in demo.findings)
    yield from (heard.finding for heard in demo.heard)
    yield from (section.question for section in demo.sections)
    yield demo.reply.taken_by
