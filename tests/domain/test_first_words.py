from typing import Any

from peerdesk.domain.citations import cited_in
from peerdesk.domain.first_words import begin_question, begin_sharing
from peerdesk.domain.outcome import Citation, Finding
from peerdesk.domain.section_text import blocks_of

SHARED: dict[str, Any] = {"scope": "", "author": "", "first_written_at": ""}
F1 = Finding(
    record_id="f1",
    kind="works_well",
    title="Talk comes before writing.",
    text="In all seven sessions pupils talked first [[a b]].",
    caution="In one session the time was short.",
    **SHARED,
)
F2 = Finding(
    record_id="f2",
    kind="think_about",
    title="Whose sentence reaches the page?",
    text="An adult gave sentences.",
    wondering="What would help every adult?",
    **SHARED,
)
F3 = Finding(
    record_id="f3", kind="worth_sharing", title="The “what connects” page.", text="Used by all [[e]].", **SHARED
)
CITED = [
    Citation(record_id="c1", finding="f1", note="a", **SHARED),
    Citation(record_id="c2", finding="f1", note="d", way="against", **SHARED),
    Citation(record_id="c3", finding="f2", note="c", **SHARED),
]


def test_a_question_begins_with_the_findings_own_words_under_two_headings() -> None:
    assert begin_question([F2, F1, F3], CITED, "3 observations; two reviewers") == (
        "### What works well\n\n"
        "*Talk comes before writing.* In all seven sessions pupils talked first [[a b]]. "
        "We hold this lightly: In one session the time was short. Points the other way: [[d]].\n\n"
        "### What we wondered about\n\n"
        "*Whose sentence reaches the page?* An adult gave sentences. [[c]]\n\n"
        "*We wondered:* What would help every adult?\n\n"
        "*This section stands on 3 observations; two reviewers.*"
    )


def test_no_cited_note_is_left_behind() -> None:
    assert set(cited_in(begin_question([F1, F2], CITED, ""))) == {"a", "b", "c", "d"}
    assert cited_in(begin_sharing([F1, F3], CITED)) == ("e",)


def test_what_is_begun_reads_as_a_section_does() -> None:
    kinds = [type(block).__name__ for block in blocks_of(begin_question([F1, F2], CITED, "one note"))]
    assert kinds == ["Heading", "Paragraph", "Heading", "Paragraph", "Paragraph", "Paragraph"]


def test_nothing_comes_of_nothing() -> None:
    assert begin_question([], [], "nothing yet") == ""
    assert begin_question([F3], CITED, "1 note") == ""
    assert begin_sharing([F1, F2], CITED) == ""
