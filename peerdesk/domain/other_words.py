"""Other words that head and team agreed for a finding: what it said before, and which of the head's words led to it.

Both are written in one act: the finding's new words, and once more what the head's words are about. So a laptop that
has both knows that they belong together, and no field has to say it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peerdesk.domain.history import HistoryLine
from peerdesk.domain.outcome import HeadsWord

SHOWN = ("title", "text", "wondering")
"""Fields of a finding that are agreed with the head."""


@dataclass(frozen=True)
class OtherWords:
    """One field of a finding that was agreed in other words.

    Attributes:
        before, after: what it said and says, citations as they are kept.
        when: `YYYY-MM-DDTHH:MM:SSZ`.
        who: name of the key of who wrote it, or their name once a desk has looked it up.
        led_by: record id of what the head said before.
        said: the head's words.
    """

    finding: str
    field: str
    before: str
    after: str
    when: str
    who: str
    led_by: str
    said: str


def other_words(
    finding: str, lines: Sequence[HistoryLine], heard: Mapping[str, Sequence[HistoryLine]], said: Mapping[str, str]
) -> list[OtherWords]:
    """Return which fields of a finding were agreed in other words, the oldest first; what was taken back is none.

    Args:
        finding: its record id.
        lines: its history, the newest first, with names of keys.
        heard: the history of each thing that the head said about it, by record id.
        said: what the head said, by record id.
    """
    stamps = {
        (line.who, line.when): record_id
        for record_id, past in heard.items()
        for line in past
        if line.field == "finding" and line.before == line.after
    }
    found: list[OtherWords] = []
    for line in reversed(lines):
        led_by = stamps.get((line.who, line.when))
        if led_by is None or line.field not in SHOWN:
            continue
        before, after = str(line.before or ""), str(line.after or "")
        one = OtherWords(finding, line.field, before, after, line.when, line.who, led_by, said.get(led_by, ""))
        _add(found, one)
    return found


def led_by(words: HeadsWord) -> dict[str, str]:
    """Return what is said anew of the head's words in the act that they led to."""
    return {"finding": words.finding}


def _add(found: list[OtherWords], one: OtherWords) -> None:
    """Add a change, or take the one away that it takes back."""
    last = next((other for other in reversed(found) if other.field == one.field), None)
    if last is not None and (last.before, last.after, last.led_by) == (one.after, one.before, one.led_by):
        found.remove(last)
    else:
        found.append(one)
