"""The conversation at the end of the day: what the head is shown, in which order, and what the head said."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from peerdesk.domain.citations import show_citations
from peerdesk.domain.order import sort_key
from peerdesk.domain.outcome import Finding, FindingKind, HeadsWord

OPENING, RECOGNISE, MISSED = "opening", "recognise", "missed"
"""What is shown that is no finding: how it begins, and the two questions in which it ends."""

KIND_ORDER: tuple[FindingKind, ...] = ("works_well", "think_about", "question", "worth_sharing")
Aside = Literal["", "no words", "not agreed", "held back", "left out"]
_NUMBER = re.compile(r"[ \u00a0]?\[\d{1,3}(?:,[ \u00a0]?\d{1,3})*\]")
_EMPHASIS = re.compile(r"\*(?=\S)([^*\n]+?)(?<=\S)\*")
_LINE_MARK = re.compile(r"^(?:###|-)\s+", re.MULTILINE)


@dataclass(frozen=True)
class FeedbackWords:
    """What PeerDesk says when the team sits down with the head.

    Attributes:
        opening, lines: how it begins; {school}, {team} and {questions} stand for what the plan says.
        leave: asks whether somebody may write down what the head says.
        recognise, missed: asked once, at the end.
    """

    opening: str
    lines: tuple[str, ...]
    leave: str
    recognise: str
    missed: str


@dataclass(frozen=True)
class Message:
    """What is shown of a finding: no sign, count or citation.

    Attributes:
        more: the paragraph and what to hold lightly, for whoever asks how we know.
    """

    finding: str
    kind: FindingKind
    title: str
    wondering: str
    more: tuple[str, ...]


def message_of(finding: Finding) -> Message:
    """Return what may be shown of a finding."""
    caution, dissent = as_said(finding.caution), as_said(finding.dissent)
    more = [as_said(one) for one in re.split(r"\n\s*\n", finding.text)]
    more += [f"We hold this lightly: {caution}"] if caution else []
    more += [f"One of us sees it otherwise: {dissent}"] if dissent else []
    said = tuple(filter(None, more))
    return Message(finding.record_id, finding.kind, as_said(finding.title), as_said(finding.wondering), said)


def as_said(text: str) -> str:
    """Return text as somebody says it: without citations, numbers of notes and marks of emphasis, in one line."""
    shown = _NUMBER.sub("", show_citations(text, {}))
    return " ".join(_EMPHASIS.sub(r"\1", _LINE_MARK.sub("", shown)).split())


def set_aside(finding: Finding, held_back: Collection[str], left_out: Collection[str]) -> Aside:
    """Return why a finding is not shown to the head; "" if it is.

    Args:
        finding: of the review.
        held_back: ids of findings that rest on what stays on this laptop.
        left_out: ids of those that the lead leaves out.
    """
    if finding.record_id in held_back:
        return "held back"
    if not as_said(finding.title):
        return "no words"
    if not finding.agreed:
        return "not agreed"
    return "left out" if finding.record_id in left_out else ""


def usual_order(findings: Sequence[Finding], questions: Sequence[str]) -> list[str]:
    """Return ids as they are shown unless somebody wishes otherwise: what works well first, by question.

    Args:
        findings: of the review.
        questions: ids of the plan's questions, in order.
    """

    def place(one: Finding) -> tuple[int, int, tuple[bool, str, str]]:
        asked = questions.index(one.question) if one.question in questions else len(questions)
        return KIND_ORDER.index(one.kind), asked, sort_key(one.order, one.record_id)

    return [one.record_id for one in sorted(findings, key=place)]


def arranged(usual: Sequence[str], wished: Sequence[str]) -> list[str]:
    """Return ids in the order that was wished; what nobody has placed yet follows what it usually follows.

    Args:
        usual: all that there are, in the usual order.
        wished: ids in an earlier order, some of which may be gone.
    """
    there = set(usual)
    order = [one for one in dict.fromkeys(wished) if one in there]
    placed = set(order)
    for at, one in enumerate(usual):
        if one not in placed:
            order.insert(order.index(usual[at - 1]) + 1 if at else 0, one)
            placed.add(one)
    return order


def moved(order: Sequence[str], which: str, to: int) -> list[str]:
    """Return the order with one of them at another place, from 0; beyond the ends it stops there."""
    rest = [one for one in order if one != which]
    at = min(max(to, 0), len(rest))
    return [*rest[:at], which, *rest[at:]]


def spoken(heard: Sequence[HeadsWord]) -> list[HeadsWord]:
    """Return what the head said in the conversation, in the order in which it was taken down.

    What was read from a reply sheet, or is an answer of that kind, is none of it.
    """
    said = [one for one in heard if one.words and not (one.says or one.travels or one.document) and one.about != "page"]
    return sorted(said, key=lambda one: (one.first_written_at, one.record_id))


def about_of(word: HeadsWord) -> str:
    """Return what was shown when the head said it: id of a finding, or one of the two questions."""
    return word.finding if word.about == "finding" else word.about


def heard_on(days: Sequence[str], today: str) -> str:
    """Return the day on which the head said what is typed today, perhaps from paper: the visit's last so far.

    Args:
        days: of the visit, `YYYY-MM-DD`.
        today: likewise.
    """
    return max((day for day in days if day <= today), default=today)


def opening_lines(words: FeedbackWords, said: Mapping[str, str]) -> list[str]:
    """Return the lines of the opening; one that would name what the plan does not say is left out."""
    return [
        line.format(**said)
        for line in words.lines
        if all(said.get(name) for name in ("school", "team", "questions") if f"{{{name}}}" in line)
    ]
