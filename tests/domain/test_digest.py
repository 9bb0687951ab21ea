from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.canonical import Value
from peerdesk.domain.digest import Said, holds, says
from peerdesk.domain.records import FieldLook, RecordLook
from tests.domain.writing import SCOPE, an_id

IDS = st.integers(0, 30).map(lambda number: an_id(str(number)))


def field(*values: Value, absent: tuple[str, ...] = ()) -> FieldLook:
    return FieldLook((an_id("tip"),), values, bool(values), len(values) + len(absent) == 1, absent)


def said(
    fields: Mapping[str, FieldLook], name: str = "a record", *, deleted: bool = False, delete_conflict: bool = False
) -> Said:
    return Said(SCOPE, "note", an_id(name), RecordLook((an_id("tip"),), fields, deleted, delete_conflict))


def of(*records: Said) -> str:
    return says(records, records)


FIELDS = st.builds(
    lambda values, absent: field(*values, absent=tuple(absent)),
    st.permutations([None, "a", "b", 1, ["a"], {"a": 1}]).map(lambda values: values[:3]),
    st.sets(IDS, max_size=2),
)
LOOKS = st.tuples(st.dictionaries(st.sampled_from(["text", "where", "order"]), FIELDS, max_size=3), st.booleans())
RECORDS = st.dictionaries(st.sampled_from("abcdef"), LOOKS, max_size=4)


@given(st.lists(IDS), st.lists(IDS), st.randoms(use_true_random=False))
def test_what_is_held_has_one_print_in_any_order(entries: list[str], seals: list[str], random: Random) -> None:
    turned = random.sample(entries, len(entries))
    assert holds(entries, seals) == holds([*turned, *entries], {*seals})
    for more in set(map(an_id, ("new", "newer"))):
        assert holds([*entries, more], seals) != holds(entries, seals)
        assert holds(entries, [*seals, more]) != holds(entries, seals)


@given(RECORDS, st.randoms(use_true_random=False))
def test_what_is_said_has_one_print_in_any_order(
    told: dict[str, tuple[dict[str, FieldLook], bool]], random: Random
) -> None:
    def turned(one: FieldLook) -> FieldLook:
        return FieldLook((), one.values[::-1], not one.readable, one.settled, one.absent)

    records = [said(fields, name, delete_conflict=conflict) for name, (fields, conflict) in told.items()]
    others = [
        said({name: turned(one) for name, one in reversed(fields.items())}, name, delete_conflict=conflict)
        for name, (fields, conflict) in random.sample([*told.items()], len(told))
    ]
    assert says(others, iter(others)) == of(*records)


HASH, OTHER = an_id("hash"), an_id("another hash")
DIFFERENT: list[list[Said]] = [
    [],
    [said({})],
    [said({}, "another record")],
    [said({}), said({}, "another record")],
    [said({}, delete_conflict=True)],
    [said({"text": field("a")})],
    [said({"text": field("b")})],
    [said({"text": field("")})],
    [said({"text": field("null")})],
    [said({"text": field(["a"])})],
    [said({"text": field("a", "b")})],
    [said({"text": field("a", None)})],
    [said({"text": field(1)})],
    [said({"text": field(True)})],
    [said({"where": field("a")})],
    [said({"text": field("a"), "where": field("a")})],
    [said({"text": field(absent=(HASH,))})],
    [said({"text": field(absent=(OTHER,))})],
    [said({"text": field(absent=(HASH, OTHER))})],
    [said({"text": field("a", absent=(HASH,))})],
    [said({"text": field(None, absent=(HASH,))})],
    [said({"text": field({"absent": HASH})})],
    [said({"text": field(HASH)})],
    [said({"text": field({"absent": HASH}, absent=(HASH,))})],
    [Said(SCOPE, "finding", an_id("a record"), said({}).look)],
    [Said(OTHER, "note", an_id("a record"), said({}).look)],
]


def test_whatever_differs_in_what_is_said_shows() -> None:
    assert len({of(*records) for records in DIFFERENT}) == len(DIFFERENT)
    assert len({says(records, []) for records in DIFFERENT}) == len(DIFFERENT)
    assert len({says([], records) for records in DIFFERENT}) == len(DIFFERENT)


def test_the_report_and_the_team_are_told_apart() -> None:
    one = said({"text": field("a")})
    assert len({says([one], []), says([], [one]), says([one], [one]), says([], [])}) == 4


@pytest.mark.parametrize("record", [said({}), said({"text": field("a")})])
def test_what_is_deleted_is_not_said(record: Said) -> None:
    deleted = said({"text": field("b")}, "thrown away", deleted=True)
    assert of(record, deleted) == of(record)
    assert of(deleted) == of()


def test_a_field_that_says_nothing_is_not_said() -> None:
    assert of(said({"text": field("a"), "where": field(None)})) == of(said({"text": field("a")}))
    assert of(said({"where": field(None)})) == of(said({}))
