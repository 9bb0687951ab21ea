import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.document import Bullets, Heading, Paragraph, Run, plain, runs_of, words_of
from peerdesk.domain.section_text import blocks_of


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", (Run("plain"),)),
        ("", ()),
        ("*so* it is", (Run("so", italic=True), Run(" it is"))),
        ("**So** it is", (Run("So", bold=True), Run(" it is"))),
        ("seen [4, 5].", (Run("seen "), Run("[4,\u00a05]", cite=True), Run("."))),
        ("*seen [4] twice*", (Run("seen ", italic=True), Run("[4]", cite=True), Run(" twice", italic=True))),
        ("**a *b* c**", (Run("a ", bold=True), Run("b", bold=True, italic=True), Run(" c", bold=True))),
    ],
)
def test_marks_are_voices(text: str, runs: tuple[Run, ...]) -> None:
    assert runs_of(text) == runs


@pytest.mark.parametrize("text", ["3 * 4 * 5", "2*3*4", "* a *", "**", "*", "a* b*", "[a, 5]", "[4,5]", "<b>&amp;</b>"])
def test_what_is_no_mark_stands_for_itself(text: str) -> None:
    assert words_of(runs_of(text)) == text
    assert all(not run.bold and not run.italic for run in runs_of(text))


@given(st.text("*[]49, ab\n", max_size=40))
def test_only_stars_are_ever_taken_out(text: str) -> None:
    assert words_of(runs_of(text)).replace("*", "").replace("\u00a0", " ") == text.replace("*", "")


@given(st.text(max_size=40))
def test_plain_text_has_no_marks(text: str) -> None:
    assert words_of(plain(text)) == text


def test_section_text_has_paragraphs_bullets_and_small_headings() -> None:
    text = "One line\nand its second.\n\n### What *works*\nAt once.\n- first\n- second *so*\nAnd on.\n\n\n- third"
    assert blocks_of(text) == (
        Paragraph(plain("One line and its second.")),
        Heading(2, "What *works*"),
        Paragraph(plain("At once.")),
        Bullets((plain("first"), runs_of("second *so*"))),
        Paragraph(plain("And on.")),
        Bullets((plain("third"),)),
    )


def test_nothing_written_is_no_block() -> None:
    assert blocks_of(" \n\n ") == ()


@given(st.text("-# a*\n", max_size=60))
def test_no_word_of_a_section_is_lost(text: str) -> None:
    said = []
    for block in blocks_of(text):
        match block:
            case Heading(_, words):
                said.append(words)
            case Paragraph(runs):
                said.append(words_of(runs))
            case Bullets(items):
                said.extend(map(words_of, items))
    assert "".join(said).count("a") == text.count("a")
