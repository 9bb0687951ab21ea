"""One history for a school that got another number, merged, was parted or closed."""

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.school import LinkWay, SchoolLink
from peerdesk.domain.school_history import SchoolHistories


def link(urn: str, other: str, way: LinkWay) -> SchoolLink:
    return SchoolLink(urn, other, "A school", way, "words")


def test_a_new_number_a_merger_and_a_closure_are_one_history() -> None:
    """An infant and a junior school became a primary, which became an academy."""
    histories = SchoolHistories(
        [link("3", "1", "before"), link("2", "3", "after"), link("4", "3", "before"), link("3", "4", "after")]
    )
    academy = histories.of("4")
    assert (academy.before, academy.after, academy.now) == (("3", "1", "2"), (), ("4",))
    infant = histories.of("1")
    assert (infant.before, infant.after, infant.now) == ((), ("3", "4"), ("4",))
    assert infant.all == {"1", "3", "4"}
    assert histories.present(["1", "2", "3", "4", "9"]) == {"1": "4", "2": "4", "3": "4", "4": "4", "9": "9"}


def test_a_school_that_was_parted_has_two_and_is_moved_to_neither() -> None:
    histories = SchoolHistories([link("1", "2", "after"), link("1", "3", "after")])
    assert histories.of("1").now == ("2", "3")
    assert histories.present(["1"]) == {"1": "1"}
    assert histories.of("2").before == ("1",)


def test_what_else_schools_are_to_each_other_plays_no_part() -> None:
    assert SchoolHistories([link("1", "2", "other"), link("1", "1", "after")]).of("1").all == {"1"}


@given(st.lists(st.tuples(st.sampled_from("123456"), st.sampled_from("123456"), st.sampled_from(["before", "after"]))))
def test_whatever_the_links_say_it_ends_and_both_sides_agree(pairs: list[tuple[str, str, LinkWay]]) -> None:
    histories = SchoolHistories([link(*one) for one in pairs])
    for urn in "123456":
        one = histories.of(urn)
        assert one.now
        assert not set(one.before) & set(one.after)
        assert urn not in {*one.before, *one.after}
        for later in one.after:
            assert urn in histories.of(later).all
