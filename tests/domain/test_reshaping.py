"""Notes parted and joined: no word is lost, and what cites one that goes cites the one that stays."""

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.citations import cited_in, replace_cited
from peerdesk.domain.evidence import Note, Sign
from peerdesk.domain.outcome import Finding
from peerdesk.domain.reshaping import cites_instead, joined, second_part
from peerdesk.domain.review import PreviousAction

SIGNS: tuple[Sign, ...] = ("yes", "not_yet", "unsure", "noted")


def note(at: int, text: str = "", sign: Sign = "noted", **said: object) -> Note:
    return Note(record_id=f"{at:064x}", scope="", author="", first_written_at="", text=text, sign=sign, **said)  # type: ignore[arg-type]


@given(st.lists(st.text(max_size=20), min_size=2, max_size=5))
def test_joining_loses_no_word(texts: list[str]) -> None:
    said = joined([note(at, text) for at, text in enumerate(texts)])["text"]
    assert said.split() == [word for text in texts for word in text.split()]


@given(st.lists(st.sampled_from(SIGNS), min_size=2, max_size=5))
def test_one_sign_stands_only_where_no_other_does(signs: list[Sign]) -> None:
    said = joined([note(at, sign=sign) for at, sign in enumerate(signs)])["sign"]
    others = {*signs} - {"noted"}
    assert said == (others.pop() if len(others) == 1 else "unsure" if others else "noted")


def test_what_can_be_said_once_is_said_by_the_first_that_says_it() -> None:
    said = joined([note(1), note(2, year="5", tally=(1, 6), where="Y5"), note(3, year="4", starred=True, where="Y4")])
    assert (said["year"], said["tally"], said["where"], said["starred"]) == ("5", (1, 6), "Y5; Y4", True)


def test_a_second_part_has_neither_tally_nor_what_we_make_of_it() -> None:
    said = second_part(note(1, "a b", "yes", tally=(1, 6), made_of_it="why", where="Y5", questions=("q",)), "b")
    assert said == {"text": "b", "sign": "yes", "source": "observation", "where": "Y5"}


def test_citations_follow_and_stand_once_in_a_bracket() -> None:
    one, two, three = (f"{at:064x}" for at in (1, 2, 3))
    text = f"Pairs talk [[{one} {two}]], one waits [[{two} {three}]]."
    finding = Finding(record_id="f", scope="", author="", first_written_at="", text=text, wondering=f"Why [[{two}]]?")
    said = cites_instead(finding, [two], one)
    assert said == {
        "text": f"Pairs talk [[{one}]], one waits [[{one} {three}]].",
        "wondering": f"Why [[{one}]]?",
    }
    assert cites_instead(finding, ["0" * 64], one) == {}
    action = PreviousAction(record_id="a", scope="", author="", first_written_at="", evidence=(one, two, three))
    assert cites_instead(action, [two], one) == {"evidence": (one, three)}


@given(st.text(max_size=60))
def test_what_cites_nothing_stays_as_it_is(text: str) -> None:
    if not cited_in(text):
        assert replace_cited(text, lambda _: "f") == text
