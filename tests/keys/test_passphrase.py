import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain import canonical
from peerdesk.errors import DamagedHeaderError, PassphraseTooShortError, WrongPassphraseError
from peerdesk.keys.passphrase import (
    BRIEFING_BYTES,
    RECOVERY_BYTES,
    Cost,
    make_phrase,
    plain_phrase,
    unwrap,
    wrap,
)

SECRET = bytes(range(32))
CHEAP = Cost(memory_kib=32, passes=1, lanes=1)
PHRASE = "grass in the Zürich rain"

phrases = st.text(min_size=8, max_size=30).filter(lambda text: len(plain_phrase(text)) >= 8)


@given(st.binary(max_size=100), phrases)
def test_the_passphrase_opens_the_box(secret: bytes, phrase: str) -> None:
    header = wrap(secret, phrase, CHEAP)
    through_a_file = json.loads(json.dumps(header))
    assert unwrap(through_a_file, phrase) == secret


@given(phrases, phrases)
def test_no_other_passphrase_opens_it(phrase: str, other: str) -> None:
    if plain_phrase(phrase) == plain_phrase(other):
        other += "x"
    with pytest.raises(WrongPassphraseError):
        unwrap(wrap(SECRET, phrase, CHEAP), other)


def test_keyboards_may_differ() -> None:
    header = wrap(SECRET, PHRASE, CHEAP)
    assert unwrap(header, "  grass in the Zu\u0308rich rain\n") == SECRET
    with pytest.raises(WrongPassphraseError):
        unwrap(header, PHRASE.lower())


def test_a_spoken_phrase_may_be_typed_in_any_way() -> None:
    phrase = make_phrase(bytes(range(RECOVERY_BYTES)))
    header = wrap(SECRET, phrase, CHEAP)
    assert unwrap(header, phrase.title().replace(" ", "-")) == SECRET
    with pytest.raises(WrongPassphraseError):
        unwrap(header, " ".join(reversed(phrase.split())))


def test_phrases_have_as_many_words_as_they_need() -> None:
    assert len(make_phrase(bytes(BRIEFING_BYTES)).split()) == 5
    assert len(make_phrase(bytes(RECOVERY_BYTES)).split()) == 8
    assert make_phrase(b"\xff" * BRIEFING_BYTES) == "zoo zoo zoo zoo zoo"


def test_the_box_shows_nothing_and_is_never_the_same_twice() -> None:
    one, two = wrap(SECRET, PHRASE, CHEAP), wrap(SECRET, PHRASE, CHEAP)
    assert {one[name] == two[name] for name in ("salt", "nonce", "box", "sum")} == {False}
    assert SECRET.hex() not in json.dumps(one)


def test_a_guess_costs_what_it_should() -> None:
    header = wrap(SECRET, PHRASE)
    assert (header["memory_kib"], header["passes"], header["lanes"]) == (65536, 3, 4)
    assert unwrap(header, PHRASE) == SECRET


def test_a_box_of_today_opens_in_every_later_version() -> None:
    header: dict[str, canonical.Value] = {
        "v": 1,
        "algorithm": "argon2id chacha20poly1305",
        "memory_kib": 32,
        "passes": 1,
        "lanes": 1,
        "salt": "7080fb536452f3af1ae8cff939cedf31",
        "nonce": "04cee7ed1c1ff003d9ef0eaf",
        "box": "5b716eafa01681db276555e884383fa6b8de4e9ee4ad2e720deed725052568ffd5237b4d2582c23827a7e9b4c40cdae3",
        "sum": "e5f92b9cc0d3aa6cbf4a3474d83dc61bc90d8f52d1a9b097f70911941f1659cd",
    }
    assert unwrap(header, "a box of the first version") == SECRET


@given(st.data())
def test_one_changed_letter_never_opens(data: st.DataObject) -> None:
    text = canonical.to_bytes(wrap(SECRET, PHRASE, CHEAP))
    at = data.draw(st.integers(0, len(text) - 1))
    byte = data.draw(st.sampled_from(b'0123456789abcdef"{},').filter(lambda other: other != text[at]))
    try:
        header = json.loads(text[:at] + bytes([byte]) + text[at + 1 :])
    except ValueError:
        return
    if isinstance(header, dict):
        with pytest.raises(DamagedHeaderError):
            unwrap(header, PHRASE)


@pytest.mark.parametrize("changed", [{"passes": 2}, {"memory_kib": 64}, {"nonce": "00" * 12}, {"box": "00" * 48}])
def test_what_is_altered_with_care_does_not_open_either(changed: dict[str, canonical.Value]) -> None:
    whole = {name: value for name, value in wrap(SECRET, PHRASE, CHEAP).items() if name != "sum"} | changed
    with pytest.raises(WrongPassphraseError):
        unwrap({**whole, "sum": canonical.hash_of(whole)}, PHRASE)


@pytest.mark.parametrize(
    "changed",
    [
        {"memory_kib": 2**20},
        {"memory_kib": 7},
        {"memory_kib": "32"},
        {"passes": 17},
        {"passes": 0},
        {"lanes": 17},
        {"lanes": 0},
        {"salt": "00" * 15},
        {"salt": "no hex"},
        {"nonce": "00" * 13},
        {"box": "00" * 15},
        {"box": "00" * 2000},
        {"v": 2},
        {"algorithm": "none"},
        {"more": 1},
    ],
)
def test_a_header_that_asks_for_too_much_is_refused_before_the_work(changed: dict[str, canonical.Value]) -> None:
    whole = {name: value for name, value in wrap(SECRET, PHRASE, CHEAP).items() if name != "sum"} | changed
    with pytest.raises(DamagedHeaderError):
        unwrap({**whole, "sum": canonical.hash_of(whole)}, PHRASE)


@pytest.mark.parametrize("phrase", ["", "        ", "sevenxx"])
def test_a_passphrase_that_can_be_guessed_is_refused(phrase: str) -> None:
    with pytest.raises(PassphraseTooShortError, match="guessed"):
        wrap(SECRET, phrase, CHEAP)


def test_a_box_is_for_small_secrets() -> None:
    with pytest.raises(ValueError, match="kilobyte"):
        wrap(bytes(1025), PHRASE, CHEAP)
