"""A few words that two badges open, and no third."""

import base64

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerdesk.keys.for_two import NotForThisBadgeError, close, is_closed_to, open_closed
from peerdesk.keys.signing import PrivateKey

LEAD, TRAINEE, OTHER = (PrivateKey.from_seed(bytes([number]) * 32) for number in (1, 2, 3))
WORDS = "You waited for the second answer.\nNext time ask the quiet one first."


def test_both_read_it_and_nobody_else() -> None:
    closed = close(WORDS, [TRAINEE.public, LEAD.public])
    assert open_closed(closed, LEAD) == open_closed(closed, TRAINEE) == WORDS
    with pytest.raises(NotForThisBadgeError, match="another badge than yours"):
        open_closed(closed, OTHER)


def test_whom_it_was_closed_to_is_known_without_opening_it() -> None:
    closed = close(WORDS, [TRAINEE.public, LEAD.public])
    assert is_closed_to(closed, LEAD.public.key_id)
    assert is_closed_to(closed, TRAINEE.public.key_id)
    assert not is_closed_to(closed, OTHER.public.key_id)


def test_it_says_nothing_of_the_words() -> None:
    closed = close(WORDS, [TRAINEE.public, LEAD.public])
    raw = base64.b64decode(closed)
    assert b"second answer" not in raw
    assert closed != close(WORDS, [TRAINEE.public, LEAD.public])  # the same words do not look the same


def test_it_is_an_age_file_that_any_age_opens() -> None:
    closed = close(WORDS, [TRAINEE.public, LEAD.public])
    own = pyrage.ssh.Identity.from_buffer(TRAINEE.openssh_pem())
    assert pyrage.decrypt(base64.b64decode(closed), [own]).decode() == WORDS


def test_more_than_a_few_words_are_not_closed() -> None:
    with pytest.raises(ValueError, match="few words"):
        close("x" * 20_000, [LEAD.public])


CLOSED = base64.b64decode(close(WORDS, [LEAD.public]))


@given(st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_what_was_changed_on_the_way_opens_for_nobody(somewhere: int) -> None:
    at = somewhere % len(CLOSED)
    spoilt = base64.b64encode(CLOSED[:at] + bytes([CLOSED[at] ^ 1]) + CLOSED[at + 1 :]).decode()
    with pytest.raises(NotForThisBadgeError):
        open_closed(spoilt, LEAD)


@given(st.text())
def test_anything_else_is_no_words(text: str) -> None:
    assert not is_closed_to(text, LEAD.public.key_id)
    with pytest.raises(NotForThisBadgeError):
        open_closed(text, LEAD)
