import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain import canonical
from peerdesk.errors import BadgeError
from peerdesk.keys.badge import Badge, make_badge, same_words, words_of
from peerdesk.keys.signing import BADGE, SEAL, PrivateKey

ANITA = PrivateKey.from_seed(bytes(range(32)))
EVE = PrivateKey.from_seed(bytes(32))
TODAY = "2026-11-21"

key_ids = st.binary(min_size=32, max_size=32).map(bytes.hex)


def altered(**changes: object) -> bytes:
    """Return Anita's badge with other parts, signed again by her, as somebody with a key could make it."""
    says = json.loads(make_badge(ANITA, "Anita", TODAY).to_bytes())["badge"] | changes
    signed = canonical.to_bytes(says)
    return canonical.to_bytes({"badge": says, "signature": ANITA.sign(BADGE, signed)})


def test_a_badge_goes_through_a_file(tmp_path: Path) -> None:
    badge = make_badge(ANITA, "  Anita Rao ", TODAY)
    path = tmp_path / badge.file_name
    path.write_bytes(badge.to_bytes())
    assert path.name == "Anita Rao.badge"
    read = Badge.from_bytes(path.read_bytes())
    assert read == badge
    assert (read.name, read.key, read.made_on) == ("Anita Rao", ANITA.public, TODAY)


def test_a_badge_is_the_text_that_the_format_says() -> None:
    text = make_badge(ANITA, "Anita", TODAY).to_bytes()
    value = json.loads(text)
    assert set(value) == {"badge", "signature"}
    assert value["badge"] == {
        "t": "badge",
        "v": 1,
        "name": "Anita",
        "key": ANITA.public.line(),
        "made_on": TODAY,
    }
    assert canonical.from_bytes(text) == value
    assert altered() == text


@given(st.data())
def test_one_changed_byte_is_refused(data: st.DataObject) -> None:
    text = make_badge(ANITA, "Anita", TODAY).to_bytes()
    at = data.draw(st.integers(0, len(text) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda other: other != text[at]))
    with pytest.raises(BadgeError):
        Badge.from_bytes(text[:at] + bytes([byte]) + text[at + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        altered(v=2),
        altered(t="seal"),
        altered(role="lead"),
        altered(key=EVE.public.line()),
        altered(key=ANITA.public.line("comment")),
        altered(key="ssh-ed25519 AAAA"),
        altered(name=""),
        altered(name=7),
        altered(name="x" * 81),
        altered(name=" Anita"),
        altered(name="An\u202eita"),
        altered(name="An\nita"),
        altered(name="Rene\u0301"),
        altered(made_on="21.11.2026"),
        altered(made_on="20261121"),
        altered().replace(b'"badge":', b'"badge": '),
        altered() + b"\n",
        altered().replace(b'"signature":', b'"role":"lead","signature":'),
    ],
)
def test_what_is_no_badge_is_refused(text: bytes) -> None:
    with pytest.raises(BadgeError, match="no badge that PeerDesk can read"):
        Badge.from_bytes(text)


def test_what_is_too_long_for_a_badge_is_not_even_read() -> None:
    with pytest.raises(BadgeError) as refused:
        Badge.from_bytes(b"[" * 20_000)
    assert refused.value.detail == "20000 bytes"


def test_a_badge_is_signed_by_its_own_key_and_for_this_purpose() -> None:
    value = json.loads(make_badge(ANITA, "Anita", TODAY).to_bytes())
    signed = canonical.to_bytes(value["badge"])
    for signature in (EVE.sign(BADGE, signed), ANITA.sign(SEAL, signed)):
        with pytest.raises(BadgeError):
            Badge.from_bytes(canonical.to_bytes(value | {"signature": signature}))


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "An\u200eita", "An\u2066ita", "An\x00ita", "A\tB"])
def test_a_name_that_cannot_be_read_is_refused(name: str) -> None:
    with pytest.raises(BadgeError, match="1 to 80 letters"):
        make_badge(ANITA, name, TODAY)


@pytest.mark.parametrize("name", ["Zoë", "Máire Ní Bhriain", "O'Neil-Śliwa", "علی\u200cرضا", "李", "x" * 80])
def test_names_of_people_are_taken(name: str) -> None:
    assert Badge.from_bytes(make_badge(ANITA, name, TODAY).to_bytes()).name == name


def test_a_name_is_kept_in_one_spelling() -> None:
    assert make_badge(ANITA, "Rene\u0301", TODAY).name == "René"


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("Anita", "Anita.badge"),
        ("../../etc/passwd", "etcpasswd.badge"),
        ("Dr. A: B?", "Dr A B.badge"),
        ("Con", "My Con.badge"),
        ("!!!", "My.badge"),
    ],
)
def test_a_file_name_suits_every_system(name: str, file_name: str, tmp_path: Path) -> None:
    assert make_badge(ANITA, name, TODAY).file_name == file_name
    (tmp_path / make_badge(ANITA, "李" * 80, TODAY).file_name).touch()


def test_the_six_words_of_a_key_never_change() -> None:
    assert words_of(ANITA.public.key_id) == ("noble", "sniff", "chimney", "bounce", "capital", "castle")


@given(key_ids, st.sampled_from([" ", "-", ", ", "  "]), st.booleans())
def test_words_are_typed_as_people_type(key_id: str, between: str, loud: bool) -> None:
    typed = between.join(words_of(key_id))
    assert same_words(f" {typed.upper() if loud else typed} ", key_id)


@given(key_ids, st.data())
def test_all_six_words_count_and_their_order(key_id: str, data: st.DataObject) -> None:
    six = list(words_of(key_id))
    at = data.draw(st.integers(0, 5))
    assert not same_words(" ".join(six[:at] + six[at + 1 :]), key_id)
    assert not same_words(" ".join([*six, six[at]]), key_id)
    assert not same_words(" ".join([*six[:at], "PeerDesk", *six[at + 1 :]]), key_id)
    shuffled = data.draw(st.permutations(six))
    assert same_words(" ".join(shuffled), key_id) == (shuffled == six)
