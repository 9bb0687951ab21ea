"""The parts of a report in reading order: the page for the head, then the report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.framework import OutlinePart
from peerdesk.domain.outcome import Section
from peerdesk.domain.review import Question

PAGE, REPORT = "The page for the head", "The report"
OURS = ("page", "how")
"""Places where the names of the team's own people are expected."""
_UNSAID = "Nothing is printed here while this is empty."


@dataclass(frozen=True)
class Part:
    """A place of the report that the lead can write in.

    Attributes:
        key: names it over refreshes, whether or not it has a section yet.
        group: PAGE or REPORT.
        word: its row in the outline.
        heading: above the text.
        meanwhile: what is printed while it is empty.
        title: what a new section there is called.
        section: what is written, or None.
    """

    key: str
    group: str
    word: str
    heading: str
    meanwhile: str
    place: str
    question: str = ""
    title: str = ""
    section: Section | None = None

    @property
    def is_written(self) -> bool:
        """Say whether it has words."""
        return self.section is not None and bool(self.section.text.strip())


def outline_of(plan: ReviewPlan, sections: Sequence[Section], outline: Sequence[OutlinePart] = ()) -> tuple[Part, ...]:
    """Return all parts; those of the report go and are headed as in `outline`, the framework's.

    Sections that have no part of their own come last in their group.
    """
    left = list(sections)
    parts = [_with_section(part, left) for part in (*_page(plan.questions), *_in_outline(plan.questions, outline))]
    parts += [_own(section) for section in left]
    return tuple(sorted(parts, key=lambda part: part.group == REPORT))


def first_of_groups(parts: Sequence[Part]) -> frozenset[str]:
    """Return the keys of the parts that begin a group."""
    firsts = {part.group: part.key for part in reversed(parts)}
    return frozenset(firsts.values())


def _page(questions: Sequence[Question]) -> Iterator[Part]:
    yield Part("page:thanks", PAGE, "To begin with", "To begin with", _UNSAID, "page")
    for number, question in enumerate(questions, 1):
        yield Part(
            f"page:{question.record_id}",
            PAGE,
            _name(question, number),
            f"{number} {question.text}",
            "While this is empty, the page prints the findings in a sentence each, and what we wondered.",
            "page",
            question.record_id,
        )
    for word, heading, does in (
        ("The last review", "Since the last review", "counts where last review’s actions stand"),
        ("Worth sharing", "Worth sharing, if you agree", "names what is worth sharing"),
        ("What happens now", "What happens now", "prints the dates from the plan"),
    ):
        meanwhile = f"While this is empty, the page {does}."
        yield Part(f"page:{_first(heading)}", PAGE, word, heading, meanwhile, "page", title=heading)


def _report(questions: Sequence[Question]) -> Iterator[Part]:
    yield Part("opening", REPORT, "To the school", "To the school", _UNSAID, "opening", title="To the school")
    last = "Since the last review"
    yield Part(
        "last_review", REPORT, "The last review", last, "While this is empty, only the table is printed.", "last_review"
    )
    for number, question in enumerate(questions, 1):
        yield Part(
            f"question:{question.record_id}",
            REPORT,
            _name(question, number),
            f"{number} {question.text}",
            "While this is empty, the report prints the findings as they stand.",
            "question",
            question.record_id,
        )
    sharing = "While this is empty, the report prints the findings that are worth sharing."
    yield Part("sharing", REPORT, "Worth sharing", "Worth sharing, if you agree", sharing, "sharing")
    how = "While this is empty, the report says how it was done from the plan."
    yield Part("how", REPORT, "How it was done", "How the review was done", how, "how")


def _in_outline(questions: Sequence[Question], outline: Sequence[OutlinePart]) -> list[Part]:
    headings: dict[str, str] = {part.place: part.title for part in outline}
    order = list(headings)
    parts = [_headed(part, headings.get(part.place, "")) for part in _report(questions)]
    return sorted(parts, key=lambda part: order.index(part.place) if part.place in headings else len(order))


def _headed(part: Part, heading: str) -> Part:
    """Return a part under the framework's heading; a question is a heading of its own."""
    if not heading or part.question or heading == part.heading:
        return part
    return replace(part, heading=heading, title=heading if part.title else "")


def _with_section(part: Part, left: list[Section]) -> Part:
    """Return a part with its section, which is then taken out of those that are left."""
    for section in left:
        if _belongs(part, section):
            left.remove(section)
            return Part(**{**vars(part), "section": section})
    return part


def _belongs(part: Part, section: Section) -> bool:
    if part.place != section.place or part.question != section.question:
        return False
    return part.place != "page" or bool(part.question) or _first(part.title) == _first(section.title)


def _own(section: Section) -> Part:
    """Return a part for a section that no other part shows: a second one at a place, or one of a question gone."""
    word = section.title or "More words"
    group = PAGE if section.place == "page" else REPORT
    key = f"section:{section.record_id}"
    return Part(key, group, word, word, _UNSAID, section.place, section.question, section.title, section)


def _first(title: str) -> str:
    return title.split(" ", 1)[0].casefold()


def _name(question: Question, number: int) -> str:
    return f"{number} {question.short_name}" if question.short_name else f"Question {number}"
