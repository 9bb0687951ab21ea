import base64
import os

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.keys.curve import is_sound_point
from peerdesk.keys.signing import PrivateKey

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
ORDER_8 = int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little")
SMALL = (0, 1, P - 1, ORDER_8, P - ORDER_8)


def encoded(y: int, sign: int = 0) -> bytes:
    return (y | sign << 255).to_bytes(32, "little")


def doubled(y: int) -> int:
    """Return the y of twice the point: y² + x² over 1 - d·x²·y², where x² = (y² - 1) / (d·y² + 1)."""
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    return (y * y + x2) * pow(1 - D * x2 * y * y, -1, P) % P


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("y", SMALL)
def test_points_of_small_order_are_refused(y: int, sign: int) -> None:
    assert doubled(doubled(doubled(y))) == 1, "eight times the point is nothing"
    assert not is_sound_point(encoded(y, sign))


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("y", range(P, 2**255))
def test_a_second_way_to_write_a_point_is_refused(y: int, sign: int) -> None:
    assert not is_sound_point(encoded(y, sign))


def test_anybody_can_read_what_is_encrypted_to_a_point_of_small_order() -> None:
    """The reason for the rule: age takes such a key without a word."""
    blob = b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20" + encoded(ORDER_8)
    taken = pyrage.ssh.Recipient.from_str("ssh-ed25519 " + base64.b64encode(blob).decode())
    assert pyrage.encrypt(b"for one pair of eyes", [taken])


@given(st.binary(min_size=32, max_size=32))
def test_every_true_key_is_sound(seed: bytes) -> None:
    assert is_sound_point(PrivateKey.from_seed(seed).public.raw)


def test_a_second_implementation_agrees_on_which_bytes_lie_on_the_curve() -> None:
    for raw in (os.urandom(32) for _ in range(200)):
        blob = b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20" + raw
        try:
            pyrage.ssh.Recipient.from_str("ssh-ed25519 " + base64.b64encode(blob).decode())
            theirs = True
        except pyrage.RecipientError:
            theirs = False
        assert is_sound_point(raw) == theirs, raw.hex()
