"""A time of day as a person writes it."""

import re

_TIME = re.compile(r"(\d{1,2})\s*[:.h]?\s*(\d\d)\Z")


def read_time(words: str) -> str | None:
    """Return "HH:MM" of what a person writes as a time ("940", "9.40"), "" for nothing, None if it is none."""
    if not words.strip():
        return ""
    found = _TIME.match(words.strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return f"{int(found[1]):02}:{found[2]}"
