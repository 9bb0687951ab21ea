"""Living a whole review day on real desks: planned, kept, given, brought in, put together.

The day comes from resources/demo; every act goes through the same methods as the window's.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from peerdesk.desk.capture import NewNote
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.packages import SUFFIX as PACKAGE_SUFFIX
from peerdesk.desk.receipts import SUFFIX as RECEIPT_SUFFIX
from peerdesk.desk.record import open_record_of
from peerdesk.domain.evidence import Answer, Look, Note
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.reply_answers import HeadsAnswer
from peerdesk.domain.review import Record
from peerdesk.errors import PeerDeskError, PictureError
from peerdesk.intake.demo import DemoDay
from peerdesk.keys.vault import Vault

_LOCAL = re.compile(r"\[\[([a-z0-9 ]+)\]\]")


class DemoClock:
    """A clock that the day sets: what is kept then bears the time at which it would have been kept."""

    def __init__(self, at: datetime) -> None:
        """Stand at a time."""
        self._at = at

    def __call__(self) -> datetime:
        """Return the time, which goes on by a second at each look."""
        self._at += timedelta(seconds=1)
        return self._at

    def set(self, local: str) -> None:
        """Go on to `YYYY-MM-DDTHH:MM`, never back."""
        self._at = max(self._at, datetime.fromisoformat(local).replace(tzinfo=UTC))


@dataclass
class Ids:
    """Which real record stands for each local id of the day ("n14", "q1", "anita")."""

    by_local: dict[str, str] = field(default_factory=dict)

    def of(self, local: str) -> str:
        """Return the real id; "" stays ""."""
        return self.by_local[local] if local else ""

    def all(self, locals_: tuple[str, ...]) -> tuple[str, ...]:
        """Return the real ids."""
        return tuple(self.by_local[one] for one in locals_)

    def in_text(self, text: str) -> str:
        """Return text that cites real notes."""
        return _LOCAL.sub(lambda match: f"[[{' '.join(self.all(tuple(match[1].split(' '))))}]]", text)


def plan_day(desk: Desk, day: DemoDay, keys: Mapping[str, str]) -> tuple[str, Ids]:
    """Plan the day on the lead's desk; return the review's scope and the ids.

    Args:
        desk: the lead's.
        day: what is planned.
        keys: name of the key of each person, by local id; whoever is not in it has no PeerDesk.
    """
    ids = Ids()
    lead = next(one for one in day.people if one.role == "lead")
    scope, _ = desk.plan.begin(lead_school=lead.school, framework=desk.frameworks.core(), **_said(day.review))
    plan = desk.plan.look(scope)
    assert plan is not None  # noqa: S101 - it was just begun
    ids.by_local[lead.record_id] = plan.members[0].record_id
    for person in day.people:
        if person is not lead:
            ids.by_local[person.record_id], _ = desk.plan.add_member(
                scope, person.name, person.role, school=person.school, key=keys.get(person.record_id, "")
            )
    for view in day.self_views:
        ids.by_local[view.record_id], _ = desk.plan.add(scope, "self_view", **_said(view))
    for action in day.previous_actions:
        agreed = {name: getattr(action, name) for name in ("text", "agreed_on", "owner", "due")}
        ids.by_local[action.record_id], _ = desk.plan.add(scope, "action", **agreed)
    for question in day.questions:
        comes_from = {"self_view": ids.of(question.self_view), "action": ids.of(question.action)}
        ids.by_local[question.record_id], _ = desk.plan.add(scope, "question", **_said(question) | comes_from)
    for activity in day.activities:
        said = _said(activity) | {
            "who": ids.all(activity.who),
            "scribe": ids.of(activity.scribe),
            "questions": ids.all(activity.questions),
        }
        ids.by_local[activity.record_id], _ = desk.plan.add(scope, "activity", **said)
    for prompt in day.prompts:
        about = {"activity": ids.of(prompt.activity), "question": ids.of(prompt.question)}
        ids.by_local[prompt.record_id], _ = desk.conversation.ask(scope, text=prompt.text, **about)
    return scope, ids


def keep_notes(desk: Desk, day: DemoDay, person: str, scope: str, ids: Ids, clock: DemoClock | None = None) -> int:
    """Keep what one person heard, saw and looked for, pictures and private lines, on a desk; return how many notes.

    All is kept in the order in which it was seen; a note that was made of an answer follows it.
    """
    seen = [one for kind in (day.answers, day.notes, day.looks) for one in kind if one.author == person]
    for one in sorted(seen, key=lambda each: each.seen_at):
        if clock is not None:
            clock.set(one.seen_at)
        match one:
            case Answer():
                _keep_answer(desk, one, scope, ids)
            case Note():
                _keep_note(desk, one, scope, ids)
                _add_pictures(desk, day, one, ids)
            case Look():
                desk.looking.say(scope, one.look_for, one.state, **_placed(one, ids))
    for jotting in (one for one in day.jottings if one.author == person):
        desk.capture.keep_jotting(scope, jotting.text)
    return sum(isinstance(one, Note) for one in seen)


def keep_all(desk: Desk, day: DemoDay, scope: str, ids: Ids) -> None:
    """Keep on one desk what all heard, saw and looked for, as if the others had written on paper; quicker by far."""
    for answer in day.answers:
        _keep_answer(desk, answer, scope, ids)
    pictured = {one.note for one in day.pictures}
    plain = [one for one in day.notes if one.record_id not in pictured]
    desk.capture.keep_many(scope, [NewNote(_noted(one, ids), ids.all(one.questions)) for one in plain])
    for note in (one for one in day.notes if one.record_id in pictured):
        _keep_note(desk, note, scope, ids)
    for look in day.looks:
        desk.looking.say(scope, look.look_for, look.state, **_placed(look, ids))
    with suppress(PictureError):  # where pictures cannot be read there is a day without them
        for note in day.notes:
            _add_pictures(desk, day, note, ids)


def _keep_answer(desk: Desk, answer: Answer, scope: str, ids: Ids) -> None:
    said = _said(answer) | {
        "activity": ids.of(answer.activity),
        "prompt": ids.by_local.get(answer.prompt, answer.prompt),
        "observed_by": ids.of(answer.observed_by),
        "asked_by": ids.of(answer.asked_by),
    }
    ids.by_local[answer.record_id], _ = desk.conversation.keep_answer(scope, **said)


def _keep_note(desk: Desk, note: Note, scope: str, ids: Ids) -> None:
    note_id, _ = desk.capture.keep_note(scope, questions=ids.all(note.questions), **_noted(note, ids))
    ids.by_local[note.record_id] = note_id


def _add_pictures(desk: Desk, day: DemoDay, note: Note, ids: Ids) -> None:
    for picture in (one for one in day.pictures if one.note == note.record_id):
        kept = desk.capture.note(ids.of(note.record_id))
        assert kept is not None  # noqa: S101 - it was just kept
        desk.capture.add_picture(kept, picture.file.read_bytes(), picture.file.name, picture.alt)


def _noted(note: Note, ids: Ids) -> dict[str, Any]:
    return _said(note) | {
        "activity": ids.of(note.activity),
        "answer": ids.of(note.answer),
        "observed_by": ids.of(note.observed_by),
        "asked_by": ids.of(note.asked_by),
    }


def _placed(look: Look, ids: Ids) -> dict[str, str]:
    return {
        "activity": ids.of(look.activity),
        "question": ids.of(look.question),
        "seen_at": look.seen_at,
        "observed_by": ids.of(look.observed_by),
    }


def hold_table(desk: Desk, day: DemoDay, scope: str, ids: Ids) -> None:
    """Include what the colleague in training saw, make the findings and agree them, write the report's sections."""
    notes = {note.record_id: note for note in desk.capture.notes(scope)}
    desk.findings.include(notes[ids.of(one)] for one in day.included)
    for finding in day.findings:
        said = _said(finding) | {"question": ids.of(finding.question), "text": ids.in_text(finding.text)}
        cited = {
            way: [ids.of(c.note) for c in day.citations if c.finding == finding.record_id and c.way == way]
            for way in ("for", "against")
        }
        finding_id, _ = desk.findings.add(scope, notes=cited["for"], **said)
        ids.by_local[finding.record_id] = finding_id
        if cited["against"]:
            made = next(one for one in desk.findings.all(scope) if one.record_id == finding_id)
            desk.findings.cite(made, cited["against"], "against")
    desk.findings.agree(desk.findings.all(scope))
    plan = desk.plan.look(scope)
    assert plan is not None  # noqa: S101 - the table is held on the lead's desk
    for shown, action in zip(plan.actions, day.previous_actions, strict=True):
        saw, evidence = ids.in_text(action.what_we_saw), ids.all(action.evidence)
        desk.plan.change(shown, state=action.state, what_we_saw=saw, evidence=evidence)
    for section in day.sections:
        said = _said(section) | {"question": ids.of(section.question), "text": ids.in_text(section.text)}
        place = said.pop("place")
        desk.reports.add_section(scope, place, **said)


def hear_head(desk: Desk, day: DemoDay, scope: str, ids: Ids) -> None:
    """Write down what the head says of the findings, and at the end."""
    for heard in day.heard:
        if heard.about != "page":
            desk.feedback.take_down(scope, heard.words, heard.about, ids.of(heard.finding))


@dataclass(frozen=True)
class Lived:
    """What a day left behind.

    Attributes:
        steps: what was made and checked: (what, what came of it, where it lies or "").
        digest: what the lead's desk says at the end.
    """

    steps: tuple[tuple[str, str, str], ...]
    digest: str


class DemoFailedError(PeerDeskError):
    """The day did not come out as it must."""


def live_day(out: Path, day: DemoDay, fonts: Path, vault: Callable[[Path], Vault]) -> Lived:
    """Live the day on four desks of their own, with a folder for a stick, and take it into a record.

    Args:
        out: an empty folder.
        day: from `intake.demo.read_demo`.
        fonts: folder of the typeface.
        vault: makes the vault of a desk's folder.

    Raises:
        DemoFailedError: two orders of bringing in did not end in the same, or something left that must not.
    """
    return _Day(out, day, fonts, vault).live()


class _Day:
    """The people of the day, each with a laptop."""

    def __init__(self, out: Path, day: DemoDay, fonts: Path, vault: Callable[[Path], Vault]) -> None:
        self._out, self._day, self._fonts, self._vault = out, day, fonts, vault
        self._clock = DemoClock(datetime.fromisoformat(day.review.days[0]).replace(tzinfo=UTC) - timedelta(days=5))
        self._stick, self._steps = out / "stick", list[tuple[str, str, str]]()
        self._stick.mkdir(parents=True)
        self._desks = {one.record_id: self._start(one.record_id, one.name) for one in day.people}
        self._lead = next(one.record_id for one in day.people if one.role == "lead")

    def live(self) -> Lived:
        scope, ids = self._plan()
        self._brief(scope)
        self._keep(scope, ids)
        self._gather(scope)
        self._put_together(scope, ids)
        self._answer(scope, ids)
        self._record(scope)
        digest = self._desks[self._lead].keeping.digest().says
        for desk in self._desks.values():
            desk.close()
        return Lived(tuple(self._steps), digest)

    def _start(self, local: str, name: str) -> Desk:
        folder = self._out / "laptops" / local
        return start_here(folder, self._vault(folder), name, self._clock)

    def _say(self, what: str, came_of_it: str, where: Path | None = None) -> None:
        self._steps.append((what, came_of_it, str(where.relative_to(self._out)) if where else ""))

    def _plan(self) -> tuple[str, Ids]:
        lead = self._desks[self._lead]
        for desk in self._desks.values():
            if desk is not lead:
                words = desk.people.words(desk.identity.key_id)  # read aloud, typed by the lead
                lead.people.add(desk.people.mine, typed_words=words)
        keys = {local: desk.identity.key_id for local, desk in self._desks.items()}
        scope, ids = plan_day(lead, self._day, keys)
        if plan := lead.plan.look(scope):
            lead.logos.set(plan.review, self._day.logo)
        self._say("plan", f"{len(self._day.questions)} questions, {len(self._day.activities)} activities")
        return scope, ids

    def _brief(self, scope: str) -> None:
        lead, briefing = self._desks[self._lead], self._stick / "Briefing.peerdesk"
        lead.packages.give(scope, "briefing", briefing)
        words = lead.people.words(lead.identity.key_id)
        for desk in self._others():
            desk.packages.merge(desk.packages.preview(briefing), typed_words=words)
        self._say("briefing", "opened on three laptops; the lead's words confirmed on each", briefing)

    def _keep(self, scope: str, ids: Ids) -> None:
        kept = [keep_notes(desk, self._day, local, scope, ids, self._clock) for local, desk in self._desks.items()]
        pictures = len(self._day.pictures)
        self._say(
            "notes", f"{sum(kept)} on four laptops, {pictures} pictures, {len(self._day.jottings)} only for oneself"
        )

    def _gather(self, scope: str) -> None:
        """Bring everything in on the lead's desk, and on a second one in the other order."""
        self._clock.set(self._day.review.days[0] + "T14:25")
        lead, other = self._desks[self._lead], next(self._others())
        mine = self._give_notes(scope, lead)
        files = [self._give_notes(scope, desk) for desk in self._others()]
        for file in files:
            _, receipt = lead.packages.merge(lead.packages.preview(file))
            file.with_suffix(RECEIPT_SUFFIX).write_bytes(receipt.to_bytes())
        for desk, file in zip(self._others(), files, strict=True):
            desk.packages.take_receipt(file.with_suffix(RECEIPT_SUFFIX))
        for file in [*reversed(files), mine]:
            other.packages.merge(other.packages.preview(file))
        one, two = lead.keeping.digest(), other.keeping.digest()
        if one != two:
            raise DemoFailedError("Two laptops that hold the same do not say the same.", "Tell us how you came here.")
        notes = len(lead.capture.notes(scope))
        self._say("bring in", f"{notes} notes; both orders say {one.says[:16]}…", self._stick)

    def _give_notes(self, scope: str, desk: Desk) -> Path:
        file = self._stick / f"Notes from {desk.identity.badge.name}{PACKAGE_SUFFIX}"
        desk.packages.give(scope, "team", file)
        return file

    def _put_together(self, scope: str, ids: Ids) -> None:
        lead = self._desks[self._lead]
        hold_table(lead, self._day, scope, ids)
        hear_head(lead, self._day, scope, ids)
        findings, included = len(lead.findings.all(scope)), len(self._day.included)
        self._say("table", f"{findings} findings agreed; {included} notes of a colleague in training included")
        page = lead.reports.write_page(scope, self._out / "Page for the head.pdf", self._fonts)
        self._say("page", "one side, a draft for the head to check", page)
        report = self._out / "Report for checking.pdf"
        lead.reports.write_report(scope, report, self._fonts, "for checking")
        self._say("report", "the whole text, for the head to check by a day", report)

    def _answer(self, scope: str, ids: Ids) -> None:
        """Take down what the head answers, sign what then stands, and let go what she lets go."""
        lead, reply = self._desks[self._lead], self._day.reply
        self._clock.set(reply.answered_on + "T16:00")
        answer = HeadsAnswer(words={"recognise": reply.words}, what=reply.what or "nothing")
        lead.replies.keep(scope, answer, taken_by=ids.of(reply.taken_by))
        signoff, _ = lead.reports.sign_off(scope, self._fonts)
        final = lead.reports.write_report(scope, self._out / "Report.pdf", self._fonts, "final")
        signed = lead.reports.last_sign_off(scope)
        if signed is None or signed.stale or signed.pdf != hashlib.sha256(final.read_bytes()).hexdigest():
            raise DemoFailedError("The report is not what the lead signed.", "Tell us how you came here.")
        self._say("sign off", f"signed by the lead reviewer: {signoff[:16]}…", final)
        lead.replies.let_go(scope)
        self._say("answer", f"the head lets the {reply.what} go to the partnership")

    def _record(self, scope: str) -> None:
        folder = self._out / "laptops" / "coordinator"
        coordinator = start_here(folder, self._vault(folder), "Coordinator", self._clock)
        lead, file = self._desks[self._lead], self._stick / "For the partnership.peerdesk"
        lead.people.add(coordinator.people.mine, typed_words=coordinator.people.words(coordinator.identity.key_id))
        lead.packages.give(scope, "partnership", file, to=[coordinator.people.mine])
        self._say("for the partnership", "what the head released, and nothing else", file)
        path = self._out / "record.db"
        record = open_record_of(coordinator, f"sqlite:///{path}")
        record.bring_in(file, typed_words=lead.people.words(lead.identity.key_id))
        kept = record.reviews()
        if len(kept) != 1 or kept[0].notes or any(one.place != "page" for one in kept[0].sections):
            raise DemoFailedError("The record holds what the head did not release.", "Tell us how you came here.")
        self._say("record", f"1 review, {len(kept[0].sections)} parts of the page, no note", path)
        record.close()
        coordinator.close()

    def _others(self) -> Iterator[Desk]:
        return (desk for local, desk in self._desks.items() if local != self._lead)


def _said(value: Record) -> dict[str, Any]:
    """Return what a record of the day says, as far as it differs from saying nothing."""
    kind = next(kind for kind in KINDS.values() if kind.value is type(value))
    known = {one.name: one for one in fields(value)}
    return {
        name: getattr(value, name)
        for name in kind.field_names
        if name != "order" and getattr(value, name) != known[name].default and getattr(value, name) not in ((), {})
    }
