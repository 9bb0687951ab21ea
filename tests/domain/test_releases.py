"""What the head released, where several people took it down: no clock decides it."""

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.entries import Statement
from peerdesk.domain.kinds import RELEASES
from peerdesk.domain.releases import released, standing
from tests.domain.story import Story
from tests.domain.writing import an_id

SIGNED = an_id("the sign-off")


def let_out(story: Story, what: str, *replaced: Statement, at: str = "2027-03-09T09:00:00Z") -> Statement:
    ids = sorted(one.entry_id for one in replaced)
    says = {"replaces": ids} if ids else {}
    return story.state("lead", "release", at, signoff=SIGNED, what=what, word=None, **says)


def test_nothing_is_released_until_somebody_says_so() -> None:
    assert released([]).what == "nothing"


def test_a_clock_in_2099_does_not_win_for_ever() -> None:
    story = Story()
    far = let_out(story, "report", at="2099-12-31T23:59:59Z")
    back = let_out(story, "nothing", far, at="1970-01-01T00:00:00Z")
    assert released([far, back]).what == released([back, far]).what == "nothing"
    again = let_out(story, "summary", back)
    assert released([again, back, far]).what == "summary"


def test_of_two_at_once_the_narrower_holds_until_it_is_settled() -> None:
    story = Story()
    first = let_out(story, "themes")
    wide, narrow = let_out(story, "report", first), let_out(story, "nothing", first)
    assert released([first, wide, narrow]).what == "nothing"
    assert standing([first, wide, narrow]) == sorted([wide, narrow], key=lambda one: one.entry_id)
    settled = let_out(story, "report", wide, narrow)
    assert released([first, wide, narrow, settled]).what == "report"


def test_what_several_sign_offs_are_released_of_is_told() -> None:
    story = Story()
    one = let_out(story, "report")
    other = story.state("lead", "release", signoff=an_id("another"), what="report", word=None)
    assert released([one, other]).signoffs == {SIGNED, an_id("another")}


@st.composite
def tellings(draw: st.DrawFn) -> list[Statement]:
    story = Story()
    told: list[Statement] = []
    for _ in range(draw(st.integers(0, 7))):
        seen = draw(st.lists(st.sampled_from(told), unique_by=lambda one: one.entry_id)) if told else []
        year = draw(st.sampled_from(["1970", "2027", "2099"]))
        told.append(let_out(story, draw(st.sampled_from(RELEASES)), *seen, at=f"{year}-01-01T00:00:00Z"))
    return told


@given(tellings(), st.data())
def test_no_order_and_no_clock_decides_and_never_more_than_was_released(
    told: list[Statement], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(told))
    assert released([*shuffled, *told[:1]]) == released(told)
    seen = {parent for one in told for parent in one.says.get("replaces", ())}
    tips = [one for one in told if one.entry_id not in seen]
    assert all(RELEASES.index(released(told).what) <= RELEASES.index(one.says["what"]) for one in tips)
