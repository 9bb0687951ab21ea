import hashlib
import sys
import unicodedata
from contextlib import suppress

import orjson
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.canonical import MalformedError, Value, clean_text, from_bytes, hash_of, to_bytes
from tests.domain.writing import VALUES

CONTROLS = [chr(n) for n in range(sys.maxunicode + 1) if unicodedata.category(chr(n)) == "Cc" and chr(n) not in "\n\t"]
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff", "a\udfff\ud800"]


def nested(levels: int, innermost: Value = 1) -> Value:
    value = innermost
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


@given(VALUES)
def test_the_bytes_are_those_of_another_library(value: Value) -> None:
    assert to_bytes(value) == rfc8785.dumps(value)
    assert hash_of(value) == hashlib.sha256(rfc8785.dumps(value)).hexdigest()


@given(VALUES)
def test_what_was_written_is_read_again(value: Value) -> None:
    assert from_bytes(to_bytes(value)) == value


@given(VALUES, st.data())
def test_bytes_are_refused_or_are_those_of_what_they_say(value: Value, data: st.DataObject) -> None:
    line = bytearray(to_bytes(value))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(line)))
        line[at : at + data.draw(st.integers(0, 2))] = data.draw(st.sampled_from([b" ", b"0", b"-", b"\\u0041", b'"']))
    try:
        read = from_bytes(bytes(line))
    except MalformedError:
        return
    assert rfc8785.dumps(read) == bytes(line)


TOKENS = st.sampled_from(
    [
        *(
            b"[",
            b"]",
            b"{",
            b"}",
            b",",
            b":",
            b'"',
            b"true",
            b"false",
            b"null",
            b'"a":',
            b'"A":',
            b'"a"',
            b"-",
            b"0",
            b"7",
        ),
        *(b"1" * 15, b"1" * 16, b"9007199254740991", b"9007199254740992", b"1.5", b"1e9", b'"' + b"a" * 33 + b'":'),
        *(
            b'"\\n"',
            b'"\\\\"',
            b'"\\""',
            b'"\\u0000"',
            b'"\x7f"',
            b'"\xc2\x80"',
            b'"\xc2\xa0"',
            b'"\xc3\xa9"',
            b'"[{:,"',
        ),
    ]
)


@given(st.lists(TOKENS, max_size=30).map(b"".join) | VALUES.map(rfc8785.dumps))
def test_lines_that_are_looked_at_quickly_are_those_that_are_looked_at_slowly(line: bytes) -> None:
    try:
        slowly = to_bytes(orjson.loads(line)) == line
    except (orjson.JSONDecodeError, MalformedError):
        slowly = False
    try:
        from_bytes(line)
    except MalformedError:
        assert not slowly
    else:
        assert slowly


@given(st.binary(max_size=20))
def test_any_bytes_are_refused_in_one_way(line: bytes) -> None:
    with suppress(MalformedError):
        assert to_bytes(from_bytes(line)) == line


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b" 1",
        b"1 ",
        b"1\n",
        b"1.0",
        b"1.5",
        b"1e3",
        b"1E3",
        b"-0",
        b"-0.0",
        b"01",
        b"+1",
        b"NaN",
        b"Infinity",
        b"9007199254740992",
        b"-9007199254740992",
        b"18446744073709551616",
        b"9" * 400,
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1,}',
        b"[1,]",
        b"[1, 2]",
        b"{'a':1}",
        b'{"a":1}{"a":1}',
        b'{"a":1}\n',
        b"\xef\xbb\xbf1",
        b'"\\u0061"',
        b'"\\/"',
        b'"\\u000A"',
        b'"\\u000a"',
        b'"\n"',
        b'"\\u0000"',
        b'"\x00"',
        b'"\\ud800"',
        b'"\\udc00"',
        b'"\\ud83d\\ude00"',
        b'"\xed\xa0\x80"',
        b'"\xff"',
        b'"\xc0\x80"',
        b'{"A":1}',
        b'{"":1}',
        b'{"_a":1}',
        b'{"1a":1}',
        b'{"a-b":1}',
        b'{"a\\n":1}',
        b'{"\xc3\xa9":1}',
        b'{"' + b"a" * 33 + b'":1}',
        b"[" * 17 + b"]" * 17,
        b"[" * 900 + b"]" * 900,
        b"[" * 100_000 + b"]" * 100_000,
        b"[" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    ],
    ids=lambda line: repr(line[:24]),
)
def test_a_line_of_another_form_is_refused(line: bytes) -> None:
    with pytest.raises(MalformedError):
        from_bytes(line)


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        2**53,
        -(2**53),
        10**400,
        b"bytes",
        {"a", "b"},
        {"A": 1},
        {"": 1},
        {1: 1},
        {None: 1},
        {"a\n": 1},
        {"a" * 33: 1},
        {"é": 1},
        {"a": [{"b": 0.5}]},
        nested(17),
        nested(16, innermost=[]),
        nested(100_000),
        object(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_that_has_no_such_bytes_is_refused(value: Value) -> None:
    with pytest.raises(MalformedError):
        to_bytes(value)


@pytest.mark.parametrize("letter", [*CONTROLS, *SURROGATES], ids=ascii)
def test_a_letter_that_nobody_can_read_is_refused(letter: str) -> None:
    assert len(CONTROLS) == 63
    for value in (letter, ["a" + letter], {"a": {"b": letter + "a"}}):
        with pytest.raises(MalformedError):
            to_bytes(value)
    assert letter not in clean_text(f"a{letter}b")


@pytest.mark.parametrize(
    "value",
    [2**53 - 1, -(2**53) + 1, {"a" * 32: 1, "z9_": 2}, nested(16), "\n\t", "\u2028\ufeff\uffff\U0001f600", (1, (2,))],
    ids=ascii,
)
def test_what_is_just_allowed_is_written(value: Value) -> None:
    assert to_bytes(from_bytes(to_bytes(value))) == rfc8785.dumps(value)


def test_a_very_wide_value_is_written() -> None:
    wide: Value = [{"a": n} for n in range(50_000)]
    assert from_bytes(to_bytes(wide)) == wide


@given(st.text(st.characters()))
def test_cleaned_text_can_be_kept_and_stays_clean(text: str) -> None:
    clean = clean_text(text)
    assert from_bytes(to_bytes(clean)) == clean
    assert clean_text(clean) == clean == unicodedata.normalize("NFC", clean)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_lines_stay_apart_however_they_were_parted(end: str) -> None:
    assert clean_text(f"on\u00a0task{end}{end}\ttidy") == "on\u00a0task\n\n\ttidy"


def test_letters_are_put_together_and_nothing_else_is_touched() -> None:
    assert clean_text("cafe\u0301 \u200d\U0001f600 ﬁ") == "café \u200d\U0001f600 ﬁ"
