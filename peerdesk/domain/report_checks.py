"""What is worth a second look before a report goes out: each a question, at its place. None of it stops anybody."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from peerdesk.domain.document import words_of
from peerdesk.domain.evidence import Picture
from peerdesk.domain.outcome import Finding, HeadsWord, ReportState
from peerdesk.domain.review import Record
from peerdesk.domain.section_text import Line, lines_of
from peerdesk.domain.wording import WordMark

CheckKind = Literal[
    "safety",
    "leave out",
    "name",
    "one person",
    "two versions",
    "not agreed",
    "gone",
    "uncited",
    "word",
    "alt text",
    "spelling",
]
CHECK_KINDS: tuple[CheckKind, ...] = get_args(CheckKind)
ON_THE_DAY: frozenset[CheckKind] = frozenset({"safety", "name", "one person"})
ASKS: Mapping[CheckKind, str] = {
    "safety": "Is this about somebody’s safety?",
    "leave out": "The head asked to leave this out: will you?",
    "name": "Is this somebody’s name?",
    "one person": "Is this one person at this school?",
    "two versions": "It stands in two versions: which is it to be?",
    "not agreed": "Not agreed by all of you: will you come back to it?",
    "gone": "A note that it stands on is not here any more: does it still stand?",
    "uncited": "It cites no note: is that as you mean it?",
    "word": "Might this sound like a verdict?",
    "alt text": "What does this picture show, for somebody who cannot see it?",
    "spelling": "Is it spelt as you mean it?",
}
_COUNTED: Mapping[CheckKind, tuple[str, str]] = {
    "safety": ("text may be about somebody’s safety: is it?", "texts may be about somebody’s safety: are they?"),
    "leave out": ("finding was to be left out: will you?", "findings were to be left out: will you?"),
    "name": ("word may be somebody’s name: is it?", "words may be somebody’s name: are they?"),
    "one person": ("place may point at one person: does it?", "places may point at one person: do they?"),
    "two versions": (
        "thing stands in two versions: which is it to be?",
        "things stand in two versions: which is it to be?",
    ),
    "not agreed": (
        "finding is not agreed by all: will you come back to it?",
        "findings are not agreed by all: will you come back to it?",
    ),
    "gone": (
        "sentence stands on a note that is gone: does it hold?",
        "sentences stand on notes that are gone: do they hold?",
    ),
    "uncited": ("sentence cites no note: is that as you mean it?", "sentences cite no note: is that as you mean it?"),
    "word": ("word may sound like a verdict: is it meant so?", "words may sound like a verdict: are they meant so?"),
    "alt text": (
        "picture is not described yet: what does it show?",
        "pictures are not described yet: what do they show?",
    ),
    "spelling": ("word is in no dictionary: is it meant so?", "words are in no dictionary: are they meant so?"),
}
_SENTENCE = re.compile(r"(?<=[.!?…])[”’\")]*\s+(?=[\"“‘(\[]*[A-Z])")
_OPINION = re.compile(r"^[“‘]*(?:We\b|It may\b|Perhaps\b|There may\b|This section stands on\b)")
_OWN = re.compile(r"^(?:We (?:wondered|mention|offer|ask)|What we wondered|One thing to look into)\b")
_SEEN_BY_US = re.compile(r"\b(?:stayed with|struck|surprised) us\b")
_CLAIMS = frozenset(
    {"always", "never", "all", "every", "none", "most", "many", "few", "because", "as a result of", "due to"}
)
_CITES = re.compile(r"\[(\d+(?:,[ \u00a0]\d+)*)\]")


@dataclass(frozen=True)
class ReportText:
    """One text of the report as somebody reads it.

    Attributes:
        about: kind and id of what holds it ("section" and its id), or the part where nothing is written yet.
        place: names it where a word may be left as it stands.
        text: with light marks, and numbers for the notes that it cites.
        stands_on_notes: each of its sentences should cite, or be openly an opinion.
        gone: numbers of notes that are cited and may not be used.
        with_team: the names of the team's own people are expected in it.
    """

    about: tuple[str, str]
    place: str
    text: str
    stands_on_notes: bool = False
    gone: frozenset[int] = frozenset()
    with_team: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines, in order."""
        return lines_of(self.text)

    @property
    def read(self) -> str:
        """Its letters as the editor shows them: a line each."""
        return "\n".join(words_of(line.words) for line in self.lines)


@dataclass(frozen=True)
class Check:
    """A question about one place of the report.

    Attributes:
        about: kind and id of what it is about: "section", "finding", "action", "note" and so on.
        words: those that it is about, as they are read.
        start, end: where they stand in the text as it is read; 0 and 0 for all of it.
        word: the mark of wording that it was made from.
        place: of the text, where a word may be left as it stands.
    """

    kind: CheckKind
    about: tuple[str, str]
    words: str
    start: int = 0
    end: int = 0
    word: WordMark | None = None
    place: str = ""

    @property
    def asks(self) -> str:
        """The question."""
        return ASKS[self.kind]

    @property
    def said_of(self) -> str:
        """What it is about and says, for a mark by which it is left."""
        return f"{' '.join(self.about)} {self.words}"


def of_words(text: ReportText, marks: Iterable[WordMark]) -> list[Check]:
    """Return marks of wording in a text as questions; who asks or wonders claims nothing for all or for most."""
    said = text.read
    return [
        Check(one.kind, text.about, one.words, one.start, one.end, one, text.place)
        for one in marks
        if not (one.kind == "word" and one.words.casefold() in _CLAIMS and _asks(said, one))
    ]


def _asks(said: str, mark: WordMark) -> bool:
    """Answer whether the sentence of a mark is a question, wonders, or gives our own reason."""
    begins = said.rfind("\n", 0, mark.start) + 1
    ends = said.find("\n", mark.end)
    line = said[begins : ends if ends >= 0 else len(said)]
    for start, end in _sentences(line):
        if start <= mark.start - begins < end:
            sentence = line[start:end]
            return sentence.rstrip('”’")').endswith("?") or _OWN.match(sentence) is not None
    return False


def of_notes(text: ReportText) -> Iterator[Check]:
    """Yield the sentences that stand on no note, and those that stand on one which is gone.

    A sentence stands on what it cites, or the one before or after it in the same paragraph. Questions, what is openly
    our opinion or says what we did, headings and bullets are passed over.
    """
    at = 0
    for line in text.lines:
        said = words_of(line.words)
        sentences = list(_sentences(said))
        for start, end in sentences:
            if any(int(one) in text.gone for one in _cited(said[start:end])):
                yield Check("gone", text.about, said[start:end], at + start, at + end)
        if text.stands_on_notes and line.kind == "text" and not said.startswith("What we did"):
            lead_in = len(line.words[0].text.rstrip()) if line.words and line.words[0].italic else 0
            for start, end in _alone(said, sentences):
                if end > lead_in and _claims(said[start:end]):
                    yield Check("uncited", text.about, said[start:end], at + start, at + end)
        at += len(said) + 1


def quick_checks(
    texts: Iterable[ReportText], findings: Sequence[Finding], records: Sequence[Record]
) -> Iterator[Check]:
    """Yield what is asked before somebody signs: all that needs no lists of words."""
    yield from of_records(records, {type(one).__name__: "" for one in records})
    yield from of_findings(findings, ())
    for text in texts:
        yield from of_notes(text)


def of_records(records: Iterable[Record], kinds: Mapping[str, str]) -> Iterator[Check]:
    """Yield what stands in two versions; `kinds` names the kind of each record by its class."""
    for one in records:
        if one.two_versions:
            yield Check("two versions", (kinds[type(one).__name__], one.record_id), _first_words(one))


def of_findings(findings: Sequence[Finding], heard: Sequence[HeadsWord]) -> Iterator[Check]:
    """Yield findings that are not agreed, and those that the head, when she last spoke of them, asked to leave out."""
    last = {one.finding: one.says for one in sorted(heard, key=lambda one: one.heard_on) if one.finding and one.says}
    for finding in findings:
        about = ("finding", finding.record_id)
        if last.get(finding.record_id) == "leave out":
            yield Check("leave out", about, _first_words(finding))
        if not finding.agreed:
            yield Check("not agreed", about, _first_words(finding))


def of_pictures(pictures: Iterable[Picture], cited: Collection[str]) -> Iterator[Check]:
    """Yield pictures of cited notes that nobody has described."""
    for one in pictures:
        if one.note in cited and not one.alt.strip():
            yield Check("alt text", ("note", one.note), "A picture")


def in_state(checks: Iterable[Check], state: ReportState) -> tuple[Check, ...]:
    """Return the questions that are asked in a state, the weightiest first: on the day what could do harm, no more."""
    asked = [one for one in checks if state != "on the day" or one.kind in ON_THE_DAY]
    return tuple(sorted(asked, key=lambda one: CHECK_KINDS.index(one.kind)))


def counted(checks: Iterable[Check]) -> tuple[str, ...]:
    """Return how many there are of each kind, each as one question."""
    sums = [(kind, len(list(own))) for kind, own in groupby(in_state(checks, "final"), lambda one: one.kind)]
    return tuple(f"{number} {_COUNTED[kind][number > 1]}" for kind, number in sums)


def _sentences(said: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _SENTENCE.finditer(said):
        end = gap.start() + len(gap[0].rstrip())
        yield start, end
        start = gap.end()
    if start < len(said):
        yield start, len(said)


def _alone(said: str, sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the sentences that neither cite nor have a neighbour that does."""
    cites = [bool(_cited(said[start:end])) for start, end in sentences]
    for at, place in enumerate(sentences):
        if not any(cites[max(at - 1, 0) : at + 2]):
            yield place


def _cited(sentence: str) -> list[str]:
    return [number for match in _CITES.finditer(sentence) for number in re.findall(r"\d+", match[1])]


def _claims(sentence: str) -> bool:
    bare = sentence.strip().rstrip('”’")').rstrip()
    opinion = _OPINION.match(bare) or _SEEN_BY_US.search(bare)
    return bool(bare) and not bare.endswith(("?", ":")) and not opinion


def _first_words(record: Record) -> str:
    for name in ("title", "text", "name", "school_name"):
        said = " ".join(str(getattr(record, name, "") or "").split())
        if said:
            return said if len(said) <= 80 else f"{said[:79].rstrip()}…"
    return ""
