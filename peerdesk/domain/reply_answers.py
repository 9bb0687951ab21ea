"""What a reply sheet that came back says, held against the review: what is clear, and what has to be asked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from peerdesk.domain.dates import read_days
from peerdesk.domain.document import Heading, Paragraph, words_of
from peerdesk.domain.kinds import RELEASES, Release
from peerdesk.domain.material import ReportMaterial
from peerdesk.domain.outcome import Finding, Recognises
from peerdesk.domain.reply_sheet import (
    ANSWERS,
    ASKED,
    BECAUSE,
    EACH,
    Choose,
    PlaceName,
    ReplySheet,
    Write,
    asked_findings,
    read_place_name,
    stands_for,
)
from peerdesk.errors import ReplySheetError

_SHORT = 60  # letters of somebody else's words in a sentence of ours
_EVERYBODY = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class FindingAnswer:
    """What the head says of one finding."""

    finding: str
    says: Recognises | Literal[""] = ""
    words: str = ""
    travels: Literal["yes", "no", ""] = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ticked or written."""
        return not (self.says or self.words or self.travels)


@dataclass(frozen=True)
class HeadsAnswer:
    """What the head answers.

    Attributes:
        what: may go to the partnership; "" if she did not say.
        words: by what was asked, a key of `ASKED`.
        who: her name and role as she wrote them.
        day: `YYYY-MM-DD`, or "".
    """

    findings: tuple[FindingAnswer, ...] = ()
    what: Release | Literal[""] = ""
    words: Mapping[str, str] = field(default_factory=dict)
    who: str = ""
    day: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether she ticked and wrote nothing."""
        return not self.what and all(one.is_empty for one in self.findings) and not any(self.words.values())


@dataclass(frozen=True)
class SheetLook:
    """What is on a sheet.

    Attributes:
        answer: as far as it is clear.
        unclear: a sentence for each thing that somebody has to look at.
        each: it asks of each finding whether it may go to the partnership.
        could_be_read: it has places that were filled in; else it is a picture of paper.
    """

    answer: HeadsAnswer
    unclear: tuple[str, ...] = ()
    each: bool = False
    could_be_read: bool = True


def look_at_sheet(
    material: ReportMaterial,
    sheet: ReplySheet,
    ticked: Mapping[str, Sequence[str]],
    written: Mapping[str, str],
    beside: Sequence[str] = (),
    today: str = "",
) -> SheetLook:
    """Return what a sheet says of this review.

    Args:
        material: of the report as it is now.
        sheet: as it would be made now.
        ticked: values of the boxes that are ticked, by the name of their place.
        written: words, by the name of their place.
        beside: paragraphs that stand outside the places.
        today: `YYYY-MM-DD`, to understand a day without a year.

    Raises:
        ReplySheetError: it is a sheet of another review.
    """
    reader = _Reader(material, ticked, written)
    if not reader.places:
        said = "Nothing on it can be read by itself: it may have been printed and scanned. Type what is on the paper."
        return SheetLook(HeadsAnswer(), (said,), could_be_read=False)
    answer = reader.answer(today)
    more = [f"There is more on the sheet: “{_short(one)}”" for one in _new_in(beside, sheet)]
    return SheetLook(answer, (*reader.unclear, *more), reader.asks_each)


class _Reader:
    """One reading: what cannot be told is gathered on the way."""

    def __init__(
        self, material: ReportMaterial, ticked: Mapping[str, Sequence[str]], written: Mapping[str, str]
    ) -> None:
        named = {name: place for name in (*ticked, *written) if (place := read_place_name(name))}
        own = {name: place for name, place in named.items() if material.review.scope.startswith(place.scope)}
        if named and not own:
            raise ReplySheetError(
                "This sheet answers another review.", "Open that review, and read the sheet there.", detail=""
            )
        self.places = own
        self.unclear: list[str] = []
        self.asks_each = any(place.what == "travels" for place in own.values())
        self._ticked, self._written = ticked, written
        self._findings = {
            finding.record_id: (number, finding) for number, finding in enumerate(asked_findings(material), 1)
        }

    def answer(self, today: str) -> HeadsAnswer:
        """Return what is clear."""
        self._look_for_lost()
        findings = tuple(self._finding(number, finding) for number, finding in self._findings.values())
        day = self._words("day")
        read = read_days(day, today) if day and today else ()
        return HeadsAnswer(
            tuple(one for one in findings if not one.is_empty),
            cast("Release | Literal['']", self._one("what", [*RELEASES], "what may go to the partnership")),
            {asked: words for asked in ASKED if (words := self._words(asked))},
            self._words("who"),
            read[0] if len(read) == 1 else "",
        )

    def _finding(self, number: int, finding: Finding) -> FindingAnswer:
        about, of = f"finding {number}", finding.record_id
        says = self._one("says", [*ANSWERS], about, of)
        words, travels = (
            self._words("words", of),
            self._one("travels", ["yes", "no"], f"{about} and the partnership", of),
        )
        if (says or words or travels) and self._reads_otherwise(finding):
            self.unclear.append(f"Finding {number} reads otherwise now than on this sheet.")
        if words and not says and not self._is_unsure("says", of):
            self.unclear.append(f"Finding {number} has words and no tick.")
        return FindingAnswer(
            of, cast("Recognises | Literal['']", says), words, cast("Literal['yes', 'no', '']", travels)
        )

    def _look_for_lost(self) -> None:
        """Gather what was said of findings that are not in the report any more."""
        lost = {place.finding for place in self.places.values() if place.finding and not self._known(place)}
        for finding in sorted(lost):
            names = [name for name, place in self.places.items() if place.finding == finding]
            said = [
                word for name in names for word in (*self._ticked.get(name, ()), self._written.get(name, "")) if word
            ]
            if said:
                words = _short(", ".join(_ticks_in_words(one) for one in said if one))
                self.unclear.append(f"Something was said of a finding that is no longer in the report: “{words}”")

    def _known(self, place: PlaceName) -> bool:
        return any(one.startswith(place.finding) for one in self._findings)

    def _reads_otherwise(self, finding: Finding) -> bool:
        said = {place.said for place in self.places.values() if self._is_about(place, finding.record_id)}
        return bool(said) and stands_for(finding) not in said

    def _one(self, what: str, values: Sequence[str], about: str, finding: str = "") -> str:
        """Return the one value that is ticked, "" for none or for several, which is unclear."""
        by_word = {"".join(value.split()): value for value in values}
        on = self._on(what, finding)
        if len(on) > 1:
            self.unclear.append(f"Two ticks on {about}: which did she mean?")
        return by_word.get(next(iter(on)), "") if len(on) == 1 else ""

    def _is_unsure(self, what: str, finding: str) -> bool:
        return len(self._on(what, finding)) > 1

    def _on(self, what: str, finding: str) -> set[str]:
        names = self._names(what, finding)
        return {value for name in names for value in self._ticked.get(name, ())}

    def _words(self, what: str, finding: str = "") -> str:
        said = dict.fromkeys(self._written.get(name, "").strip() for name in self._names(what, finding))
        return "\n".join(one for one in said if one)

    def _names(self, what: str, finding: str = "") -> Iterator[str]:
        for name, place in self.places.items():
            if place.what == what and (self._is_about(place, finding) if finding else not place.finding):
                yield name

    @staticmethod
    def _is_about(place: PlaceName, finding: str) -> bool:
        return bool(place.finding) and finding.startswith(place.finding)


def _new_in(beside: Sequence[str], sheet: ReplySheet) -> list[str]:
    """Return the paragraphs that the sheet did not bring along."""
    ours = [_bare(one) for one in _own_words(sheet)]
    found = (one for one in dict.fromkeys(beside) if _bare(one))
    return [one for one in found if not any(_bare(one) in own or own == _bare(one) for own in ours)]


def _own_words(sheet: ReplySheet) -> Iterator[str]:
    yield from (sheet.about.title, sheet.about.dates, sheet.about.state_line, EACH, BECAUSE)
    for block in sheet.blocks:
        match block:
            case Heading(text=text, label=label):
                yield f"{text} ({label})"
            case Paragraph(text=text):
                yield words_of(text)
            case Choose(asked=asked, options=options):
                yield " ".join([asked, *(words for _, words in options)])
            case Write(asked=asked):
                yield asked


def _bare(text: str) -> str:
    return _EVERYBODY.sub(" ", text).casefold().strip()


def _ticks_in_words(value: str) -> str:
    by_word = {"".join(one.split()): words for one, words in ANSWERS.items()}
    return by_word.get(value, value)


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _SHORT else said[: _SHORT - 1].rstrip() + "…"
