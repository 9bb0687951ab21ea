"""The visit pack: all that a reviewer wants on paper, for a day without a laptop."""

from collections.abc import Iterator

from peerdesk.domain.citations import show_citations
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.document import (
    Block,
    Callout,
    Contents,
    Cover,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    plain,
    runs_of,
)
from peerdesk.domain.framework import Guide
from peerdesk.domain.looking import STATE_WORDS, is_in_work, words_of
from peerdesk.domain.review import Activity
from peerdesk.domain.stands_on import joined
from peerdesk.domain.visit_material import VisitMaterial, contact_table, day_tables, team_table
from peerdesk.domain.visit_words import blocks_of

_LINES, _LINES_OF_A_TALK, _TALLIES = 24, 22, 12  # rows to write in on one sheet
_SIGNS = (
    "Sign: + yes, here · − not yet · ? unsure · . noted. It speaks to the question, not about a person. No names: "
    "role, year group, subject."
)


def compose_pack(material: VisitMaterial) -> Document:
    """Return the pack as a document."""
    review, team = material.review, [one.name for one in material.members if one.name]
    return Document(
        title=f"Visit pack: {review.school_name}",
        school=review.school_name,
        dates=material.days,
        state="final",
        state_line="For the team; shred it after the visit",
        author=joined(team),
        blocks=tuple(_blocks(material)),
    )


def _blocks(material: VisitMaterial) -> Iterator[Block]:
    review = material.review
    yield Cover(tuple(filter(None, (review.school_address, review.partnership))))
    yield Contents(depth=1)
    yield Heading(1, "Who is on the team")
    yield from team_table(material)
    yield PageBreak()
    yield Heading(1, "Timetable")
    for day, table in day_tables(material, questions=True):
        yield Heading(2, day)
        yield table
    if not material.planned:
        yield Paragraph(plain("Nothing is planned yet."))
    yield from _safeguarding(material)
    yield from _questions(material)
    yield from _last_review(material)
    yield from _guides(material)
    if material.context:
        yield PageBreak()
        yield Heading(1, "The school in figures")
        yield from material.context
    yield from _sheets(material)
    yield PageBreak()
    yield from blocks_of(material.wrong, review.way, material.filled(), {})


def _safeguarding(material: VisitMaterial) -> Iterator[Block]:
    card = material.card
    yield PageBreak()
    yield Heading(1, card.heading)
    for words in card.words:
        yield Paragraph(runs_of(words), tone="lead")
    yield from contact_table(material)
    for words in card.afterwards[:1]:  # the rest is about what was typed, and this is paper
        yield Paragraph(runs_of(words))
    yield Callout(plain(card.no_contact))


def _questions(material: VisitMaterial) -> Iterator[Block]:
    if not material.questions:
        return
    yield PageBreak()
    yield Heading(1, "Questions and look-fors")
    if material.purpose:
        yield Paragraph(runs_of(f"*What the visit is for:* {material.purpose}"))
    for number, question in enumerate(material.questions, 1):
        yield Heading(2, f"{number} {question.short_name}".strip() if question.short_name else f"Question {number}")
        yield Paragraph(plain(question.text), tone="lead")
        for before, said in (("Evidence", question.evidence), ("Found out elsewhere", question.research)):
            if said:
                yield Paragraph(runs_of(f"*{before}:* {said}"))
        look_fors = material.look_fors_of(question)
        if look_fors:
            rows = tuple(
                (plain(words_of(one)), plain(one.where), plain(_not_concluded(one.do_not_conclude)), ())
                for one in look_fors
            )
            headers = ("Look for", "Where you might", "Do not conclude", "Seen")
            yield Table(headers, rows, widths=(0.45, 0.22, 0.22, 0.11))
    if any(material.look_fors_of(question) for question in material.questions):
        yield Paragraph(
            plain(f"Seen: {' · '.join(f'{at} {one}' for at, one in enumerate(STATE_WORDS.values(), 1))}."),
            tone="caption",
        )


def _not_concluded(words: str) -> str:
    return words.strip("–- ") or ""


def _last_review(material: VisitMaterial) -> Iterator[Block]:
    if not material.actions:
        return
    yield PageBreak()
    yield Heading(1, "Since the last review")
    yield Paragraph(plain("Look at these first: done, partly done, replaced by the school, or not yet?"))
    rows = tuple(
        (plain(one.text), plain(one.state), plain(show_citations(one.what_we_saw, {}))) for one in material.actions
    )
    yield Table(("What was agreed", "Where it stands", "What we saw"), rows, widths=(0.45, 0.2, 0.35))


def _guides(material: VisitMaterial) -> Iterator[Block]:
    guides: dict[str, tuple[Guide, list[Activity]]] = {}
    for activity in material.planned:
        guide = material.guide_of(activity)
        if guide is not None:
            guides.setdefault(guide.guide_id, (guide, []))[1].append(activity)
    for at, (guide, activities) in enumerate(guides.values()):
        yield PageBreak()
        if not at:
            yield Heading(1, "Guides for the conversations")
        yield from _guide(guide, activities)


def _guide(guide: Guide, activities: list[Activity]) -> Iterator[Block]:
    yield Heading(2, f"{guide.title}, {guide.minutes} minutes")
    about = plain(f"For {joined([f'“{one.title}”' for one in activities])}. ")
    before = runs_of(f"*Before.* {guide.before}") if guide.before else ()
    yield Paragraph((*about, *before), tone="caption")  # small, as below: a guide is a page wherever it can be
    yield Callout((*runs_of("*Opening words, to be said.* "), *plain(guide.opening)))
    rows = tuple(
        (plain(str(number)), plain(one.text), plain(" ".join(one.follow_ups)))
        for number, one in enumerate(guide.prompts, 1)
    )
    yield Table(("", "Ask", "If it helps"), rows, widths=(0.05, 0.58, 0.37)) if rows else Paragraph(())
    yield Paragraph(runs_of(f"*Close.* {guide.close}"))
    if guide.reminders:
        yield Paragraph(runs_of(f"*For the reviewer.* {' '.join(guide.reminders)}"), tone="caption")


def _sheets(material: VisitMaterial) -> Iterator[Block]:
    sheets = [one for one in material.planned if one.kind != "meeting"]
    for at, activity in enumerate(sheets):
        yield PageBreak()
        if not at:
            yield Heading(1, "Evidence sheets")
        yield Heading(2, activity.title or "An activity")
        yield Paragraph(plain(_about(material, activity)), tone="caption")
        yield from _tally(material, activity) if activity.kind == "work" else _lines(activity)
        yield Paragraph(plain(_SIGNS), tone="caption")


def _about(material: VisitMaterial, activity: Activity) -> str:
    time = "–".join(one[11:] for one in activity.time)
    day = day_in_words(activity.time[0][:10], year=False) if activity.time and len(material.review.days) > 1 else ""
    joint = f"with {activity.joint_with}" if activity.joint_with else ""
    asked = [one for one in material.questions if one.record_id in activity.questions]
    about = [f"Q{material.number_of(one.record_id)} {one.short_name}".strip() for one in asked]
    return " · ".join(filter(None, (day, time, activity.place, material.who(activity), joint, joined(about))))


def _lines(activity: Activity) -> Iterator[Block]:
    if activity.kind == "conversation":
        yield Paragraph(plain("Present: ______   Asked by: ______________   Written by: ______________"))
        talk = ("Who said it", "What was said", "Q", "Sign")
        yield Table(talk, _empty(len(talk), _LINES_OF_A_TALK), widths=(0.17, 0.66, 0.07, 0.1))
    else:
        seen = ("Seen at", "Where, year", "What we saw or heard", "Q", "Sign")
        yield Table(seen, _empty(len(seen), _LINES), widths=(0.1, 0.17, 0.56, 0.07, 0.1))


def _tally(material: VisitMaterial, activity: Activity) -> Iterator[Block]:
    asked = [one for one in material.questions if one.record_id in activity.questions] or list(material.questions)
    look_fors = list({one.look_for_id: one for question in asked for one in material.look_fors_of(question)}.values())
    look_fors.sort(key=lambda one: not is_in_work(one))
    rows = tuple((plain(words_of(one)), (), ()) for one in look_fors[:_TALLIES])
    headers = ("Look for", "Tally", "In … of …")
    if rows:
        yield Table(headers, rows, widths=(0.55, 0.3, 0.15))
    rest = max(4, _LINES - 2 * len(rows) - 2)
    yield Table(("Year, subject", "What we saw", "Q", "Sign"), _empty(4, rest), widths=(0.2, 0.63, 0.07, 0.1))


def _empty(cells: int, rows: int) -> tuple[tuple[tuple[()], ...], ...]:
    """Return rows to write in."""
    return ((((),) * cells),) * rows
