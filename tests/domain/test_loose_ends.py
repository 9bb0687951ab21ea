from typing import Any

import pytest

from peerdesk.domain.loose_ends import loose_ends, uncited_sentences
from peerdesk.domain.outcome import Finding, Section

SHARED: dict[str, Any] = {"scope": "", "author": "", "first_written_at": ""}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They told us about taxes [[a]]. They learned this two years ago. They use “empire” [[b]].", 0),
        ("They told us about taxes [[a]]. They learned this two years ago. It has stayed. It is theirs.", 2),
        ("They learned this two years ago.\n\nThey use “empire” [[b]].", 1),
        ("*What we did.* We visited three lessons. All was well.\n\n### What works well\n\nAll wrote [[a]].", 0),
        ("What lessons would keep if that came first? We wondered about it.", 0),
        ("It may be that next year’s visitors hear a different answer. Perhaps not.", 0),
        ("- Where could the page go next\n- Who could go", 0),
        ("“If I say it first I can hear when it’s wrong.” A pupil said so. So it is.", 3),
        ("*This section stands on three looks at work.*", 0),
        ("", 0),
    ],
)
def test_sentences_without_a_note_are_found(text: str, count: int) -> None:
    assert len(uncited_sentences(text)) == count, uncited_sentences(text)


def test_loose_ends_are_questions_and_only_what_is_there() -> None:
    page = Section(record_id="s1", place="page", text="Thank you.", **SHARED)
    section = Section(record_id="s2", place="question", text="They did. They did so too.", **SHARED)
    divided = Section(record_id="s3", place="how", two_versions=("text",), **SHARED)
    finding = Finding(record_id="f", agreed=False, **SHARED)
    assert loose_ends([page], [], [page]) == ()
    assert loose_ends([page, section], [finding], [section, divided]) == (
        "2 sentences cite no note: is that as you mean it?",
        "1 finding is not agreed by all: will you come back to it?",
        "1 thing stands in two versions: which is it to be?",
    )
