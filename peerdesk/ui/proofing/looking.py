"""What a job finds in texts, paragraph by paragraph; what said the same a moment ago is not looked at again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from peerdesk.desk.spelling import MOST_LETTERS, Spelling
from peerdesk.desk.wording import ReviewWords
from peerdesk.domain.wording import MarkKind, Reader, WordMark

_MOST_PARAGRAPHS = 2000  # of which it is remembered what was found


@dataclass(frozen=True)
class Text:
    """A text as it stood, and what to look for in it."""

    text: str
    kinds: tuple[MarkKind, ...]
    with_team: bool


@dataclass(frozen=True)
class Looked:
    """What was found in a text; `spelt`: spelling was looked at too."""

    text: str
    marks: tuple[WordMark, ...]
    spelt: bool

    def without_spelling(self, word: str) -> "Looked":
        """Return what is left once this word is right."""
        same = word.casefold()
        marks = tuple(one for one in self.marks if one.kind != "spelling" or one.words.casefold() != same)
        return replace(self, marks=marks)


class Looking:
    """Looks at the texts of one page, in one job at a time."""

    def __init__(self) -> None:
        """Have found nothing yet."""
        self._found: dict[tuple[Reader, str, tuple[MarkKind, ...]], tuple[WordMark, ...]] = {}

    def look(
        self, texts: Sequence[Text], words: ReviewWords, spelling: Spelling | None, step: Callable[[int, int], object]
    ) -> list[Looked]:
        """Look at texts, each as far as MOST_LETTERS.

        Args:
            texts: as they stand.
            words: what is known of the review.
            spelling: looks at spelling too; None leaves it.
            step: told how far it is; raises Cancelled when somebody types on.
        """
        looked = []
        for at, one in enumerate(texts):
            step(at, len(texts))
            reader, start = words.with_team if one.with_team else words.reader, 0
            marks: list[WordMark] = []
            for paragraph in one.text[:MOST_LETTERS].split("\n"):
                step(at, len(texts))
                marks += [mark.moved(start) for mark in self._in_paragraph(reader, paragraph, one.kinds)]
                start += len(paragraph) + 1
            if spelling is not None and "spelling" in one.kinds:
                marks += spelling.look(one.text, words.accepted)
            looked.append(Looked(one.text, tuple(marks), spelt=spelling is not None))
        return looked

    def _in_paragraph(self, reader: Reader, paragraph: str, kinds: tuple[MarkKind, ...]) -> tuple[WordMark, ...]:
        key = (reader, paragraph, kinds)
        if key not in self._found:
            if len(self._found) >= _MOST_PARAGRAPHS:
                self._found.clear()
            self._found[key] = reader.look(paragraph, kinds)
        return self._found[key]
