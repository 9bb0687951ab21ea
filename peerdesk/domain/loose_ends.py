"""What is worth a second look before a report goes out, asked gently; nothing of it stops anybody."""

import re
from collections.abc import Iterator, Sequence

from peerdesk.domain.outcome import Finding, Section
from peerdesk.domain.review import Record

_SENTENCE = re.compile(r"(?<=[.!?…])[”’\")]*\s+(?=[\"“‘(*\[]*[A-Z])")
_OPINION = re.compile(r"^[*“]*(?:We\b|It may\b|Perhaps\b|There may\b|This section stands on\b)")


def uncited_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences that stand on no note.

    A sentence stands on what it cites, or the one before or after it in the same paragraph. Questions, what is openly
    our opinion or says what we did, headings and bullets are passed over.
    """
    return tuple(
        sentence
        for paragraph in re.split(r"\n\s*\n", text)
        if not paragraph.lstrip().startswith(("### ", "- ", "*What we did"))
        for sentence in _alone(_SENTENCE.split(" ".join(paragraph.split())))
        if _claims(sentence)
    )


def _alone(sentences: Sequence[str]) -> Iterator[str]:
    """Yield the sentences that neither cite nor have a neighbour that does."""
    cites = ["[[" in sentence for sentence in sentences]
    for at, sentence in enumerate(sentences):
        if not any(cites[max(at - 1, 0) : at + 2]):
            yield sentence


def loose_ends(sections: Sequence[Section], findings: Sequence[Finding], records: Sequence[Record]) -> tuple[str, ...]:
    """Return what to look at, each as a question.

    Args:
        sections: that are written; those on the questions are read for sentences without a note.
        findings: all.
        records: everything that stands in the report.
    """
    return tuple(_ends(sections, findings, records))


def _ends(sections: Sequence[Section], findings: Sequence[Finding], records: Sequence[Record]) -> Iterator[str]:
    uncited = sum(len(uncited_sentences(one.text)) for one in sections if one.place == "question")
    if uncited:
        yield f"{_some(uncited, 'sentence cites', 'sentences cite')} no note: is that as you mean it?"
    disagreed = sum(not one.agreed for one in findings)
    if disagreed:
        yield f"{_some(disagreed, 'finding is', 'findings are')} not agreed by all: will you come back to it?"
    divided = sum(bool(one.two_versions) for one in records)
    if divided:
        yield f"{_some(divided, 'thing stands', 'things stand')} in two versions: which is it to be?"


def _claims(sentence: str) -> bool:
    bare = sentence.strip().rstrip('*”’")').rstrip()
    return bool(bare) and not bare.endswith(("?", ":")) and not _OPINION.match(bare)


def _some(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
