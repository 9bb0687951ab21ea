"""Citations in text: `[[id id]]` as it is kept, `[4, 5]` as it is read."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from peerdesk.domain.evidence import Note
from peerdesk.domain.outcome import Citation, Finding, Section
from peerdesk.domain.review import PreviousAction

_KEPT = re.compile(r"(?P<space>[ \u00a0]?)\[\[(?P<ids>[0-9a-f]+(?: [0-9a-f]+)*)\]\]")
_SHOWN = re.compile(r"\[(?P<numbers>\d{1,9}(?:,[ \u00a0]\d{1,9})*)\]")


def cited_in(text: str) -> tuple[str, ...]:
    """Return the ids that a text cites, in reading order, each as often as it is cited."""
    return tuple(note_id for match in _KEPT.finditer(text) for note_id in match["ids"].split(" "))


def show_citations(text: str, numbers: Mapping[str, int]) -> str:
    """Return text with numbers for ids, in the order in which they are cited.

    An id without a number (its note was withheld or deleted) is left out; `lost_citations` names it.
    """

    def show(match: re.Match[str]) -> str:
        known = [str(numbers[i]) for i in match["ids"].split(" ") if i in numbers]
        return f"{match['space']}[{', '.join(known)}]" if known else ""

    return _KEPT.sub(show, text)


def lost_citations(text: str, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """Return the ids that `show_citations` leaves out, each once."""
    return tuple(dict.fromkeys(i for i in cited_in(text) if i not in numbers))


def keep_citations(text: str, ids_by_number: Mapping[int, str]) -> str:
    """Return text with ids for numbers: the inverse of `show_citations`.

    A bracket that holds a number nobody has given stays as it was typed.
    """

    def keep(match: re.Match[str]) -> str:
        found = [ids_by_number.get(int(number)) for number in re.split(r",[ \u00a0]", match["numbers"])]
        return f"[[{' '.join(i for i in found if i)}]]" if all(found) else match[0]

    return _SHOWN.sub(keep, text)


def replace_cited(text: str, other: Callable[[str], str]) -> str:
    """Return text that cites other notes: for each id what `other` answers; in one bracket each stands once."""

    def swap(match: re.Match[str]) -> str:
        ids = dict.fromkeys(other(one) for one in match["ids"].split(" "))
        return f"{match['space']}[[{' '.join(ids)}]]"

    return _KEPT.sub(swap, text)


def number_evidence(
    sections: Sequence[Section],
    findings: Sequence[Finding],
    citations: Iterable[Citation],
    notes: Iterable[Note],
    questions: Sequence[str] = (),
    actions: Sequence[PreviousAction] = (),
) -> dict[str, int]:
    """Return a number from 1 for each cited note, in the order in which a reader first meets it.

    Args:
        sections: in the report's order; the opening and the last review are read first, then question by
            question the section and its findings, then the rest.
        findings: of a question, in their order. What a finding only lists comes after what its text cites, the
            notes that point the other way last.
        citations: all that there are; those of other findings are passed over.
        notes: those that the report may use; others get no number.
        questions: their ids in order; those that are not named come after, as they are met.
        actions: of the last review, in order; they are read after the opening.
    """
    seen_at = {note.record_id: note.seen_at for note in notes}
    linked = _linked(citations, seen_at)
    pieces = _reading_order(sections, findings, questions, actions)
    met = dict.fromkeys(note_id for piece in pieces for note_id in _cited_by(piece, linked))
    return {note_id: number for number, note_id in enumerate((i for i in met if i in seen_at), 1)}


def _linked(citations: Iterable[Citation], seen_at: Mapping[str, str]) -> Callable[[str], list[str]]:
    links = sorted(citations, key=lambda link: (link.way == "against", seen_at.get(link.note, ""), link.note))
    found: dict[str, list[str]] = {}
    for link in links:
        found.setdefault(link.finding, []).append(link.note)
    return lambda finding_id: found.get(finding_id, [])


def with_evidence(action: PreviousAction) -> str:
    """Return what was seen of an action, citing at its end the notes it stands on that its words do not cite."""
    said = set(cited_in(action.what_we_saw))
    rest = " ".join(note_id for note_id in action.evidence if note_id not in said)
    return f"{action.what_we_saw} [[{rest}]]".lstrip() if rest else action.what_we_saw


def _cited_by(piece: Section | Finding | PreviousAction, linked: Callable[[str], list[str]]) -> Iterator[str]:
    yield from cited_in(with_evidence(piece) if isinstance(piece, PreviousAction) else piece.text)
    if isinstance(piece, Finding):
        yield from cited_in(piece.dissent)
        yield from cited_in(piece.caution)
        yield from cited_in(piece.wondering)
        yield from linked(piece.record_id)


def _reading_order(
    sections: Sequence[Section],
    findings: Sequence[Finding],
    questions: Sequence[str],
    actions: Sequence[PreviousAction],
) -> Iterator[Section | Finding | PreviousAction]:
    first = [s for place in ("opening", "last_review") for s in sections if s.place == place]
    middle = [s for s in sections if s.place == "question"]
    yield from (s for s in first if s.place == "opening")
    yield from actions
    yield from (s for s in first if s.place == "last_review")
    for question in dict.fromkeys([*questions, *(s.question for s in middle), *(f.question for f in findings)]):
        yield from (s for s in middle if s.question == question)
        yield from (f for f in findings if f.question == question)
    yield from (s for s in sections if s not in first and s not in middle)
