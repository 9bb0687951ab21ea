"""How a change of the afternoon is asked for, and how it is read to the team once it is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peerdesk.domain.review import Activity, Member, Question, Source
from peerdesk.domain.stands_on import joined
from peerdesk.domain.swaps import Proposal
from peerdesk.domain.timetable import clock_at

_LOOKS: Mapping[Source, tuple[str, str, str]] = {
    "observation": ("look in lessons for", "looks in lessons for", "Lessons"),
    "work": ("look at books for", "looks at books for", "Books"),
    "document": ("read papers for", "reads papers for", "Papers"),
    "data": ("look at figures for", "looks at figures for", "Figures"),
}
_ASKS = ("ask {} about", "asks {} about")


@dataclass(frozen=True)
class Told:
    """A proposal in words.

    Attributes:
        asked: one question: "Could Tom look at books for question 2 at 13:30, in the Oak room?"
        lines: the three lines that are read to the team once it is taken: who does what, when and where, what moves.
        title: of a new activity.
    """

    asked: str
    lines: tuple[str, str, str]
    title: str


def tell(proposal: Proposal, members: Sequence[Member], activities: Sequence[Activity]) -> Told:
    """Return a proposal in words; `members` and `activities` are those of the plan."""
    names = {one.record_id: one.name for one in members}
    titles = {one.record_id: one.title or "an activity without a name" for one in activities}
    who = [names.get(one, "somebody") for one in proposal.who]
    could, does, title = _doing(proposal, len(who))
    about, begins, ends = _named(proposal), clock_at(proposal.begins), clock_at(proposal.ends)
    plain = about.rstrip(",")
    if proposal.joins:
        kept = f"“{titles.get(proposal.joins, '')}”"
        return Told(
            f"Could {joined(who)} also {could} {about} in {kept} at {begins}?",
            (f"{joined(who)} also {does} {plain}.", f"{begins} to {ends}, in {kept}.", _STAYS),
            title,
        )
    where = f", in {_the(proposal.place)}" if proposal.place else ""
    asked, moves = "", "Nothing else moves."
    if proposal.leaves:
        left = f"“{titles.get(proposal.leaves, '')}”"
        stay = joined([names[one] for one in _staying(proposal, activities) if one in names])
        asked, moves = (
            f", in place of {left}",
            f"In place of {left}: {stay} {'go' if ' and ' in stay else 'goes'} there.",
        )
    return Told(
        f"Could {joined(who)} {could} {about} at {begins}{where}{asked}?",
        (f"{joined(who)} {does} {plain}.", f"{begins} to {ends}{where}.", moves),
        title,
    )


_STAYS = "Everybody stays where the plan has them."


def _doing(proposal: Proposal, people: int) -> tuple[str, str, str]:
    need = proposal.need
    if need.source == "talk":
        asked = need.voice or "somebody"
        could, does, title = (*(words.format(asked) for words in _ASKS), asked.capitalize())
    else:
        could, does, title = _LOOKS[need.source]
    return could, could if people > 1 else does, f"{title}: {_short(need.question, need.number)}"


def _named(proposal: Proposal) -> str:
    short = proposal.need.question.short_name
    return f"question {proposal.need.number}, {short}," if short else f"question {proposal.need.number}"


def _short(question: Question, number: int) -> str:
    return question.short_name or f"question {number}"


def _the(place: str) -> str:
    """Return a room as it is said: what is not a name has an article."""
    plain = place.strip()
    starts = plain.split(" ")[0].casefold()
    return plain if starts in ("the", "room") or plain[:1].isupper() else f"the {plain}"


def _staying(proposal: Proposal, activities: Sequence[Activity]) -> list[str]:
    left = next((one for one in activities if one.record_id == proposal.leaves), None)
    people = dict.fromkeys((*left.who, left.scribe)) if left else {}
    return [one for one in people if one and one != proposal.who[0]]
