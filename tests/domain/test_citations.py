from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.citations import (
    cited_in,
    keep_citations,
    lost_citations,
    number_evidence,
    show_citations,
)
from peerdesk.domain.outcome import Citation
from tests.export.report.example import an_id, finding, material, note, record, section

IDS = [f"{n:064x}" for n in range(1, 9)]
NUMBERS = {note_id: number for number, note_id in enumerate(IDS, 1)}
BY_NUMBER = {number: note_id for note_id, number in NUMBERS.items()}
CITED = st.lists(st.sampled_from(IDS), min_size=1, max_size=4).map(lambda ids: f"[[{' '.join(ids)}]]")
WORDS = st.text(st.characters(exclude_characters="[]", exclude_categories=["Cs"]), max_size=20)
TEXTS = st.lists(st.one_of(WORDS, CITED), max_size=8).map("".join)
WILD = st.text("[]01239, ab\u00a0", max_size=60)


@given(TEXTS)
def test_what_is_shown_can_be_kept_again(text: str) -> None:
    assert keep_citations(show_citations(text, NUMBERS), BY_NUMBER) == text


@given(WILD)
def test_whatever_is_typed_shows_the_same_after_it_was_kept(text: str) -> None:
    kept = keep_citations(text, BY_NUMBER)
    assert show_citations(keep_citations(show_citations(kept, NUMBERS), BY_NUMBER), NUMBERS) == show_citations(
        kept, NUMBERS
    )


@given(TEXTS, st.sets(st.sampled_from(IDS)))
def test_a_citation_is_shown_or_reported(text: str, known: set[str]) -> None:
    numbers = {note_id: number for note_id, number in NUMBERS.items() if note_id in known}
    shown = show_citations(text, numbers)
    assert "[[" not in shown
    assert set(lost_citations(text, numbers)) == set(cited_in(text)) - known


def test_several_notes_stand_in_one_bracket() -> None:
    assert show_citations(f"So it was [[{IDS[3]} {IDS[4]}]].", NUMBERS) == "So it was [4, 5]."
    assert keep_citations("So it was [4,\u00a05].", BY_NUMBER) == f"So it was [[{IDS[3]} {IDS[4]}]]."


def test_a_withheld_note_leaves_no_trace_in_the_sentence() -> None:
    text = f"So it was [[{IDS[0]} {IDS[1]}]]. And so [[{IDS[1]}]], too."
    assert show_citations(text, {IDS[0]: 1}) == "So it was [1]. And so, too."


def test_a_number_that_nobody_has_given_stays_as_it_was_typed() -> None:
    assert keep_citations("See [4, 99] and [99].", BY_NUMBER) == "See [4, 99] and [99]."


def test_evidence_is_numbered_as_a_reader_meets_it() -> None:
    late = section(1, {"place": "question", "question": "Q2", "title": "", "text": "b [30]."})
    opening = section(2, {"place": "opening", "question": "", "title": "", "text": "a [20]."})
    page = section(3, {"place": "page", "question": "", "title": "", "text": "p [40]."})
    first = finding(1, {"question": "Q1", "kind": "works_well", "title": "", "text": "c [10]."})
    rows = [[n, f"09:{n}", "Tom", "a1", "work", "", ""] for n in (10, 12, 14, 20, 30, 40, 50)]
    notes = [note(row) for row in rows if row[0] != 50]
    links = [
        Citation(**record("x", finding=first.record_id, note=an_id("note 14"), way="for")),
        Citation(**record("y", finding=first.record_id, note=an_id("note 12"), way="against")),
        Citation(**record("z", finding=an_id("another"), note=an_id("note 50"))),
    ]
    numbers = number_evidence([late, opening, page], [first], links, notes, [an_id("Q1"), an_id("Q2")])
    assert list(numbers) == [an_id(f"note {n}") for n in (20, 10, 14, 12, 30, 40)]
    assert list(numbers.values()) == [1, 2, 3, 4, 5, 6]


def test_numbers_do_not_depend_on_the_order_of_arrival() -> None:
    made = material()
    turned = material(
        notes=made.notes[::-1],
        citations=made.citations[::-1],
        sections=made.sections[::-1],
        findings=made.findings[::-1],
    )
    assert turned.numbers == made.numbers
