"""Which 32 bytes are an Ed25519 key that means what it says."""

from functools import lru_cache

_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P


@lru_cache(maxsize=256)  # a package holds many signatures by few people
def is_sound_point(encoded: bytes) -> bool:
    """Say whether 32 bytes encode a point of the curve, in the one way, that is not of small order.

    OpenSSL and `ssh-keygen` take the others too, and what is encrypted to a point of small order can be read by
    anybody.

    Source:
        PROTOCOL 12; RFC 8032, 5.1.3.
    """
    y = int.from_bytes(encoded, "little") & (2**255 - 1)  # the highest bit is the sign of x
    if y >= _P:
        return False
    square = y * y % _P
    # Order 1 and 2: y is 1 or -1. Order 4: y is 0. Order 8: doubling it gives y = 0.
    if y * (square - 1) * (_D * square * square + 2 * square - 1) % _P == 0:
        return False
    # x² = (y² - 1) / (d·y² + 1) must be a square: Euler's criterion.
    return pow((square - 1) * (_D * square + 1), (_P - 1) // 2, _P) == 1
