from typing import Any

import pytest

from peerdesk.domain.evidence import Picture
from peerdesk.domain.framework import JudgingWords
from peerdesk.domain.outcome import Finding, HeadsWord, Section
from peerdesk.domain.report_checks import (
    CHECK_KINDS,
    Check,
    CheckKind,
    ReportText,
    counted,
    in_state,
    of_findings,
    of_notes,
    of_pictures,
    of_records,
    of_words,
)
from peerdesk.domain.wording import Reader
from tests.domain.test_names import GUARD

SHARED: dict[str, Any] = {"scope": "", "author": "", "first_written_at": ""}
ABOUT = ("section", "s")
JUDGING = [
    JudgingWords(words=("every", "all"), why="one day cannot know", instead="“in each book that we saw”"),
    JudgingWords(words=("most",), why="hides a small sample", instead="“five of the six”"),
    JudgingWords(words=("weak",), why="judges people", instead="“less clear”"),
]
READER = Reader(GUARD, JUDGING)


def asked(text: str, *, gone: frozenset[int] = frozenset()) -> list[tuple[CheckKind, str]]:
    said = ReportText(ABOUT, "here", text, stands_on_notes=True, gone=gone)
    found = list(of_notes(said))
    assert all(said.read[one.start : one.end] == one.words for one in found)
    return [(one.kind, one.words) for one in found]


def words_in(text: str) -> list[str]:
    said = ReportText(ABOUT, "here", text)
    found = of_words(said, READER.look(said.read, ["word"]))
    assert all(said.read[one.start : one.end] == one.words for one in found)
    return [one.words for one in found]


@pytest.mark.parametrize(
    ("text", "uncited"),
    [
        ("They told us about taxes [1]. They learned this two years ago. They use “empire” [2].", []),
        ("They told us [1]. They learned this. It has stayed. It is theirs.", ["It has stayed.", "It is theirs."]),
        ("They learned this two years ago.\n\nThey use “empire” [2].", ["They learned this two years ago."]),
        ("*What we did.* We visited three lessons. All was well.\n\n### What works well\n\nAll wrote [1].", []),
        ("What lessons would keep if that came first? We wondered about it.", []),
        ("It may be that next year’s visitors hear a different answer. Perhaps not.", []),
        ("- Where could the page go next\n- Who could go", []),
        ("*What stays.* Three pupils remembered making a mummy. They did so in detail.\n\n*Why.*", None),
        ("What stayed with us longest was the candour.", []),
        ("*This section stands on three looks at work.*", []),
        ("", []),
    ],
)
def test_sentences_without_a_note_are_asked_about(text: str, uncited: list[str] | None) -> None:
    if uncited is None:  # a word that leads in claims nothing; what follows it does
        assert [words for _, words in asked(text)] == [
            "Three pupils remembered making a mummy.",
            "They did so in detail.",
        ]
    else:
        assert asked(text) == [("uncited", words) for words in uncited]


def test_a_sentence_on_a_note_that_is_gone_is_asked_about() -> None:
    assert asked("One [4]. Two [5, 6].", gone=frozenset({6})) == [("gone", "Two [5, 6].")]


def test_who_asks_or_wonders_claims_nothing_for_all_but_a_verdict_stays_one() -> None:
    assert words_in("- What would you most like every pupil to know?") == []
    assert words_in("We wondered what you would most like every pupil to know.") == []
    assert words_in("### So it was\n\nMost pupils spoke. Who spoke? In all lessons.") == ["Most", "all"]
    assert words_in("Is the teaching weak?") == ["weak"]


def test_what_is_not_settled_is_asked_about_once_each() -> None:
    agreed = Finding(record_id="a", title="Talk comes first.", agreed=True, **SHARED)
    other = Finding(record_id="b", title="Whose sentence?", **SHARED)
    heard = [
        HeadsWord(record_id="1", finding="a", says="leave out", heard_on="2027-03-09", **SHARED),
        HeadsWord(record_id="2", finding="b", says="leave out", heard_on="2027-03-09", **SHARED),
        HeadsWord(record_id="3", finding="b", says="recognise", heard_on="2027-03-16", **SHARED),
    ]
    assert [(one.kind, one.words) for one in of_findings([agreed, other], heard)] == [
        ("leave out", "Talk comes first."),
        ("not agreed", "Whose sentence?"),
    ]
    divided = Section(record_id="s", text="Two", two_versions=("text",), **SHARED)
    whole = Section(record_id="t", text="One", **SHARED)
    (two,) = of_records([divided, whole], {"Section": "section"})
    assert (two.kind, two.about, two.words) == ("two versions", ("section", "s"), "Two")
    pictures = [
        Picture(record_id=name, note=note, alt=alt, **SHARED)
        for name, note, alt in (("p", "n1", ""), ("q", "n1", "a timeline"), ("r", "n2", ""))
    ]
    assert [one.about for one in of_pictures(pictures, {"n1"})] == [("note", "n1")]


def test_on_the_day_only_what_could_do_harm_is_asked_and_the_weightiest_first() -> None:
    checks = [Check(kind, ABOUT, "x") for kind in reversed(CHECK_KINDS)]
    assert [one.kind for one in in_state(checks, "on the day")] == ["safety", "name", "one person"]
    assert [one.kind for one in in_state(checks, "final")] == [*CHECK_KINDS]
    assert all(one.asks.endswith("?") for one in checks)
    assert counted([checks[-1], checks[-1], checks[0]]) == (
        "2 texts may be about somebody’s safety: are they?",
        "1 word is in no dictionary: is it meant so?",
    )
