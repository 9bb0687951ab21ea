"""What goes out before a visit is made of, and the tables that its papers share."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peerdesk.domain.dates import day_in_words, days_in_words
from peerdesk.domain.document import Block, Table, Text, plain
from peerdesk.domain.framework import Framework, Guide, LookFor
from peerdesk.domain.looking import look_fors_of
from peerdesk.domain.review import Activity, Contact, Letter, Member, Photographs, PreviousAction, Question, Review
from peerdesk.domain.safeguarding import Card
from peerdesk.domain.visit_words import Part

VISITING = ("lead", "deputy", "reviewer", "shadow", "governor", "facilitator")
_STEM = 5  # letters
PART_WORDS: Mapping[str, str] = {
    "lead": "leads the review",
    "deputy": "deputy lead",
    "reviewer": "reviewer",
    "shadow": "reviewer in training",
    "governor": "governor",
    "facilitator": "local facilitator",
    "champion": "Improvement Champion",
    "host": "colleague from the school",
}
_PHOTOGRAPHS: Mapping[Photographs, str] = {
    "nothing": "We take no photographs.",
    "displays": "You have told us that displays may be photographed. Nobody is ever in a picture.",
    "work without names": "You have told us that displays, and pupils’ work without its name, may be photographed. "
    "Nobody is ever in a picture.",
}


@dataclass(frozen=True, kw_only=True)
class VisitMaterial:
    """All that the papers of a visit may say.

    Attributes:
        purpose: what the visit is for, in words; "" if nobody said.
        card: the safeguarding card; wrong: words of the page for when something goes wrong.
        letter_parts, note_parts: words of the letter and of the note on data.
        context: figures about the school as blocks, if there are any.
    """

    review: Review
    purpose: str
    questions: Sequence[Question]
    members: Sequence[Member]
    activities: Sequence[Activity]
    actions: Sequence[PreviousAction]
    letter: Letter | None
    framework: Framework
    card: Card
    wrong: Sequence[Part]
    letter_parts: Sequence[Part]
    note_parts: Sequence[Part]
    context: Sequence[Block] = ()

    @property
    def planned(self) -> list[Activity]:
        """The activities that are planned, in order of time."""
        return sorted((one for one in self.activities if one.planned), key=lambda one: one.time[:1] or ("~",))

    @property
    def names(self) -> Mapping[str, str]:
        """The names of the team by record id."""
        return {one.record_id: one.name for one in self.members}

    @property
    def lead(self) -> Member | None:
        """Who leads."""
        return next((one for one in self.members if one.role == "lead"), None)

    @property
    def days(self) -> str:
        """The days of the visit in words."""
        return days_in_words(self.review.days)

    def who(self, activity: Activity) -> str:
        """Return the names of those who go to an activity, "Tom, Marek (writes)"."""
        people = dict.fromkeys((*activity.who, activity.scribe))
        writes = activity.scribe if len([one for one in people if one in self.names]) > 1 else ""
        said = [
            f"{self.names[one]} (writes)" if one == writes else self.names[one] for one in people if one in self.names
        ]
        return ", ".join(filter(None, said))

    def number_of(self, question: str) -> int:
        """Return which question an id is, from 1; 0 for none."""
        return next((at for at, one in enumerate(self.questions, 1) if one.record_id == question), 0)

    def guide_of(self, activity: Activity) -> Guide | None:
        """Return the guide of a conversation: the one that is chosen, else the one for its voice, by its title."""
        guides = self.framework.guides
        chosen = [one for one in guides if one.guide_id == activity.guide]
        if chosen or activity.guide or activity.kind != "conversation":
            return chosen[0] if chosen else None
        alike = [one for one in guides if one.voice == activity.voice]
        shared = max((_stems(activity.title) & _stems(one.title) for one in alike), key=len, default=set())
        return next((one for one in alike if shared and shared <= _stems(one.title)), None)

    def look_fors_of(self, question: Question) -> list[LookFor]:
        """Return what to look for: of the question's example, else of its characteristic, else of its theme."""
        return look_fors_of(self.framework, question)

    def filled(self) -> dict[str, str]:
        """Return what stands for each name in braces of the words that go out."""
        review, letter, lead = self.review, self.letter, self.lead
        taken = review.photographs or "nothing"
        return {
            "school": review.school_name or "the school",
            "days": self.days or "the days of the visit",
            "lead": lead.name if lead else "the lead",
            "lead_school": lead.school if lead else "",
            "partnership": review.partnership,
            "link": review.link,
            "arrival": letter.arrival if letter else "",
            "cars": letter.cars if letter else "",
            "access": letter.access if letter else "",
            "asks": letter.asks if letter else "",
            "photographs": _PHOTOGRAPHS[taken],
            "photographs_short": taken,
            "notes_go_on": day_in_words(review.notes_go_on) if review.notes_go_on else "",
            "notes_until": day_in_words(review.notes_go_on) if review.notes_go_on else "A day that we agree with you",
            "check_by": day_in_words(review.check_by) if review.check_by else "",
            "report_by": day_in_words(review.report_by) if review.report_by else "",
        }


def _stems(title: str) -> set[str]:
    """Return how the longer words of a title begin, so that "pupil" and "pupils" are alike."""
    words = re.findall(r"\w+", title.casefold())
    return {word[:_STEM] for word in words if len(word) >= _STEM}


def team_table(material: VisitMaterial) -> tuple[Block, ...]:
    """Return who comes, in which part and from where."""
    coming = [one for one in material.members if one.role in VISITING and one.name]
    rows = tuple((plain(one.name), plain(PART_WORDS[one.role]), plain(one.school)) for one in coming)
    return (Table(("Who", "Part in the review", "From"), rows),) if rows else ()


def day_tables(material: VisitMaterial, *, questions: bool) -> tuple[tuple[str, Table], ...]:
    """Return the timetable, a table a day, each with its day in words; `questions` adds which they are about."""
    headers = ("When", "What", "Where", "Who", "With", *(("About",) if questions else ()))
    shares = (0.14, 0.29, 0.15, 0.2, 0.14, *((0.08,) if questions else ()))
    by_day: dict[str, list[tuple[Text, ...]]] = {}
    for one in material.planned:
        day = one.time[0][:10] if one.time else ""
        cells = [
            "–".join(time[11:] for time in one.time),
            one.title,
            ", ".join(filter(None, (one.place, one.link))),
            material.who(one),
            one.joint_with,
        ]
        if questions:
            cells.append(", ".join(f"Q{number}" for q in one.questions if (number := material.number_of(q))))
        by_day.setdefault(day, []).append(tuple(map(plain, cells)))
    return tuple(
        (day_in_words(day) if day else "Without a time yet", Table(headers, tuple(rows), widths=shares))
        for day, rows in sorted(by_day.items(), key=lambda item: item[0] or "~")
    )


def contact_table(material: VisitMaterial) -> tuple[Block, ...]:
    """Return whom to go to if somebody may not be safe, by whom it is about."""
    rows = []
    for row in material.card.rows:
        contact = material.review.contacts.get(row.contact, Contact())
        rows.append((plain(row.about), plain(contact.name or row.go_to), plain(contact.place)))
    return (Table(("It is about", "Go now to", "Where"), tuple(rows), widths=(0.3, 0.4, 0.3)),)
