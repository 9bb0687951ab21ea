from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerdesk.domain.canonical import Value
from peerdesk.domain.entries import Words, read_words
from peerdesk.domain.evidence import Note
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.records import FieldLook, Placed, RecordLook, look
from peerdesk.domain.review import Activity, Contact, Record, Review
from peerdesk.domain.shape import to_fields, to_value
from tests.domain.writing import NAMES, SALT, SCOPE, TEXTS, VALUES, WHEN, an_id, revision

SHARED: dict[str, Any] = {
    "record_id": an_id("a record"),
    "scope": SCOPE,
    "author": an_id("anita"),
    "first_written_at": WHEN,
}
CONTACTS = st.dictionaries(NAMES, st.builds(Contact, name=TEXTS, place=TEXTS), max_size=3)
ANY_KIND = st.sampled_from(sorted(KINDS))
OTHERS: list[Value] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    2**53 - 1,
    "",
    "yes",
    "lead",
    [],
    {},
    [None],
    ["a", 1],
    [[]],
    [True],
]


def literals(hint: Any) -> list[str]:
    return [one for part in get_args(hint) for one in (get_args(part) if get_origin(part) is Literal else [part])]


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Make values of the type that a field of a record is declared with."""
    if hint == Mapping[str, Contact]:
        return CONTACTS
    if get_origin(hint) is tuple:
        return st.lists(of_type(get_args(hint)[0]), max_size=3).map(tuple)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXTS,
        bool: st.booleans(),
        int: st.integers(-(2**53) + 1, 2**53 - 1),
    }
    return plain[hint] if hint in plain else st.sampled_from(literals(hint))


def fits(value: object, hint: Any) -> bool:
    """Say whether a value is of a declared type, all the way down."""
    if hint == Mapping[str, Contact]:
        return isinstance(value, dict) and all(
            isinstance(one, Contact) and type(one.name) is type(one.place) is str for one in value.values()
        )
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(fits(one, get_args(hint)[0]) for one in value)
    return type(value) is hint if hint in (str, bool, int) else type(value) is str and value in literals(hint)


def types_of(kind: str) -> dict[str, Any]:
    hints = get_type_hints(KINDS[kind].value)
    return {name: hints[name] for name in KINDS[kind].field_names}


def ends_of(kind: str) -> dict[str, str]:
    return {name: an_id(name) for name in KINDS[kind].ends}


def look_of(fields: Mapping[str, FieldLook], *, delete_conflict: bool = False) -> RecordLook:
    return RecordLook((an_id("tip"),), fields, deleted=False, delete_conflict=delete_conflict)


def says(value: Value) -> FieldLook:
    return FieldLook((an_id("tip"),), (value,), readable=True, settled=True, absent=())


def value_of(kind: str, fields: Mapping[str, FieldLook]) -> Record:
    return to_value(kind, look_of(fields), **SHARED, **ends_of(kind))


@settings(max_examples=200)
@given(ANY_KIND, st.data())
def test_a_record_comes_back_as_it_was_written(kind: str, data: st.DataObject) -> None:
    wanted = st.fixed_dictionaries({}, optional={name: of_type(hint) for name, hint in types_of(kind).items()})
    attributes = data.draw(wanted)
    written = to_fields(kind, attributes)
    assert set(written) == set(attributes)
    ends = (an_id("one"), an_id("other")) if KINDS[kind].ends else None
    one = revision(written or {"order": None}, kind=kind, ends=ends)
    lines = {name: Words(SALT, value).line() for name, value in written.items()}
    said = look([Placed(one, 1, "in")], lambda _, name: read_words(lines[name]) if name in lines else Words(SALT, None))
    assert said is not None
    shared: dict[str, Any] = {**SHARED, **ends_of(kind)}
    assert to_value(kind, said, **shared) == KINDS[kind].value(**shared, **attributes, tips=(one.entry_id,))


@settings(max_examples=200)
@given(ANY_KIND, st.data())
def test_whatever_comes_from_outside_is_of_the_declared_type_or_unreadable(kind: str, data: st.DataObject) -> None:
    types = types_of(kind)
    values = (
        st.sampled_from(OTHERS) | VALUES | st.dictionaries(NAMES, st.dictionaries(st.just("name"), VALUES), max_size=2)
    )
    fields = data.draw(st.dictionaries(st.sampled_from(sorted(types)) | NAMES, values, max_size=4))
    value = value_of(kind, {name: says(said) for name, said in fields.items()})
    default = value_of(kind, {})
    assert type(value) is KINDS[kind].value
    for name, hint in types.items():
        read = getattr(value, name)
        assert fits(read, hint)
        if name in value.unreadable or fields.get(name) is None:
            assert read == getattr(default, name)
        elif isinstance(read, str | bool):
            assert read == fields[name]
    assert set(value.unreadable) <= {name for name in fields if name in types}
    assert (value.record_id, value.scope, value.tips) == (SHARED["record_id"], SCOPE, (an_id("tip"),))
    for end, record_id in ends_of(kind).items():
        assert getattr(value, end) == record_id


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("note", "text", 1),
        ("note", "text", ["a"]),
        ("note", "text", {"a": "b"}),
        ("note", "text", True),
        ("note", "starred", "true"),
        ("note", "starred", 1),
        ("note", "sign", "maybe"),
        ("note", "sign", ["yes"]),
        ("note", "sign", {}),
        ("note", "sign", True),
        ("note", "voice", "the caretaker"),
        ("note", "tally", 6),
        ("note", "tally", "16"),
        ("note", "tally", [1, True]),
        ("note", "tally", [1, "6"]),
        ("note", "tally", {"found": 1}),
        ("activity", "who", "anita"),
        ("activity", "who", [None]),
        ("activity", "who", [["anita"]]),
        ("activity", "planned", 0),
        ("member", "role", "headteacher"),
        ("member", "order", 5),
        ("review", "contacts", "the office"),
        ("review", "contacts", ["child"]),
        ("review", "contacts", {"child": "Ms Ortiz"}),
        ("review", "contacts", {"child": None}),
        ("review", "contacts", {"child": {"name": 1}}),
        ("review", "contacts", {"child": {"name": "Ms Ortiz", "place": None}}),
    ],
)
def test_a_value_of_another_type_is_unreadable(kind: str, name: str, value: Value) -> None:
    read = value_of(kind, {name: says(value)})
    assert read.unreadable == (name,)
    assert getattr(read, name) == getattr(value_of(kind, {}), name)


def test_a_contact_may_lack_something_and_may_say_more() -> None:
    review = value_of("review", {"contacts": says({"child": {"place": "office", "telephone": "1"}, "head": {}})})
    assert isinstance(review, Review)
    assert review.contacts == {"child": Contact(place="office"), "head": Contact()}
    assert review.unreadable == ()


def test_withheld_words_are_named_and_the_others_shown() -> None:
    withheld = FieldLook((an_id("tip"),), ("an older version",), readable=False, settled=False, absent=(an_id("h"),))
    note = value_of("note", {"text": withheld, "where": says("hall")})
    assert isinstance(note, Note)
    assert (note.text, note.where) == ("", "hall")
    assert note.unreadable == note.two_versions == ("text",)


def test_two_versions_are_named_and_the_displayed_one_shown() -> None:
    both = FieldLook((an_id("tip"),), ("hers", "his"), readable=True, settled=False, absent=())
    fields = {"text": both, "mood": both, "where": says("hall")}
    note = to_value("note", look_of(fields, delete_conflict=True), **SHARED)
    assert isinstance(note, Note)
    assert note.text == "hers"
    assert set(note.two_versions) == {"text", "mood", "deleted"}


def test_what_is_computed_cannot_be_said() -> None:
    fields = {name: says("0" * 64) for name in ("record_id", "scope", "author", "tips", "marked", "note", "question")}
    link = value_of("link", fields)
    assert link == value_of("link", {})
    assert value_of("note", {"questions": says(["a"]), "pictures": says(["a"])}) == value_of("note", {})


def test_nothing_is_said_as_null_but_no_is_said() -> None:
    assert to_fields("note", {"text": "", "tally": (), "starred": False, "sign": "noted"}) == {
        "text": None,
        "tally": None,
        "starred": False,
        "sign": "noted",
    }
    assert to_fields("review", {"contacts": {}}) == {"contacts": None}
    assert to_fields("activity", {"time": ("", "2027-03-09T10:00")}) == {"time": ["", "2027-03-09T10:00"]}
    assert to_fields("activity", {}) == {}


def test_a_time_that_only_ends_is_kept() -> None:
    said = to_fields("activity", {"time": ("", "2027-03-09T10:00")})
    activity = value_of("activity", {name: says(value) for name, value in said.items()})
    assert isinstance(activity, Activity)
    assert activity.time == ("", "2027-03-09T10:00")


@pytest.mark.parametrize(
    ("kind", "name"), [("note", "mood"), ("note", "tips"), ("link", "note"), ("note", "questions")]
)
def test_nobody_writes_a_field_that_the_kind_has_not(kind: str, name: str) -> None:
    with pytest.raises(KeyError):
        to_fields(kind, {name: "x"})
