"""What could still be done today for the questions that rest on little: who, where and when, the earliest first.

A proposal is a question to the team. Nobody is ever in two places by it, nobody loses a break for lunch, nobody in
training is sent alone, and nobody is alone with pupils.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from peerdesk.domain.coverage import Cell, QuestionCoverage
from peerdesk.domain.free_time import FreeTime
from peerdesk.domain.review import Activity, ActivityKind, Question, Source, Voice
from peerdesk.domain.timetable import minutes_of, time_at

MOST = 4
"""So many proposals at a time are calm to choose from."""

KIND_OF: Mapping[Source, ActivityKind] = {
    "observation": "walk",
    "work": "work",
    "talk": "conversation",
    "document": "documents",
    "data": "documents",
}
_SOURCE_OF: Mapping[ActivityKind, Source] = {"walk": "observation", "work": "work", "conversation": "talk"}
_STEP, _NOTICE = 5, 5  # minutes: proposals begin on these, and nobody is sent off before them
_LENGTHS = (20, 15)  # minutes of something new, the wished one first
_LONGEST = 45
_PAIR = 2  # one asks and one writes


@dataclass(frozen=True)
class Need:
    """Something that a question lacks. `alone`: record id of the one member who noted all there is, or ""."""

    question: Question
    number: int
    source: Source
    voice: Voice | str = ""
    alone: str = ""


@dataclass(frozen=True)
class Proposal:
    """One change of the plan that could be made.

    Attributes:
        who: record ids of those who would do it; of two the first asks and the second writes.
        day: `YYYY-MM-DD`; begins, ends: minutes since midnight.
        place: a room that is free then, or "".
        leaves: id of the activity that the first of them would leave to the others, or "".
        joins: id of an activity on the plan that would look at this question as well, or "".
    """

    need: Need
    who: tuple[str, ...]
    day: str
    begins: int
    ends: int
    place: str = ""
    leaves: str = ""
    joins: str = ""


Found: TypeAlias = Proposal | None


def needs_of(coverage: Sequence[QuestionCoverage]) -> tuple[Need, ...]:
    """Return what the questions lack: those with the fewest notes first, and on each what would help most."""
    rows = sorted(coverage, key=lambda row: (sum(cell.count for cell in row.cells), row.number))
    return tuple(need for row in rows for need in _needs(row))


def propose(needs: Sequence[Need], free: FreeTime, now: str) -> tuple[Proposal, ...]:
    """Return what could still be done today, the earliest first, one proposal a need and two a question at most.

    Args:
        needs: in order of weight.
        free: the day of the visit that is today.
        now: local, `YYYY-MM-DDTHH:MM`.
    """
    if now[:10] != free.day:
        return ()
    soonest = minutes_of(now) + _NOTICE
    found: list[Proposal] = []
    for need in needs:
        of_it = [one for one in found if one.need.question == need.question]
        wanted = len(of_it) < _PAIR and not any(one.need.source == need.source for one in of_it)
        if wanted and not _is_coming(need, free, minutes_of(now)):
            proposal = _earliest(need, free, soonest)
            found += [proposal] if proposal else []
    return tuple(sorted(found, key=lambda one: one.begins)[:MOST])


def still_holds(proposal: Proposal, free: FreeTime) -> bool:
    """Tell whether a proposal can be taken as the plan stands now."""
    known = {one.record_id: one for one in free.todays}
    if proposal.joins:
        joined = known.get(proposal.joins)
        return joined is not None and proposal.need.question.record_id not in joined.questions
    if proposal.leaves:
        left = known.get(proposal.leaves)
        if left is None or not _can_leave(left, proposal.who[0], free):
            return False
    return free.is_room_free(proposal.place, proposal.begins, proposal.ends) and all(
        free.is_free(who, proposal.begins, proposal.ends, but=proposal.leaves) for who in proposal.who
    )


def is_taken(proposal: Proposal, activities: Sequence[Activity]) -> bool:
    """Tell whether a plan is as a proposal would have it."""
    said = added_by(proposal, "")
    asked, time = proposal.need.question.record_id, said.get("time", ())
    return any(
        asked in one.questions and (one.record_id == proposal.joins or (one.time == time and one.who == proposal.who))
        for one in activities
    )


def added_by(proposal: Proposal, title: str) -> Mapping[str, Any]:
    """Return what a new activity would say; nothing where one that is planned takes the question in."""
    if proposal.joins:
        return {}
    need = proposal.need
    return {
        "title": title,
        "kind": KIND_OF[need.source],
        "time": (time_at(proposal.day, proposal.begins), time_at(proposal.day, proposal.ends)),
        "place": proposal.place,
        "who": proposal.who,
        "scribe": proposal.who[1] if len(proposal.who) == _PAIR else "",
        "questions": (need.question.record_id,),
        "voice": need.voice,
        "source": need.source,
    }


def changed_by(proposal: Proposal, activities: Sequence[Activity]) -> Mapping[str, Mapping[str, Any]]:
    """Return what activities of the plan would say otherwise, by their ids."""
    known = {one.record_id: one for one in activities}
    if proposal.joins in known:
        asked = (*known[proposal.joins].questions, proposal.need.question.record_id)
        return {proposal.joins: {"questions": asked}}
    if proposal.leaves in known:
        rest = tuple(one for one in known[proposal.leaves].who if one != proposal.who[0])
        return {proposal.leaves: {"who": rest}}
    return {}


def _needs(row: QuestionCoverage) -> Iterator[Need]:
    there = {cell.key: cell for cell in row.cells}
    alone = _alone(row.reviewers)
    for source, voice in (("observation", ""), ("work", ""), ("talk", "pupils"), ("talk", "teachers")):
        if not there[source].count:
            yield Need(row.question, row.number, source, voice, alone)  # type: ignore[arg-type]
    if there["talk"].count and not any(cell.count for cell in row.voices if cell.key == "pupils"):
        yield Need(row.question, row.number, "talk", "pupils", alone)
    if alone:
        most = max(row.cells, key=lambda cell: cell.count)
        source = most.key if most.key in ("observation", "work") else "observation"
        yield Need(row.question, row.number, source, "", alone)  # type: ignore[arg-type]


def _alone(reviewers: Sequence[Cell]) -> str:
    noted = [cell.key for cell in reviewers if cell.count]
    return noted[0] if len(noted) == 1 else ""


def _is_coming(need: Need, free: FreeTime, now: int) -> bool:
    """Tell whether what is needed is on the plan for later, or under way."""
    return any(
        need.question.record_id in one.questions
        and _source_of(one) == need.source
        and (need.source != "talk" or one.voice == need.voice)
        and any(who != need.alone for who in free.people(one))
        for one in free.todays
        if minutes_of(one.time[1]) > now
    )


def _earliest(need: Need, free: FreeTime, soonest: int) -> Found:
    joining, leaving = _joining(need, free, soonest), _leaving(need, free, soonest)
    found = [one for one in (joining, _free(need, free, soonest), leaving) if one]
    return min(found, key=lambda one: one.begins, default=None)


def _free(need: Need, free: FreeTime, soonest: int) -> Found:
    """Return when somebody who has nothing to do could look, at the earliest; in lessons once the next walk begins."""
    if need.source == "observation":
        walks = [minutes_of(one.time[0]) for one in free.todays if one.kind == "walk"]
        soonest = min((begins for begins in walks if begins >= soonest), default=soonest)
    for begins in range(-(-soonest // _STEP) * _STEP, free.ends, _STEP):
        for length in _LENGTHS:
            ends = begins + length
            who = _chosen(need, free, begins, ends) if ends <= free.ends else ()
            if who:
                return Proposal(need, who, free.day, begins, ends, _room(need, free, begins, ends))
    return None


def _leaving(need: Need, free: FreeTime, soonest: int) -> Found:
    """Return when somebody could look who would leave an activity to the others at it, at the earliest."""
    if _pairs(need):
        return None
    for one in free.todays:
        begins = minutes_of(one.time[0])
        ends = min(minutes_of(one.time[1]), begins + _LONGEST)
        about_it = need.question.record_id in one.questions and _source_of(one) == need.source
        if begins < soonest or about_it or ends - begins < min(_LENGTHS):
            continue
        for who in _willing(need, free):
            if _can_leave(one, who, free) and free.is_free(who, begins, ends, but=one.record_id):
                room = _room(need, free, begins, ends)
                return Proposal(need, (who,), free.day, begins, ends, room, leaves=one.record_id)
    return None


def _joining(need: Need, free: FreeTime, soonest: int) -> Found:
    """Return the earliest activity on the plan that could look at this question as well."""
    for one in free.todays:
        begins, ends = minutes_of(one.time[0]), minutes_of(one.time[1])
        fits = _source_of(one) == need.source and (need.source != "talk" or one.voice == need.voice)
        who = tuple(free.people(one))
        if begins >= soonest and fits and need.question.record_id not in one.questions and set(who) - {need.alone}:
            return Proposal(need, who, free.day, begins, ends, one.place, joins=one.record_id)
    return None


def _chosen(need: Need, free: FreeTime, begins: int, ends: int) -> tuple[str, ...]:
    """Return who is free then and could look, and who could write beside them where it takes two; () for nobody."""
    asks = next((who for who in _willing(need, free) if free.is_free(who, begins, ends)), "")
    if not asks or not _pairs(need):
        return (asks,) if asks else ()
    others = [one.record_id for one in free.team if one.record_id != asks]
    writes = next((who for who in others if free.is_free(who, begins, ends)), "")
    return (asks, writes) if writes else ()


def _willing(need: Need, free: FreeTime) -> list[str]:
    """Return who can be sent, whoever has least to do first: nobody in training alone, nor who noted all of it."""
    busy = {one.record_id: sum(one.record_id in free.people(each) for each in free.todays) for one in free.team}
    able = [one for one in free.team if one.role != "shadow" and one.record_id != need.alone]
    return [one.record_id for one in sorted(able, key=lambda one: busy[one.record_id])]


def _can_leave(activity: Activity, who: str, free: FreeTime) -> bool:
    """Tell whether those who stay at an activity can do without somebody."""
    people = free.people(activity)
    rest = [one for one in people if one != who]
    able = [one for one in free.team if one.record_id in rest and one.role != "shadow"]
    enough = _PAIR if activity.kind == "conversation" and activity.voice == "pupils" else 1
    free_to_go = who in people and who != activity.scribe and activity.kind != "meeting"
    return free_to_go and bool(able) and len(rest) >= enough


def _room(need: Need, free: FreeTime, begins: int, ends: int) -> str:
    return "" if need.source == "observation" else free.free_room(begins, ends, liked=KIND_OF[need.source])


def _pairs(need: Need) -> bool:
    return need.source == "talk" and need.voice == "pupils"


def _source_of(activity: Activity) -> Source | str:
    return activity.source or _SOURCE_OF.get(activity.kind, "")
