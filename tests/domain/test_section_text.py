import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.document import Block, Bullets, Paragraph, Run, runs_of
from peerdesk.domain.section_text import Line, blocks_of, lines_of, text_of

BEGUN = (
    "### What works well\n\n*Talk comes first.* In all seven sessions [4, 5].\n\n"
    "*We wondered:* what would help?\n\n- What would you like?\n- Where could it go?\n\n"
    "*This section stands on 2 observations.*"
)
MARKS = "ab *-#[]1, \n."
VOICES = st.sampled_from([(False, False), (True, False), (False, True), (True, True)])


def heard(blocks: tuple[Block, ...]) -> list[object]:
    """What a reader of the pages meets: each letter with its voice; a space or a citation looks the same in any."""
    found: list[object] = []
    for block in blocks:
        if isinstance(block, Paragraph | Bullets):
            texts = [block.text] if isinstance(block, Paragraph) else [*block.items]
            for text in texts:
                letters = [(letter, run) for run in text for letter in run.text]
                found.append((type(block), [_letter(letter, run) for letter, run in letters]))
        else:
            found.append(block)
    return found


def _letter(letter: str, run: Run) -> tuple[str, bool, bool]:
    bare = run.cite or letter.isspace()
    return (letter.replace("\u00a0", " "), run.bold and not bare, run.italic and not bare)


@given(st.text(MARKS, max_size=60))
def test_what_is_read_and_written_again_is_printed_as_before(text: str) -> None:
    assert heard(blocks_of(text_of(lines_of(text)))) == [
        one for one in heard(blocks_of(text)) if getattr(one, "text", "") != "…"
    ]


@given(st.text(MARKS, max_size=60))
def test_what_is_written_once_stays_so(text: str) -> None:
    once = text_of(lines_of(text))
    assert text_of(lines_of(once)) == once


@given(
    st.lists(
        st.builds(
            Line,
            st.sampled_from(["text", "bullet"]),
            st.lists(
                st.tuples(st.sampled_from(["one", "two ", "so, ", "[4]", " (x)"]), VOICES), min_size=1, max_size=5
            ).map(lambda said: tuple(Run(words, *voice) for words, voice in said)),
        ),
        max_size=4,
    )
)
def test_no_letter_is_lost_and_no_star_is_seen_whatever_is_emphasised(lines: list[Line]) -> None:
    again = lines_of(text_of(lines))
    assert [(one.kind, "".join(run.text for run in one.words)) for one in again] == [
        (one.kind, "".join(run.text for run in one.words).strip()) for one in lines
    ]


def test_what_a_section_begins_with_is_written_to_the_letter() -> None:
    assert text_of(lines_of(BEGUN)) == BEGUN


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ((Run("so", italic=True), Run(" it is")), "*so* it is"),
        ((Run("so ", italic=True), Run("it is")), "*so* it is"),
        ((Run("un"), Run("believ", italic=True), Run("able")), "*unbelievable*"),
        ((Run("all", bold=True), Run(", of us")), "**all**, of us"),
        ((Run("all", bold=True, italic=True),), "**all**"),
        ((Run("seen [4] twice", italic=True),), "*seen [4] twice*"),
        (
            (
                Run("so", italic=True),
                Run(" [4]."),
            ),
            "*so* [4].",
        ),
    ],
)
def test_a_voice_is_written_as_it_is_heard(words: tuple[Run, ...], written: str) -> None:
    assert text_of([Line("text", words)]) == written
    assert text_of(lines_of(written)) == written
    assert any(run.bold or run.italic for run in runs_of(written))


def test_lines_are_what_one_sees() -> None:
    assert lines_of("### What *works*\n\nOne\nline.\n- first\n- *second* [1, 2]\n\n- third") == (
        Line("heading", (Run("What *works*"),)),
        Line("text", (Run("One line."),)),
        Line("bullet", (Run("first"),)),
        Line("bullet", (Run("second", italic=True), Run(" [1, 2]"))),
        Line("bullet", (Run("third"),)),
    )
    assert text_of([Line("bullet", ()), Line("heading", ()), Line("text", (Run("  "),))]) == ""
