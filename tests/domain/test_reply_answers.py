"""What a sheet says is what comes back, whatever was ticked; what cannot be told is asked and never guessed."""

from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.document import Paragraph, Table, words_of
from peerdesk.domain.heads_words import answers_in_words
from peerdesk.domain.kinds import RELEASES
from peerdesk.domain.material import ReportMaterial
from peerdesk.domain.outcome import Finding, HeadsWord
from peerdesk.domain.reply_answers import FindingAnswer, HeadsAnswer, look_at_sheet
from peerdesk.domain.reply_sheet import (
    ANSWERS,
    ASKED,
    BOX,
    Choose,
    PlaceName,
    compose_reply_sheet,
    read_place_name,
    to_paper,
    words_of_finding,
)
from peerdesk.domain.review import Question, Review
from peerdesk.errors import ReplySheetError

BY: dict[str, Any] = {"author": "a", "first_written_at": "2027-03-09T09:00:00Z"}
IDS = [sha256(str(number).encode()).hexdigest() for number in range(6)]
SCOPE, QUESTION, FINDINGS = IDS[0], IDS[1], IDS[2:5]
MATERIAL = ReportMaterial(
    review=Review(record_id=SCOPE, scope=SCOPE, **BY, school_name="Wrenholt"),
    questions=(Question(record_id=QUESTION, scope=SCOPE, **BY, text="Who talks?"),),
    findings=tuple(
        Finding(record_id=one, scope=SCOPE, **BY, question=QUESTION, title=f"Title {at}", order=str(at))
        for at, one in enumerate(FINDINGS)
    ),
)
SHEET = compose_reply_sheet(MATERIAL, each_finding=True)

words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=20).map(str.strip)
finding_answers = st.builds(
    FindingAnswer,
    finding=st.just(""),
    says=st.sampled_from(["", *ANSWERS]),
    words=words,
    travels=st.sampled_from(["", "yes", "no"]),
)


@given(
    st.tuples(*[finding_answers] * len(FINDINGS)),
    st.sampled_from(["", *RELEASES]),
    st.dictionaries(st.sampled_from([*ASKED]), words.filter(bool)),
    st.randoms(),
)
def test_what_is_ticked_and_written_is_what_is_read(
    said: tuple[FindingAnswer, ...], what: str, asked: dict[str, str], random: object
) -> None:
    ticked: dict[str, tuple[str, ...]] = {}
    written: dict[str, str] = {}
    for finding, one in zip(MATERIAL.findings, said, strict=True):
        names = {block.name: block for block in SHEET.blocks if hasattr(block, "name")}
        for name in names:
            place = read_place_name(name)
            assert place is not None
            if place.finding and finding.record_id.startswith(place.finding):
                value = {"says": one.says, "travels": one.travels}.get(place.what, "")
                if place.what == "words":
                    written[name] = one.words
                else:
                    ticked[name] = ("".join(value.split()),) if value else ()
    ticked[str(PlaceName("what", SCOPE))] = (what,) if what else ()
    written |= {str(PlaceName(name, SCOPE)): text for name, text in asked.items()}
    names_in_order = sorted(ticked)
    random.shuffle(names_in_order)  # type: ignore[attr-defined]
    look = look_at_sheet(MATERIAL, SHEET, {name: ticked[name] for name in names_in_order}, written)
    expected = tuple(
        FindingAnswer(finding.record_id, one.says, one.words, one.travels)
        for finding, one in zip(MATERIAL.findings, said, strict=True)
    )
    assert look.answer == HeadsAnswer(tuple(one for one in expected if not one.is_empty), what, asked)  # type: ignore[arg-type]
    without_tick = [at for at, one in enumerate(said, 1) if one.words and not one.says]
    assert look.unclear == tuple(f"Finding {at} has words and no tick." for at in without_tick)


@given(st.sets(st.sampled_from(["nothing", "themes", "summary", "report"]), min_size=2))
def test_of_several_ticks_none_is_chosen(ticks: set[str]) -> None:
    look = look_at_sheet(MATERIAL, SHEET, {str(PlaceName("what", SCOPE)): tuple(ticks)}, {})
    assert look.answer.what == ""
    assert look.unclear == ("Two ticks on what may go to the partnership: which did she mean?",)


def test_places_of_strangers_are_passed_over_and_a_sheet_of_another_review_is_refused() -> None:
    look = look_at_sheet(MATERIAL, SHEET, {"Check Box 7": ("Yes",)}, {"Text1": "hello"})
    assert not look.could_be_read
    with pytest.raises(ReplySheetError):
        look_at_sheet(MATERIAL, SHEET, {str(PlaceName("what", IDS[5])): ("report",)}, {})


def test_a_value_that_no_box_has_is_no_answer() -> None:
    look = look_at_sheet(MATERIAL, SHEET, {str(PlaceName("what", SCOPE)): ("everything",)}, {})
    assert look.answer.is_empty


@pytest.mark.parametrize("name", ["", "pd1", "pd1-says-xyz", "pd1-what-" + "0" * 11, "pd2-what-" + "0" * 12])
def test_a_name_that_is_not_ours_is_none(name: str) -> None:
    assert read_place_name(name) is None


def test_on_paper_each_answer_has_its_box() -> None:
    paper = to_paper(SHEET)
    said = "\n".join(
        words_of(block.text)
        if isinstance(block, Paragraph)
        else "\n".join(words_of(cell) for row in block.rows for cell in row)
        for block in paper.blocks
        if isinstance(block, Paragraph | Table)
    )
    boxes = sum(len(block.options) for block in SHEET.blocks if isinstance(block, Choose))
    assert said.count(BOX) == boxes


def test_a_finding_without_a_title_is_called_by_how_it_begins() -> None:
    finding = Finding(record_id=IDS[5], scope=SCOPE, **BY, text=f"They spoke [[{IDS[4]}]] " + "and spoke " * 40)
    assert words_of_finding(finding).startswith("They spoke and spoke")
    assert len(words_of_finding(finding)) <= 160


def test_what_she_wants_left_out_is_never_passed_over() -> None:
    said = [
        HeadsWord(record_id=IDS[5], scope=SCOPE, **BY, finding=FINDINGS[0], says="recognise"),
        HeadsWord(
            record_id=IDS[5], scope=SCOPE, **BY, finding=FINDINGS[1], says="leave out", words="We would be known."
        ),
        HeadsWord(record_id=IDS[5], scope=SCOPE, **BY, finding=FINDINGS[2], says="not quite", travels="no"),
        HeadsWord(record_id=IDS[5], scope=SCOPE, **BY, finding=IDS[5], says="leave out"),
    ]
    assert answers_in_words(said, MATERIAL.findings) == (
        "She recognises 1 of 3 findings.",
        "She asks to leave out “Title 1”. She says: “We would be known.”",
        "Not quite, she says of “Title 2”.",
        "“Title 2” is to stay with the school.",
    )
