"""The report of a review: from what a desk holds to a document in reading order."""

from collections import Counter
from collections.abc import Callable

from peerdesk.domain.citations import keep_citations, lost_citations, number_evidence, show_citations, with_evidence
from peerdesk.domain.document import (
    Block,
    Bullets,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    plain,
    runs_of,
)
from peerdesk.domain.framework import PLACES, Place
from peerdesk.domain.material import (
    STATE_LINES,
    ReportMaterial,
    evidence_line,
    in_order,
    team_line,
    what_happens_now,
)
from peerdesk.domain.report_figures import figure_of_what_was_done, where_the_school_stands
from peerdesk.domain.report_findings import (
    KIND_WORDS,
    activities_in_words,
    own_words,
    question_chapter,
    sharing_chapter,
)
from peerdesk.domain.report_front import cover_of, in_short, opening_of, what_changed
from peerdesk.domain.report_page import compose_page
from peerdesk.domain.report_standing import RESPONSE, not_for_appraisal, state_line
from peerdesk.domain.review import Source
from peerdesk.domain.stands_on import number_in_words

__all__ = [
    "KIND_WORDS",
    "STATE_LINES",
    "ReportMaterial",
    "compose_page",
    "compose_report",
    "keep_citations",
    "lost_citations",
    "number_evidence",
    "show_citations",
]

SOURCE_WORDS: dict[Source, str] = {
    "observation": "observation",
    "work": "look at work",
    "talk": "conversation",
    "document": "document",
    "data": "figures",
}


def evidence_by_kind(material: ReportMaterial) -> list[Block]:
    """Return the last chapter of a report for the school: the evidence as number and kind only."""
    kinds = {note.record_id: SOURCE_WORDS[note.source] for note in material.notes}
    listed = [(str(number), kinds[note_id].capitalize()) for note_id, number in material.numbers.items()]
    if not listed or not material.numbered:
        return []
    columns = 4 if len(listed) > 24 else 3 if len(listed) > 12 else 1
    listed += [("", "")] * (-len(listed) % columns)
    rows = tuple(
        tuple(plain(word) for pair in listed[at : at + columns] for word in pair)
        for at in range(0, len(listed), columns)
    )
    return [
        Heading(1, "The evidence, by number and kind"),
        Paragraph(
            plain(
                "A number in square brackets points to one piece of evidence. This list says of which kind it is. "
                "Who said it, where and when stays in the team’s working notes until they are deleted."
            )
        ),
        Table(("Number" if columns < 4 else "No.", "Kind") * columns, rows, widths=(1.0, 2.0) * columns),
    ]


def compose_report(
    material: ReportMaterial, evidence: Callable[[ReportMaterial], list[Block]] = evidence_by_kind
) -> Document:
    """Return the full report: cover, contents, chapters, and the evidence.

    Its first numbered chapter is what became of the last review; the lead's words before it bear no number.

    Args:
        material: what it may say.
        evidence: makes the last chapter.
    """
    chapters = _numbered([*_chapters(material), evidence(material)])
    front = [*opening_of(material), *in_short(material)]
    changed = what_changed(material)
    blocks: list[Block] = [
        cover_of(material),
        *changed,
        Contents(depth=_depth([*front, *chapters])),
        PageBreak(),
        *front,
        *chapters,
    ]
    return Document(
        title=material.title,
        school=material.review.school_name,
        dates=material.dates,
        state=material.state,
        state_line=state_line(material),
        author=team_line(material.members),
        blocks=tuple(blocks),
        practice=material.practice,
    )


def _numbered(chapters: list[list[Block]]) -> list[Block]:
    blocks: list[Block] = []
    number = 0
    for block in (block for chapter in chapters for block in chapter):
        if isinstance(block, Heading) and block.level == 1:
            number += 1
            blocks.append(Heading(1, f"{number} {block.text}"))
        else:
            blocks.append(block)
    return blocks


def _depth(blocks: list[Block]) -> int:
    """Return how deep the contents go: small headings that return in each chapter would tell nobody where to look."""
    small = [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]
    return 2 if len(set(small)) == len(small) else 1


def _chapters(material: ReportMaterial) -> list[list[Block]]:
    """Return the parts of the report in the order of the framework, then those that it does not name.

    The opening is none of them: it stands before all that is numbered.
    """
    asked = [question_chapter(material, question) for question in in_order(material.questions)]
    parts: dict[Place, list[list[Block]]] = {
        "opening": [],
        "last_review": [_last_review(material)],
        "question": [*asked, where_the_school_stands(material)],
        "sharing": [sharing_chapter(material), _response(material)],
        "how": _how_and_now(material),
    }
    order = dict.fromkeys((*(part.place for part in material.outline), *PLACES))
    return [chapter for place in order for chapter in parts[place]]


def _response(material: ReportMaterial) -> list[Block]:
    """Return what the school says to the final report, in its own words."""
    reply = material.reply
    if material.state != "final" or reply is None or not reply.words.strip():
        return []
    return [
        Heading(1, RESPONSE),
        Paragraph(plain("These are the headteacher’s own words, as they were given to the team."), tone="caption"),
        *(Paragraph(plain(line)) for line in reply.words.splitlines() if line.strip()),
    ]


def _how_and_now(material: ReportMaterial) -> list[list[Block]]:
    """Return how the review was done and what happens now.

    It is one chapter where the framework has a heading for it, and all the lead's where she wrote it.
    """
    now = [Paragraph(runs_of(what_happens_now(material))), *_for_the_workshop(material)]
    if material.heading("how", ""):
        told = [] if material.at("how") else [Heading(2, "What happens now"), *now]
        return [[*_how(material), *told]]
    return [[Heading(1, "What happens now"), *now], _how(material)]


def _for_the_workshop(material: ReportMaterial) -> list[Block]:
    """Return what the team wondered, together, where the lead has not told the questions in their own words."""
    asked = in_order(material.questions)
    if any(material.at("question", question.record_id) for question in asked):
        return []
    wondered = [f.wondering for q in asked for f in material.findings_of(q.record_id) if f.wondering.strip()]
    if not wondered:
        return []
    items = tuple(runs_of(material.show(words)) for words in wondered)
    return [Paragraph(plain("For your workshop, if you find them useful:")), Bullets(items)]


def _last_review(material: ReportMaterial) -> list[Block]:
    actions = in_order(material.previous_actions)
    rows = tuple(
        (
            plain(a.text),
            (Run((a.state or "not looked at").capitalize(), bold=True),),
            runs_of(material.show(with_evidence(a))),
        )
        for a in actions
    )
    table = [Table(("Action", "Where it stands", "What we saw"), rows, widths=(0.34, 0.18, 0.48))] if rows else []
    words = list(own_words(material, "last_review"))
    heading = Heading(1, material.heading("last_review", "Since the last review"))
    return [heading, *words[:1], *table, *words[1:]] if table or words else []


def _how(material: ReportMaterial) -> list[Block]:
    heading = Heading(1, material.heading("how", "How the review was done"))
    told = list(own_words(material, "how")) or [Paragraph(runs_of(_how_in_short(material)))]
    figure = figure_of_what_was_done(material)
    return [heading, *told[:1], *figure, *told[1:], Paragraph(plain(not_for_appraisal(material)))]


def _how_in_short(material: ReportMaterial) -> str:
    team = team_line(material.members)
    said = [
        f"The team was {team}." if team else "",
        activities_in_words(Counter(a.kind for a in material.activities if not a.not_done)),
        _joint(material),
        evidence_line(material),
    ]
    return " ".join(part for part in said if part)


def _joint(material: ReportMaterial) -> str:
    joint = sum(bool(one.joint_with) for one in material.activities if not one.not_done)
    if not joint:
        return ""
    times = "once" if joint == 1 else f"in {number_in_words(joint)} of these"
    return f"A colleague of the school came with us {times}."
