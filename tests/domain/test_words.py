import pytest
from hypothesis import given

from peerdesk.domain.canonical import MalformedError, Value, hash_of, to_bytes
from peerdesk.domain.entries import Words, read_words, words_hash, write_revision
from tests.domain.writing import AUTHOR, SALT, SCOPE, VALUES, WHEN, an_id

MAX_BYTES = 256 * 1024
OTHER = an_id("other")


@given(VALUES)
def test_a_hash_of_words_needs_author_name_and_salt(value: Value) -> None:
    words = Words(SALT, value)
    assert words_hash(words, AUTHOR, "text") == hash_of([SALT, AUTHOR, "text", value])
    others = {
        words_hash(words, OTHER, "text"),
        words_hash(words, AUTHOR, "where"),
        words_hash(Words("00" * 16, value), AUTHOR, "text"),
        words_hash(Words(SALT, [value]), AUTHOR, "text"),
    }
    assert words_hash(words, AUTHOR, "text") not in others
    assert len(others) == 4


@given(VALUES)
def test_words_are_read_as_they_were_written(value: Value) -> None:
    assert read_words(Words(SALT, value).line()) == Words(SALT, value)


def nested(levels: int) -> Value:
    value: Value = 1
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        to_bytes([SALT]),
        to_bytes([SALT, 1, 2]),
        to_bytes({"salt": SALT, "value": 1}),
        to_bytes([None, "text"]),
        to_bytes(["", "text"]),
        to_bytes([SALT[:-1], "text"]),
        to_bytes([SALT.upper(), "text"]),
        to_bytes([SALT + "\n", "text"]),
        to_bytes([SALT, "text"]) + b"\n",
        f'["{SALT}", "text"]'.encode(),
        to_bytes([SALT, nested(9)]),
        b"[" * 100_000,
        to_bytes([SALT, "a" * MAX_BYTES]),
    ],
    ids=lambda line: repr(line[:24]),
)
def test_unsound_words_are_refused(line: bytes) -> None:
    with pytest.raises(MalformedError):
        read_words(line)


def test_words_as_long_and_as_deep_as_is_allowed() -> None:
    longest = "a" * (MAX_BYTES - len(to_bytes([SALT, ""])))
    assert read_words(to_bytes([SALT, longest])).value == longest
    with pytest.raises(MalformedError):
        read_words(to_bytes([SALT, longest + "a"]))
    assert read_words(to_bytes([SALT, nested(8)])).value == nested(8)


@pytest.mark.parametrize(
    "words", [Words(SALT, "a" * MAX_BYTES), Words(SALT, nested(9)), Words("", "a"), Words(SALT, "\x00")]
)
def test_nobody_writes_words_that_others_would_refuse(words: Words) -> None:
    with pytest.raises(MalformedError):
        write_revision(
            scope=SCOPE,
            kind="note",
            record=None,
            fields={"where": Words(SALT, "hall"), "text": words},
            parents=(),
            author=AUTHOR,
            written_at=WHEN,
        )
