"""The report as it was handed over, time and again: what it said then, and what it says otherwise since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from peerdesk.domain.history import HistoryLine
from peerdesk.domain.outcome import Edition, Finding, Section
from peerdesk.domain.section_text import Line, LineKind, lines_of

TOLD: Mapping[str, tuple[str, ...]] = {
    "section": ("title", "text"),
    "finding": ("title", "text", "caution", "wondering", "dissent"),
}
"""What is told of each kind."""


@dataclass(frozen=True)
class Difference:
    """A part of the report that says something else.

    Attributes:
        kind: "section" or "finding".
        before, after: its words, with ids for the notes that they cite; "" where it was not there.
    """

    kind: Literal["section", "finding"]
    record_id: str
    before: str
    after: str


def said_at(lines: Sequence[HistoryLine], names: Sequence[str], at: str) -> str:
    """Return what some fields of a record said at a time, a paragraph each; "" if it was not there.

    Args:
        lines: all that was done to it, the newest first, as `history` gives it.
        names: of fields, in the order in which they are told.
        at: `YYYY-MM-DDTHH:MM:SSZ`; what was written in that second counts.
    """
    then = [one for one in lines if one.when <= at and one.standing != "held"]
    gone = next((one.deleted for one in then if not one.field), False)
    if gone:
        return ""
    said = (next((one.after for one in then if one.field == name), None) for name in names)
    return "\n\n".join(words for one in said if (words := str(one or "").strip()))


def begun_at(lines: Sequence[HistoryLine], name: str = "text") -> str:
    """Return when a field first had words, `YYYY-MM-DDTHH:MM:SSZ`; "" if it never had."""
    return next((one.when for one in reversed(lines) if one.field == name and str(one.after or "").strip()), "")


def is_open(edition: Edition) -> bool:
    """Answer whether this is a correction that was said and is not handed over yet."""
    return bool(edition.what_changed) and not edition.pdf


def corrects(editions: Sequence[Edition], *, stale: bool) -> bool:
    """Answer whether what goes out next corrects a report that was final, and nobody has said yet what changed.

    Args:
        editions: what was handed over.
        stale: what was signed, if anything, is not what the report says now.
    """
    return stale and any(one.state == "final" and one.pdf for one in editions) and not any(map(is_open, editions))


def next_state(editions: Sequence[Edition]) -> Literal["on the day", "for checking", "final"]:
    """Return the state in which the report will go out next, as far as it has gone."""
    states = {one.state for one in editions if one.pdf}
    if "for checking" in states or "final" in states:
        return "final"
    return "for checking" if "on the day" in states else "on the day"


def taken_over(section: Section, before: str, after: str) -> str:
    """Return a section in which a finding stands as it says now.

    Args:
        section: as the lead has it.
        before: the finding's paragraphs as the section began with them; where they still stand, they are replaced.
        after: the finding's paragraphs of now; at the end, where the lead has written them anew.
    """
    text = section.text
    old, new = before.split("\n\n"), after.split("\n\n")
    if all(part in text for part in old):
        text = text.replace(old[0], "\n\n".join(new), 1)
        for part in old[1:]:
            text = text.replace(f"\n\n{part}", "", 1)
        return text
    left = [part for part in new if part not in text]
    return "\n\n".join(part for part in (text.strip(), *left) if part)


def is_told(finding: Finding, text: str, before: Finding) -> bool:
    """Answer whether a text says what a finding says now; its title too, where that is another than before."""
    words = " ".join(line_words(lines_of(text)).split())
    title = finding.title if finding.title.strip() != before.title.strip() else ""
    said = (one for one in (title, finding.text, finding.wondering) if one)
    return all(" ".join(line_words(lines_of(one)).split()) in words for one in said)


def line_words(lines: Sequence[Line], kinds: frozenset[LineKind] = frozenset({"text", "bullet", "heading"})) -> str:
    """Return the letters of lines, one space between each."""
    return " ".join("".join(run.text for run in line.words) for line in lines if line.kind in kinds)
