"""Recovery words: new ones beside the old ones, until somebody has typed them back."""

import json
from collections.abc import Iterator

import pytest

from peerdesk.errors import DamagedHeaderError, NoRecoveryWordsError, WrongPassphraseError
from peerdesk.keys.passphrase import RECOVERY_BYTES, make_phrase
from peerdesk.keys.recovery import Box, Boxes, make_box
from tests.keys.cheap import cheap_guesses

KEY, OTHER = bytes(range(32)), bytes(32)
OLD = make_phrase(bytes(range(RECOVERY_BYTES)))
NEW = make_phrase(bytes(range(100, 100 + RECOVERY_BYTES)))


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with cheap_guesses():
        yield


def a_box(words: str, key: bytes = KEY, made_on: str = "2027-03-08") -> Box:
    return make_box(key, words, made_on)


def test_eight_words_open_however_they_are_typed() -> None:
    assert len(OLD.split()) == 8
    boxes = Boxes(waiting=a_box(OLD))
    for typed in (OLD, OLD.upper(), OLD.replace(" ", "-"), f"  {OLD.replace(' ', ', ')}.\n"):
        assert boxes.open(typed)[0] == KEY


def test_old_words_hold_until_the_new_ones_are_typed_back() -> None:
    boxes = Boxes(waiting=a_box(OLD)).confirm(OLD, KEY, "2027-03-08").with_new(a_box(NEW))
    assert boxes.open(OLD)[1].confirmed_on == "2027-03-08"
    assert boxes.open(NEW)[1].confirmed_on == ""
    with pytest.raises(WrongPassphraseError, match="not your recovery words"):
        boxes.confirm(OLD, KEY, "2027-03-09")
    changed = boxes.confirm(NEW, KEY, "2027-03-09")
    assert changed.open(NEW)[1].confirmed_on == "2027-03-09"
    with pytest.raises(WrongPassphraseError, match="all eight"):
        changed.open(OLD)


def test_words_that_wait_give_way_to_newer_ones() -> None:
    boxes = Boxes(waiting=a_box(OLD)).with_new(a_box(NEW))
    with pytest.raises(WrongPassphraseError):
        boxes.open(OLD)


def test_without_words_it_is_said_that_none_were_made() -> None:
    with pytest.raises(NoRecoveryWordsError, match="ever made"):
        Boxes().open(OLD)
    with pytest.raises(NoRecoveryWordsError, match="type back"):
        Boxes(confirmed=a_box(OLD)).confirm(OLD, KEY, "2027-03-08")


def test_words_of_another_key_are_not_confirmed() -> None:
    with pytest.raises(DamagedHeaderError, match="something else"):
        Boxes(waiting=a_box(OLD, OTHER)).confirm(OLD, KEY, "2027-03-08")


def test_boxes_travel_as_json_and_show_no_words() -> None:
    boxes = Boxes(a_box(OLD), a_box(NEW))
    written = json.dumps(boxes.to_value())
    assert Boxes.from_value(json.loads(written)) == boxes
    assert not any(word in (written + repr(boxes)).split() for word in f"{OLD} {NEW}".split())
    assert KEY.hex() not in written


@pytest.mark.parametrize("value", [None, [], "x", {"confirmed": []}, {"confirmed": {"box": {}}}])
def test_what_is_no_box_is_none(value: object) -> None:
    assert Boxes.from_value(value) == Boxes()


def test_damage_is_not_taken_for_wrong_words() -> None:
    damaged = Box({**a_box(OLD).lid, "box": "00"}, "2027-03-08")
    with pytest.raises(DamagedHeaderError, match=r"desk\.json"):
        Boxes(damaged).open(OLD)
    assert Boxes(damaged, a_box(NEW)).open(NEW)[0] == KEY, "the sound one opens"
    with pytest.raises(WrongPassphraseError):
        Boxes(damaged, a_box(NEW)).open(OLD)
