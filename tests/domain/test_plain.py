"""The quick way to read a line: whatever it takes, the careful way takes too, and they say the same."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.canonical import MalformedError, Value, to_bytes
from peerdesk.domain.entries import Revision, Words, look_closely, read_entry, read_words, words_hash, write_revision
from peerdesk.domain.plain import kept_words_hash, plain_header, plain_words
from tests.domain.writing import AUTHOR, NAMES, SALT, SCOPE, VALUES, WHEN, an_id, revision

IDS = st.integers(0, 9).map(lambda number: an_id(str(number)))
SPOILERS = st.sampled_from(
    [
        *rb'| |0|-|"|\|\u0041|\/|,|"a":1,|"record":null,|"ends":[],|null|true|False|[|]|{|}|1.0|1e3'.split(b"|"),
        *b"\n|\x7f|\xc2\x80|\xc3|\xed\xa0\x80".split(b"|"),
    ]
)


@st.composite
def headers(draw: st.DrawFn) -> bytes:
    fields = {name: Words(SALT, "said") for name in draw(st.lists(NAMES, max_size=4))}
    parents, is_link = draw(st.lists(IDS, max_size=3)), draw(st.booleans())
    if not parents and not fields:
        is_link = True
    return write_revision(
        scope=SCOPE,
        kind=draw(NAMES),
        record=draw(IDS) if parents and not is_link else None,
        fields=fields,
        parents=parents,
        author=AUTHOR,
        written_at=WHEN,
        ends=(draw(IDS), draw(IDS)) if is_link else None,
        deleted=draw(st.booleans()),
    ).line


def spoil(line: bytes, data: st.DataObject) -> bytes:
    for _ in range(data.draw(st.integers(0, 2))):
        at, gone = data.draw(st.integers(0, len(line))), data.draw(st.sampled_from([0, 0, 1, 2, 67]))
        line = line[:at] + data.draw(SPOILERS) + line[at + gone :]
    return line


@given(headers(), st.data())
def test_a_header_is_read_as_the_careful_way_reads_it(line: bytes, data: st.DataObject) -> None:
    line = spoil(line, data)
    try:
        closely = look_closely(line)
    except MalformedError:
        assert plain_header(line) is None
        return
    assert read_entry(line) == closely
    assert closely.entry_id == hashlib.sha256(line).hexdigest()


@given(headers())
def test_every_header_that_we_write_is_read_the_quick_way(line: bytes) -> None:
    assert plain_header(line) is not None


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda line: line.replace(b'"record":null,', b""),
        lambda line: line.replace(b'"record":null,', b'"record":"' + an_id("one").encode() + b'",'),
        lambda line: line.replace(b'"parents":[]', b'"parents":["' + an_id("one").encode() + b'"]'),
        lambda line: line.replace(b'"deleted":false,', b'"deleted":false,"ends":["%b","%b"],' % (b"0" * 64, b"1" * 64)),
        lambda line: line.replace(b'"a":"', b'"z":"'),
        lambda line: line.replace(b'"b":"', b'"a":"'),
        lambda line: line.replace(WHEN.encode(), b"2027-02-29T09:00:00Z"),
        lambda line: line.replace(b'"v":1', b'"v":2'),
        lambda line: line.replace(b'"kind":"note"', b'"kind":"' + b"a" * 33 + b'"'),
        lambda line: line + b"\n",
        lambda line: b" " + line,
    ],
)
def test_a_header_that_is_not_sound_is_not_plain(spoilt: object) -> None:
    line = revision({"a": 1, "b": 2}).line
    assert callable(spoilt)
    assert plain_header(line) is not None
    assert spoilt(line) != line
    assert plain_header(spoilt(line)) is None


def test_the_quick_way_knows_the_limits() -> None:
    def of(fields: int, parents: int) -> bytes:
        line = revision({"text": 1}, kind="note", ends=(an_id("a"), an_id("b"))).line
        said = b",".join(b'"f%02d":"%b"' % (number, b"0" * 64) for number in range(fields))
        named = b",".join(b'"%064x"' % number for number in range(parents))
        begun, _, rest = line.partition(b'"fields":{')
        return begun + b'"fields":{' + said + rest[rest.index(b"}") :].replace(b"[]", b"[" + named + b"]")

    assert plain_header(of(64, 32)) is not None
    assert plain_header(of(65, 32)) is None
    assert plain_header(of(64, 33)) is None
    for line in (of(65, 0), of(0, 33)):
        with pytest.raises(MalformedError):
            read_entry(line)


@given(IDS, NAMES, VALUES, st.data())
def test_words_are_read_as_the_careful_way_reads_them(entry: str, name: str, value: Value, data: st.DataObject) -> None:
    line = spoil(to_bytes({"entry": entry, "field": name, "words": [SALT, value]}), data)
    found = plain_words(line)
    if found is not None:
        entry, name, kept = found
        assert line == b'{"entry":"%b","field":"%b","words":%b}' % (entry.encode(), name.encode(), kept)
        said = read_words(kept)
        assert said.kept_line() == kept
        assert kept_words_hash(kept, AUTHOR, name) == words_hash(said, AUTHOR, name)


@given(
    IDS, NAMES, st.text('aé“\n\\"\u2028😀', max_size=9) | st.integers(-9, 9) | st.lists(st.integers(0, 20)) | st.none()
)
def test_what_people_write_is_read_the_quick_way(entry: str, name: str, value: Value) -> None:
    line = to_bytes({"entry": entry, "field": name, "words": [SALT, value]})
    assert plain_words(line) == (entry, name, to_bytes([SALT, value]))


def test_a_revision_read_the_quick_way_is_a_revision() -> None:
    first = revision({"text": "Pairs talk", "where": "hall"})
    assert read_entry(first.line) == first
    assert isinstance(read_entry(first.line), Revision)
